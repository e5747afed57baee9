package meaning

import (
	"strings"
	"unicode"

	"tonghop/model/reading/spelling"
)

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
