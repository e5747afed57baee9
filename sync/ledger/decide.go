package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A decisionRow is a row of the table decision.
type decisionRow struct {
	kind        office.DecisionKind
	unit        string
	at          time.Time
	who, reason string
	undoes      int64
	said        string
}

func (r *decisionRow) fields() []any {
	return []any{&r.kind, &r.unit, &r.at, &r.who, &r.reason, &r.undoes, &r.said}
}
func (r *decisionRow) beside() []any { return nil }

// A decisionSaid is what a decision says besides, in stored form.
type decisionSaid struct {
	From      calendar.Day       `json:"from,omitempty"`
	To        calendar.Day       `json:"to,omitempty"`
	Indicator string             `json:"indicator,omitempty"`
	Value     *int64             `json:"value,omitempty"`
	Manner    office.Manner      `json:"manner,omitempty"`
	Finding   string             `json:"finding,omitempty"`
	Subject   string             `json:"subject,omitempty"`
	Period    string             `json:"period,omitempty"`
	Received  *int64             `json:"received,omitempty"` // microseconds
	Source    string             `json:"source,omitempty"`
	Tab       string             `json:"tab,omitempty"`
	Channel   office.Channel     `json:"channel,omitempty"`
	Row       string             `json:"row,omitempty"`
	Confirms  int64              `json:"confirms,omitempty"`
	Snapshot  string             `json:"snapshot,omitempty"`
	Taught    *taughtSaid        `json:"taught,omitempty"`
	Outcome   office.CallOutcome `json:"outcome,omitempty"`
	Until     *int64             `json:"until,omitempty"` // microseconds
	Deferred  *deferredSaid      `json:"deferred,omitempty"`
}

// A taughtSaid is an answer about a heading, in stored form.
type taughtSaid struct {
	Proposal  string `json:"proposal,omitempty"`
	Source    string `json:"source,omitempty"`
	Says      string `json:"says"`
	No        bool   `json:"no,omitempty"`
	Indicator string `json:"indicator,omitempty"`
	Role      string `json:"role,omitempty"`
	Part      string `json:"part,omitempty"`
	Decision  int64  `json:"decision,omitempty"`
}

func taughtOf(a *office.Answer) *taughtSaid {
	if *a == (office.Answer{}) {
		return nil
	}
	return &taughtSaid{a.Proposal, a.Source, a.Says, a.No, a.Meaning.Indicator, a.Meaning.Role, a.Meaning.Part, a.Decision}
}

func (t *taughtSaid) answer() office.Answer {
	if t == nil {
		return office.Answer{}
	}
	return office.Answer{Proposal: t.Proposal, Source: t.Source, Says: t.Says, No: t.No, Meaning: office.Meaning{Indicator: t.Indicator, Role: t.Role, Part: t.Part}, Decision: t.Decision}
}

// A deferredSaid is a question that was put off, in stored form.
type deferredSaid struct {
	Proposal string `json:"proposal"`
	Stamp    string `json:"stamp"`
	Source   string `json:"source,omitempty"`
	Says     string `json:"says"`
	Asked    bool   `json:"asked,omitempty"`
}

func deferredOf(q *office.Deferred) *deferredSaid {
	if *q == (office.Deferred{}) {
		return nil
	}
	said := deferredSaid(*q) // of its own: it is stored with its texts escaped
	return &said
}

func (q *deferredSaid) deferred() office.Deferred {
	if q == nil {
		return office.Deferred{}
	}
	return office.Deferred(*q)
}

func rowOfDecision(d *office.Decision) (*decisionRow, error) {
	said := decisionSaid{
		From: d.From, To: d.To, Indicator: d.Indicator, Manner: d.Manner, Finding: d.Finding, Subject: d.Acceptance.Subject, Period: d.Period,
		Channel: d.Channel, Row: d.Row, Confirms: d.Confirms, Snapshot: d.Snapshot,
		Source: d.Source, Tab: d.Tab, Value: numberOf(d.Value), Taught: taughtOf(&d.Taught), Outcome: d.Outcome, Deferred: deferredOf(&d.Deferred),
	}
	if !d.Received.IsZero() {
		said.Received = new(d.Received.UnixMicro())
	}
	if !d.Until.IsZero() {
		said.Until = new(d.Until.UnixMicro())
	}
	text, err := toJSON(&said)
	return &decisionRow{d.Kind, d.Unit, d.At, d.By, d.Reason, d.Undoes, text}, err
}

