package round_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"sync/atomic"
	"testing"
	"time"

	"tonghop/model/book"
	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
	"tonghop/sync/config"
	"tonghop/sync/ledger"
	"tonghop/sync/readings"
	"tonghop/sync/round"
	"tonghop/templates"
)

const (
	yearUnits      = 200
	yearIndicators = 12
)

var yearFirst, yearLast = calendar.Date(2020, 1, 1), calendar.Date(2020, 12, 31)

// almanac is a Fetcher over a made-up year: each unit keeps a workbook with a
// tab a month and adds a row each working day, some of them in the evening and
// some not at all. What it costs itself hardly grows with the year.
type almanac struct {
	now  func() time.Time
	days [yearUnits][]calendar.Day // on which a unit types, ever
	// decoded counts the cells that were decoded.
	decoded atomic.Int64
}

func newAlmanac(now func() time.Time, working func(calendar.Day) bool) *almanac {
	a := &almanac{now: now}
	for unit := range a.days {
		for d := yearFirst; d <= yearLast; d++ {
			if _, ok := typed(unit, d); ok && working(d) {
				a.days[unit] = append(a.days[unit], d)
			}
		}
	}
	return a
}

// typed tells at what time of a day a unit types its row; false where it never
// does.
func typed(unit int, d calendar.Day) (time.Duration, bool) {
	switch n := (unit*31 + int(d)*17) % 20; {
	case n == 0:
		return 0, false
	case n < 3:
		return 20 * time.Hour, true
	default:
		return 15 * time.Hour, true
	}
}

// written lists the days that stand in a unit's workbook at an instant.
func (a *almanac) written(unit int, now time.Time) []calendar.Day {
	days := a.days[unit]
	return days[:sort.Search(len(days), func(i int) bool {
		at, _ := typed(unit, days[i])
		return days[i].At(at, hcm).After(now)
	})]
}

func (a *almanac) Fetch(_ context.Context, ref string) (grid.Snapshot, error) {
	var unit int
	if _, err := fmt.Sscanf(ref, "u%d.xlsx", &unit); err != nil {
		return grid.Snapshot{}, err
	}
	days := a.written(unit, a.now())
	return grid.Snapshot{Content: fmt.Sprint(unit, " ", len(days)), Decode: func() (grid.Book, error) {
		a.decoded.Add(int64(len(days) * (1 + yearIndicators)))
		return workbook(unit, days), nil
	}}, nil
}

// yearHeader is the first row of every tab.
var yearHeader = func() []grid.Cell {
	header := []grid.Cell{{Kind: grid.Text, Text: "Ngày"}}
	for i := range yearIndicators {
		header = append(header, grid.Cell{Kind: grid.Text, Text: fmt.Sprintf("Nội dung số %d", i+1)})
	}
	return header
}()

// workbook is a unit's, with a tab for each month in which something stands.
func workbook(unit int, days []calendar.Day) grid.Book {
	b := grid.Book{Title: fmt.Sprintf("Xã số %d", unit), Locale: "vi_VN"}
	for _, d := range days {
		_, month, _ := d.Date()
		if n := len(b.Tabs); n == 0 || b.Tabs[n-1].ID != int64(month) {
			b.Tabs = append(b.Tabs, grid.Tab{Title: fmt.Sprintf("Tháng %d", month), ID: int64(month), Rows: [][]grid.Cell{yearHeader}})
		}
		row := make([]grid.Cell, 1+yearIndicators)
		row[0] = grid.Cell{Kind: grid.Date, Number: float64(d)}
		for i := range yearIndicators {
			row[1+i] = grid.Cell{Kind: grid.Number, Number: float64((unit*7 + int(d)*3 + i*11) % 40)}
		}
		tab := &b.Tabs[len(b.Tabs)-1]
		tab.Rows = append(tab.Rows, row)
	}
	return b
}

// yearProgramme is the district of that year.
func yearProgramme() *office.Programme {
	p := &office.Programme{
		Starts: yearFirst, Ends: yearLast, Location: hcm,
		Calendar:  calendar.Calendar{Weekdays: calendar.MondayToFriday},
		Deadlines: office.Deadlines{Daily: 17 * time.Hour, Monthly: 25, YearMonth: time.November, YearDay: 30},
		Windows:   calendar.Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30},
	}
	for u := range yearUnits {
		p.Units = append(p.Units, office.Unit{ID: fmt.Sprintf("u%d", u), Name: fmt.Sprintf("Xã số %d", u), Type: "xa",
			Sources: []office.SourceFrom{{Ref: fmt.Sprintf("u%d.xlsx", u)}}})
	}
	for i := range yearIndicators {
		p.Indicators = append(p.Indicators, office.Indicator{ID: fmt.Sprintf("i%d", i), Label: fmt.Sprintf("Nội dung số %d", i+1),
			Short: fmt.Sprintf("ND%d", i+1), Unit: "lượt", Aggregate: office.AggregateSum})
	}
	return p
}

// watched is a ledger and its readings that note how long their methods take.
type watched struct {
	*ledger.Ledger
	*readings.Readings
	state, record time.Duration
}

func (w *watched) State(ctx context.Context, asOf time.Time) (*record.State, error) {
	defer func(start time.Time) { w.state += time.Since(start) }(time.Now())
	return w.Readings.State(ctx, asOf)
}

