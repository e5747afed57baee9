package cells

import (
	"slices"
	"strconv"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// tabReader streams the part of one tab into a grid.
type tabReader struct {
	*workbook
	doc      *document
	tab      grid.Tab
	row      int             // the row being read
	cells    []grid.Cell     // its cells so far
	grounds  []grounded      // its blank cells with a colour, after the last cell
	results  []grid.Range    // areas filled by one array formula
	filters  []grid.Range    // areas of which a filter hides rows
	shared   map[int]formula // formulas of several cells, by their number
	value    []byte          // of the cell being read
	slab     []grid.Cell     // room for the rows to come
	noZeros  bool            // the tab shows no zeros
	formulae int             // bytes that formulas of several cells may still take
}

// A grounded cell is blank and has a colour.
type grounded struct {
	col  int
	more *grid.More
}

// A formula stands in a cell and is filled into others.
type formula struct {
	row, col int
	text     string
}

// maxFormulae bounds the bytes of the formulas that one tab's shared ones are
// filled to. Beyond it the cells are formulas without a known text.
const maxFormulae = 16 << 20

// readTab reads one tab. The dimension that the part claims is not looked at:
// it lies in many files. A cell without an address stands after the one
// before it.
func (wb *workbook) readTab(name string) (grid.Tab, error) {
	raw, err := wb.pack.read(name, MaxUnzippedSize)
	if err != nil {
		return grid.Tab{}, err
	}
	if raw == nil {
		return grid.Tab{}, fault(office.FaultTruncated, "the part %s is missing", name)
	}
	doc, err := newDocument(raw)
	if err != nil {
		return grid.Tab{}, err
	}
	r := &tabReader{workbook: wb, doc: doc, row: -1, formulae: maxFormulae}
	if err := r.read(); err != nil {
		return grid.Tab{}, err
	}
	if err := r.readBeside(name); err != nil {
		return grid.Tab{}, err
	}
	return r.tab, r.finish()
}

func (r *tabReader) read() error {
	return r.doc.root(func(e element) error {
		if e.name != "worksheet" {
			return fault(office.FaultTruncated, "a tab's part holds <%s>", e.name)
		}
		return r.doc.children(func(e element) error {
			switch e.name {
			case "sheetViews":
				return r.doc.children(func(e element) error {
					v := string(e.raw("showZeros"))
					r.noZeros = r.noZeros || v == "0" || v == "false"
					return r.doc.skip()
				})
			case "cols":
				return r.doc.children(r.readColumn)
			case "sheetData":
				return r.doc.children(r.readRow)
			case "mergeCells":
				return r.doc.children(r.readMerge)
			case "autoFilter":
				return r.doc.readFilter(e, &r.filters)
			}
			return r.doc.skip()
		})
	})
}

// readFilter notes the area of a filter that hides something.
func (d *document) readFilter(e element, to *[]grid.Range) error {
	area, ok := parseRange(e.attr("ref"))
	return d.children(func(e element) error {
		if e.name == "filterColumn" && ok && len(*to) < MaxMerges {
			*to = append(*to, area)
			ok = false
		}
		return d.skip()
	})
}

// readColumn notes hidden columns. Honest files state each column once.
func (r *tabReader) readColumn(e element) error {
	if e.has("hidden") || isZero(e.raw("width")) {
		first, err1 := strconv.Atoi(string(e.raw("min")))
		last, err2 := strconv.Atoi(string(e.raw("max")))
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

// isZero reports whether a size is stated and none.
func isZero(raw []byte) bool {
	n, err := strconv.ParseFloat(string(raw), 64)
	return err == nil && n == 0
}

func (r *tabReader) readRow(e element) error {
	if e.name != "row" {
		return r.doc.skip()
	}
	r.row++
	hidden := false
	for list := attrs(e.attrs); ; {
		name, value, ok := list.next()
		if !ok {
			break
		}
		switch string(name) {
		case "r":
			n, ok := smallInt(value)
			if !ok || n < 1 || n > maxRows {
				return fault(office.FaultTruncated, "row %.20q does not exist", value)
			}
			r.row = n - 1
		case "hidden":
			hidden = hidden || isTrue(string(value))
		case "ht":
			hidden = hidden || isZero(value)
		}
	}
	if hidden {
		r.tab.HiddenRows = append(r.tab.HiddenRows, r.row)
	}
	r.cells, r.grounds = r.cells[:0], r.grounds[:0]
	col := 0
	err := r.doc.children(func(e element) error {
		if e.name != "c" {
			return r.doc.skip()
		}
		err := r.readCell(e, &col)
		col++
		return err
	})
	if err != nil {
		return err
	}
	return r.commit()
}

// smallInt reads a whole number of at most nine digits.
func smallInt(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// put places a cell in the row being read. Blank cells need no place, but those
// with a colour take it where another cell comes after them.
func (r *tabReader) put(col int, c *grid.Cell) error {
	if c.Empty() {
		if c.More != nil && c.More.Fill != "" && len(r.grounds) < maxCols {
			r.grounds = append(r.grounds, grounded{col, c.More})
		}
		return nil
	}
	if col >= maxCols {
		return fault(office.FaultTruncated, "more than %d cells in row %d", maxCols, r.row+1)
	}
	if col < len(r.cells) {
		if old := &r.cells[col]; !old.Empty() && !old.Equal(*c) {
			return fault(office.FaultTruncated, "cell %s stands twice", grid.Address(r.row, col))
		}
		r.cells[col] = *c
		return nil
	}
	for len(r.cells) < col {
		r.cells = append(r.cells, grid.Cell{})
	}
	for _, g := range r.grounds {
		if g.col < col && r.cells[g.col].Empty() {
			r.cells[g.col].More = g.more
		}
	}
	r.grounds = r.grounds[:0]
	r.cells = append(r.cells, *c)
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
	fresh := r.keep(r.cells)
	if old := r.tab.Rows[r.row]; old != nil {
		r.cells = append(r.cells[:0], old...)
		for col := range fresh {
			if err := r.put(col, &fresh[col]); err != nil {
				return err
			}
		}
		fresh = slices.Clone(r.cells)
	}
	r.tab.Rows[r.row] = fresh
	return nil
}

// keep copies a row into the room that rows share.
func (r *tabReader) keep(cells []grid.Cell) []grid.Cell {
	if len(cells) > len(r.slab) {
		r.slab = make([]grid.Cell, max(len(cells), min(1024, max(64, 16*len(cells)))))
	}
	fresh := r.slab[:len(cells):len(cells)]
	r.slab = r.slab[len(cells):]
	copy(fresh, cells)
	return fresh
}

func (r *tabReader) readMerge(e element) error {
	if m, ok := parseRange(e.attr("ref")); ok {
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
	t.Merges = withinTab(t.Merges, rows, width)
	for _, row := range t.HiddenRows {
		if slices.ContainsFunc(r.filters, func(a grid.Range) bool { return row > a.Row && row < a.EndRow }) {
			t.FilteredRows = append(t.FilteredRows, row)
		}
	}
	return r.markResults()
}

// withinTab cuts merged areas at the end of the content.
func withinTab(list []grid.Range, rows, width int) []grid.Range {
	merges := list[:0]
	for _, m := range list {
		m.EndRow, m.EndCol = min(m.EndRow, rows), min(m.EndCol, width)
		if m.EndRow > m.Row && m.EndCol > m.Col && !isSingle(m) {
			merges = append(merges, m)
		}
	}
	return merges
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
				if c := &cells[col]; c.Kind != grid.Blank && !c.Formula {
					c.Formula = true
					c.ResultMarks(r.sort(0))
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
