package main

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// matrix draws how every unit stood on every day of the month, a letter a day,
// with its rate of timely reports.
func (s *summary) matrix() {
	days, at := s.stood()
	width := 0
	for _, l := range s.r.Window.Lines {
		width = max(width, utf8.RuneCountInString(l.Unit.Name))
	}
	fmt.Fprintf(s.w, "\n%-*s", width+2, "")
	for _, d := range days {
		_, _, dd := d.Date()
		fmt.Fprintf(s.w, "%3d", dd)
	}
	fmt.Fprintln(s.w)
	for _, l := range s.r.Window.Lines {
		fmt.Fprintf(s.w, "%-*s", width+2, l.Unit.Name)
		for _, d := range days {
			fmt.Fprintf(s.w, "%3s", at[unitDay{l.Unit.ID, d}])
		}
		fmt.Fprintf(s.w, "   %d/%d\n", l.Rate.Timely(), l.Rate.Judged())
	}
	s.line("cli.demo.legend", s.letters()...)
}

type unitDay struct {
	unit string
	day  calendar.Day
}

// stood gives the letter of each unit's standing on each day, and the days in
// order.
func (s *summary) stood() (days []calendar.Day, at map[unitDay]string) {
	at = map[unitDay]string{}
	for _, st := range s.r.Standings {
		d := st.Period.First
		if !slices.Contains(days, d) {
			days = append(days, d)
		}
		at[unitDay{st.Unit, d}] = s.m.Text("status." + string(st.Status) + ".letter")
	}
	slices.Sort(days)
	return days, at
}

// letters are the signs of the standings, as pairs for a message.
func (s *summary) letters() []string {
	var pairs []string
	for _, st := range []office.Status{office.OnTime, office.Unproven, office.Late, office.Missing, office.Invalid, office.Unread, office.Unreadable} {
		pairs = append(pairs, string(st), s.m.Text("status."+string(st)+".letter"))
	}
	return pairs
}
