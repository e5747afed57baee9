package report

import (
	"testing"

	"tonghop/model/office"
)

func TestPlacesGoByExactPointsAmongTheirLikeAndOnlyWhereSettled(t *testing.T) {
	line := func(id, kind string, r office.Rate) Line {
		return Line{Unit: &office.Unit{ID: id, Type: kind}, Rate: r}
	}
	of := &Summary{Lines: []Line{
		line("a", "xa", office.Rate{Expected: 3000, OnTime: 2999, Missing: 1}),
		line("b", "xa", office.Rate{Expected: 2000, OnTime: 1999, Missing: 1}), // the same in tenths, a little less
		line("waits", "xa", office.Rate{Expected: 10, OnTime: 9, Unread: 1}),
		line("closed", "phuong", office.Rate{Expected: 10, OnTime: 9, Unreadable: 1}),
		line("school", "truong", office.Rate{Expected: 10, OnTime: 10}),
		line("twin", "chi_doan", office.Rate{Expected: 10, OnTime: 10}),
		line("fewer", "chi_doan", office.Rate{Expected: 5, OnTime: 5}),
		line("none", "xa", office.Rate{Expected: 2, Excused: 2}),
		line("c", "xa", office.Rate{Expected: 10, Late: 10}),
	}}
	got := map[string]Ranked{}
	order := ""
	for _, r := range Rank(office.DefaultScoring(), &office.Programme{}, of) {
		got[r.Line.Unit.ID], order = r, order+r.Line.Unit.ID+" "
	}
	for id, want := range map[string]int{"a": 1, "b": 2, "c": 3, "waits": 0, "closed": 0, "none": 0, "school": 1, "twin": 1, "fewer": 3} {
		if got[id].Rank != want {
			t.Errorf("%s has place %d, want %d", id, got[id].Rank, want)
		}
	}
	if want := "a b c waits closed none school twin fewer "; order != want {
		t.Errorf("they stand as %s, want %s", order, want)
	}
	if got["a"].Tenths != 1000 || got["b"].Tenths != 1000 || got["c"].Tenths != 400 || !got["waits"].Unsettled || got["none"].Unsettled || !got["school"].Apart {
		t.Errorf("%+v", got)
	}
}
