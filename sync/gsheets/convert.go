package gsheets

import (
	"math"
	"slices"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// Bounds of what is taken for a workbook: more than any commune keeps, and
// little enough for a small PC. What is beyond them is too-large, never cut.
const (
	maxSlots  = 4 << 20
	maxTabs   = 1000
	maxMerges = 1 << 16
)

// convert makes the grid of a spreadsheet. Rows and columns end where the
// content ends, whatever the size of Google's grid. Tabs that hold no cells
// (charts on a sheet of their own) are left out, as they are in an .xlsx.
func convert(ss *sheets.Spreadsheet) (grid.Book, error) {
	var b grid.Book
	if p := ss.Properties; p != nil {
		b.Title, b.Locale, b.TimeZone = p.Title, p.Locale, p.TimeZone
	}
	if len(ss.Sheets) > maxTabs {
		return grid.Book{}, fault(office.FaultTooLarge, "%d tabs, over %d", len(ss.Sheets), maxTabs)
	}
	v := newConverter(ss.Properties)
	for _, s := range ss.Sheets {
		if s == nil || s.Properties == nil || s.Properties.SheetType == "OBJECT" {
			continue
		}
		t, err := v.tab(s)
		if err != nil {
			return grid.Book{}, err
		}
		b.Tabs = append(b.Tabs, t)
	}
	b.SpreadVolatile()
	return b, nil
}

// tab makes one tab, of which the rows and cells are taken from what is left of
// maxSlots.
func (v *converter) tab(s *sheets.Sheet) (grid.Tab, error) {
	t := grid.Tab{ID: s.Properties.SheetId, Title: grid.CleanText(s.Properties.Title), Hidden: s.Properties.Hidden}
	for _, d := range s.Data {
		if d == nil {
			continue
		}
		if err := v.placeRows(&t, d); err != nil {
			return grid.Tab{}, err
		}
		t.HiddenRows = appendHidden(t.HiddenRows, d.RowMetadata, d.StartRow)
		t.FilteredRows = appendFiltered(t.FilteredRows, d.RowMetadata, d.StartRow)
		t.HiddenCols = appendHidden(t.HiddenCols, d.ColumnMetadata, d.StartColumn)
	}
	v.placeNotes(&t, s.Data)
	rows, width := len(t.Rows), t.Width()
	t.HiddenRows, t.FilteredRows, t.HiddenCols = below(t.HiddenRows, rows), below(t.FilteredRows, rows), below(t.HiddenCols, width)
	if len(s.Merges) > maxMerges {
		return grid.Tab{}, fault(office.FaultTooLarge, "tab %q has %d merged areas, over %d", t.Title, len(s.Merges), maxMerges)
	}
	for _, m := range s.Merges {
		if r, ok := convertMerge(m, rows, width); ok {
			t.Merges = append(t.Merges, r)
		}
	}
	return t, nil
}

// convertMerge cuts a merged area at the end of the content, beyond which it
// joins nothing. Google leaves out an index that is unbounded or 0.
func convertMerge(m *sheets.GridRange, rows, width int) (grid.Range, bool) {
	if m == nil {
		return grid.Range{}, false
	}
	end := func(given int64, limit int) int {
		if given <= 0 || given > int64(limit) {
			return limit
		}
		return int(given)
	}
	r := grid.Range{Row: int(m.StartRowIndex), Col: int(m.StartColumnIndex), EndRow: end(m.EndRowIndex, rows), EndCol: end(m.EndColumnIndex, width)}
	tall, wide := r.EndRow-r.Row, r.EndCol-r.Col
	return r, r.Row >= 0 && r.Col >= 0 && tall >= 1 && wide >= 1 && tall*wide > 1
}

// placeRows puts a block of cells where it stands in the tab.
func (v *converter) placeRows(t *grid.Tab, d *sheets.GridData) error {
	if d.StartRow < 0 || d.StartColumn < 0 || d.StartRow > maxSlots || d.StartColumn > maxSlots {
		return fault(office.FaultInternal, "tab %q has a block of cells at row %d, column %d", t.Title, d.StartRow, d.StartColumn)
	}
	for i, r := range d.RowData {
		if r == nil {
			continue
		}
		n := filled(r.Values)
		if n == 0 {
			continue
		}
		row, first := int(d.StartRow)+i, int(d.StartColumn)
		width := 0
		if row < len(t.Rows) {
			width = len(t.Rows[row])
		}
		newRows, newCells := max(row+1-len(t.Rows), 0), max(first+n-width, 0)
		if v.left -= newRows + newCells; v.left < 0 {
			return fault(office.FaultTooLarge, "more than %d cells, in tab %q", maxSlots, t.Title)
		}
		t.Rows = append(t.Rows, make([][]grid.Cell, newRows)...)
		t.Rows[row] = append(t.Rows[row], make([]grid.Cell, newCells)...)
		for j, cell := range r.Values[:n] {
			t.Rows[row][first+j] = v.cell(cell)
		}
	}
	return nil
}

// filled is the number of a row's cells up to its last one that is not empty.
func filled(cells []*sheets.CellData) int {
	for n := len(cells); n > 0; n-- {
		if c := content(cells[n-1]); !c.Empty() {
			return n
		}
	}
	return 0
}

// content makes one cell without what it shows beside its value. Google always has a formula's result: one that
// shows nothing (=C5 over an empty C5) is an empty text. A time of day is a
// Date like a date, since the grid knows them as one kind.
func content(v *sheets.CellData) grid.Cell {
	if v == nil {
		return grid.Cell{}
	}
	e := v.EffectiveValue
	if e == nil {
		e = &sheets.ExtendedValue{}
	}
	c := grid.Cell{Formula: computed(v)}
	switch {
	case e.ErrorValue != nil:
		c.Kind, c.Text = grid.Error, errorCode(e.ErrorValue.Type)
	case e.NumberValue != nil && (math.IsNaN(*e.NumberValue) || math.IsInf(*e.NumberValue, 0)):
		c.Kind, c.Text = grid.Error, errorCode("NUM")
	case e.NumberValue != nil:
		c.Kind, c.Number = grid.Number, *e.NumberValue
		if shownAsDate(v.EffectiveFormat) {
			c.Kind = grid.Date
		}
	case e.StringValue != nil:
		c.Kind, c.Text = textKind(*e.StringValue, c.Formula), grid.CleanText(*e.StringValue)
	case e.BoolValue != nil:
		c.Kind = grid.Bool
		if *e.BoolValue {
			c.Number = 1
		}
	case c.Formula:
		c.Kind = grid.Text
	}
	return c
}

// computed reports whether a cell is a formula's: it holds one, or shows a
// result that spilled from one elsewhere, so that nothing was typed into it.
func computed(v *sheets.CellData) bool {
	if v.UserEnteredValue == nil {
		e := v.EffectiveValue // may be there and say nothing
		return e != nil && (e.NumberValue != nil || e.StringValue != nil || e.BoolValue != nil || e.ErrorValue != nil)
	}
	return v.UserEnteredValue.FormulaValue != nil
}

// textKind is the kind of a text: an error where it is the code of one, as in
// a sheet that was imported from a file.
func textKind(s string, formula bool) grid.Kind {
	switch {
	case grid.IsErrorCode(s):
		return grid.Error
	case s == "" && !formula:
		return grid.Blank
	}
	return grid.Text
}

func shownAsDate(f *sheets.CellFormat) bool {
	if f == nil || f.NumberFormat == nil {
		return false
	}
	switch f.NumberFormat.Type {
	case "DATE", "DATE_TIME", "TIME":
		return true
	}
	return false
}

// errorCode is the code that the cell shows. An error whose type Google adds
// one day is an error still.
func errorCode(kind string) string {
	switch kind {
	case "NULL_VALUE":
		return "#NULL!"
	case "DIVIDE_BY_ZERO":
		return "#DIV/0!"
	case "VALUE":
		return "#VALUE!"
	case "REF":
		return "#REF!"
	case "NAME":
		return "#NAME?"
	case "NUM":
		return "#NUM!"
	case "N_A":
		return "#N/A"
	case "LOADING":
		return "Loading..."
	}
	return "#ERROR!"
}

func appendHidden(to []int, dims []*sheets.DimensionProperties, first int64) []int {
	for i, d := range dims {
		if d != nil && (d.HiddenByUser || d.HiddenByFilter) {
			to = append(to, int(first)+i)
		}
	}
	return to
}

func appendFiltered(to []int, dims []*sheets.DimensionProperties, first int64) []int {
	for i, d := range dims {
		if d != nil && d.HiddenByFilter {
			to = append(to, int(first)+i)
		}
	}
	return to
}

// below keeps the indexes under an end, ascending: what is hidden beyond the
// content hides nothing.
func below(indexes []int, end int) []int {
	slices.Sort(indexes)
	indexes = slices.Compact(indexes)
	n, _ := slices.BinarySearch(indexes, end)
	return indexes[:n]
}
