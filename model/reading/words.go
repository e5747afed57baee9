package reading

import (
	"strings"
	"unicode"

	"tonghop/model/reading/spelling"
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

// The letters of texts are compared as the room spelling does.
func cleanText(s string) string    { return spelling.Clean(s) }
func lowerClean(s string) string   { return spelling.Lower(s) }
func toneKey(lower string) string  { return spelling.ToneKey(lower) }
func unmark(lower string) string   { return spelling.Unmark(lower) }
func foldText(lower string) string { return spelling.Fold(lower) }
func isASCII(s string) bool        { return spelling.IsASCII(s) }
func isTone(r rune) bool           { return spelling.IsTone(r) }
func invisible(r rune) bool        { return spelling.Invisible(r) }
func isLetterRune(r rune) bool     { return unicode.IsLetter(r) }
