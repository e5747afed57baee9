package config

import (
	"slices"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

func sample(t *testing.T) *Config {
	t.Helper()
	c, err := Load("../../config.yaml", Options{})
	if err != nil {
		t.Fatalf("config.yaml:\n%v", err)
	}
	return c
}

func TestTheSampleConfigurationStandsWithoutWarnings(t *testing.T) {
	c := sample(t)
	for _, w := range c.Warnings {
		t.Error(w)
	}
	kinds := map[string]int{}
	for _, u := range c.Programme.Units {
		kinds[u.Type]++
	}
	if kinds["xa"] != 12 || kinds["thi_tran"] != 1 || kinds["truong"] != 1 || kinds["chi_doan"] != 1 {
		t.Errorf("units by type %v, want 12 communes, a township, a school and an agency branch", kinds)
	}
	for _, ref := range append(c.Programme.Sources(), c.Consolidated.Target) {
		if remote(ref) {
			t.Errorf("%s lies with Google, and the sample must run without", ref)
		}
	}
	if c.Programme.Letterhead.Signer != "" {
		t.Errorf("it names a person: %s", c.Programme.Letterhead.Signer)
	}
}

func TestTheSampleHasEveryTargetOfThePlan(t *testing.T) {
	p := sample(t).Programme
	for id, want := range map[string]office.Target{
		"dossiers_total":     {Scope: office.ScopeDistrict, Op: office.AtLeast, Value: 3000},
		"members_trained":    {Scope: office.ScopeDistrict, Op: office.MoreThan, Value: 200},
		"core_youth_trained": {Scope: office.ScopeDistrict, Op: office.MoreThan, Value: 200},
		"training_classes":   {Scope: office.ScopeDistrict, Op: office.AtLeast, Value: 2},
		"cadres_trained_1":   {Scope: office.ScopeDistrict, Op: office.RatioOf, Value: 100, Of: "cadres_total"},
		"cadres_trained_2":   {Scope: office.ScopeDistrict, Op: office.RatioOf, Value: 100, Of: "cadres_total"},
		"student_accounts":   {Scope: office.ScopeDistrict, Op: office.RatioOf, Value: 100, Of: "students_total"},
	} {
		i, ok := p.Indicator(id)
		if !ok || len(i.Targets) != 1 || i.Targets[0] != want {
			t.Errorf("%s: found %v with %+v, want %+v", id, ok, i, want)
		}
	}
	for _, id := range []string{"hotline_calls", "quiz_entrants", "infographics", "school_lessons", "surveys", "inspections"} {
		if _, on := p.Indicator(id); on {
			t.Errorf("%s is counted, and should be switched off", id)
		}
	}
}

func TestTheSampleKnowsTheWorkingDaysOfItsYears(t *testing.T) {
	p := sample(t).Programme
	for year, want := range map[int]int{2020: 252, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 250, 2026: 249} {
		if got := p.Calendar.WorkingDays(calendar.Date(year, 1, 1), calendar.Date(year, 12, 31)); got != want {
			t.Errorf("%d has %d working days, want %d", year, got, want)
		}
	}
	for day, working := range map[calendar.Day]bool{calendar.Date(2026, 8, 22): true, calendar.Date(2026, 8, 31): false, calendar.Date(2026, 9, 1): false,
		calendar.Date(2026, 9, 2): false, calendar.Date(2026, 9, 3): true, calendar.Date(2026, 11, 24): false} {
		if p.Calendar.Working(day) != working {
			t.Errorf("%s is a working day: %t, want %t", day, !working, working)
		}
	}
	june := p.Windows.Month(2020, time.June)
	if got := p.Calendar.WorkingDays(june.First, june.Last); got != 23 {
		t.Errorf("the window of June 2020 has %d working days, want 23", got)
	}
}

func TestTheSampleHoldsDaysToItsRules(t *testing.T) {
	p := sample(t).Programme
	day := func(figures map[string]int64) []string {
		v := record.Version{Source: p.Units[0].Sources[0].Ref, Unit: p.Units[0].ID, Day: p.Starts, Answered: p.Starts.At(16*time.Hour, p.Location)}
		for id, n := range figures {
			v.Figures = append(v.Figures, record.Figure{Indicator: id, Value: n, Cell: "B5"})
		}
		var broken []string
		for _, f := range merge.Merge(p, &record.State{Said: record.SaidIn([]record.Version{v})}, p.Starts.At(0, p.Location)).Findings {
			broken = append(broken, string(f.Severity)+" "+f.Args["rule"])
		}
		slices.Sort(broken)
		return broken
	}
	for _, c := range []struct {
		name    string
		figures map[string]int64
		want    []string
	}{
		{"an ordinary day", map[string]int64{"people_guided": 20, "people_supported": 8, "dossiers_level3": 4, "dossiers_level4": 5, "dossiers_total": 9, "accounts_created": 7, "duty_shifts": 2, "volunteers_on_duty": 4}, nil},
		{"a quiet day", map[string]int64{"people_guided": 0, "people_supported": 0, "dossiers_total": 0, "accounts_created": 0, "outreach_sessions": 0, "outreach_attendees": 0, "duty_shifts": 0, "volunteers_on_duty": 0}, nil},
		{"dossiers handed in together", map[string]int64{"people_supported": 1, "dossiers_total": 19}, nil},
		{"everything at once", map[string]int64{
			"people_guided": 1, "people_supported": 5, "dossiers_level3": 4, "dossiers_level4": 5, "dossiers_total": 20, "accounts_created": 7, "duty_shifts": 2, "volunteers_on_duty": 1,
			"outreach_sessions": 1, "outreach_attendees": 0, "team_members": 1, "teams_active": 2, "student_accounts": 11, "students_total": 10,
			"cadres_trained_1": 3, "cadres_trained_2": 2, "cadres_total": 2,
		}, []string{"error cadres_1", "error students", "error sum_levels", "warning accounts_people", "warning attendees", "warning dossiers_people", "warning members_teams", "warning shifts"}},
	} {
		if got := day(c.figures); !slices.Equal(got, c.want) {
			t.Errorf("%s breaks %q, want %q", c.name, got, c.want)
		}
	}
}
