package reading

import (
	"slices"
	"strconv"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// A whole is what the office answered of a whole table or tab, by its proposal's
// ID.
type whole int

const (
	wholeUnanswered whole = iota
	wholeTaken            // its figures count
	wholeDeclined         // they are nothing of ours
)

// heldDeclined: the office said that a table or tab is nothing of ours.
const heldDeclined = "declined"

// answeredWhole finds what the office answered of a table or tab that would be
// withheld.
func (r *reader) answeredWhole(t *table, says string) whole {
	held := t.held
	if held == heldEarlier {
		held = office.WhyTab
	}
	id := r.proposalID(t, held+" "+says)
	if r.accepted[id] {
		return wholeTaken
	}
	a := r.mind.byID[id]
	if a == nil {
		return wholeUnanswered
	}
	r.mind.used[a.Decision] = true
	if a.No || a.Meaning.Role != "" {
		return wholeDeclined
	}
	return wholeTaken
}

// decline makes everything in a table known to be nothing of ours: what is wrong in
// it is nobody's to mend.
func (r *reader) decline(t *table) {
	inside := func(o *office.Origin) bool {
		if o.Tab != t.sh.tab.Title {
			return false
		}
		row, col, ok := grid.ParseAddress(strings.Split(o.Cell, ":")[0])
		if letters, digits := office.SplitCell(o.Cell); !ok && digits == "" && letters != "" {
			_, col, ok = grid.ParseAddress(letters + "1")
			row = t.body.Row
		} else if !ok && letters == "" && digits != "" {
			row, _, ok = grid.ParseAddress("A" + digits)
			col = t.body.Col
		}
		return ok && t.body.Contains(row, col)
	}
	r.out.Findings = slices.DeleteFunc(r.out.Findings, func(f office.Finding) bool { return inside(&f.Origin) })
	r.out.Unread = slices.DeleteFunc(r.out.Unread, func(u office.UnreadDay) bool { return inside(&u.Origin) })
	for row := t.body.Row; row < min(t.body.EndRow, len(t.sh.fate)); row++ {
		for col := t.body.Col; col < min(t.body.EndCol, len(t.sh.fate[row])); col++ {
			t.sh.fate[row][col] = fateKnown
		}
	}
}

// tellLapsed reports the answers that find their heading no more: it reads
// otherwise, or is gone, so that whatever stands there now is asked anew.
func (r *reader) tellLapsed() {
	said := map[string]bool{}
	for i := range r.book.Tabs {
		said[sayingKey(r.book.Tabs[i].Title)] = true
	}
	for _, t := range r.tables {
		if t.dateAt >= 0 {
			said[sayingKey(t.headText(t.dateAt))] = true
		}
		for i := range t.fields {
			said[sayingKey(t.fields[i].header)] = true
		}
	}
	for i := range r.ctx.Answers {
		a := &r.ctx.Answers[i]
		if a.Source == "" || a.Source != r.ctx.Source || r.mind.used[a.Decision] || said[sayingKey(a.Says)] {
			continue
		}
		var unit *office.Unit
		if len(r.ctx.Units) == 1 {
			unit = r.ctx.Units[0]
		}
		r.report(unit, office.Origin{Source: r.ctx.Source}, office.CodeAnswerLapsed, office.SeverityWarning, a.Says, "decision", strconv.FormatInt(a.Decision, 10))
	}
}
