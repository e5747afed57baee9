package explain

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tonghop/model/judge"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// A ledger shares the slices and maps of its States with one another.
func TestNothingChangesTheStateThatItIsMadeFrom(t *testing.T) {
	p := modeltest.TwoUnits()
	p.Rules = []office.Rule{{ID: "parts", Severity: office.SeverityError, Missing: office.SkipAll, Operands: []string{"level3", "level4"}, Indicators: []string{"level3", "level4"},
		Holds: func(v []int64) bool { return v[0] >= v[1] }}}
	p.Units[1].To, p.Indicators[1].To = modeltest.June(5), modeltest.June(4) // what is said of later days does not count
	month := p.Windows.Month(2020, time.June)
	uses := map[string]func(s *record.State){
		"Compile": func(s *record.State) { report.Compile(p, s, month, s.AsOf) },
		"Judge":   func(s *record.State) { judge.Days(p, s, month.First, month.Last, s.AsOf) },
		"Why":     func(s *record.State) { Why(p, s, p.Windows.Month(2020, time.May), month, "", s.AsOf) },
		"Trace":   func(s *record.State) { Trace(p, s, "an", modeltest.June(3), "people", s.AsOf) },
	}
	rapid.Check(t, func(t *rapid.T) {
		s := modeltest.DrawState(t)
		for _, use := range slices.Sorted(maps.Keys(uses)) {
			before := asText(t, s)
			uses[use](s)
			if after := asText(t, s); after != before {
				t.Fatalf("%s made\n%s\nof\n%s", use, after, before)
			}
		}
	})
}

func asText(t *rapid.T, s *record.State) string {
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
