package office

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
	sum := sha256.Sum256([]byte(f.Subject()))
	return hex.EncodeToString(sum[:4])
}

// AcceptanceOf makes the decision by which the office holds a finding for
// right as it stands. Who, when and why are the caller's.
func AcceptanceOf(f *Finding) Decision {
	return Decision{Kind: DecisionAccept, Unit: f.Unit, From: f.Day, To: f.Day, Indicator: f.Indicator, Acceptance: Acceptance{Finding: f.Key(), Subject: f.Subject()}}
}
