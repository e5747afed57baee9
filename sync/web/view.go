package web

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"tonghop/model"
)

// A view is a Report on its way onto a page.
type view struct {
	*model.Report
	programme *model.Programme
	messages  model.Messages
	link      func(model.Origin) string
	now       time.Time
	standings map[unitDay]*model.Standing
	days      []model.Day // of the standings, ascending
}

type unitDay struct {
	unit string
	day  model.Day
}

func (s *Server) view(r *model.Report) *view {
	v := &view{
		Report:    r,
		programme: r.Programme,
		messages:  s.Messages,
		link:      s.Link,
		now:       s.Now(),
		standings: map[unitDay]*model.Standing{},
	}
	if v.programme == nil {
		v.programme = &model.Programme{}
	}
	for i := range v.Standings {
		st := &v.Standings[i]
		if st.Period.Kind != model.KindDay {
			continue
		}
		v.standings[unitDay{st.Unit, st.Period.First}] = st
		v.days = append(v.days, st.Period.First)
	}
	slices.Sort(v.days)
	v.days = slices.Compact(v.days)
	return v
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
	return v.text("book.instant", "time", t.Format("15:04"), "day", model.DayOf(t).Short())
}

// moment is shorter, for a list of days: 22:30, or 22:30 25/6 where the day is
// another one.
func (v *view) moment(t time.Time, of model.Day) string {
	if t.IsZero() {
		return ""
	}
	t = v.local(t)
	if d := model.DayOf(t); d != of {
		return t.Format("15:04") + " " + dayMonth(d)
	}
	return t.Format("15:04")
}

func (v *view) weekday(d model.Day) string {
	return v.text("book.weekday." + strconv.Itoa(int(d.Weekday())))
}

func (v *view) indicatorLabel(id string) string {
	if x, ok := v.programme.Indicator(id); ok {
		return x.Label
	}
	return id
}

func shortLabel(x *model.Indicator) string {
	if x.Short != "" {
		return x.Short
	}
	return x.Label
}

func dayMonth(d model.Day) string {
	_, m, dd := d.Date()
	return strconv.Itoa(dd) + "/" + strconv.Itoa(int(m))
}

// A unitLink names a unit and leads to its page.
type unitLink struct{ Name, Href string }

func linkTo(u *model.Unit) unitLink {
	return unitLink{u.ShortName(), "/unit/" + url.PathEscape(u.ID)}
}

func share(part, whole int) string {
	if whole == 0 {
		return ""
	}
	return strconv.Itoa(part) + "/" + strconv.Itoa(whole)
}
