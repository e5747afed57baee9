package round_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"tonghop/model/book"
	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/record"
	"tonghop/model/report"
	"tonghop/sync/ledger"
	"tonghop/sync/readings"
	"tonghop/sync/round"
)

var hcm = time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)

func at(day, hour, minute int) time.Time { return time.Date(2020, 6, day, hour, minute, 0, 0, hcm) }

// shelf is a Fetcher over sheets that the test writes.
type shelf struct {
	mu     sync.Mutex
	sheets map[string][][]string
	faults map[string]office.FaultCode
	ahead  time.Duration // by how much our clock is ahead of who answers
	onRead func(ref string)
}

func (s *shelf) Fetch(ctx context.Context, ref string) (grid.Snapshot, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.onRead != nil {
		s.onRead(ref)
	}
	if err := ctx.Err(); err != nil {
		return grid.Snapshot{}, err
	}
	if code := s.faults[ref]; code != "" {
		return grid.Snapshot{}, fmt.Errorf("fetching: %w", &office.Fault{Code: code})
	}
	rows := s.sheets[ref]
	return grid.Snapshot{Clock: s.ahead, Dated: true, Content: fmt.Sprint(rows), Decode: func() (grid.Book, error) {
		t := grid.Tab{Title: "Tháng 6"}
		for _, r := range rows {
			cells := make([]grid.Cell, len(r))
			for i, c := range r {
				if c != "" {
					cells[i] = grid.Cell{Kind: grid.Text, Text: c}
				}
			}
			t.Rows = append(t.Rows, cells)
		}
		return grid.Book{Title: ref, Tabs: []grid.Tab{t}}, nil
	}}, nil
}

// wall is a Publisher that remembers what was put on it.
type wall struct {
	books []*book.Book
	err   error
}

func (w *wall) Publish(_ context.Context, b *book.Book) (bool, error) {
	if w.err != nil {
		return false, w.err
	}
	w.books = append(w.books, b)
	return true, nil
}

// district is two communes with a sheet each, and the round over them.
type district struct {
	*round.Round
	shelf  *shelf
	wall   *wall
	ledger *ledger.Ledger
	clock  time.Time
	// recorded is told of each recording; nil for nobody.
	recorded func([]record.Look)
}

// told is a ledger that tells of what it recorded.
type told struct {
	*ledger.Ledger
	d *district
}

func (l told) Record(ctx context.Context, answers ...record.Answer) ([]record.Look, error) {
	looks, err := l.Ledger.Record(ctx, answers...)
	if err == nil && l.d.recorded != nil {
		l.d.recorded(looks)
	}
	return looks, err
}

func newDistrict(t *testing.T) *district {
	t.Helper()
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	d := &district{clock: at(1, 12, 0), ledger: l, wall: &wall{}, shelf: &shelf{faults: map[string]office.FaultCode{}, sheets: map[string][][]string{
		"an.xlsx":   {{"Ngày", "Tuyên truyền", "Hướng dẫn"}, {"01/6/2020", "12", "8"}},
		"binh.xlsx": {{"Ngày", "Tuyên truyền", "Hướng dẫn"}, {"01/6/2020", "5", "3"}},
	}}}
	d.Round = &round.Round{
		Programme: &office.Programme{
			Starts: calendar.Date(2020, 6, 1), Ends: calendar.Date(2020, 12, 31), Location: hcm,
			Units: []office.Unit{
				{ID: "an", Name: "Xã An", Sources: []office.SourceFrom{{Ref: "an.xlsx"}}},
				{ID: "binh", Name: "Xã Bình", Sources: []office.SourceFrom{{Ref: "binh.xlsx"}}},
			},
			Indicators: []office.Indicator{
				{ID: "people_informed", Label: "Tuyên truyền", Short: "Tuyên truyền", Unit: "lượt", Aggregate: office.AggregateSum},
				{ID: "people_guided", Label: "Hướng dẫn", Short: "Hướng dẫn", Unit: "lượt", Aggregate: office.AggregateSum},
			},
			Calendar:  calendar.Calendar{Weekdays: calendar.MondayToFriday},
			Deadlines: office.Deadlines{Daily: 17 * time.Hour, Monthly: 25, YearMonth: time.November, YearDay: 30},
			Windows:   calendar.Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30},
		},
		Sources:  d.shelf,
		Ledger:   told{l, d},
		Readings: readingsOf(l, func() *office.Programme { return d.Programme }),
		Targets:  []round.Target{{Name: "wall", Publisher: d.wall}},
		Lay:      func(r *report.Report) *book.Book { return &book.Book{Title: r.Window.Total.Figures[0].String()} },
		Now:      func() time.Time { return d.clock },
		Log:      slog.New(slog.NewTextHandler(io.Discard, nil)),
	}
	return d
}

