package registry

import (
	"strings"

	"tonghop/model/grid"
)

// none is the row that a tab does not have.
const none = -1

// A rowPair is a row of the draft and the row of the edited file that it became;
// none where it was taken out, or put in.
type rowPair struct{ before, after int }

// rowKeys gives each row's content as one text.
func rowKeys(t *grid.Tab) []string {
	keys := make([]string, len(t.Rows))
	for r := range t.Rows {
		var b strings.Builder
		for c := range t.Rows[r] {
			b.WriteString(shown(t.At(r, c)))
			b.WriteByte(0)
		}
		keys[r] = strings.TrimRight(b.String(), "\x00")
	}
	return keys
}

// align pairs the rows of two tabs, so that a row that was put in or taken out
// does not make all below it differ. Rows that are alike are pairs; what lies
// between them is paired from the top if it is as many rows, else where it is
// alike in the most.
func align(before, after []string) []rowPair {
	var pairs []rowPair
	top := 0
	for top < min(len(before), len(after)) && before[top] == after[top] {
		pairs = append(pairs, rowPair{top, top})
		top++
	}
	end := 0
	for end < min(len(before), len(after))-top && before[len(before)-1-end] == after[len(after)-1-end] {
		end++
	}
	pairs = append(pairs, between(before[top:len(before)-end], after[top:len(after)-end], top)...)
	for i := end; i > 0; i-- {
		pairs = append(pairs, rowPair{len(before) - i, len(after) - i})
	}
	return pairs
}

// maxAligned bounds the work: a book that is not the report at all may have a
// million rows.
const maxAligned = 4 << 20

// between pairs the rows that are not all alike, which begin at a row.
func between(before, after []string, top int) []rowPair {
	if len(before) == len(after) || len(before)*len(after) > maxAligned {
		return gap(0, len(before), 0, len(after), top)
	}
	// most[i][j] is how many rows of before[i:] and after[j:] can be paired alike.
	most := make([][]int, len(before)+1)
	for i := range most {
		most[i] = make([]int, len(after)+1)
	}
	for i := len(before) - 1; i >= 0; i-- {
		for j := len(after) - 1; j >= 0; j-- {
			most[i][j] = max(most[i+1][j], most[i][j+1])
			if before[i] == after[j] {
				most[i][j] = max(most[i][j], most[i+1][j+1]+1)
			}
		}
	}
	var pairs []rowPair
	i, j, fromI, fromJ := 0, 0, 0, 0
	for i < len(before) && j < len(after) {
		switch {
		case before[i] == after[j]:
			pairs = append(append(pairs, gap(fromI, i, fromJ, j, top)...), rowPair{top + i, top + j})
			i, j = i+1, j+1
			fromI, fromJ = i, j
		case most[i+1][j] >= most[i][j+1]:
			i++
		default:
			j++
		}
	}
	return append(pairs, gap(fromI, len(before), fromJ, len(after), top)...)
}

// gap pairs rows from the top; what is left over has no pair.
func gap(i, endI, j, endJ, top int) []rowPair {
	var pairs []rowPair
	for ; i < endI || j < endJ; i, j = i+1, j+1 {
		p := rowPair{none, none}
		if i < endI {
			p.before = top + i
		}
		if j < endJ {
			p.after = top + j
		}
		pairs = append(pairs, p)
	}
	return pairs
}
