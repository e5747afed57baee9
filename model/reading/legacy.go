package reading

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tonghop/model/grid"
)

// An encoding is one of the old Vietnamese font encodings, in which letters
// arrive as look-alike Latin-1 characters.
type encoding struct {
	name  string
	pairs map[string]string // two characters, then one: the longest match wins
}

// legacyScore is how many characters that only the old encoding has must
// occur in a tab before it is believed.
const legacyScore = 4

// detectLegacy tells in which old encoding a tab's texts are. A tab that has
// a single Unicode Vietnamese letter is in none.
func detectLegacy(t *grid.Tab) encoding {
	tcvn, vni := 0, 0
	for _, row := range t.Rows {
		for i := range row {
			if row[i].Kind != grid.Text || isASCII(row[i].Text) {
				continue
			}
			a, b, unicodeText := legacySigns(row[i].Text)
			if unicodeText {
				return encoding{}
			}
			tcvn += a
			vni += b
		}
	}
	switch {
	case tcvn >= legacyScore:
		return encoding{"TCVN3", tcvn3}
	case vni >= legacyScore:
		return encoding{"VNI", vniWindows}
	}
	return encoding{}
}

// legacySigns counts characters that stand inside words and that Unicode
// Vietnamese never has: below À for TCVN3, and for VNI the letters that it
// uses as marks behind a vowel.
func legacySigns(s string) (tcvn, vni int, unicodeText bool) {
	if len(s) > 4*maxWord {
		s = s[:4*maxWord]
	}
	s = norm.NFC.String(s)
	prev := ' '
	for i, r := range s {
		switch {
		case r > 0xff && vietnamese(r):
			return 0, 0, true
		case r >= 0xa1 && r <= 0xbe && r != 0xb0 && (asciiLetter(prev) || nextIsLetter(s[i+utf8.RuneLen(r):])):
			tcvn++
		case strings.ContainsRune("ïûäåëüöñøæîÏÛÄÅËÜÖÑØÆÎ", r):
			vni++
		}
		prev = r
	}
	return tcvn, vni, false
}

// vietnamese reports whether a rune above Latin-1 is a Vietnamese letter or a
// combining mark of one.
func vietnamese(r rune) bool {
	return r >= 0x1ea0 && r <= 0x1ef9 || strings.ContainsRune("ĂăĐđĨĩŨũƠơƯư", r) || isTone(r) || r == 0x302 || r == 0x306 || r == 0x31b
}

func asciiLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

func nextIsLetter(s string) bool { return s != "" && asciiLetter(rune(s[0])) }

// decode turns a text into Unicode by longest match.
func (e encoding) decode(s string) string {
	if e.pairs == nil || isASCII(s) {
		return s
	}
	s = norm.NFC.String(s)
	var b strings.Builder
	b.Grow(len(s) + 8)
	for i := 0; i < len(s); {
		_, n := utf8.DecodeRuneInString(s[i:])
		_, m := utf8.DecodeRuneInString(s[i+n:])
		if to, ok := e.pairs[s[i:i+n+m]]; ok && m > 0 {
			b.WriteString(to)
			i += n + m
			continue
		}
		if to, ok := e.pairs[s[i:i+n]]; ok {
			b.WriteString(to)
		} else {
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}