// readingsOf reads a ledger, without a cache.
func readingsOf(l *ledger.Ledger, p func() *office.Programme) *readings.Readings {
	return &readings.Readings{Record: l, Context: func(ref string) reading.Context { return round.Context(p(), nil, ref) }, Log: slog.New(slog.DiscardHandler)}
}

// state gives what had been seen by an instant, read anew.
func (d *district) state(t *testing.T, asOf time.Time) *record.State {
	t.Helper()
	s, err := readingsOf(d.ledger, func() *office.Programme { return d.Programme }).State(t.Context(), asOf)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// change is the record's number that moves when something new is recorded.
func (d *district) change(t *testing.T) int64 {
	t.Helper()
	head, err := d.ledger.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return head.Change
}

func (d *district) run(t *testing.T, at time.Time, sources ...string) *round.Result {
	t.Helper()
	d.clock = at
	res, err := d.Run(t.Context(), sources...)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func (d *district) report(t *testing.T) *report.Report {
	t.Helper()
	r, err := d.Report(t.Context(), d.clock)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (d *district) total(t *testing.T) string {
	t.Helper()
	return d.report(t).Window.Total.Figures[0].String()
}

func TestARoundReadsRecordsAndPublishes(t *testing.T) {
	d := newDistrict(t)
	res := d.run(t, at(1, 16, 0))
	if res.Read != 2 || res.Faulty != 0 || !slices.Equal(res.Written, []string{"wall"}) {
		t.Errorf("result %+v", res)
	}
	if len(d.wall.books) != 1 || d.wall.books[0].Title != "17" {
		t.Errorf("published %+v, want a total of 17", d.wall.books)
	}
}

func TestASecondRoundOverTheSameInputAddsLooksAndChangesNothingElse(t *testing.T) {
	d := newDistrict(t)
	d.run(t, at(1, 12, 0))
	before := d.change(t)
	res := d.run(t, at(1, 13, 0))
	after := d.change(t)
	if res.Read != 0 || res.Unchanged != 2 || res.Report != nil || len(d.wall.books) != 1 || before != after {
		t.Errorf("result %+v, %d books, revision %d then %d", res, len(d.wall.books), before, after)
	}
	s := d.state(t, at(1, 14, 0))
	if len(s.Seen["an.xlsx"]) != 2 || len(s.Versions()) != 2 {
		t.Errorf("%d looks and %d versions, want 2 and 2", len(s.Seen["an.xlsx"]), len(s.Versions()))
	}
}

func TestAPassingDeadlineIsPublishedThoughNothingWasTyped(t *testing.T) {
	d := newDistrict(t)
	d.shelf.sheets["binh.xlsx"] = d.shelf.sheets["binh.xlsx"][:1]
	d.run(t, at(1, 16, 0))
	d.run(t, at(1, 17, 0))
	if len(d.wall.books) != 2 {
		t.Errorf("published %d times, want again once the deadline had passed", len(d.wall.books))
	}
}

func TestALookThatProvesWhatADoubtfulOneSawIsPublished(t *testing.T) {
	d := newDistrict(t)
	d.shelf.sheets["binh.xlsx"] = d.shelf.sheets["binh.xlsx"][:1]
	d.shelf.ahead = 5 * time.Minute
	d.run(t, at(1, 17, 0))
	d.shelf.ahead = 0
	d.run(t, at(1, 17, 15))
	if n := len(d.wall.books); n != 2 {
		t.Errorf("published %d times, want again once it was proved who had not reported", n)
	}
	d.run(t, at(1, 17, 30))
	if n := len(d.wall.books); n != 2 {
		t.Errorf("published %d times though nothing more was proved", n)
	}
}

func TestAFaultySourceStopsNothing(t *testing.T) {
	d := newDistrict(t)
	d.shelf.faults["an.xlsx"] = office.FaultEncrypted
	res := d.run(t, at(1, 16, 0))
	if res.Faulty != 1 || res.Read != 1 || res.Machinery() || d.total(t) != "5" {
		t.Errorf("result %+v, total %s", res, d.total(t))
	}
	d.shelf.faults["an.xlsx"] = office.FaultQuota
	if res := d.run(t, at(1, 16, 30)); !res.Machinery() {
		t.Error("a quota that ran out is not told apart from a faulty file")
	}
}

func TestAFileThatVanishedKeepsItsLastFigures(t *testing.T) {
	d := newDistrict(t)
	d.run(t, at(1, 16, 0))
	d.shelf.faults["an.xlsx"] = office.FaultNotFound
	d.run(t, at(2, 17, 30))
	if got := d.total(t); got != "17" {
		t.Errorf("total %s, want 17", got)
	}
	r, _ := d.Report(t.Context(), at(2, 18, 0))
	i := slices.IndexFunc(r.Standings, func(s office.Standing) bool { return s.Unit == "an" && s.Period.Name == "2020-06-02" })
	if got := r.Standings[i]; got.Status != office.Unreadable || got.Fault != office.FaultNotFound {
		t.Errorf("the unit of the vanished file stands as %+v", got)
	}
}

func TestATargetThatFailedIsWrittenTheNextTime(t *testing.T) {
	d := newDistrict(t)
	d.clock = at(1, 16, 0)
	d.wall.err = errors.New("disk full")
	if _, err := d.Run(t.Context()); err == nil {
		t.Fatal("a failing target is passed over in silence")
	}
	d.wall.err = nil
	if res := d.run(t, at(1, 16, 1)); len(d.wall.books) != 1 || !slices.Equal(res.Written, []string{"wall"}) {
		t.Errorf("the next round wrote %v", res.Written)
	}
}

func TestADeletedTargetIsWrittenAgain(t *testing.T) {
	d := newDistrict(t)
	standing := true
	d.Targets[0].Standing = func(context.Context) bool { return standing }
	d.run(t, at(1, 12, 0))
	d.run(t, at(1, 12, 1))
	standing = false
	d.run(t, at(1, 12, 2))
	if len(d.wall.books) != 2 {
		t.Errorf("written %d times, want 2", len(d.wall.books))
	}
}

func TestAStopKeepsWhatWasRead(t *testing.T) {
	d := newDistrict(t)
	ctx, stop := context.WithCancel(t.Context())
	d.Workers = 1
	d.shelf.onRead = func(ref string) {
		if ref == "binh.xlsx" {
			stop()
		}
	}
	if _, err := d.Run(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped round ends with %v", err)
	}
	s := d.state(t, at(2, 0, 0))
	if len(s.Seen["an.xlsx"]) != 1 || len(s.Versions()) != 1 {
		t.Errorf("of what was read before the stop %d looks and %d versions are recorded", len(s.Seen["an.xlsx"]), len(s.Versions()))
	}
}

func TestOnlySourcesThatProveSomethingAreLookedAtAroundADueInstant(t *testing.T) {
	d := newDistrict(t)
	d.shelf.sheets["binh.xlsx"] = d.shelf.sheets["binh.xlsx"][:1]
	d.run(t, at(1, 12, 0))
	d.clock = at(1, 16, 58)
	got, err := d.Unproven(t.Context(), calendar.Date(2020, 6, 1))
	if err != nil || !slices.Equal(got, []string{"binh.xlsx"}) {
		t.Errorf("unproven %v, %v; want binh.xlsx", got, err)
	}
}

func TestThoseWhoseMonthIsNotProvedAreLookedAtWhenItFallsDue(t *testing.T) {
	d := newDistrict(t)
	d.shelf.sheets["binh.xlsx"] = d.shelf.sheets["binh.xlsx"][:1]
	d.run(t, at(1, 12, 0))
	d.Programme.Starts, d.Programme.Ends = calendar.Date(2020, 6, 1), calendar.Date(2020, 6, 1)
	d.Programme.Deadlines.Monthly = 25
	due := d.Programme.Due(d.Programme.Windows.MonthOf(calendar.Date(2020, 6, 1)))
	d.clock = due
	for instant, want := range map[time.Time][]string{due: {"binh.xlsx"}, due.Add(time.Minute): nil} {
		if got, err := d.UnprovenBy(t.Context(), instant); err != nil || !slices.Equal(got, want) {
			t.Errorf("by %v unproven %v, %v; want %v", instant, got, err, want)
		}
	}
	d.Programme.Deadlines.Judged = office.Judged{Month: office.ByReceipt, Quarter: office.ByReceipt, Half: office.ByReceipt, Year: office.ByReceipt}
	if got, err := d.UnprovenBy(t.Context(), due); err != nil || len(got) > 0 {
		t.Errorf("looks at %v, %v, where the office itself marks the reports", got, err)
	}
}

func TestTheLeadLeavesTimeForEverySource(t *testing.T) {
	for _, c := range []struct {
		n, perMinute int
		want         time.Duration
	}{{15, 60, 75 * time.Second}, {111, 60, 171 * time.Second}, {5, 0, time.Minute}} {
		if got := round.Lead(c.n, c.perMinute); got != c.want {
			t.Errorf("%d sources at %d a minute begin %v before, want %v", c.n, c.perMinute, got, c.want)
		}
	}
}

func TestWhatARoundSawIsInTheBookThatItPublishes(t *testing.T) {
	d := newDistrict(t)
	d.Workers = 1
	d.Now = func() time.Time { // a clock that moves, as clocks do
		d.clock = d.clock.Add(time.Second)
		return d.clock
	}
	res := d.run(t, at(1, 16, 0))
	if len(d.wall.books) != 1 || d.wall.books[0].Title != "17" {
		t.Errorf("published %+v, want a total of 17", d.wall.books)
	}
	if !res.Report.AsOf.Equal(res.AsOf) || !res.AsOf.After(res.Started) {
		t.Errorf("started %v, as of %v, reported as of %v", res.Started, res.AsOf, res.Report.AsOf)
	}
}
