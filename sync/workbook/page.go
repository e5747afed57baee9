package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"tonghop/model/book"
	"tonghop/model/grid"
)

// setPage sets what is stated before the rows: the extent, the filter and how
// the sheet prints: on A4, as wide as the page, with its headings repeated and
// its pages numbered.
func setPage(f *excelize.File, title string, tab *book.Tab) error {
	if err := f.SetSheetDimension(title, extent(tab)); err != nil {
		return err
	}
	if m := tab.Filter; m != nil {
		area := grid.Range{Row: m.Row, Col: m.Col, EndRow: m.EndRow, EndCol: m.EndCol}
		if err := f.AutoFilter(title, area.String(), nil); err != nil {
			return err
		}
	}
	// After the filter, which begins the sheet's properties anew.
	fit := len(tab.Breaks) == 0
	if err := f.SetSheetProps(title, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := f.SetPageLayout(title, layout(tab)); err != nil {
		return err
	}
	if err := f.SetPageMargins(title, margins()); err != nil {
		return err
	}
	footer := &excelize.HeaderFooterOptions{OddFooter: `&C&"` + bodyFont + `,Regular"&10&P/&N`}
	if err := f.SetHeaderFooter(title, footer); err != nil {
		return err
	}
	for _, row := range tab.Breaks {
		if err := f.InsertPageBreak(title, grid.Address(row, 0)); err != nil {
			return err
		}
	}
	repeated := printTitles(title, tab)
	if repeated == "" {
		return nil
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: title, RefersTo: repeated})
}

// printTitles are the columns and rows that each printed page repeats, so that no
// row of a wide table is without its name.
func printTitles(title string, tab *book.Tab) string {
	var parts []string
	if n := tab.RepeatCols; n > 0 {
		parts = append(parts, fmt.Sprintf("'%s'!$A:$%s", title, grid.ColumnName(n-1)))
	}
	if n := tab.RepeatRows; n > 0 {
		parts = append(parts, fmt.Sprintf("'%s'!$1:$%d", title, n))
	}
	return strings.Join(parts, ",")
}

// layout fits a tab to the width of a page. One with breaks of its own is
// scaled instead, since Excel passes over breaks where it has to fit.
func layout(tab *book.Tab) *excelize.PageLayoutOptions {
	size, orientation, wide, high := 9, "portrait", 1, 0 // 9 is A4; 0 as many pages as it takes
	inches := 8.27
	if tab.Landscape {
		orientation, inches = "landscape", 11.69
	}
	if len(tab.Breaks) > 0 {
		const perChar, edge, perInch, margins = 7, 10, 96, 1.0
		pixels := 0
		for _, chars := range tab.Widths {
			pixels += chars*perChar + edge
		}
		scale := uint(min(100, max(10, (inches-margins)*perInch*100/float64(max(pixels, 1)))))
		return &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, AdjustTo: &scale}
	}
	return &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high}
}

// margins are in inches.
func margins() *excelize.PageLayoutMarginsOptions {
	side, end, foot, centred := 0.5, 0.6, 0.3, true
	return &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &foot, Footer: &foot, Horizontally: &centred,
	}
}

// extent is the range that the cells take. Some readers see nothing beyond it.
func extent(tab *book.Tab) string {
	width := 1
	for i := range tab.Rows {
		width = max(width, len(tab.Rows[i].Cells))
	}
	return grid.Range{EndRow: max(1, len(tab.Rows)), EndCol: width}.String()
}

func freeze(sw *excelize.StreamWriter, at book.Frozen) error {
	if at.Rows == 0 && at.Cols == 0 {
		return nil
	}
	pane := "bottomRight"
	switch {
	case at.Cols == 0:
		pane = "bottomLeft"
	case at.Rows == 0:
		pane = "topRight"
	}
	cell := grid.Address(at.Rows, at.Cols)
	return sw.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: at.Cols, YSplit: at.Rows, TopLeftCell: cell, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: cell, ActiveCell: cell, Pane: pane}},
	})
}
