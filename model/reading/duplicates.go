package reading

import (
	"cmp"
	"slices"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// A said is what an entry says of one indicator.
type said struct {
	indicator int
	figure
	raw     string // of a rejected cell
	cell    string
	running bool // a running total, not the day's own figure
	monthly bool
	silent  bool // neither heading nor config says which of the two it is
	summed  bool // it is the sum of several lines
	t       *table
	at      int // the field's place in it
	line    int // the line's place in it
}

// says gives what an entry says of each indicator that its table has.
func (r *reader) says(e *entry) []said {
	out := make([]said, 0, len(e.t.cohorts))
	for n := range e.t.cohorts {
		c := &e.t.cohorts[n]
		if c.unit != nil && c.unit != e.unit {
			continue
		}
		if s, ok := r.inFields(e, c); ok {
			if old := of(out, s.indicator); old != nil { // in a list
				old.plus(&s)
				continue
			}
			out = append(out, s)
		}
	}
	return out
}

// saidIn gives what an entry says in one field.
func (r *reader) saidIn(e *entry, k int) (said, bool) {
	l, f := e.at(), &e.t.fields[k]
	if f.role != roleIndicator || !f.of(e.unit) {
		return said{}, false
	}
	if _, _, here := e.t.where(l, f); !here {
		return said{}, false
	}
	g := l.figures[k]
	if g.state == unstated && !e.nothing {
		return said{}, false
	}
	s := said{indicator: f.indicator, figure: g, t: e.t, at: f.at, line: l.at, cell: e.nilCell,
		running: r.runsOnFor(e.t.sh, e.unit, f), monthly: f.monthly(), silent: r.silent(e.t.sh, e.unit, f)}
	switch {
	case e.nothing:
		if !isFlow(&r.ctx.Indicators[f.indicator]) {
			return said{}, false
		}
		s.figure = good(0, noFault)
		s.nothing = true
	case s.rest && (anyPart(l.parts) || anyPart([]part{partOf(f.roles.Part)})):
		s.figure = good(0, noFault)
		s.cell = e.t.addressOf(l, f)
	case s.state == rejected:
		s.raw = r.raw(e.t.sh, e.t.cellOf(l, f))
		s.cell = e.t.addressOf(l, f)
	default:
		s.cell = e.t.addressOf(l, f)
	}
	return s, true
}

// of finds what was said of an indicator.
func of(all []said, indicator int) *said {
	for i := range all {
		if all[i].indicator == indicator {
			return &all[i]
		}
	}
	return nil
}

// A dayKey is one unit's day.
type dayKey struct {
	unit *office.Unit
	day  calendar.Day
}

// series settles what was said of each day, unit by unit, and gives the figures
// of each indicator: running totals, and those of the days themselves.
func (r *reader) series() (running, daily map[seriesKey][]point) {
	groups := map[dayKey][]*entry{}
	var order []dayKey
	for _, e := range r.entries {
		k := dayKey{e.unit, e.day}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], e)
	}
	running, daily = map[seriesKey][]point{}, map[seriesKey][]point{}
	for _, k := range order {
		for _, s := range r.settleDay(k, groups[k]) {
			sk := seriesKey{k.unit, s.indicator}
			switch {
			case s.running && !s.nothing:
				running[sk] = append(running[sk], point{k.day, s})
			case s.state == stated:
				daily[sk] = append(daily[sk], point{k.day, s})
			}
		}
	}
	return running, daily
}

func (r *reader) tally(k dayKey, s *said, value int64) {
	r.out.Tallies = append(r.out.Tallies, office.Tally{Unit: k.unit.ID, Day: k.day, Indicator: r.ctx.Indicators[s.indicator].ID, Value: value, Origin: r.at(s.t.sh.tab, s.cell)})
}

// sortTallies puts tallies in the order of units, days and indicators, so that
// reading does not depend on anything else.
func (r *reader) sortTallies() {
	type key struct{ unit, day, indicator, at int }
	units, indicators := map[string]int{}, map[string]int{}
	for i, u := range r.ctx.Units {
		units[u.ID] = i
	}
	for i := range r.ctx.Indicators {
		indicators[r.ctx.Indicators[i].ID] = i
	}
	keys := make([]key, len(r.out.Tallies))
	for i := range r.out.Tallies {
		t := &r.out.Tallies[i]
		keys[i] = key{units[t.Unit], int(t.Day), indicators[t.Indicator], i}
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(a.unit-b.unit, a.day-b.day, a.indicator-b.indicator, a.at-b.at)
	})
	sorted := make([]office.Tally, len(keys))
	for i, k := range keys {
		sorted[i] = r.out.Tallies[k.at]
	}
	r.out.Tallies = sorted
}

