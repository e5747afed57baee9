package desk

import (
	"context"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// twice is within which time the same said again is a form sent twice.
const twice = time.Minute

// Call notes that a unit was reminded of a day's report, and what came of it:
// the hour by which it promised its figures, "" for none. The reason of the
// ruling is a note, and may be left out.
func (k *Desk) Call(ctx context.Context, r office.Ruling, unit, day string, outcome office.CallOutcome, until string) (d office.Decision, err error) {
	u, err := k.Unit(unit)
	if err != nil {
		return d, err
	}
	on, err := k.Day(day)
	if err != nil {
		return d, err
	}
	d = office.Decision{Kind: office.DecisionCall, Unit: u.ID, From: on, To: on, At: k.Now()}
	switch outcome {
	case office.Reached, office.Unreached:
		d.Outcome = outcome
	case office.Promised:
		d.Outcome = outcome
		if d.Until, err = k.hour(until, d.At); err != nil {
			return d, err
		}
	default:
		return d, refuse(OutcomeUnknown, "outcome", string(outcome))
	}
	if d, err = noted(d, r); err != nil {
		return d, err
	}
	return k.Ledger.Decide(ctx, func(v record.View) (office.Decision, error) {
		all, err := v.Decisions(ctx)
		for i := len(all) - 1; err == nil && i >= 0 && d.At.Sub(all[i].At) < twice; i-- {
			e := &all[i]
			if e.Kind == d.Kind && e.Unit == d.Unit && e.From == d.From && e.Calling == d.Calling && e.By == d.By && e.Reason == d.Reason {
				return d, refuse(Already, "id", idOf(e))
			}
		}
		return d, err
	})
}

// noted is signed for what needs no reason.
func noted(d office.Decision, r office.Ruling) (office.Decision, error) {
	if given(r.Reason) {
		return signed(d, r)
	}
	r.Reason = "-"
	d, err := signed(d, r)
	d.Reason = ""
	return d, err
}

// hour reads an hour of today, such as 9:00 or 9h30; "" is none.
func (k *Desk) hour(text string, now time.Time) (time.Time, error) {
	text = plainText(text)
	if text == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{"15:04", "15h04", "15h", "15"} {
		if t, err := time.Parse(layout, text); err == nil {
			at := time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
			return calendar.DayOf(now.In(k.Programme.Location)).At(at, k.Programme.Location), nil
		}
	}
	return time.Time{}, refuse(HourInvalid, "hour", text)
}