func (r *decisionRow) decision(id int64) (office.Decision, error) {
	var s decisionSaid
	if err := fromJSON(r.said, &s); err != nil {
		return office.Decision{}, fmt.Errorf("decision %d: %w", id, err)
	}
	d := office.Decision{
		ID: id, Kind: r.kind, Unit: r.unit, From: s.From, To: s.To, Indicator: s.Indicator, At: r.at, Row: s.Row,
		Ruling:     office.Ruling{By: r.who, Reason: r.reason, Channel: s.Channel},
		Waiver:     office.Waiver{Confirms: s.Confirms},
		Entry:      office.Entry{Value: countOf(s.Value), Manner: s.Manner},
		Acceptance: office.Acceptance{Finding: s.Finding, Subject: s.Subject},
		Receipt:    office.Receipt{Period: s.Period},
		Calling:    office.Calling{Outcome: s.Outcome},
		Teaching:   office.Teaching{Taught: s.Taught.answer()},
		Deferral:   office.Deferral{Deferred: s.Deferred.deferred()},
		Undoing:    office.Undoing{Undoes: r.undoes},
		TakingUp:   office.TakingUp{Snapshot: s.Snapshot},
		Erasure:    office.Erasure{Source: s.Source, Tab: s.Tab},
	}
	if s.Received != nil {
		d.Received = time.UnixMicro(*s.Received).UTC()
	}
	if s.Until != nil {
		d.Until = time.UnixMicro(*s.Until).UTC()
	}
	return d, nil
}

// Decide records the decision that make gives, and gives it with its ID. make
// sees the record as it stands, and nobody records anything, in this process or
// another, until it is done: so it checks what the decision rests on. Its error
// is given on as it is, and nothing is recorded.
func (l *Ledger) Decide(ctx context.Context, make func(record.View) (office.Decision, error)) (office.Decision, error) {
	all, err := l.DecideAll(ctx, func(v record.View) ([]office.Decision, error) {
		d, err := make(v)
		return []office.Decision{d}, err
	})
	if len(all) != 1 {
		return office.Decision{}, err
	}
	return all[0], err
}

// DecideAll is Decide for several decisions: all are recorded or none.
func (l *Ledger) DecideAll(ctx context.Context, make func(record.View) ([]office.Decision, error)) (all []office.Decision, err error) {
	var refusal error
	err = l.update(ctx, "recording decisions", func(t *tx) error {
		if all, refusal = make(t); refusal != nil {
			return refusal
		}
		for i := range all {
			if all[i].ID, err = t.decide(&all[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if refusal != nil {
		return nil, refusal
	}
	return all, err
}

// decide puts a decision in.
func (t *tx) decide(d *office.Decision) (int64, error) {
	switch {
	case d.Kind == "":
		return 0, errors.New("it does not say of what kind it is")
	case d.At.IsZero():
		return 0, errors.New("it does not say when it was made")
	case d.Undoes < 0 || d.Undoes >= t.recording.next(decisions):
		return 0, fmt.Errorf("there is no decision %d to take back", d.Undoes)
	}
	r, err := rowOfDecision(d)
	if err != nil {
		return 0, err
	}
	t.recording.changes = true
	t.recording.assert(d.At)
	return t.put(decisions, r, "")
}

// Decisions gives all that the office ever decided, in order.
func (l *Ledger) Decisions(ctx context.Context) (all []office.Decision, err error) {
	err = l.view(ctx, "reading the decisions", func(t *tx) error {
		all, err = t.Decisions(t.ctx)
		return err
	})
	return all, err
}

// Decisions is Ledger.Decisions within a transaction.
func (t *tx) Decisions(_ context.Context) (all []office.Decision, err error) {
	to, err := t.rowsOf(decisions)
	if err != nil {
		return nil, err
	}
	err = stretch(t, decisions, 0, to, nil, func(id int64, r *decisionRow) error {
		d, err := r.decision(id)
		all = append(all, d)
		return err
	})
	return all, err
}

func numberOf(c office.Count) *int64 {
	if !c.Stated {
		return nil
	}
	return &c.N
}

func countOf(n *int64) office.Count {
	if n == nil {
		return office.Count{}
	}
	return office.Stated(*n)
}
