package main

import (
	"fmt"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/explain"
	"tonghop/model/office"
)

// named is how many units, or days of one unit, a line names.
const named = 8

// listed names a group's units with their parts, and for one unit its days.
func (e *explainer) listed(g *explain.CauseGroup) string {
	var names []string
	for _, u := range g.Units {
		name := u.Unit.ShortName()
		switch {
		case e.before.Kind == calendar.KindMonth:
			name = e.dated(name, u.Days)
		case e.unit != nil: // the one day of the one unit is in the heading
			name = ""
		}
		if e.unit == nil {
			name += " " + signed(u.Amount)
		}
		if name != "" {
			names = append(names, name)
		}
	}
	if more := len(names) - named; more > 0 {
		rest := int64(0)
		for _, u := range g.Units[named:] {
			rest += u.Amount
		}
		names = append(names[:named], e.Messages.Text("why.more-units", "n", fmt.Sprint(more), "amount", signed(rest)))
	}
	return strings.Join(names, ", ")
}

// dated adds the days to a unit's name; of one unit alone they stand by
// themselves, since its name is in the heading.
func (e *explainer) dated(name string, days []calendar.Day) string {
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
		return "−" + strings.TrimPrefix(office.Grouped(n), "-")
	case n == 0:
		return "0"
	}
	return "+" + office.Grouped(n)
}
