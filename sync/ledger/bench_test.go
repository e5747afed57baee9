package ledger_test

import (
	"fmt"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/ledger"
)

// The size of a big district's year: the figures that the speed of the ledger
// is held to.
const (
	benchSources    = 200
	benchDays       = 250
	benchIndicators = 12
)

var benchStart = time.Date(2020, 11, 24, 17, 0, 0, 0, time.UTC)

func benchLooks(sources int, at time.Time, read bool) []record.OldLook {
	looks := make([]record.OldLook, sources)
	for s := range looks {
		unit := fmt.Sprintf("xa-%03d", s)
		looks[s] = record.OldLook{
			Source: fmt.Sprintf("https://docs.google.com/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789-%03d", s),
			Asked:  at, Answered: at.Add(time.Second), Content: fmt.Sprintf("sha256:%064d", s), Reader: fmt.Sprintf("1:%064d", 7),
		}
		if read {
			looks[s].Reading = benchReading(unit)
		}
	}
	return looks
}

func benchReading(unit string) *office.Reading {
	first := calendar.Date(2020, time.January, 1)
	r := &office.Reading{Tables: []office.Table{{
		Tab: "Năm 2020", Layout: "long", Header: "A5:P6", First: first, Last: first + 365, Units: []string{unit},
	}}}
	for d := range benchDays {
		for i := range benchIndicators {
			r.Tallies = append(r.Tallies, office.Tally{
				Unit: unit, Day: first + calendar.Day(d), Indicator: fmt.Sprintf("indicator_%d", i), Value: int64(d * i % 97),
				Origin: office.Origin{Tab: "Năm 2020", Cell: fmt.Sprintf("%c%d", 'C'+i, d+7)},
			})
		}
	}
	return r
}

func openBench(b *testing.B) *ledger.Ledger {
	b.Helper()
	l, err := ledger.Open(b.Context(), filepath.Join(b.TempDir(), "bench.db"), ledger.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { l.Close() })
	return l
}

// A district's first round: everything is new.
func BenchmarkAppendCold(b *testing.B) {
	looks := benchLooks(benchSources, benchStart, true)
	for b.Loop() {
		l := openBench(b)
		if err := l.Append(b.Context(), looks...); err != nil {
			b.Fatal(err)
		}
	}
}

// What a command pays that opens the ledger for one report.
func BenchmarkStateAnew(b *testing.B) {
	path := filepath.Join(b.TempDir(), "bench.db")
	l, err := ledger.Open(b.Context(), path, ledger.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	if err := l.Append(b.Context(), benchLooks(benchSources, benchStart, true)...); err != nil {
		b.Fatal(err)
	}
	before := heap()
	for b.Loop() {
		r, err := ledger.Open(b.Context(), path, ledger.Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := r.State(b.Context(), benchStart.Add(time.Hour)); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		b.ReportMetric(float64(heap()-before)/benchSources/benchDays, "B/unit-day")
		r.Close()
		b.StartTimer()
	}
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// What a daemon pays for each report after the first.
func BenchmarkState(b *testing.B) {
	l := openBench(b)
	if err := l.Append(b.Context(), benchLooks(benchSources, benchStart, true)...); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		s, err := l.State(b.Context(), benchStart.Add(time.Hour))
		if err != nil || len(s.Versions()) != benchSources*benchDays {
			b.Fatal(len(s.Versions()), err)
		}
	}
}

// A round that finds nothing new, in one Append.
func BenchmarkAppendUnchanged(b *testing.B) {
	l := openBench(b)
	if err := l.Append(b.Context(), benchLooks(benchSources, benchStart, true)...); err != nil {
		b.Fatal(err)
	}
	at := benchStart
	for b.Loop() {
		at = at.Add(time.Hour)
		if err := l.Append(b.Context(), benchLooks(benchSources, at, false)...); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLast(b *testing.B) {
	l := openBench(b)
	if err := l.Append(b.Context(), benchLooks(benchSources, benchStart, true)...); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if m, err := l.Last(b.Context()); err != nil || len(m) != benchSources {
			b.Fatal(len(m), err)
		}
	}
}

// The same when every look comes alone, as they do from a slow network.
func BenchmarkAppendUnchangedOneByOne(b *testing.B) {
	l := openBench(b)
	if err := l.Append(b.Context(), benchLooks(benchSources, benchStart, true)...); err != nil {
		b.Fatal(err)
	}
	at := benchStart
	for b.Loop() {
		at = at.Add(time.Hour)
		for _, look := range benchLooks(benchSources, at, false) {
			if err := l.Append(b.Context(), look); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// Opening and closing a ledger that is there, as every command does.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "bench.db")
	for b.Loop() {
		l, err := ledger.Open(b.Context(), path, ledger.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := l.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
