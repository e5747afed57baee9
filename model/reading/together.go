package reading

import (
	"cmp"
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// together makes a book's reading of its pages, equal to Read's, and reports
// false where tabs explain one another so that pages do not suffice: they have
// running totals, or figures that look like it; a unit's days of one tab lie
// among those of another. Such books are read whole.
func (r *reader) together(pages []*page, cells *addresses) (office.Reading, bool) {
	b := gathering{r: r, pages: pages}
	if slices.ContainsFunc(pages, func(p *page) bool { return p != nil && p.running }) || !b.order() || b.suspicious() {
		return office.Reading{}, false
	}
	r.missingTabs()
	b.tabs()
	for _, i := range b.read {
		r.out.Findings = append(r.out.Findings, pages[i].totals...)
	}
	for _, i := range b.read {
		r.out.Findings = append(r.out.Findings, pages[i].own...)
	}
	for _, i := range b.read {
		r.out.Findings = append(r.out.Findings, pages[i].twice...)
		r.out.Notes = append(r.out.Notes, pages[i].notes...)
		r.out.Tables = append(r.out.Tables, pages[i].tables...)
	}
	b.tallies(cells)
	return r.out, true
}

// A gathering puts pages together. They stand at the places of their tabs; nil
// for a tab in which no unit's figures may stand.
type gathering struct {
	r     *reader
	pages []*page
	read  []int // the pages with tables
	runs  []run // by unit, then by day
}

// A run is a share with the tab that it is of.
type run struct {
	*share
	tab *grid.Tab
}

// order sorts the shares, and reports whether those of one unit lie apart.
func (b *gathering) order() bool {
	for i, p := range b.pages {
		if p == nil || !p.found {
			continue
		}
		for j := range p.shares {
			b.runs = append(b.runs, run{&p.shares[j], &b.r.book.Tabs[i]})
		}
	}
	slices.SortFunc(b.runs, func(a, c run) int { return cmp.Or(cmp.Compare(a.unit, c.unit), cmp.Compare(a.days[0], c.days[0])) })
	for i := 1; i < len(b.runs); i++ {
		before, s := b.runs[i-1], b.runs[i]
		if before.unit == s.unit && before.days[len(before.days)-1] >= s.days[0] {
			return false
		}
	}
	return true
}

// suspicious reports whether any series is suspected of being running totals.
func (b *gathering) suspicious() bool {
	climbs := make([]climb, len(b.r.ctx.Indicators))
	suspected := func() bool {
		return slices.ContainsFunc(climbs, func(c climb) bool { return severityOf(c.days()) != "" })
	}
	for i, s := range b.runs {
		if i > 0 && b.runs[i-1].unit != s.unit {
			if suspected() {
				return true
			}
			clear(climbs)
		}
		day, m := int32(0), month{}
		for j := range s.figures {
			f := &s.figures[j]
			if f.day != day {
				day, m = f.day, monthOf(calendar.Day(f.day))
			}
			if f.silent {
				climbs[f.indicator].add(m, f.value)
			}
		}
	}
	return suspected()
}

// tabs accounts for every tab as readTabs does.
func (b *gathering) tabs() {
	r := b.r
	tried := 0
	var left, bare []int
	for i, p := range b.pages {
		tab := &r.book.Tabs[i]
		units, named := r.claimants(tab)
		switch {
		case len(units) == 0:
			r.report(nil, r.at(tab, ""), "tab-ignored", office.SeverityNotice, tab.Title)
			continue
		case p.blank && len(r.book.Tabs) > 1 && !named:
			continue
		case leftOut(tab, named):
			left = append(left, i)
			continue
		}
		tried++
		r.out.Findings = append(r.out.Findings, p.scanned...)
		if p.found {
			b.read = append(b.read, i)
		} else {
			bare = append(bare, i)
		}
	}
	for _, i := range bare {
		tab := &r.book.Tabs[i]
		units, named := r.claimants(tab)
		switch p := b.pages[i]; {
		case p.ownTab:
			r.out.Findings = append(r.out.Findings, p.ownFindings...)
		case tried == 1 || named || len(b.read) == 0:
			r.noHeader(units, tab, p.blank)
		default:
			left = append(left, i)
		}
	}
	b.leaveOut(left)
}

// leaveOut says of each tab that is not read why a commune could miss it, as
// reader.leaveOut does.
func (b *gathering) leaveOut(left []int) {
	r := b.r
	for _, i := range left {
		tab := &r.book.Tabs[i]
		units, _ := r.claimants(tab)
		severity := office.SeverityNotice
		if slices.ContainsFunc(b.pages[i].shadow, func(d unitDay) bool { return !b.reads(d) }) {
			severity = office.SeverityWarning
		}
		r.report(r.only(units), r.at(tab, ""), "tab-ignored", severity, tab.Title)
	}
}

// reads reports whether any page has a line of a unit's day.
func (b *gathering) reads(d unitDay) bool {
	return slices.ContainsFunc(b.runs, func(s run) bool {
		_, found := slices.BinarySearch(s.days, d.day)
		return found && s.unit == d.unit
	})
}

// tallies writes the figures out, which lie in the order of tallies already.
func (b *gathering) tallies(cells *addresses) {
	n := 0
	for _, s := range b.runs {
		n += len(s.figures)
	}
	all := make([]office.Tally, 0, n)
	for _, s := range b.runs {
		unit, at := b.r.ctx.Units[s.unit].ID, b.r.at(s.tab, "")
		for i := range s.figures {
			f := &s.figures[i]
			at.Cell = cells.of(int(f.row), int(f.col))
			all = append(all, office.Tally{Unit: unit, Day: calendar.Day(f.day), Indicator: b.r.ctx.Indicators[f.indicator].ID, Value: f.value, Origin: at})
		}
	}
	b.r.out.Tallies = all
}
