package readings_test

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
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

// A pinned office's configurations say one after another how An's workbook is to
// be read.
type pinned struct {
	*testing.T
	ledger *ledger.Ledger
	eras   []readings.Era
	at     time.Time
}

func newPinned(t *testing.T) *pinned {
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return &pinned{T: t, ledger: l, at: time.Date(2020, 6, 22, 10, 0, 0, 0, time.UTC)}
}

// configure has the looks to come name another configuration.
func (p *pinned) configure(o office.ReadingOptions) {
	p.Helper()
	p.eras = append(p.eras, readings.Era{Config: int64(len(p.eras) + 1), Options: map[string]office.ReadingOptions{"an": o}})
	text := fmt.Sprint(len(p.eras))
	if _, err := p.ledger.SnapshotConfig(p.Context(), p.at, text, []byte(text)); err != nil {
		p.Fatal(err)
	}
}

// look records a look at tabs, each given as its title and its rows, in which "|"
// divides the cells and whole numbers are numbers.
func (p *pinned) look(tabs ...string) {
	p.Helper()
	p.at = p.at.Add(24 * time.Hour)
	b := &grid.Book{Title: "Sổ"}
	for _, text := range tabs {
		lines := strings.Split(text, "\n")
		tab := grid.Tab{Title: lines[0], ID: int64(lines[0][1])}
		for _, line := range lines[1:] {
			var row []grid.Cell
			for _, s := range strings.Split(line, "|") {
				c := grid.Cell{Kind: grid.Text, Text: strings.TrimSpace(s)}
				if _, err := fmt.Sscanf(c.Text, "%f", &c.Number); err == nil && !strings.Contains(c.Text, "/") {
					c.Kind, c.Text = grid.Number, ""
				}
				row = append(row, c)
			}
			tab.Rows = append(tab.Rows, row)
		}
		b.Tabs = append(b.Tabs, tab)
	}
	a := record.Answer{Look: record.Look{Source: "an", Asked: p.at, Answered: p.at, Content: p.at.String(), Config: int64(len(p.eras))}, Cells: b}
	if _, err := p.ledger.Record(p.Context(), a); err != nil {
		p.Fatal(err)
	}
}

func (p *pinned) readings(c *readings.Cache) *readings.Readings {
	return &readings.Readings{Record: p.ledger, Cache: c, Log: slog.New(slog.DiscardHandler),
		Eras: func(string) []readings.Era { return p.eras },
		Context: func(ref string) reading.Context {
			return reading.Context{Source: ref, Starts: calendar.Date(2020, 6, 1), Ends: calendar.Date(2020, 12, 31),
				Units:      []*office.Unit{{ID: "an", Name: "Xã An", Reading: p.eras[len(p.eras)-1].Options["an"]}},
				Indicators: []office.Indicator{{ID: "people", Label: "Tuyên truyền", Unit: "lượt", Aggregate: office.AggregateSum}}}
		}}
}

// said tells what was said of each day in June and from which look on.
func (p *pinned) said(r *readings.Readings) string {
	p.Helper()
	s, err := r.Head(p.Context(), p.at)
	if err != nil {
		p.Fatal(err)
	}
	var all []string
	for _, v := range s.Versions() {
		text := fmt.Sprintf("%s@%d", v.Day.Short(), v.Answered.Day())
		for _, f := range v.Figures {
			text += fmt.Sprintf(" %d in %s", f.Value, f.Cell)
		}
		all = append(all, text)
	}
	return strings.Join(all, "; ")
}

// want compares what is said with what should be, also as read through a cache.
func (p *pinned) want(what, want string) {
	p.Helper()
	path := filepath.Join(p.TempDir(), "cache")
	for _, how := range []string{"read anew", "through an empty cache", "through the cache"} {
		var c *readings.Cache
		if how != "read anew" {
			var err error
			if c, err = readings.OpenCache(p.Context(), path); err != nil {
				p.Fatal(err)
			}
		}
		if got := p.said(p.readings(c)); got != want {
			p.Errorf("%s, %s: %s\nwant %s", what, how, got, want)
		}
		c.Close()
	}
}

func columns(at string) office.ReadingOptions {
	return office.ReadingOptions{Columns: map[string]string{"people": at}}
}

