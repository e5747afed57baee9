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
// signature) keeps the last lines of the table before it, and a heading the
// first lines after it.
func (fl *filling) breakPages() error {
	p, err := fl.page()
	if err != nil {
		return err
	}
	used, anchor := 0.0, fl.anchor(p)
	for r := 1; r < len(fl.outRows); r++ {
		need := p.sum(fl.together(p, r, anchor))
		if p.repeatedAt(r)+need > p.height {
			need = p.heights[r] // cannot be kept together anyhow
		}
		if r > 1 && used+need > p.height {
			if err := fl.f.InsertPageBreak(fl.name, cellName(1, r)); err != nil {
				return err
			}
			used = p.repeatedAt(r) + fl.continueSection(p, r)
		}
		used += p.heights[r]
	}
	return nil
}

// continueSection notes that a page begins amid a section, so that it gets the
// section's heading again, and gives the height that this takes.
func (fl *filling) continueSection(p page, row int) float64 {
	r := fl.outRows[row]
	if r.item < 0 || r.unit <= 0 || fl.outRows[row-1].unit < 0 {
		return 0
	}
	fl.broken[fl.name] = append(fl.broken[fl.name], sectionRow{r.item, r.unit})
	first := fl.rowsOf[fl.bandRow].first
	return p.sum(span{first, first + fl.unitRow - fl.bandRow - 1})
}

// together are the rows from one on that a page must not part.
func (fl *filling) together(p page, row, anchor int) span {
	last := len(fl.outRows) - 1
	if row == anchor {
		return span{row, last}
	}
	end := row
	for end < last && fl.leads(p, end) {
		end++
	}
	if end > row {
		end = min(end+keepLines-1, last)
	}
	return span{row, end}
}

// leads reports whether a row would stand wrongly at a page's end: the heading
// of a table, of a section or of a list, or the line over such a heading.
func (fl *filling) leads(p page, row int) bool {
	if fl.heads(row) || p.titles.has(row) {
		return true
	}
	for next := row + 1; next <= row+2 && next < len(fl.outRows); next++ {
		if fl.outRows[row].entry < 0 && fl.outRows[next-1].entry < 0 && fl.outRows[next].entry == 0 {
			return true
		}
	}
	return false
}

// heads reports whether a row is the heading of a section.
func (fl *filling) heads(row int) bool {
	r := fl.outRows[row]
	return row > 0 && (r.item >= 0 || r.section >= 0) && r.unit < 0
}

// anchor is the first of the rows that go with the signature on one page: the
// last units, or where these are too much for it with all that follows, or all
// the units there are, fewer rows of the table, but two of them; where
// footnotes fill a page, the last of those. It is 0 where nothing follows the
// table.
func (fl *filling) anchor(p page) int {
	lists := span{}
	for src := range fl.lists {
		if rows := fl.rowsOf[src]; rows.last > lists.last {
			lists = rows
		}
	}
	units := fl.rowsOf[fl.unitRow]
	table := span{units.last, fl.tableEnd(units.last)}
	table.first = max(table.first-keepLines+1, min(units.first+keepLines, units.last+1))
	for _, c := range []struct {
		last int // of the rows of units or entries
		rows span
	}{{units.last, table}, {lists.last, span{lists.last, lists.last}}} {
		if c.last == 0 || fl.closed(c.last) {
			continue
		}
		end := max(1, c.rows.last-keepLines+1)
		for r := min(c.rows.first, end); r <= end; r++ {
			if from := fl.led(p, r); p.repeatedAt(from)+p.sum(span{from, len(fl.outRows) - 1}) <= p.height {
				return from
			}
		}
	}
	return 0
}

// led is the first of the headings that go before a row.
func (fl *filling) led(p page, row int) int {
	for row > 1 && fl.leads(p, row-1) {
		row--
	}
	return row
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
	titles   span    // the heading rows that later pages repeat
	repeated float64 // and their height
	heights  []float64
}

// repeatedAt is what a page that begins with a row repeats above it.
func (p page) repeatedAt(row int) float64 {
	if row <= p.titles.last {
		return 0
	}
	return p.repeated
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
	p.titles = fl.printTitles()
	p.titles.last = min(p.titles.last, len(p.heights)-1)
	if p.titles.n() > 0 {
		p.repeated = p.sum(p.titles)
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
