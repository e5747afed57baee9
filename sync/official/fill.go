package official

import (
	"errors"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A workbook is a form while it is being filled.
type workbook struct {
	f     *excelize.File
	looks *looks
	// formulas collects the text of every formula with a number beside it.
	formulas map[string]bool
	plans    map[string]*plan // of the filled sheets, by name
	// again tells, by sheet, before which rows a section's heading stands again;
	// broken collects the rows with which a page begins amid a section.
	again, broken map[string][]sectionRow
}

// A filling is one sheet of it.
type filling struct {
	*plan
	*workbook
	// shown are the filled sheet's texts as they show, for measuring.
	shown map[at]string
}

// fill unfolds one sheet of the form and fills it. A sheet without a row of
// units is filled as it stands.
func (w *workbook) fill(s *sheet, d *data) error {
	fl := &filling{plan: newPlan(s, d, w.again[s.name]), workbook: w, shown: map[at]string{}}
	w.plans[s.name] = fl.plan
	for _, step := range []func() error{fl.unmerge, fl.unfold, fl.write, fl.merge, fl.fitColumns, fl.fitRows, fl.breakPages} {
		if err := step(); err != nil {
			return err
		}
	}
	last := cellName(max(1, len(fl.outCols)-1), max(1, len(fl.outRows)-1))
	return w.f.SetSheetDimension(s.name, "A1:"+last)
}

func (fl *filling) unmerge() error {
	var errs []error
	for _, m := range fl.merges {
		errs = append(errs, fl.f.UnmergeCell(fl.name, cellName(m.col, m.row), cellName(m.endCol, m.endRow)))
	}
	return errors.Join(errs...)
}

// unfold makes room: from the bottom up and from the right to the left, so
// that positions still to come keep their meaning. The library moves pictures,
// print titles and conditional formats along.
func (fl *filling) unfold() error {
	for r := fl.rows; r >= 1; r-- {
		b := fl.bandAt(r)
		if b.n() == 0 {
			b.span = span{r, r}
		}
		if err := fl.resize(b.span, union(fl.rowsOf, b.first, b.last).n()); err != nil {
			return err
		}
		r = b.first
	}
	for c := fl.cols; c >= 1; c-- {
		var err error
		switch n := fl.colsOf[c].n(); {
		case n == 0:
			err = fl.f.RemoveCol(fl.name, columnName(c))
		case n > 1:
			err = fl.f.InsertCols(fl.name, columnName(c+1), n-1)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// resize makes neighbouring rows so many.
func (fl *filling) resize(rows span, want int) error {
	if more := want - rows.n(); more > 0 {
		return fl.f.InsertRows(fl.name, rows.last+1, more)
	}
	for n := rows.n(); n > want; n-- {
		if err := fl.f.RemoveRow(fl.name, rows.first); err != nil {
			return err
		}
	}
	return nil
}

// write fills every cell of the unfolded sheet that is not the form's own.
func (fl *filling) write() error {
	for row := 1; row < len(fl.outRows); row++ {
		src := fl.outRows[row].src
		if err := fl.f.SetRowHeight(fl.name, row, fl.heights[src]); err != nil {
			return err
		}
		for col := 1; col < len(fl.outCols); col++ {
			if err := fl.writeCell(row, col, at{src, fl.outCols[col].src}); err != nil {
				return err
			}
		}
	}
	return fl.keepLost()
}

func (fl *filling) writeCell(row, col int, src at) error {
	name := cellName(col, row)
	copied := fl.repeats(src.row) || fl.block.has(src.col)
	if copied {
		if err := fl.f.SetCellStyle(fl.name, name, name, fl.styles[src]); err != nil {
			return err
		}
	}
	c := fl.cells[src]
	if c == nil {
		return nil
	}
	// What does not speak of its column's indicator or day stands once, in the
	// first of the columns that its own became.
	if fl.block.has(src.col) && c.needs()&(needIndicator|needPart|needUnit) == 0 && !c.says("so_cot") && col != fl.colsOf[src.col].first {
		return nil
	}
	if c.literal() && !copied {
		fl.shown[at{row, col}] = c.text
		return nil
	}
	return fl.set(row, col, fl.styles[src], fl.valueOf(c, fl.place(row, col)))
}

// place says what a cell of the filled sheet stands for.
func (fl *filling) place(row, col int) *place {
	r, c := fl.outRows[row], fl.outCols[col]
	p := &place{data: fl.data, plan: fl.plan, row: row, col: col, item: c.item, part: c.part, entry: r.entry, total: &fl.data.Window.Total}
	if r.item >= 0 {
		p.item = r.item
	}
	if r.section >= 0 {
		p.section = &fl.data.sections[r.section]
		p.total = &p.section.total
	}
	if r.unit >= 0 {
		p.line = fl.data.lines[r.unit]
	}
	return p
}

// valueOf is a cell's value: that of its only placeholder, else its text with
// each placeholder's in its place. A heading that stands again has no total,
// which the rows below would seem to make up.
func (fl *filling) valueOf(c *cell, p *place) value {
	if len(c.tokens) == 1 && c.tokens[0].isWord() {
		v := c.tokens[0].valueAt(p)
		if fl.outRows[p.row].again && (v.isNum || v.centre) {
			return textValue("")
		}
		return v
	}
	var b strings.Builder
	for _, t := range c.tokens {
		if t.isWord() {
			b.WriteString(t.valueAt(p).inProse())
		} else {
			b.WriteString(t.literal)
		}
	}
	return textValue(b.String())
}

func (t token) valueAt(p *place) value {
	if t.id == "" {
		return t.word.value(p)
	}
	q := *p
	q.item = p.indexOf(t.id)
	return t.word.value(&q)
}

// set writes a value. Texts are always written as text, whatever they begin
// with.
func (fl *filling) set(row, col, style int, v value) error {
	name := cellName(col, row)
	v, err := fl.looks.offBorder(style, v)
	if err != nil {
		return err
	}
	fl.shown[at{row, col}] = v.shown
	if style2, err := fl.looks.of(style, v); err != nil {
		return err
	} else if style2 != style {
		if err := fl.f.SetCellStyle(fl.name, name, name, style2); err != nil {
			return err
		}
	}
	switch {
	case !v.isNum && v.text == "":
		return fl.f.SetCellValue(fl.name, name, nil)
	case !v.isNum:
		return fl.f.SetCellStr(fl.name, name, escaped(v.text))
	}
	if err := fl.f.SetCellInt(fl.name, name, v.n); err != nil || v.formula == "" {
		return err
	}
	fl.formulas[v.formula] = true
	return fl.f.SetCellFormula(fl.name, name, v.formula)
}

// keepLost moves a text out of a column of the block that shrank away, to what
// is left of the merged cells that it headed.
func (fl *filling) keepLost() error {
	for _, a := range fl.ordered() {
		c := fl.cells[a]
		if !fl.block.has(a.col) || fl.colsOf[a.col].n() > 0 || c.needs() != 0 || c.says("so_cot") || fl.rowsOf[a.row].n() == 0 {
			continue
		}
		moved := false
		for _, m := range fl.merges {
			if to, ok := fl.mapped(m); ok && m.row == a.row && m.col == a.col {
				style := fl.styles[a]
				if err := fl.f.SetCellStyle(fl.name, cellName(to.col, to.row), cellName(to.endCol, to.row), style); err != nil {
					return err
				}
				if err := fl.set(to.row, to.col, style, fl.valueOf(c, fl.place(to.row, to.col))); err != nil {
					return err
				}
				moved = true
			}
		}
		if !moved {
			return fl.fault(a, faultNoColumn, c.text)
		}
	}
	return nil
}

// merge puts the form's merged cells back where they now lie, once a repeated
// row, and those of the heading besides.
func (fl *filling) merge() error {
	rects := fl.headingMerges()
	for _, m := range fl.merges {
		to, ok := fl.mapped(m)
		if !ok || fl.merged(m) {
			continue
		}
		rows := []span{{to.row, to.endRow}}
		if fl.repeats(m.row) {
			rows = fl.each(m.row)
		}
		cols := []span{{to.col, to.endCol}}
		if m.col == m.endCol && fl.block.has(m.col) {
			cols = nil
			for c := to.col; c <= to.endCol; c++ {
				cols = append(cols, span{c, c})
			}
		}
		for _, r := range rows {
			for _, c := range cols {
				rects = append(rects, rect{r.first, c.first, r.last, c.last})
			}
		}
	}
	fl.merges = rects
	for _, m := range rects {
		if m.row == m.endRow && m.col == m.endCol {
			continue
		}
		if err := fl.f.MergeCell(fl.name, cellName(m.col, m.row), cellName(m.endCol, m.endRow)); err != nil {
			return err
		}
	}
	return nil
}

// merged reports whether merged cells of the form lie over several columns of
// the block in a cell that each of its columns has: there the groups of the
// heading decide.
func (fl *filling) merged(m rect) bool {
	c := fl.cells[at{m.row, m.col}]
	return c != nil && m.endCol > m.col && fl.block.has(m.col) && c.needs()&(needIndicator|needPart) != 0
}

// each gives the filled sheet's rows that come from one row of the form.
func (fl *filling) each(src int) []span {
	var rows []span
	for r := 1; r < len(fl.outRows); r++ {
		if fl.outRows[r].src == src {
			rows = append(rows, span{r, r})
		}
	}
	return rows
}
