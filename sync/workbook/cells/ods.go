package cells

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

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

// An odsValue is what a cell's attributes state.
type odsValue struct {
	kind, value, style string
	failed             bool
	formula            []byte
	rows, cols         int
}

// readCell reads a cell into the row, and gives how often it stands there.
func (r *odsReader) readCell(e element, col int, usual string) (int, error) {
	v := odsValue{rows: 1, cols: 1}
	times := 1
	for list := attrs(e.attrs); ; {
		name, value, ok := list.named()
		if !ok {
			break
		}
		prefix, _, _ := bytes.Cut(name, []byte(":"))
		switch string(local(name)) {
		case "number-columns-repeated":
			times = repeated(value, maxCols)
		case "number-columns-spanned":
			v.cols = repeated(value, maxCols)
		case "number-rows-spanned":
			v.rows = repeated(value, maxRows)
		case "style-name":
			v.style = string(value)
		case "formula":
			v.formula = value
		case "value-type":
			if string(prefix) == "calcext" {
				v.failed = string(value) == "error"
			} else {
				v.kind = string(value)
			}
		case "value", "date-value", "time-value", "boolean-value", "string-value":
			v.value = resolved(value)
		}
	}
	if v.style == "" {
		v.style = usual
	}
	if e.name == "table-cell" && (v.rows > 1 || v.cols > 1) && len(r.tab.Merges) < MaxMerges {
		r.tab.Merges = append(r.tab.Merges, grid.Range{Row: r.tab.row, Col: col, EndRow: r.tab.row + v.rows, EndCol: col + v.cols})
	}
	runs, note, err := r.readContent()
	if err != nil {
		return 0, err
	}
	for at, end := col, min(col+times, maxCols); at < end; {
		style, to := v.style, end
		if style == "" {
			style, to = r.tab.columnStyle(at, end)
		}
		if c := r.cellOf(&v, runs, note, style); !c.Empty() || c.More != nil {
			r.tab.cells = append(r.tab.cells, odsCell{at, to - at, c})
		}
		at = to
	}
	return times, nil
}

// columnStyle is the style of the cells of a column, and the column, at most
// end, up to which it holds.
func (t *odsTab) columnStyle(col, end int) (style string, to int) {
	i, _ := slices.BinarySearchFunc(t.defaults, col+1, func(d odsColumn, end int) int { return d.end - end })
	if i < len(t.defaults) {
		return t.defaults[i].style, min(end, t.defaults[i].end)
	}
	return "", end
}

// cellOf gives the cell of a value, its text and its note in a style.
func (r *odsReader) cellOf(v *odsValue, runs []grid.Run, note, name string) grid.Cell {
	style := r.cell(name)
	c := grid.Cell{Formula: v.formula != nil}
	text := joined(runs)
	if text == "" {
		text = grid.CleanText(v.value)
	}
	v.typed(&c, text)
	if c.Empty() {
		more := style.Ground()
		more.Note = note
		return grid.Cell{More: r.intern(more)}
	}
	more := style.More()
	more.Note = note
	if c.Kind == grid.Text {
		more.Kept = c.MarkText(runs, style.Struck)
	}
	style.Mark(&c)
	if c.Formula {
		more.Formula = odsFormula(resolved(v.formula))
	}
	c.ResultMarks(grid.FormulaMarks(more.Formula))
	c.More = r.intern(more)
	return c
}

// typed gives a cell the value of its type; a value that does not fit it is the
// text that is shown.
func (v *odsValue) typed(c *grid.Cell, text string) {
	number := func(kind grid.Kind, n float64, ok bool) {
		if c.Kind, c.Number = kind, n; !ok {
			c.Kind, c.Number, c.Text = grid.Text, 0, text
		}
	}
	switch {
	case v.failed || v.kind != "" && grid.IsErrorCode(text):
		c.Kind, c.Text = grid.Error, text
		return
	case v.kind == "float" || v.kind == "percentage" || v.kind == "currency":
		n, err := strconv.ParseFloat(v.value, 64)
		number(grid.Number, n, err == nil && n-n == 0)
	case v.kind == "date":
		n, ok := isoSerial(v.value)
		number(grid.Date, n, ok)
	case v.kind == "time":
		n, ok := isoDuration(v.value)
		number(grid.Date, n, ok)
	case v.kind == "boolean":
		c.Kind = grid.Bool
		if v.value == "true" {
			c.Number = 1
		}
	case v.kind == "string":
		c.Kind, c.Text = grid.Text, text
	}
	if c.Kind == grid.Text && c.Text == "" && !c.Formula {
		c.Kind = grid.Blank
	}
}

// isoDuration reads a time such as PT13H30M00S as a part of a day.
func isoDuration(s string) (float64, bool) {
	rest, ok := strings.CutPrefix(s, "PT")
	total := 0.0
	for _, unit := range []struct {
		mark    string
		seconds float64
	}{{"H", 3600}, {"M", 60}, {"S", 1}} {
		before, after, found := strings.Cut(rest, unit.mark)
		if !found {
			continue
		}
		n, err := strconv.ParseFloat(strings.Replace(before, ",", ".", 1), 64)
		ok = ok && err == nil && n >= 0
		total += n * unit.seconds
		rest = after
	}
	return total / 86400, ok && rest == ""
}

// readContent reads the paragraphs of a cell, in runs, and its note.
func (r *odsReader) readContent() (runs []grid.Run, note string, err error) {
	first := true
	err = r.doc.children(func(e element) error {
		switch e.name {
		case "p":
			if !first {
				runs = append(runs, grid.Run{Text: "\n"})
			}
			first = false
			return r.readText(&runs, grid.Run{})
		case "annotation":
			note, err = r.readNote()
			return err
		}
		return r.doc.skip()
	})
	return runs, note, err
}

// readText reads the text of a paragraph or a part of one in one look.
func (r *odsReader) readText(runs *[]grid.Run, look grid.Run) error {
	add := func(s string) {
		look.Text = grid.CleanText(s)
		*runs = append(*runs, look)
	}
	for {
		t, e, text, raw, err := r.doc.next()
		if err != nil {
			return err
		}
		switch t {
		case tokenEnd:
			return nil
		case tokenText:
			b := text
			if raw {
				if b, err = appendChars(nil, text); err != nil {
					return err
				}
			}
			add(string(b))
			continue
		}
		switch e.name {
		case "s":
			add(strings.Repeat(" ", repeated(e.raw("c"), 1000)))
			err = r.doc.skip()
		case "tab":
			add("\t")
			err = r.doc.skip()
		case "line-break":
			add("\n")
			err = r.doc.skip()
		case "span":
			err = r.readText(runs, r.span(e.attr("style-name"), look))
		case "ruby-text", "annotation":
			err = r.doc.skip()
		default: // a link, a field
			err = r.readText(runs, look)
		}
		if err != nil {
			return err
		}
	}
}

// joined is the text of runs.
func joined(runs []grid.Run) string {
	if len(runs) == 1 {
		return runs[0].Text
	}
	var b strings.Builder
	for _, run := range runs {
		b.WriteString(run.Text)
	}
	return b.String()
}

func (r *odsReader) readNote() (string, error) {
	var lines []string
	err := r.doc.children(func(e element) error {
		if e.name != "p" {
			return r.doc.skip()
		}
		var runs []grid.Run
		err := r.readText(&runs, grid.Run{})
		lines = append(lines, joined(runs))
		return err
	})
	return strings.TrimSpace(strings.Join(lines, "\n")), err
}
