package registry

import (
	"strings"
	"unicode"

	"tonghop/model/grid"
)

// names tell what the rows and columns of a tab are called. They are asked for
// row by row from the top and from the left, and look at no cell twice: a tab
// may have a million rows of figures without a heading.
type names struct {
	tab  *grid.Tab
	left name
	over map[int]name // by column
}

// A name is the last one before the cells that were looked at.
type name struct {
	text string
	row  int
	next int // the row or column to go on from
}

func newNames(t *grid.Tab) *names { return &names{tab: t, over: map[int]name{}} }

// row is what a row calls itself left of a cell: "Xã An".
func (n *names) row(row, col int) string {
	if n.left.row != row {
		n.left = name{row: row}
	}
	for ; n.left.next < col; n.left.next++ {
		if text := wording(n.tab.At(row, n.left.next)); text != "" {
			n.left.text = text
		}
	}
	return n.left.text
}

// column is the heading over a cell. Figures lie between the two, and nothing
// else but blanks.
func (n *names) column(row, col int) string {
	over := n.over[col]
	for ; over.next < row; over.next++ {
		if text := wording(n.tab.At(over.next, col)); text != "" {
			over.text = text
		}
	}
	n.over[col] = over
	return over.text
}

// longestName is how many letters of a cell's text name a row or a column.
const longestName = 60

// wording is a cell's text in one line if it says something in words.
func wording(c grid.Cell) string {
	if c.Kind != grid.Text || !strings.ContainsFunc(c.Text, unicode.IsLetter) {
		return ""
	}
	text := []rune(strings.TrimRight(strings.Join(strings.Fields(c.Text), " "), " :"))
	if len(text) > longestName {
		text = append(text[:longestName-1], '…')
	}
	return string(text)
}
