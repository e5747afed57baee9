package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"tonghop/model"
)

// sentences are findings in words, by their keys.
type sentences map[string]string

// moment writes an instant as the office does: 16:40 24/6/2020.
func (o *office) moment(t time.Time) string {
	return t.In(o.programme.Location).Format("15:04 2/1/2006")
}

// described says in a line what was decided. A finding is told in its sentence
// where that is at hand, and else by its code and place.
func (o *office) described(d *model.Decision, findings sentences) string {
	unit := o.messages.Text("decide.all-units")
	if u, ok := o.programme.Unit(d.Unit); ok {
		unit = u.Name
	} else if d.Unit != "" {
		unit = d.Unit
	}
	days := d.From.Short()
	if d.To != d.From {
		days += " – " + d.To.Short()
	}
	key := "decide." + string(d.Kind)
	if d.Kind == model.DecisionEnter && d.Manner != "" {
		key += "." + string(d.Manner)
	}
	return o.messages.Text(key, "unit", unit, "days", days, "indicator", o.short(d.Indicator), "value", d.Value.String(),
		"received", o.moment(d.Received), "finding", cmp.Or(findings[d.Finding], o.accepted(d)), "period", o.periodName(d.Period), "undoes", fmt.Sprint(d.Undoes))
}

// accepted tells which finding a decision accepts.
func (o *office) accepted(d *model.Decision) string {
	parts := strings.Split(d.Finding, "\x1f") // unit, source, tab, code, …
	if d.Kind != model.DecisionAccept || len(parts) < 4 {
		return d.Finding
	}
	place := slices.DeleteFunc([]string{parts[2], d.From.Short(), o.short(d.Indicator), d.Raw}, func(s string) bool { return s == "" })
	return parts[3] + " (" + strings.Join(place, ", ") + ")"
}

func (o *office) short(indicator string) string {
	if x, ok := o.programme.Indicator(indicator); ok && x.Short != "" {
		return x.Short
	}
	return indicator
}

// sentences puts findings into words.
func (o *office) sentences(findings []model.OpenFinding) sentences {
	all := sentences{}
	for i := range findings {
		all[findings[i].Key()] = o.sentence(&findings[i])
	}
	return all
}

// sentence says what a finding is.
func (o *office) sentence(f *model.OpenFinding) string {
	label := f.Indicator
	if x, ok := o.programme.Indicator(f.Indicator); ok {
		label = x.Label
	}
	message, _ := o.messages.Finding(&f.Finding, label)
	return message
}

// due writes a due instant; midnight is the end of the day before.
func (o *office) due(t time.Time) string {
	t = t.In(o.programme.Location)
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return o.messages.Text("decide.end-of", "day", (model.DayOf(t) - 1).Short())
	}
	return o.moment(t)
}

// periodName writes 2020-06 as "tháng 6/2020" and 2020 as "năm 2020".
func (o *office) periodName(name string) string {
	if month, err := o.programme.Windows.ParseMonth(name); err == nil {
		return o.messages.Text("decide.month", "name", monthName(month))
	}
	return o.messages.Text("decide.year", "name", name)
}

// status writes how a unit stands.
func (o *office) status(st *model.Standing) string {
	return o.messages.Text("status." + string(st.Status))
}
