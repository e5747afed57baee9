package readings_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/record"
	"tonghop/sync/ledger"
	"tonghop/sync/readings"
)

var june = calendar.Date(2020, 6, 1)

func at(day, hour, minute int) time.Time {
	return (june + calendar.Day(day-1)).At(time.Duration(hour)*time.Hour+time.Duration(minute)*time.Minute, time.UTC)
}

// sheet is a workbook of one tab: a heading, and a day and a figure a row.
func sheet(rows ...[2]int) *grid.Book {
	tab := grid.Tab{Title: "T6", Rows: [][]grid.Cell{{{Kind: grid.Text, Text: "Ngày"}, {Kind: grid.Text, Text: "Tuyên truyền"}}}}
	for _, r := range rows {
		tab.Rows = append(tab.Rows, []grid.Cell{{Kind: grid.Text, Text: fmt.Sprintf("%02d/06/2020", r[0])}, {Kind: grid.Number, Number: float64(r[1])}})
	}
	return &grid.Book{Title: "an", Tabs: []grid.Tab{tab}}
}

// A desk is a record with what is read of it.
type desk struct {
	*testing.T
	ledger *ledger.Ledger
	alias  string
}

func newDesk(t *testing.T) *desk {
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return &desk{T: t, ledger: l}
}

// look records a look at a source; n identifies what it saw.
func (d *desk) look(when time.Time, n int, b *grid.Book, change ...func(*record.Answer)) {
	d.Helper()
	a := record.Answer{Look: record.Look{Source: "an.csv", Asked: when, Answered: when, Content: fmt.Sprint(n)}, Cells: b}
	for _, c := range change {
		c(&a)
	}
	if _, err := d.ledger.Record(d.Context(), a); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) readings(c *readings.Cache) *readings.Readings {
	return &readings.Readings{Record: d.ledger, Cache: c, Log: slog.New(slog.DiscardHandler), Context: contextOf(d)}
}

func (d *desk) head(c *readings.Cache) *record.State {
	d.Helper()
	s, err := d.readings(c).Head(d.Context(), at(30, 12, 0))
	if err != nil {
		d.Fatal(err)
	}
	return s
}

func (d *desk) cache(path string) *readings.Cache {
	d.Helper()
	c, err := readings.OpenCache(d.Context(), path)
	if err != nil {
		d.Fatal(err)
	}
	return c
}

// lived records a few days of one unit.
func lived(t *testing.T) *desk {
	d := newDesk(t)
	d.look(at(1, 16, 0), 1, sheet([2]int{1, 11}))
	d.look(at(2, 16, 0), 2, sheet([2]int{1, 11}, [2]int{2, 12}))
	d.look(at(2, 17, 0), 2, nil)
	d.look(at(3, 16, 0), 3, sheet([2]int{1, 11}, [2]int{2, 22}, [2]int{3, 13}))
	d.look(at(4, 16, 0), 4, sheet([2]int{1, 11}, [2]int{3, 13}, [2]int{4, 14}))
	return d
}

// A patience is a context that ends once it was asked so often.
type patience struct {
	context.Context
	left *atomic.Int64
}

func (p patience) Err() error {
	if p.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// A sheet of 20,000 rows is given up at any point of its reading once the context
// ends, nothing of it is kept, and whoever asks next is given all of it.
func TestReadingIsGivenUpOnceNobodyWaits(t *testing.T) {
	d := newDesk(t)
	rows := make([][2]int, 20_000)
	for i := range rows {
		rows[i] = [2]int{1 + i%30, i}
	}
	d.look(at(1, 16, 0), 1, sheet(rows...))
	c := d.cache(filepath.Join(t.TempDir(), "cache"))
	defer c.Close()
	r := d.readings(c)
	for _, n := range []int64{3, 100, 5_000} {
		var left atomic.Int64
		left.Store(n)
		if _, err := r.Head(patience{t.Context(), &left}, at(2, 12, 0)); !errors.Is(err, context.Canceled) {
			t.Fatalf("asked %d times: %v", n, err)
		}
		if left.Load() < -100 {
			t.Errorf("asked %d times, it was asked %d times more", n, -left.Load())
		}
	}
	s, err := r.Head(t.Context(), at(2, 12, 0))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d.head(nil).Findings, s.Findings); diff != "" {
		t.Errorf("(-read at once +after it was given up):\n%s", diff)
	}
}

func TestACacheSparesReadingAndChangesNothing(t *testing.T) {
	d := lived(t)
	want := d.head(nil)
	if n := len(want.Versions()); n != 7 {
		t.Fatalf("%d versions", n)
	}
	path := filepath.Join(t.TempDir(), "cache")
	for _, round := range []string{"filled", "used", "used again"} {
		c := d.cache(path)
		if diff := cmp.Diff(want, d.head(c)); diff != "" {
			t.Errorf("%s (-read anew +by the cache):\n%s", round, diff)
		}
		c.Close()
	}
}

