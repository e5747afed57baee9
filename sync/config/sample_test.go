package config

import (
	"testing"
	"time"

	"tonghop/model"
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
	if c.needsGoogle() {
		t.Error("it needs a Google account, and must run without one")
	}
	if c.Programme.Letterhead.Signer != "" {
		t.Errorf("it names a person: %s", c.Programme.Letterhead.Signer)
	}
}

func TestTheSampleHasEveryTargetOfThePlan(t *testing.T) {
	p := sample(t).Programme
	for id, want := range map[string]model.Target{
		"dossiers_total":     {Scope: model.ScopeDistrict, Op: model.AtLeast, Value: 3000},
		"members_trained":    {Scope: model.ScopeDistrict, Op: model.MoreThan, Value: 200},
		"core_youth_trained": {Scope: model.ScopeDistrict, Op: model.MoreThan, Value: 200},
		"training_classes":   {Scope: model.ScopeDistrict, Op: model.AtLeast, Value: 2},
		"cadres_trained_1":   {Scope: model.ScopeDistrict, Op: model.RatioOf, Value: 100, Of: "cadres_total"},
		"cadres_trained_2":   {Scope: model.ScopeDistrict, Op: model.RatioOf, Value: 100, Of: "cadres_total"},
		"student_accounts":   {Scope: model.ScopeDistrict, Op: model.RatioOf, Value: 100, Of: "students_total"},
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
	for year, want := range map[int]int{2020: 252, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 250} {
		if got := p.Calendar.WorkingDays(model.Date(year, 1, 1), model.Date(year, 12, 31)); got != want {
			t.Errorf("%d has %d working days, want %d", year, got, want)
		}
	}
	june := p.Windows.Month(2020, time.June)
	if got := p.Calendar.WorkingDays(june.First, june.Last); got != 23 {
		t.Errorf("the window of June 2020 has %d working days, want 23", got)
	}
}
