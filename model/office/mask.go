package office

import (
	"fmt"
	"regexp"
	"strings"
)

// A Mask stands in a text for what names a citizen, which is never kept: of which
// kind it was, how many characters it had, and a digest by which equal ones are
// equal.
type Mask struct {
	Kind   MaskKind
	Length int
	Digest string // in lower-case hexadecimal
}

// MaskKind is what a Mask stands for. Its words stand in the message catalogue
// under "masked." + kind.
type MaskKind string

const (
	MaskName     MaskKind = "name"
	MaskPhone    MaskKind = "phone"
	MaskIdentity MaskKind = "id" // CCCD, CMND, passport, BHYT
	MaskBirth    MaskKind = "birth"
	MaskAddress  MaskKind = "address"
)

// MaskOpen begins a mask in a text; no keyboard has it.
const MaskOpen = "⟦"

// String is the mask as it stands in a text: ⟦name·14·1a2b3c4d5e6f⟧.
func (m Mask) String() string {
	return fmt.Sprintf("%s%s·%d·%s⟧", MaskOpen, m.Kind, m.Length, m.Digest)
}

var masked = regexp.MustCompile(MaskOpen + `(name|phone|id|birth|address)·([0-9]+)·[0-9a-f]{12}⟧`)

// IsMask reports whether a text is a mask and nothing else.
func IsMask(text string) bool {
	at := masked.FindStringIndex(text)
	return at != nil && at[0] == 0 && at[1] == len(text)
}

// Shown puts words in the place of the masks in a text: "(tên người)".
func (m Messages) Shown(text string) string {
	if !strings.Contains(text, MaskOpen) {
		return text
	}
	return masked.ReplaceAllStringFunc(text, func(mask string) string {
		parts := masked.FindStringSubmatch(mask)
		return fill(m.Texts["masked."+parts[1]], []string{"n", parts[2]})
	})
}
