package sheetsim

import (
	"slices"
	"unicode/utf8"

	"tonghop/model/grid"

	"tonghop/sync/gsheets/sheetsim/numfmt"
)

// A valueWriter writes the values of a ValueRange into a book.
type valueWriter struct {
	b       *book
	entered bool // USER_ENTERED rather than RAW
	locale  numfmt.Locale
	year    int
}

// written tells the size of what was written.
type written struct{ rows, cols, cells int }

const (
	inputRaw     = "RAW"
	inputEntered = "USER_ENTERED"
)

func (c *call) writer(b *book, option string) (valueWriter, *apiError) {
	if option == "" || option == "INPUT_VALUE_OPTION_UNSPECIFIED" {
		return valueWriter{}, invalid("'valueInputOption' is required but not specified")
	}
	if !slices.Contains([]string{inputRaw, inputEntered}, option) {
		description := "Invalid value at 'value_input_option' (type.googleapis.com/google.apps.sheets.v4.ValueInputOption), \"" +
			option + "\""
		return valueWriter{}, badRequest(description, "value_input_option", description)
	}
	l, err := localeOf(b.locale())
	return valueWriter{b: b, entered: option == inputEntered, locale: l, year: c.s.now().Year()}, err
}

// writeRange writes a ValueRange at a range and returns the area written,
// which is no larger than the data.
func (w valueWriter) writeRange(text string, body obj) (area, written, *apiError) {
	a, err := w.b.resolve(text)
	if err != nil {
		return area{}, written{}, err
	}
	rows, err := rowsOf(body)
	if err != nil {
		return area{}, written{}, err
	}
	if err := fits(a, rows); err != nil {
		return area{}, written{}, err
	}
	done, err := w.write(a.sheet, a.r0, a.c0, rows)
	a.r1, a.c1 = a.r0+max(done.rows, 1), a.c0+max(done.cols, 1)
	return a, done, err
}

// rowsOf gives the values by rows, whatever their major dimension.
func rowsOf(body obj) ([][]any, *apiError) {
	lines, _ := body["values"].([]any)
	out := make([][]any, len(lines))
	for i, l := range lines {
		out[i], _ = l.([]any)
		for j, v := range out[i] {
			switch v.(type) {
			case obj, []any:
				return nil, invalid("Invalid values[%d][%d]: only strings, numbers and booleans are values", i, j)
			}
		}
	}
	switch major := str(body, "majorDimension"); major {
	case "", majorRows:
		return out, nil
	case majorColumns:
		return transpose(out), nil
	default:
		description := "Invalid value at 'data.major_dimension' (type.googleapis.com/google.apps.sheets.v4.Dimension), \"" + major + "\""
		return nil, badRequest(description, "data.major_dimension", description)
	}
}

// transpose turns columns into rows; what is missing is null, which writes
// nothing.
func transpose(cols [][]any) [][]any {
	height := 0
	for _, c := range cols {
		height = max(height, len(c))
	}
	rows := make([][]any, height)
	for i := range rows {
		rows[i] = make([]any, len(cols))
		for j, c := range cols {
			if i < len(c) {
				rows[i][j] = c[i]
			}
		}
	}
	return rows
}

// fits refuses data that is larger than the range. A range of one cell is an
// anchor: it ends with the grid, which an update does not grow.
func fits(a area, rows [][]any) *apiError {
	lastRow, lastCol := a.r1, a.c1
	if a.single() {
		lastRow, lastCol = a.sheet.rows, a.sheet.cols
	}
	where := "'" + a.sheet.title + "'!" + a.address()
	if a.r0+len(rows) > lastRow {
		return invalid("Requested writing within range [%s], but tried writing to row [%d]", where, lastRow+1)
	}
	for _, r := range rows {
		if a.c0+len(r) > lastCol {
			return invalid("Requested writing within range [%s], but tried writing to column [%s]", where,
				grid.ColumnName(lastCol))
		}
	}
	return nil
}

// write puts rows of values at a corner: null leaves a cell as it is, "" clears
// its value, formats and notes stay.
func (w valueWriter) write(s *sheet, row, col int, rows [][]any) (written, *apiError) {
	done := written{rows: len(rows)}
	for i, line := range rows {
		done.cols = max(done.cols, len(line))
		for j, v := range line {
			if v == nil {
				continue
			}
			c, err := w.cell(s.at(row+i, col+j), v)
			if err != nil {
				return done, err
			}
			s.put(row+i, col+j, c)
			done.cells++
		}
	}
	return done, nil
}

// cell is a cell after a JSON value has been written to it.
func (w valueWriter) cell(old cell, v any) (cell, *apiError) {
	switch v := v.(type) {
	case float64:
		return old.withValue(numberCell(v)), nil
	case bool:
		return old.withValue(boolCell(v)), nil
	case string:
		if err := fitsCell(v); err != nil {
			return cell{}, err
		}
		if !w.entered {
			return old.withValue(textCell(v)), nil
		}
		return w.enter(old, v)
	}
	return cell{}, invalid("Invalid value %s", appendJSON(nil, v))
}

// fitsCell refuses a text longer than a cell holds.
func fitsCell(s string) *apiError {
	if utf8.RuneCountInString(s) > maxText {
		return invalid("Your input contains more than the maximum of %d characters in a single cell.", maxText)
	}
	return nil
}

// enter writes a string as if typed, with the number format that typing
// attaches to a cell that has none.
func (w valueWriter) enter(old cell, s string) (cell, *apiError) {
	c, nf, err := parseEntry(s, w.locale, w.year)
	if err != nil {
		return cell{}, err
	}
	if c.formula != "" && !calculable(w.b, c.formula) {
		return cell{}, notSimulated("the formula %s", c.formula)
	}
	out := old.withValue(c)
	if nf != nil && (old.format == nil || old.format.kind == "") {
		var tree obj
		if old.format != nil {
			tree = old.format.tree
		}
		out.format = old.format.with(set(tree, "numberFormat", nf))
	}
	return out, nil
}
