package book

import (
	"strings"

	"tonghop/model/office"
	"tonghop/model/report"
)

// overview is the first tab: today at a glance, what is still owed and what
// cannot be read, the figures and the way to the targets.
func (l *layout) overview() Tab {
	s := newSheet("overview", l.text("book.overview.tab"), []int{30, 10, 14, 11, 11, 12, 11, 11, 12, 11, 11})
	s.wide(text(l.programme.Title, palette.title))
	s.wide(text(l.text("book.as_of", "instant", l.instant(l.AsOf)), palette.note))
	s.freeze(0)
	s.RepeatRows = 0
	l.unchartedLine(s)
	l.todayBlock(s)
	l.owingBlock(s)
	l.alarmsBlock(s)
	l.faultsBlock(s)
	l.figuresBlock(s)
	l.targetsBlock(s)
	l.chartsBlock(s)
	s.paginate()
	return s.Tab
}

// unchartedLine warns of standings that may be wrong for want of days off. It
// stands above them, and is left out where every year has its days.
func (l *layout) unchartedLine(s *sheet) {
	if message, hint := l.messages.Uncharted(l.Uncharted); message != "" {
		s.wide(text(message+" "+hint, palette.caution))
	}
}

// todayBlock names the units by their standing, what is wrong first.
func (l *layout) todayBlock(s *sheet) {
	s.section(l.text("book.overview.day", "day", l.day().Short()))
	rate := l.Day.Total.Rate
	if rate.Expected == 0 {
		s.wide(text(l.text("book.overview.day_off"), palette.note))
		return
	}
	l.listHead(s, "book.status", "book.units", "book.which")
	for _, status := range office.Statuses {
		n := rate.Of(status)
		if n == 0 {
			continue
		}
		s.spanned([]Cell{
			text(l.statusText(status), standingStyles[status]),
			number(int64(n), palette.tally),
			text(l.namesWith(status, l.day()), palette.text),
		}, s.cols)
	}
	s.wide(text(l.rates(rate), palette.note))
}

// rates states both rates with their denominator.
func (l *layout) rates(r office.Rate) string {
	return l.text("book.rates",
		"timely", grouped(r.Timely()), "complete", grouped(r.Complete()),
		"judged", grouped(r.Judged()), "expected", grouped(r.Expected))
}

func (l *layout) owingBlock(s *sheet) {
	s.section(l.text("book.overview.owing"))
	list := l.owing()
	if len(list) == 0 {
		s.wide(text(l.text("book.overview.owing_none"), palette.note))
		return
	}
	l.listHead(s, "book.unit", "book.days", "book.which_days")
	for _, o := range list {
		days := make([]string, len(o.days))
		for i, st := range o.days {
			days[i] = dayMonth(st.Period.First)
			if st.Status == office.Invalid {
				days[i] = l.text("book.day_invalid", "day", days[i])
			}
		}
		s.spanned([]Cell{
			text(o.unit.Name, palette.text),
			number(int64(len(days)), palette.tally),
			text(strings.Join(days, ", "), palette.text),
		}, s.cols)
	}
}

// listHead is the head of a list whose third column spans the rest.
func (l *layout) listHead(s *sheet, keys ...string) {
	cells := make([]Cell, len(keys))
	for i, k := range keys {
		cells[i] = text(l.text(k), palette.head)
	}
	s.spanned(cells, s.cols)
}

func (l *layout) figuresBlock(s *sheet) {
	s.section(l.text("book.overview.figures"))
	total := func(p report.Summary, i int) Cell { return count(sumAt(p.Total, i).Count, palette.number) }
	stated := func(p report.Summary, i int) Cell { return number(int64(sumAt(p.Total, i).StatedDays), palette.faint) }
	expected := func(p report.Summary, i int) Cell {
		return number(int64(sumAt(p.Total, i).ExpectedDays), palette.faint)
	}
	indicator := func(i int) *office.Indicator { return &l.programme.Indicators[i] }
	cols := []column[int]{
		{title: l.text("book.indicator"), cell: func(i int) Cell { return text(indicator(i).Label, palette.text) }},
		{title: l.text("book.measure"), cell: func(i int) Cell { return text(indicator(i).Unit, palette.centre) }},
		{title: l.text("book.on_day", "day", dayMonth(l.day())), cell: func(i int) Cell { return total(l.Day, i) }},
		{title: l.text("book.days_stated"), cell: func(i int) Cell { return stated(l.Day, i) }},
		{title: l.text("book.days_expected"), cell: func(i int) Cell { return expected(l.Day, i) }},
		{title: l.text("book.month"), cell: func(i int) Cell { return total(l.Window, i) }},
		{title: l.text("book.days_stated"), cell: func(i int) Cell { return stated(l.Window, i) }},
		{title: l.text("book.days_expected"), cell: func(i int) Cell { return expected(l.Window, i) }},
		{title: l.text("book.year"), cell: func(i int) Cell { return total(l.Year, i) }},
		{title: l.text("book.days_stated"), cell: func(i int) Cell { return stated(l.Year, i) }},
		{title: l.text("book.days_expected"), cell: func(i int) Cell { return expected(l.Year, i) }},
	}
	top := len(s.Rows)
	header(s, cols)
	body(s, cols, indexes(len(l.programme.Indicators)))
	l.refs.indicators = s.column(top, 0)
	s.wide(text(l.text("book.overview.figures_note", "month", l.span(l.Window.Period), "year", l.span(l.Year.Period)), palette.note))
}

