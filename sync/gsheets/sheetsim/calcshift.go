package sheetsim

import (
	"regexp"
	"strings"

	"tonghop/model/grid"
)

var (
	// formulaReference is a reference at the start of a text: the sheet with
	// its "!", and the cells.
	formulaReference = regexp.MustCompile(`^((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_]*)!)?(\$?[A-Za-z]{1,3}\$?[0-9]+(?::\$?[A-Za-z]{1,3}\$?[0-9]+)?)`)
	// anyReference finds references, and texts in quotes so that they can be
	// left alone.
	anyReference = regexp.MustCompile(`"[^"]*"|((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_]*)!)?\b?(\$?[A-Za-z]{1,3}\$?[0-9]+(?::\$?[A-Za-z]{1,3}\$?[0-9]+)?)\(?`)
	wholeLines   = regexp.MustCompile(`\$?\b[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}\b|\b[0-9]+:[0-9]+\b`)
)

const refError = "#REF!"

// hasReference tells whether a formula refers to cells.
func hasReference(formula string) bool {
	return formula != "" && (wholeLines.MatchString(formula) || anyReference.MatchString(formula))
}

// shiftFormulas rewrites the references into a sheet whose rows or columns
// have just moved by n at a dimension.
func (b *book) shiftFormulas(d dimension, n int) *apiError {
	for _, s := range b.sheets {
		for r := range s.cells {
			for c := range s.cells[r] {
				at := &s.cells[r][c]
				if at.formula == "" {
					continue
				}
				if wholeLines.MatchString(at.formula) {
					return notSimulated("moving the cells that %s refers to", at.formula)
				}
				at.formula = b.shiftFormula(at.formula, s, d, n)
			}
		}
	}
	return nil
}

func (b *book) shiftFormula(formula string, on *sheet, d dimension, n int) string {
	return anyReference.ReplaceAllStringFunc(formula, func(found string) string {
		m := anyReference.FindStringSubmatch(found)
		if m == nil || m[2] == "" || strings.HasSuffix(found, "(") {
			return found
		}
		target := on
		if m[1] != "" {
			title, _, _, _ := splitRange(m[1] + "A1")
			target = b.sheetByTitle(title)
		}
		if target != d.sheet {
			return found
		}
		moved := shiftReference(m[2], d, n)
		if moved == refError {
			return moved
		}
		return m[1] + moved
	})
}

// shiftReference moves one reference; what has been deleted becomes #REF!.
func shiftReference(ref string, d dimension, n int) string {
	from, to, pair := strings.Cut(ref, ":")
	first, ok := shiftCorner(from, d, n)
	if !pair {
		if !ok {
			return refError
		}
		return first
	}
	last, okLast := shiftCorner(to, d, n)
	e, _ := parseEnds(strings.ReplaceAll(ref, "$", ""))
	lo, hi := min(e.c0, e.c1), max(e.c0, e.c1)
	if d.rows {
		lo, hi = min(e.r0, e.r1), max(e.r0, e.r1)
	}
	if n < 0 && lo >= d.start && hi < d.end {
		return refError
	}
	if !ok {
		first = withPosition(from, d.rows, d.start)
	}
	if !okLast {
		last = withPosition(to, d.rows, d.start-1)
	}
	return first + ":" + last
}

// shiftCorner moves one corner; false when its row or column is deleted.
func shiftCorner(corner string, d dimension, n int) (string, bool) {
	row, col, ok := grid.ParseAddress(strings.ReplaceAll(corner, "$", ""))
	if !ok {
		return corner, true
	}
	at := col
	if d.rows {
		at = row
	}
	switch {
	case n < 0 && at >= d.start && at < d.end:
		return corner, false
	case at >= d.start:
		return withPosition(corner, d.rows, at+n), true
	}
	return corner, true
}

// withPosition is a corner with another row or column, its $ signs kept.
func withPosition(corner string, rows bool, at int) string {
	row, col, _ := grid.ParseAddress(strings.ReplaceAll(corner, "$", ""))
	colAnchor, rowAnchor := "", ""
	if strings.HasPrefix(corner, "$") {
		colAnchor = "$"
	}
	if strings.LastIndex(corner, "$") > 0 {
		rowAnchor = "$"
	}
	if rows {
		row = at
	} else {
		col = at
	}
	name := grid.Address(row, col)
	letters := grid.ColumnName(col)
	return colAnchor + letters + rowAnchor + name[len(letters):]
}
