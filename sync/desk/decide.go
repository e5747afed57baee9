package desk

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
)

// Enter enters a figure on a unit's behalf. A figure that is set aside has no
// value, and none is read. received is when the office got it; "" means now.
func (k *Desk) Enter(ctx context.Context, r office.Ruling, unit, day, indicator string, manner office.Manner, value, received string) (d office.Decision, err error) {
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

func (k *Desk) entry(unit, day, indicator string, manner office.Manner, value string) (d office.Decision, err error) {
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
	case manner != office.Phoned && manner != office.Corrected && manner != office.SetAside:
		return d, refuse(KindUnknown, "kind", string(manner))
	case !u.ValidOn(on):
		return d, refuse(UnitNotThen, "unit", u.ID, "day", on.String())
	case !ind.ValidOn(on):
		return d, refuse(IndicatorNotThen, "indicator", ind.ID, "day", on.String())
	}
	d = office.Decision{Kind: office.DecisionEnter, Unit: u.ID, From: on, To: on, Indicator: ind.ID, Entry: office.Entry{Manner: manner}}
	if manner != office.SetAside {
		d.Value, err = whole(value)
	}
	return d, err
}

// given reports whether an officer wrote anything.
func given(text string) bool { return strings.TrimSpace(text) != "" }

// Receive counts a unit's written report of a month (2020-06), a year
// (2020) or another period as received at an instant; "" means now.
func (k *Desk) Receive(ctx context.Context, r office.Ruling, unit, period, received string) (d office.Decision, err error) {
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
	d = office.Decision{Kind: office.DecisionReceive, Unit: u.ID, From: p.First, To: p.Last, Receipt: office.Receipt{Period: p.Name}, At: k.Now()}
	if d.Received, err = k.received(received, p.First.At(0, k.Programme.Location), d.At); err != nil {
		return d, err
	}
	if d, err = signed(d, r); err != nil {
		return d, err
	}
	return k.record(ctx, d, given(received))
}

// Undo takes a decision back, and gives both: the one that does so and the one
// taken back. Both stay in the record. A proposal is withdrawn or declined so,
// while it is open. may tells whether whoever asks may take that decision back,
// and its error is given on; nil lets everybody. Only here is it known which
// decision the id that was typed names.
func (k *Desk) Undo(ctx context.Context, r office.Ruling, id string, may func(*office.Decision) error) (undo, undone office.Decision, err error) {
	at := k.Now()
	undo, err = k.Ledger.Decide(ctx, func(v record.View) (d office.Decision, err error) {
		if undone, err = k.reversible(ctx, v, id, at); err != nil {
			return d, err
		}
		if may != nil {
			if err = may(&undone); err != nil {
				return d, err
			}
		}
		return signed(office.Decision{Kind: office.DecisionUndo, Unit: undone.Unit, From: undone.From, To: undone.To, Indicator: undone.Indicator, Undoing: office.Undoing{Undoes: undone.ID}, At: at}, r)
	})
	return undo, undone, err
}

// reversible finds a decision that may still be taken back at an instant: it
// stands, and is no proposal that led to a waiver.
func (k *Desk) reversible(ctx context.Context, v record.View, id string, at time.Time) (d office.Decision, err error) {
	all, err := v.Decisions(ctx)
	if err != nil {
		return d, err
	}
	s := &record.State{Decisions: all}
	n, _ := strconv.ParseInt(strings.TrimSpace(id), 10, 64)
	found := false
	for i := range all {
		if all[i].ID == n {
			d, found = all[i], true
		}
	}
	switch {
	case !found:
		return d, refuse(DecisionUnknown, "id", id)
	case d.Kind == office.DecisionErase:
		return d, refuse(Erased, "id", id)
	case d.Kind == office.DecisionUndo:
		return d, refuse(DecisionIsUndo, "id", id, "undoes", fmt.Sprint(d.Undoes))
	case s.UndoneBy(n) != nil:
		return d, refuse(DecisionUndone, "id", id, "by", fmt.Sprint(s.UndoneBy(n).ID))
	case d.Kind == office.DecisionPropose && s.ConfirmedBy(n) != nil:
		return d, refuse(Confirmed, "id", id, "by", fmt.Sprint(s.ConfirmedBy(n).ID))
	case d.At.After(at):
		return d, refuse(DecisionLater, "id", id, "at", k.moment(d.At))
	}
	return d, nil
}
