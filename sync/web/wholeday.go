package web

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

// figurePrefix begins the name of the field of each indicator.
const figurePrefix = "figure."

// enterDayForm asks for all figures of a unit's day at once, with what stands of
// it and of the day before in view.
func (v *view) enterDayForm(sent url.Values) form {
	day, err := calendar.ParseDay(sent.Get("day"))
	if err != nil {
		day = v.shownDay()
	}
	f := form{Action: "/enter-day", Title: v.text("web.form.enter-day"), Intro: v.text("web.form.enter-day.intro"), Button: v.text("web.form.enter-day.button"), Why: v.text("web.form.enter.why"),
		Fields: []field{v.unitField(sent.Get("unit"), false), v.dayField("day", v.text("book.day"), day, true)}}
	now, before := v.linesAbout(sent.Get("unit"), day)
	for i := range v.programme.Indicators {
		x := &v.programme.Indicators[i]
		if !x.ValidOn(day) {
			continue
		}
		label := x.Label
		if x.Unit != "" {
			label += " (" + x.Unit + ")"
		}
		f.Fields = append(f.Fields, field{Kind: "number", Name: figurePrefix + x.ID, Label: label, Help: v.beside(now, before, i), Min: "0"})
	}
	f.Fields = append(f.Fields, v.receivedField())
	f = v.form(f, sent)
	last := int64(0) // what is seen now, also where the form was refused
	if all := v.decisions(); len(all) > 0 {
		last = all[len(all)-1].ID
	}
	f.Fields = append(f.Fields, field{Kind: "hidden", Name: "after", Value: strconv.FormatInt(last, 10)})
	return f
}

// linesAbout gives a unit's figures of a day, and of the last day before that has
// any; nil for none.
func (v *view) linesAbout(unit string, day calendar.Day) (now, before *report.DayLine) {
	for _, lines := range [][]report.DayLine{v.Before, v.Daily, v.After} {
		for i := range lines {
			switch l := &lines[i]; {
			case l.Unit.ID != unit:
			case l.Day == day:
				now = l
			case l.Day < day:
				before = l
			}
		}
	}
	return now, before
}

// beside says what stands of an indicator's day and of the day before.
func (v *view) beside(now, before *report.DayLine, i int) string {
	var said []string
	if now != nil && now.Figures[i].Stated {
		said = append(said, v.text("web.form.enter-day.now", "n", now.Figures[i].String()))
	}
	if before != nil && before.Figures[i].Stated {
		said = append(said, v.text("web.form.enter-day.before", "day", dayMonth(before.Day), "n", before.Figures[i].String()))
	}
	return strings.Join(said, "; ")
}

func (s *Server) enterDay(ctx context.Context, by visitor, sent url.Values) (string, error) {
	var figures [][2]string
	for name, values := range sent {
		if id, ok := strings.CutPrefix(name, figurePrefix); ok && len(values) > 0 {
			figures = append(figures, [2]string{id, values[0]})
		}
	}
	slices.SortFunc(figures, func(a, b [2]string) int { return cmp.Compare(a[0], b[0]) })
	all, err := s.Desk.EnterDay(ctx, by.ruling(sent), sent.Get("unit"), sent.Get("day"), figures, sent.Get("received"), sent.Get("after"))
	if err != nil {
		return "", err
	}
	return s.recordedAll(unitPath(all[0].Unit), all), nil
}

// recordedAll notes decisions in the log and gives the page that tells of the
// last one.
func (s *Server) recordedAll(page string, all []office.Decision) string {
	next := page
	for _, d := range all {
		next = s.recorded(page, d)
	}
	return next
}

// inTimeForm asks which units' days are to count as in time: those that came
// late are at hand.
func (v *view) inTimeForm(sent url.Values) form {
	day, err := calendar.ParseDay(sent.Get("first"))
	if err != nil {
		day = v.shownDay()
	}
	units := field{Kind: "checks", Name: "unit", Label: v.text("book.units")}
	for i := range v.programme.Units {
		u := &v.programme.Units[i]
		st, ok := v.standings[unitDay{u.ID, day}]
		if late := ok && (st.Status == office.Late || st.Status == office.Unproven); late || slices.Contains(sent["unit"], u.ID) {
			units.Options = append(units.Options, option{Value: u.ID, Label: u.Name})
		}
	}
	if len(units.Options) == 0 {
		units.Options = v.units(false)
	}
	return v.form(form{
		Action: "/in-time", Title: v.text("web.form.in-time"), Intro: v.text("web.form.in-time.intro"), Button: v.text("web.form.in-time.button"), Why: v.text("web.form.in-time.why"),
		Fields: []field{units, v.dayField("first", v.text("web.form.first"), day, true), v.dayField("last", v.text("web.form.last"), 0, false)},
	}, sent)
}

func (s *Server) inTime(ctx context.Context, by visitor, sent url.Values) (string, error) {
	all, err := s.Desk.InTime(ctx, by.ruling(sent), sent["unit"], sent.Get("first"), sent.Get("last"))
	if err != nil {
		return "", err
	}
	return s.recordedAll("/decisions", all), nil
}
