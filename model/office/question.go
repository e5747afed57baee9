package office

import "strings"

// A Question is a heading, a row, a table or a tab about which the office may say
// what it means. Most are proposals, which wait for an answer.
type Question struct {
	Proposal
	// Open: it was not understood at all, so that nobody can say yes to it.
	Open bool
	// Taken: it is read as Meaning says and nothing waits; the office may correct
	// it.
	Taken bool
	// Deferred is the decision by which it was put off and which stands; nil for
	// none.
	Deferred *Decision
}

// Whole reports whether a question is about a table or a tab as such, which is
// read as it is or not at all.
func (q *Question) Whole() bool { return !q.Open && q.Meaning == (Meaning{}) }

// Named is by what a question is answered as it was seen: its ID and its stamp.
func (q *Question) Named() string { return q.ID + "." + q.Stamp() }

// A Lesson is what the office says of a question: yes, if it says nothing else.
type Lesson struct {
	No bool // it is nothing of ours
	// As is what it is instead, as an officer writes it: an indicator, a role, or
	// the part of the day or the unit; "" where the proposal is right.
	As string
	// PartOf is the indicator of which it is a part, by its id or a name. The part
	// is As, or where that is "" what the heading itself says.
	PartOf string
	// Everywhere lets the answer hold for the wording in every workbook; else it is
	// of this workbook's heading.
	Everywhere bool
	// Later puts the question off, and Ask notes that the unit is being asked: both
	// are no answer, and nothing is read otherwise.
	Later, Ask bool
}

// Taught is a question with the decision about it.
type Taught struct {
	Question
	Decision Decision
}

// A Deferral puts a question off without an answer.
type Deferral struct{ Deferred Deferred }

// Deferred is the question that was put off, as it was seen.
type Deferred struct {
	Proposal string // its ID
	Stamp    string // what it asked: once that is another, it is asked anew
	Source   string
	Says     string
	Asked    bool // the unit is being asked; else it is only for later
}

// DeferralOf makes the decision by which a question is put off. Who, when and why
// are the caller's.
func DeferralOf(q *Question, asked bool) Decision {
	return Decision{Kind: DecisionDefer, Unit: q.Unit, Deferral: Deferral{Deferred{Proposal: q.ID, Stamp: q.Stamp(), Source: q.Source, Says: q.Says, Asked: asked}}}
}

// Defer notes with each of some questions the decision by which it was put off and
// which stands, the last one where there are several.
func Defer(questions []Question, decisions []Decision) {
	last := map[string]*Decision{}
	stand := Active(decisions)
	for i := range stand {
		if d := &stand[i]; d.Kind == DecisionDefer {
			last[d.Deferred.Proposal+"."+d.Deferred.Stamp] = d
		}
	}
	for i := range questions {
		questions[i].Deferred = last[questions[i].Named()]
	}
}

// OpenQuestion is the question that a finding asks about a heading that was not
// understood at all; false for any other finding.
func OpenQuestion(f *Finding) (Question, bool) {
	return Question{Open: true, Proposal: Proposal{ID: f.ID(), Unit: f.Unit, Origin: f.Origin, Places: []Origin{f.Origin}, Says: f.Raw}}, f.Code == CodeColumnUnknown
}

// QuestionsOf gives all that may be answered of what a source's workbook was read
// as: what waits, and the headings that are read without doubt.
func QuestionsOf(source string, r *Reading) []Question {
	var all []Question
	for i := range r.Proposals {
		all = append(all, Question{Proposal: r.Proposals[i]})
	}
	for i := range r.Findings {
		if q, ok := OpenQuestion(&r.Findings[i]); ok {
			all = append(all, q)
		}
	}
	for i := range r.Tables {
		all = append(all, TakenOf(source, &r.Tables[i])...)
	}
	return all
}

// TakenOf gives the headings of a table of a source that are read without doubt, as
// questions that the office may answer otherwise.
func TakenOf(source string, t *Table) []Question {
	unit := ""
	if len(t.Units) == 1 {
		unit = t.Units[0]
	}
	_, last, _ := strings.Cut(string(t.Header), ":")
	_, bottom := SplitCell(last)
	var all []Question
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Role != "indicator" || c.Header == "" || strings.HasSuffix(c.Header, "…") { // an ellipsis: it is not told whole
			continue
		}
		at := Origin{Source: source, Tab: t.Tab, TabID: t.TabID, Cell: c.At}
		if t.Layout == "long" {
			at.Cell += bottom // a tab may have several tables under one another
		}
		all = append(all, Question{Taken: true, Proposal: Proposal{ID: ProposalID(source, unit, "", "taken "+wording(strings.ToLower(c.Header))),
			Unit: unit, Origin: at, Places: []Origin{at}, Says: c.Header, Meaning: Meaning{Indicator: c.Indicator}}})
	}
	return all
}

// AnswerTo gives the decision that stands and says what a question's heading means,
// in its workbook or everywhere; nil for none.
func AnswerTo(decisions []Decision, q *Question) *Decision {
	var everywhere *Decision
	stand := Active(decisions)
	for i := range stand {
		d := &stand[i]
		own := Answer{Source: d.Taught.Source, Says: q.Says}
		switch {
		case d.Kind != DecisionTeach || !d.Taught.SameHeading(&own):
		case d.Taught.Source == q.Source:
			return d
		case d.Taught.Source == "":
			everywhere = d
		}
	}
	return everywhere
}
