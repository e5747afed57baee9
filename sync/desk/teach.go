package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"tonghop/model/office"
	"tonghop/model/record"
)

// A Lesson is what the office says of a heading that waits for an answer: yes, if
// it says nothing else.
type Lesson struct {
	No bool // it is nothing of ours
	// As is what it is instead, as an officer writes it: an indicator, a role, or
	// the part of the day or the unit; "" where the proposal is right.
	As string
	// Everywhere makes the wording one more name of the indicator, or nothing of
	// ours, in every workbook; else the answer is of this workbook's heading.
	Everywhere bool
}

// A Question is a heading, a row, a table or a tab that waits for the office's
// answer. Most are proposals; Open is true of a heading that was not understood
// at all, to which nobody can say yes.
type Question struct {
	office.Proposal
	Open bool
}

// Taught is a question with the decision that answers it.
type Taught struct {
	Question
	Decision office.Decision
}

// Teach answers questions: one by its ID, with or without its stamp (ID.Stamp), all
// proposals of a unit by the unit's id or name, or all that there are
// (office.Everyone). Each answer is a decision of its own.
//
// Of a unit's proposals, or all, those that cannot all be right stay open, unless
// the answer is no; they are given back. That none is open is no error.
func (k *Desk) Teach(ctx context.Context, r office.Ruling, l Lesson, name string) (taught []Taught, open []Question, err error) {
	for range attempts {
		var now []Taught
		now, open, err = k.teach(ctx, r, l, name)
		taught = append(taught, now...)
		if !errors.Is(err, errMoved) {
			break
		}
	}
	return taught, open, err
}

// teach is one attempt at Teach.
func (k *Desk) teach(ctx context.Context, r office.Ruling, l Lesson, name string) (taught []Taught, open []Question, err error) {
	q, err := k.questions(ctx)
	if err != nil {
		return nil, nil, err
	}
	chosen, one, err := q.named(name)
	if err != nil {
		return nil, nil, err
	}
	if !one && l.As != "" {
		return nil, nil, refuse(TeachOne, "as", l.As)
	}
	contradicted := map[string]bool{}
	if !one && !l.No {
		contradicted = office.Contradicted(q.proposals())
	}
	for i := range chosen {
		d, err := q.answer(r, l, &chosen[i])
		switch {
		case !one && (contradicted[chosen[i].ID] || refusedAs(err, TeachContradicts)):
			open = append(open, chosen[i])
		case err != nil:
			return nil, nil, err
		default:
			taught = append(taught, Taught{chosen[i], d})
		}
	}
	for i := range taught {
		d := taught[i].Decision
		taught[i].Decision, err = k.Ledger.Decide(ctx, func(v record.View) (office.Decision, error) {
			return d, unmoved(ctx, v, q.state.Revision, taught[i].Source, answers(&taught[i], &d.Taught))
		})
		if err != nil {
			return taught[:i], open, err
		}
	}
	return taught, open, nil
}

// answers tells the decisions that answer the same question, or one that cannot be
// right together with it.
func answers(q *Taught, a *office.Answer) func(*office.Decision) bool {
	return func(d *office.Decision) bool {
		return d.Kind == office.DecisionTeach && (d.Taught.SameHeading(a) || slices.Contains(q.Against, d.Taught.Proposal))
	}
}

// Questions are those that wait for an answer: proposals first, then the headings
// that were not understood at all.
func (k *Desk) Questions(ctx context.Context) ([]Question, error) {
	q, err := k.questions(ctx)
	if err != nil {
		return nil, err
	}
	return q.all, nil
}

// An inquiry is all questions that are open as of what stands.
type inquiry struct {
	*Desk
	all   []Question
	state *record.State
}

func (k *Desk) questions(ctx context.Context) (*inquiry, error) {
	s, _, err := k.Standing(ctx)
	if err != nil {
		return nil, err
	}
	proposals, err := k.Proposals(ctx, s.Revision)
	if err != nil {
		return nil, err
	}
	q := &inquiry{Desk: k, state: s}
	for i := range proposals {
		q.all = append(q.all, Question{Proposal: proposals[i]})
	}
	for i := range s.Findings {
		if f := &s.Findings[i]; f.Code == office.CodeColumnUnknown {
			q.all = append(q.all, Question{Open: true, Proposal: office.Proposal{ID: f.ID(), Unit: f.Unit, Origin: f.Origin, Places: []office.Origin{f.Origin}, Says: f.Raw}})
		}
	}
	return q, nil
}

