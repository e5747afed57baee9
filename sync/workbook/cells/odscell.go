package cells

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"tonghop/model/grid"
)

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
