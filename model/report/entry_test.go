package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/merge"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestWhatAnEntryDoesToTheUnitsFigure(t *testing.T) {
	for _, c := range []struct {
		name      string
		wrote     []record.Figure
		decisions []office.Decision
		want      office.Count
		entered   int64 // the decision that the figure comes from
		codes     []string
	}{
		{"the unit wrote nothing", nil, []office.Decision{modeltest.Entry(4, office.Stated(5))}, office.Stated(5), 4, nil},
		{"the unit wrote another figure", modeltest.Figures(5, 3), []office.Decision{modeltest.Entry(4, office.Stated(5))}, office.Stated(5), 4, []string{"entry-differs B5"}},
		{"the unit confirms it: its own figure stands", modeltest.Figures(5, 5), []office.Decision{modeltest.Entry(4, office.Stated(5))}, office.Stated(5), 0, nil},
		{"of two entries the later stands", modeltest.Figures(5, 3), []office.Decision{modeltest.Entry(4, office.Stated(5)), modeltest.Entry(6, office.Stated(7))}, office.Stated(7), 6, []string{"entry-differs B5"}},
		{"the unit confirms the later of two", modeltest.Figures(5, 7), []office.Decision{modeltest.Entry(4, office.Stated(5)), modeltest.Entry(6, office.Stated(7))}, office.Stated(7), 0, nil},
		{"set aside", modeltest.Figures(5, 3), []office.Decision{modeltest.Entry(4, office.Count{})}, office.Count{}, 0, []string{"figure-set-aside B5"}},
		{"set aside and no longer written", nil, []office.Decision{modeltest.Entry(4, office.Count{})}, office.Count{}, 0, nil},
		{"taken back", modeltest.Figures(5, 3), []office.Decision{modeltest.Entry(4, office.Stated(5)), {ID: 5, Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: 4}}}, office.Stated(3), 0, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &record.State{Decisions: c.decisions}
			if c.wrote != nil {
				s.Say(modeltest.Version("an.xlsx", "an", 3, c.wrote))
			}
			p := modeltest.TwoUnits()
			r := Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("03 18:30"))
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
			if diff := cmp.Diff(c.codes, codes(merge.Merge(p, s, modeltest.At("03 18:30")))); diff != "" {
				t.Error(diff)
			}
		})
	}
}
