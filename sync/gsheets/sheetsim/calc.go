package sheetsim

import (
	"strings"
)

// recalculate works out the formulas that are understood, in place. A formula
// that is not understood, or that reads one that is not, keeps its last value,
// and so does one whose stored result was not ours when it was loaded.
func recalculate(b *book) {
	w := &workout{b: b, state: map[*cell]calcState{}}
	b.eachFormula(func(s *sheet, c *cell) { w.settle(s, c) })
}

// adopt prepares formulas that have just been loaded: those without a stored
// result are worked out, and those whose result we cannot confirm are pinned.
func adopt(b *book) {
	fill := &workout{b: b, state: map[*cell]calcState{}, missingOnly: true}
	b.eachFormula(func(s *sheet, c *cell) { fill.settle(s, c) })
	confirm := &workout{b: b, asStored: true}
	b.eachFormula(func(s *sheet, c *cell) {
		v, ok := confirm.evaluate(s, c.formula)
		c.pinned = !ok && c.kind == kindBlank || ok && !c.sameValue(v)
	})
}

// refresh recalculates after an edit and refuses a formula that came to
// nothing, such as one that goes in a circle.
func refresh(b *book) *apiError {
	recalculate(b)
	var err *apiError
	b.eachFormula(func(_ *sheet, c *cell) {
		if c.kind == kindBlank && !c.pinned && err == nil {
			err = notSimulated("the formula %s", c.formula)
		}
	})
	return err
}

func (b *book) eachFormula(f func(*sheet, *cell)) {
	for _, s := range b.sheets {
		for r := range s.cells {
			for c := range s.cells[r] {
				if s.cells[r][c].formula != "" {
					f(s, &s.cells[r][c])
				}
			}
		}
	}
}

// calculable tells whether a formula, standing on the first sheet, can be
// worked out now.
func calculable(b *book, formula string) bool {
	w := &workout{b: b, state: map[*cell]calcState{}}
	_, ok := w.evaluate(b.sheets[0], formula)
	return ok
}

type calcState uint8

const (
	calcUnseen calcState = iota
	calcRunning
	calcDone
)

// A workout is one recalculation of a book.
type workout struct {
	b     *book
	state map[*cell]calcState
	// missingOnly leaves formulas alone that have a result; asStored reads
	// the results as they are stored, without bringing them up to date.
	missingOnly, asStored bool
}

// settle brings a formula's cell up to date; false when it goes in a circle.
func (w *workout) settle(s *sheet, c *cell) bool {
	if w.asStored || c.pinned || (w.missingOnly && c.kind != kindBlank) {
		return true
	}
	switch w.state[c] {
	case calcRunning:
		return false
	case calcDone:
		return true
	}
	w.state[c] = calcRunning
	v, ok := w.evaluate(s, c.formula)
	w.state[c] = calcDone
	if ok && !c.sameValue(v) {
		formula := c.formula
		*c = c.withValue(v)
		c.formula = formula
	}
	return true
}

func (w *workout) evaluate(s *sheet, formula string) (cell, bool) {
	p := &formulaParser{w: w, s: s, text: strings.TrimPrefix(formula, "=")}
	v, ok := p.sum()
	p.space()
	if !ok || p.pos != len(p.text) {
		return cell{}, false
	}
	if v.kind == kindBlank {
		v = numberCell(0)
	}
	return v, true
}
