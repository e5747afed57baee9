package merge

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestWhatWasWrittenBeforeItsDayIsWithheldUntilItsRowChangesOrSomebodyConfirms(t *testing.T) {
	seen := func(at string, figures ...int64) record.Version {
		v := modeltest.Version("an.xlsx", "an", 24, modeltest.Figures(5, figures...))
		v.Asked, v.Answered = modeltest.At(at), modeltest.At(at)
		return v
	}
	ahead := seen("22 10:00", 3)
	asked := Merge(modeltest.TwoUnits(), &record.State{Said: record.SaidIn([]record.Version{ahead})}, modeltest.At("24 12:00"))
	if len(asked.Findings) != 1 {
		t.Fatalf("findings %+v", asked.Findings)
	}
	confirm := office.AcceptanceOf(&asked.Findings[0].Finding)
	confirm.ID, confirm.At = 1, modeltest.At("24 11:00")
	for _, c := range []struct {
		name      string
		said      []record.Version
		decisions []office.Decision
		asOf      string
		counts    int64 // -1 for nothing
		want      []string
	}{
		{"its day is to come", []record.Version{ahead}, nil, "23 12:00", 3, []string{"date-future B5"}},
		{"its day is to come and its row is filled with noughts", []record.Version{seen("22 10:00", 0)}, nil, "23 12:00", 0, nil},
		{"its day has come", []record.Version{ahead}, nil, "24 12:00", -1, []string{"written-ahead B5"}},
		{"its row changed on the day", []record.Version{ahead, seen("24 16:00", 4)}, nil, "24 17:00", 4, nil},
		{"its row only moved", []record.Version{ahead, func() record.Version {
			v := seen("24 16:00", 3)
			v.Figures = modeltest.Figures(6, 3)
			return v
		}()}, nil, "24 17:00", -1, []string{"written-ahead B6"}},
		{"somebody confirmed it", []record.Version{ahead}, []office.Decision{confirm}, "24 12:00", 3, nil},
		{"another figure was confirmed", []record.Version{seen("22 10:00", 9)}, []office.Decision{confirm}, "24 12:00", -1, []string{"written-ahead B5"}},
		{"written on its day", []record.Version{seen("24 00:00", 3)}, nil, "24 12:00", 3, nil},
	} {
		s := &record.State{Said: record.SaidIn(c.said), Decisions: c.decisions}
		m := Merge(modeltest.TwoUnits(), s, modeltest.At(c.asOf))
		got := int64(-1)
		if len(m.Days) > 0 {
			got = m.Days[0].Parts[0].Figures[0].Value
		}
		if diff := cmp.Diff(c.want, codes(m)); diff != "" || got != c.counts {
			t.Errorf("%s: it counts %d, want %d: %s", c.name, got, c.counts, diff)
		}
	}
}
