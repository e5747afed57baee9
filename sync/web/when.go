package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// A page tells of the month in front, unless its address names a day
// (?day=2020-06-23), a month (?month=2020-05) or a year (?year=2020).

// errNoTime refuses an address with a day or a period that there is not, or that
// has not come.
var errNoTime = errors.New("no such day or period")

// timed gives what stands of the time that the address names, and the day that
// it names; 0 for none.
func (s *Server) timed(r *http.Request) (v *view, day calendar.Day, err error) {
	if v, err = s.viewOf(r); err != nil {
		return nil, 0, err
	}
	query, w := r.URL.Query(), v.programme.Windows
	switch {
	case query.Has("day"):
		if day, err = calendar.ParseDay(query.Get("day")); err != nil || !v.reached(day) {
			return nil, 0, errNoTime
		}
		v, err = s.on(r.Context(), v, day)
	case query.Has("month"):
		p, parsed := w.ParseMonth(query.Get("month"))
		v, err = s.ofMonth(r.Context(), v, p, parsed)
	case query.Has("year"):
		p, parsed := w.Parse(calendar.KindYear, query.Get("year"))
		if parsed == nil && p.First > v.last() {
			parsed = errNoTime
		}
		if parsed != nil || p.Name != v.Year.Period.Name {
			v, err = s.ofMonth(r.Context(), v, w.MonthOf(min(p.Last, v.last())), parsed)
		}
	}
	return v, day, err
}

// reached reports whether a day lies in the programme and has come.
func (v *view) reached(d calendar.Day) bool { return d >= v.programme.Starts && d <= v.last() }

// last is the last day of which anything can be told: today, or the last of a
// programme that has ended.
func (v *view) last() calendar.Day {
	if v.programme.Ends != 0 {
		return min(v.Today, v.programme.Ends)
	}
	return v.Today
}

// ofMonth gives the view of a month; parsed is the error of reading its name.
func (s *Server) ofMonth(ctx context.Context, v *view, p calendar.Period, parsed error) (*view, error) {
	switch {
	case parsed != nil || p.Last < v.programme.Starts || p.First > v.last():
		return nil, errNoTime
	case p.Key() == v.Window.Period.Key():
		return v, nil
	case s.ReportOf == nil:
		return nil, errNoTime
	}
	r, err := s.ReportOf(ctx, p)
	if err != nil {
		return nil, err
	}
	other := s.view(v.visitor, r)
	other.state = v.state
	return other, nil
}

// on gives the view of a day's month with the day's sums as the day's.
func (s *Server) on(ctx context.Context, v *view, day calendar.Day) (*view, error) {
	at := v
	if day < v.Window.Period.First || day > v.Window.Period.Last && len(v.Later) == 0 {
		var err error
		if at, err = s.ofMonth(ctx, v, v.programme.Windows.MonthOf(day), nil); err != nil {
			return nil, err
		}
	}
	if at.Day.Period.First == day || at.Merged == nil {
		return at, nil
	}
	on := *at
	on.Report = at.On(day)
	return &on, nil
}

// untimely answers where the address names no time that there is, or the report
// cannot be made.
func (s *Server) untimely(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, errNoTime) {
		s.problem(w, r, http.StatusNotFound)
		return
	}
	s.unavailable(w, r, err)
}

// A walk leads from one day or month to those beside it.
type walk struct {
	Label      string
	Prev, Next *step // nil where there is none
	Here       string
	Steps      []step // the months of the year; empty for days
}

type step struct {
	Text, Href string
	Here       bool
}

// dayWalk leads from a page of a day to the same of the working days beside it.
func (v *view) dayWalk(path string, day calendar.Day) walk {
	w := walk{Label: v.text("web.walk.days"), Here: dayMonth(day)}
	beside := func(by calendar.Day) *step {
		const longest = 31 // no rest lasts longer
		for d := day + by; d >= day-longest && d <= day+longest && v.reached(d); d += by {
			if v.programme.Calendar.Working(d) {
				return &step{Text: dayMonth(d), Href: path + "?day=" + d.String()}
			}
		}
		return nil
	}
	w.Prev, w.Next = beside(-1), beside(1)
	return w
}

// monthWalk leads from a page of a month to the same of the months beside it and
// of its year.
func (v *view) monthWalk(path string) walk {
	here := v.Window.Period
	w := walk{Label: v.text("web.walk.months"), Here: v.monthName(here)}
	if here.Kind != calendar.KindMonth {
		return walk{}
	}
	to := func(p calendar.Period) step {
		return step{Text: v.monthName(p), Href: path + "?month=" + url.QueryEscape(p.Name), Here: p.Name == here.Name}
	}
	if p := v.programme.Windows.MonthOf(here.First - 1); p.Last >= v.programme.Starts {
		prev := to(p)
		w.Prev = &prev
	}
	if p := v.programme.Windows.MonthOf(here.Last + 1); p.First <= v.last() {
		next := to(p)
		w.Next = &next
	}
	for _, p := range v.programme.Windows.Touching(calendar.KindMonth, max(v.Year.Period.First, v.programme.Starts), min(v.Year.Period.Last, v.last())) {
		w.Steps = append(w.Steps, to(p))
	}
	return w
}

// monthName is a month's number, with the year where it is another than the
// page's: 6, or 12/2019.
func (v *view) monthName(p calendar.Period) string {
	y, m, ok := p.EndMonth()
	if !ok {
		return p.Name
	}
	if name := strconv.Itoa(y); name != v.Year.Period.Name {
		return strconv.Itoa(int(m)) + "/" + name
	}
	return strconv.Itoa(int(m))
}

// morning reports whether today's reports are not due yet, and the last working
// day before, whose absentees are what the office sees to then; 0 for none.
func (v *view) morning() (before calendar.Day, yes bool) {
	today := calendar.DayOf(v.local(v.now))
	if v.programme.Location == nil || !v.programme.Calendar.Working(today) || !v.reached(today) || !v.now.Before(v.programme.Due(calendar.DayPeriod(today))) {
		return 0, false
	}
	for d := today - 1; v.reached(d) && d > today-31; d-- {
		if v.programme.Calendar.Working(d) {
			return d, true
		}
	}
	return 0, false
}

// todayLine says in one line how far today's reports have come, which are not due
// yet, and leads to them; nil where none is expected.
func (v *view) todayLine() *step {
	today := calendar.DayOf(v.local(v.now))
	rate := v.rateOf(today)
	if rate.Expected == 0 {
		return nil
	}
	come := rate.Complete() + rate.Under(office.HeadOffice)
	return &step{Text: v.text("web.today_line", "day", v.dayName(today), "n", share(come, rate.Expected), "at", v.local(v.programme.Due(calendar.DayPeriod(today))).Format("15:04")), Href: "/?day=" + today.String()}
}
