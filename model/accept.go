package model

import (
	"crypto/sha256"
	"encoding/hex"
)

// ID is a short name of the finding that stays for as long as its Key does, by
// which the office speaks of it: "3fa0c1d2".
func (f *Finding) ID() string {
	sum := sha256.Sum256([]byte(f.Key()))
	return hex.EncodeToString(sum[:4])
}

// Stamp is a short sign of what the finding speaks of as it stands: it is
// another once the text or figure reads differently.
func (f *Finding) Stamp() string {
	sum := sha256.Sum256([]byte(f.said()))
	return hex.EncodeToString(sum[:4])
}

// said is what a finding speaks of, in so far as its acceptance rests on it:
// the text or figure as written, and for rows that are gone their number. It
// is empty where the finding quotes nothing.
func (f *Finding) said() string {
	if f.Code == CodeRowsGone {
		return f.Args["n"]
	}
	return f.Raw
}

// AcceptanceOf makes the decision by which the office holds a finding for
// right as it stands. Who, when and why are the caller's.
func AcceptanceOf(f *Finding) Decision {
	return Decision{Kind: DecisionAccept, Unit: f.Unit, From: f.Day, To: f.Day, Indicator: f.Indicator, Finding: f.Key(), Raw: f.said()}
}

// accept marks the findings that the office has accepted. Acceptance lasts
// until what it rests on is another: a finding with a text or figure is open
// again once that reads differently, one without as soon as it was made anew.
//
// Broken rules and moved columns speak of several figures, none of which is
// the whole of it: the reviewer has judged those by when any of it changed.
func (m *Merged) accept(decisions []Decision) {
	accepted := map[string][]*Decision{}
	stands := active(decisions)
	for i := range stands {
		if d := &stands[i]; d.Kind == DecisionAccept {
			accepted[d.Finding] = append(accepted[d.Finding], d)
		}
	}
	if len(accepted) == 0 {
		return
	}
	for i := range m.Findings {
		f := &m.Findings[i]
		for _, d := range accepted[f.Key()] {
			if restsOn(f, d) {
				f.Accepted = d
			}
		}
	}
}

// restsOn reports whether an acceptance holds for a finding as it stands.
func restsOn(f *OpenFinding, d *Decision) bool {
	switch f.Code {
	case CodeRuleBroken, CodeColumnsChanged:
		return false
	case CodeRowsGone, CodeEntryDiffers, CodeSetAside: // which another entry makes anew
		return f.said() == d.Raw && !f.Since.After(d.At)
	}
	return f.said() == d.Raw && (d.Raw != "" || !f.Since.After(d.At))
}

// parted sorts findings into open and accepted ones, each in its order.
func parted(findings []OpenFinding) (open, accepted []OpenFinding) {
	for _, f := range findings {
		if f.Accepted != nil {
			accepted = append(accepted, f)
			continue
		}
		open = append(open, f)
	}
	return open, accepted
}
