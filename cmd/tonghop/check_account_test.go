package main

import (
	"testing"
	"time"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
)

func TestAnAccountTellsWhatSpeaksOfItsCells(t *testing.T) {
	at := func(cell string) office.Origin { return office.Origin{Tab: "T6", Cell: cell} }
	r := &office.Reading{
		Tallies:   []office.Tally{{Indicator: "people_informed", Origin: at("C7")}, {Indicator: "people_guided", Origin: at("D7")}},
		Proposals: []office.Proposal{{ID: "0a0a0a0a", Tallies: []office.Tally{{Indicator: "people_guided", Origin: at("E9")}}}},
		Findings: []office.Finding{
			{Code: "date-invalid", Origin: at("A20")}, {Code: "number-invalid", Origin: at("F8")}, {Code: "column-unknown", Origin: at("G")},
			{Code: "unaccounted", Origin: at("K2:L3")}, {Code: "tab-ignored", Origin: office.Origin{Tab: "T7"}},
		},
	}
	clock := &apptest.Clock{At: time.Date(2020, 6, 24, 1, 0, 0, 0, apptest.Vietnam)}
	k := &checkup{workplace: &workplace{apptest.Open(t, clock, apptest.Small(t), app.ToWrite)}}
	for _, c := range []struct {
		cells string
		as    office.AccountedAs
		what  string
		want  string
	}{
		{"C6:C32", office.AsTally, "", k.words().Short("people_informed")},
		{"D7", office.AsTally, "", k.words().Short("people_guided")},
		{"D7", office.AsTally, "people_supported", k.words().Short("people_supported")},
		{"E6:E32", office.AsProposed, "", "0a0a0a0a"},
		{"F8", office.AsFinding, "", "number-invalid"},
		{"F20", office.AsFinding, "", "date-invalid"},
		{"G6:G32", office.AsFinding, "", "column-unknown"},
		{"K2:K3", office.AsFinding, "", "unaccounted"},
		{"M40", office.AsFinding, "", ""},
		{"H6", office.AsKnown, "plan", k.Messages.Text("role.plan")},
		{"H6", office.AsKnown, "", ""},
	} {
		a := office.Accounted{Origin: at(c.cells), As: c.as, What: c.what}
		if got := k.accountedAs(r, &a); got != c.want {
			t.Errorf("%s as %s: %q, want %q", c.cells, c.as, got, c.want)
		}
	}
}
