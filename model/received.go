package model

import "time"

// JudgePeriods says how each unit stands with the reports of the periods of a
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
func JudgePeriods(p *Programme, s *State, kind PeriodKind, from, to Day, asOf time.Time) []Standing {
	periods := p.Windows.touching(kind, from, to)
	if len(periods) == 0 {
		return nil
	}
	first, last := periods[0].First, periods[0].Last
	for _, period := range periods { // named ones may overlap
		first, last = min(first, period.First), max(last, period.Last)
	}
	j := newJudge(p, s, first, last, asOf)
	var out []Standing
	for i := range p.Units {
		for _, period := range periods {
			if st, owed := j.period(&p.Units[i], period); owed {
				out = append(out, st)
			}
		}
	}
	return out
}

// touching lists the periods of a kind that have a day in a span; of a named
// kind all those that the configuration names.
func (w Windows) touching(kind PeriodKind, from, to Day) []Period {
	var periods []Period
	if kind == KindNamed {
		for _, n := range w.Named {
			if n.Last >= from && n.First <= to {
				periods = append(periods, Period{KindNamed, n.ID, n.First, n.Last})
			}
		}
		return periods
	}
	for d := from; d <= to; {
		next, _ := w.Of(kind, d)
		periods = append(periods, next)
		d = next.Last + 1
	}
	return periods
}

// period judges a unit's report of one period, if it owes one.
func (j *judge) period(u *Unit, period Period) (Standing, bool) {
	st := Standing{Unit: u.ID, Period: period, Due: j.p.Due(period)}
	var days []Standing
	for _, d := range j.p.Expected(u, period.First, period.Last) {
		if j.p.Due(DayPeriod(d)).After(st.Due) {
			break
		}
		days = append(days, j.by(u, d, st.Due))
	}
	if len(days) == 0 {
		return st, false
	}
	j.byDays(&st, days)
	switch j.p.JudgedBy(u, period.Kind) {
	case ByOwnRow:
		j.byOwnRow(&st, u)
	case ByReceipt:
		j.byReceipt(&st)
	}
	j.byWriting(&st)
	return st, true
}

// byReceipt sets aside what the days prove: until the office marks the written
// report as received the period is pending, and from its due instant on
// missing. How many days came in time stays, and so does an excuse.
func (j *judge) byReceipt(st *Standing) {
	if st.Status == Excused {
		return
	}
	st.Status, st.NotSeenAt, st.SeenAt, st.Fault = Pending, time.Time{}, time.Time{}, ""
	if !st.Due.After(j.asOf) {
		st.Status = Missing
	}
}

// gravity orders the standings of days by how much they say of their period:
// one day of the gravest settles it.
var gravity = []Status{Pending, Missing, Invalid, Unreadable, Late, Unproven, OnTime, Excused}

// byDays judges a period by its days. Its evidence is that of the day which
// settled it; of several the one that came last.
func (j *judge) byDays(st *Standing, days []Standing) {
	worst := map[Status]*Standing{}
	for i := range days {
		d := &days[i]
		if d.Status != Excused {
			st.DaysOwed++
		}
		if d.Status == OnTime || d.Status == Unproven {
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
func (j *judge) byWriting(st *Standing) {
	for i := range j.decisions {
		d := &j.decisions[i]
		if d.Kind != DecisionReceive || d.Unit != st.Unit || d.Period != st.Period.Name {
			continue
		}
		status := OnTime
		if d.Received.After(st.Due) {
			status = Late
		}
		if status == Late && (st.Status == OnTime || st.Status == Unproven || st.Status == Excused) ||
			st.Received != nil && !d.Received.Before(st.Received.Received) {
			continue
		}
		st.Status, st.SeenAt, st.NotSeenAt, st.Fault, st.Received = status, d.Received, time.Time{}, "", d
	}
}
