package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"tonghop/model/book"
	"tonghop/model/grid"
)

// addCharts draws a tab's charts. titles are the sheets by the tabs' keys. The
// columns must have their widths by then, since a chart is held by the cells
// under its corners.
func addCharts(f *excelize.File, title string, tab *book.Tab, titles map[string]string) error {
	for i := range tab.Charts {
		c := &tab.Charts[i]
		if err := f.AddChart(title, grid.Address(c.Row, c.Col), chartOf(c, titles)); err != nil {
			return fmt.Errorf("drawing the chart %q: %w", c.Title, err)
		}
	}
	return nil
}

func chartOf(c *book.Chart, titles map[string]string) *excelize.Chart {
	out := &excelize.Chart{
		Type:         map[book.ChartKind]excelize.ChartType{book.ChartColumns: excelize.Col, book.ChartBars: excelize.Bar, book.ChartLines: excelize.Line}[c.Kind],
		Format:       excelize.GraphicOptions{Positioning: "oneCell", AltText: c.Title},
		Dimension:    excelize.ChartDimension{Width: uint(c.Width), Height: uint(c.Height)},
		Title:        excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.Title, Font: chartFont(12, true)}}},
		Legend:       excelize.ChartLegend{Position: "bottom", Font: chartFont(10, false)},
		ShowBlanksAs: "gap", // a day without a figure is no zero
		XAxis:        excelize.ChartAxis{Font: *chartFont(9, false)},
		YAxis:        excelize.ChartAxis{Font: *chartFont(9, false), MajorGridLines: true, Minimum: new(float64)},
	}
	if len(c.Series) == 1 {
		out.Legend.Position = "none"
		out.PlotArea.ShowVal = true
	}
	if c.Kind == book.ChartBars {
		out.XAxis.ReverseOrder = true // the first line on top
	}
	if c.Kind == book.ChartLines {
		const labels = 12 // that stand side by side
		out.XAxis.NumFmt = excelize.ChartNumFmt{CustomNumFmt: `d"/"m`}
		if c.Categories.EndRow-c.Categories.Row-1 > labels {
			out.XAxis.Alignment = excelize.Alignment{TextRotation: -90} // not skipped: LibreOffice shows them all
		}
	}
	if c.Key == "progress" {
		out.YAxis.None = true // each bar bears its own per cent
	} else {
		out.YAxis.NumFmt = excelize.ChartNumFmt{CustomNumFmt: book.GroupedPattern}
	}
	for i, s := range c.Series {
		series := excelize.ChartSeries{
			Name:       reference(titles, s.Tab, s.Row, s.Row+1, s.Col),
			Categories: reference(titles, c.Categories.Tab, c.Categories.Row+1, c.Categories.EndRow, c.Categories.Col),
			Values:     reference(titles, s.Tab, s.Row+1, s.EndRow, s.Col),
			Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.Color.Hex()}},
		}
		if c.Kind == book.ChartLines {
			series.Line = excelize.LineOptions{Width: 2}
			series.Marker = excelize.ChartMarker{Symbol: []string{"circle", "square", "triangle"}[i%3], Size: 6,
				Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.Color.Hex()}}}
		}
		out.Series = append(out.Series, series)
	}
	return out
}

func chartFont(size float64, bold bool) *excelize.Font {
	return &excelize.Font{Family: bodyFont, Size: size, Bold: bold, Color: "000000"}
}

// reference names a piece of one column, absolutely.
func reference(titles map[string]string, tab string, from, to, col int) string {
	absolute := func(row int) string {
		at := grid.Address(row, col)
		letters := strings.TrimRight(at, "0123456789")
		return "$" + letters + "$" + at[len(letters):]
	}
	sheet := "'" + strings.ReplaceAll(titles[tab], "'", "''") + "'!"
	if to-from == 1 {
		return sheet + absolute(from)
	}
	return sheet + absolute(from) + ":" + absolute(to-1)
}

// addRules sets a tab's conditional formats.
func addRules(f *excelize.File, title string, tab *book.Tab) error {
	for _, r := range tab.Rules {
		style := &excelize.Style{Font: &excelize.Font{Bold: r.Style.Bold, Color: r.Style.Color.Hex()}}
		if r.Style.Fill != 0 {
			style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{r.Style.Fill.Hex()}}
		}
		id, err := f.NewConditionalStyle(style)
		if err != nil {
			return fmt.Errorf("making a conditional style: %w", err)
		}
		rule := excelize.ConditionalFormatOptions{Type: "cell", Criteria: "<", Value: "0", Format: &id}
		if r.When == book.WhenTextBegins {
			rule = excelize.ConditionalFormatOptions{Type: "text", Criteria: "begins with", Value: r.Text, Format: &id}
		}
		area := grid.Range{Row: r.Row, Col: r.Col, EndRow: r.EndRow, EndCol: r.EndCol}
		if err := f.SetConditionalFormat(title, area.String(), []excelize.ConditionalFormatOptions{rule}); err != nil {
			return err
		}
	}
	return nil
}
