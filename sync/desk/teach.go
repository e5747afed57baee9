package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"tonghop/model/office"
	"tonghop/model/record"
)

// Teach answers questions: one by its ID, with or without its stamp (ID.Stamp), all
// proposals of a unit by the unit's id or name, or all that there are
// (office.Everyone). Each answer is a decision of its own.
//
// A question is put off in the same way (Lesson.Later, Lesson.Ask), and so is a
// heading corrected that was read without doubt, by its ID.
//
// Of a unit's proposals, or all, those that cannot all be right stay open, unless
// the answer is no; they are given back. That none is open is no error.
func (k *Desk) Teach(ctx context.Context, r office.Ruling, l office.Lesson, name string) (taught []office.Taught, open []office.Question, err error) {
	for range attempts {
		var now []office.Taught
		now, open, err = k.teach(ctx, r, l, name)
		taught = append(taught, now...)
		if !errors.Is(err, errMoved) {
			break
		}
	}
	return taught, open, err
}

// teach is one attempt at Teach.
func (k *Desk) teach(ctx context.Context, r office.Ruling, l office.Lesson, name string) (taught []office.Taught, open []office.Question, err error) {
	q, err := k.questions(ctx)
	if err != nil {
		return nil, nil, err
	}
	chosen, one, err := q.named(name)
	if err != nil {
		return nil, nil, err
	}
	if !one && l.As+l.PartOf != "" {
		return nil, nil, refuse(TeachOne, "as", cmp.Or(l.As, l.PartOf))
	}
	contradicted := map[string]bool{}
	if !one && !l.No && !l.Later && !l.Ask {
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
			taught = append(taught, office.Taught{Question: chosen[i], Decision: d})
		}
	}
	for i := range taught {
		d := taught[i].Decision
		taught[i].Decision, err = k.Ledger.Decide(ctx, func(v record.View) (office.Decision, error) {
			return d, unmoved(ctx, v, q.state.Revision, taught[i].Source, answers(&taught[i], &d))
		})
		if err != nil {
			return taught[:i], open, err
		}
	}
	return taught, open, nil
}

// answers tells the decisions that answer the same question or put it off, or that
// answer one that cannot be right together with it.
func answers(q *office.Taught, made *office.Decision) func(*office.Decision) bool {
	return func(d *office.Decision) bool {
		switch {
		case d.Kind == office.DecisionDefer:
			return made.Kind == office.DecisionDefer && d.Deferred == made.Deferred
		case d.Kind != office.DecisionTeach:
			return false
		}
		return d.Taught.Proposal == q.ID || d.Taught.SameHeading(&made.Taught) || slices.Contains(q.Against, d.Taught.Proposal)
	}
}

// Questions are those that wait for an answer: proposals first, then the headings
// that were not understood at all.
func (k *Desk) Questions(ctx context.Context) ([]office.Question, error) {
	q, err := k.questions(ctx)
	if err != nil {
		return nil, err
	}
	return q.all, nil
}

// An inquiry is all questions that are open as of what stands.
type inquiry struct {
	*Desk
	all   []office.Question
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
		q.all = append(q.all, office.Question{Proposal: proposals[i]})
	}
	for i := range s.Findings {
		if open, ok := office.OpenQuestion(&s.Findings[i].Finding); ok {
			q.all = append(q.all, open)
		}
	}
	office.Defer(q.all, s.Decisions)
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
func (q *inquiry) named(name string) (chosen []office.Question, one bool, err error) {
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
	if taken := q.taken(id); taken != nil {
		if stamped && taken.Stamp() != stamp {
			return nil, true, refuse(TeachChanged, "id", id)
		}
		return []office.Question{*taken}, true, nil
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

// taken finds a heading that is read without doubt, by its ID; nil where there is
// none.
func (q *inquiry) taken(id string) *office.Question {
	for source, tables := range q.state.Tables {
		for i := range tables {
			for _, x := range office.TakenOf(source, &tables[i]) {
				if x.ID != id {
					continue
				}
				if d := office.AnswerTo(q.state.Decisions, &x); d == nil || d.Taught.Source == "" {
					return &x
				}
			}
		}
	}
	return nil
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
func (q *inquiry) ofUnit(u *office.Unit) []office.Question {
	var chosen []office.Question
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

// answer makes the decision about one question.
func (q *inquiry) answer(r office.Ruling, l office.Lesson, p *office.Question) (d office.Decision, err error) {
	switch {
	case replies(&l) > 1:
		return d, refuse(TeachBoth)
	case l.Later || l.Ask:
		if was := p.Deferred; was != nil && was.Deferred.Asked == l.Ask {
			return d, refuse(Already, "id", fmt.Sprint(was.ID))
		}
		d = office.DeferralOf(p, l.Ask)
	default:
		a, err := q.lesson(l, p)
		if err != nil {
			return d, err
		}
		d = office.TeachingOf(p.Unit, a)
	}
	d.At = q.Now()
	return signed(d, r)
}

// replies counts what a lesson says of its question.
func replies(l *office.Lesson) (n int) {
	for _, says := range []bool{l.No, l.As+l.PartOf != "", l.Later, l.Ask} {
		if says {
			n++
		}
	}
	return n
}

// lesson gives what a lesson teaches of a question.
func (q *inquiry) lesson(l office.Lesson, p *office.Question) (a office.Answer, err error) {
	a = office.Answer{Proposal: p.ID, Source: p.Source, Says: p.Says, No: l.No}
	switch {
	case l.No:
	case l.As+l.PartOf != "" && p.Whole():
		return a, refuse(TeachWhole, "says", p.Says)
	case l.PartOf != "":
		a.Meaning, err = q.partOf(l, p)
	case l.As != "":
		a.Meaning, err = q.means(l.As, p)
	case p.Open:
		err = refuse(TeachOpen, "says", p.Says, "id", p.ID)
	default:
		a.Meaning = p.Meaning
	}
	if err != nil {
		return a, err
	}
	if l.Everywhere {
		if p.Whole() {
			return a, refuse(TeachHere, "says", p.Says)
		}
		a.Source = ""
	}
	return a, q.contradicts(&a, p)
}

// contradicts refuses an answer that cannot be right together with one that
// stands.
func (q *inquiry) contradicts(a *office.Answer, p *office.Question) error {
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
