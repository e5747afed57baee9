package official

import (
	"slices"
	"strconv"

	"github.com/beevik/etree"
)

// dropTimeliness takes out the column that says {{dung_han}} where the letterhead
// does not tell of it; its room goes to the last column.
func (t *wordTable) dropTimeliness() {
	col := t.columnOf("dung_han")
	if col < 0 || t.Programme.Letterhead.Timeliness {
		return
	}
	for _, r := range t.rows {
		if c, _, n := cellAtColumn(r.e, col); c != nil && n > 1 {
			setSpan(c, n-1)
		} else if c != nil {
			r.e.RemoveChild(c)
		}
	}
	if grid := t.grid(); col < len(grid) {
		last := grid[len(grid)-1]
		setWidth(last, widthOf(last)+widthOf(grid[col]))
		grid[col].Parent().RemoveChild(grid[col])
	}
	t.fitCells()
}

// unfoldColumns makes the block's column as many as there are indicators, days
// or months, and of the heading above them one cell for each group.
func (t *wordTable) unfoldColumns(p *place) {
	for _, word := range []string{"so_lieu", "so_lieu_ngay", "tong:so_lieu_ngay"} {
		if t.block = t.columnOf(word); t.block >= 0 {
			t.items = t.columnsFor(word)
			break
		}
	}
	if t.block < 0 || len(t.items) == 0 {
		t.block = -1
		return
	}
	t.planHeading(p)
	for _, r := range t.rows {
		t.unfoldRow(r, p)
	}
	grid := t.grid()
	if t.block < len(grid) {
		old, share := grid[t.block], widthOf(grid[t.block])/len(t.items)
		for range t.items {
			c := old.Copy()
			setWidth(c, share)
			old.Parent().InsertChildAt(old.Index(), c)
		}
		old.Parent().RemoveChild(old)
	}
	t.fitCells()
}

// columnsFor are what the block's columns stand for.
func (t *wordTable) columnsFor(word string) (all []outCol) {
	if word == "so_lieu_ngay" {
		for i := range t.parts {
			all = append(all, outCol{src: 1, item: -1, part: &t.parts[i]})
		}
		return all
	}
	for _, i := range t.printed {
		all = append(all, outCol{src: 1, item: i})
	}
	return all
}

// planHeading lets the words of a two-level heading and of the numbering row see
// the block's columns as those of a workbook do.
func (t *wordTable) planHeading(p *place) {
	p.plan.outCols = append([]outCol{{item: -1}}, t.items...)
	cells := p.plan.cells
	for row, name := range map[int]string{1: "nhom", 2: "chi_tieu", headingRow: "so_cot"} {
		if slices.ContainsFunc(t.rows, func(r *wordRow) bool { return t.says(r, name) }) {
			cells[at{row, 1}] = &cell{tokens: []token{{word: t.words[name]}}}
		}
	}
}

// unfoldRow makes the cell in the block's column as many, or as wide.
func (t *wordTable) unfoldRow(r *wordRow, p *place) {
	c, _, n := cellAtColumn(r.e, t.block)
	switch {
	case c == nil:
		return
	case n > 1:
		setSpan(c, n-1+len(t.items))
		return
	}
	group := t.cellSays(c, "nhom")
	for k := range t.items {
		copied := c.Copy()
		copied.CreateAttr(columnAttr, strconv.Itoa(k))
		if !t.twoLevels() || !group && !t.cellSays(c, "chi_tieu") {
			r.e.InsertChildAt(c.Index(), copied)
			continue
		}
		own := t.indicator(t.items[k].item).Group != ""
		switch g := p.plan.groupOf(k + 1); {
		case !own && group:
			setMerge(copied, "restart")
		case !own:
			setMerge(copied, "continue")
		case group && g.first != k+1:
			continue // one cell with its neighbour
		case group:
			setSpan(copied, g.n())
		}
		r.e.InsertChildAt(c.Index(), copied)
	}
	r.e.RemoveChild(c)
}

func (t *wordTable) twoLevels() bool {
	return t.items[0].item >= 0 && slices.ContainsFunc(t.rows, func(r *wordRow) bool { return t.says(r, "nhom") })
}

func (t *wordTable) says(r *wordRow, name string) bool {
	return slices.ContainsFunc(t.tokensOf(r), func(k token) bool { return k.word != nil && k.word.name == name && k.id == "" })
}

