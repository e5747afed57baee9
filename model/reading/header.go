package reading

import (
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/reading/meaning"
)

// header finds the rows of a header about the row that heads the days, and
// where its body begins.
func (sc *scan) header(w *window, row int) bool {
	if texts, ok := sc.sh.headLike(row, w.left, w.right); !ok || texts < 2 && !sc.daysBelow(w, row) {
		return false
	}
	w.heads = []int{row}
	for len(w.heads) < maxHeader && sc.isParent(w, w.heads[0]-1) {
		w.heads = slices.Insert(w.heads, 0, w.heads[0]-1)
	}
	for len(w.heads) < maxHeader {
		last := w.heads[len(w.heads)-1]
		next := sc.nextRow(last, w)
		if next < 0 || next > last+2 || !sc.isChild(w, next) {
			break
		}
		w.heads = append(w.heads, next)
	}
	w.from = w.heads[len(w.heads)-1] + 1
	return true
}

// daysBelow reports whether days stand below a heading.
func (sc *scan) daysBelow(w *window, row int) bool {
	n := 0
	for _, r := range sc.below(row) {
		if c := sc.sh.at(r, w.days[0]); c == isDate || c == isBare {
			n++
		}
	}
	return n > 0 && w.right > w.days[0]+1
}

// nextRow is the next row that holds anything between a window's columns, -1
// where none does.
func (sc *scan) nextRow(row int, w *window) int {
	for i := sc.sh.after(row + 1); i < len(sc.sh.rows) && sc.sh.rows[i] <= row+2; i++ {
		r := sc.sh.rows[i]
		for col := w.left; col < min(w.right, sc.sh.width(r)); col++ {
			if sc.sh.at(r, col) != isBlank {
				return r
			}
		}
	}
	return -1
}

// isParent reports whether the row above a header joins its children: all its
// texts stand right of the days, where no title begins.
func (sc *scan) isParent(w *window, row int) bool {
	texts, ok := sc.sh.headLike(row, w.left, w.right)
	if !ok || texts == 0 || !sc.free(row, w.days[0]) {
		return false
	}
	if is, _ := sc.sh.isNumbering(row, w.left, w.right); is {
		return false
	}
	axis := w.days[len(w.days)-1]
	for col := w.left; col <= axis; col++ {
		if sc.sh.at(row, col) != isBlank {
			return false
		}
	}
	merged := false
	for _, m := range sc.sh.byRow[row] {
		if m.Col <= axis && m.EndCol > w.left {
			return false
		}
		merged = merged || m.Col >= w.left && m.Col < w.right && m.EndCol > m.Col+1
	}
	if texts > 1 || merged {
		return true
	}
	// A text alone that is not merged is a title, unless it stands over blanks
	// of the row below as their parent does.
	for col := axis + 1; col < w.right; col++ {
		if sc.sh.at(row, col) == isWords {
			return sc.sh.at(row+1, col) == isWords && sc.sh.at(row+1, col+1) == isWords && sc.blanksBehind(row+1, axis, w.right) == 0 && sc.roleWord(row, col)
		}
	}
	return false
}

// roleWord reports whether a text says by itself what its figures are of.
func (sc *scan) roleWord(row, col int) bool {
	ro := sc.r.mind.roles(sc.sh.word(row, col).clean, meaning.InHeading, sc.sh.bare)
	return ro.Result != meaning.ResultUnsaid || ro.Span != meaning.SpanUnsaid
}

func (sc *scan) blanksBehind(row, axis, right int) int {
	n := 0
	for col := axis + 1; col < min(right, sc.sh.width(row)); col++ {
		if sc.sh.at(row, col) == isBlank {
			n++
		}
	}
	return n
}

// isChild reports whether the row under a header belongs to it: texts only, and
// nothing under the days.
func (sc *scan) isChild(w *window, row int) bool {
	texts, ok := sc.sh.headLike(row, w.left, w.right)
	if !ok || texts == 0 {
		return sc.numbersChildren(w, row)
	}
	for _, col := range w.days {
		if w := sc.sh.word(row, col); sc.sh.at(row, col) != isBlank && !sc.r.mind.headsDays(w) && !bracketed(w.lower) && !measureHeads[w.fold] {
			return false
		}
	}
	if is, _ := sc.sh.isNumbering(row, w.left, w.right); is {
		return sc.numbersChildren(w, row)
	}
	if word, at := sc.sh.alone(row, w.left, w.right); word.clean != "" {
		switch {
		case at <= w.days[0], sectionMonth.MatchString(word.fold), nilPhrases[word.fold], restPhrases[word.fold], isPlaceAndDate(word.fold):
			return false
		}
		if total, _ := isTotal(word); total && !sc.dateSoon(w, row) {
			return false
		}
	}
	return !sc.belowTable(row, w.left, w.right) && !sc.restRow(row, w)
}

// bracketed reports whether a text stands in brackets: a hint how a column is
// filled in.
func bracketed(lower string) bool {
	return strings.HasPrefix(lower, "(") && strings.HasSuffix(lower, ")")
}

// dateSoon reports whether the next row holds a day.
func (sc *scan) dateSoon(w *window, row int) bool {
	next := sc.nextRow(row, w)
	return next >= 0 && (sc.sh.at(next, w.days[0]) == isDate || sc.sh.at(next, w.days[0]) == isBare)
}

// restRow reports whether all texts of a row right of the days say that nothing
// was done.
func (sc *scan) restRow(row int, w *window) bool {
	n := 0
	for col := w.days[0] + 1; col < min(w.right, sc.sh.width(row)); col++ {
		switch fold := sc.sh.word(row, col).fold; {
		case fold == "":
		case nilPhrases[fold] || restPhrases[fold] || foldedTexts[fold].state == stated:
			n++
		case sc.r.partLabel(sc.sh.word(row, col), sc.sh.bare).kind != meaning.PartUnsaid:
		default:
			return false
		}
	}
	return n > 0
}

// numbersChildren reports whether a row's numbers tell the children of one parent
// apart: "(1)" and "(2)" under a heading merged over both.
func (sc *scan) numbersChildren(w *window, row int) bool {
	if is, _ := sc.sh.isNumbering(row, w.left, w.right); !is {
		return false
	}
	n := 0
	for col := w.left; col < min(w.right, sc.sh.width(row)); col++ {
		if sc.sh.at(row, col) == isBlank {
			continue
		}
		above := sc.sh.at(row-1, col) != isBlank || slices.ContainsFunc(sc.sh.byRow[row-1], func(m grid.Range) bool {
			return col >= m.Col && col < m.EndCol && m.EndRow == m.Row+1
		})
		if !above {
			return false
		}
		n++
	}
	wide := slices.ContainsFunc(sc.sh.byRow[row-1], func(m grid.Range) bool { return m.EndCol > m.Col+1 && m.Col > w.days[0] })
	blanks := sc.blanksBehind(row-1, w.days[0], w.right)
	return n >= 2 && n < w.right-w.left && (wide || blanks > 0)
}
