package report

import (
	"fmt"
	"slices"
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

func TestThreeDaysRunningThatNobodyUnderstoodHeadTheOfficesList(t *testing.T) {
	first := calendar.Date(2020, 6, 22)
	for _, c := range []struct {
		name string
		days []office.Status
		want string
	}{
		{"two are too few", []office.Status{office.OnTime, office.Unread, office.Unread}, "[]"},
		{"three", []office.Status{office.OnTime, office.Unread, office.Unread, office.Unread}, "[an 23/6/2020 3]"},
		{"today is not due yet", []office.Status{office.Unread, office.Unread, office.Unread, office.Pending}, "[an 22/6/2020 3]"},
		{"a day between was understood", []office.Status{office.Unread, office.Unread, office.Late, office.Unread}, "[]"},
		{"it was understood since", []office.Status{office.Unread, office.Unread, office.Unread, office.OnTime}, "[]"},
	} {
		r := &Report{Programme: &office.Programme{Units: []office.Unit{{ID: "an"}, {ID: "binh"}}}}
		for i, status := range c.days {
			r.Standings = append(r.Standings, office.Standing{Unit: "an", Period: calendar.DayPeriod(first + calendar.Day(i)), Status: status})
		}
		var got []string
		for _, w := range r.Waiting() {
			got = append(got, fmt.Sprint(w.Unit.ID, " ", w.Since.Short(), " ", w.Days))
		}
		if fmt.Sprint(slices.Clip(got)) != c.want {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}
