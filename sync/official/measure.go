package official

import (
	"math"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Advance widths of Times New Roman (and of fonts made to its measure, such as
// Liberation Serif) from U+0020 to U+007E, in thousandths of the size.
const (
	firstWidth = ' '
	lastWidth  = '~'
)

var regularWidths = [lastWidth - firstWidth + 1]uint16{
	250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
	500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
	921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
	556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
	333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
	500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
}

var boldWidths = [lastWidth - firstWidth + 1]uint16{
	250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278,
	500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
	930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
	611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500,
	333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500,
	556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
}

const (
	// accented widens the letters that only Vietnamese has: the horn of ơ and ư,
	// and computers whose font lacks these letters and takes them from a wider
	// one. Every font has those of U+00C0 to U+01A0, at the width of their base.
	accented   = 1.12
	vietnamese = '\u01a0'
	// lineHeight is a line's height in sizes, with room for stacked marks (Ễ).
	lineHeight = 1.25
	// padding is what a cell keeps clear left and right together, in points.
	padding = 8.0
)

// width is a text's width on one line, in points.
func (t typeface) width(text string) float64 {
	var w float64
	for _, r := range text {
		w += t.runeWidth(r)
	}
	return w * t.size / 1000
}

func (t typeface) runeWidth(r rune) float64 {
	table := &regularWidths
	if t.bold {
		table = &boldWidths
	}
	switch {
	case r >= firstWidth && r <= lastWidth:
		return float64(table[r-firstWidth])
	case r == '\u00a0':
		return float64(table[0])
	case r == 'đ':
		return float64(table['d'-firstWidth])
	case r == 'Đ':
		return float64(table['D'-firstWidth])
	case r == '–':
		return 500
	}
	base := []rune(norm.NFD.String(string(r)))
	if len(base) < 2 || base[0] < firstWidth || base[0] > lastWidth {
		return 1000
	}
	w := float64(table[base[0]-firstWidth])
	if r >= vietnamese {
		w *= accented
	}
	return w
}

// lines is how many lines a text takes in a width, broken at spaces and, where
// a word is wider than the line, within it.
func (t typeface) lines(text string, width float64) int {
	n := 0
	for paragraph := range strings.SplitSeq(text, "\n") {
		n++
		used := 0.0
		for word := range strings.SplitSeq(paragraph, " ") {
			w := t.width(word)
			if used > 0 && used+t.width(" ")+w > width {
				n, used = n+1, 0
			}
			if used > 0 {
				w += t.width(" ")
			}
			if more := math.Ceil((used+w)/width) - 1; more > 0 && width > 0 {
				n += int(more)
				w -= more * width
			}
			used += w
		}
	}
	return n
}

// longestWord is the width below which a text would break within a word.
func (t typeface) longestWord(text string) float64 {
	var most float64
	for word := range strings.FieldsSeq(text) {
		most = max(most, t.width(word))
	}
	return most
}

// height is what a number of lines needs, in points.
func (t typeface) height(lines int) float64 { return math.Ceil(float64(lines)*t.size*lineHeight + 2) }
