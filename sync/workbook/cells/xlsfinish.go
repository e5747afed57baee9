package cells

import (
	"slices"

	"tonghop/model/grid"
)

// finish completes a tab once all its records are read.
func (t *xlsTab) finish() error {
	for at, tokens := range t.formulas {
		t.fill(at[0], at[1], tokens)
	}
	t.trim()
	tab := &t.tab
	rows, width := len(tab.Rows), tab.Width()
	for at, object := range t.noteAt {
		if note := t.notes[object]; note != "" && at[0] < rows && at[1] < width {
			if p, err := t.place(at[0], at[1]); err == nil {
				var more grid.More
				if p.More != nil {
					more = *p.More
				}
				more.Note = note
				p.More = intern(t.more, more)
			}
		}
	}
	if t.noZeros {
		t.hideZeros()
	}
	tab.Merges = withinTab(tab.Merges, rows, width)
	tab.HiddenRows = ascending(tab.HiddenRows, rows)
	tab.HiddenCols = ascending(tab.HiddenCols, width)
	if t.filtering {
		tab.FilteredRows = slices.Clone(tab.HiddenRows)
	}
	return nil
}

// fill gives a formula's cell its text and marks.
func (t *xlsTab) fill(row, col int, tokens []byte) {
	f := xlsFormula{links: &t.links, sheets: t.sheets, row: row, col: col}
	if at, ok := sharedCell(tokens); ok {
		s := t.shared[at]
		tokens = nil
		if s != nil && (!s.array || at == [2]int{row, col}) { // an array's stands in its first cell
			tokens = s.tokens
		}
	}
	text := f.text(tokens)
	c := &t.tab.Rows[row][col]
	if t.uncalced {
		f.marks |= grid.Untrusted
	}
	c.ResultMarks(f.marks)
	if text == "" {
		return
	}
	var more grid.More
	if c.More != nil {
		more = *c.More
	}
	more.Formula = text
	c.More = intern(t.more, more)
}

// sharedCell is the cell to whose formula of several cells the tokens refer.
func sharedCell(tokens []byte) ([2]int, bool) {
	d := biffBytes{b: tokens}
	if len(tokens) < 5 || d.u8() != 0x01 {
		return [2]int{}, false
	}
	return [2]int{d.u16(), d.u16()}, true
}

// trim cuts the blank cells at the ends of rows, and the empty rows at the end.
func (t *xlsTab) trim() {
	rows := t.tab.Rows
	for i, row := range rows {
		for len(row) > 0 && row[len(row)-1].Empty() {
			row = row[:len(row)-1]
		}
		if rows[i] = row; len(row) == 0 {
			rows[i] = nil
		}
	}
	for len(rows) > 0 && rows[len(rows)-1] == nil {
		rows = rows[:len(rows)-1]
	}
	t.tab.Rows = rows
}

func (t *xlsTab) hideZeros() {
	for _, row := range t.tab.Rows {
		for i := range row {
			if row[i].Kind == grid.Number && row[i].Number == 0 {
				row[i].Marks |= grid.Unseen
			}
		}
	}
}
