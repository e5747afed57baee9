package official

// The two-level heading: neighbours of one group share the upper line; an
// indicator without group takes both lines.

// levels are the form's rows of the upper and the lower heading; 0 where the
// form has none.
func (p *plan) levels() (upper, lower int) {
	if a, ok := p.find("nhom"); ok {
		upper = a.row
	}
	if a, ok := p.find("chi_tieu"); ok {
		lower = a.row
	}
	if upper >= lower {
		upper = 0
	}
	return upper, lower
}

func (p *plan) upperHeading(pl *place) string {
	x := pl.indicator(pl.item)
	if x.Group == "" {
		return pl.fullName(pl.item)
	}
	if pl.col > 1 && p.sameGroup(pl.col-1, pl.col) {
		return "" // merged with its neighbour
	}
	return pl.heading(clean(x.Group), p.groupUnit(pl.col))
}

func (p *plan) lowerHeading(pl *place) string {
	x := pl.indicator(pl.item)
	upper, _ := p.levels()
	switch {
	case upper == 0:
		return pl.fullName(pl.item)
	case x.Group == "":
		return "" // merged with the line above
	}
	name := clean(x.Short)
	if name == "" {
		name = clean(x.Label)
	}
	if p.groupUnit(p.groupOf(pl.col).first) == "" {
		return pl.heading(name, clean(x.Unit))
	}
	return name
}

func (p *plan) sameGroup(a, b int) bool {
	x, y := p.outCols[a].item, p.outCols[b].item
	if x < 0 || y < 0 {
		return false
	}
	g := p.data.indicator(x).Group
	return g != "" && g == p.data.indicator(y).Group
}

// groupOf is the run of columns that share a column's group.
func (p *plan) groupOf(col int) span {
	s := span{col, col}
	for s.first > 1 && p.sameGroup(s.first-1, col) {
		s.first--
	}
	for s.last+1 < len(p.outCols) && p.sameGroup(s.last+1, col) {
		s.last++
	}
	return s
}

// groupUnit is the unit of measure that serves a whole group; "" for none.
func (p *plan) groupUnit(col int) string {
	g := p.groupOf(col)
	unit := p.data.indicator(p.outCols[g.first].item).Unit
	for c := g.first; c <= g.last; c++ {
		if p.data.indicator(p.outCols[c].item).Unit != unit {
			return ""
		}
	}
	return clean(unit)
}

// headingMerges are the merged cells of the two-level heading.
func (p *plan) headingMerges() []rect {
	upper, lower := p.levels()
	if upper == 0 {
		return nil
	}
	top, bottom := p.rowsOf[upper].first, p.rowsOf[lower].last
	var merges []rect
	for col := 1; col < len(p.outCols); col++ {
		c := p.outCols[col]
		if cell := p.cells[at{upper, c.src}]; c.item < 0 || cell == nil || !cell.says("nhom") {
			continue
		}
		g := p.groupOf(col)
		switch {
		case p.data.indicator(c.item).Group == "":
			merges = append(merges, rect{top, col, bottom, col})
		case g.first == col && g.n() > 1:
			merges = append(merges, rect{top, col, p.rowsOf[upper].last, g.last})
		}
	}
	return merges
}
