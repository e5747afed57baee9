package web

import (
	"net/http"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

// A yearPage is the year month by month.
type yearPage struct {
	AsOf    string
	Title   string
	Years   walk
	History history
}

// A history is the months of a year, of the district or of one unit, with a small
// chart for each indicator that adds up.
type history struct {
	Heads  []indicatorHead
	Months []historyRow
	Timely string
	Year   []covered // the year to date
	Trends []trend
}

type historyRow struct {
	Name, Span, Href string
	Timely           string
	Figures          []covered
}

// A trend is an indicator's months as bars, of which Alt tells in words. Each bar
// stands in a field of 100 by 30.
type trend struct {
	Label, Alt, Most string
	Bars             []trendBar
}

type trendBar struct {
	X, Y, Width, Height int64
	Month               string
}

func (s *Server) year(w http.ResponseWriter, r *http.Request) {
	v, _, err := s.timed(r)
	if err != nil {
		s.untimely(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "year.html", yearPage{
		AsOf:    v.instant(v.AsOf),
		Title:   v.text("web.year", "year", v.Year.Period.Name, "span", v.longSpan(v.Year.Period)),
		Years:   v.yearWalk(),
		History: v.history(nil),
	})
}

// longSpan writes a span with its years.
func (v *view) longSpan(p calendar.Period) string {
	if p.First == 0 {
		return ""
	}
	return p.First.Short() + "–" + p.Last.Short()
}

// yearWalk leads to the years beside the page's.
func (v *view) yearWalk() walk {
	here, w := v.Year.Period, walk{Label: v.text("web.walk.years"), Here: v.Year.Period.Name}
	if here.First == 0 {
		return walk{}
	}
	to := func(p calendar.Period) *step { return &step{Text: p.Name, Href: "/year?year=" + p.Name} }
	if here.First > v.programme.Starts {
		w.Prev = to(v.programme.Windows.YearOf(here.First - 1))
	}
	if here.Last < v.last() {
		w.Next = to(v.programme.Windows.YearOf(here.Last + 1))
	}
	return w
}

// history tells of the report's year, of a unit or of the district where it is
// nil.
func (v *view) history(u *office.Unit) history {
	if v.Merged == nil {
		return history{}
	}
	id, path := "", "/month"
	line := func(s report.Summary) report.Line { return s.Total }
	if u != nil {
		id, path = u.ID, unitPath(u.ID)
		line = func(s report.Summary) report.Line { return lineOf(s, u) }
	}
	h := history{Heads: v.heads()}
	var lines []report.Line
	var rate office.Rate
	for _, s := range v.ByMonth(id) {
		l := line(s)
		row := historyRow{Name: v.monthName(s.Period), Span: v.span(s.Period), Href: path + "?month=" + s.Period.Name, Timely: share(l.Rate.Timely(), l.Rate.Judged())}
		for i := range v.programme.Indicators {
			row.Figures = append(row.Figures, figureAt(l, i))
		}
		h.Months, lines, rate = append(h.Months, row), append(lines, l), rate.Plus(l.Rate)
	}
	h.Timely = share(rate.Timely(), rate.Judged())
	for i := range v.programme.Indicators {
		h.Year = append(h.Year, figureAt(line(v.Year), i))
		if t, ok := v.trend(i, h.Months, lines); ok {
			h.Trends = append(h.Trends, t)
		}
	}
	return h
}

func (v *view) heads() []indicatorHead {
	var all []indicatorHead
	for i := range v.programme.Indicators {
		x := &v.programme.Indicators[i]
		all = append(all, indicatorHead{shortLabel(x), x.Label, x.Unit})
	}
	return all
}

// trend draws an indicator's months; ok is false where there is nothing to draw.
func (v *view) trend(i int, months []historyRow, lines []report.Line) (trend, bool) {
	const width, height, gap = 100, 30, 1
	most, t := int64(0), trend{Label: v.programme.Indicators[i].Label}
	for _, l := range lines {
		if i < len(l.Figures) {
			most = max(most, l.Figures[i].N)
		}
	}
	if most == 0 || len(lines) < 2 {
		return t, false
	}
	each := int64(width / max(len(lines), 12))
	for k, l := range lines {
		f := l.Figures[i]
		t.Alt += v.text("web.trend.month", "month", months[k].Name, "n", figureOr(f.Count, v.text("web.blank"))) + "; "
		if f.Stated {
			tall := max(1, f.N*(height-1)/most)
			t.Bars = append(t.Bars, trendBar{X: int64(k) * each, Y: height - tall, Width: each - gap, Height: tall, Month: months[k].Name})
		}
	}
	t.Most = v.text("web.trend.most", "n", office.Grouped(most))
	return t, true
}

func figureOr(c office.Count, none string) string {
	if c.Stated {
		return c.String()
	}
	return none
}