func (t *wordTable) cellSays(c *etree.Element, name string) bool {
	return slices.ContainsFunc(c.FindElements(".//w:p"), func(para *etree.Element) bool {
		return slices.ContainsFunc(t.read(joined(piecesOf(para))).tokens, func(k token) bool { return k.word != nil && k.word.name == name && k.id == "" })
	})
}

// columnOf is the column of the grid in whose cell a word stands in a row that
// repeats a unit or a day; -1 for none.
func (t *wordTable) columnOf(name string) int {
	for _, r := range t.rows {
		if !r.marked(markUnit) && !r.marked(markDay) {
			continue
		}
		col := 0
		for _, c := range r.e.SelectElements("w:tc") {
			if t.cellSays(c, name) {
				return col
			}
			col += spanOf(c)
		}
	}
	return -1
}

// fitCells gives each cell the width of its columns, without which LibreOffice
// and Word disagree, and the many columns of a wide block a smaller letter.
func (t *wordTable) fitCells() {
	grid := t.grid()
	for _, r := range t.rows {
		col := 0
		for _, c := range r.e.SelectElements("w:tc") {
			width := 0
			for k := col; k < min(col+spanOf(c), len(grid)); k++ {
				width += widthOf(grid[k])
			}
			if w := property(c, "w:tcW"); width > 0 {
				setAttr(w, "w:w", strconv.Itoa(width))
				setAttr(w, "w:type", "dxa")
			}
			if c.SelectAttr(columnAttr) != nil && spanOf(c) == 1 {
				shrink(c, width)
			}
			col += spanOf(c)
		}
	}
}

// shrink makes letters smaller that a narrow cell would break within a word.
func shrink(c *etree.Element, twips int) {
	size := 0
	switch {
	case twips < 620:
		size = 15
	case twips < 800:
		size = 17
	case twips < 1000:
		size = 19
	default:
		return
	}
	for _, e := range c.FindElements(".//w:sz") {
		if n, err := strconv.Atoi(e.SelectAttrValue("w:val", "")); err == nil && n > size {
			setAttr(e, "w:val", strconv.Itoa(size))
		}
	}
}

func (t *wordTable) grid() []*etree.Element { return t.tbl.FindElements("w:tblGrid/w:gridCol") }

// cellAtColumn finds the cell of a row that lies over a column of the grid.
func cellAtColumn(row *etree.Element, col int) (c *etree.Element, first, span int) {
	at := 0
	for _, c := range row.SelectElements("w:tc") {
		n := spanOf(c)
		if col < at+n {
			return c, at, n
		}
		at += n
	}
	return nil, 0, 0
}

func spanOf(c *etree.Element) int {
	if e := c.FindElement("w:tcPr/w:gridSpan"); e != nil {
		if n, err := strconv.Atoi(e.SelectAttrValue("w:val", "1")); err == nil && n > 0 {
			return n
		}
	}
	return 1
}

func widthOf(gridCol *etree.Element) int {
	n, _ := strconv.Atoi(gridCol.SelectAttrValue("w:w", "0"))
	return n
}

func setWidth(gridCol *etree.Element, n int) { setAttr(gridCol, "w:w", strconv.Itoa(n)) }
func setSpan(c *etree.Element, n int)        { setAttr(property(c, "w:gridSpan"), "w:val", strconv.Itoa(n)) }
func setMerge(c *etree.Element, how string)  { setAttr(property(c, "w:vMerge"), "w:val", how) }

func setAttr(e *etree.Element, name, value string) { e.CreateAttr(name, value) }

// property gives a cell's property, made where it is not there, in the order
// that the schema asks for.
func property(c *etree.Element, name string) *etree.Element {
	props := c.SelectElement("w:tcPr")
	if props == nil {
		props = etree.NewElement("w:tcPr")
		c.InsertChildAt(0, props)
	}
	if e := props.SelectElement(name); e != nil {
		return e
	}
	order := []string{"w:cnfStyle", "w:tcW", "w:gridSpan", "w:hMerge", "w:vMerge"}
	e, index := etree.NewElement(name), 0
	for _, before := range order[:slices.Index(order, name)] {
		if x := props.SelectElement(before); x != nil {
			index = x.Index() + 1
		}
	}
	props.InsertChildAt(index, e)
	return e
}