func (q *inquiry) proposals() []office.Proposal {
	var all []office.Proposal
	for i := range q.all {
		if !q.all[i].Open {
			all = append(all, q.all[i].Proposal)
		}
	}
	return all
}

// named gives the questions that a name means; one tells that it means a single
// one by its ID.
func (q *inquiry) named(name string) (chosen []Question, one bool, err error) {
	id, stamp, stamped := strings.Cut(strings.TrimSpace(name), ".")
	for i := range q.all {
		if q.all[i].ID != id {
			continue
		}
		if stamped && q.all[i].Stamp() != stamp {
			return nil, true, refuse(TeachChanged, "id", id)
		}
		return q.all[i : i+1], true, nil
	}
	if id == office.Everyone {
		return q.ofUnit(nil), false, nil
	}
	if d := q.answered(id); d != nil {
		return nil, true, refuse(TeachAnswered, "id", id, "decision", fmt.Sprint(d.ID), "by", d.By, "at", q.moment(d.At))
	}
	if looksLikeID(id) {
		return nil, true, refuse(TeachUnknown, "id", id)
	}
	u, err := q.Unit(name)
	if err != nil {
		return nil, false, err
	}
	return q.ofUnit(u), false, nil
}

// looksLikeID reports whether a text has the form of a proposal's ID.
func looksLikeID(text string) bool {
	return len(text) == 8 && strings.Trim(text, "0123456789abcdef") == ""
}

// answered gives the decision that stands and answered a question; nil for none.
func (q *inquiry) answered(id string) *office.Decision {
	stand := office.Active(q.state.Decisions)
	for i := range stand {
		if d := &stand[i]; d.Kind == office.DecisionTeach && d.Taught.Proposal == id {
			return d
		}
	}
	return nil
}

// ofUnit gives the proposals of a unit, or all of them for none.
func (q *inquiry) ofUnit(u *office.Unit) []Question {
	var chosen []Question
	for i := range q.all {
		if p := &q.all[i]; !p.Open && (u == nil || q.serves(p.Source, u)) {
			chosen = append(chosen, *p)
		}
	}
	return chosen
}

// serves reports whether a workbook is one of a unit's.
func (k *Desk) serves(source string, u *office.Unit) bool {
	for _, of := range k.Programme.UnitsOf(source) {
		if of.ID == u.ID {
			return true
		}
	}
	return false
}

// answer makes the decision that answers one question.
func (q *inquiry) answer(r office.Ruling, l Lesson, p *Question) (d office.Decision, err error) {
	a := office.Answer{Proposal: p.ID, Source: p.Source, Says: p.Says, No: l.No}
	switch {
	case l.No && l.As != "":
		return d, refuse(TeachBoth)
	case l.No:
	case l.As != "":
		if a.Meaning, err = q.means(l.As, p); err != nil {
			return d, err
		}
	case p.Open:
		return d, refuse(TeachOpen, "says", p.Says, "id", p.ID)
	default:
		a.Meaning = p.Meaning
	}
	if l.Everywhere {
		if !a.No && (a.Meaning.Indicator == "" || a.Meaning.Role != "" || a.Meaning.Part != "") {
			return d, refuse(TeachHere, "says", p.Says)
		}
		a.Source = ""
	}
	if err := q.contradicts(&a, p); err != nil {
		return d, err
	}
	d = office.TeachingOf(p.Unit, a)
	d.At = q.Now()
	return signed(d, r)
}

// contradicts refuses an answer that cannot be right together with one that
// stands.
func (q *inquiry) contradicts(a *office.Answer, p *Question) error {
	stand := office.Active(q.state.Decisions)
	for i := range stand {
		d := &stand[i]
		if d.Kind != office.DecisionTeach {
			continue
		}
		otherwise := d.Taught.SameHeading(a) && !d.Taught.SameSaid(a)
		for _, other := range p.Against {
			otherwise = otherwise || other == d.Taught.Proposal && !d.Taught.No && !a.No && d.Taught.Meaning.Indicator == a.Meaning.Indicator
		}
		if otherwise {
			return refuse(TeachContradicts, "says", d.Taught.Says, "decision", fmt.Sprint(d.ID), "by", d.By, "at", q.moment(d.At))
		}
	}
	return nil
}
