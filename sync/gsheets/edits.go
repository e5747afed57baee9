package gsheets

import (
	"time"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/book"
	"tonghop/model/grid"
)

// An Edit is a cell of ours into which somebody typed.
type Edit struct {
	Tab  string // its title
	Cell string // A1
	Was  string // what was typed
	Now  string // what stands there again
}

// EditsTab names the tab that keeps what was typed into our cells before it is
// overwritten, and heads its columns: when, tab, cell, what was typed, what
// stands there again.
type EditsTab struct {
	Title string
	Head  [5]string
}

// keyEdits is the key of the tab for hand edits, which is in no book.
const keyEdits = "hand-edits"

// planEdits keeps edits in their tab, the newest on top, in the batch that
// overwrites them.
func planEdits(t *target, names EditsTab, edits []Edit, at time.Time) tabPlan {
	var p tabPlan
	o := t.ours[keyEdits]
	if o == nil {
		o = &ourTab{id: t.freeID(keyEdits), title: t.freeTitle(names.Title)}
		p.add(newTab(o.id, o.title, t.tabs, 100, 26), createMetadata(o.id, keyTab, keyEdits),
			writeTexts(o.id, 0, [][]string{names.Head[:]}))
	}
	var lines [][]string
	for _, e := range edits {
		lines = append(lines, []string{at.Format("15:04 2/1/2006"), e.Tab, e.Cell, e.Was, e.Now})
	}
	p.add(&sheets.Request{InsertDimension: &sheets.InsertDimensionRequest{Range: dimension(o.id, "ROWS", 1, 1+len(lines))}},
		writeTexts(o.id, 1, lines))
	return p
}

// writeTexts writes lines of texts from a row on.
func writeTexts(id int64, row int, lines [][]string) *sheets.Request {
	var rows []*sheets.RowData
	for _, line := range lines {
		var cells []*sheets.CellData
		for _, s := range line {
			cells = append(cells, &sheets.CellData{UserEnteredValue: value{kind: 't', text: fit(s)}.written()})
		}
		rows = append(rows, &sheets.RowData{Values: cells})
	}
	return &sheets.Request{UpdateCells: &sheets.UpdateCellsRequest{Fields: maskValue, Rows: rows,
		Start: &sheets.GridCoordinate{SheetId: id, RowIndex: int64(row)}}}
}

// findEdits finds what somebody typed into our columns since we wrote them.
// The stamp's hashes tell in which rows; in those rows the cells that differ
// from what this process last wrote, or where it has written nothing yet from
// what is to be written, are told. What was typed below our rows is told when
// our rows grow over it. An unfinished tab tells nothing; of one whose stamp is
// damaged what stands below our rows is told, since it goes.
func findEdits(o *ourTab, r *rendered, last [][]value) []Edit {
	if r.tab.Open != nil {
		return straysIn(o, r)
	}
	var out []Edit
	tell := func(from, to int, was [][]value) {
		for row := from; row < to; row++ {
			for col := range o.stamp.Cols {
				have, want := o.at(row, col), cellOf(r.values, row, col)
				expected := want
				if was != nil {
					expected = cellOf(was, row, col)
				}
				if have != want && have != expected {
					out = append(out, o.edit(row, col, want))
				}
			}
		}
	}
	if !o.stamped {
		tell(r.rows, o.stamp.Rows, [][]value{})
	}
	if o.stamp.Unfinished {
		return out
	}
	for at := 0; at < o.stamp.Rows; {
		end, values, _, ok := o.stamp.known(at)
		if !ok {
			break
		}
		if hashValues(o.lines(at, end)) != values {
			tell(at, end, last)
		}
		at = end
	}
	tell(o.stamp.Rows, r.rows, [][]value{})
	return out
}

func (o *ourTab) edit(row, col int, now value) Edit {
	return Edit{Tab: o.title, Cell: grid.Address(row, col), Was: o.at(row, col).String(), Now: now.String()}
}

// straysIn is findEdits of a tab that the office types into. There it also
// sorts, puts in and removes rows, which moves our cells about; but they are
// headings, or bear a mark. A row that stands as we wrote it is ours whatever is to
// be written now: the next version of the program may word a heading otherwise.
func straysIn(o *ourTab, r *rendered) []Edit {
	written := map[uint32]bool{}
	for at := 0; o.stamp.Block == 1; {
		end, values, _, ok := o.stamp.known(at)
		if !ok {
			break
		}
		written[values], at = true, end
	}
	heads := map[value]bool{{}: true}
	for _, row := range r.values[:min(r.tab.Open.Row, len(r.values))] {
		for _, v := range row {
			heads[v] = true
		}
	}
	var out []Edit
	for row := range o.values {
		if written[hashValues(o.lines(row, row+1))] {
			continue
		}
		for col := range o.stamp.Cols {
			have := o.at(row, col)
			if !heads[have] && (have.kind != 't' || !book.Ours(have.text)) {
				out = append(out, o.edit(row, col, cellOf(r.values, row, col)))
			}
		}
	}
	return out
}

// cellOf is a cell of rows that may end anywhere.
func cellOf(rows [][]value, row, col int) value {
	if row >= len(rows) || col >= len(rows[row]) {
		return value{}
	}
	return rows[row][col]
}
