package desk

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plainText is what an officer wrote as it may stand in the record, on pages and
// in reports: one line, composed, without control characters and without those
// that show text in another order than it is written.
func plainText(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(s, "")))
	return strings.Join(strings.Fields(s), " ")
}
