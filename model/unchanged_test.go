package model

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// drawState draws what two sources and the office might have said of a week:
// amended, contradicted, withdrawn, gone and held, wild and repeated figures.
func drawState(t *rapid.T) *State {
	s := &State{AsOf: at("30 12:00"), Seen: map[string][]Seen{}, Tables: map[string][]Table{}, Mappings: map[string][]Mapping{}}
	for _, source := range []string{"an-moi.xlsx", "an.xlsx", "binh.xlsx"} {
		unit := "an"
		if source == "binh.xlsx" {
			unit = "binh"
		}
		for day := 1; day <= 8; day++ {
			s.Seen[source] = append(s.Seen[source], Seen{Asked: at("08 08:00"), Answered: at("08 08:00")})
			for n := range rapid.IntRange(0, 3).Draw(t, "versions") {
				v := version(source, unit, day, nil)
				v.Asked = v.Asked.Add(time.Duration(n) * time.Hour)
				v.Answered = v.Asked
				switch rapid.IntRange(0, 5).Draw(t, "kind") {
				case 0:
				case 1:
					v.Gone = n > 0
				default:
					v.Figures = figures(day, rapid.SliceOfN(rapid.SampledFrom([]int64{1, 2, 900}), 1, 3).Draw(t, "values")...)
				}
				if last := s.Versions(); v.Gone && last[len(last)-1].Day == v.Day {
					v.Figures = last[len(last)-1].Figures
				}
				s.Say(v)
			}
		}
		columns := []Column{{At: "B", Header: "Người", Role: "indicator", Indicator: "people"}, {At: "C", Header: "Mức 3", Role: "indicator", Indicator: "level3"}}
		tables := []Table{{Tab: "T6", TabID: 5, Layout: "long", Units: []string{unit}, Columns: columns}}
		moved := []Table{{Tab: "T 6", TabID: 5, Layout: "long", Units: []string{unit}, Columns: slices.Clone(columns)}}
		moved[0].Columns[0].At, moved[0].Columns[1].At = "C", "B"
		s.Tables[source], s.Mappings[source] = moved, []Mapping{{at("01 08:00"), tables}, {at("05 08:00"), moved}}
		s.Findings = append(s.Findings, OpenFinding{Since: at("03 08:00"), Finding: Finding{Unit: unit, Code: CodeDateFuture, Severity: SeverityWarning,
			Origin: Origin{Source: source, Tab: "T6", Cell: "B3"}, Args: map[string]string{"n": "1"}}})
	}
	for id := range rapid.Int64Range(0, 4).Draw(t, "entries") {
		s.Decisions = append(s.Decisions, Decision{ID: id + 1, Kind: DecisionEnter, Unit: "an", From: june(3), To: june(3), At: at("04 08:00"), Received: at("04 08:00"),
			Indicator: rapid.SampledFrom([]string{"people", "level3"}).Draw(t, "entered"), Value: Count{N: 2, Stated: rapid.Bool().Draw(t, "stated")}})
	}
	return s
}

// A ledger shares the slices and maps of its States with one another.
func TestNothingChangesTheStateThatItIsMadeFrom(t *testing.T) {
	p := twoUnits()
	p.Rules = []Rule{{ID: "parts", Severity: SeverityError, Missing: SkipAll, Operands: []string{"level3", "level4"}, Indicators: []string{"level3", "level4"},
		Holds: func(v []int64) bool { return v[0] >= v[1] }}}
	p.Units[1].To, p.Indicators[1].To = june(5), june(4) // what is said of later days does not count
	month := p.Windows.Month(2020, time.June)
	uses := map[string]func(s *State){
		"Compile": func(s *State) { Compile(p, s, month, s.AsOf) },
		"Judge":   func(s *State) { Judge(p, s, month.First, month.Last, s.AsOf) },
		"Why":     func(s *State) { Why(p, s, p.Windows.Month(2020, time.May), month, "", s.AsOf) },
		"Trace":   func(s *State) { Trace(p, s, "an", june(3), "people", s.AsOf) },
	}
	rapid.Check(t, func(t *rapid.T) {
		s := drawState(t)
		for _, use := range slices.Sorted(maps.Keys(uses)) {
			before := asText(t, s)
			uses[use](s)
			if after := asText(t, s); after != before {
				t.Fatalf("%s made\n%s\nof\n%s", use, after, before)
			}
		}
	})
}

func asText(t *rapid.T, s *State) string {
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
