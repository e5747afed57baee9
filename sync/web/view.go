package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/explain"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// A view is a Report on its way onto a page, for one visitor.
type view struct {
	*report.Report
	state     *record.State
	programme *office.Programme
	visitor   visitor
	messages  office.Messages
	mayAct    bool // there is a desk at all
	bench     bool // there is a workbench
	link      func(office.Origin) string
	now       time.Time
	standings map[unitDay]*office.Standing
	byKey     map[string]*office.Finding // by key; nil until asked for
	days      []calendar.Day             // of the window's standings, ascending
}

type unitDay struct {
	unit string
	day  calendar.Day
}

// viewOf gives what stands now, for the visitor who asks.
func (s *Server) viewOf(r *http.Request) (*view, error) {
	report, err := s.Report(r.Context())
	if err != nil {
		return nil, err
	}
	state, err := s.State(r.Context())
	if err != nil {
		return nil, err
	}
	v := s.view(visitorOf(r), report)
	v.state = state
	return v, nil
}

func (s *Server) view(who visitor, r *report.Report) *view {
	v := &view{
		Report:    r,
		state:     &record.State{},
		programme: r.Programme,
		visitor:   who,
		messages:  who.messages,
		mayAct:    s.Desk != nil,
		bench:     s.Workbench != nil,
		link:      s.Link,
		now:       s.Now(),
		standings: map[unitDay]*office.Standing{},
	}
	if v.programme == nil {
		v.programme = &office.Programme{}
	}
	for i := range v.Later {
		st := &v.Later[i]
		v.standings[unitDay{st.Unit, st.Period.First}] = st
	}
	for i := range v.Standings {
		st := &v.Standings[i]
		if st.Period.Kind != calendar.KindDay {
			continue
		}
		v.standings[unitDay{st.Unit, st.Period.First}] = st
		v.days = append(v.days, st.Period.First)
	}
	slices.Sort(v.days)
	v.days = slices.Compact(v.days)
	return v
}

// may tells whether the visitor's role allows an act.
func (v *view) may(need Role) bool { return v.mayAct && v.visitor.role >= need }

// words put decisions and proofs into the visitor's language.
func (v *view) words() explain.Wording {
	return explain.Wording{Programme: v.programme, Messages: v.messages}
}

// decisions are all that the office ever made.
func (v *view) decisions() []office.Decision { return v.state.Decisions }

// sentenceOf says what the finding is that a decision accepts, where it is
// still among those that are told.
func (v *view) sentenceOf(d *office.Decision) string {
	if d.Kind != office.DecisionAccept {
		return ""
	}
	if v.byKey == nil {
		v.byKey = map[string]*office.Finding{}
		for _, list := range [][]record.OpenFinding{v.Findings, v.Accepted} {
			for i := range list {
				v.byKey[list[i].Key()] = &list[i].Finding
			}
		}
	}
	if f, ok := v.byKey[d.Finding]; ok {
		return v.words().Sentence(f)
	}
	return ""
}

// notice tells of the decision that has just been made, "" where none was.
func (v *view) notice(r *http.Request) string {
	done := r.URL.Query().Get("done")
	for i := range v.decisions() {
		if d := &v.decisions()[i]; strconv.FormatInt(d.ID, 10) == done {
			return v.text("decide.recorded", "id", done, "what", v.words().Decision(d, v.sentenceOf(d)))
		}
	}
	return ""
}

func (v *view) text(key string, pairs ...string) string { return v.messages.Text(key, pairs...) }

// local gives an instant in the office's zone.
func (v *view) local(t time.Time) time.Time {
	if v.programme.Location == nil || t.IsZero() {
		return t
	}
	return t.In(v.programme.Location)
}

// instant writes a moment: 17:05 ngày 24/6/2020.
func (v *view) instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = v.local(t)
	return v.text("book.instant", "time", t.Format("15:04"), "day", calendar.DayOf(t).Short())
}

// moment is shorter, for a list of days: 22:30, or 22:30 25/6 where the day is
// another one.
func (v *view) moment(t time.Time, of calendar.Day) string {
	if t.IsZero() {
		return ""
	}
	t = v.local(t)
	if d := calendar.DayOf(t); d != of {
		return t.Format("15:04") + " " + dayMonth(d)
	}
	return t.Format("15:04")
}

func (v *view) weekday(d calendar.Day) string {
	return v.text("book.weekday." + strconv.Itoa(int(d.Weekday())))
}

func (v *view) indicatorLabel(id string) string {
	if x, ok := v.programme.Indicator(id); ok {
		return x.Label
	}
	return id
}

func shortLabel(x *office.Indicator) string {
	if x.Short != "" {
		return x.Short
	}
	return x.Label
}

func dayMonth(d calendar.Day) string {
	_, m, dd := d.Date()
	return strconv.Itoa(dd) + "/" + strconv.Itoa(int(m))
}

// A unitLink names a unit and leads to its page.
type unitLink struct{ Name, Href string }

func linkTo(u *office.Unit) unitLink {
	return unitLink{u.ShortName(), "/unit/" + url.PathEscape(u.ID)}
}

func share(part, whole int) string {
	if whole == 0 {
		return ""
	}
	return strconv.Itoa(part) + "/" + strconv.Itoa(whole)
}
