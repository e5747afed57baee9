package office

import "strings"

// What the office teaches is a decision of the kind DecisionTeach: its answer to
// a proposal, or to a heading that was not understood at all. It holds until it is
// taken back, for the heading of one workbook or for a wording everywhere, and for
// everything that was ever seen.

// TeachingOf makes the decision by which the office answers of a unit's workbook.
// Who, when and why are the caller's.
func TeachingOf(unit string, a Answer) Decision {
	return Decision{Kind: DecisionTeach, Unit: unit, Indicator: a.Meaning.Indicator, Teaching: Teaching{Taught: a}}
}

// AnswersOf gives what the office taught of a source's headings and of wordings
// everywhere, as decisions have it that stand: first what holds everywhere. Of
// one heading the last answer is the one. An answer for everywhere names no
// proposal, since it is one more name and no more than that.
func AnswersOf(decisions []Decision, source string) []Answer {
	var everywhere, own []Answer
	stand := Active(decisions)
	for i := range stand {
		d := &stand[i]
		if d.Kind != DecisionTeach {
			continue
		}
		a := d.Taught
		a.Decision = d.ID
		switch a.Source {
		case "":
			a.Proposal = ""
			everywhere = teach(everywhere, a)
		case source:
			own = teach(own, a)
		}
	}
	return append(everywhere, own...)
}

// teach adds an answer in the place of an earlier one about the same.
func teach(answers []Answer, a Answer) []Answer {
	kept := answers[:0]
	for _, b := range answers {
		if !b.SameHeading(&a) {
			kept = append(kept, b)
		}
	}
	return append(kept, a)
}

// SameHeading reports whether two answers are about the same heading, or the same
// wording everywhere.
func (a *Answer) SameHeading(b *Answer) bool {
	switch {
	case a.Source != b.Source:
		return false
	case a.Source != "" && a.Proposal != "" && b.Proposal != "":
		return a.Proposal == b.Proposal
	}
	return strings.EqualFold(wording(a.Says), wording(b.Says))
}

// SameSaid reports whether two answers say the same of what they are about.
func (a *Answer) SameSaid(b *Answer) bool { return a.No == b.No && a.Meaning == b.Meaning }

// wording is a heading without what no reader would see in it.
func wording(says string) string { return strings.Join(strings.Fields(says), " ") }

// Contradicted gives the IDs of those of some proposals that cannot all be right
// together with others of them.
func Contradicted(proposals []Proposal) map[string]bool {
	among := map[string]bool{}
	for i := range proposals {
		among[proposals[i].ID] = true
	}
	found := map[string]bool{}
	for i := range proposals {
		for _, other := range proposals[i].Against {
			if among[other] {
				found[other], found[proposals[i].ID] = true, true
			}
		}
	}
	return found
}
