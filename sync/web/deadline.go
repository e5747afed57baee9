package web

import (
	"strconv"
	"time"

	"tonghop/model/calendar"
)

// deadline says how much time is left to today's deadline, or that it has
// passed, or when the next one is.
func (v *view) deadline() string {
	if v.programme.Location == nil {
		return ""
	}
	today := calendar.DayOf(v.local(v.now))
	if ends := v.programme.Ends; ends != 0 && today > ends {
		return v.text("web.ended", "day", ends.Short())
	}
	if !v.programme.Calendar.Working(today) {
		return v.nextDeadline(today)
	}
	due := v.programme.Due(calendar.DayPeriod(today))
	at := v.local(due).Format("15:04")
	if left := due.Sub(v.now); left > 0 {
		return v.text("web.deadline.left", "left", v.duration(left), "at", at)
	}
	return v.text("web.deadline.passed", "at", at)
}

// horizon is how many days ahead the next working day is sought.
const horizon = 31

func (v *view) nextDeadline(today calendar.Day) string {
	for d := today + 1; d <= today+horizon; d++ {
		if v.programme.Calendar.Working(d) {
			due := v.local(v.programme.Due(calendar.DayPeriod(d)))
			return v.text("web.deadline.next", "at", due.Format("15:04"), "day", v.dayName(calendar.DayOf(due)))
		}
	}
	return ""
}

// duration writes hours and minutes; the last started minute counts.
func (v *view) duration(d time.Duration) string {
	minutes := int((d + time.Minute - 1) / time.Minute)
	h, m := strconv.Itoa(minutes/60), strconv.Itoa(minutes%60)
	switch {
	case minutes < 60:
		return v.text("web.minutes", "m", m)
	case minutes%60 == 0:
		return v.text("web.hours", "h", h)
	default:
		return v.text("web.hours_minutes", "h", h, "m", m)
	}
}
