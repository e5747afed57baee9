package grid

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// A Format is a number format of Excel's kind, of which it is known what it
// shows beside the number or instead of it. The nil Format is the general one.
type Format struct {
	code string
	// Date tells that it shows a date or a time.
	Date bool
	// Plain tells that it shows the number's digits, grouped or not, with nothing
	// but signs around them.
	Plain    bool
	sections []section
}

// A section is what a format shows of some numbers, or of texts.
type section struct {
	condition string  // "<", ">=" …; empty where its place decides
	limit     float64 // of the condition
	marks     Marks
	digits    bool // it has places for digits
	zeros     bool // a place of them shows a 0
	words     bool // it shows something else: a word, a sign, a text as it is
	date      bool
	plain     bool
}

// ParseFormat analyses a format's code; the general format gives nil.
func ParseFormat(code string) *Format {
	if code == "" || strings.EqualFold(code, "General") || code == "@" {
		return nil
	}
	f := &Format{code: code, Plain: true}
	for rest, more := code, true; more && len(f.sections) < 4; {
		var s section
		s, rest, more = parseSection(rest)
		f.sections = append(f.sections, s)
	}
	for i, s := range f.sections {
		if i < 3 {
			f.Date = f.Date || s.date
		}
		f.Plain = f.Plain && s.plain
	}
	return f
}

// Code is what a cell's More.Format holds: the code of a format that shows more
// than plain digits, and nothing for the others.
func (f *Format) Code() string {
	if f == nil || f.Plain {
		return ""
	}
	return f.code
}

// Marks tells what the format makes of a cell's value.
func (f *Format) Marks(c *Cell) Marks {
	if f == nil {
		return 0
	}
	switch c.Kind {
	case Number:
		return f.number(c.Number)
	case Text:
		if len(f.sections) == 4 {
			if s := f.sections[3]; !s.words {
				return Unseen
			} else {
				return s.marks & Scaled
			}
		}
	}
	return 0
}

func (f *Format) number(n float64) Marks {
	s := f.section(n)
	if s == nil {
		return 0
	}
	if n == 0 && !s.zeros && s.digits && !s.words {
		return Unseen // "#,###" shows no 0
	}
	if s.digits || s.date {
		return s.marks
	}
	if n != 0 || !s.words {
		return Unseen // a word, or nothing, instead of the number
	}
	return 0 // "-" for a 0
}

// section finds the section for a number: by its own condition, else for
// positive numbers, negative ones, and 0 (ECMA-376 part 1, 18.8.31).
func (f *Format) section(n float64) *section {
	list := f.sections[:min(len(f.sections), 3)]
	if list[0].condition != "" || len(list) > 1 && list[1].condition != "" {
		for i := range list {
			if list[i].holds(n) {
				return &list[i]
			}
		}
		return nil
	}
	switch {
	case n < 0 && len(list) > 1:
		return &list[1]
	case n == 0 && len(list) > 2:
		return &list[2]
	}
	return &list[0]
}

func (s *section) holds(n float64) bool {
	switch s.condition {
	case "<":
		return n < s.limit
	case "<=":
		return n <= s.limit
	case ">":
		return n > s.limit
	case ">=":
		return n >= s.limit
	case "=":
		return n == s.limit
	case "<>":
		return n != s.limit
	}
	return true
}

