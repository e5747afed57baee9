package meaning

import (
	"strconv"
	"strings"
)

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
	case "3", "iii":
		return 3
	case "4", "iv":
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
