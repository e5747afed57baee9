package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/explain"
	"tonghop/model/office"
)

// A whyPage takes the difference of two periods of one kind apart.
type whyPage struct {
	From, To string
	Units    []option
	Error    string
	Head     string
	Changes  []change
	Same     string // the indicators that did not change
}

type change struct {
	Indicator, Before, After, Amount string
	Causes                           []cause
}

type cause struct{ Amount, What, Units string }

func (s *Server) why(w http.ResponseWriter, r *http.Request) {
	v, err := s.viewOf(r)
	if err != nil {
		s.unavailable(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "why.html", v.why(r.URL.Query()))
}

func (v *view) why(asked url.Values) whyPage {
	unit := asked.Get("unit")
	p := whyPage{From: strings.TrimSpace(asked.Get("from")), To: strings.TrimSpace(asked.Get("to")), Units: v.units(false)}
	for i := range p.Units {
		p.Units[i].Chosen = p.Units[i].Value == unit
	}
	if p.From == "" && p.To == "" {
		p.From, p.To = v.lastTwoDays()
	}
	before, ok := v.period(p.From)
	after, ok2 := v.period(p.To)
	switch {
	case !ok || !ok2:
		p.Error = v.text("web.why.unclear")
	case before.Kind != after.Kind || before == after:
		p.Error = v.text("web.why.kinds")
	case after.First > v.Today || before.First > v.Today:
		p.Error = v.text("web.why.future")
	default:
		v.explain(&p, before, after, unit)
	}
	return p
}

// lastTwoDays are the last two days on which something was expected.
func (v *view) lastTwoDays() (from, to string) {
	var past []calendar.Day
	for _, d := range v.days {
		if d <= v.Today {
			past = append(past, d)
		}
	}
	if len(past) < 2 {
		return "", v.Today.Short()
	}
	return past[len(past)-2].Short(), past[len(past)-1].Short()
}

// period reads a day (2020-06-24, 24/6/2020), a month (2020-06, 6/2020), or
// another period by its name.
func (v *view) period(name string) (calendar.Period, bool) {
	var a, b, c int
	if n, _ := fmt.Sscanf(name, "%d/%d/%d", &a, &b, &c); n == 3 {
		name = fmt.Sprintf("%04d-%02d-%02d", c, b, a)
	} else if n == 2 {
		name = fmt.Sprintf("%04d-%02d", b, a)
	}
	return v.programme.Windows.Find(name)
}

func (v *view) explain(p *whyPage, before, after calendar.Period, unit string) {
	var d explain.Difference
	who := v.text("why.all")
	if u, ok := v.programme.Unit(unit); ok {
		who = u.Name
		programme, state := alone(v.programme, v.state, unit)
		d = explain.Why(programme, state, before, after, unit, v.AsOf)
	} else {
		d = explain.WhyIn(v.Report, v.state, before, after, "")
	}
	p.Head = v.text("why.head", "who", who, "before", v.periodName(before), "after", v.periodName(after))
	var same []string
	for i := range d.Changes {
		c := &d.Changes[i]
		switch {
		case len(c.Causes) > 0:
			p.Changes = append(p.Changes, v.change(&d, c))
		case c.Before.Stated || c.After.Stated:
			same = append(same, shortLabel(c.Indicator)+" "+c.After.String())
		}
	}
	p.Same = strings.Join(same, ", ")
}

func (v *view) periodName(p calendar.Period) string {
	if p.Kind == calendar.KindDay {
		return v.dayName(p.First)
	}
	return v.words().Period(p.Name)
}

// namedUnits is how many units a cause names.
const namedUnits = 12

func (v *view) change(d *explain.Difference, c *explain.Change) change {
	out := change{Indicator: c.Indicator.Label, Before: v.stated(c.Before.Count), After: v.stated(c.After.Count), Amount: signed(c.Amount())}
	for _, g := range d.Groups(c) {
		in := v.text("why.on-day", "day", g.Period.First.Short())
		if g.Period.Kind != calendar.KindDay {
			in = v.words().Period(g.Period.Name)
		}
		x := cause{Amount: signed(g.Amount), What: v.text("why."+string(g.Kind), "period", in)}
		var names []string
		for _, u := range g.Units[:min(namedUnits, len(g.Units))] {
			names = append(names, u.Unit.ShortName()+" "+signed(u.Amount))
		}
		if more := g.Units[min(namedUnits, len(g.Units)):]; len(more) > 0 {
			rest := int64(0)
			for _, u := range more {
				rest += u.Amount
			}
			names = append(names, v.text("why.more-units", "n", fmt.Sprint(len(more)), "amount", signed(rest)))
		}
		x.Units = strings.Join(names, ", ")
		out.Causes = append(out.Causes, x)
	}
	return out
}

// signed prints a difference with its sign: +12, −1.234, and 0 without one.
func signed(n int64) string {
	switch {
	case n < 0:
		return "−" + strings.TrimPrefix(office.Grouped(n), "-")
	case n == 0:
		return "0"
	}
	return "+" + office.Grouped(n)
}
