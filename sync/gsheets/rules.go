package gsheets

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/book"
)

// rules brings the conditional formats to what they are to be. Google gives
// them no id, only a place in the tab's list, so those that we gave are known
// again by the content and the columns that they are about. All others are the
// office's and stay, and so does the absence of one that the office removed.
//
// They are compared with what was given before, not with what stands there:
// Google writes colours otherwise than they were sent.
func (p *objectPlan) rules() {
	var wanted []*sheets.ConditionalFormatRule
	for _, r := range p.r.tab.Rules {
		wanted = append(wanted, p.rule(r))
		p.next.Ruled = append(p.next.Ruled, about(wanted[len(wanted)-1]))
	}
	if len(wanted) > 0 {
		p.next.Rules = hashOf(wanted)
	}
	if p.next.Rules == p.o.objects.Rules {
		return
	}
	there := map[string]bool{}
	for i := len(p.o.rules) - 1; i >= 0; i-- { // from the last, since each that goes moves those behind it
		key := about(p.o.rules[i])
		if slices.Contains(p.o.objects.Ruled, key) || slices.Contains(p.next.Ruled, key) {
			there[key] = true
			p.add(&sheets.Request{DeleteConditionalFormatRule: &sheets.DeleteConditionalFormatRuleRequest{
				SheetId: p.o.id, Index: int64(i), ForceSendFields: []string{"SheetId", "Index"}}})
		}
	}
	at := 0
	for i, rule := range wanted {
		key := p.next.Ruled[i]
		if slices.Contains(p.o.objects.Ruled, key) && !there[key] {
			continue // the office took it away
		}
		p.add(&sheets.Request{AddConditionalFormatRule: &sheets.AddConditionalFormatRuleRequest{Rule: rule,
			Index: int64(at), ForceSendFields: []string{"Index"}}})
		at++
	}
}

// rule is a conditional format in Google's terms. Its range has no last row, so
// that it holds for whatever comes below.
func (p *objectPlan) rule(r book.Rule) *sheets.ConditionalFormatRule {
	format := &sheets.CellFormat{TextFormat: &sheets.TextFormat{Bold: r.Style.Bold}}
	if r.Style.Fill != 0 {
		format.BackgroundColorStyle = colour(r.Style.Fill)
	}
	if r.Style.Color != 0 {
		format.TextFormat.ForegroundColorStyle = colour(r.Style.Color)
	}
	return &sheets.ConditionalFormatRule{
		BooleanRule: &sheets.BooleanRule{Condition: condition(r), Format: format},
		Ranges: []*sheets.GridRange{{SheetId: p.o.id, StartRowIndex: int64(r.Row),
			StartColumnIndex: int64(r.Col), EndColumnIndex: int64(r.EndCol)}},
	}
}

func condition(r book.Rule) *sheets.BooleanCondition {
	if r.When == book.WhenNegative {
		return &sheets.BooleanCondition{Type: "NUMBER_LESS", Values: []*sheets.ConditionValue{{UserEnteredValue: "0"}}}
	}
	return &sheets.BooleanCondition{Type: "TEXT_STARTS_WITH", Values: []*sheets.ConditionValue{{UserEnteredValue: r.Text}}}
}

// about tells which content of which columns a conditional format is about. Its
// rows do not count: they move with every row that is put in above.
func about(r *sheets.ConditionalFormatRule) string {
	var key strings.Builder
	if r.BooleanRule != nil && r.BooleanRule.Condition != nil {
		key.WriteString(r.BooleanRule.Condition.Type)
		for _, v := range r.BooleanRule.Condition.Values {
			fmt.Fprintf(&key, " %q", v.UserEnteredValue)
		}
	}
	for _, g := range r.Ranges {
		fmt.Fprintf(&key, " %d-%d", g.StartColumnIndex, g.EndColumnIndex)
	}
	return key.String()
}
