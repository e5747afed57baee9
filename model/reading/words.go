package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxWord is the length in bytes beyond which a text is prose: never a
// heading, a date, a number or a name.
const maxWord = 400

// A word is one cell's text in the forms in which texts are compared. Each
// form forgets more than the one before.
type word struct {
	clean string // NFC, one space between words, none around
	lower string // clean in lower case
	fold  string // lower case without marks, đ as d, punctuation as spaces

	date    *dateText // parsed on first demand
	class   class
	classed bool
}

// words remembers each different text of a book, since headings, names and
// phrases come back in every row and tab.
type words struct {
	seen   map[string]*word
	legacy encoding
}

func newWords(legacy encoding) *words {
	return &words{seen: make(map[string]*word, 256), legacy: legacy}
}

// emptyWord is shared and never changes: its date is read already.
var emptyWord = &word{date: &dateText{}}

func (w *words) of(raw string) *word {
	if raw == "" || len(raw) > maxWord {
		return emptyWord
	}
	if got, ok := w.seen[raw]; ok {
		return got
	}
	clean := cleanText(w.legacy.decode(raw))
	lower := strings.ToLower(clean)
	got := &word{clean: clean, lower: lower, fold: foldText(lower)}
	w.seen[raw] = got
	return got
}

// textOf is the text of a cell with its line ends.
func (w *words) textOf(raw string) string {
	if len(raw) > 4*maxWord {
		return ""
	}
	return w.legacy.decode(raw)
}

// text is the readable form of a text of any length.
func (w *words) text(raw string) string { return cleanText(w.legacy.decode(raw)) }

// cleanText brings a text to NFC with one plain space between words. Legacy
// text must be decoded before: U+00AD is a letter in TCVN3.
func cleanText(s string) string {
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
		case invisible(r):
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

func lowerClean(s string) string { return strings.ToLower(cleanText(s)) }

// plainASCII reports whether cleanText would change nothing.
func plainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return true
}

func invisible(r rune) bool {
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

func isLetterRune(r rune) bool { return unicode.IsLetter(r) }

func isTone(r rune) bool {
	return r == 0x300 || r == 0x301 || r == 0x303 || r == 0x309 || r == 0x323
}

// toneKey moves each syllable's tone mark to the syllable's end, so that the
// two schools of placing it (hoà, hòa; uỷ, ủy) compare equal.
func toneKey(lower string) string {
	if isASCII(lower) {
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
		case isTone(r):
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

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// unmark drops every mark and turns đ into d, and keeps punctuation.
func unmark(lower string) string {
	if isASCII(lower) {
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

// foldText forgets marks and punctuation.
func foldText(lower string) string {
	var b strings.Builder
	b.Grow(len(lower))
	gap := false
	for _, r := range unmark(lower) {
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
