package desk

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"tonghop/model"
)

// Enter enters a figure on a unit's behalf. A figure that is set aside has no
// value, and none is read. received is when the office got it; "" means now.
func (k *Desk) Enter(ctx context.Context, r model.Ruling, unit, day, indicator string, manner model.Manner, value, received string) (d model.Decision, err error) {
	k.one.Lock()
	defer k.one.Unlock()
	if d, err = k.entry(unit, day, indicator, manner, value); err != nil {
		return d, err
	}
	d.At = k.Now()
	if d.Received, err = k.received(received, d.From.At(0, k.Programme.Location), d.At); err != nil {
		return d, err
	}
	if d, err = signed(d, r); err != nil {
		return d, err
	}
	return k.record(ctx, d, given(received))
}

func (k *Desk) entry(unit, day, indicator string, manner model.Manner, value string) (d model.Decision, err error) {
	u, err := k.Unit(unit)
	if err != nil {
		return d, err
	}
	on, err := k.Day(day)
	if err != nil {
		return d, err
	}
	ind, err := k.Indicator(indicator)
	if err != nil {
		return d, err
	}
	switch {
	case manner != model.Phoned && manner != model.Corrected && manner != model.SetAside:
		return d, refuse(KindUnknown, "kind", string(manner))
	case !u.ValidOn(on):
		return d, refuse(UnitNotThen, "unit", u.ID, "day", on.String())
	case !ind.ValidOn(on):
		return d, refuse(IndicatorNotThen, "indicator", ind.ID, "day", on.String())
	}
	d = model.Decision{Kind: model.DecisionEnter, Unit: u.ID, From: on, To: on, Indicator: ind.ID, Manner: manner}
	if manner != model.SetAside {
		d.Value, err = whole(value)
	}
	return d, err
}

// given reports whether an officer wrote anything.
func given(text string) bool { return strings.TrimSpace(text) != "" }

// Everyone stands for all units where a unit is asked for.
const Everyone = "all"

// Excuse waives the daily reports of a unit, or of Everyone, from one day to
// another; where last is "" of the one day.
func (k *Desk) Excuse(ctx context.Context, r model.Ruling, unit, first, last string) (d model.Decision, err error) {
	k.one.Lock()
	defer k.one.Unlock()
	d.Kind = model.DecisionExcuse
	if unit != Everyone {
		u, err := k.Unit(unit)
		if err != nil {
			return d, err
		}
		d.Unit = u.ID
	}
	if !given(last) {
		last = first
	}
	if d.From, err = k.Day(first); err != nil {
		return d, err
	}
	if d.To, err = k.Day(last); err != nil {
		return d, err
	}
	if d.To < d.From {
		return d, refuse(SpanTurned, "first", d.From.String(), "last", d.To.String())
	}
	if k.owed(&d) == 0 {
		return d, refuse(NothingOwed, "first", d.From.String(), "last", d.To.String())
	}
	d.At = k.Now()
	if d, err = signed(d, r); err != nil {
		return d, err
	}
	return k.record(ctx, d, false)
}

// owed counts the reports that a waiver is about.
func (k *Desk) owed(d *model.Decision) int {
	n := 0
	for i := range k.Programme.Units {
		if u := &k.Programme.Units[i]; d.Unit == "" || d.Unit == u.ID {
			n += len(k.Programme.Expected(u, d.From, d.To))
		}
	}
	return n
}

// Receive counts a unit's written report of a month (2020-06), a year
// (2020) or another period as received at an instant; "" means now.
func (k *Desk) Receive(ctx context.Context, r model.Ruling, unit, period, received string) (d model.Decision, err error) {
	k.one.Lock()
	defer k.one.Unlock()
	u, err := k.Unit(unit)
	if err != nil {
		return d, err
	}
	p, ok := Reported(k.Programme.Windows, strings.TrimSpace(period))
	if !ok {
		return d, refuse(PeriodInvalid, "period", period)
	}
	if err := k.Come(p); err != nil {
		return d, err
	}
	if len(k.Programme.Expected(u, p.First, p.Last)) == 0 {
		return d, refuse(PeriodNotOwed, "unit", u.ID, "period", p.Name)
	}
	d = model.Decision{Kind: model.DecisionReceive, Unit: u.ID, From: p.First, To: p.Last, Period: p.Name, At: k.Now()}
	if d.Received, err = k.received(received, p.First.At(0, k.Programme.Location), d.At); err != nil {
		return d, err
	}
	if d, err = signed(d, r); err != nil {
		return d, err
	}
	return k.record(ctx, d, given(received))
}

// Undo takes a decision back, and gives both: the one that does so and the one
// taken back. Both stay in the record.
func (k *Desk) Undo(ctx context.Context, r model.Ruling, id string) (undo, undone model.Decision, err error) {
	k.one.Lock()
	defer k.one.Unlock()
	at := k.Now()
	all, err := k.Ledger.Decisions(ctx)
	if err != nil {
		return undo, undone, err
	}
	s := &model.State{Decisions: all}
	n, _ := strconv.ParseInt(strings.TrimSpace(id), 10, 64)
	found := false
	for i := range all {
		if all[i].ID == n {
			undone, found = all[i], true
		}
	}
	switch {
	case !found:
		return undo, undone, refuse(DecisionUnknown, "id", id)
	case undone.Kind == model.DecisionUndo:
		return undo, undone, refuse(DecisionIsUndo, "id", id, "undoes", fmt.Sprint(undone.Undoes))
	case s.UndoneBy(n) != nil:
		return undo, undone, refuse(DecisionUndone, "id", id, "by", fmt.Sprint(s.UndoneBy(n).ID))
	case undone.At.After(at):
		return undo, undone, refuse(DecisionLater, "id", id, "at", k.moment(undone.At))
	}
	undo, err = signed(model.Decision{Kind: model.DecisionUndo, Unit: undone.Unit, From: undone.From, To: undone.To, Indicator: undone.Indicator, Undoes: n, At: at}, r)
	if err != nil {
		return undo, undone, err
	}
	undo, err = k.append(ctx, undo)
	return undo, undone, err
}