func TestADamagedCacheIsReadAnewAndNeverTrusted(t *testing.T) {
	d := lived(t)
	want := d.head(nil)
	path := filepath.Join(t.TempDir(), "cache")
	c := d.cache(path)
	d.head(c)
	c.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(whole); i += 61 {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 1 << (i % 8)
		for _, name := range []string{path + "-wal", path + "-shm"} {
			os.Remove(name)
		}
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		c := d.cache(path)
		if diff := cmp.Diff(want, d.head(c)); diff != "" {
			t.Fatalf("byte %d (-read anew +by the damaged cache):\n%s", i, diff)
		}
		c.Close()
	}
	if err := os.WriteFile(path, []byte("no database at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	c = d.cache(path)
	defer c.Close()
	if diff := cmp.Diff(want, d.head(c)); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsFoldedStepByStepIsWhatIsFoldedAtOnce(t *testing.T) {
	d := newDesk(t)
	daemon := d.readings(nil)
	for day := 1; day <= 6; day++ {
		var rows [][2]int
		for i := max(1, day-2); i <= day; i++ { // the last three days only
			rows = append(rows, [2]int{i, 10 + i})
		}
		d.look(at(day, 16, 0), day, sheet(rows...))
		got, err := daemon.Head(t.Context(), at(30, 12, 0))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d.head(nil), got); diff != "" {
			t.Fatalf("day %d (-at once +step by step):\n%s", day, diff)
		}
	}
}

func TestAClockThatWasAheadProvesNoTimeOnceALookOfNowIsThere(t *testing.T) {
	d := newDesk(t)
	daemon := d.readings(nil)
	d.look(at(25, 12, 0), 1, sheet([2]int{1, 10}))
	if _, err := daemon.Head(t.Context(), at(30, 12, 0)); err != nil {
		t.Fatal(err)
	}
	d.look(at(2, 16, 0), 2, sheet([2]int{1, 66}, [2]int{2, 5}))
	s, err := daemon.State(t.Context(), at(2, 18, 0))
	if err != nil {
		t.Fatal(err)
	}
	seen := s.Seen["an.csv"]
	if len(seen) != 2 || seen[0].Doubt != record.DoubtClock || seen[1].Doubt != "" || seen[0].Answered.After(at(2, 16, 0)) {
		t.Errorf("the looks are %+v", seen)
	}
	if v := s.Versions(); len(v) != 3 || v[1].Figures[0].Value != 66 {
		t.Errorf("it says %+v", v)
	}
}

func TestAClockThatIsOffTheRepliesProvesNothing(t *testing.T) {
	d := newDesk(t)
	off := func(by time.Duration) func(*record.Answer) {
		return func(a *record.Answer) { a.Offset = record.Offset{Known: true, By: by} }
	}
	d.look(at(1, 16, 0), 1, sheet([2]int{1, 11}), off(time.Minute))
	d.look(at(1, 17, 0), 1, nil, off(-61*time.Second))
	if seen := d.head(nil).Seen["an.csv"]; seen[0].Doubt != "" || seen[1].Doubt != record.DoubtClock {
		t.Errorf("the looks are %+v", seen)
	}
}

func TestAnEmptyAnswerWithdrawsNothingUntilItHasStoodForADay(t *testing.T) {
	d := newDesk(t)
	d.look(at(1, 16, 0), 1, sheet([2]int{1, 11}))
	empty := &grid.Book{Title: "an", Tabs: []grid.Tab{{Title: "T6"}}}
	d.look(at(2, 16, 0), 2, empty)
	s := d.head(nil)
	if v := s.Versions(); len(v) != 1 || s.Seen["an.csv"][1].Doubt != record.DoubtHollow {
		t.Errorf("after one empty answer: %+v, %+v", v, s.Seen)
	}
	d.look(at(3, 16, 0), 2, nil)
	s = d.head(nil)
	if v := s.Versions(); len(v) != 2 || !v[1].Gone || s.Seen["an.csv"][2].Doubt != "" {
		t.Errorf("after a day: %+v, %+v", v, s.Seen)
	}
}

func TestWhatGovernsReadingTodayHoldsForAllThatWasEverSeen(t *testing.T) {
	d := newDesk(t)
	b := sheet([2]int{1, 11})
	b.Tabs[0].Rows[0][1].Text = "Giúp bà con làm giấy tờ"
	d.look(at(1, 16, 0), 1, b)
	path := filepath.Join(t.TempDir(), "cache")
	c := d.cache(path)
	defer c.Close()
	if v := d.head(c).Versions(); len(v) > 0 && len(v[0].Figures) > 0 {
		t.Fatalf("it says %+v before anybody named the column", v)
	}
	d.alias = "Giúp bà con làm giấy tờ"
	v := d.head(c).Versions()
	if len(v) != 1 || len(v[0].Figures) != 1 || !v[0].Answered.Equal(at(1, 16, 0)) {
		t.Errorf("it says %+v once the column is named", v)
	}
}

func contextOf(d *desk) func(string) reading.Context {
	return func(ref string) reading.Context {
		c := reading.Context{Source: ref, Starts: june, Ends: june + 200, Units: []*office.Unit{{ID: "an", Name: "Xã An"}},
			Indicators: []office.Indicator{{ID: "people", Label: "Tuyên truyền", Unit: "lượt", Aggregate: office.AggregateSum}}}
		if d.alias != "" {
			c.Indicators[0].Aliases = []string{d.alias}
		}
		return c
	}
}
