package report

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/record"
)

// Whatever reports a Compiler made before, of whichever instants, of more or
// fewer units' words, the next is what Compile makes.
func TestACompilerMergesAsMergeDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := modeltest.StrictProgramme(), modeltest.DrawState(t)
		var c Compiler
		for range rapid.IntRange(2, 8).Draw(t, "reports") {
			now := modeltest.At("01 00:00").Add(time.Duration(rapid.IntRange(0, 9*24).Draw(t, "hour")) * time.Hour)
			then := modeltest.AsOf(s, now)
			switch rapid.IntRange(0, 5).Draw(t, "what") {
			case 0: // a day is said anew
				if n := len(s.Versions()); n > 0 {
					all := s.Versions()
					all[rapid.IntRange(0, n-1).Draw(t, "said anew")].Figures = modeltest.Figures(3, 7)
					s.Said = record.SaidIn(all)
				}
			case 1: // nothing is asked of a unit any more
				then.Said = slices.DeleteFunc(then.Said, func(said record.Said) bool { return said.Unit() == "an" })
			case 2: // another configuration
				if p = modeltest.StrictProgramme(); rapid.Bool().Draw(t, "lax") {
					p.Rules = nil
				}
			case 3: // days are written that have not come
				then.Said = s.Said
			}
			window := p.Windows.MonthOf(calendar.DayOf(now))
			if want, got := Compile(p, then, window, now), c.Compile(p, then, window, now); !reflect.DeepEqual(want, got) {
				t.Fatalf("as of %v\n%+v\ninstead of\n%+v", now, got, want)
			}
		}
	})
}