func (w *watched) Record(ctx context.Context, answers ...record.Answer) ([]record.Look, error) {
	defer func(start time.Time) { w.record += time.Since(start) }(time.Now())
	return w.Ledger.Record(ctx, answers...)
}

func (w *watched) Head(ctx context.Context) (record.Revision, error) { return w.Ledger.Head(ctx) }

// BenchmarkYear lives a 200-unit district's year day by day: looks at noon,
// before and at 17:00, and at night. "night-ratio" is the time of a nightly
// round per decoded cell in the last month over that in the first: by December a
// workbook that changed is decoded and read with twelve tabs. The network is not in it: there Google's 60
// reads a minute make every round of 200 sheets take 200 s.
//
//	go test -run '^$' -bench Year -benchtime 1x ./sync/round
func BenchmarkYear(b *testing.B) {
	for b.Loop() {
		liveYear(b)
	}
}

func liveYear(b *testing.B) {
	path := filepath.Join(b.TempDir(), "year.db")
	l, err := ledger.Open(b.Context(), path, ledger.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	words, err := config.Messages(templates.Builtin(), "vi")
	if err != nil {
		b.Fatal(err)
	}
	d := newYear(path, l, func(r *report.Report) *book.Book { return book.Lay(r, words, book.Options{}) })
	var first, last []time.Duration // by a thousand cells
	for day := yearFirst; day <= yearLast; day++ {
		_, month, n := day.Date()
		d.quick = month > time.January && month < time.December
		took := d.live(b, day)
		if n := d.almanac.decoded.Load(); n > 0 {
			took = took * 1000 / time.Duration(n)
		}
		switch {
		case !d.Programme.Calendar.Working(day):
		case month == time.January:
			first = append(first, took)
		case month == time.December:
			last = append(last, took)
		}
		if n == 28 {
			b.Logf("%s: night %v, of it State %v, Record %v, heap %d MiB, ledger %.1f MB", day, took, d.watched.state, d.watched.record, heapMiB(), size(b, path))
		}
	}
	slices.Sort(first)
	slices.Sort(last)
	f, z := first[len(first)/2], last[len(last)/2]
	b.ReportMetric(f.Seconds(), "s/1000-cells-first")
	b.ReportMetric(z.Seconds(), "s/1000-cells-last")
	b.ReportMetric(float64(z)/float64(f), "night-ratio")
	b.ReportMetric(size(b, path), "ledger-MB")
	b.ReportMetric(float64(heapMiB()), "heap-MiB")
}

// year is the round of that district under a clock that is set.
type year struct {
	*round.Round
	watched *watched
	almanac *almanac
	clock   time.Time
	// quick days look and record as all do, and publish nothing: they only
	// have to be gone through.
	quick bool
}

func newYear(path string, l *ledger.Ledger, lay func(*report.Report) *book.Book) *year {
	p := yearProgramme()
	r := readingsOf(l, func() *office.Programme { return p })
	var err error
	if r.Cache, err = readings.OpenCache(context.Background(), path+".readings"); err != nil {
		panic(err)
	}
	y := &year{watched: &watched{Ledger: l, Readings: r}}
	now := func() time.Time { return y.clock }
	y.almanac = newAlmanac(now, p.Calendar.Working)
	y.Round = &round.Round{Programme: p, Sources: y.almanac, Ledger: y.watched, Readings: y.watched,
		Targets: []round.Target{{Name: "wall", Publisher: blank{}}}, Lay: lay, Now: now, Log: slog.New(slog.DiscardHandler)}
	return y
}

// blank is a wall that forgets what is put on it.
type blank struct{}

func (blank) Publish(context.Context, *book.Book) (bool, error) { return true, nil }

// live goes through a day's looks and gives how long the nightly one took.
func (y *year) live(b *testing.B, day calendar.Day) (night time.Duration) {
	targets := y.Targets
	if y.quick {
		y.Targets = nil
	}
	if y.Programme.Calendar.Working(day) {
		y.look(b, day.At(12*time.Hour, hcm))
		for _, at := range []time.Duration{17*time.Hour - 5*time.Minute, 17 * time.Hour} {
			y.clock = day.At(at, hcm)
			if refs := y.open(b, day, at); len(refs) > 0 {
				y.look(b, y.clock, refs...)
			}
		}
	}
	runtime.GC()
	y.watched.state, y.watched.record = 0, 0
	y.almanac.decoded.Store(0)
	night = y.look(b, day.At(22*time.Hour+30*time.Minute, hcm))
	y.Targets = targets
	return night
}

// open lists the sources to look at around the due instant; on a quick day
// from the almanac, which gives the same.
func (y *year) open(b *testing.B, day calendar.Day, at time.Duration) (refs []string) {
	if !y.quick {
		refs, err := y.Unproven(b.Context(), day)
		if err != nil {
			b.Fatal(err)
		}
		return refs
	}
	for u := range yearUnits {
		if when, ok := typed(u, day); at < 17*time.Hour || !ok || day.At(when, hcm).After(y.clock) {
			refs = append(refs, fmt.Sprintf("u%d.xlsx", u))
		}
	}
	return refs
}

func (y *year) look(b *testing.B, at time.Time, refs ...string) time.Duration {
	y.clock = at
	start := time.Now()
	if _, err := y.Run(b.Context(), refs...); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

func heapMiB() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc >> 20
}

func size(b *testing.B, path string) float64 {
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	return float64(info.Size()) / 1e6
}
