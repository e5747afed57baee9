package main

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	fontFamily = "Times New Roman"
	bodySize   = 12.0
)

// A draft is one sheet being drawn. The first error stands; later calls do
// nothing.
type draft struct {
	f      *excelize.File
	sheet  string
	styles map[look]int
	err    error
}

// A look is how a cell is written.
type look struct {
	size         float64 // 0 is the body's
	bold, italic bool
	align        string // left, center, right
	top          bool   // at the top of the cell, else in its middle
	wrap, border bool
}

func (d *draft) try(err error) {
	if d.err == nil {
		d.err = err
	}
}

// begin makes the sheet: A4 landscape, margins 20/20/30/20 mm, one page wide,
// page numbers from the second page on (Hướng dẫn 29-HD/TWĐTN-VP).
func (d *draft) begin(sheet string, widths map[string]float64) {
	d.sheet = sheet
	_, err := d.f.NewSheet(sheet)
	d.try(err)
	a4, landscape, one, auto := 9, "landscape", 1, 0
	first := uint(1)
	d.try(d.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &one, FitToHeight: &auto, FirstPageNumber: &first}))
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

func (d *draft) repeat(rows string) {
	d.try(d.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + d.sheet + "'!" + rows, Scope: d.sheet}))
}

func (d *draft) height(row int, points float64) { d.try(d.f.SetRowHeight(d.sheet, row, points)) }

// put writes a text over a range of cells, merged where it is more than one.
func (d *draft) put(cells, text string, l look) {
	from, to, merged := strings.Cut(cells, ":")
	if !merged {
		to = from
	}
	d.try(d.f.SetCellStyle(d.sheet, from, to, d.style(l)))
	d.try(d.f.SetCellStr(d.sheet, from, text))
	if merged {
		d.try(d.f.MergeCell(d.sheet, from, to))
	}
}

// row writes texts into neighbouring cells of one look.
func (d *draft) row(from string, l look, texts ...string) {
	col, row, err := excelize.CellNameToCoordinates(from)
	d.try(err)
	for i, t := range texts {
		name, err := excelize.CoordinatesToCellName(col+i, row)
		d.try(err)
		d.put(name, t, l)
	}
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
