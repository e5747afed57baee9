package main

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	fontFamily = "Times New Roman"
	bodySize   = 12.0
)

// A draft is one sheet being drawn, row by row from the top. The first error
// stands; later calls do nothing.
type draft struct {
	f       *excelize.File
	profile profile
	sheet   string
	row     int // that is being drawn
	styles  map[look]int
	err     error
}

// A look is how a cell is written.
type look struct {
	size         float64 // 0 is the body's
	bold, italic bool
	align        string // left, center, right, justify
	top          bool   // at the top of the cell, else in its middle
	wrap, border bool
}

func (d *draft) try(err error) {
	if d.err == nil {
		d.err = err
	}
}

// A paper is how a sheet lies: a table lies across, a text stands.
type paper string

const across, upright paper = "landscape", "portrait"

// begin makes the sheet: A4, margins 20/20/30/20 mm, one page wide, page numbers
// in the top margin from the second page on. Those margins serve both profiles
// (Hướng dẫn 29-HD/TWĐTN-VP; Nghị định 30/2020/NĐ-CP, Phụ lục I).
func (d *draft) begin(sheet string, lies paper, widths map[string]float64) {
	d.sheet = sheet
	_, err := d.f.NewSheet(sheet)
	d.try(err)
	a4, orientation, one, auto := 9, string(lies), 1, 0
	first := uint(1)
	d.try(d.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &one, FitToHeight: &auto, FirstPageNumber: &first}))
	fit := true
	d.try(d.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	mm := func(n float64) *float64 { inches := n / 25.4; return &inches }
	centred := true
	d.try(d.f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
		Top: mm(20), Bottom: mm(20), Left: mm(30), Right: mm(20), Header: mm(10), Footer: mm(10), Horizontally: &centred}))
	d.try(d.f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{DifferentFirst: true, OddHeader: `&C&"` + fontFamily + `,Regular"&13&P`}))
	grid := false
	d.try(d.f.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &grid}))
	for cols, w := range widths {
		from, to, _ := strings.Cut(cols, ":")
		d.try(d.f.SetColWidth(sheet, from, max(from, to), w))
	}
}

// repeat prints rows again at the head of each page.
func (d *draft) repeat(from, to int) {
	d.try(d.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", d.sheet, from, to), Scope: d.sheet}))
}

// end gives the row its height, in points, and goes on to the next.
func (d *draft) end(points float64) {
	d.try(d.f.SetRowHeight(d.sheet, d.row, points))
	d.row++
}

// put writes a text over columns of the row, such as "A" or "A:C".
func (d *draft) put(cols, text string, l look) { d.tall(cols, 1, text, l) }

// tall writes a text over columns of the row and of those below it.
func (d *draft) tall(cols string, rows int, text string, l look) {
	first, last, many := strings.Cut(cols, ":")
	if !many {
		last = first
	}
	from, to := fmt.Sprintf("%s%d", first, d.row), fmt.Sprintf("%s%d", last, d.row+rows-1)
	d.try(d.f.SetCellStyle(d.sheet, from, to, d.style(l)))
	d.try(d.f.SetCellStr(d.sheet, from, text))
	if from != to {
		d.try(d.f.MergeCell(d.sheet, from, to))
	}
}

// each writes texts into neighbouring columns of one look.
func (d *draft) each(from string, l look, texts ...string) {
	col, err := excelize.ColumnNameToNumber(from)
	d.try(err)
	for i, t := range texts {
		name, err := excelize.ColumnNumberToName(col + i)
		d.try(err)
		d.put(name, t, l)
	}
}

// whole writes a text over the whole width, as a row of its own.
func (d *draft) whole(last, text string, points float64, l look) {
	d.put("A:"+last, text, l)
	d.end(points)
}

func (d *draft) style(l look) int {
	if id, ok := d.styles[l]; ok {
		return id
	}
	if l.size == 0 {
		l.size = bodySize
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: fontFamily, Size: l.size, Bold: l.bold, Italic: l.italic, Color: "000000"},
		Alignment: &excelize.Alignment{Horizontal: l.align, Vertical: "center", WrapText: l.wrap},
	}
	if l.top {
		s.Alignment.Vertical = "top"
	}
	if l.border {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
	}
	id, err := d.f.NewStyle(s)
	d.try(err)
	d.styles[l] = id
	return id
}
