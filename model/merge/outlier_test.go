package merge

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func outliersOf(s *record.State) []string {
	var found []string
	for _, f := range Merge(modeltest.TwoUnits(), s, modeltest.At("30 12:00")).Findings {
		if f.Code == office.CodeOutlier {
			found = append(found, f.Cell+" "+f.Raw+", usually "+f.Args["median"])
		}
	}
	return found
}

func TestAFigureOutOfAllProportionIsAnOutlier(t *testing.T) {
	for _, c := range []struct {
		name string
		s    *record.State
		want []string
	}{
		{"a digit too many", modeltest.Series("people", 12, 9, 15, 11, 8, 150, 10, 13, 14, 9, 12), []string{"B10 150, usually 11"}},
		{"two slips do not hide one another", modeltest.Series("people", 12, 9, 1500, 15, 11, 8, 1500, 10, 13, 14, 9, 12), []string{"B7 1500, usually 12", "B11 1500, usually 12"}},
		{"the first day", modeltest.Series("people", 1234, 9, 15, 11, 8, 10, 13, 14, 9, 12, 11), []string{"B5 1234, usually 11"}},
		{"days without a report between", modeltest.Series("people", 12, -1, 9, 15, -1, 11, 8, 150, 10, 13, -1, 14, 9, 12), []string{"B12 150, usually 11"}},
		{"a series that never moves", modeltest.Series("people", 5, 5, 5, 5, 5, 500, 5, 5, 5, 5, 5), []string{"B10 500, usually 5"}},

		{"too short a history", modeltest.Series("people", 12, 9, 15, 11, 8, 1500, 10, 13, 14, 9), nil},
		{"a day nine times as large", modeltest.Series("people", 12, 9, 15, 11, 8, 100, 10, 13, 14, 9, 12), nil},
		{"small figures", modeltest.Series("people", 1, 2, 1, 1, 2, 50, 1, 2, 1, 1, 2), nil},
		{"what is counted on few days has no usual size", modeltest.Series("people", 0, 0, 0, 0, 0, 0, 120, 0, 0, 0, 0, 0, 0), nil},
		{"a wild series", modeltest.Series("people", 2, 40, 7, 90, 1, 200, 3, 25, 60, 4, 12), nil},
		{"figures too small do not count", modeltest.Series("people", 900, 950, 870, 910, 9, 905, 880, 930, 940, 920, 890), nil},
		{"a stock moves by steps", modeltest.Series("teams", 2, 2, 2, 2, 2, 200, 2, 2, 2, 2, 2), nil},
	} {
		if diff := cmp.Diff(c.want, outliersOf(c.s)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// A season that is busier than the rest of the year raises no alarm, however
// small the figures were before it.
func TestABusySeasonIsNoOutlier(t *testing.T) {
	var s record.State
	for i := range 60 {
		v := int64(3)
		if i >= 40 {
			v = 90
		}
		s.Say(modeltest.Version("an.xlsx", "an", 1+i, []record.Figure{{Indicator: "people", Value: v, Cell: "B1"}}))
	}
	if found := outliersOf(&s); found != nil {
		t.Errorf("in a campaign: %v", found)
	}
	s.Said = record.SaidIn(s.Versions()[:41])
	if found := outliersOf(&s); len(found) != 1 {
		t.Errorf("on its first day %v, want a question that the next days answer", found)
	}
}

func TestAnOutlierIsFarFromTheMedianInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		others := rapid.SliceOfN(rapid.Int64Range(1, 1<<62), 0, 30).Draw(t, "others")
		value := rapid.Int64Range(1, 1<<62).Draw(t, "value")
		median, out := outlying(value, append([]int64(nil), others...))
		shuffled := rapid.Permutation(others).Draw(t, "shuffled")
		if m, o := outlying(value, shuffled); m != median || o != out {
			t.Fatalf("%d among %v: %v, and %v in another order", value, others, out, o)
		}
		if out && (len(others) < outlierHistory || value/outlierTimes < median) {
			t.Fatalf("%d is an outlier among %v with median %d", value, others, median)
		}
	})
}
