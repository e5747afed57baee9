package official

import (
	"slices"
	"strconv"
	"strings"
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
	again   []sectionRow // before which a section's heading stands again
	// footnotes are those that explain this sheet.
	footnotes []string
}

// A sectionRow is the row of a unit in an indicator's section.
type sectionRow struct{ item, unit int }

// An outRow's indexes are -1 where the row stands for no such thing.
type outRow struct {
	src     int
	unit    int  // of the line
	item    int  // of the section's indicator
	section int  // of the section's type of units
	entry   int  // of the list
	again   bool // a section's heading once more, at the head of a page
	adds    span // the rows of units that a total in this row adds up
}

type outCol struct {
	src  int
	item int   // index of the column's indicator; -1 for none
	part *part // the column's day or month; nil for none
}

// newPlan unfolds a sheet. The heading of a section stands again before some of
// its rows.
func newPlan(s *sheet, d *data, again []sectionRow) *plan {
	p := &plan{sheet: s, data: d, again: again, rowsOf: map[int]span{}, colsOf: map[int]span{},
		outRows: make([]outRow, 1), outCols: make([]outCol, 1)}
	for _, n := range d.footnotes {
		if _, ok := s.find(n.word); ok || n.word == "" {
			p.footnotes = append(p.footnotes, n.text)
		}
	}
	for r := 1; r <= s.rows; r++ {
		switch b := s.bandAt(r); {
		case b.mark == markUnit:
			p.addUnits(b)
			r = b.last
		case b.n() > 0:
			for i := range p.entries(b.mark) {
				p.addRow(outRow{src: r, unit: -1, item: -1, section: -1, entry: i})
			}
		case !p.dropsRow(r):
			p.addRow(plainRow(r))
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

func plainRow(src int) outRow { return outRow{src: src, unit: -1, item: -1, section: -1, entry: -1} }

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

// addUnits unfolds the rows of units: in a section for each indicator, in one
// for each type of units where there are several, or once.
func (p *plan) addUnits(b band) {
	heading := func(head outRow) {
		for r := b.first; r < p.unitRow && (p.bandRow != 0 || head.section >= 0); r++ {
			head.src = r
			p.addRow(head)
		}
	}
	add := func(head outRow, first, last int) {
		heading(head)
		for u := first; u <= last; u++ {
			if slices.Contains(p.again, sectionRow{head.item, u}) {
				again := head
				again.again = true
				heading(again)
			}
			row := head
			row.src, row.unit = p.unitRow, u
			p.addRow(row)
		}
	}
	all := len(p.data.lines) - 1
	switch {
	case p.bandRow != 0:
		for _, item := range p.data.annexed {
			head := plainRow(0)
			head.item = item
			add(head, 0, all)
		}
	case p.typeRow != 0 && len(p.data.sections) > 1:
		for i, s := range p.data.sections {
			head := plainRow(0)
			head.section = i
			add(head, s.first, s.last)
		}
	default:
		add(plainRow(0), 0, all)
	}
}

// addUp gives each row outside the rows of units those that its totals add up:
// of its own section, or all.
func (p *plan) addUp() {
	type part struct{ item, section int }
	units := map[part]span{}
	for r, row := range p.outRows {
		if r > 0 && row.unit >= 0 {
			own := part{row.item, row.section}
			units[own] = units[own].extended(r)
			if all := (part{-1, -1}); own != all && row.item < 0 {
				units[all] = units[all].extended(r)
			}
		}
	}
	for r := range p.outRows {
		if row := &p.outRows[r]; row.unit < 0 {
			row.adds = units[part{row.item, row.section}]
		}
	}
}

// addBlock shares the indicators, days or months out over the block's columns
// in proportion, so that what spans a part of the block keeps its part.
func (p *plan) addBlock() {
	items := make([]outCol, 0, len(p.data.printed))
	if p.block.parts {
		for i := range p.data.parts {
			items = append(items, outCol{item: -1, part: &p.data.parts[i]})
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

// dropsRow: a row goes with a word of it that has nothing to say in this
// report, such as "Kính gửi" without an addressee.
func (p *plan) dropsRow(r int) bool {
	for c := 1; c <= p.cols; c++ {
		cell := p.cells[at{r, c}]
		if cell == nil {
			continue
		}
		for _, t := range cell.tokens {
			if t.word != nil && t.word.idle != nil && t.word.idle(p.data) {
				return true
			}
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

// ordinal numbers a row of units or of a list within its section.
func (p *plan) ordinal(row int) int {
	r := p.outRows[row]
	switch {
	case r.entry >= 0:
		return r.entry + 1
	case r.section >= 0:
		return r.unit - p.data.sections[r.section].first + 1
	}
	return r.unit + 1
}

// dayRows are the rows that repeat a day.
func (p *plan) dayRows() span {
	for src, mark := range p.lists {
		if mark == markDay {
			return p.rowsOf[src]
		}
	}
	return span{}
}

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
