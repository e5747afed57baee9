package main

import (
	"fmt"
	"strconv"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/record"
	"tonghop/model/report"
)

// dues prints what the office itself owes next, and what is overdue.
func (k *checkup) dues(issued []record.Issued) {
	if len(k.Programme.Duties) == 0 {
		return
	}
	all := report.Dues(record.Following(k.Programme, issued), issued, k.Now())
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(k.w, "\n%s\n", k.Messages.Text("dues.title"))
	for i := range all {
		fmt.Fprintln(k.w, "  "+k.due(&all[i]))
	}
}

// due says in a line how the office stands with one of its own reports.
func (k *checkup) due(d *report.Due) string {
	key, number := "dues."+string(d.Status), ""
	switch {
	case d.Status == report.DueMet:
		number = d.Issued.Number
	case d.Status == report.DueAhead && d.DaysLeft == 0:
		key = "dues.today"
	}
	days := max(d.DaysLeft, -d.DaysLeft)
	return k.Messages.Text(key, "name", d.Duty.Name, "period", k.periodName(d.Period.Name), "number", number,
		"days", strconv.Itoa(days), "last", calendar.DayOf(d.At.In(k.Programme.Location).Add(-time.Second)).Short())
}
