package explain

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

func traced(t *testing.T, p *office.Programme, s *record.State, indicator, asOf string) *Proof {
	t.Helper()
	proof, ok := Trace(p, s, "an", modeltest.June(24), indicator, modeltest.At(asOf))
	if !ok {
		t.Fatal("nothing to trace")
	}
	return proof
}

func TestAProofNamesWhyAFigureStandsOrThereIsNone(t *testing.T) {
	p := modeltest.TwoUnits()
	p.Units[0].Sources = p.Units[0].Sources[:1]
	gone := modeltest.Changed(24, "24 20:00", modeltest.People(12, "B7"))
	gone.Gone = true
	invalid := modeltest.Changed(24, "24 16:00")
	invalid.Invalid = true
	entered := office.Decision{ID: 4, Kind: office.DecisionEnter, Unit: "an", From: modeltest.June(24), To: modeltest.June(24), Indicator: "people", Entry: office.Entry{Value: office.Stated(5)}, Received: modeltest.At("24 16:00"), At: modeltest.At("24 18:00")}
	aside := entered
	aside.Value = office.Count{}
	for _, c := range []struct {
		name      string
		versions  []record.Version
		decisions []office.Decision
		indicator string
		asOf      string
		want      Basis
		count     office.Count
	}{
		{"as the unit wrote it", []record.Version{modeltest.Changed(24, "24 16:00", modeltest.People(12, "B7"))}, nil, "people", "24 23:00", BasisCell, office.Stated(12)},
		{"gone with its table and held", []record.Version{modeltest.Changed(24, "24 16:00", modeltest.People(12, "B7")), gone}, nil, "people", "24 23:00", BasisCell, office.Stated(12)},
		{"entered", []record.Version{modeltest.Changed(24, "24 16:00", modeltest.People(12, "B7"))}, []office.Decision{entered}, "people", "24 23:00", BasisEntry, office.Stated(5)},
		{"set aside", []record.Version{modeltest.Changed(24, "24 16:00", modeltest.People(12, "B7"))}, []office.Decision{aside}, "people", "24 23:00", BasisSetAside, office.Count{}},
		{"entry taken back", []record.Version{modeltest.Changed(24, "24 16:00", modeltest.People(12, "B7"))}, []office.Decision{entered, {ID: 5, Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: 4}}}, "people", "24 23:00", BasisCell, office.Stated(12)},
		{"computed", []record.Version{modeltest.Changed(24, "24 16:00", record.Figure{Indicator: "level3", Value: 2}, record.Figure{Indicator: "level4", Value: 3})}, nil, "total", "24 23:00", BasisFormula, office.Stated(5)},
		{"carried", []record.Version{modeltest.Changed(22, "22 16:00", record.Figure{Indicator: "teams", Value: 2, Tab: "T6", Cell: "E5"})}, nil, "teams", "24 23:00", BasisCarried, office.Stated(2)},
		{"still to come", []record.Version{modeltest.Changed(24, "23 16:00", modeltest.People(12, "B7"))}, nil, "people", "23 23:00", BasisFuture, office.Stated(12)},
		{"withdrawn", []record.Version{modeltest.Changed(24, "24 16:00", modeltest.People(12, "B7")), modeltest.Changed(24, "24 20:00")}, nil, "people", "24 23:00", BasisWithdrawn, office.Count{}},
		{"not readable", []record.Version{invalid}, nil, "people", "24 23:00", BasisUnaccepted, office.Count{}},
		{"never written", nil, nil, "people", "24 23:00", BasisUnstated, office.Count{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := traced(t, p, &record.State{Said: record.SaidIn(c.versions), Decisions: c.decisions}, c.indicator, c.asOf)
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
	p := modeltest.TwoUnits()
	s := &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an-moi.xlsx", "an", 23, modeltest.Figures(8, 3)), modeltest.Version("an-moi.xlsx", "an", 24, modeltest.Figures(9, 7)), modeltest.Version("an.xlsx", "an", 24, modeltest.Figures(5, 2))})}
	got := traced(t, p, s, "people", "24 23:00")
	want := report.Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("24 23:00")).Window.Lines[0].Figures[0]
	if got.Month != want || got.Count != office.Stated(7) || got.Origin.Source != "an-moi.xlsx" {
		t.Errorf("%+v, the report says %+v", got, want)
	}
	if len(got.Sources) != 2 || !got.Sources[0].InEffect || got.Sources[0].Source != "an-moi.xlsx" {
		t.Errorf("sources %+v", got.Sources)
	}
	if len(got.Findings) != 1 || got.Findings[0].Code != office.CodeSourceConflict {
		t.Errorf("findings %+v", got.Findings)
	}
}

func TestAProofFollowsTheFigureThroughEveryLook(t *testing.T) {
	other := modeltest.Changed(24, "24 12:00", modeltest.People(12, "B7"), record.Figure{Indicator: "teams", Value: 1})
	s := &record.State{Said: record.SaidIn([]record.Version{
		modeltest.Changed(24, "24 08:00", modeltest.People(12, "B7")), other, modeltest.Changed(24, "24 16:00", modeltest.People(12, "B9")),
		modeltest.Changed(24, "24 20:00", modeltest.People(15, "B9")), modeltest.Changed(24, "24 21:00"), modeltest.Changed(24, "24 22:00"), modeltest.Changed(24, "24 23:00", modeltest.People(15, "B9")),
	})}
	var got []string
	for _, said := range traced(t, modeltest.OneUnit(), s, "people", "24 23:30").Sources[0].Sayings {
		got = append(got, string(said.Kind)+" "+office.Stated(said.Figure.Value).String()+" "+said.Figure.Cell+" "+said.Answered.Format("15:04")+"–"+until(said.Until))
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
	seen := modeltest.Looks("24 08:00", "24 08:00", "24 12:00", "24 12:00", "24 16:50", "24 16:50", "24 17:00", "24 17:00:02", "24 18:00", "24 18:00", "24 22:30", "24 22:30", "25 08:00", "25 08:00", "25 12:00", "25 12:00")
	seen[2] = modeltest.Faulty(seen[2], office.FaultNetwork)
	seen[3] = modeltest.Faulty(seen[3], office.FaultNetwork)
	s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": seen}, Said: record.SaidIn([]record.Version{modeltest.Changed(24, "24 22:30", modeltest.People(12, "B7"))})}
	got := traced(t, modeltest.OneUnit(), s, "people", "25 13:00")
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
	if got.Standing == nil || got.Standing.Status != office.Late {
		t.Errorf("stands as %+v", got.Standing)
	}
}

func TestAProofGathersTheFindingsThatTouchIt(t *testing.T) {
	at7 := func(cell string) office.Origin { return office.Origin{Source: "an.xlsx", Tab: "T6", Cell: cell} }
	s := &record.State{Said: record.SaidIn([]record.Version{modeltest.Changed(24, "24 16:00", modeltest.People(12, "B7"))}), Findings: []record.OpenFinding{
		{Finding: office.Finding{Unit: "an", Code: "its-cell", Day: modeltest.June(24), Indicator: "people", Origin: at7("B7")}},
		{Finding: office.Finding{Unit: "an", Code: "its-row", Origin: at7("7")}},
		{Finding: office.Finding{Unit: "an", Code: "its-column", Origin: at7("B")}},
		{Finding: office.Finding{Unit: "an", Code: "its-tab", Origin: at7("")}},
		{Finding: office.Finding{Unit: "an", Code: "its-day", Day: modeltest.June(24), Origin: at7("7")}},
		{Finding: office.Finding{Unit: "an", Code: "another-day", Day: modeltest.June(23), Origin: at7("B7")}},
		{Finding: office.Finding{Unit: "an", Code: "another-column", Origin: at7("C")}},
		{Finding: office.Finding{Unit: "an", Code: "another-indicator", Day: modeltest.June(24), Indicator: "teams", Origin: at7("C7")}},
		{Finding: office.Finding{Unit: "binh", Code: "another-unit", Day: modeltest.June(24), Indicator: "people", Origin: at7("B7")}},
		{Finding: office.Finding{Unit: "an", Code: "another-tab", Origin: office.Origin{Source: "an.xlsx", Tab: "T5"}}},
	}}
	var got []string
	for _, f := range traced(t, modeltest.OneUnit(), s, "people", "24 23:00").Findings {
		got = append(got, f.Code)
	}
	if diff := cmp.Diff([]string{"its-tab", "its-column", "its-day", "its-row", "its-cell"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestThereIsNoProofOfWhatIsNotCounted(t *testing.T) {
	if _, ok := Trace(modeltest.OneUnit(), &record.State{}, "an", modeltest.June(24), "cows", modeltest.At("24 23:00")); ok {
		t.Error("traced an indicator that there is not")
	}
	if _, ok := Trace(modeltest.OneUnit(), &record.State{}, "nobody", modeltest.June(24), "people", modeltest.At("24 23:00")); ok {
		t.Error("traced a unit that there is not")
	}
}
