package book

import (
	"strings"
)

// refs are where the charts' figures stand; they become known while the tabs
// are laid out.
type refs struct {
	targets, percent Ref
	days, units      Ref
	indicators       Ref   // their labels
	dayFigures       []Ref // of the indicators that are charted
	unitFigures      []Ref
	row              int // of the overview under which the charts stand
}

const (
	maxCharted = 3  // series of a chart
	maxColumns = 20 // upright columns that still have a legible name
	pixelsRow  = 20 // of the usual height
)

// seriesColors go from dark to light.
var seriesColors = [maxCharted]Color{0x1E3A5F, 0x6E93BF, 0xC3D3E6}

// charted are the indicators that a chart compares: flows that are counted in
// the same measure as the first of them.
func (l *layout) charted() []int {
	var list []int
	for i := range l.programme.Indicators {
		ind := &l.programme.Indicators[i]
		if !ind.AddsUp() {
			continue
		}
		if len(list) > 0 && !strings.EqualFold(ind.Unit, l.programme.Indicators[list[0]].Unit) || len(list) == maxCharted {
			continue
		}
		list = append(list, i)
	}
	return list
}

// chartsBlock leaves room for the charts at the foot of the overview.
func (l *layout) chartsBlock(s *sheet) {
	if len(l.Totals) == 0 && len(l.Targets) == 0 {
		return
	}
	s.Breaks = append(s.Breaks, len(s.Rows)+1)
	s.section(l.text("book.overview.charts"))
	l.refs.row = len(s.Rows)
	if l.lying() { // by then it takes a page of its own, or several
		s.Breaks = append(s.Breaks, l.unitsTop())
	}
	for range (chartHeight+l.unitsHeight())/pixelsRow + 3 {
		s.blank()
	}
}

// The widths of the overview's columns leave 482 pixels before the fifth.
const (
	chartHeight = 280
	leftWidth   = 470
	rightCol    = 4
	rightWidth  = 530
)

// lying tells that the units are too many for upright columns.
func (l *layout) lying() bool { return len(l.Window.Lines) > maxColumns }

// unitsTop is the row at which the chart of the units begins.
func (l *layout) unitsTop() int { return l.refs.row + chartHeight/pixelsRow + 1 }

// unitsHeight grows with the units once their names stand on lying bars.
func (l *layout) unitsHeight() int {
	if l.lying() {
		return 60 + 14*len(l.Window.Lines)
	}
	return chartHeight + 40
}

// drawCharts puts the charts on the overview, once every tab is laid out.
func (l *layout) drawCharts(b *Book) {
	tab := &b.Tabs[0]
	top := l.refs.row
	if top == 0 {
		return
	}
	add := func(c Chart, of ...Ref) {
		for i, r := range of {
			c.Series = append(c.Series, Series{r, seriesColors[i]})
		}
		if c.Categories.EndRow-c.Categories.Row > 1 && len(c.Series) > 0 {
			tab.Charts = append(tab.Charts, c)
		}
	}
	if l.refs.percent.Tab != "" {
		add(Chart{Key: "progress", Title: l.text("book.chart.progress"), Kind: ChartBars, Categories: l.refs.targets,
			Row: top, Width: leftWidth, Height: chartHeight}, l.refs.percent)
	}
	add(Chart{Key: "days", Title: l.text("book.chart.days", "month", l.monthName(), "measure", l.measure()), Kind: ChartLines, Categories: l.refs.days,
		Row: top, Col: rightCol, Width: rightWidth, Height: chartHeight}, l.refs.dayFigures...)
	add(l.unitsChart(), l.compared()...)
}

// unitsChart compares the units by what is charted, or by the first of it.
func (l *layout) unitsChart() Chart {
	c := Chart{Key: "units", Title: l.text("book.chart.units", "month", l.monthName(), "measure", l.measure()), Categories: l.refs.units,
		Row: l.unitsTop(), Width: leftWidth + rightWidth + 12, Height: l.unitsHeight()}
	if list := l.charted(); l.lying() && len(list) > 0 {
		c.Kind = ChartBars
		c.Title = l.text("book.chart.units_by", "indicator", l.programme.Indicators[list[0]].Label, "month", l.monthName(), "measure", l.measure())
	}
	return c
}

// compared are the figures of the units' chart: there is room for one by unit
// when the bars lie.
func (l *layout) compared() []Ref {
	figures := l.refs.unitFigures
	if l.lying() {
		return figures[:min(1, len(figures))]
	}
	return figures
}

// measure is the unit of measure that the charted indicators share.
func (l *layout) measure() string {
	if list := l.charted(); len(list) > 0 {
		return l.programme.Indicators[list[0]].Unit
	}
	return ""
}
