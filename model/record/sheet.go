package record

import (
	"cmp"
	"maps"
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// Says is what a sheet says of a unit's day.
type Says struct {
	// Figures are ordered by tab, indicator, cell and value.
	Figures []Figure
	// Invalid: something is written for the day, and nothing of it is accepted.
	Invalid bool
	// Unread: something dated stands there that we have not understood.
	Unread bool
	// Blank tells of a day that has just left that its line stands still, empty.
	Blank bool
}

func (s *Says) nothing() bool { return len(s.Figures) == 0 && !s.Invalid && !s.Unread }

func (s *Says) equal(t *Says) bool {
	return s.Invalid == t.Invalid && s.Unread == t.Unread && slices.EqualFunc(s.Figures, t.Figures, sameFigure)
}

// sameFigure reports whether two figures are one that stands where it stood.
func sameFigure(a, b Figure) bool {
	if a.TabID == 0 || b.TabID == 0 {
		a.TabID, b.TabID = 0, 0
	}
	return a == b
}

// sameTab reports whether two tabs of one source are one: by their ids, and by
// their titles where one of them was read without an account, as a file that
// knows no ids.
func sameTab(id int64, title string, id2 int64, title2 string) bool {
	if id == 0 || id2 == 0 {
		return title == title2
	}
	return id == id2
}

// A Sheet is everything that a source says, as it is read today. The zero value
// says nothing.
type Sheet struct {
	days     map[string]map[calendar.Day]Says // by unit
	notes    map[UnitDay][]office.Note
	findings map[FindingKey]office.Finding
	undated  map[office.UnreadDay]bool
	totals   map[office.PeriodTotal]bool
	tables   []office.Table
}

// A FindingKey tells findings of one source apart: by office.Finding.Key, and
// those of one key by the order in which they were read, so that none hides
// another.
type FindingKey struct {
	Key string
	Nth int
}

// A Step is how what a source says changed from one look to the next.
type Step struct {
	Days     []DaySays // by unit, then day
	Notes    []DayNotes
	Findings []FindingStep
	Undated  []UndatedStep
	Totals   []TotalStep
	// Tables are those that stand now, where Retabled.
	Tables   []office.Table
	Retabled bool
}

// DaySays is what is said of a unit's day from now on.
type DaySays struct {
	UnitDay
	Says
}

// DayNotes are the notes of a unit's day from now on.
type DayNotes struct {
	UnitDay
	Notes []office.Note
}

// A FindingStep is a finding that was made, or of which the reader speaks no
// more: then Finding is the zero value.
type FindingStep struct {
	FindingKey
	Made    bool
	Finding office.Finding
}

// An UndatedStep is something of no day that was not taken, and that stands from
// now on or no longer.
type UndatedStep struct {
	Stands bool
	office.UnreadDay
}

// A TotalStep is a unit's own total of a period that stands from now on or no
// longer.
type TotalStep struct {
	Stands bool
	office.PeriodTotal
}

func (s *Step) nothing() bool {
	return len(s.Days)+len(s.Notes)+len(s.Findings)+len(s.Undated)+len(s.Totals) == 0 && !s.Retabled
}

// SaysAny reports whether any figure is said.
func (s *Sheet) SaysAny() bool {
	for _, days := range s.days {
		for _, says := range days {
			if len(says.Figures) > 0 {
				return true
			}
		}
	}
	return false
}

// SaysIn reports whether figures are said to stand in a tab.
func (s *Sheet) SaysIn(t *grid.Tab) bool {
	for _, days := range s.days {
		for _, says := range days {
			for i := range says.Figures {
				if f := &says.Figures[i]; sameTab(f.TabID, f.Tab, t.ID, t.Title) {
					return true
				}
			}
		}
	}
	return false
}

// Next gives the step from what a source says to a reading of it; nil where it
// says the same. Of a look in doubt (see Doubt) only what it adds or
// changes is taken: what it lacks has not left the sheet.
func (s *Sheet) Next(source string, r *office.Reading, doubtful bool) *Step {
	step := &Step{Days: s.nextDays(r, doubtful)}
	if !doubtful {
		step.Notes = s.nextNotes(r.Notes)
		step.Findings = s.nextFindings(source, r.Findings)
		step.Undated = s.nextUndated(source, r.Unread)
		step.Totals = s.nextTotals(source, r.Totals)
		if !slices.EqualFunc(s.tables, r.Tables, sameTable) {
			step.Tables, step.Retabled = r.Tables, true
		}
	}
	if step.nothing() {
		return nil
	}
	return step
}

func (s *Sheet) nextDays(r *office.Reading, doubtful bool) (steps []DaySays) {
	read := daysOf(r)
	for _, unit := range slices.Sorted(maps.Keys(read)) {
		for _, day := range slices.Sorted(maps.Keys(read[unit])) {
			now, was := read[unit][day], s.days[unit][day]
			if doubtful {
				now = was.added(now)
			}
			if !now.equal(&was) {
				steps = append(steps, DaySays{UnitDay{unit, day}, now})
			}
		}
	}
	if doubtful {
		return steps
	}
	blank := map[UnitDay]bool{}
	for _, b := range r.Blank {
		blank[UnitDay(b)] = true
	}
	for _, unit := range slices.Sorted(maps.Keys(s.days)) {
		for _, day := range slices.Sorted(maps.Keys(s.days[unit])) {
			if _, said := read[unit][day]; !said {
				at := UnitDay{unit, day}
				steps = append(steps, DaySays{at, Says{Blank: blank[at]}})
			}
		}
	}
	slices.SortFunc(steps, func(a, b DaySays) int { return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Day, b.Day)) })
	return steps
}

