package config

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold is what two spellings of one name have in common: without marks and
// case, đ as d, runs of anything but letters and digits as one space. It only
// compares; what is shown is always the original.
func fold(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			switch r = unicode.ToLower(r); r {
			case 'đ', 'ð':
				r = 'd'
			}
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}
