package readings

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"

	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/record"
)

// An Era is a configuration as far as it says how the tabs of one source are to be
// read: which tabs, which columns are pinned, which figures are running totals.
// That holds for the tabs that were seen under it, and for those seen earlier that
// have a heading that was seen under it (docs/rules.md, Configuration in time).
type Era struct {
	// Config is the first one that says so: looks name it or a later one.
	Config int64
	// Options are by the IDs that units have now.
	Options map[string]office.ReadingOptions
	// TakenUp tells that the office took it up for all that was seen before.
	TakenUp bool
}

// eras are what a source was read by at the time, where that changed. The last one
// is in force, and what the source showed last is read by it.
type eras struct {
	all []Era
	// seen are the headings seen under each, and looks what the source showed at
	// each look that saw it, with which of the eras it names.
	seen  []map[reading.HeadingID]bool
	looks []eraLook
	heads map[record.Hash]reading.HeadingID
	names []string // a text for each era's options, for keys
}

type eraLook struct {
	book *record.Book
	era  int
	// chosen are the eras by which its tabs are read, as they were folded.
	chosen []int
}

// newEras puts together those that say the same one after another; nil where all
// do.
func newEras(all []Era) *eras {
	e := &eras{heads: map[record.Hash]reading.HeadingID{}}
	for _, era := range all {
		if last := len(e.all) - 1; last >= 0 && reflect.DeepEqual(e.all[last].Options, era.Options) {
			e.all[last].TakenUp = e.all[last].TakenUp || era.TakenUp
			continue
		}
		e.all = append(e.all, era)
	}
	if len(e.all) < 2 {
		return nil
	}
	for i := range e.all {
		name, err := json.Marshal(e.all[i].Options)
		if err != nil { // texts, numbers and maps of them always marshal
			name = fmt.Append(nil, i)
		}
		e.names = append(e.names, string(name))
	}
	return e
}

// at is the era that a configuration belongs to. A look that names none was made
// before there was one.
func (e *eras) at(config int64) int {
	n := 0
	for i := range e.all {
		if e.all[i].Config <= config {
			n = i
		}
	}
	return n
}

// take notes what more looks showed, and reports whether what was folded before is
// read by the same as then.
func (s *source) take(ctx context.Context, events []record.Event) (stands bool, err error) {
	e := s.eras
	if e == nil {
		return true, nil
	}
	for i := range events {
		if l := events[i].Look; l != nil && l.Book != nil {
			e.looks = append(e.looks, eraLook{book: l.Book, era: e.at(l.Config)})
		}
	}
	e.seen = make([]map[reading.HeadingID]bool, len(e.all))
	for i := range e.seen {
		e.seen[i] = map[reading.HeadingID]bool{}
	}
	for i := range e.looks {
		l := &e.looks[i]
		if err := s.see(ctx, l.book, l.era); err != nil {
			return false, err
		}
		if i == len(e.looks)-1 {
			if err := s.see(ctx, l.book, len(e.all)-1); err != nil {
				return false, err
			}
		}
	}
	stands = true
	for i := range e.looks {
		l := &e.looks[i]
		chosen := make([]int, 0, len(l.book.Tabs)+1)
		for _, t := range l.book.Tabs {
			chosen = append(chosen, e.choose(l.era, e.heads[t.Hash]))
		}
		chosen = append(chosen, e.choose(l.era, reading.HeadingID{}))
		stands = stands && (l.chosen == nil || reflect.DeepEqual(l.chosen, chosen))
		l.chosen = chosen
	}
	return stands, nil
}

// see notes the headings of a book's tabs.
func (s *source) see(ctx context.Context, b *record.Book, era int) error {
	for _, t := range b.Tabs {
		head, known := s.eras.heads[t.Hash]
		if !known {
			tab, err := s.Record.Cells(ctx, t.Cells)
			if err != nil && !errors.Is(err, record.ErrErased) && !errors.Is(err, record.ErrLost) {
				return fmt.Errorf("tab %s: %w", t.Title, err)
			}
			head = reading.HeadingOf(&tab)
			s.eras.heads[t.Hash] = head
		}
		s.eras.seen[era][head] = true
	}
	return nil
}

// choose gives the era by which a tab is read that was seen under one: the last
// that was taken up for the past or under which its heading was seen, else its own.
func (e *eras) choose(own int, head reading.HeadingID) int {
	for i := len(e.all) - 1; i > own; i-- {
		if e.all[i].TakenUp || head != (reading.HeadingID{}) && e.seen[i][head] {
			return i
		}
	}
	return own
}

// govern has the source read by what governs the tabs of a look, and reports
// whether that is something else than at the look before.
func (s *source) govern(nth int) (anew bool) {
	l := &s.eras.looks[nth]
	by := map[string]int{}
	for i, t := range l.book.Tabs {
		by[t.Title] = l.chosen[i]
	}
	whole := l.chosen[len(l.book.Tabs)]
	anew = !reflect.DeepEqual(by, s.by) || whole != s.whole
	s.by, s.whole = by, whole
	s.context.Options = func(tab string, u *office.Unit) *office.ReadingOptions {
		era, known := by[tab]
		if !known {
			era = whole
		}
		if o, known := s.eras.all[era].Options[u.ID]; known {
			return &o
		}
		return &u.Reading
	}
	return anew
}

// writeKey writes what governs a book's tabs, as govern has settled.
func (s *source) writeKey(to io.Writer, b *record.Book) {
	put(to, s.eras.names[s.whole])
	for _, t := range b.Tabs {
		put(to, s.eras.names[s.by[t.Title]])
	}
}
