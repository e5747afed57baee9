package official

import (
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"
)

// A wordTable is a table of a Word form while it unfolds.
type wordTable struct {
	*wording
	tbl    *etree.Element
	rows   []*wordRow
	block  int      // the column of the grid that says {{so_lieu}}; -1 for none
	items  []outCol // what the columns that it becomes stand for
	filled []*etree.Element
}

type wordRow struct {
	e     *etree.Element
	text  string
	marks []string
}

func (r *wordRow) marked(mark string) bool { return slices.Contains(r.marks, mark) }

// columnAttr tells, while a table unfolds, for which of the block's columns a
// cell stands.
const columnAttr = "column"

// table fills a table and reports whether nothing of it is left.
func (w *wording) table(tbl *etree.Element, p *place) (idle bool) {
	t := &wordTable{wording: w, tbl: tbl, block: -1}
	for _, e := range tbl.SelectElements("w:tr") {
		row := &wordRow{e: e}
		for _, para := range e.FindElements(".//w:p") {
			text := joined(piecesOf(para))
			row.text += text + "\n"
			row.marks = append(row.marks, w.read(text).marks...)
		}
		t.rows = append(t.rows, row)
	}
	if len(t.rows) == 0 {
		return false
	}
	if w.Replaces == "" && slices.ContainsFunc(t.rows, func(r *wordRow) bool { return r.marked(markChange) }) {
		return true
	}
	q := *w.nowhere()
	q.entry, q.line = p.entry, p.line
	t.dropTimeliness()
	t.unfoldColumns(&q)
	t.unfoldRows(&q)
	index := t.rows[0].e.Index()
	for _, r := range t.rows {
		tbl.RemoveChild(r.e)
	}
	for i, e := range t.filled {
		tbl.InsertChildAt(index+i, e)
	}
	return len(t.filled) == 0
}

// unfoldRows repeats the rows that are marked and fills all.
func (t *wordTable) unfoldRows(p *place) {
	band, unit := -1, slices.IndexFunc(t.rows, func(r *wordRow) bool { return r.marked(markUnit) })
	for i, r := range t.rows {
		if (r.marked(markType) || r.marked(markIndicator)) && i < unit {
			band = i
			break
		}
	}
	if band < 0 {
		band = unit
	}
	for i := 0; i < len(t.rows); i++ {
		r := t.rows[i]
		list := slices.IndexFunc(r.marks, isList)
		switch {
		case unit >= 0 && i == band:
			t.units(t.rows[band:unit], t.rows[unit], p)
			i = unit
		case list >= 0:
			for n := range p.plan.entries(r.marks[list]) {
				t.fill(r, p.at(r.marks[list], n))
			}
		default:
			row := plainRow(headingRow)
			t.fill(r, t.row(p, row))
		}
	}
}

// headingRow is the row of the plan in which a heading's words are looked up.
const headingRow = 3

// row is the place of a row that stands for something.
func (t *wordTable) row(p *place, row outRow) *place {
	q := *p
	q.plan.outRows = append(q.plan.outRows, row)
	q.row = len(q.plan.outRows) - 1
	q.item, q.entry = row.item, row.entry
	if row.section >= 0 {
		q.section = &t.sections[row.section]
		q.total = &q.section.total
	}
	if row.unit >= 0 {
		q.line = t.lines[row.unit]
	}
	return &q
}

// units unfolds the rows of units: in a section for each indicator or type of
// units where the form has a heading for it, or once.
func (t *wordTable) units(heads []*wordRow, unit *wordRow, p *place) {
	add := func(section outRow, first, last int, headed bool) {
		for _, h := range heads {
			if headed {
				t.fill(h, t.row(p, section))
			}
		}
		for u := first; u <= last; u++ {
			row := section
			row.unit = u
			t.fill(unit, t.row(p, row))
		}
	}
	all := len(t.lines) - 1
	switch {
	case len(heads) > 0 && heads[0].marked(markIndicator):
		for _, item := range t.annexed {
			section := plainRow(0)
			section.item = item
			add(section, 0, all, true)
		}
	case len(heads) > 0 && len(t.sections) > 1:
		for i, s := range t.sections {
			section := plainRow(0)
			section.section = i
			add(section, s.first, s.last, true)
		}
	default:
		add(plainRow(0), 0, all, false)
	}
}

// fill fills a copy of a row, unless a word that fills a cell by itself has
// nothing to say.
func (t *wordTable) fill(r *wordRow, p *place) {
	for _, c := range r.e.SelectElements("w:tc") {
		if paras := c.FindElements(".//w:p"); len(paras) == 1 && t.saysNothing(t.read(joined(piecesOf(paras[0]))).tokens) {
			return
		}
	}
	e := r.e.Copy()
	for _, c := range e.SelectElements("w:tc") {
		q := *p
		if a := c.RemoveAttr(columnAttr); a != nil {
			n, _ := strconv.Atoi(a.Value)
			q.col, q.part = n+1, t.items[n].part
			if t.items[n].item >= 0 {
				q.item = t.items[n].item
			}
		}
		t.blocks(c, &q)
		if c.SelectElement("w:p") == nil {
			c.AddChild(etree.NewElement("w:p")) // a cell without a paragraph is no cell
		}
	}
	t.filled = append(t.filled, e)
}

func (t *wordTable) tokensOf(r *wordRow) (all []token) {
	for line := range strings.SplitSeq(r.text, "\n") {
		all = append(all, t.read(line).tokens...)
	}
	return all
}
