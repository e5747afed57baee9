package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func entry(id int64, value Count) Decision {
	return Decision{ID: id, Kind: DecisionEnter, Unit: "an", From: june(3), To: june(3), Indicator: "people", Value: value,
		Received: at("03 16:40"), By: "VP", At: at("03 18:00"), Reason: "gọi điện"}
}

func TestWhatAnEntryDoesToTheUnitsFigure(t *testing.T) {
	for _, c := range []struct {
		name      string
		wrote     []Figure
		decisions []Decision
		want      Count
		entered   int64 // the decision that the figure comes from
		codes     []string
	}{
		{"the unit wrote nothing", nil, []Decision{entry(4, Stated(5))}, Stated(5), 4, nil},
		{"the unit wrote another figure", figures(5, 3), []Decision{entry(4, Stated(5))}, Stated(5), 4, []string{"entry-differs B5"}},
		{"the unit confirms it: its own figure stands", figures(5, 5), []Decision{entry(4, Stated(5))}, Stated(5), 0, nil},
		{"of two entries the later stands", figures(5, 3), []Decision{entry(4, Stated(5)), entry(6, Stated(7))}, Stated(7), 6, []string{"entry-differs B5"}},
		{"the unit confirms the later of two", figures(5, 7), []Decision{entry(4, Stated(5)), entry(6, Stated(7))}, Stated(7), 0, nil},
		{"set aside", figures(5, 3), []Decision{entry(4, Count{})}, Count{}, 0, []string{"figure-set-aside B5"}},
		{"set aside and no longer written", nil, []Decision{entry(4, Count{})}, Count{}, 0, nil},
		{"taken back", figures(5, 3), []Decision{entry(4, Stated(5)), {ID: 5, Kind: DecisionUndo, Undoes: 4}}, Stated(3), 0, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &State{Decisions: c.decisions}
			if c.wrote != nil {
				s.Say(version("an.xlsx", "an", 3, c.wrote))
			}
			p := twoUnits()
			r := Compile(p, s, p.Windows.Month(2020, 6), at("03 18:30"))
			if got := r.Day.Total.Figures[0].Count; got != c.want {
				t.Errorf("people = %+v, want %+v", got, c.want)
			}
			var entered int64
			for _, l := range r.Daily {
				if f := l.Figures[0]; f.Entered != nil {
					entered = f.Entered.ID
					if !f.Flagged {
						t.Error("an entered figure is not flagged")
					}
				}
			}
			if entered != c.entered {
				t.Errorf("comes from decision %d, want %d", entered, c.entered)
			}
			if diff := cmp.Diff(c.codes, codes(Merge(p, s, at("03 18:30")))); diff != "" {
				t.Error(diff)
			}
		})
	}
}
