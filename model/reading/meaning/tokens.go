package meaning

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonghop/model/reading/spelling"
)

// A token is one syllable, figure or speaking sign of a text.
type token struct {
	raw   string // as written
	tone  string // lower case, tone mark at the end
	fold  string // without marks
	digit bool
	// gap is the strongest sign before it: 0 where it follows at once, ' ' for
	// spaces and hyphens within words, else the sign.
	gap rune
	// bracket numbers the bracket that it stands in, 0 outside any.
	bracket int
}

// joins reports whether a wording may run on to this token from the one before.
func (t *token) joins() bool { return t.gap == 0 || t.gap == ' ' }

// enumerators number a heading or open an item: "1.", "I.1.", "a)", "(1)", "C5.", "-".
var enumerators = regexp.MustCompile(`^\s*(?:(?i:nội dung|chỉ tiêu|tiêu chí|mục|ct|nd)\s*\d{1,2}\s*[.:)]+|[-+*•–—●▪→>]+|\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\s|\(?\d{1,2}(?:\.\d{1,2})*[.)]+|\(?[A-Za-zđĐ][.)]|[IVXivx]{1,4}(?:\.\d{1,2})*[.)]|[A-Z]\d{1,2}[.)])\s*`)

// formulas of columns: "(6=4+5)", "(3)=(1)+(2)", "7=5/6"; and bare numbers of
// columns: "(4)", "[12]", "(*)".
var formulas = regexp.MustCompile(`[(\[]\s*\d{1,2}\s*[)\]]\s*=[\s\d()+\-*/:x%]+|[(\[]\s*\d{1,2}\s*=[\s\d()+\-*/:x%]+[)\]]|[(\[]\s*(?:(?i:cột\s*)?\d{1,2}|\*+)\s*[)\]]`)

// codes in brackets: "(CT13)", "(TOTAL_STUDENTS)".
var codes = regexp.MustCompile(`[(\[]\s*(?:[A-Z]{1,4}\d{2,3}|[A-Z0-9]+_[A-Z0-9_]+)\s*[)\]]`)

// tokenize cuts a clean text into tokens. What numbers a heading or its column
// is left out.
func tokenize(clean string) []token {
	rest := clean
	for {
		cut := enumerators.ReplaceAllString(rest, "")
		if cut == rest || strings.TrimSpace(cut) == "" || initial(rest, cut) {
			break
		}
		rest = cut
	}
	if strings.ContainsAny(rest, "([=") {
		rest = codes.ReplaceAllString(formulas.ReplaceAllString(rest, " "), " ")
	}
	return split(rest)
}

// initial reports whether what looks like the letter of an item begins a short
// form: "T.truyền", "H. dẫn".
func initial(whole, rest string) bool {
	first, n := utf8.DecodeRuneInString(whole)
	next, _ := utf8.DecodeRuneInString(rest)
	second, _ := utf8.DecodeRuneInString(whole[n:])
	if !unicode.IsLetter(first) || second != '.' && second != ')' {
		return false
	}
	return unicode.IsUpper(first) && unicode.IsLower(next) || !strings.ContainsRune("ABCDĐEFGIVXK", unicode.ToUpper(first))
}

// split cuts at everything but letters, and between letters and figures.
func split(s string) []token {
	var out []token
	gap, depth, brackets := ' ', 0, 0
	runes := []rune(s)
	for i := 0; i < len(runes); {
		r := runes[i]
		kind := kindOf(r)
		if kind == sign {
			switch r {
			case '(', '[':
				depth++
				brackets++
				gap = '('
			case ')', ']':
				depth = max(0, depth-1)
				gap = ')'
			default:
				gap = stronger(gap, r, i, runes)
			}
			i++
			continue
		}
		j := i + 1
		for kind != speaking && j < len(runes) && (kindOf(runes[j]) == kind || kind == letter && unicode.Is(unicode.Mn, runes[j])) {
			j++
		}
		t := token{raw: string(runes[i:j]), digit: kind == figure, gap: gap}
		if depth > 0 {
			t.bracket = brackets
		}
		lower := strings.ToLower(t.raw)
		t.tone, t.fold = spelling.ToneKey(lower), spelling.Unmark(lower)
		out = append(out, t)
		gap = 0
		i = j
	}
	return out
}

type runeKind int

const (
	sign runeKind = iota
	letter
	figure
	speaking // a sign that is a word of its own
)

func kindOf(r rune) runeKind {
	switch {
	case r >= '0' && r <= '9':
		return figure
	case r == '%' || r == 'Σ' || r == '∑':
		return speaking
	case unicode.IsLetter(r):
		return letter
	}
	return sign
}

// stronger keeps the sign that divides more: a hyphen or underscore between
// letters divides no more than a space.
func stronger(gap, r rune, i int, runes []rune) rune {
	if r == '-' || r == '_' || r == '.' || r == '‑' || r == '\'' || r == '"' || r == '“' || r == '”' || r == '*' || r == '–' {
		tight := i > 0 && i+1 < len(runes) && kindOf(runes[i-1]) != sign && kindOf(runes[i+1]) == kindOf(runes[i-1])
		if tight || r != '-' && r != '–' {
			r = ' '
		}
	}
	if r == '/' && shortened(i, runes) {
		r = ' '
	}
	if unicode.IsSpace(r) {
		r = ' '
	}
	if r == ' ' && gap != 0 {
		return gap
	}
	return r
}

// shortened reports whether a slash stands behind the one letter that is left of a
// syllable: "S/lượt", "H/dẫn".
func shortened(i int, runes []rune) bool {
	word := func(i int) bool { return i >= 0 && i < len(runes) && kindOf(runes[i]) == letter }
	return word(i-1) && !word(i-2) && word(i+1) && word(i+2) && unicode.IsLower(runes[i+1])
}

// marked reports whether any token bears a mark.
func marked(tokens []token) bool {
	for i := range tokens {
		if tokens[i].tone != tokens[i].fold {
			return true
		}
	}
	return false
}