func (l *layout) targetsBlock(s *sheet) {
	var district []report.Progress
	for _, p := range l.Targets {
		if p.Unit == nil {
			district = append(district, p)
		}
	}
	if len(district) == 0 {
		return
	}
	s.section(l.text("book.overview.targets", "year", l.Year.Period.Name))
	cols := l.targetColumns()
	header(s, cols)
	top := len(s.Rows) - 1
	body(s, cols, district)
	s.marksBehind(Merge{top + 1, 6, len(s.Rows), 7})
	l.refs.targets, l.refs.percent = s.column(top, 0), s.column(top, 4)
	s.wide(text(l.text("book.overview.targets_note"), palette.note))
}

func (l *layout) targetColumns() []column[report.Progress] {
	return []column[report.Progress]{
		{title: l.text("book.target_of"), cell: func(p report.Progress) Cell { return text(p.Indicator.Label, palette.text) }},
		{title: l.text("book.measure"), cell: func(p report.Progress) Cell { return text(p.Indicator.Unit, palette.centre) }},
		{title: l.text("book.target"), cell: func(p report.Progress) Cell { return text(l.goal(p.Target), palette.centre) }},
		{title: l.text("book.done"), cell: func(p report.Progress) Cell { return count(p.Done, palette.number) }},
		{title: l.text("book.percent"), cell: func(p report.Progress) Cell { return percent(p, palette.share) }},
		{title: l.text("book.expected_to_date"), cell: func(p report.Progress) Cell { return expectedToDate(p, palette.number) }},
		{title: l.text("book.gap"), cell: gap},
		{title: l.text("book.per_day"), cell: func(p report.Progress) Cell { return perDay(p, palette.number) }},
		{title: l.text("book.days_remaining"), cell: func(p report.Progress) Cell { return number(int64(p.DaysRemaining), palette.tally) }},
		{title: l.text("book.days_stated"), cell: func(p report.Progress) Cell { return number(int64(p.Coverage.StatedDays), palette.faint) }},
		{title: l.text("book.days_expected"), cell: func(p report.Progress) Cell { return number(int64(p.Coverage.ExpectedDays), palette.faint) }},
	}
}

// alarmsBlock says what the program has to say of itself.
func (l *layout) alarmsBlock(s *sheet) {
	if len(l.Alarms) == 0 {
		return
	}
	s.section(l.text("book.overview.alarms"))
	for _, a := range l.Alarms {
		s.wide(text(l.messages.Alarm(a), palette.note))
	}
}

// faultsBlock lists the sources that could not be read, with what to do.
func (l *layout) faultsBlock(s *sheet) {
	var faulty []report.SourceHealth
	for _, h := range l.Sources {
		if h.Fault != nil {
			faulty = append(faulty, h)
		}
	}
	if len(faulty) == 0 {
		return
	}
	s.section(l.text("book.overview.faults"))
	l.listHead(s, "book.unit", "book.last_read", "book.problem")
	for _, h := range faulty {
		names := make([]string, len(h.Units))
		for i, u := range h.Units {
			names[i] = u.Name
		}
		code := string(h.Fault.Code)
		s.spanned([]Cell{
			text(strings.Join(names, ", "), palette.text),
			date(l.dayOf(h.LastRead), palette.date),
			text(l.text("fault."+code+".message")+" "+l.text("fault."+code+".hint"), palette.text),
		}, s.cols)
	}
}
