package cells

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"tonghop/model/grid"
)

// readBeside reads what other parts say of a tab: notes, the comments of
// conversations, the filters of its tables.
func (r *tabReader) readBeside(name string) error {
	rels, err := r.pack.rels(name)
	if err != nil {
		return err
	}
	notes := make(map[string][]string)
	threads := make(map[string][]string)
	for _, id := range slices.Sorted(maps.Keys(rels)) {
		rel := rels[id]
		switch rel.kind {
		case "comments":
			err = r.readNotes(rel.target, "comment", notes)
		case "threadedComment":
			err = r.readNotes(rel.target, "threadedComment", threads)
		case "table":
			err = r.readTable(rel.target)
		}
		if err != nil {
			return fmt.Errorf("reading %s: %w", rel.target, err)
		}
	}
	// Beside a conversation Excel keeps its copy for older programs.
	for ref, list := range threads {
		notes[ref] = list
	}
	width := r.tab.Width()
	for ref, list := range notes {
		if row, col, ok := grid.ParseAddress(ref); ok {
			r.note(row, col, width, strings.Join(list, "\n"))
		}
	}
	return nil
}

// readNotes reads the notes of a part by the cells to which they belong.
func (r *tabReader) readNotes(name, kind string, notes map[string][]string) error {
	raw, err := r.pack.read(name, MaxUnzippedSize)
	if err != nil || len(raw) == 0 {
		return err
	}
	doc, err := newDocument(raw)
	if err != nil {
		return err
	}
	var walk func(e element) error
	walk = func(e element) error {
		if e.name != kind {
			return doc.children(walk)
		}
		ref := e.attr("ref")
		return doc.children(func(e element) error {
			if e.name != "text" {
				return doc.skip()
			}
			s, err := doc.allText(kind == "comment")
			if s = strings.TrimSpace(s); s != "" && err == nil {
				notes[ref] = append(notes[ref], s)
			}
			return err
		})
	}
	return doc.root(walk)
}

// allText gives the text of an element: its own, or that of its runs.
func (d *document) allText(rich bool) (string, error) {
	if rich {
		t, err := d.richText()
		return t.plain, err
	}
	s, err := d.text()
	return grid.CleanText(string(s)), err
}

// note puts a note to its cell. On a blank cell it is kept where the tab has
// content beside it.
func (r *tabReader) note(row, col, width int, note string) {
	if row >= len(r.tab.Rows) || col >= width {
		return
	}
	cells := r.tab.Rows[row]
	if col >= len(cells) {
		if r.budget -= col + 1 - len(cells); r.budget < 0 {
			return
		}
		cells = append(cells[:len(cells):len(cells)], make([]grid.Cell, col+1-len(cells))...)
		r.tab.Rows[row] = cells
	}
	var more grid.More
	if m := cells[col].More; m != nil {
		more = *m
	}
	more.Note = note
	cells[col].More = r.intern(more)
}

// readTable notes the filter of a table in the tab.
func (r *tabReader) readTable(name string) error {
	raw, err := r.pack.head(name)
	if err != nil || len(raw) == 0 {
		return err
	}
	doc, err := newDocument(raw)
	if err != nil {
		return err
	}
	return doc.root(func(element) error {
		return doc.children(func(e element) error {
			if e.name == "autoFilter" {
				return doc.readFilter(e, &r.filters)
			}
			return doc.skip()
		})
	})
}
