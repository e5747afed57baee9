package model

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// changed is what the source said of people from a look on.
func changed(day int, look string, fs ...Figure) Version {
	v := said(day, look, look, 0)
	v.Figures = fs
	return v
}

func people(n int64, cell string) Figure {
	return Figure{Indicator: "people", Value: n, Tab: "T6", Cell: cell}
}

func traced(t *testing.T, p *Programme, s *State, indicator, asOf string) *Proof {
	t.Helper()
	proof, ok := Trace(p, s, "an", june(24), indicator, at(asOf))
	if !ok {
		t.Fatal("nothing to trace")
	}
	return proof
}

func TestAProofNamesWhyAFigureStandsOrThereIsNone(t *testing.T) {
	p := twoUnits()
	p.Units[0].Sources = p.Units[0].Sources[:1]
	gone := changed(24, "24 20:00", people(12, "B7"))
	gone.Gone = true
	invalid := changed(24, "24 16:00")
	invalid.Invalid = true
	entered := Decision{ID: 4, Kind: DecisionEnter, Unit: "an", From: june(24), To: june(24), Indicator: "people", Value: Stated(5), Received: at("24 16:00"), At: at("24 18:00")}
	aside := entered
	aside.Value = Count{}
	for _, c := range []struct {
		name      string
		versions  []Version
		decisions []Decision
		indicator string
		asOf      string
		want      Basis
		count     Count
	}{
		{"as the unit wrote it", []Version{changed(24, "24 16:00", people(12, "B7"))}, nil, "people", "24 23:00", BasisCell, Stated(12)},
		{"gone with its table and held", []Version{changed(24, "24 16:00", people(12, "B7")), gone}, nil, "people", "24 23:00", BasisCell, Stated(12)},
		{"entered", []Version{changed(24, "24 16:00", people(12, "B7"))}, []Decision{entered}, "people", "24 23:00", BasisEntry, Stated(5)},
		{"set aside", []Version{changed(24, "24 16:00", people(12, "B7"))}, []Decision{aside}, "people", "24 23:00", BasisSetAside, Count{}},
		{"entry taken back", []Version{changed(24, "24 16:00", people(12, "B7"))}, []Decision{entered, {ID: 5, Kind: DecisionUndo, Undoes: 4}}, "people", "24 23:00", BasisCell, Stated(12)},
		{"computed", []Version{changed(24, "24 16:00", Figure{Indicator: "level3", Value: 2}, Figure{Indicator: "level4", Value: 3})}, nil, "total", "24 23:00", BasisFormula, Stated(5)},
		{"carried", []Version{changed(22, "22 16:00", Figure{Indicator: "teams", Value: 2, Tab: "T6", Cell: "E5"})}, nil, "teams", "24 23:00", BasisCarried, Stated(2)},
		{"still to come", []Version{changed(24, "23 16:00", people(12, "B7"))}, nil, "people", "23 23:00", BasisFuture, Stated(12)},
		{"withdrawn", []Version{changed(24, "24 16:00", people(12, "B7")), changed(24, "24 20:00")}, nil, "people", "24 23:00", BasisWithdrawn, Count{}},
		{"not readable", []Version{invalid}, nil, "people", "24 23:00", BasisUnaccepted, Count{}},
		{"never written", nil, nil, "people", "24 23:00", BasisUnstated, Count{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := traced(t, p, &State{Said: SaidIn(c.versions), Decisions: c.decisions}, c.indicator, c.asOf)
			if got.Basis != c.want || got.Count != c.count {
				t.Errorf("%s %+v, want %s %+v", got.Basis, got.Count, c.want, c.count)
			}
			if held := c.name == "gone with its table and held"; got.Held != held {
				t.Errorf("held = %v", got.Held)
			}
		})
	}
}

func TestAProofAgreesWithTheReport(t *testing.T) {
	p := twoUnits()
	s := &State{Said: SaidIn([]Version{version("an-moi.xlsx", "an", 23, figures(8, 3)), version("an-moi.xlsx", "an", 24, figures(9, 7)), version("an.xlsx", "an", 24, figures(5, 2))})}
	got := traced(t, p, s, "people", "24 23:00")
	want := Compile(p, s, p.Windows.Month(2020, 6), at("24 23:00")).Window.Lines[0].Figures[0]
	if got.Month != want || got.Count != Stated(7) || got.Origin.Source != "an-moi.xlsx" {
		t.Errorf("%+v, the report says %+v", got, want)
	}
	if len(got.Sources) != 2 || !got.Sources[0].InEffect || got.Sources[0].Source != "an-moi.xlsx" {
		t.Errorf("sources %+v", got.Sources)
	}
	if len(got.Findings) != 1 || got.Findings[0].Code != CodeSourceConflict {
		t.Errorf("findings %+v", got.Findings)
	}
}

