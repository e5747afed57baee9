package official

import (
	"strconv"
	"strings"

	"tonghop/model"
)

// A plan is how one sheet of a form unfolds: which row and column of the form
// each row and column of the filled sheet comes from, and what it stands for.
type plan struct {
	*sheet
	data    *data
	outRows []outRow     // from 1
	outCols []outCol     // from 1
	rowsOf  map[int]span // row of the form → its rows in the filled sheet
	colsOf  map[int]span
}

type outRow struct {
	src  int
	unit int  // index of the line; -1 outside the rows of units
	item int  // index of the section's indicator; -1 for none
	adds span // the rows of units that a total in this row adds up
}

type outCol struct {
	src  int
	item int       // index of the column's indicator; -1 for none
	day  model.Day // of the column; 0 for none
}

func newPlan(s *sheet, d *data) *plan {
	p := &plan{sheet: s, data: d, rowsOf: map[int]span{}, colsOf: map[int]span{},
		outRows: make([]outRow, 1), outCols: make([]outCol, 1)}
	for r := 1; r <= s.rows; r++ {
		switch {
		case r == s.band().first:
			p.addBand()
			r = s.unitRow
		case !p.dropsRow(r):
			p.addRow(outRow{src: r, unit: -1, item: -1})
		}
	}
	p.addUp()
	for c := 1; c <= s.cols; c++ {
		switch {
		case c == s.block.first:
			p.addBlock()
			c = s.block.last
		case !p.dropsCol(c):
			item := -1
			if i, ok := s.pins[c]; ok {
				item = i
			}
			p.addCol(outCol{src: c, item: item})
		}
	}
	return p
}

func (p *plan) addRow(r outRow) {
	p.outRows = append(p.outRows, r)
	p.rowsOf[r.src] = p.rowsOf[r.src].extended(len(p.outRows) - 1)
}

func (p *plan) addCol(c outCol) {
	p.outCols = append(p.outCols, c)
	p.colsOf[c.src] = p.colsOf[c.src].extended(len(p.outCols) - 1)
}

func (s span) extended(i int) span {
	if s.first == 0 {
		return span{i, i}
	}
	return span{s.first, i}
}

// addBand unfolds the rows that repeat.
func (p *plan) addBand() {
	items := []int{-1}
	if p.bandRow != 0 {
		items = p.data.printed
	}
	for _, item := range items {
		for r := p.band().first; r < p.unitRow; r++ {
			p.addRow(outRow{src: r, unit: -1, item: item})
		}
		for u := range p.data.Window.Lines {
			p.addRow(outRow{src: p.unitRow, unit: u, item: item})
		}
	}
}

// addUp gives each row outside the rows of units those that its totals add up:
// of its own section, or all where the units stand once.
func (p *plan) addUp() {
	units := map[int]span{} // by section
	for r, row := range p.outRows {
		if r > 0 && row.unit >= 0 {
			units[row.item] = units[row.item].extended(r)
		}
	}
	for r := range p.outRows {
		if row := &p.outRows[r]; row.unit < 0 {
			row.adds = units[row.item]
		}
	}
}

// addBlock shares the indicators or days out over the block's columns in
// proportion, so that what spans a part of the block keeps its part.
func (p *plan) addBlock() {
	items := make([]outCol, 0, len(p.data.printed))
	if p.block.days {
		for _, day := range p.data.days {
			items = append(items, outCol{item: -1, day: day})
		}
	} else {
		for _, i := range p.data.printed {
			items = append(items, outCol{item: i})
		}
	}
	k := p.block.n()
	for i, c := range items {
		c.src = p.block.first + (2*i+1)*k/(2*len(items))
		p.addCol(c)
	}
}

// dropsRow: without an addressee there is no "Kính gửi".
func (p *plan) dropsRow(r int) bool {
	if len(p.data.Programme.Letterhead.Addressee) > 0 {
		return false
	}
	for c := 1; c <= p.cols; c++ {
		if cell := p.cells[at{r, c}]; cell != nil && cell.says("kinh_gui") {
			return true
		}
	}
	return false
}

// dropsCol: timeliness is a switch of the letterhead.
func (p *plan) dropsCol(c int) bool {
	cell := p.cells[at{p.unitRow, c}]
	return cell != nil && cell.says("dung_han") && !p.data.Programme.Letterhead.Timeliness
}

// mapped is where a rectangle of the form lies in the filled sheet, and false
// where nothing is left of it.
func (p *plan) mapped(m rect) (rect, bool) {
	rows, cols := union(p.rowsOf, m.row, m.endRow), union(p.colsOf, m.col, m.endCol)
	return rect{rows.first, cols.first, rows.last, cols.last}, rows.n() > 0 && cols.n() > 0
}

func union(of map[int]span, first, last int) span {
	var all span
	for i := first; i <= last; i++ {
		if s := of[i]; s.n() > 0 {
			all = all.extended(s.first).extended(s.last)
		}
	}
	return all
}

// ordinal numbers a row of units within its section.
func (p *plan) ordinal(row int) int { return p.outRows[row].unit + 1 }

// rowOf is the row of the filled sheet that says a word; 0 for none.
func (p *plan) rowOf(word string) int {
	a, ok := p.find(word)
	if !ok {
		return 0
	}
	return p.rowsOf[a.row].first
}

// columnNumber numbers the columns of the numbering row; the column of a
// formula shows it in the numbers of its terms (4=5+6) where all are printed
// and it is true of every row: a unit may have stated a total alone.
func (p *plan) columnNumber(pl *place) string {
	src := p.outRows[pl.row].src
	n, byItem := 0, map[int]string{}
	own := ""
	for col := 1; col < len(p.outCols); col++ {
		c := p.outCols[col]
		if cell := p.cells[at{src, c.src}]; cell == nil || !cell.says("so_cot") {
			continue
		}
		n++
		if c.item >= 0 {
			byItem[c.item] = strconv.Itoa(n)
		}
		if col == pl.col {
			own = strconv.Itoa(n)
		}
	}
	if pl.item < 0 || !pl.formulaHolds(pl.item) {
		return own
	}
	var terms strings.Builder
	for i, t := range pl.indicator(pl.item).Formula {
		number := byItem[pl.indexOf(t.Indicator)]
		if number == "" {
			return own
		}
		switch {
		case t.Sign < 0:
			terms.WriteString("-")
		case i > 0:
			terms.WriteString("+")
		}
		terms.WriteString(number)
	}
	return own + "=" + terms.String()
}
