package merge

import "tonghop/model/office"

// accept marks the findings that the office has accepted. Acceptance lasts
// until what it rests on is another: a finding with a text or figure is open
// again once that reads differently, one without as soon as it was made anew.
//
// Broken rules and moved columns speak of several figures, none of which is
// the whole of it: the reviewer has judged those by when any of it changed.
func (m *Merged) accept(decisions []office.Decision) {
	accepted := map[string][]*office.Decision{}
	stands := office.Active(decisions)
	for i := range stands {
		if d := &stands[i]; d.Kind == office.DecisionAccept {
			accepted[d.Finding] = append(accepted[d.Finding], d)
		}
	}
	if len(accepted) == 0 {
		return
	}
	for i := range m.Findings {
		f := &m.Findings[i]
		for _, d := range accepted[f.Key()] {
			if d.Accepts(&f.Finding, f.Since) {
				f.Accepted = d
			}
		}
	}
}
