package workbook

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// tabReader streams the part of one tab into a grid.
type tabReader struct {
	*parts
	doc     *document
	tab     grid.Tab
	row     int          // the row being read
	cells   []grid.Cell  // its cells so far
	results []grid.Range // areas filled by one array formula
}

// readTab reads one tab. The dimension that the part claims is not looked at:
// it lies in many files. A cell without an address stands after the one
// before it.
func (wb *parts) readTab(title string, raw []byte) (grid.Tab, error) {
	r := &tabReader{parts: wb, doc: newDocument(raw, wb.charset), row: -1}
	r.tab.Title = title
	if err := r.read(); err != nil {
		return grid.Tab{}, fmt.Errorf("reading tab %q: %w", title, err)
	}
	if err := r.finish(); err != nil {
		return grid.Tab{}, fmt.Errorf("reading tab %q: %w", title, err)
	}
	return r.tab, nil
}

func (r *tabReader) read() error {
	return r.doc.root(func(e *xml.StartElement) error {
		if e.Name.Local != "worksheet" {
			return fault(office.FaultTruncated, "a tab's part holds <%s>", e.Name.Local)
		}
		return r.doc.children(func(e *xml.StartElement) error {
			switch e.Name.Local {
			case "cols":
				return r.doc.children(r.readColumn)
			case "sheetData":
				return r.doc.children(r.readRow)
			case "mergeCells":
				return r.doc.children(r.readMerge)
			}
			return r.doc.skip()
		})
	})
}

// readColumn notes hidden columns. Honest files state each column once.
func (r *tabReader) readColumn(e *xml.StartElement) error {
	if isTrue(attr(e, "hidden")) {
		first, err1 := strconv.Atoi(attr(e, "min"))
		last, err2 := strconv.Atoi(attr(e, "max"))
		if err1 == nil && err2 == nil && first >= 1 {
			for c := first - 1; c < min(last, maxCols); c++ {
				r.tab.HiddenCols = append(r.tab.HiddenCols, c)
			}
		}
	}
	if len(r.tab.HiddenCols) > 4*maxCols {
		return fault(office.FaultTruncated, "the columns are stated again and again")
	}
	return r.doc.skip()
}

func (r *tabReader) readRow(e *xml.StartElement) error {
	if e.Name.Local != "row" {
		return r.doc.skip()
	}
	r.row++
	if at := attr(e, "r"); at != "" {
		n, err := strconv.Atoi(at)
		if err != nil || n < 1 || n > maxRows {
			return fault(office.FaultTruncated, "row %.20q does not exist", at)
		}
		r.row = n - 1
	}
	if isTrue(attr(e, "hidden")) {
		r.tab.HiddenRows = append(r.tab.HiddenRows, r.row)
	}
	r.cells = r.cells[:0]
	col := 0
	err := r.doc.children(func(e *xml.StartElement) error {
		if e.Name.Local != "c" {
			return r.doc.skip()
		}
		if at := attr(e, "r"); at != "" {
			row, c, ok := grid.ParseAddress(at)
			if !ok || row != r.row || c >= maxCols {
				return fault(office.FaultTruncated, "cell %.20q in row %d", at, r.row+1)
			}
			col = c
		}
		cell, err := r.readCell(e)
		if err != nil {
			return err
		}
		err = r.put(col, cell)
		col++
		return err
	})
	if err != nil {
		return err
	}
	return r.commit()
}

// put places a cell in the row being read. Blank cells need no place.
func (r *tabReader) put(col int, c grid.Cell) error {
	if c.Empty() {
		return nil
	}
	if col >= maxCols {
		return fault(office.FaultTruncated, "more than %d cells in row %d", maxCols, r.row+1)
	}
	if col < len(r.cells) {
		if old := r.cells[col]; !old.Empty() && old != c {
			return fault(office.FaultTruncated, "cell %s stands twice", grid.Address(r.row, col))
		}
		r.cells[col] = c
		return nil
	}
	for len(r.cells) < col {
		r.cells = append(r.cells, grid.Cell{})
	}
	r.cells = append(r.cells, c)
	return nil
}

