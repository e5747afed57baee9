package cells

import (
	"bytes"
	"strconv"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// An odsReader reads an OpenDocument spreadsheet (ISO/IEC 26300-3). There is no
// library of Go that tells of a cell more than its text.
type odsReader struct {
	odsStyles
	doc    *document
	book   grid.Book
	tab    *odsTab
	budget int
}

// An odsTab is a tab while it is read.
type odsTab struct {
	grid.Tab
	row      int // the next row
	col      int // the next column while columns are stated
	defaults []odsColumn
	cells    []odsCell
}

// An odsColumn is a stretch of columns with one style for their cells.
type odsColumn struct {
	end   int
	style string
}

// An odsCell is a cell of the row being read, with how often it stands there.
type odsCell struct {
	col, times int
	cell       grid.Cell
}

// decodeODS reads the packages of OpenDocument.
func decodeODS(p *pack) (grid.Book, error) {
	kind, err := p.head("mimetype")
	if err != nil {
		return grid.Book{}, err
	}
	if kind != nil && !bytes.Contains(kind, []byte("opendocument.spreadsheet")) {
		return grid.Book{}, fault(office.FaultDocument, "an OpenDocument file of the kind %.60q", kind)
	}
	if manifest, err := p.head("META-INF/manifest.xml"); err == nil && bytes.Contains(manifest, []byte("encryption-data")) {
		return grid.Book{}, fault(office.FaultEncrypted, "an OpenDocument spreadsheet with a password")
	}
	r := &odsReader{budget: MaxSlots, odsStyles: newODSStyles()}
	for _, part := range []string{"styles.xml", "content.xml"} {
		raw, err := p.read(part, MaxUnzippedSize)
		if err != nil {
			return grid.Book{}, err
		}
		if raw == nil && part == "styles.xml" {
			continue
		}
		if r.doc, err = newDocument(raw); err == nil {
			err = r.doc.root(r.section)
		}
		if err != nil {
			return grid.Book{}, fault(asFault(err).Code, "reading %s: %s", part, asFault(err).Detail)
		}
	}
	if len(r.book.Tabs) > MaxTabs {
		return grid.Book{}, fault(office.FaultTooLarge, "%d tabs, over %d", len(r.book.Tabs), MaxTabs)
	}
	return r.book, someTab(&r.book)
}

// section reads the parts of a document that hold styles and tables.
func (r *odsReader) section(element) error {
	return r.doc.children(func(e element) error {
		switch e.name {
		case "styles", "automatic-styles":
			return r.doc.children(func(e element) error { return r.readStyle(r.doc, e) })
		case "body":
			return r.doc.children(func(e element) error {
				if e.name != "spreadsheet" {
					return r.doc.skip()
				}
				return r.doc.children(func(e element) error {
					if e.name != "table" {
						return r.doc.skip()
					}
					return r.readTable(e)
				})
			})
		}
		return r.doc.skip()
	})
}

func (r *odsReader) readTable(e element) error {
	r.tab = &odsTab{}
	r.tab.Title = grid.CleanText(e.attr("name"))
	r.tab.Hidden = r.hidden[e.attr("style-name")]
	if err := r.doc.children(r.tablePart); err != nil {
		return err
	}
	t := &r.tab.Tab
	rows, width := len(t.Rows), t.Width()
	t.Merges = withinTab(t.Merges, rows, width)
	t.HiddenRows, t.FilteredRows = ascending(t.HiddenRows, rows), ascending(t.FilteredRows, rows)
	t.HiddenCols = ascending(t.HiddenCols, width)
	r.book.Tabs = append(r.book.Tabs, *t)
	return nil
}

// tablePart reads rows and columns, which may stand in groups.
func (r *odsReader) tablePart(e element) error {
	switch e.name {
	case "table-columns", "table-header-columns", "table-column-group", "table-rows", "table-header-rows", "table-row-group":
		return r.doc.children(r.tablePart)
	case "table-column":
		r.readColumn(e)
	case "table-row":
		return r.readRow(e)
	}
	return r.doc.skip()
}

// repeated is how often an element stands for itself.
func repeated(raw []byte, limit int) int {
	n, err := strconv.Atoi(string(raw))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, limit)
}

func (r *odsReader) readColumn(e element) {
	n := repeated(e.raw("number-columns-repeated"), maxCols)
	t := r.tab
	end := min(t.col+n, maxCols)
	if v := string(e.raw("visibility")); v == "collapse" || v == "filter" {
		for c := t.col; c < end; c++ {
			t.HiddenCols = append(t.HiddenCols, c)
		}
	}
	if end > t.col {
		t.defaults = append(t.defaults, odsColumn{end, e.attr("default-cell-style-name")})
	}
	t.col = end
}

func (r *odsReader) readRow(e element) error {
	t := r.tab
	n := repeated(e.raw("number-rows-repeated"), maxRows)
	usual := e.attr("default-cell-style-name")
	col := 0
	t.cells = t.cells[:0]
	err := r.doc.children(func(e element) error {
		if e.name != "table-cell" && e.name != "covered-table-cell" {
			return r.doc.skip()
		}
		times, err := r.readCell(e, col, usual)
		if err != nil {
			return err
		}
		col += times
		if col > maxCols {
			return fault(office.FaultTruncated, "more than %d cells in row %d", maxCols, t.row+1)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.placeRow(n, string(e.raw("visibility")))
}

// placeRow puts the row that was read as often as it stands there.
func (r *odsReader) placeRow(n int, visibility string) error {
	t := r.tab
	if t.row+n > maxRows {
		n = max(0, maxRows-t.row)
	}
	if visibility == "collapse" || visibility == "filter" {
		for i := range min(n, MaxSlots) {
			t.HiddenRows = append(t.HiddenRows, t.row+i)
			if visibility == "filter" {
				t.FilteredRows = append(t.FilteredRows, t.row+i)
			}
		}
	}
	width := 0
	for _, c := range t.cells {
		if !c.cell.Empty() || c.cell.More.Note != "" {
			width = c.col + c.times
		}
	}
	if width > 0 {
		if n == 0 {
			return fault(office.FaultTooLarge, "content below row %d of tab %q", maxRows, t.Title)
		}
		if r.budget -= n*width + max(0, t.row-len(t.Rows)); r.budget < 0 {
			return fault(office.FaultTooLarge, "more than %d cells, in tab %q", MaxSlots, t.Title)
		}
		t.Rows = append(t.Rows, make([][]grid.Cell, t.row-len(t.Rows))...)
		for range n {
			row := make([]grid.Cell, width)
			for _, c := range t.cells {
				for i := c.col; i < min(c.col+c.times, width); i++ {
					row[i] = c.cell
				}
			}
			t.Rows = append(t.Rows, row)
		}
	}
	t.row += n
	return nil
}
