// Package spelling compares Vietnamese texts by their letters: as written, with
// the tone mark placed elsewhere, without marks, with a slip. It knows no words.
package spelling

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean brings a text to NFC with one plain space between words and none
// around, without invisible signs, letters of other alphabets that are drawn
// like Latin ones replaced. Legacy text must be decoded before: U+00AD is a
// letter in TCVN3.
func Clean(s string) string {
	if plainASCII(s) {
		return s
	}
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			gap = b.Len() > 0
			continue
		case Invisible(r):
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(lookAlike(r))
	}
	return b.String()
}

// plainASCII reports whether Clean would change nothing.
func plainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return true
}

// Invisible reports whether a rune shows nothing.
func Invisible(r rune) bool {
	return r == '\u00ad' || r == '\ufeff' || r >= '\u200b' && r <= '\u200f' || r >= '\u2060' && r <= '\u2064' || r == unicode.ReplacementChar || unicode.IsControl(r)
}

// lookAlike maps letters that are drawn like Vietnamese ones to those meant.
func lookAlike(r rune) rune {
	switch r {
	case 'Ð', 'Ɖ':
		return 'Đ'
	case 'ð', 'ɖ':
		return 'đ'
	}
	if r >= 0x0400 && r <= 0x04ff {
		if i := strings.IndexRune(cyrillic, r); i >= 0 {
			return rune(latin[utf8.RuneCountInString(cyrillic[:i])])
		}
	}
	return r
}

const (
	cyrillic = "АВЕКМНОРСТУХаеорсух"
	latin    = "ABEKMHOPCTYXaeopcyx"
)

// Lower is Clean in lower case.
func Lower(s string) string { return strings.ToLower(Clean(s)) }

// IsTone reports whether a rune is one of the five combining tone marks.
func IsTone(r rune) bool {
	return r == 0x300 || r == 0x301 || r == 0x303 || r == 0x309 || r == 0x323
}

// ToneKey moves each syllable's tone mark to the syllable's end, so that the
// two schools of placing it (hoà, hòa; uỷ, ủy) compare equal. It wants lower
// case.
func ToneKey(lower string) string {
	if IsASCII(lower) {
		return lower
	}
	var b strings.Builder
	b.Grow(len(lower) + 8)
	var tones []rune
	flush := func() {
		for _, t := range tones {
			b.WriteRune(t)
		}
		tones = tones[:0]
	}
	for _, r := range norm.NFD.String(lower) {
		switch {
		case IsTone(r):
			tones = append(tones, r)
			continue
		case !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r):
			flush()
		}
		b.WriteRune(r)
	}
	flush()
	return b.String()
}

// IsASCII reports whether a text has no letter beyond ASCII.
func IsASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Unmark drops every mark and turns đ into d, and keeps signs. It wants lower
// case.
func Unmark(lower string) string {
	if IsASCII(lower) {
		return lower
	}
	var b strings.Builder
	b.Grow(len(lower))
	for _, r := range norm.NFD.String(lower) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'đ':
			b.WriteByte('d')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Fold forgets marks and signs: letters and digits with one space between
// words. It wants lower case.
func Fold(lower string) string {
	var b strings.Builder
	b.Grow(len(lower))
	gap := false
	for _, r := range Unmark(lower) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Slip reports whether a syllable may be the other one typed with a common
// slip of its marks: some of them left out, or the tones hỏi and ngã confused.
// Both are tone keys.
func Slip(written, meant string) bool {
	if written == meant {
		return true
	}
	if strings.Map(oneTone, written) == strings.Map(oneTone, meant) {
		return true
	}
	return lacks(written, meant)
}

// oneTone writes ngã as hỏi.
func oneTone(r rune) rune {
	if r == 0x303 {
		return 0x309
	}
	return r
}

// lacks reports whether written is meant without some of its marks.
func lacks(written, meant string) bool {
	w := []rune(norm.NFD.String(written))
	for _, m := range norm.NFD.String(meant) {
		switch {
		case len(w) > 0 && w[0] == m, len(w) > 0 && m == 'đ' && w[0] == 'd':
			w = w[1:]
		case unicode.Is(unicode.Mn, m):
		default:
			return false
		}
	}
	return len(w) == 0
}

// Distance is the number of letters to insert, drop or change, or limit where
// it is not below it. Both are folded.
func Distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return min(row[len(b)], limit)
}
