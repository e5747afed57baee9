package merge

import (
	"iter"
	"slices"
	"strconv"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// Merged is what the units have said so far, with the sources of a unit, the
// office's entries and what vanished put together.
type Merged struct {
	// Days hold one UnitDay for each unit and day with a figure, in the order
	// of units, then days.
	Days []UnitDay
	// Findings are those of the readings and those that only the history of a
	// unit shows.
	Findings []record.OpenFinding
	Notes    []office.Note
}

// A UnitDay is what stands for one unit and day. Its figures lie in parts by
// where they came from; no indicator stands in two parts.
type UnitDay struct {
	Unit  *office.Unit
	Day   calendar.Day
	Parts []Part
	// Withheld are the indicators whose figures a broken rule keeps out. No
	// formula may fill them in instead.
	Withheld []string
}

// A Part is the figures that one source, or one of the office's decisions,
// contributes to a unit's day.
type Part struct {
	Source   string
	Decision int64 // the ID of the office's entry, 0 for a source
	Figures  []record.Figure
}

// All yields every figure of the day with the part that it belongs to.
func (d *UnitDay) All() iter.Seq2[*Part, *record.Figure] {
	return func(yield func(*Part, *record.Figure) bool) {
		for i := range d.Parts {
			for j := range d.Parts[i].Figures {
				if !yield(&d.Parts[i], &d.Parts[i].Figures[j]) {
					return
				}
			}
		}
	}
}

// Merge puts a State together as of an instant. Within a unit the source in
// effect on a day stands over the unit's other sources, which fill in what it
// leaves unstated, and the office's entry stands over all of them; wherever
// two of them differ a finding says so. What vanished with its whole table is
// held.
func Merge(p *office.Programme, s *record.State, asOf time.Time) *Merged {
	var m Merger
	return m.Merge(p, s, asOf)
}

// standing picks the version that counts: the last one, or, where the last
// ones left with their table, the last before they did.
func standing(group []record.Version) (nth int, held bool) {
	last := len(group) - 1
	i := last
	for i > 0 && group[i].Gone {
		i--
	}
	return i, i != last && len(group[i].Figures) > 0
}

// mergeUnit appends a unit's days and what its history shows.
func (m *Merged) mergeUnit(review *reviewer, u *office.Unit, c *Claims, today calendar.Day) {
	first := len(m.Days)
	valid := NewValidity(review.P)
	own := make([]Part, 0, len(c.said)) // for all days at once
	for _, d := range c.days() {
		ud := UnitDay{Unit: u, Day: d}
		if said := c.On(d); len(said) == 1 {
			own = append(own, Part{Source: said[0].Source, Figures: said[0].Figures})
			ud.Parts = own[len(own)-1 : len(own) : len(own)]
		} else if len(said) > 1 {
			ud.Parts = m.bySource(u, d, said)
		}
		if valid.keepOut(m, &ud, c.stated(d)); ud.Parts == nil && len(c.entered[d]) == 0 {
			continue
		}
		for i := range c.entered[d] {
			m.enter(&ud, &c.entered[d][i])
		}
		m.Days = append(m.Days, ud)
		if d > today {
			m.dateFuture(&ud, c.On(d), c.stated(d))
		}
	}
	m.dayCopied(review.P, m.Days[first:], c)
	review.outliers(m, m.Days[first:], c)
	review.rules(m, m.Days[first:], c)
	m.Days = append(m.Days[:first], slices.DeleteFunc(m.Days[first:], func(d UnitDay) bool { return d.Withheld != nil && d.Parts == nil })...)
}

// bySource orders the parts of a day: the source in effect first, and from
// each further one only what is still unstated.
func (m *Merged) bySource(u *office.Unit, d calendar.Day, said []*record.Version) []Part {
	in, _ := u.SourceOn(d)
	slices.SortStableFunc(said, func(a, b *record.Version) int {
		switch {
		case a.Source == in.Ref && b.Source != in.Ref:
			return -1
		case b.Source == in.Ref && a.Source != in.Ref:
			return 1
		}
		return 0
	})
	parts := []Part{{Source: said[0].Source, Figures: said[0].Figures}}
	for _, c := range said[1:] {
		rest := Part{Source: c.Source}
		for _, f := range c.Figures {
			stated, ok := find(parts, f.Indicator)
			switch {
			case !ok:
				rest.Figures = append(rest.Figures, f)
			case stated.Value != f.Value:
				m.add(c.Answered, office.Finding{Unit: u.ID, Code: office.CodeSourceConflict, Severity: office.SeverityWarning, Day: d, Indicator: f.Indicator,
					Origin: office.Origin{Source: c.Source, Tab: f.Tab, TabID: f.TabID, Cell: f.Cell}, Raw: strconv.FormatInt(f.Value, 10),
					Args: map[string]string{"other": office.Grouped(stated.Value), "source": parts[0].Source}})
			}
		}
		if len(rest.Figures) > 0 {
			parts = append(parts, rest)
		}
	}
	return parts
}

func find(parts []Part, indicator string) (*record.Figure, bool) {
	for i := range parts {
		for j := range parts[i].Figures {
			if parts[i].Figures[j].Indicator == indicator {
				return &parts[i].Figures[j], true
			}
		}
	}
	return nil, false
}

func (m *Merged) add(since time.Time, f office.Finding) {
	m.Findings = append(m.Findings, record.OpenFinding{Finding: f, Since: since})
}

// dateFuture flags a day that has not come yet; it takes effect on its day
// (docs/rules.md, Days).
func (m *Merged) dateFuture(d *UnitDay, said []*record.Version, since time.Time) {
	for _, c := range said {
		if !slices.ContainsFunc(c.Figures, func(f record.Figure) bool { return f.Value != 0 }) {
			continue // a row that was filled with noughts beforehand
		}
		f := c.Figures[0]
		m.add(since, office.Finding{Unit: d.Unit.ID, Code: office.CodeDateFuture, Severity: office.SeverityWarning, Day: d.Day,
			Origin: office.Origin{Source: c.Source, Tab: f.Tab, TabID: f.TabID, Cell: line(c.Figures)}})
	}
}
