package reading

import (
	"cmp"
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// A page is what one tab says by itself, without its cells: what Memory keeps
// of a tab. It is never changed once it is made.
//
// A figure takes 24 bytes here and a hundred as a tally, and a district's year
// has half a million of them.
type page struct {
	blank bool // nothing stands in it
	found bool // it has a table
	// running: it has running totals, which only the tabs before explain.
	running bool
	// scanned are the findings of its tables, and after it those that settling
	// makes: of totals, of periods' own rows, of days that stand twice.
	scanned, totals, own, twice []office.Finding
	notes                       []office.Note
	tables                      []office.Table
	shares                      []share
	// ownTab: it has a row a period (ownTab) and these findings.
	ownTab      bool
	ownFindings []office.Finding
	// shadow are the days of a tab that is left out, or may be.
	shadow []unitDay
}

// A unitDay is a day of a unit, which goes by its place in the context.
type unitDay struct {
	unit int
	day  calendar.Day
}

// A share is what a page says of one unit: the days that it has lines for,
// ascending, and their figures in the order of tallies.
type share struct {
	unit    int
	days    []calendar.Day
	figures []settled
}

// A settled figure is a tally but for what its share, its page and the
// context know.
type settled struct {
	value     int64
	day       int32
	row       int32
	col       uint16
	indicator uint16
	// silent: it counts for the suspicion that the series are running totals.
	silent bool
}

// page reads a tab alone; the reader must be fresh. It reports false for what
// a page cannot hold.
func (r *reader) page(c candidate, legacy encoding, leftOut bool) (*page, bool) {
	p := &page{blank: len(c.sh.rows) == 0}
	if leftOut {
		p.shadow = r.shadowDays(c)
		return p, true
	}
	p.found = r.readTab(c)
	if p.found && legacy.name != "" {
		r.report(r.only(c.units), r.at(c.sh.tab, ""), "legacy-encoding", office.SeverityWarning, "", "encoding", legacy.name)
	}
	p.scanned = r.takeFindings()
	if !p.found {
		p.ownTab = r.ownTab(c)
		p.ownFindings = r.takeFindings()
		p.shadow = r.shadowDays(c)
		return p, true
	}
	r.checkTotals()
	p.totals = r.takeFindings()
	r.ownRows()
	p.own = r.takeFindings()
	running, daily := r.series()
	p.twice, p.running = r.takeFindings(), len(running) > 0
	p.notes, p.tables = r.out.Notes, r.describeAll()
	var ok bool
	p.shares, ok = r.shares(daily)
	return p, ok
}

func (r *reader) takeFindings() []office.Finding {
	found := r.out.Findings
	r.out.Findings = nil
	return slices.Clip(found)
}

// shadowDays are the days of which a tab speaks that is not read.
func (r *reader) shadowDays(c candidate) []unitDay {
	s := r.shadow()
	s.readTab(c)
	var days []unitDay
	for _, e := range s.entries {
		days = append(days, unitDay{r.placeOf(e.unit), e.day})
	}
	return days
}

// placeOf is a unit's place in the context.
func (r *reader) placeOf(u *office.Unit) int { return slices.Index(r.ctx.Units, u) }

// shares put what a page says in order. False: a figure stands at no
// address, or the context is larger than settled can tell.
func (r *reader) shares(daily map[seriesKey][]point) ([]share, bool) {
	if len(r.ctx.Indicators) > 1<<16 {
		return nil, false
	}
	all := make([]share, len(r.ctx.Units))
	for _, e := range r.entries {
		s := &all[r.placeOf(e.unit)]
		s.days = append(s.days, e.day)
	}
	for _, k := range r.ordered(daily) {
		s := &all[r.placeOf(k.unit)]
		for i := range daily[k] {
			pt := &daily[k][i]
			row, col, ok := grid.ParseAddress(pt.cell)
			if !ok || grid.Address(row, col) != pt.cell || row > 1<<30 || col >= 1<<16 {
				return nil, false
			}
			s.figures = append(s.figures, settled{pt.value, int32(pt.day), int32(row), uint16(col), uint16(k.indicator), pt.silent && !pt.nothing})
		}
	}
	kept := all[:0]
	for u := range all {
		s := &all[u]
		if len(s.days) == 0 {
			continue
		}
		s.unit = u
		slices.Sort(s.days)
		s.days = slices.Clip(slices.Compact(s.days))
		slices.SortStableFunc(s.figures, func(a, b settled) int {
			return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.indicator, b.indicator))
		})
		s.figures = slices.Clone(s.figures)
		kept = append(kept, *s)
	}
	return slices.Clone(kept), true
}
