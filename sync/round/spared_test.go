package round_test

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tonghop/model/book"
	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
	"tonghop/sync/ledger"
	"tonghop/sync/round"
)

// A daemon spares what stands as it stood; a command that is begun anew for
// each round has nothing to spare. Both come to the same ledger and the same
// report, over the turn of a month, when each workbook gets a second tab.
func TestARoundThatSparesComesToWhatAFreshOneDoes(t *testing.T) {
	p := yearProgramme()
	p.Units = p.Units[:7]
	var clock time.Time
	now := func() time.Time { return clock }
	open := func(name string) (*ledger.Ledger, func() *round.Round) {
		l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), name), ledger.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		return l, func() *round.Round {
			return &round.Round{Programme: p, Sources: newAlmanac(now, p.Calendar.Working), Ledger: l, Readings: readingsOf(l, func() *office.Programme { return p }), Now: now, Log: slog.New(slog.DiscardHandler),
				Lay: func(*report.Report) *book.Book { return &book.Book{} }, Targets: []round.Target{{Name: "wall", Publisher: blank{}}}}
		}
	}
	long, begin := open("long.db")
	daemon := begin()
	short, fresh := open("short.db")
	for day := calendar.Date(2020, 1, 27); day <= calendar.Date(2020, 2, 7); day++ {
		for _, at := range []time.Duration{12 * time.Hour, 17 * time.Hour, 22*time.Hour + 30*time.Minute} {
			clock = day.At(at, hcm)
			var reports [2]*report.Report
			for i, r := range []*round.Round{daemon, fresh()} {
				res, err := r.Run(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				reports[i] = res.Report
			}
			if diff := gocmp.Diff(figuresIn(reports[1]), figuresIn(reports[0])); diff != "" {
				t.Fatalf("%s (-fresh +spared):\n%s", clock, diff)
			}
		}
	}
	var states [2]*record.State
	for i, l := range []*ledger.Ledger{short, long} {
		var err error
		if states[i], err = readingsOf(l, func() *office.Programme { return p }).State(t.Context(), clock); err != nil {
			t.Fatal(err)
		}
	}
	if diff := gocmp.Diff(states[0], states[1], cmpopts.IgnoreFields(record.State{}, "Revision", "Change")); diff != "" || len(states[0].Versions()) < 7*20 {
		t.Errorf("%d versions (-fresh +spared):\n%s", len(states[0].Versions()), diff)
	}
}

// figuresIn are a report's figures, standings and findings.
func figuresIn(r *report.Report) any {
	if r == nil {
		return nil
	}
	type part struct {
		Sums     []report.Sum
		Daily    []report.Cited
		Standing []office.Standing
		Findings []record.OpenFinding
		Passes   []report.Pass
	}
	out := part{Sums: r.Year.Total.Figures, Standing: r.Standings, Findings: r.Findings, Passes: r.Passes}
	for _, l := range r.Daily {
		out.Daily = append(out.Daily, l.Figures...)
	}
	return out
}
