package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// A todayPage answers in five seconds who has not reported, and below it what
// the district has done and what there is to mend.
type todayPage struct {
	Programme string
	Notice    string
	Uncharted caution
	AsOf      string
	Round     roundNow
	Loose     []Loose // workbooks that have no unit
	Proposals proposals
	Heading   string // of which day the reports are shown
	Day       string // that day
	Days      walk
	Today     *step // how far today's have come, where another day is shown; nil for nothing to say
	Headline  headline
	Deadline  string
	Groups    []group
	Rates     string
	Waiting   []waiting
	Owing     []owing
	Targets   []target
	Totals    totals
	Matrix    *matrix // nil where it has a page of its own
	Mend      mend    // what the units can mend
	Review    mend    // what is the office's to look at
	Faults    []faulty
	Files     []File
}

// A headline is the first thing to read. Its tone is "alarm" when somebody has
// to be called, "waiting" while nothing is overdue, "calm" when all is well.
type headline struct{ Text, Tone string }

// A caution says what makes the page itself doubtful, and who is to do what
// about it; without a message there is none.
type caution struct{ Message, Hint string }

func (v *view) uncharted() caution {
	message, hint := v.messages.Uncharted(v.Uncharted)
	return caution{message, hint}
}

// A group are the units that are shown under one head on the day.
type group struct {
	Label string
	Count int
	// Quiet groups need no action and are large; they fold their names away.
	Quiet bool
	Units []stood
}

// A unit that stood in a way has its mark where its head does not say it all.
type stood struct {
	unitLink
	Mark *badge
}

func (s *Server) today(w http.ResponseWriter, r *http.Request) {
	body, day, err := s.timed(r)
	if err != nil {
		s.untimely(w, r, err)
		return
	}
	v := body
	if day == 0 {
		if v, day, err = s.atFirst(r.Context(), body); err != nil {
			s.untimely(w, r, err)
			return
		}
		if v.Window.Period == body.Window.Period {
			body = v
		}
	}
	page := v.today(day, body, s.Files())
	page.Notice, page.Round, page.Loose = v.notice(r), s.roundNow(v), s.Loose()
	s.show(w, r, http.StatusOK, "today.html", page)
}

// refresh asks anew while a round goes on.
func (p todayPage) refresh() int { return p.Round.refresh() }

// atFirst gives the day that is shown where none is asked for, with its view: in
// the morning the last working day, else the last on which a report was owed.
func (s *Server) atFirst(ctx context.Context, v *view) (*view, calendar.Day, error) {
	before, morning := v.morning()
	if !morning {
		return v, v.shownDay(), nil
	}
	at, err := s.on(ctx, v, before)
	if errors.Is(err, errNoTime) { // there is no other report to be had
		return v, v.shownDay(), nil
	}
	return at, before, err
}

// today lays out how the units stand with a day, and below it body, which is
// mostly the same view.
func (v *view) today(day calendar.Day, body *view, files []File) todayPage {
	rate := v.rateOf(day)
	page := body.body(files)
	page.Programme, page.Uncharted, page.AsOf = v.programme.Title, v.uncharted(), v.instant(v.AsOf)
	page.Heading, page.Day, page.Days = v.heading(day), v.dayName(day), v.dayWalk("/", day)
	if day != calendar.DayOf(v.local(v.now)) {
		page.Today = body.todayLine()
	}
	page.Headline, page.Deadline, page.Groups, page.Rates = v.headline(rate), v.deadline(), v.groups(day), v.rates(rate)
	page.Waiting, page.Owing, page.Proposals = v.waiting(), v.owing(day), v.proposals(nil)
	return page
}

func (v *view) heading(day calendar.Day) string {
	switch day {
	case calendar.DayOf(v.local(v.now)):
		return v.text("web.today", "day", v.dayName(day))
	case v.shownDay():
		return v.text("web.last_day", "day", v.dayName(day))
	}
	return v.text("web.on_day", "day", v.dayName(day))
}

// body are the figures of the month and of the year, and what there is to mend.
func (v *view) body(files []File) todayPage {
	return todayPage{
		Targets: v.targets(nil),
		Totals:  v.totals(),
		Matrix:  v.matrixOnFirstPage(),
		Mend:    v.mend(false),
		Review:  v.mend(true),
		Faults:  v.faults(),
		Files:   files,
	}
}