// commit moves the row that was read into the tab. Rows may come in any
// order, and one row in several pieces.
func (r *tabReader) commit() error {
	if len(r.cells) == 0 {
		return nil
	}
	need := len(r.cells) + max(0, r.row-len(r.tab.Rows))
	if r.budget -= need; r.budget < 0 {
		return fault(office.FaultTooLarge, "more than %d cells, at %s", MaxSlots, grid.Address(r.row, len(r.cells)-1))
	}
	if r.row >= len(r.tab.Rows) {
		r.tab.Rows = append(r.tab.Rows, make([][]grid.Cell, r.row+1-len(r.tab.Rows))...)
	}
	fresh := slices.Clone(r.cells)
	if old := r.tab.Rows[r.row]; old != nil {
		r.cells = append(r.cells[:0], old...)
		for col, c := range fresh {
			if err := r.put(col, c); err != nil {
				return err
			}
		}
		fresh = slices.Clone(r.cells)
	}
	r.tab.Rows[r.row] = fresh
	return nil
}

func (r *tabReader) readMerge(e *xml.StartElement) error {
	if m, ok := parseRange(attr(e, "ref")); ok {
		if len(r.tab.Merges) == MaxMerges {
			return fault(office.FaultTooLarge, "more than %d merged areas", MaxMerges)
		}
		r.tab.Merges = append(r.tab.Merges, m)
	}
	return r.doc.skip()
}

// finish brings the tab into its final form: what lies wholly beyond the last
// row and column tells nothing and is dropped, and what reaches beyond them is
// cut there, so that "merge the whole column" is not a million rows of work
// for every rule.
func (r *tabReader) finish() error {
	t := &r.tab
	rows, width := len(t.Rows), t.Width()
	t.HiddenRows = ascending(t.HiddenRows, rows)
	t.HiddenCols = ascending(t.HiddenCols, width)
	merges := t.Merges[:0]
	for _, m := range t.Merges {
		m.EndRow, m.EndCol = min(m.EndRow, rows), min(m.EndCol, width)
		if m.EndRow > m.Row && m.EndCol > m.Col && !isSingle(m) {
			merges = append(merges, m)
		}
	}
	t.Merges = merges
	return r.markResults()
}

// markResults marks the cells that an array formula in another cell fills.
func (r *tabReader) markResults() error {
	work := MaxSlots
	for _, a := range r.results {
		for row := a.Row; row < min(a.EndRow, len(r.tab.Rows)); row++ {
			cells := r.tab.Rows[row]
			for col := a.Col; col < min(a.EndCol, len(cells)); col++ {
				if work--; work < 0 {
					return fault(office.FaultTooLarge, "array formulas over more than %d cells", MaxSlots)
				}
				if cells[col].Kind != grid.Blank {
					cells[col].Formula = true
				}
			}
		}
	}
	return nil
}

// ascending sorts indexes, once each, those below the limit only.
func ascending(list []int, limit int) []int {
	slices.Sort(list)
	list = slices.Compact(list)
	n, _ := slices.BinarySearch(list, limit)
	return list[:n]
}

func isSingle(r grid.Range) bool { return r.EndRow-r.Row == 1 && r.EndCol-r.Col == 1 }

// parseRange reads "B2:C4" or "B2".
func parseRange(ref string) (grid.Range, bool) {
	from, to, two := strings.Cut(ref, ":")
	if !two {
		to = from
	}
	row, col, ok1 := grid.ParseAddress(from)
	endRow, endCol, ok2 := grid.ParseAddress(to)
	if !ok1 || !ok2 || endRow < row || endCol < col {
		return grid.Range{}, false
	}
	return grid.Range{Row: row, Col: col, EndRow: endRow + 1, EndCol: endCol + 1}, true
}
