package desk

import (
	"strconv"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// ReadDay reads a day as an officer writes it: 2020-06-24 or 24/6/2020.
func ReadDay(text string) (calendar.Day, error) {
	text = strings.TrimSpace(text)
	d, err := calendar.ParseDay(text)
	if t, slashed := time.Parse("2/1/2006", text); err != nil && slashed == nil {
		d, err = calendar.DayOf(t), nil
	}
	if err != nil {
		return 0, refuse(DayInvalid, "day", text)
	}
	return d, nil
}

// Day is ReadDay, and refuses a day that lies outside the programme or has not
// come.
func (k *Desk) Day(text string) (calendar.Day, error) {
	d, err := ReadDay(text)
	if err != nil {
		return d, err
	}
	return d, k.Come(calendar.DayPeriod(d))
}

// Come refuses a period that lies outside the programme or has not begun.
func (k *Desk) Come(period calendar.Period) error {
	today := calendar.DayOf(k.Now().In(k.Programme.Location))
	name := period.Name
	switch p := k.Programme; {
	case period.Last < p.Starts:
		return refuse(BeforeProgramme, "period", name, "starts", p.Starts.String())
	case p.Ends != 0 && period.First > p.Ends:
		return refuse(AfterProgramme, "period", name, "ends", p.Ends.String())
	case period.First > today:
		return refuse(NotCome, "period", name, "today", today.String())
	}
	return nil
}

// Reported reads the name of a period that units report on beside their days:
// a month, a quarter, a half-year, a year, a named one.
func Reported(w calendar.Windows, name string) (calendar.Period, bool) {
	p, ok := w.Find(name)
	return p, ok && p.Kind != calendar.KindDay
}

// received reads the instant at which the office got to know something; the
// present one where none is given. since is when it may have been at first.
func (k *Desk) received(text string, since, now time.Time) (time.Time, error) {
	if text = strings.TrimSpace(text); text == "" {
		return now, nil
	}
	t, err := time.Parse(time.RFC3339, text)
	for _, layout := range []string{"2006-01-02 15:04", "15:04 2/1/2006", "2006-01-02T15:04"} {
		if err != nil {
			t, err = time.ParseInLocation(layout, text, k.Programme.Location)
		}
	}
	switch {
	case err != nil:
		return t, refuse(ReceivedInvalid, "received", text)
	case t.After(now):
		return t, refuse(ReceivedFuture, "received", k.moment(t))
	case t.Before(since):
		return t, refuse(ReceivedEarly, "received", k.moment(t))
	}
	return t, nil
}

// moment writes an instant as the office does: 16:40 24/6/2020.
func (k *Desk) moment(t time.Time) string {
	return t.In(k.Programme.Location).Format("15:04 2/1/2006")
}

// whole reads a figure: digits alone, since "1.234" is a thousand to one and a
// little over one to another.
func whole(text string) (office.Count, error) {
	text = strings.TrimSpace(text)
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return office.Count{}, refuse(ValueInvalid, "value", text)
	}
	return office.Stated(n), nil
}
