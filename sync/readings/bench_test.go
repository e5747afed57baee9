package readings_test

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/record"
	"tonghop/sync/ledger"
	"tonghop/sync/readings"
)

// The size of a big district's year.
const (
	benchSources    = 200
	benchDays       = 250
	benchIndicators = 12
)

var benchFirst = calendar.Date(2020, time.January, 1)

func benchContext(ref string) reading.Context {
	var n int
	_, _ = fmt.Sscanf(ref, "u%d.xlsx", &n)
	c := reading.Context{Source: ref, Starts: benchFirst, Ends: benchFirst + 365,
		Units: []*office.Unit{{ID: fmt.Sprintf("u%d", n), Name: fmt.Sprintf("Xã số %d", n)}}}
	for i := range benchIndicators {
		c.Indicators = append(c.Indicators, office.Indicator{ID: fmt.Sprintf("i%d", i), Label: fmt.Sprintf("Nội dung số %d", i+1), Unit: "lượt", Aggregate: office.AggregateSum})
	}
	return c
}

// benchBook is a unit's workbook of so many days.
func benchBook(unit, days int) *grid.Book {
	tab := grid.Tab{Title: "Năm 2020", ID: 1}
	header := []grid.Cell{{Kind: grid.Text, Text: "Ngày"}}
	for i := range benchIndicators {
		header = append(header, grid.Cell{Kind: grid.Text, Text: fmt.Sprintf("Nội dung số %d", i+1)})
	}
	tab.Rows = append(tab.Rows, header)
	for d := range days {
		row := []grid.Cell{{Kind: grid.Date, Number: float64(benchFirst + calendar.Day(d))}}
		for i := range benchIndicators {
			row = append(row, grid.Cell{Kind: grid.Number, Number: float64((unit*7 + d*13 + i*11) % 97)})
		}
		tab.Rows = append(tab.Rows, row)
	}
	return &grid.Book{Title: fmt.Sprint(unit), Locale: "vi_VN", Tabs: []grid.Tab{tab}}
}

// benchRecord records a year: of each source one look that saw so many days.
func benchRecord(b *testing.B, path string, days ...int) {
	b.Helper()
	l, err := ledger.Open(b.Context(), path, ledger.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	at := time.Date(2020, 11, 24, 17, 0, 0, 0, time.UTC)
	for n, d := range days {
		var answers []record.Answer
		for s := range benchSources {
			answers = append(answers, record.Answer{Look: record.Look{Source: fmt.Sprintf("u%d.xlsx", s), Asked: at, Answered: at, Content: fmt.Sprint(n)}, Cells: benchBook(s, d)})
		}
		if _, err := l.Record(b.Context(), answers...); err != nil {
			b.Fatal(err)
		}
		at = at.Add(time.Minute)
	}
}

func benchState(b *testing.B, path, cache string) {
	l, err := ledger.Open(b.Context(), path, ledger.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	c, err := readings.OpenCache(context.Background(), cache)
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	r := &readings.Readings{Record: l, Cache: c, Context: benchContext, Log: slog.New(slog.DiscardHandler)}
	s, err := r.Head(b.Context(), time.Date(2020, 12, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		b.Fatal(err)
	}
	if n := len(s.Versions()); n != benchSources*benchDays {
		b.Fatalf("%d versions", n)
	}
}

// What a command pays that opens the ledger for one report.
func BenchmarkStateAnew(b *testing.B) {
	path := filepath.Join(b.TempDir(), "ledger.db")
	benchRecord(b, path, benchDays)
	benchState(b, path, path+".readings")
	for b.Loop() {
		benchState(b, path, path+".readings")
	}
}

// What the first command pays after the reader, or what governs it, has changed.
func BenchmarkStateReadAnew(b *testing.B) {
	path := filepath.Join(b.TempDir(), "ledger.db")
	benchRecord(b, path, benchDays)
	n := 0
	for b.Loop() {
		n++
		benchState(b, path, filepath.Join(b.TempDir(), fmt.Sprint(n)))
	}
}

// What it takes until a wording that is taught everywhere is in a State that
// somebody holds.
func BenchmarkTaughtEverywhere(b *testing.B) {
	path := filepath.Join(b.TempDir(), "ledger.db")
	benchRecord(b, path, benchDays)
	l, err := ledger.Open(b.Context(), path, ledger.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	c, err := readings.OpenCache(context.Background(), path+".readings")
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	r := &readings.Readings{Record: l, Cache: c, Context: benchContext, Log: slog.New(slog.DiscardHandler)}
	at := time.Date(2020, 12, 1, 0, 0, 0, 0, time.UTC)
	n := 0
	state := func() {
		if _, err := r.Head(b.Context(), at); err != nil {
			b.Fatal(err)
		}
	}
	state()
	for b.Loop() {
		n++
		d := office.TeachingOf("", office.Answer{Says: fmt.Sprintf("Cách gọi thứ %d", n), Meaning: office.Meaning{Indicator: "i0"}})
		d.At, d.By, d.Reason = at, "VP", "thử"
		if _, err := l.Decide(b.Context(), func(record.View) (office.Decision, error) { return d, nil }); err != nil {
			b.Fatal(err)
		}
		state()
	}
}
