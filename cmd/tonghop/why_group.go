package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tonghop/model"
)

// A group is what one kind of cause comes to in one of the two periods.
type group struct {
	kind   model.CauseKind
	period model.Period // the one that the causes' days lie in
	amount int64
	units  []share
}

// A share is a unit's part of a group.
type share struct {
	unit   *model.Unit
	amount int64
	days   []model.Day
}

// grouped puts the causes of a kind together by unit, the largest first.
func (e *explainer) grouped(causes []model.Cause) []group {
	var groups []group
	for _, c := range causes {
		period := e.after
		if e.before.Contains(c.Day) || c.Day == 0 && c.Amount < 0 {
			period = e.before
		}
		i := slices.IndexFunc(groups, func(g group) bool { return g.kind == c.Kind && g.period == period })
		if i < 0 {
			i, groups = len(groups), append(groups, group{kind: c.Kind, period: period})
		}
		groups[i].add(c)
	}
	bySize := func(a, b int64) int { return cmp.Compare(max(b, -b), max(a, -a)) }
	slices.SortStableFunc(groups, func(a, b group) int { return bySize(a.amount, b.amount) })
	for i := range groups {
		slices.SortStableFunc(groups[i].units, func(a, b share) int { return bySize(a.amount, b.amount) })
	}
	return groups
}

func (g *group) add(c model.Cause) {
	g.amount += c.Amount
	if n := len(g.units); n == 0 || g.units[n-1].unit != c.Unit {
		g.units = append(g.units, share{unit: c.Unit})
	}
	u := &g.units[len(g.units)-1]
	u.amount += c.Amount
	if c.Day != 0 {
		u.days = append(u.days, c.Day)
	}
}

// named is how many units, or days of one unit, a line names.
const named = 8

// listed names a group's units with their parts, and for one unit its days.
func (e *explainer) listed(g *group) string {
	var names []string
	for _, u := range g.units {
		name := u.unit.ShortName()
		switch {
		case e.before.Kind == model.KindMonth:
			name = e.dated(name, u.days)
		case e.unit != nil: // the one day of the one unit is in the heading
			name = ""
		}
		if e.unit == nil {
			name += " " + signed(u.amount)
		}
		if name != "" {
			names = append(names, name)
		}
	}
	if more := len(names) - named; more > 0 {
		rest := int64(0)
		for _, u := range g.units[named:] {
			rest += u.amount
		}
		names = append(names[:named], e.messages.Text("why.more-units", "n", fmt.Sprint(more), "amount", signed(rest)))
	}
	return strings.Join(names, ", ")
}

// dated adds the days to a unit's name; of one unit alone they stand by
// themselves, since its name is in the heading.
func (e *explainer) dated(name string, days []model.Day) string {
	var texts []string
	for _, d := range days[:min(named, len(days))] {
		_, month, day := d.Date()
		texts = append(texts, fmt.Sprintf("%d/%d", day, int(month)))
	}
	if len(days) > named {
		texts = append(texts, "…")
	}
	list := strings.Join(texts, ", ")
	switch {
	case e.unit != nil:
		return list
	case list == "":
		return name
	}
	return name + " (" + list + ")"
}

// signed prints a difference with its sign: +12, −1.234, and 0 without one.
func signed(n int64) string {
	switch {
	case n < 0:
		return "−" + strings.TrimPrefix(model.Grouped(n), "-")
	case n == 0:
		return "0"
	}
	return "+" + model.Grouped(n)
}
