package pages

import (
	"context"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// alarms are what the page has to say of the program itself.
func (o Page) alarms(latest *latestReport) func(context.Context) []office.Alarm {
	return func(ctx context.Context) []office.Alarm {
		all := o.Alarms(ctx)
		r, err := latest.get(ctx)
		if err != nil {
			return all
		}
		s, err := latest.state(ctx)
		if err != nil {
			return all
		}
		return append(all, asleep(r, s)...)
	}
}

// nearDue is how long after a due instant a look still counts as made at it.
const nearDue = 30 * time.Minute

// asleep counts the days of the month at whose due instant nobody looked,
// although it was not known yet of some unit whether it had reported: the
// computer was off or asleep, and what came late cannot be told.
func asleep(r *report.Report, s *record.State) []office.Alarm {
	var days []calendar.Day
	first, at := firstLook(s), ""
	for i := range r.Standings {
		st := &r.Standings[i]
		open := st.Status == office.Unproven || st.Status == office.Unreadable && st.Fault == ""
		if st.Period.Kind != calendar.KindDay || !open || slices.Contains(days, st.Period.First) || looked(s, st.Due) || first.IsZero() || first.After(st.Due) {
			continue
		}
		days = append(days, st.Period.First)
		at = st.Due.In(r.Programme.Location).Format("15:04")
	}
	if len(days) == 0 {
		return nil
	}
	slices.Sort(days)
	var names []string
	for _, d := range days {
		names = append(names, d.Short()[:strings.LastIndexByte(d.Short(), '/')])
	}
	return []office.Alarm{{Key: "asleep", Args: []string{"due", at, "n", strconv.Itoa(len(days)), "days", strings.Join(names, ", ")}}}
}

// looked reports whether any source was asked at a due instant, answering or not.
func looked(s *record.State, due time.Time) bool {
	for _, looks := range s.Seen {
		i := sort.Search(len(looks), func(i int) bool { return !looks[i].Asked.Before(due) })
		if i < len(looks) && looks[i].Asked.Before(due.Add(nearDue)) {
			return true
		}
	}
	return false
}

// firstLook is when the office began to look at all.
func firstLook(s *record.State) (first time.Time) {
	for _, looks := range s.Seen {
		if len(looks) > 0 && (first.IsZero() || looks[0].Asked.Before(first)) {
			first = looks[0].Asked
		}
	}
	return first
}
