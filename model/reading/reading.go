package reading

import (
	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// Read turns a book into everything that it says: tallies, notes, findings, the
// tables in which they stand, what waits for an answer, and the account of every
// cell. It never fails: what it does not understand becomes a finding.
func Read(b *grid.Book, c Context) office.Reading {
	r := newReader(b, &c)
	r.readTabs()
	r.settle()
	r.propose()
	return r.out
}

// A reader reads one book.
type reader struct {
	book   *grid.Book
	ctx    *Context
	mind   *mind
	roster *roster
	units  []map[string]bool // words that may follow each indicator's figures
	locale string
	named  map[string]bool // texts that name indicators
	labels map[*word]part
	// accepted are the proposals that are read as if somebody had said yes, so
	// that their figures are ready. A quiet reader accounts for nothing.
	accepted map[string]bool
	quiet    bool
	budget   int // lines that may still be read

	out       office.Reading
	sheets    []*sheet // by tab; nil for one that is not read
	tables    []*table
	entries   []*entry
	gaps      map[*office.Unit][]calendar.Day
	proposals []*proposal
	unread    map[unreadKey]bool
	toldForms map[string]bool // by heading: what is told once a form
}

// maxLines bounds how many lines of tables one book may have: a workbook of a
// year has some thousands.
const maxLines = 400_000

func newReader(b *grid.Book, c *Context) *reader {
	r := &reader{book: b, ctx: c, mind: newMind(c), locale: b.Locale, gaps: map[*office.Unit][]calendar.Day{}, named: map[string]bool{},
		labels: map[*word]part{}, unread: map[unreadKey]bool{}, toldForms: map[string]bool{}, budget: maxLines, sheets: make([]*sheet, len(b.Tabs))}
	r.roster = newRoster(c.Units)
	for i := range c.Indicators {
		r.units = append(r.units, unitWords(c.Indicators[i].Unit))
	}
	return r
}

// spent reports whether the book's budget is used up, or reading is to stop.
func (r *reader) spent() bool { return r.budget <= 0 || r.ctx.Stop != nil && r.ctx.Stop() }

// names reports whether a text names an indicator by itself, certainly or not.
func (r *reader) names(text string, bare bool) bool {
	got, ok := r.named[text]
	if !ok {
		m := r.mind.heading(meaning.Heading{Path: []string{enumerator.ReplaceAllString(text, "")}, Bare: bare})
		got = m.Indicator >= 0
		r.named[text] = got
	}
	return got
}

// settle judges what only the whole book can tell.
func (r *reader) settle() {
	r.checkTotals()
	r.ownRows()
	r.weighTabs()
	running, daily := r.series()
	r.differences(running)
	r.daily(daily)
	r.sortTallies()
	r.out.Tables = r.describeAll()
}
