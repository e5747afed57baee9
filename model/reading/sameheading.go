package reading

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"regexp"

	"tonghop/model/grid"
)

// A HeadingID tells headings of tabs apart. The zero one is of a tab without any,
// and is the same as no other.
type HeadingID [16]byte

const (
	headingRows  = 60  // how far down a heading may begin
	labelRows    = 200 // of a table with a column a day, how many rows have labels
	labelColumns = 3   // and in how many columns these stand
)

// entered matches folded text that is a figure or a date, as stands under a heading.
var entered = regexp.MustCompile(`^(?:(?:ngay|thu \S+|chu nhat),? )*\d[\d\s./:,-]*$`)

// HeadingOf identifies what heads the figures of a tab, whatever the
// configuration says of it: the texts of the rows above the first figure or date,
// each with its column, but for titles; of a table with a column a day the labels
// of its rows. Tabs of one form with other figures, days and titles have one
// heading; a column more, less or elsewhere makes another.
func HeadingOf(t *grid.Tab) HeadingID {
	h, n := sha256.New(), 0
	for _, row := range t.Rows[:min(headingRows, len(t.Rows))] {
		texts, figures := headingTexts(row)
		if n == 0 && len(texts)+figures < 2 {
			continue // a title
		}
		if figures > 0 {
			break
		}
		n += write(h, texts)
	}
	if n == 0 {
		n = labels(t, h)
	}
	if n == 0 {
		return HeadingID{}
	}
	return HeadingID(h.Sum(nil)[:len(HeadingID{})])
}

// labels writes what heads the rows of a tab.
func labels(t *grid.Tab, to hash.Hash) (n int) {
	for _, row := range t.Rows[:min(labelRows, len(t.Rows))] {
		texts, _ := headingTexts(row[:min(labelColumns, len(row))])
		n += write(to, texts)
	}
	return n
}

// A headingText is a folded text with its column.
type headingText struct {
	col  int
	text string
}

// headingTexts are the texts of a row, and how many figures and dates stand in it.
func headingTexts(row []grid.Cell) (texts []headingText, figures int) {
	for col, c := range row {
		switch {
		case c.Empty():
		case c.Kind != grid.Text:
			figures++
		default:
			if text := foldText(lowerClean(clip(c.Text))); entered.MatchString(text) {
				figures++
			} else if text != "" {
				texts = append(texts, headingText{col, text})
			}
		}
	}
	return texts, figures
}

func write(to hash.Hash, texts []headingText) int {
	for _, x := range texts {
		fmt.Fprintf(to, "%d %q\n", x.col, x.text) // a hash takes all
	}
	return len(texts)
}