func TestAProofFollowsTheFigureThroughEveryLook(t *testing.T) {
	other := changed(24, "24 12:00", people(12, "B7"), Figure{Indicator: "teams", Value: 1})
	s := &State{Said: SaidIn([]Version{
		changed(24, "24 08:00", people(12, "B7")), other, changed(24, "24 16:00", people(12, "B9")),
		changed(24, "24 20:00", people(15, "B9")), changed(24, "24 21:00"), changed(24, "24 22:00"), changed(24, "24 23:00", people(15, "B9")),
	})}
	var got []string
	for _, said := range traced(t, oneUnit(), s, "people", "24 23:30").Sources[0].Sayings {
		got = append(got, string(said.Kind)+" "+Stated(said.Figure.Value).String()+" "+said.Figure.Cell+" "+said.Answered.Format("15:04")+"–"+until(said.Until))
	}
	want := []string{"stated 12 B7 08:00–16:00", "stated 12 B9 16:00–20:00", "stated 15 B9 20:00–21:00", "withdrawn 0  21:00–23:00", "stated 15 B9 23:00–"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func until(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("15:04")
}

func TestAProofShowsTheLooksThatDecide(t *testing.T) {
	seen := looks("24 08:00", "24 08:00", "24 12:00", "24 12:00", "24 16:50", "24 16:50", "24 17:00", "24 17:00:02", "24 18:00", "24 18:00", "24 22:30", "24 22:30", "25 08:00", "25 08:00", "25 12:00", "25 12:00")
	seen[2] = faulty(seen[2], FaultNetwork)
	seen[3] = faulty(seen[3], FaultNetwork)
	s := &State{Seen: map[string][]Seen{"an.xlsx": seen}, Said: SaidIn([]Version{changed(24, "24 22:30", people(12, "B7"))})}
	got := traced(t, oneUnit(), s, "people", "25 13:00")
	var lines []string
	for _, l := range got.Sources[0].Looks {
		line := l.Asked.Format("02 15:04")
		switch {
		case l.Fault != nil:
			line += " " + string(l.Fault.Code)
		case l.Present:
			line += " " + l.Figure.String()
		}
		lines = append(lines, line)
	}
	want := []string{"24 12:00", "24 16:50 network", "24 17:00 network", "24 18:00", "24 22:30 12", "25 12:00 12"}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
	if got.Standing == nil || got.Standing.Status != Late {
		t.Errorf("stands as %+v", got.Standing)
	}
}

func TestAProofGathersTheFindingsThatTouchIt(t *testing.T) {
	at7 := func(cell string) Origin { return Origin{Source: "an.xlsx", Tab: "T6", Cell: cell} }
	s := &State{Said: SaidIn([]Version{changed(24, "24 16:00", people(12, "B7"))}), Findings: []OpenFinding{
		{Finding: Finding{Unit: "an", Code: "its-cell", Day: june(24), Indicator: "people", Origin: at7("B7")}},
		{Finding: Finding{Unit: "an", Code: "its-row", Origin: at7("7")}},
		{Finding: Finding{Unit: "an", Code: "its-column", Origin: at7("B")}},
		{Finding: Finding{Unit: "an", Code: "its-tab", Origin: at7("")}},
		{Finding: Finding{Unit: "an", Code: "its-day", Day: june(24), Origin: at7("7")}},
		{Finding: Finding{Unit: "an", Code: "another-day", Day: june(23), Origin: at7("B7")}},
		{Finding: Finding{Unit: "an", Code: "another-column", Origin: at7("C")}},
		{Finding: Finding{Unit: "an", Code: "another-indicator", Day: june(24), Indicator: "teams", Origin: at7("C7")}},
		{Finding: Finding{Unit: "binh", Code: "another-unit", Day: june(24), Indicator: "people", Origin: at7("B7")}},
		{Finding: Finding{Unit: "an", Code: "another-tab", Origin: Origin{Source: "an.xlsx", Tab: "T5"}}},
	}}
	var got []string
	for _, f := range traced(t, oneUnit(), s, "people", "24 23:00").Findings {
		got = append(got, f.Code)
	}
	if diff := cmp.Diff([]string{"its-tab", "its-column", "its-day", "its-row", "its-cell"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestThereIsNoProofOfWhatIsNotCounted(t *testing.T) {
	if _, ok := Trace(oneUnit(), &State{}, "an", june(24), "cows", at("24 23:00")); ok {
		t.Error("traced an indicator that there is not")
	}
	if _, ok := Trace(oneUnit(), &State{}, "nobody", june(24), "people", at("24 23:00")); ok {
		t.Error("traced a unit that there is not")
	}
}
