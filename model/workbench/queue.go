package workbench

import (
	"cmp"
	"slices"
	"strings"

	"tonghop/model/office"
)

// A Group is a question that several workbooks ask in the same words, to be asked
// once.
type Group struct {
	Questions []office.Question // the one with most figures first
	Figures   int
}

// Queue puts questions into the order in which they are asked: those that bring
// most figures first, equal wordings once. Whole tables and tabs are asked one by
// one, and so is what cannot be right together with something else. A table or tab
// without a figure is not asked about; headings without one are no questions to begin
// with.
func Queue(questions []office.Question, evidence map[string]Evidence) []Group {
	at := map[string]int{}
	var groups []Group
	for _, q := range questions {
		n := evidence[q.ID].Figures
		if n == 0 && q.Whole() {
			continue
		}
		key := q.ID
		if !q.Whole() && len(q.Against) == 0 {
			key = strings.Join([]string{strings.ToLower(strings.Join(strings.Fields(q.Says), " ")), q.Meaning.Indicator, q.Meaning.Role, q.Meaning.Part}, "\x1f")
		}
		k, ok := at[key]
		if !ok {
			k = len(groups)
			at[key] = k
			groups = append(groups, Group{})
		}
		groups[k].Questions = append(groups[k].Questions, q)
		groups[k].Figures += n
	}
	for i := range groups {
		slices.SortStableFunc(groups[i].Questions, func(a, b office.Question) int {
			return cmp.Or(cmp.Compare(evidence[b.ID].Figures, evidence[a.ID].Figures), cmp.Compare(a.Source, b.Source))
		})
	}
	slices.SortStableFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(b.Figures, a.Figures), cmp.Compare(a.Questions[0].Says, b.Questions[0].Says), cmp.Compare(a.Questions[0].ID, b.Questions[0].ID))
	})
	return groups
}
