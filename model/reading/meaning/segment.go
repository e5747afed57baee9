package meaning

import (
	"strings"

	"tonghop/model/reading/spelling"
)

// An item is one word of a text as it was understood.
type item struct {
	word *word  // nil where it is not understood
	text string // as written
	tone string // in lower case, the tone at each syllable's end
	fold string // without marks
	// folded: understood only without its marks, or with a slip of them.
	folded  bool
	gap     rune // the strongest sign before it
	bracket int
	depth   int // of its text in the path
	value   int // of a numeral or a month
	year    int // of a period
}

func (it *item) is(c class) bool { return it.word != nil && it.word.class == c }

// A cutter cuts one text into items.
type cutter struct {
	v      *vocabulary
	tokens []token
	marked bool // the text bears marks
	bare   bool // the tab bears none
	at     int
	items  []item
}

// cut understands a text word by word, the longest wording first.
func (v *vocabulary) cut(clean string, bare bool) []item {
	c := &cutter{v: v, tokens: tokenize(clean), bare: bare}
	c.marked = marked(c.tokens)
	for c.at < len(c.tokens) {
		c.next()
	}
	return c.items
}

func (c *cutter) next() {
	t := &c.tokens[c.at]
	if c.argument() || c.period() {
		return
	}
	w, n, folded := c.longest()
	switch {
	case w != nil && w.class == levelWord:
		c.levels(w, n, folded)
	case w != nil:
		c.push(item{word: w, folded: folded}, n)
		if w.class == spanRole {
			c.extent()
		}
	case t.digit:
		c.numeral()
	default:
		if c.unspaced() || c.forgiven() || c.glued() {
			return
		}
		c.push(item{}, 1)
	}
}

// push adds an item of n tokens.
func (c *cutter) push(it item, n int) {
	first := &c.tokens[c.at]
	it.gap, it.bracket = first.gap, first.bracket
	it.text = c.raw(c.at, c.at+n)
	it.tone, it.fold = c.keys(n)
	c.items = append(c.items, it)
	c.at += n
}

func (c *cutter) raw(from, to int) string {
	if to == from+1 {
		return c.tokens[from].raw
	}
	var b strings.Builder
	for i := from; i < to; i++ {
		if i > from && c.tokens[i].gap != 0 {
			b.WriteByte(' ')
		}
		b.WriteString(c.tokens[i].raw)
	}
	return b.String()
}

// reach is how many tokens from here a wording may cover.
func (c *cutter) reach() int {
	most := c.v.prefix[c.tokens[c.at].fold]
	n := 1
	for n < most && c.at+n < len(c.tokens) {
		t := &c.tokens[c.at+n]
		if !t.joins() && !(t.fold == "%" || c.tokens[c.at+n-1].fold == "%") || t.bracket != c.tokens[c.at].bracket {
			break
		}
		n++
	}
	return n
}

// longest finds the longest wording that begins here, marks before none. One
// behind which a syllable is left that nothing begins with gives way to a
// shorter one: "trên | mạng xã hội", not "trên mạng | xã hội".
func (c *cutter) longest() (w *word, n int, folded bool) {
	for k := c.reach(); k > 0; k-- {
		x, f := c.found(k)
		if x == nil || c.overlaps(k) {
			continue
		}
		if c.goesOn(c.at + k) {
			return x, k, f
		}
		if w == nil {
			w, n, folded = x, k, f
		}
	}
	return w, n, folded
}

// dated reports whether a month, quarter, week or year begins at a place.
func (c *cutter) dated(at int) bool {
	switch c.tokens[at].fold {
	case "thang", "nam", "quy", "tuan", "ngay", "t":
		return at+1 < len(c.tokens) && (c.tokens[at+1].digit || isRoman(c.tokens[at+1].fold))
	}
	return false
}

// overlaps reports whether the last of k tokens belongs to what follows: "lượt |
// người dân", not "lượt người | dân".
func (c *cutter) overlaps(k int) bool {
	if k < 2 || c.at+k >= len(c.tokens) || !c.tokens[c.at+k].joins() {
		return false
	}
	if w, _ := c.found(k - 1); w == nil {
		return false
	}
	if w, _ := c.found(k); w != nil && w.class == resultRole && c.dated(c.at+k-1) {
		return true // "kế hoạch | tháng 5"
	}
	here := c.at
	defer func() { c.at = here }()
	c.at += k - 1
	for n := c.reach(); n > 1; n-- {
		if w, folded := c.found(n); w != nil && (!folded || !c.marked) {
			return true
		}
	}
	return false
}

// found is the word that the next n tokens say.
func (c *cutter) found(n int) (w *word, folded bool) {
	tone, fold := c.keys(n)
	if w := c.v.exact[tone]; w != nil && (!c.bare || n > 1) {
		return w, false
	}
	if w := c.unmarked(tone, fold, n); w != nil {
		return w, !c.bare
	}
	return nil, false
}

// goesOn reports whether the tokens from a place on begin with a known word.
func (c *cutter) goesOn(at int) bool {
	if at >= len(c.tokens) || !c.tokens[at].joins() || c.tokens[at].digit || c.dated(at) {
		return true
	}
	here := c.at
	defer func() { c.at = here }()
	c.at = at
	for k := c.reach(); k > 0; k-- {
		if tone, _ := c.keys(k); c.v.args[tone] != nil {
			return true
		}
		if w, _ := c.found(k); w != nil {
			return true
		}
	}
	return false
}

func (c *cutter) keys(n int) (tone, fold string) {
	if n == 1 {
		return c.tokens[c.at].tone, c.tokens[c.at].fold
	}
	var t, f strings.Builder
	for i := c.at; i < c.at+n; i++ {
		if i > c.at {
			t.WriteByte(' ')
			f.WriteByte(' ')
		}
		t.WriteString(c.tokens[i].tone)
		f.WriteString(c.tokens[i].fold)
	}
	return t.String(), f.String()
}

// unmarked finds the one word whose wording is this one but for its marks. In a
// text that bears marks a single syllable is only forgiven a common slip, and
// never one that says a role.
func (c *cutter) unmarked(tone, fold string, n int) *word {
	var found *word
	for _, s := range c.v.folded[fold] {
		if c.marked && n == 1 && (!s.word.slips() || !spelling.Slip(tone, s.tone)) {
			continue
		}
		if found != nil && found != s.word && !(found.class == plainWord && s.word.class == plainWord) {
			return c.either(c.v.folded[fold])
		}
		found = s.word
	}
	return found
}

// either settles a folded syllable of several words: a word that tells nothing
// is meant where another word follows it, none else.
func (c *cutter) either(all []spelled) *word {
	if c.at+1 >= len(c.tokens) || !c.tokens[c.at+1].joins() {
		return nil
	}
	next := c.tokens[c.at+1].fold
	var plain, numbered *word
	for _, s := range all {
		switch {
		case s.word.class == plainWord:
			plain = s.word
		case s.word.class == numberWord:
			numbered = s.word
		}
	}
	for _, s := range c.v.folded[next] {
		switch s.word.class {
		case person, thing, act, count:
			if numbered != nil {
				return numbered
			}
			return plain
		}
	}
	return nil
}
