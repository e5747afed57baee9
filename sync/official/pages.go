package official

import (
	"strconv"
	"strings"
)

// A4 in points; forms are A4 by Hướng dẫn 29-HD/TWĐTN-VP and by Nghị định
// 30/2020/NĐ-CP.
const a4Short, a4Long = 595.3, 841.9

const (
	// keepLines is how many rows of units go with the totals and the
	// signature, so that no page carries a signature alone.
	keepLines = 2
	// fits is the part of a page that surely fits on it: programs and printers
	// differ by a little in where a page ends.
	fits = 0.97
)

// breakPages ends every page itself, so that Excel and LibreOffice agree on
// which rows stand together: what follows the table (totals, copies,
// signature) keeps the last lines of the table before it, and a section's
// heading the first ones after it.
func (fl *filling) breakPages() error {
	p, err := fl.page()
	if err != nil {
		return err
	}
	used, anchor := 0.0, fl.anchor(p)
	for r := 1; r < len(fl.outRows); r++ {
		need := p.sum(fl.together(r, anchor))
		if p.repeated+need > p.height {
			need = p.heights[r] // cannot be kept together anyhow
		}
		if r > 1 && used+need > p.height {
			if err := fl.f.InsertPageBreak(fl.name, cellName(1, r)); err != nil {
				return err
			}
			used = p.repeated
		}
		used += p.heights[r]
	}
	return nil
}

// together are the rows from one on that a page must not part.
func (fl *filling) together(row, anchor int) span {
	last := len(fl.outRows) - 1
	if row == anchor {
		return span{row, last}
	}
	if fl.heads(row) || row < last && fl.outRows[row].entry < 0 && fl.outRows[row+1].entry == 0 {
		return span{row, min(row+keepLines, last)}
	}
	return span{row, row}
}

// heads reports whether a row is the heading of a section.
func (fl *filling) heads(row int) bool {
	r := fl.outRows[row]
	return row > 0 && (r.item >= 0 || r.section >= 0) && r.unit < 0
}

// anchor is the first of the rows that go with the signature on one page: the
// last units, or where these are too much for it with all that follows, fewer
// rows of the table, but two of them; where footnotes fill a page, the last of
// those. It is 0 where nothing follows the table.
func (fl *filling) anchor(p page) int {
	lists := span{}
	for src := range fl.lists {
		if rows := fl.rowsOf[src]; rows.last > lists.last {
			lists = rows
		}
	}
	units := fl.rowsOf[fl.unitRow]
	for _, rows := range []span{{units.last, fl.tableEnd(units.last)}, {lists.last, lists.last}} {
		if rows.last == 0 || fl.closed(rows.first) {
			continue
		}
		for r := max(1, rows.first-keepLines+1); r <= rows.last-keepLines+1; r++ {
			from := r
			if fl.heads(r - 1) {
				from--
			}
			if p.repeated+p.sum(span{from, len(fl.outRows) - 1}) <= p.height {
				return from
			}
		}
	}
	return 0
}

// tableEnd is the last of the totals that follow the rows of units.
func (fl *filling) tableEnd(row int) int {
	for r := row + 1; r < len(fl.outRows); r++ {
		totals := false
		for col := 1; col <= fl.cols; col++ {
			c := fl.cells[at{fl.outRows[r].src, col}]
			totals = totals || c != nil && (c.needs()&needIndicator != 0 || strings.Contains(c.text, "{{tong:"))
		}
		if !totals {
			return r - 1
		}
	}
	return len(fl.outRows) - 1
}

// closed reports whether the sheet ends with a row, or only a list follows.
func (fl *filling) closed(row int) bool {
	for r := row + 1; r < len(fl.outRows); r++ {
		if fl.outRows[r].entry < 0 {
			return false
		}
	}
	return true
}

// A page is what surely fits on one, in points of the sheet before scaling.
type page struct {
	height   float64
	repeated float64 // height of the heading rows that later pages repeat
	heights  []float64
}

func (fl *filling) page() (page, error) {
	var p page
	margins, err := fl.f.GetPageMargins(fl.name)
	if err != nil {
		return p, err
	}
	layout, err := fl.f.GetPageLayout(fl.name)
	if err != nil {
		return p, err
	}
	paperWidth, paperHeight := a4Short, a4Long
	if layout.Orientation != nil && *layout.Orientation == "landscape" {
		paperWidth, paperHeight = a4Long, a4Short
	}
	const inch = 72
	width := paperWidth - inch*(*margins.Left+*margins.Right)
	p.height = paperHeight - inch*(*margins.Top+*margins.Bottom)
	total, err := fl.totalWidth()
	if err != nil {
		return p, err
	}
	if total > width {
		p.height *= total / width
	}
	p.height *= fits
	p.heights = make([]float64, len(fl.outRows))
	for r := 1; r < len(fl.outRows); r++ {
		if p.heights[r], err = fl.f.GetRowHeight(fl.name, r); err != nil {
			return p, err
		}
	}
	titles := fl.printTitles()
	for r := titles.first; titles.n() > 0 && r <= titles.last && r < len(p.heights); r++ {
		p.repeated += p.heights[r]
	}
	return p, nil
}

func (fl *filling) totalWidth() (float64, error) {
	per, err := fl.pointsPerChar()
	if err != nil {
		return 0, err
	}
	var total float64
	for c := 1; c < len(fl.outCols); c++ {
		w, err := fl.f.GetColWidth(fl.name, columnName(c))
		if err != nil {
			return 0, err
		}
		total += w * per
	}
	return total, nil
}

func (p page) sum(rows span) float64 {
	var h float64
	for r := rows.first; r <= rows.last; r++ {
		h += p.heights[r]
	}
	return h
}

// printTitles are the rows that the filled sheet repeats on each page.
func (fl *filling) printTitles() span {
	for _, n := range fl.f.GetDefinedName() {
		if n.Name != "_xlnm.Print_Titles" || n.Scope != fl.name {
			continue
		}
		_, ref, _ := strings.Cut(n.RefersTo, "!")
		first, last, _ := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
		a, err1 := strconv.Atoi(first)
		b, err2 := strconv.Atoi(last)
		if err1 == nil && err2 == nil {
			return span{a, b}
		}
	}
	return span{}
}
