package ledger

import (
	"strings"
	"unicode/utf8"
)

// mark precedes what no database takes, and itself.
const mark = '␛'

const hexDigits = "0123456789abcdef"

// escape makes of any string a text that every database takes and gives back:
// valid UTF-8 without U+0000. It is the one place where that is done.
func escape(s string) string {
	if utf8.ValidString(s) && !strings.ContainsAny(s, "\x00␛") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == mark:
			b.WriteRune(mark)
			b.WriteRune(mark)
		case r == 0 || r == utf8.RuneError && n == 1:
			b.WriteRune(mark)
			b.WriteByte(hexDigits[s[i]>>4])
			b.WriteByte(hexDigits[s[i]&15])
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// unescape gives back what escape made. What it did not make stays as it is.
func unescape(s string) string {
	before, rest, found := strings.Cut(s, string(mark))
	if !found {
		return s
	}
	var b strings.Builder
	for ; found; before, rest, found = strings.Cut(rest, string(mark)) {
		b.WriteString(before)
		switch {
		case strings.HasPrefix(rest, string(mark)):
			b.WriteRune(mark)
			rest = rest[len(string(mark)):]
		case len(rest) >= 2 && hexOf(rest[0]) >= 0 && hexOf(rest[1]) >= 0:
			b.WriteByte(byte(hexOf(rest[0])<<4 | hexOf(rest[1])))
			rest = rest[2:]
		default:
			b.WriteRune(mark)
		}
	}
	b.WriteString(before)
	return b.String()
}

func hexOf(c byte) int { return strings.IndexByte(hexDigits, c) }
