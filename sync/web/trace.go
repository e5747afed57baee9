package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/explain"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A tracePage walks one figure down to its cell and the looks that saw it.
type tracePage struct {
	Unit             unitLink
	Indicator, Day   string
	Value, Basis     string
	Cell, CellHref   string
	Terms            []string
	Sums             string
	Entries          []entryProof
	Sources          []sourceProof
	Standing         *badge
	Why              string // by what the standing is proved
	Findings         []finding
	Accepted         []accepted
	Previous, Next   string // the days before and after
	Enter            string // the form that enters it; "" where one may not
	PrevDay, NextDay string
}

type entryProof struct{ What, By, At, Reason, State string }

type sourceProof struct {
	Name, Href string
	Other      bool // another source of the unit stands over it
	Sayings    []string
	Looks      []lookProof
}

type lookProof struct{ When, Side, Saw string }

func tracePath(unit string, day calendar.Day, indicator string) string {
	return "/trace/" + url.PathEscape(unit) + "/" + day.String() + "/" + url.PathEscape(indicator)
}

func (s *Server) trace(w http.ResponseWriter, r *http.Request) {
	v, err := s.viewOf(r)
	if err != nil {
		s.unavailable(w, r, err)
		return
	}
	day, err := calendar.ParseDay(r.PathValue("day"))
	if err != nil {
		s.problem(w, r, http.StatusNotFound)
		return
	}
	unit := r.PathValue("unit")
	p, state := alone(v.programme, v.state, unit)
	proof, ok := explain.Trace(p, state, unit, day, r.PathValue("indicator"), v.AsOf)
	if !ok {
		s.problem(w, r, http.StatusNotFound)
		return
	}
	s.show(w, r, http.StatusOK, "trace.html", v.trace(proof))
}

// alone narrows what is known to one unit, on which alone its figures rest: a
// page need not put a whole district together.
func alone(p *office.Programme, s *record.State, unit string) (*office.Programme, *record.State) {
	one, narrow := *p, *s
	one.Units = slices.DeleteFunc(slices.Clone(p.Units), func(u office.Unit) bool { return u.ID != unit })
	narrow.Said, narrow.Findings = nil, nil
	for _, said := range s.Said {
		if said.Unit() == unit {
			narrow.Said = append(narrow.Said, said)
		}
	}
	for i := range s.Findings {
		if s.Findings[i].Unit == unit {
			narrow.Findings = append(narrow.Findings, s.Findings[i])
		}
	}
	return &one, &narrow
}

func (v *view) trace(p *explain.Proof) tracePage {
	w := v.words()
	page := tracePage{
		Unit: linkTo(p.Unit), Indicator: p.Indicator.Label, Day: v.dayName(p.Day),
		Value: v.stated(p.Count), Basis: w.Basis(p), Why: w.Why(p),
		Previous: tracePath(p.Unit.ID, p.Day-1, p.Indicator.ID), Next: tracePath(p.Unit.ID, p.Day+1, p.Indicator.ID),
		PrevDay: dayMonth(p.Day - 1), NextDay: dayMonth(p.Day + 1),
	}
	page.Unit.Name = p.Unit.Name
	if p.Origin.Cell != "" {
		page.Cell, page.CellHref = v.place(p.Origin.Tab, p.Origin.Cell), v.link(p.Origin)
	}
	for _, t := range p.Terms {
		sign := map[bool]string{true: "−", false: "+"}[t.Sign < 0]
		page.Terms = append(page.Terms, sign+" "+shortLabel(t.Indicator)+": "+v.stated(t.Count))
	}
	page.Sums = v.text("web.trace.sums", "month", w.Period(p.InMonth.Name), "in_month", v.stated(p.Month.Count), "stated", fmt.Sprint(p.Month.StatedDays),
		"expected", fmt.Sprint(p.Month.ExpectedDays), "year", p.InYear.Name, "in_year", v.stated(p.Year.Count))
	for i := range p.Entries {
		e := &p.Entries[i]
		page.Entries = append(page.Entries, entryProof{w.Decision(&e.Decision, ""), v.messages.By(&e.Decision), v.instant(e.At), e.Reason, w.Entry(p, e)})
	}
	for i := range p.Sources {
		page.Sources = append(page.Sources, v.sourceProof(p, &p.Sources[i]))
	}
	if p.Standing != nil {
		b := v.badge(p.Standing.Status)
		page.Standing = &b
	}
	for i := range p.Findings {
		if f := &p.Findings[i]; f.Accepted == nil {
			page.Findings = append(page.Findings, v.finding(f))
		} else {
			page.Accepted = append(page.Accepted, v.accepted(f))
		}
	}
	if v.may(Office) {
		page.Enter = "/enter?" + url.Values{"unit": {p.Unit.ID}, "day": {p.Day.String()}, "indicator": {p.Indicator.ID}}.Encode()
	}
	return page
}

// maxSayings is how many of a figure's versions are told, the latest.
const maxSayings = 40

func (v *view) sourceProof(p *explain.Proof, s *explain.SourceProof) sourceProof {
	out := sourceProof{Name: s.Source, Href: v.link(office.Origin{Source: s.Source}), Other: !s.InEffect}
	for i := max(0, len(s.Sayings)-maxSayings); i < len(s.Sayings); i++ {
		out.Sayings = append(out.Sayings, v.saying(&s.Sayings[i]))
	}
	due := v.programme.Due(calendar.DayPeriod(p.Day))
	for i := range s.Looks {
		l := &s.Looks[i]
		out.Looks = append(out.Looks, lookProof{v.lookSpan(l.Asked, l.Answered), v.words().Side(l, due), v.words().Saw(l)})
	}
	return out
}

func (v *view) saying(s *explain.Saying) string {
	w := v.words()
	until := v.text("trace.still")
	if !s.Until.IsZero() {
		until = v.text("trace.until", "until", w.Second(s.Until))
	}
	return strings.TrimSpace(v.text("trace.saying."+string(s.Kind), "value", office.Grouped(s.Figure.Value), "tab", s.Figure.Tab, "cell", s.Figure.Cell,
		"asked", w.Second(s.Asked), "answered", v.local(s.Answered).Format("15:04:05"), "until", until))
}

// lookSpan writes when a look was asked for and answered, to the second.
func (v *view) lookSpan(asked, answered time.Time) string {
	return v.words().Second(asked) + " – " + v.local(answered).Format("15:04:05")
}