// added is what stands after a look in doubt: what it saw, and of the
// indicators that it did not see what was said before.
func (s *Says) added(now Says) Says {
	if len(now.Figures) == 0 {
		return *s
	}
	for _, f := range s.Figures {
		if !slices.ContainsFunc(now.Figures, func(g Figure) bool { return g.Indicator == f.Indicator }) {
			now.Figures = append(now.Figures, f)
		}
	}
	slices.SortFunc(now.Figures, compareFigures)
	return now
}

// daysOf sorts a reading by unit and day. A day for which an error was found
// and no figure accepted is invalid.
func daysOf(r *office.Reading) map[string]map[calendar.Day]Says {
	days := map[string]map[calendar.Day]Says{}
	at := func(unit string, day calendar.Day) Says {
		if days[unit] == nil {
			days[unit] = map[calendar.Day]Says{}
		}
		return days[unit][day]
	}
	for start, end := 0, 0; start < len(r.Tallies); start = end {
		first := &r.Tallies[start]
		for end = start + 1; end < len(r.Tallies) && r.Tallies[end].Day == first.Day && r.Tallies[end].Unit == first.Unit; {
			end++
		}
		says := at(first.Unit, first.Day)
		figures := slices.Grow(says.Figures, end-start)
		for i := range r.Tallies[start:end] {
			figures = append(figures, figureOf(&r.Tallies[start+i]))
		}
		slices.SortFunc(figures, compareFigures)
		days[first.Unit][first.Day] = Says{Figures: figures}
	}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Severity == office.SeverityError && f.Unit != "" && f.Day != 0 {
			if says := at(f.Unit, f.Day); len(says.Figures) == 0 {
				days[f.Unit][f.Day] = Says{Invalid: true}
			}
		}
	}
	for i := range r.Unread {
		if u := &r.Unread[i]; u.Day != 0 {
			says := at(u.Unit, u.Day)
			says.Unread = says.Unread || u.Turn == office.TurnOffice
			says.Invalid = says.Invalid || u.Turn == office.TurnCommune && len(says.Figures) == 0
			days[u.Unit][u.Day] = says
		}
	}
	return days
}

func figureOf(t *office.Tally) Figure {
	return Figure{Indicator: t.Indicator, Value: t.Value, Tab: t.Tab, TabID: t.TabID, Cell: t.Cell}
}

// compareFigures stops at the first difference; a year of a district takes
// millions of comparisons.
func compareFigures(a, b Figure) int {
	if c := cmp.Compare(a.Tab, b.Tab); c != 0 {
		return c
	}
	if c := cmp.Compare(a.TabID, b.TabID); c != 0 {
		return c
	}
	if c := cmp.Compare(a.Indicator, b.Indicator); c != 0 {
		return c
	}
	if c := cmp.Compare(a.Cell, b.Cell); c != 0 {
		return c
	}
	return cmp.Compare(a.Value, b.Value)
}

// take makes a step.
func (s *Sheet) take(step *Step) {
	for _, d := range step.Days {
		switch {
		case d.nothing():
			delete(s.days[d.Unit], d.Day)
		case s.days[d.Unit] == nil:
			if s.days == nil {
				s.days = map[string]map[calendar.Day]Says{}
			}
			s.days[d.Unit] = map[calendar.Day]Says{d.Day: d.Says}
		default:
			s.days[d.Unit][d.Day] = d.Says
		}
	}
	for _, n := range step.Notes {
		if len(n.Notes) == 0 {
			delete(s.notes, n.UnitDay)
			continue
		}
		if s.notes == nil {
			s.notes = map[UnitDay][]office.Note{}
		}
		s.notes[n.UnitDay] = n.Notes
	}
	for _, f := range step.Findings {
		if !f.Made {
			delete(s.findings, f.FindingKey)
			continue
		}
		if s.findings == nil {
			s.findings = map[FindingKey]office.Finding{}
		}
		s.findings[f.FindingKey] = f.Finding
	}
	for _, u := range step.Undated {
		if !u.Stands {
			delete(s.undated, u.UnreadDay)
			continue
		}
		if s.undated == nil {
			s.undated = map[office.UnreadDay]bool{}
		}
		s.undated[u.UnreadDay] = true
	}
	for _, t := range step.Totals {
		if !t.Stands {
			delete(s.totals, t.PeriodTotal)
			continue
		}
		if s.totals == nil {
			s.totals = map[office.PeriodTotal]bool{}
		}
		s.totals[t.PeriodTotal] = true
	}
	if step.Retabled {
		s.tables = step.Tables
	}
}
