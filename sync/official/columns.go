package official

import "math"

const (
	// bestLines and mostLines bound the lines of a heading: below the first
	// nothing is gained, beyond the second the page is scaled down instead.
	bestLines, mostLines = 2, 4
	// mostGrowth bounds how far a long word widens its column.
	mostGrowth = 1.5
	// widthStep is the grain of column widths in points.
	widthStep = 0.75
)

// pointsPerChar is the width of one character of the workbook's default font
// in points: columns are measured in digits of it, in whole pixels at 96 dpi.
func (fl *filling) pointsPerChar() (float64, error) {
	t, err := fl.looks.typeface(0)
	if err != nil {
		return 0, err
	}
	pixels := math.Round(t.size * 96 / 72 * 0.5)
	return pixels * 0.75, nil
}

// fitColumns sets every column's width. The block's columns share the width
// that the form gave the block, with that of columns left out, so that their
// headings take as few lines as they can; they grow beyond it where figures or
// the longest word of a heading would not fit.
func (fl *filling) fitColumns() error {
	per, err := fl.pointsPerChar()
	if err != nil {
		return err
	}
	var shared float64
	for c := 1; c <= fl.cols; c++ {
		if fl.block.has(c) || fl.colsOf[c].n() == 0 {
			shared += fl.widths[c] * per
		}
	}
	texts, err := fl.columnTexts()
	if err != nil {
		return err
	}
	widths := fl.blockWidths(texts, shared)
	for i, c := range fl.outCols[1:] {
		w, ok := widths[i+1]
		if !ok {
			w = fl.ownWidth(fl.widths[c.src]*per, texts[i+1])
		}
		w /= per
		if err := fl.f.SetColWidth(fl.name, columnName(i+1), columnName(i+1), w); err != nil {
			return err
		}
	}
	return nil
}

// ownWidth is the width of a column outside the block: the form's, or more where
// a text that does not wrap, or a word such as 4.097/4.598, would not fit. A
// word of endless length breaks.
func (fl *filling) ownWidth(form float64, texts []columnText) float64 {
	w := form
	for _, t := range texts {
		need := t.width(t.text)
		if t.wrap {
			need = min(t.longestWord(t.text)/snug, mostGrowth*form-padding)
		}
		w = max(w, need+padding)
	}
	return w
}

// blockWidths shares points out among the block's columns.
func (fl *filling) blockWidths(texts map[int][]columnText, shared float64) map[int]float64 {
	widths, total := fl.widthsAt(texts, bestLines)
	for lines := bestLines + 1; lines <= mostLines && total > shared; lines++ {
		widths, total = fl.widthsAt(texts, lines)
	}
	spare := max(0, shared-total) / float64(max(1, len(widths)))
	for col := range widths {
		widths[col] = math.Floor((widths[col]+spare)/widthStep) * widthStep
	}
	return widths
}

// A columnText is one text that must fit its column.
type columnText struct {
	text string
	typeface
	// lower tells of the lower line of a two-level heading, which has a line
	// less than those that take both.
	lower bool
}

// columnTexts collects, by column of the filled sheet, the texts of its table
// that stand in one column only.
func (fl *filling) columnTexts() (map[int][]columnText, error) {
	wide := map[at]bool{}
	for _, m := range fl.merges {
		if m.endCol > m.col {
			wide[at{m.row, m.col}] = true
		}
	}
	texts := map[int][]columnText{}
	upper, lower := fl.levels()
	for a, text := range fl.shown {
		if text == "" || wide[a] {
			continue
		}
		src := at{fl.outRows[a.row].src, fl.outCols[a.col].src}
		t, err := fl.looks.typeface(fl.styles[src])
		if err != nil {
			return nil, err
		}
		texts[a.col] = append(texts[a.col], columnText{text, t, upper != 0 && src.row == lower})
	}
	return texts, nil
}

// widthsAt is each block column's least width where headings may take some
// lines. Columns of one group are made alike.
func (fl *filling) widthsAt(texts map[int][]columnText, lines int) (map[int]float64, float64) {
	widths, total := map[int]float64{}, 0.0
	for col := 1; col < len(fl.outCols); col++ {
		if !fl.block.has(fl.outCols[col].src) {
			continue
		}
		for _, t := range texts[col] {
			may := lines
			if t.lower {
				may--
			}
			widths[col] = max(widths[col], t.narrowest(t.text, may)+padding)
		}
		if g := fl.groupOf(col); g.last == col {
			most := 0.0
			for c := g.first; c <= g.last; c++ {
				most = max(most, widths[c])
			}
			for c := g.first; c <= g.last; c++ {
				widths[c] = most
			}
			total += most * float64(g.n())
		}
	}
	return widths, total
}

// narrowest is the least width in which a text takes no more than so many
// lines; a text that does not wrap takes one.
func (t typeface) narrowest(text string, lines int) float64 {
	w := t.width(text)
	if !t.wrap {
		return w
	}
	least := t.longestWord(text)
	for w > least && t.lines(text, max(least, w-widthStep)) <= max(1, lines) {
		w -= widthStep
	}
	return max(w, least)
}
