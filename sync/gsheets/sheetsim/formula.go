package sheetsim

import (
	"math"
	"strconv"
	"strings"
)

// A formulaParser evaluates while it reads: numbers, references, + - * /,
// parentheses and SUM.
type formulaParser struct {
	w    *workout
	s    *sheet
	text string
	pos  int
}

func (p *formulaParser) space() {
	for p.pos < len(p.text) && p.text[p.pos] == ' ' {
		p.pos++
	}
}

// take reads one of some characters, 0 when none of them is next.
func (p *formulaParser) take(chars string) byte {
	p.space()
	if p.pos < len(p.text) && strings.IndexByte(chars, p.text[p.pos]) >= 0 {
		p.pos++
		return p.text[p.pos-1]
	}
	return 0
}

func (p *formulaParser) sum() (cell, bool) {
	v, ok := p.product()
	for ok {
		op := p.take("+-")
		if op == 0 {
			return v, true
		}
		var right cell
		if right, ok = p.product(); ok {
			v, ok = combine(op, v, right)
		}
	}
	return v, false
}

func (p *formulaParser) product() (cell, bool) {
	v, ok := p.unary()
	for ok {
		op := p.take("*/")
		if op == 0 {
			return v, true
		}
		var right cell
		if right, ok = p.unary(); ok {
			v, ok = combine(op, v, right)
		}
	}
	return v, false
}

func (p *formulaParser) unary() (cell, bool) {
	switch p.take("+-") {
	case '+':
		return p.unary()
	case '-':
		v, ok := p.unary()
		if !ok {
			return v, false
		}
		return combine('-', numberCell(0), v)
	}
	return p.primary()
}

func (p *formulaParser) primary() (cell, bool) {
	if p.take("(") != 0 {
		v, ok := p.sum()
		return v, ok && p.take(")") != 0
	}
	p.space()
	rest := p.text[p.pos:]
	if hasPrefixFold(rest, "SUM(") {
		p.pos += len("SUM(")
		return p.total()
	}
	if n := strings.IndexFunc(rest, func(r rune) bool { return (r < '0' || r > '9') && r != '.' }); n != 0 && rest != "" {
		if n < 0 {
			n = len(rest)
		}
		f, err := strconv.ParseFloat(rest[:n], 64)
		p.pos += n
		return numberCell(f), err == nil
	}
	a, ok := p.reference()
	if !ok || !a.single() {
		return cell{}, false
	}
	return p.read(a.sheet, a.r0, a.c0)
}

// total reads the arguments of SUM; texts, booleans and blanks do not count.
func (p *formulaParser) total() (cell, bool) {
	sum := numberCell(0)
	for {
		a, ok := p.reference()
		if !ok {
			v, ok := p.sum()
			if !ok {
				return cell{}, false
			}
			if sum, ok = combine('+', sum, v); !ok {
				return cell{}, false
			}
		} else {
			for r := a.r0; r < min(a.r1, len(a.sheet.cells)); r++ {
				for c := a.c0; c < min(a.c1, len(a.sheet.cells[r])); c++ {
					v, ok := p.read(a.sheet, r, c)
					if !ok {
						return cell{}, false
					}
					if v.kind == kindNumber || v.kind == kindError {
						sum, _ = combine('+', sum, v)
					}
				}
			}
		}
		switch p.take(",;)") {
		case ')':
			return sum, true
		case 0:
			return cell{}, false
		}
	}
}

// reference reads a reference such as B2, $B$2:C9 or 'Tháng 6'!B2. What
// follows must end it, so that LOG10(…) is none.
func (p *formulaParser) reference() (area, bool) {
	p.space()
	m := formulaReference.FindStringSubmatch(p.text[p.pos:])
	if m == nil || strings.HasPrefix(p.text[p.pos+len(m[0]):], "(") {
		return area{}, false
	}
	s := p.s
	if m[1] != "" {
		title, _, _, _ := splitRange(m[1] + "A1")
		if s = p.w.b.sheetByTitle(title); s == nil {
			return area{}, false
		}
	}
	e, ok := parseEnds(strings.ReplaceAll(m[2], "$", ""))
	if !ok || !e.closed() {
		return area{}, false
	}
	sp := span{min(e.r0, e.r1), min(e.c0, e.c1), max(e.r0, e.r1) + 1, max(e.c0, e.c1) + 1}
	if sp.r1 > s.rows || sp.c1 > s.cols {
		return area{}, false
	}
	p.pos += len(m[0])
	return area{sheet: s, span: sp}, true
}

// read gives a cell's value, bringing a formula up to date first.
func (p *formulaParser) read(s *sheet, r, c int) (cell, bool) {
	if r >= len(s.cells) || c >= len(s.cells[r]) {
		return cell{}, true
	}
	at := &s.cells[r][c]
	if at.formula != "" && !p.w.settle(s, at) {
		return cell{}, false
	}
	return cell{kind: at.kind, num: at.num, text: at.text, errType: at.errType}, true
}

// combine applies an operator. Texts in a sum are not simulated.
func combine(op byte, x, y cell) (cell, bool) {
	if x.kind == kindError {
		return x, true
	}
	if y.kind == kindError {
		return y, true
	}
	if x.kind == kindText || y.kind == kindText {
		return cell{}, false
	}
	var n float64
	switch op {
	case '+':
		n = x.num + y.num
	case '-':
		n = x.num - y.num
	case '*':
		n = x.num * y.num
	case '/':
		n = x.num / y.num
	}
	if op == '/' && y.num == 0 {
		return cell{kind: kindError, errType: "DIVIDE_BY_ZERO",
			text: "Function DIVIDE parameter 2 cannot be zero."}, true
	}
	return numberCell(n), !math.IsNaN(n) && !math.IsInf(n, 0)
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
