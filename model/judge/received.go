package judge

import (
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// Periods says how each unit stands with the reports of the periods of a
// kind that a span of days touches, in the order of units, then periods. A
// unit that owes no day of a period owes no report of it.
//
// A period is judged by its days: by the same looks as a day's report, with
// the period's own due instant in place of the day's. Days whose own reports
// are due later than the period's are not asked of it, and days that the
// office excused are owed by nobody. Then the period is
//
//   - excused, if every day is;
//   - pending, if its due instant is still to come and a day is not there yet;
//   - missing, if some day was proved absent by a look at or after the due
//     instant and is not there since;
//   - invalid, if some day has only what is not acceptable and none is missing;
//   - unreadable, if for some day no readable look since the due instant tells,
//     which is never held against the unit;
//   - late, if all days are there and some was proved absent at the due instant;
//   - unproven, if all are there, none is proved late and some look leaves it
//     open;
//   - on time, if every day was there by the due instant.
//
// A written report that the office received by the due instant makes the
// period on time whatever its days say. One received later makes it late,
// unless its days prove better. Where the config says that periods of the kind
// are judged by the written report alone, or by the unit's own row, the days
// settle nothing but an excuse.
func Periods(p *office.Programme, s *record.State, kind calendar.PeriodKind, from, to calendar.Day, asOf time.Time) []office.Standing {
	periods := p.Windows.Touching(kind, from, to)
	if len(periods) == 0 {
		return nil
	}
	first, last := periods[0].First, periods[0].Last
	for _, period := range periods { // named ones may overlap
		first, last = min(first, period.First), max(last, period.Last)
	}
	j := New(p, s, first, last, asOf)
	var out []office.Standing
	for i := range p.Units {
		for _, period := range periods {
			if st, owed := j.period(&p.Units[i], period); owed {
				out = append(out, st)
			}
		}
	}
	return out
}

// period judges a unit's report of one period, if it owes one.
func (j *Judge) period(u *office.Unit, period calendar.Period) (office.Standing, bool) {
	st := office.Standing{Unit: u.ID, Period: period, Due: j.p.Due(period)}
	var days []office.Standing
	for _, d := range j.p.Expected(u, period.First, period.Last) {
		if j.p.Due(calendar.DayPeriod(d)).After(st.Due) {
			break
		}
		days = append(days, j.by(u, d, st.Due))
	}
	if len(days) == 0 {
		return st, false
	}
	j.byDays(&st, days)
	switch j.p.BasisOf(u, period) {
	case office.ByOwnRow:
		j.byOwnRow(&st, u)
	case office.ByReceipt:
		j.byReceipt(&st)
	}
	j.byWriting(&st)
	return st, true
}

// byReceipt sets aside what the days prove: until the office marks the written
// report as received the period is pending, and from its due instant on
// missing. How many days came in time stays, and so does an excuse.
func (j *Judge) byReceipt(st *office.Standing) {
	if st.Status == office.Excused {
		return
	}
	st.Status, st.NotSeenAt, st.SeenAt, st.Fault = office.Pending, time.Time{}, time.Time{}, ""
	if !st.Due.After(j.asOf) {
		st.Status = office.Missing
	}
}

// gravity orders the standings of days by how much they say of their period:
// one day of the gravest settles it.
var gravity = []office.Status{office.Pending, office.Missing, office.Invalid, office.Unread, office.Unreadable, office.Late, office.Unproven, office.OnTime, office.Excused}

// byDays judges a period by its days. Its evidence is that of the day which
// settled it; of several the one that came last.
func (j *Judge) byDays(st *office.Standing, days []office.Standing) {
	worst := map[office.Status]*office.Standing{}
	for i := range days {
		d := &days[i]
		if d.Status != office.Excused {
			st.DaysOwed++
		}
		if d.Status == office.OnTime || d.Status == office.Unproven {
			st.DaysSeen++
		}
		if w := worst[d.Status]; w == nil || !d.SeenAt.Before(w.SeenAt) {
			worst[d.Status] = d
		}
	}
	for _, status := range gravity {
		if d := worst[status]; d != nil {
			st.Status, st.NotSeenAt, st.SeenAt, st.Fault, st.Reason = status, d.NotSeenAt, d.SeenAt, d.Fault, d.Reason
			return
		}
	}
}

// byWriting takes into account that the office received a written report.
func (j *Judge) byWriting(st *office.Standing) {
	for i := range j.decisions {
		d := &j.decisions[i]
		if d.Kind != office.DecisionReceive || d.Unit != st.Unit || d.Period != st.Period.Name {
			continue
		}
		status := office.OnTime
		if d.Received.After(st.Due) {
			status = office.Late
		}
		if status == office.Late && (st.Status == office.OnTime || st.Status == office.Unproven || st.Status == office.Excused) ||
			st.Received != nil && !d.Received.Before(st.Received.Received) {
			continue
		}
		st.Status, st.SeenAt, st.NotSeenAt, st.Fault, st.Received = status, d.Received, time.Time{}, "", d
	}
}
