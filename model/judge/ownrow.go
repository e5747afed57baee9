package judge

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// byOwnRow judges a period by the row in which the unit itself totals it: by
// the first look that ever saw one, with the period's own due instant. A row
// that was taken out since, as where one tab is cleared for the next month,
// had been there.
func (j *Judge) byOwnRow(st *office.Standing, u *office.Unit) {
	if st.Status == office.Excused {
		return
	}
	st.Status, st.NotSeenAt, st.SeenAt, st.Fault = office.Pending, time.Time{}, time.Time{}, ""
	if known := j.ownRows(u, st.Period); len(known) > 0 {
		j.present(st, known...)
	} else if !st.Due.After(j.asOf) {
		j.absent(st, u, st.Period.Last, nil)
		j.ownInvalid(st, u)
	}
}

// ownInvalid makes a missing total invalid where the unit wrote one that could
// not be accepted: cells or columns of it that cannot be read, or a total of
// which the period cannot be told, first seen in the period or later.
func (j *Judge) ownInvalid(st *office.Standing, u *office.Unit) {
	if st.Status != office.Missing {
		return
	}
	for i := range j.s.Findings {
		f := &j.s.Findings[i]
		if f.Unit != u.ID || !j.mayTotal(f, st.Period) {
			continue
		}
		if st.Status != office.Invalid || f.Since.Before(st.SeenAt) {
			st.Status, st.SeenAt = office.Invalid, f.Since
		}
	}
}

// mayTotal reports whether a finding tells of a total that was written for a
// period, or may have been, and does not count for it.
func (j *Judge) mayTotal(f *record.OpenFinding, period calendar.Period) bool {
	if f.Code == office.CodePeriodUnclear {
		return slices.Contains(strings.Fields(f.Args["kinds"]), string(period.Kind)) && strings.HasSuffix(period.Name, f.Args["in_year"]) &&
			!f.Since.Before(period.First.At(0, j.p.Location))
	}
	return f.Args["period"] == period.Name && (f.Code == office.CodePeriodUnread || f.Severity == office.SeverityError)
}

// ownRows tells when each source was first seen to total a unit's period, in
// the order of these instants. Of sources that told it at once the one comes
// first whose last look without it is the oldest: nothing proves that the unit
// was later than that.
func (j *Judge) ownRows(u *office.Unit, period calendar.Period) []arrival {
	first := map[string]time.Time{}
	for i := range j.s.Totals {
		t := &j.s.Totals[i]
		if at, known := first[t.Source]; t.Unit == u.ID && t.Period == period.Name && (!known || t.Since.Before(at)) {
			first[t.Source] = t.Since
		}
	}
	var all []arrival
	for source, answered := range first {
		for _, l := range j.s.Seen[source] {
			if l.Answered.Equal(answered) {
				all = append(all, arrival{source, l.Asked, l.Answered})
			}
		}
	}
	slices.SortFunc(all, func(a, b arrival) int {
		withoutA, _ := j.lookBefore(a, "", 0)
		withoutB, _ := j.lookBefore(b, "", 0)
		return cmp.Or(a.answered.Compare(b.answered), withoutA.Asked.Compare(withoutB.Asked), cmp.Compare(a.source, b.source))
	})
	return all
}