// parseSection analyses the first section of a code and gives what follows it.
// What stands in quotes, after a backslash or in brackets is no part of the
// pattern, except elapsed time such as [h]:mm. A section with places for digits
// shows a number, whatever letters some program left unquoted beside them; only
// the fraction of a second, as in ss.000, is a place for digits in a time.
func parseSection(code string) (s section, rest string, more bool) {
	var words strings.Builder
	var letters, seconds, point bool
	commas := 0 // since the last place for a digit
	s.plain = true
	end := func() {
		s.date = letters && !s.digits
		s.judge(words.String(), commas > 0 && s.digits)
	}
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			end()
			return s, code[i+1:], true
		case '"':
			to := skipTo(code, i, '"')
			words.WriteString(code[i+1 : min(to, len(code))])
			i = to
		case '[':
			to := skipTo(code, i, ']')
			inner := code[i+1 : min(to, len(code))]
			letters = letters || isElapsed(inner)
			s.condition, s.limit = conditionOf(inner, s.condition, s.limit)
			words.WriteString(currencyOf(inner))
			i = to
		case '\\':
			if i++; i < len(code) {
				words.WriteByte(code[i])
			}
		case '_', '*':
			i++ // leaves room for, or repeats, the next character
		case '0', '#', '?':
			if !seconds {
				s.digits = true
				s.zeros = s.zeros || c == '0'
				if !point && commas > 0 {
					commas = 0
				}
			}
			continue
		case '.':
			point = true
			continue
		case ',':
			if s.digits {
				commas++
			}
			continue
		case '%':
			s.marks |= Percent
		case '@':
			s.words = true
		case ' ', '-', '+', '(', ')', '$', ':':
		case '/':
			s.plain = false
		default:
			if n := len("General"); strings.HasPrefix(strings.ToUpper(code[i:min(i+n, len(code))]), "GENERAL") {
				s.digits, s.zeros = true, true
				i += n - 1
				break
			} else if strings.IndexByte("yYmMdDhHsSeEgGaA", c) >= 0 {
				letters = true
			}
			words.WriteByte(c)
			seconds = c == 's' || c == 'S'
			continue
		}
		seconds = false
	}
	end()
	return s, "", false
}

// judge completes a section by the words that it shows.
func (s *section) judge(words string, scaling bool) {
	if s.date {
		s.plain = false
		return
	}
	words = strings.TrimSpace(words)
	if strings.Contains(words, "%") || strings.Contains(words, "‰") {
		s.marks |= Percent
	}
	if scaling || addsDigits(words) {
		s.marks |= Scaled
	}
	s.words = s.words || strings.Trim(words, " \u00a0") != ""
	s.plain = s.plain && s.marks == 0 && (words == "" || words == "-") && (s.digits || s.words)
}

// addsDigits reports whether a word beside the number makes another number of
// it: digits, or a word of magnitude.
func addsDigits(words string) bool {
	if strings.ContainsFunc(words, unicode.IsDigit) {
		return true
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		switch w {
		case "k", "nghìn", "nghin", "ngàn", "ngan", "trăm", "tram", "chục", "chuc", "vạn", "triệu", "trieu", "tr", "tỷ", "tỉ",
			"đôi", "cặp", "tá", "thousand", "hundred", "million", "dozen":
			return true
		}
	}
	return false
}

// conditionOf reads a condition such as >=100 out of a bracket.
func conditionOf(s, condition string, limit float64) (string, float64) {
	op := s[:len(s)-len(strings.TrimLeft(s, "<>="))]
	if op == "" {
		return condition, limit
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(s[len(op):]), 64)
	if err != nil || math.IsNaN(n) {
		return condition, limit
	}
	return op, n
}

// currencyOf is the sign that a bracket such as $đ-42A shows.
func currencyOf(s string) string {
	sign, ok := strings.CutPrefix(s, "$")
	if !ok {
		return ""
	}
	sign, _, _ = strings.Cut(sign, "-")
	return sign
}

// skipTo gives the index of the closing mark after i, or the end.
func skipTo(code string, i int, mark byte) int {
	if n := strings.IndexByte(code[i+1:], mark); n >= 0 {
		return i + 1 + n
	}
	return len(code)
}

// isElapsed reports whether the content of a bracket counts hours, minutes or
// seconds: h, mm, ss. Colours, conditions, currencies and locales do not.
func isElapsed(s string) bool {
	s = strings.ToLower(s)
	return s != "" && (strings.Trim(s, "h") == "" || strings.Trim(s, "m") == "" || strings.Trim(s, "s") == "")
}
