package desk

import (
	"context"

	"tonghop/model/office"
	"tonghop/model/record"
)

// Excuse waives the daily reports of a unit, or of office.Everyone, from one day
// to another; where last is "" of the one day.
func (k *Desk) Excuse(ctx context.Context, r office.Ruling, unit, first, last string) (office.Decision, error) {
	return k.waive(ctx, office.DecisionExcuse, r, unit, first, last)
}

// Propose asks an approver for what Excuse does; until one confirms it nothing
// is waived.
func (k *Desk) Propose(ctx context.Context, r office.Ruling, unit, first, last string) (office.Decision, error) {
	return k.waive(ctx, office.DecisionPropose, r, unit, first, last)
}

func (k *Desk) waive(ctx context.Context, kind office.DecisionKind, r office.Ruling, unit, first, last string) (d office.Decision, err error) {
	d.Kind = kind
	if unit != office.Everyone {
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

// Confirm waives what was proposed, in the name of the approver who confirms it
// and for the proposal's reason, whatever the ruling's is.
func (k *Desk) Confirm(ctx context.Context, r office.Ruling, id string) (d office.Decision, err error) {
	at := k.Now()
	return k.Ledger.Decide(ctx, func(v record.View) (d office.Decision, err error) {
		proposal, err := k.reversible(ctx, v, id, at)
		switch {
		case err != nil:
			return d, err
		case proposal.Kind != office.DecisionPropose:
			return d, refuse(NotProposed, "id", id)
		}
		d = office.Confirmation(&proposal, r.By)
		d.At, r.Reason = at, proposal.Reason
		return signed(d, r)
	})
}

// owed counts the reports that a waiver is about.
func (k *Desk) owed(d *office.Decision) int {
	n := 0
	for i := range k.Programme.Units {
		if u := &k.Programme.Units[i]; d.Unit == "" || d.Unit == u.ID {
			n += len(k.Programme.Expected(u, d.From, d.To))
		}
	}
	return n
}
