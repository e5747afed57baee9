package grid

import (
	"strings"
	"unicode/utf8"
)

// CleanText makes a text that every store takes: a U+0000 shows as "␀" and what
// is no UTF-8 as "\uFFFD". Any other text is returned as it is.
func CleanText(s string) string {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "␀")
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return s
}