// shownDay is today, or where nothing is expected today the last day on which
// something was.
func (v *view) shownDay() calendar.Day {
	day := calendar.Day(0)
	for at := range v.standings {
		if at.day <= v.Today {
			day = max(day, at.day)
		}
	}
	if day == 0 {
		return v.last()
	}
	return day
}

func (v *view) dayName(d calendar.Day) string {
	if d == 0 {
		return ""
	}
	return v.weekday(d) + " " + d.Short()
}

// rateOf counts the standings of a day.
func (v *view) rateOf(d calendar.Day) office.Rate {
	var r office.Rate
	for i := range v.programme.Units {
		if st, ok := v.standings[unitDay{v.programme.Units[i].ID, d}]; ok {
			r.Add(st.Status)
		}
	}
	return r
}

func (v *view) headline(r office.Rate) headline {
	absent, look := r.Missing+r.Pending, r.Under(office.HeadMend)+r.Under(office.HeadOffice)
	switch {
	case r.Expected == 0:
		return headline{v.text("web.headline.none"), "calm"}
	case absent == 0 && look == 0:
		return headline{v.text("web.headline.all"), "calm"}
	case absent == 0:
		return headline{v.text("web.headline.look", "n", share(look, r.Expected)), "alarm"}
	case r.Missing == 0:
		return headline{v.text("web.headline.pending", "n", share(r.Expected-absent, r.Expected)), "waiting"}
	default:
		return headline{v.text("web.headline.absent", "n", share(absent, r.Expected)), "alarm"}
	}
}

// groups are the five heads with their units, in the order of their standings.
func (v *view) groups(d calendar.Day) []group {
	var list []group
	for _, head := range office.Heads {
		g := group{Label: v.text("head." + string(head))}
		waiting := false
		for _, status := range statuses {
			if status.Head() != head {
				continue
			}
			units := v.stood(d, status)
			waiting = waiting || len(units) > 0 && !quiet(status)
			g.Units = append(g.Units, units...)
		}
		if g.Count = len(g.Units); g.Count > 0 {
			g.Quiet = !waiting && g.Count > quietFrom
			list = append(list, g)
		}
	}
	return list
}

// stood lists the units that stood in one way on a day.
func (v *view) stood(d calendar.Day, status office.Status) []stood {
	var mark *badge
	if !evident(status) {
		b := v.badge(status)
		mark = &b
	}
	var list []stood
	for i := range v.programme.Units {
		u := &v.programme.Units[i]
		if st, ok := v.standings[unitDay{u.ID, d}]; ok && st.Status == status {
			list = append(list, stood{linkTo(u), mark})
		}
	}
	return list
}

// evident standings are what their head says, without more.
func evident(s office.Status) bool {
	return s == office.Missing || s == office.Invalid || s == office.Pending || s == office.OnTime
}

// quietFrom is up to how many names a group shows that needs no action.
const quietFrom = 6

// quiet standings need no action.
func quiet(s office.Status) bool { return s.Head() == office.HeadReported || s == office.Excused }

func (v *view) rates(r office.Rate) string {
	if r.Judged() == 0 {
		return ""
	}
	return v.text("web.rates", "timely", share(r.Timely(), r.Judged()), "complete", share(r.Complete(), r.Judged()))
}

// A waiting unit's reports wait for the office to understand them.
type waiting struct {
	unitLink
	Text string
}

func (v *view) waiting() []waiting {
	var list []waiting
	for _, w := range v.Report.Waiting() {
		list = append(list, waiting{linkTo(w.Unit), v.text("web.waiting.unit", "since", w.Since.Short(), "n", strconv.Itoa(w.Days))})
	}
	return list
}

// An owing unit has earlier days of the month without an acceptable report.
type owing struct {
	unitLink
	Days []string
}

func (v *view) owing(before calendar.Day) []owing {
	var list []owing
	for i := range v.programme.Units {
		u := &v.programme.Units[i]
		o := owing{unitLink: linkTo(u)}
		for d := v.Window.Period.First; d < before; d++ {
			if st, ok := v.standings[unitDay{u.ID, d}]; ok && st.Status.Failed() {
				o.Days = append(o.Days, dayMonth(d))
			}
		}
		if len(o.Days) > 0 {
			list = append(list, o)
		}
	}
	return list
}