// settleDay makes one of all that was said of a unit's day.
func (r *reader) settleDay(k dayKey, es []*entry) []said {
	if r.amended(k, es) {
		return nil
	}
	if len(es) == 1 && !anyPart(es[0].at().parts) && es[0].t.place.kind == 0 {
		return r.says(es[0])
	}
	all := r.putTogether(k, es)
	if len(all) == 0 {
		return nil
	}
	if len(all) == 1 {
		return all[0].said
	}
	if r.ctx.options(es[0].t.sh.tab, k.unit).SumSameDay || listed(all) {
		return r.addUp(k, all)
	}
	if oneDitto(all) {
		return r.addDitto(k, all)
	}
	merged, same, conflict := unite(all)
	switch {
	case conflict:
		r.tellTwice(k, entriesOf(all), "duplicate-day-conflict", office.SeverityError)
		r.gaps[k.unit] = append(r.gaps[k.unit], k.day)
		return nil
	case same || !disjointTables(entriesOf(all)):
		r.tellTwice(k, entriesOf(all), "duplicate-day", office.SeverityWarning)
	}
	return merged
}

// listed reports whether all of a day's lines are of lists, in which a day has a
// line for each thing done.
func listed(all []bundle) bool {
	return !slices.ContainsFunc(all, func(b bundle) bool { return b.es[0].t.layout != "list" })
}

func entriesOf(all []bundle) []*entry {
	var es []*entry
	for _, b := range all {
		es = append(es, b.es[0])
	}
	return es
}

// tellTwice reports lines that say one day again, at the second of them.
func (r *reader) tellTwice(k dayKey, es []*entry, code string, severity office.Severity) {
	e := es[min(1, len(es)-1)]
	l := e.at()
	f := r.report(k.unit, r.at(e.t.sh.tab, e.t.lineName(l.at)), code, severity, r.raw(e.t.sh, e.t.sh.cell(l.date.row, l.date.col)), "rows", linesOf(es))
	f.Day = k.day
	if severity == office.SeverityError {
		r.unreadDay(k.unit, k.day, office.TurnCommune, f)
		for _, o := range es {
			r.markLine(o.t, o.at(), fateTold)
		}
	}
}

// linesOf names the lines of entries, with the tabs of those that are in another
// than the second of them is.
func linesOf(es []*entry) string {
	home := es[min(1, len(es)-1)].t.sh.tab
	var places []string
	for _, o := range es {
		place := o.t.lineName(o.at().at)
		if o.t.sh.tab != home {
			place += " (" + o.t.sh.tab.Title + ")"
		}
		places = append(places, place)
	}
	return strings.Join(places, ", ")
}

// unite lays several lines of one day over each other. Same: all say exactly
// the same. Conflict: two say different things of one indicator.
func unite(all []bundle) (merged []said, same, conflict bool) {
	merged, same = all[0].said, true
	first := len(all[0].said)
	for _, b := range all[1:] {
		m := b.said
		same = same && len(m) == first
		for i := range m {
			s, old := &m[i], of(merged, m[i].indicator)
			if old == nil {
				merged, same = append(merged, *s), false
				continue
			}
			if old.state != s.state || old.value != s.value || old.raw != s.raw {
				return nil, false, true
			}
		}
	}
	return merged, same, false
}

// disjointTables reports whether the entries come from tables that have no
// indicator in common: two forms of one day, and no doubling.
func disjointTables(es []*entry) bool {
	owner := map[int]*table{}
	for _, e := range es {
		for k := range e.t.fields {
			f := &e.t.fields[k]
			if f.role != roleIndicator || !f.of(e.unit) {
				continue
			}
			if t := owner[f.indicator]; t != nil && t != e.t {
				return false
			}
			owner[f.indicator] = e.t
		}
	}
	tables := map[*table]int{}
	for _, e := range es {
		tables[e.t]++
	}
	return len(tables) == len(es)
}

// addUp adds the lines of a day where the config says so, or where they are of a
// list. A rejected cell leaves its indicator without a sum.
func (r *reader) addUp(k dayKey, all []bundle) []said {
	var out []said
	for _, b := range all {
		for i := range b.said {
			if old := of(out, b.said[i].indicator); old != nil {
				old.plus(&b.said[i])
			} else {
				out = append(out, b.said[i])
			}
		}
	}
	return out
}

// plus adds what another line of the day says. Of running totals the higher
// one stands.
func (s *said) plus(o *said) {
	switch {
	case s.state == rejected || o.state == rejected:
		s.state = rejected
	case s.running:
		if o.value > s.value {
			*s = *o
		}
	default:
		s.value += o.value
	}
}
