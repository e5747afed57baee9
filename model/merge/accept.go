package merge

import (
	"tonghop/model/office"
	"tonghop/model/record"
)

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
		if f.Code == office.CodeRowsGone {
			continue // what the office settled is held no more, and told so
		}
		for _, d := range accepted[f.Key()] {
			if restsOn(f, d) {
				f.Accepted = d
			}
		}
	}
}

// restsOn reports whether an acceptance holds for a finding as it stands.
func restsOn(f *record.OpenFinding, d *office.Decision) bool {
	switch f.Code {
	case office.CodeRuleBroken, office.CodeColumnsChanged:
		return false
	case office.CodeEntryDiffers, office.CodeSetAside: // which another entry makes anew
		return f.Subject() == d.Raw && !f.Since.After(d.At)
	}
	return f.Subject() == d.Raw && (d.Raw != "" || !f.Since.After(d.At))
}
