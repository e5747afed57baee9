package ledger

import (
	"fmt"
	"slices"
	"sync"

	"tonghop/model/record"
)

// A bookRow is a workbook as a look saw it first.
type bookRow struct{ record.Book }

// same gives the tab of the book that a tab is, 0 where it is not among them,
// and the one that stood in its place: of the same sheetId, else of its title.
func (b *bookRow) same(s *shownTab) (id, before int64) {
	if b == nil {
		return 0, 0
	}
	for i := range b.Tabs {
		t := &b.Tabs[i]
		switch {
		case t.Hash == s.hash:
			return t.Cells, t.Cells
		case s.sheet != 0 && t.ID == s.sheet, s.sheet == 0 && t.Title == s.title:
			before = t.Cells
		}
	}
	return 0, before
}

// equals reports whether a look saw the very same.
func (b *bookRow) equals(r *lookRow) bool {
	return b != nil && b.Title == r.title && b.Locale == r.locale && b.TimeZone == r.zone &&
		slices.EqualFunc(b.Tabs, r.tabs, func(t record.Tab, id int64) bool { return t.Cells == id })
}

// A memory holds rows that were read once and never change, by their ids.
type memory[T any] struct {
	mu sync.Mutex
	by map[int64]T
}

func (m *memory[T]) get(id int64) (v T, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok = m.by[id]
	return v, ok
}

func (m *memory[T]) put(id int64, v T) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.by == nil {
		m.by = map[int64]T{}
	}
	m.by[id] = v
}

// forget lets go of everything.
func (m *memory[T]) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.by = nil
}

// book gives the workbook that a look saw first.
func (t *tx) book(look int64) (*bookRow, error) {
	if b, ok := t.books.get(look); ok {
		return b, nil
	}
	r, err := t.lookRow(look)
	if err != nil {
		return nil, err
	}
	return t.bookOf(look, r)
}

// bookOf makes the workbook of a look that saw it first.
func (t *tx) bookOf(look int64, r *lookRow) (*bookRow, error) {
	if b, ok := t.books.get(look); ok {
		return b, nil
	}
	if r.sees != look {
		return nil, fmt.Errorf("%w: look %d is said to have seen tabs, and did not", errUnreadable, look)
	}
	b := &bookRow{record.Book{Title: r.title, Locale: r.locale, TimeZone: r.zone, Tabs: make([]record.Tab, len(r.tabs))}}
	for i, id := range r.tabs {
		row, err := t.tabRow(id)
		if err != nil {
			return nil, err
		}
		if row.source != r.source {
			return nil, damaged(tabs, id)
		}
		b.Tabs[i] = record.Tab{ID: row.sheet, Title: row.title, Hidden: row.hidden, Cells: id, Hash: row.hash}
	}
	if t.recording == nil { // else it may be undone
		t.books.put(look, b)
	}
	return b, nil
}

// tabRow gives a row of the table tab.
func (t *tx) tabRow(id int64) (*tabRow, error) {
	if r, ok := t.tabs.get(id); ok {
		return r, nil
	}
	var row *tabRow
	err := stretch(t, tabs, id-1, id, nil, func(_ int64, r *tabRow) error {
		row = r
		return nil
	})
	return row, err
}

// rememberTabs reads the rows from one id, itself not included, up to another.
func (t *tx) rememberTabs(from, to int64) error {
	return stretch(t, tabs, from, to, nil, func(id int64, r *tabRow) error {
		t.tabs.put(id, r)
		return nil
	})
}