func TestAPinHoldsForTabsSeenUnderItAndEarlierOnesOfTheSameHeading(t *testing.T) {
	p := newPinned(t)
	p.configure(columns("B"))
	p.look("T6\nNgày | Việc X | Việc Y\n22/6/2020 | 5 | 50")
	p.want("at first", "22/6/2020@23 5 in B2")
	p.configure(columns("C"))
	p.want("the sheet as it stands is read by what is in force", "22/6/2020@23 50 in C2")
	p.look("T6\nNgày | Mới | Việc X | Việc Y\n22/6/2020 | 0 | 5 | 50\n23/6/2020 | 0 | 6 | 60")
	p.want("a column came before it: what was seen before stays as it was read", "22/6/2020@23 5 in B2; 22/6/2020@24 5 in C2; 23/6/2020@24 6 in C3")
	p.configure(columns("D"))
	p.look("T6\nNgày | Mới | Việc X | Việc Y\n22/6/2020 | 0 | 5 | 50\n23/6/2020 | 0 | 6 | 60\n24/6/2020 | 0 | 7 | 70")
	p.want("one heading, two pins", "22/6/2020@23 5 in B2; 22/6/2020@24 50 in D2; 23/6/2020@24 60 in D3; 24/6/2020@25 70 in D4")
	p.eras[2].TakenUp = true
	p.want("taken up for the past, where the first form has no such column", "22/6/2020@23; 22/6/2020@24 50 in D2; 23/6/2020@24 60 in D3; 24/6/2020@25 70 in D4")
}

func TestEachTabIsReadByItsOwnHeading(t *testing.T) {
	p := newPinned(t)
	june := "T6\nNgày | Việc X | Việc Y\n22/6/2020 | 5 | 50"
	p.configure(columns("B"))
	p.look(june, "T7\nNgày | Việc Y | Việc X\n1/7/2020 | 80 | 8")
	p.configure(columns("C"))
	p.look("T7\nNgày | Việc Y | Việc X\n1/7/2020 | 80 | 8\n2/7/2020 | 90 | 9")
	p.want("July has the heading of today, June's was never seen under the new pin", "22/6/2020@23 5 in B2; 22/6/2020@24 5 in B2; 1/7/2020@23 8 in C2; 2/7/2020@24 9 in C3")
}

func TestRunningTotalsAreThoseThatTheConfigurationOfTheTimeTellsOf(t *testing.T) {
	p := newPinned(t)
	p.configure(office.ReadingOptions{Cumulative: map[string]bool{"*": true}})
	p.look("T6\nNgày | Tuyên truyền | Số buổi\n22/6/2020 | 5 | 1\n23/6/2020 | 8 | 1")
	p.configure(office.ReadingOptions{})
	p.look("T6\nNgày | Tuyên truyền\n22/6/2020 | 5\n23/6/2020 | 3\n24/6/2020 | 4")
	p.want("another form", "22/6/2020@24 5 in B2; 23/6/2020@23 3 in B3; 24/6/2020@24 4 in B4")
}

func TestADayOnSeveralLinesIsAddedUpWhereTheConfigurationOfTheTimeSaysSo(t *testing.T) {
	p := newPinned(t)
	p.configure(office.ReadingOptions{SumSameDay: true})
	p.look("T6\nNgày | Thôn | Tuyên truyền\n22/6/2020 | Một | 5\n22/6/2020 | Hai | 8")
	p.configure(office.ReadingOptions{})
	p.look("T6\nNgày | Tuyên truyền\n23/6/2020 | 4")
	p.want("of the day that is gone from the sheet what was read is held", "22/6/2020@23 13 in C2; 22/6/2020@24 13 in C2; 23/6/2020@24 4 in B2")
}

func TestWhatIsFoldedOnIsWhatIsFoldedAnew(t *testing.T) {
	p := newPinned(t)
	p.configure(columns("B"))
	p.look("T6\nNgày | Việc X | Việc Y\n22/6/2020 | 5 | 50")
	p.configure(columns("C"))
	on := p.readings(nil)
	for i, rows := range []string{
		"Ngày | Mới | Việc X | Việc Y\n22/6/2020 | 0 | 5 | 50",
		"Ngày | Mới | Việc X | Việc Y\n22/6/2020 | 0 | 5 | 50\n23/6/2020 | 0 | 6 | 60",
		"Ngày | Việc X | Việc Y\n22/6/2020 | 5 | 50\n23/6/2020 | 6 | 60", // the old form again
	} {
		p.said(on)
		p.look("T6\n" + rows)
		if got, want := p.said(on), p.said(p.readings(nil)); got != want {
			t.Errorf("after look %d folded on it says\n%s, anew\n%s", i+2, got, want)
		}
	}
	if diff := cmp.Diff(p.said(p.readings(nil)), "22/6/2020@23 50 in C2; 22/6/2020@24 5 in C2; 22/6/2020@26 50 in C2; 23/6/2020@25 6 in C3; 23/6/2020@26 60 in C3"); diff != "" {
		t.Error(diff)
	}
}
