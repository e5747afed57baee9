package meaning

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// argument reads a word that a name or a number follows: "thôn 3", "ấp Tân
// Lợi", "tổ 2", "lần 1", "khối 12".
func (c *cutter) argument() bool {
	for n := c.reach(); n > 0; n-- {
		tone, fold := c.keys(n)
		w := c.v.args[tone]
		if w == nil && !c.marked {
			w = c.v.args[fold]
		}
		if w == nil {
			continue
		}
		end := c.at + n
		if end >= len(c.tokens) || c.tokens[end].bracket != c.tokens[c.at].bracket {
			continue
		}
		if _, longer, folded := c.longest(); longer > n && !folded {
			return false // "bản sao" is no bản
		}
		if to := c.named(w, end, c.v.exact[tone] != nil); to > end {
			c.part(w, end, to)
			return true
		}
	}
	return false
}

// named gives where the name behind a word ends; it may be a number, a letter,
// or, where the word has no other meaning, a name.
func (c *cutter) named(w *word, at int, other bool) int {
	t := &c.tokens[at]
	if w.class == ordinalWord {
		if t.fold == "thu" && at+1 < len(c.tokens) {
			at++
			t = &c.tokens[at]
		}
		if n := t.ordinal(); n > 0 && (len(w.id) > 2 || t.gap == 0) {
			return at + 1
		}
		return at
	}
	if !t.joins() {
		return at
	}
	if t.digit && at+1 < len(c.tokens) && c.tokens[at+1].gap == 0 && len(c.tokens[at+1].fold) == 1 {
		return at + 2 // "ấp 5A"
	}
	if t.digit || len(t.fold) == 1 || isRoman(t.fold) {
		return at + 1
	}
	if other || w.class == teamWord || len(w.id) < 3 {
		return at
	}
	here := c.at
	defer func() { c.at = here }()
	for end := at; ; end++ {
		if end >= len(c.tokens) || end > at && !c.tokens[end].joins() || end == at+4 {
			return end
		}
		c.at = end
		if w, n, _ := c.longest(); w != nil && !(n == 1 && c.tokens[end].titled()) {
			switch w.class {
			case person, act, thing, count, numberWord, totalWord, level, levelWord, passiveWord, resultRole, spanRole:
				return end
			}
		}
	}
}

func (c *cutter) part(w *word, from, to int) {
	name := strings.ToLower(c.raw(c.at, to))
	p := Part{Name: name}
	switch w.class {
	case placeWord:
		p.Kind = ByPlace
	case teamWord:
		p.Kind = ByTeam
	default:
		p.Kind, p.Name = ByOrdinal, strconv.Itoa(c.tokens[to-1].ordinal())
	}
	c.push(item{word: &word{class: partRole, part: p}}, to-c.at)
}

// titled reports whether a syllable is written as one of a name: "Lập".
func (t *token) titled() bool {
	first, n := utf8.DecodeRuneInString(t.raw)
	return unicode.IsUpper(first) && len(t.raw) > n && strings.ToLower(t.raw[n:]) == t.raw[n:]
}

func (t *token) ordinal() int {
	switch t.fold {
	case "nhat", "i":
		return 1
	case "hai", "ii":
		return 2
	case "ba", "iii":
		return 3
	}
	if t.digit && len(t.raw) < 3 {
		n, _ := strconv.Atoi(t.raw)
		return n
	}
	return 0
}

func isRoman(s string) bool { return s != "" && strings.Trim(s, "ivx") == "" }

// period reads a month, quarter, week or year that a heading names.
func (c *cutter) period() bool {
	t := &c.tokens[c.at]
	after := func(n int) *token {
		if c.at+n < len(c.tokens) && (c.tokens[c.at+n].joins() || strings.ContainsRune("/.-", c.tokens[c.at+n].gap)) {
			return &c.tokens[c.at+n]
		}
		return nil
	}
	next := after(1)
	switch {
	case isYear(t):
		c.push(item{word: &word{class: period}, year: number(t)}, 1)
		return true
	case next == nil:
		return false
	case t.fold == "nam" && isYear(next):
		c.push(item{word: &word{class: period}, year: number(next)}, 2)
		return true
	case (t.fold == "thang" || t.fold == "t" && next.gap == 0) && next.digit && number(next) >= 1 && number(next) <= 12:
		it, n := item{word: &word{class: period}, value: number(next)}, 2
		if y := after(2); y != nil && isYear(y) {
			it.year, n = number(y), 3
		} else if y != nil && y.fold == "nam" && after(3) != nil && isYear(after(3)) {
			it.year, n = number(after(3)), 4
		}
		c.push(it, n)
		return true
	case t.tone == "tuâ\u0300n" || t.fold == "tuan", t.fold == "quy":
		if next.digit || isRoman(next.fold) {
			c.push(item{word: &word{class: spanRole, span: PeriodTotal}}, 2)
			c.extent()
			return true
		}
	case t.digit && next.gap == '/' && number(t) >= 1 && number(t) <= 12 && isYear(next):
		c.push(item{word: &word{class: period}, value: number(t), year: number(next)}, 2)
		return true
	}
	return false
}

func isYear(t *token) bool {
	return t.digit && len(t.raw) == 4 && (strings.HasPrefix(t.raw, "19") || strings.HasPrefix(t.raw, "20"))
}

func number(t *token) int {
	n, _ := strconv.Atoi(t.raw)
	return n
}

// extent passes over the dates that follow a word of a span: "lũy kế từ 01/7",
// "cộng tháng 6", "tính đến ngày 15/6/2020".
func (c *cutter) extent() {
	for c.at < len(c.tokens) {
		t := &c.tokens[c.at]
		switch {
		case t.bracket != 0 && !t.digit:
			return
		case t.digit:
		case t.fold == "tu" || t.fold == "den" || t.fold == "ngay" || t.fold == "thang" || t.fold == "nam" || t.fold == "quy" || t.fold == "tuan" || t.fold == "hom" || t.fold == "nay":
			if c.at+1 >= len(c.tokens) || !c.tokens[c.at+1].digit && !dateWord(c.tokens[c.at+1].fold) && !isRoman(c.tokens[c.at+1].fold) {
				return
			}
		case isRoman(t.fold) && unicode.IsUpper(rune(t.raw[0])):
		default:
			return
		}
		c.at++
	}
}

func dateWord(fold string) bool {
	return fold == "ngay" || fold == "thang" || fold == "nam" || fold == "nay"
}
