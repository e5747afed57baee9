package meaning

import (
	"strconv"
	"strings"
	"unicode"

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
	depth   int    // of its text in the path
	value   int    // of a numeral or a month
	year    int    // of a period
	name    string // of a part
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

// slips reports whether one syllable may be read from another that lacks some
// of its marks: only the words of what is counted, never one that is as common
// another word (công, cộng) or turns a figure.
func (w *word) slips() bool {
	switch w.class {
	case numberWord, count, person, act, thing, passiveWord:
		return true
	}
	return false
}

// levels reads what follows "mức độ": 3, 4, "3, 4", III.
func (c *cutter) levels(w *word, n int, folded bool) {
	var said []int
	end := c.at + n
	for at := end; at < len(c.tokens); end = at {
		if len(said) > 0 {
			skip := c.alsoLevel(at)
			hyphen := c.tokens[at].gap == ' ' && c.tokens[at].fold == "4" && said[0] == 3
			if skip == 0 && !hyphen && !strings.ContainsRune(",/+-–&;", c.tokens[at].gap) {
				break
			}
			at += skip
		}
		v := 0
		if at < len(c.tokens) {
			v = c.tokens[at].levelFigure()
		}
		if v == 0 {
			break
		}
		said = append(said, v)
		at++
	}
	if len(said) == 0 {
		// "mức một phần": the next word tells; "mức độ" alone tells nothing known.
		c.at += n
		if next, _, _ := c.peek(); next != nil && next.class == level {
			return
		}
		c.at -= n
		c.push(item{}, n)
		return
	}
	c.push(item{word: &word{class: level, level: levelOf(said)}, folded: folded}, end-c.at)
}

// levelOf gives 3, 4, 34 for both, or 2 for any other.
func levelOf(said []int) int {
	three, four := false, false
	for _, v := range said {
		three, four = three || v == 3, four || v == 4
		if v != 3 && v != 4 {
			return 2
		}
	}
	switch {
	case three && four:
		return 34
	case three:
		return 3
	}
	return 4
}

// peek is longest where there may be no token left.
func (c *cutter) peek() (*word, int, bool) {
	if c.at >= len(c.tokens) {
		return nil, 0, false
	}
	return c.longest()
}

// alsoLevel counts the tokens between one level and the next: "và", another
// "mức độ".
func (c *cutter) alsoLevel(at int) int {
	n := 0
	if c.tokens[at].fold == "va" || c.tokens[at].fold == "hoac" {
		n++
	}
	here := c.at
	defer func() { c.at = here }()
	c.at = at + n
	if c.at < len(c.tokens) {
		if w, m, _ := c.longest(); w != nil && w.class == levelWord {
			n += m
		}
	}
	return n
}

func (t *token) levelFigure() int {
	switch t.fold {
	case "1", "i":
		return 1
	case "2", "ii":
		return 2
	case "3", "iii", "ba":
		return 3
	case "4", "iv", "bon":
		return 4
	}
	return 0
}

// numeral reads a bare figure. "3+4" after a thing that has levels is both.
func (c *cutter) numeral() {
	t := &c.tokens[c.at]
	if c.at+1 < len(c.tokens) && t.fold == "3" && c.tokens[c.at+1].fold == "4" && strings.ContainsRune("+,/&", c.tokens[c.at+1].gap) {
		c.push(item{word: &word{class: level, level: 34}}, 2)
		return
	}
	n, _ := strconv.Atoi(t.raw)
	c.push(item{word: &word{class: numeral}, value: n}, 1)
}

// forgiven reads a long wording with one wrong letter.
func (c *cutter) forgiven() bool {
	for n := 3; n > 1; n-- {
		if c.at+n > len(c.tokens) {
			continue
		}
		whole := true
		for i := c.at + 1; i < c.at+n; i++ {
			whole = whole && c.tokens[i].joins() && !c.tokens[i].digit
		}
		_, fold := c.keys(n)
		if !whole || len(fold)+1 < minForgiven {
			continue
		}
		for _, l := range c.v.long {
			if spelling.Distance(fold, l, 2) == 1 || swapped(fold, l) {
				c.push(item{word: c.v.folded[l][0].word, folded: true}, n)
				return true
			}
		}
	}
	return false
}

// swapped reports whether two neighbouring letters changed places.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// unspaced reads a wording of several syllables that lacks its spaces:
// "mứcđộ", "tờrơi".
func (c *cutter) unspaced() bool {
	t := &c.tokens[c.at]
	w := c.v.unspaced[t.tone]
	if w == nil && !c.marked {
		w = c.v.unspaced[t.fold]
	}
	switch {
	case w == nil:
		return false
	case w.class == levelWord:
		c.levels(w, 1, false)
	default:
		c.push(item{word: w, folded: !c.bare && t.tone == t.fold}, 1)
	}
	return true
}

// glued reads short forms that stick together: HSMĐ, SLTT.
func (c *cutter) glued() bool {
	t := &c.tokens[c.at]
	runes := []rune(t.raw)
	if len(runes) < 4 || len(runes) > 8 || strings.ContainsFunc(t.raw, unicode.IsLower) {
		return false
	}
	for cut := len(runes) - 2; cut >= 2; cut-- {
		a, b := strings.ToLower(string(runes[:cut])), strings.ToLower(string(runes[cut:]))
		if !c.v.initial[a] || !c.v.initial[b] {
			continue
		}
		c.tokens[c.at] = token{raw: string(runes[:cut]), tone: a, fold: spelling.Unmark(a), gap: t.gap, bracket: t.bracket}
		rest := token{raw: string(runes[cut:]), tone: b, fold: spelling.Unmark(b), bracket: t.bracket}
		c.tokens = append(c.tokens[:c.at+1], append([]token{rest}, c.tokens[c.at+1:]...)...)
		return true
	}
	return false
}
