package reading

import (
	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// Read turns a book into everything that it says: tallies, notes, findings
// and the tables in which they stand. It never fails: what it does not
// understand becomes a finding.
func Read(b *grid.Book, c Context) office.Reading {
	r := newReader(b, &c)
	r.readTabs()
	r.settle()
	return r.out
}

// A reader reads one book.
type reader struct {
	book   *grid.Book
	ctx    *Context
	dict   *dictionary
	roster *roster
	units  []map[string]bool // words that may follow each indicator's figures
	locale string
	// anyTable accepts tables in which no indicator is recognised; only looks
	// at tabs that are left out do that.
	anyTable bool

	out     office.Reading
	tables  []*table
	entries []*entry
	gaps    map[*office.Unit][]calendar.Day
}

func newReader(b *grid.Book, c *Context) *reader {
	r := &reader{book: b, ctx: c, dict: newDictionary(c), roster: newRoster(c.Units), locale: b.Locale, gaps: map[*office.Unit][]calendar.Day{}}
	for i := range c.Indicators {
		r.units = append(r.units, unitWords(c.Indicators[i].Unit))
	}
	return r
}

// alone reads apart: what it finds stays with it.
func (r *reader) alone() *reader {
	s := *r
	s.out, s.tables, s.entries, s.gaps = office.Reading{}, nil, nil, map[*office.Unit][]calendar.Day{}
	return &s
}

// shadow reads apart, and whatever looks like a table.
func (r *reader) shadow() *reader {
	s := r.alone()
	s.anyTable = true
	return s
}

// settle judges what only the whole book can tell.
func (r *reader) settle() {
	r.checkTotals()
	r.ownRows()
	running, daily := r.series()
	r.differences(running)
	r.daily(daily)
	r.sortTallies()
	r.out.Tables = r.describeAll()
}
