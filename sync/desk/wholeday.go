package desk

import (
	"context"
	"slices"
	"strconv"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// EnterDay enters a unit's whole day as it was told, all figures or none: each
// an indicator with what the officer wrote for it, where "" is not entered.
// received is when the office got them; "" means now. after is the number of the
// last decision that the officer saw: where somebody entered figures of the day
// since, it is refused.
func (k *Desk) EnterDay(ctx context.Context, r office.Ruling, unit, day string, figures [][2]string, received, after string) ([]office.Decision, error) {
	at := k.Now()
	var all []office.Decision
	for _, f := range figures {
		if !given(f[1]) {
			continue
		}
		d, err := k.entry(unit, day, f[0], office.Phoned, f[1])
		if err != nil {
			return nil, err
		}
		d.At = at
		if d.Received, err = k.received(received, d.From.At(0, k.Programme.Location), at); err != nil {
			return nil, err
		}
		if d, err = signed(d, r); err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	if len(all) == 0 {
		return nil, refuse(NoFigure)
	}
	seen, _ := strconv.ParseInt(after, 10, 64)
	return k.Ledger.DecideAll(ctx, func(v record.View) ([]office.Decision, error) {
		old, err := v.Decisions(ctx)
		for i := range old {
			if e := &old[i]; e.ID > seen && e.Kind == office.DecisionEnter && e.Unit == all[0].Unit && e.From == all[0].From {
				return nil, refuse(DayChanged, "by", e.By, "at", k.moment(e.At))
			}
		}
		return all, err
	})
}

// InTime lets the reports of several units' days count as in time although no
// look saw them so; where last is "" of the one day. Of each unit figures must
// stand for one of the days at least.
func (k *Desk) InTime(ctx context.Context, r office.Ruling, units []string, first, last string) ([]office.Decision, error) {
	if !given(last) {
		last = first
	}
	from, err := k.Day(first)
	if err != nil {
		return nil, err
	}
	to, err := k.Day(last)
	switch {
	case err != nil:
		return nil, err
	case to < from:
		return nil, refuse(SpanTurned, "first", from.String(), "last", to.String())
	case len(units) == 0:
		return nil, refuse(NoUnit)
	}
	s, _, err := k.Standing(ctx)
	if err != nil {
		return nil, err
	}
	var all []office.Decision
	for _, name := range units {
		u, err := k.Unit(name)
		if err != nil {
			return nil, err
		}
		if !stands(s, u.ID, from, to) {
			return nil, refuse(NothingStands, "unit", u.Name, "first", from.Short(), "last", to.Short())
		}
		d, err := signed(office.Decision{Kind: office.DecisionInTime, Unit: u.ID, From: from, To: to, At: k.Now()}, r)
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return k.Ledger.DecideAll(ctx, func(v record.View) ([]office.Decision, error) {
		old, err := v.Decisions(ctx)
		fresh := slices.DeleteFunc(slices.Clone(all), func(d office.Decision) bool { return standing(old, &d, false) != 0 })
		if err == nil && len(fresh) == 0 {
			return nil, refuse(Already, "id", strconv.FormatInt(standing(old, &all[0], false), 10))
		}
		return fresh, err
	})
}

// stands reports whether a unit has a figure on one of some days.
func stands(s *record.State, unit string, from, to calendar.Day) bool {
	for _, said := range s.Said {
		if said.Unit() != unit {
			continue
		}
		for _, v := range said.Within(from, to) {
			if len(v.Figures) > 0 {
				return true
			}
		}
	}
	return slices.ContainsFunc(office.Active(s.Decisions), func(d office.Decision) bool {
		return d.Kind == office.DecisionEnter && d.Unit == unit && d.From >= from && d.From <= to && d.Value.Stated
	})
}

func idOf(d *office.Decision) string { return strconv.FormatInt(d.ID, 10) }
