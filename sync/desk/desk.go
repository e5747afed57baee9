// Package desk is where the office decides: a figure entered on a unit's
// behalf, reports waived, or a waiver proposed and confirmed, a finding checked
// and right, what a heading means, a written report received, a unit reminded, a
// decision taken back. The commands and
// the page both come here with the words that an officer typed, so that the two
// check alike and cannot disagree.
//
// Whatever cannot be is refused with a office.Refusal, which has a code for the
// message catalogue and its own English; nothing is recorded then. Every
// decision that is recorded has who, when and why.
package desk

import (
	"context"
	"fmt"
	"time"

	"tonghop/model/office"
	"tonghop/model/reading/meaning"
	"tonghop/model/record"
)

// A Ledger keeps decisions for good.
type Ledger interface {
	// Decide records the decision that make gives, and gives it with its ID.
	// Nobody records anything, in this process or another, until make is done,
	// which so checks what the decision rests on; its error is given on.
	Decide(ctx context.Context, make func(record.View) (office.Decision, error)) (office.Decision, error)
	// DecideAll is the same of several decisions: all are recorded or none.
	DecideAll(ctx context.Context, make func(record.View) ([]office.Decision, error)) ([]office.Decision, error)
}

// A Desk makes the office's decisions. Its fields are set once.
type Desk struct {
	Programme *office.Programme
	Ledger    Ledger
	// Standing gives what stands now, and the instant of which it tells.
	Standing func(context.Context) (*record.State, time.Time, error)
	// Proposals gives what waits for the office's answer as of a revision.
	Proposals func(ctx context.Context, revision int64) ([]office.Proposal, error)
	// Lexicon understands what an officer writes for an indicator, a role or a part.
	Lexicon *meaning.Lexicon
	Now     func() time.Time
}

// What an officer may write, in letters.
const (
	maxName   = 200
	maxReason = 1000
)

// signed checks who decides and why, and puts both into a decision.
func signed(d office.Decision, r office.Ruling) (office.Decision, error) {
	d.By, d.Reason, d.Channel = plainText(r.By), plainText(r.Reason), r.Channel
	switch {
	case d.By == "":
		return d, refuse(NoPerson)
	case d.Reason == "":
		return d, refuse(NoReason)
	case len([]rune(d.By)) > maxName || len([]rune(d.Reason)) > maxReason:
		return d, refuse(TooLong, "most", fmt.Sprint(maxReason))
	}
	return d, nil
}

// record puts a decision into the ledger. One that says word for word what
// already stands is refused: a form sent twice decides once. Where it was told
// when something was received, another instant is another decision, and the
// earlier one counts: an hour left out at first may be told later.
func (k *Desk) record(ctx context.Context, d office.Decision, told bool) (office.Decision, error) {
	return k.Ledger.Decide(ctx, func(v record.View) (office.Decision, error) {
		all, err := v.Decisions(ctx)
		if err != nil {
			return d, err
		}
		if id := standing(all, &d, told); id != 0 {
			return d, refuse(Already, "id", fmt.Sprint(id))
		}
		return d, nil
	})
}

// standing gives the id of the decision about the same thing that stands last,
// if it says the same as d; 0 otherwise. A proposal stands while it is open.
func standing(all []office.Decision, d *office.Decision, told bool) int64 {
	over := map[int64]bool{}
	for i := range all {
		if all[i].Kind == office.DecisionUndo {
			over[all[i].Undoes] = true
		}
		over[all[i].Confirms] = true
	}
	for i := len(all) - 1; i >= 0; i-- {
		e := &all[i]
		if over[e.ID] || e.Kind != d.Kind || e.Unit != d.Unit || e.From != d.From || e.To != d.To || e.Indicator != d.Indicator || e.Period != d.Period {
			continue
		}
		if e.Value == d.Value && e.Manner == d.Manner && e.By == d.By && e.Reason == d.Reason && (!told || e.Received.Equal(d.Received)) {
			return e.ID
		}
		return 0
	}
	return 0
}
