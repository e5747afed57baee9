package report

import (
	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/office"
)

// An Effect is what a changed configuration does to one unit's figures of the
// past.
type Effect struct {
	// Unit is as the configuration before has it, or as the new one has it where
	// the unit is new.
	Unit *office.Unit
	// Left: the new configuration does not know the unit. Joined: the one before
	// did not.
	Left, Joined bool
	// Lost counts the days of which a figure left the totals, Gained those of
	// which one came.
	Lost, Gained int
	// Sums are what left, by the indicators of the configuration before, and Adds
	// what came, by those of the new one; unstated where there is nothing.
	Sums, Adds []office.Count
}

// Effects lists the units of which figures leave the totals or come to them where
// one configuration follows another, and the units that leave or join. Both are
// merged from the same record. A figure that reads differently leaves with its old
// number and comes with its new one.
func Effects(before, now *merge.Merged, p, q *office.Programme) []Effect {
	was, is := tableOf(before), tableOf(now)
	var all []Effect
	for i := range p.Units {
		u := &p.Units[i]
		e := Effect{Unit: u, Sums: make([]office.Count, len(p.Indicators)), Adds: make([]office.Count, len(q.Indicators))}
		after, known := q.Known(u.ID)
		e.Left = !known
		id := u.ID
		if known {
			id = after.ID
		}
		e.Lost = left(was[u.ID], is[id], p, e.Sums)
		e.Gained = left(is[id], was[u.ID], q, e.Adds)
		if e.Left || e.Lost > 0 || e.Gained > 0 {
			all = append(all, e)
		}
	}
	for i := range q.Units {
		u := &q.Units[i]
		if _, known := p.KnownAs(u); known {
			continue
		}
		e := Effect{Unit: u, Joined: true, Sums: make([]office.Count, len(p.Indicators)), Adds: make([]office.Count, len(q.Indicators))}
		e.Gained = left(is[u.ID], nil, q, e.Adds)
		all = append(all, e)
	}
	return all
}

type figures map[string]int64 // by indicator

func tableOf(m *merge.Merged) map[string]map[calendar.Day]figures {
	all := map[string]map[calendar.Day]figures{}
	for i := range m.Days {
		d := &m.Days[i]
		if all[d.Unit.ID] == nil {
			all[d.Unit.ID] = map[calendar.Day]figures{}
		}
		stated := figures{}
		for _, f := range d.All() {
			stated[f.Indicator] = f.Value
		}
		all[d.Unit.ID][d.Day] = stated
	}
	return all
}

// left adds up, by a programme's indicators, the figures of one table that the
// other has not, and counts the days that have any.
func left(of, other map[calendar.Day]figures, p *office.Programme, sums []office.Count) (days int) {
	for d, stated := range of {
		some := false
		for i := range p.Indicators {
			value, ok := stated[p.Indicators[i].ID]
			if !ok {
				continue
			}
			if same, there := other[d][p.Indicators[i].ID]; there && same == value {
				continue
			}
			some = true
			if p.Indicators[i].Aggregate != office.AggregateLatest {
				sums[i] = sums[i].Plus(office.Stated(value))
			}
		}
		if some {
			days++
		}
	}
	return days
}
