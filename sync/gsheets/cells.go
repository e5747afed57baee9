package gsheets

import (
	"slices"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/grid"
)

// Masks of what is written to a cell. Notes and the like are in none.
const (
	maskValue  = "userEnteredValue"
	maskFormat = "userEnteredFormat"
	maskBoth   = maskValue + "," + maskFormat
)

// maxCells bounds the cells of one request, so that a tab beyond the payload
// can be cut between requests. A text of usual length takes some 60 bytes.
const maxCells = 4000

// addCells writes the values of the rows that differ, and then the formats of
// those whose formats are not known to stand; what the office painted stays
// elsewhere. Formats go last, since a new value takes the link off a cell.
func (p *tabPlan) addCells(o *ourTab, r *rendered) {
	restyle := r.restyled(o)
	differs := make([]bool, r.rows)
	for row := range differs {
		differs[row] = !sameLine(o, r, row)
		restyle[row] = restyle[row] || differs[row] && r.linked[row]
	}
	limit := max(maxCells/max(r.cols, 1), 1)
	stretches(differs, func(from, to int) {
		for ; from < to; from += limit {
			p.add(r.writeValues(o.id, from, min(from+limit, to))...)
		}
	})
	stretches(restyle, func(from, to int) { p.add(r.writeFormats(o.id, from, to)...) })
}

// restyled tells of each row whether its formats have to be sent.
func (r *rendered) restyled(o *ourTab) []bool {
	out := make([]bool, r.rows)
	for at := 0; at < r.rows; {
		end, _, styles, ok := o.stamp.known(at)
		if !ok || end > r.rows {
			end, ok = r.rows, false
		}
		stale := !ok || styles != hashStyles(r.styles[at:end])
		for ; at < end; at++ {
			out[at] = stale
		}
	}
	return out
}

func sameLine(o *ourTab, r *rendered, row int) bool {
	for col, want := range r.values[row] {
		if o.at(row, col) != want {
			return false
		}
	}
	return true
}

// stretches calls f for each stretch of set flags.
func stretches(set []bool, f func(from, to int)) {
	for from := 0; from < len(set); from++ {
		to := from
		for to < len(set) && set[to] {
			to++
		}
		if to > from {
			f(from, to)
			from = to
		}
	}
}

// writeValues writes the values of some rows, blanks included, but for the
// cells that the office types into.
func (r *rendered) writeValues(id int64, from, to int) []*sheets.Request {
	open := r.tab.Open
	if open == nil || to <= open.Row {
		return []*sheets.Request{writeLines(id, from, 0, r.values[from:to])}
	}
	var out []*sheets.Request
	if from < open.Row {
		out = append(out, writeLines(id, from, 0, r.values[from:open.Row]))
		from = open.Row
	}
	lines := make([][]value, 0, to-from)
	for _, line := range r.values[from:to] {
		lines = append(lines, line[open.EndCol:])
	}
	return append(out, writeLines(id, from, open.EndCol, lines))
}

// seed puts into a new tab what the office had typed before.
func (p *tabPlan) seed(o *ourTab, r *rendered) {
	if len(r.typed) > 0 {
		p.add(writeLines(o.id, r.tab.Open.Row, r.tab.Open.Col, r.typed))
	}
}

// writeLines writes values from a cell on.
func writeLines(id int64, from, col int, lines [][]value) *sheets.Request {
	rows := make([]*sheets.RowData, 0, len(lines))
	for _, line := range lines {
		cells := make([]*sheets.CellData, len(line))
		for j := range line {
			cells[j] = &sheets.CellData{UserEnteredValue: line[j].written()}
		}
		rows = append(rows, &sheets.RowData{Values: cells})
	}
	return &sheets.Request{UpdateCells: &sheets.UpdateCellsRequest{Fields: maskValue, Rows: rows,
		Start: &sheets.GridCoordinate{SheetId: id, RowIndex: int64(from), ColumnIndex: int64(col)}}}
}

// writeFormats formats some rows, a rectangle of equal formats at a time: said
// cell by cell, borders alone would be most of the payload.
func (r *rendered) writeFormats(id int64, from, to int) []*sheets.Request {
	var out []*sheets.Request
	for from < to {
		line, end := r.formats[from], from+1
		for end < to && slices.Equal(line, r.formats[end]) {
			end++
		}
		for col := 0; col < len(line); {
			next := col + 1
			for next < len(line) && line[next] == line[col] {
				next++
			}
			out = append(out, &sheets.Request{RepeatCell: &sheets.RepeatCellRequest{Fields: maskFormat,
				Cell:  &sheets.CellData{UserEnteredFormat: line[col]},
				Range: area(id, grid.Range{Row: from, EndRow: end, Col: col, EndCol: next})}})
			col = next
		}
		from = end
	}
	return out
}
