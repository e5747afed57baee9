package reading

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/grid"
)

// A sheet is one tab made ready for reading: its texts decoded, its cells
// classed, its rows that hold anything listed, its merges in order. Long runs of
// empty rows cost nothing after that.
type sheet struct {
	tab   *grid.Tab
	words *words
	rows  []int // the rows that hold anything, ascending
	wide  int   // the number of columns
	tall  []grid.Range
	// byRow lists the merges that begin in a row; across those of more than one
	// column that cover it.
	byRow map[int][]grid.Range
	// byCol lists the tall merges that touch a column, by their first row.
	byCol map[int][]grid.Range
	class [][]class
	fate  [][]fate
	// bare tells that no text of the tab bears a Vietnamese mark, so that words
	// count without theirs.
	bare   bool
	hidden map[int]bool // hidden rows
	hidCol map[int]bool
	// doubtColours are what its legend says of colours, once it was searched.
	doubtColours []func(fill string) bool
	searched     bool
	named        map[[2]int]calendar.Day // weekdays that stand for days
}

// A class is what a cell is at first sight.
type class uint8

const (
	isBlank   class = iota
	isWords         // a text that is neither a date nor a number
	isSigns         // a text of signs only
	isFigure        // a number, or a text that reads as one
	isBare          // a whole number from 1 to 31, which may be a day of the month
	isDate          // a day with its month
	isDayish        // meant as a day and none, or several days
	isFault         // an error or a truth value
	isFormula       // a formula that shows nothing
	isLongNo        // a number of nine digits and more: a telephone, an identity
)

// bearsNumber reports whether a cell of this class must be accounted for.
func (c class) bearsNumber() bool { return c >= isFigure && c != isLongNo }

// figureLike reports whether a cell may be a figure.
func (c class) figureLike() bool { return c == isFigure || c == isBare }

func newSheet(t *grid.Tab, legacy encoding) *sheet {
	s := &sheet{tab: t, words: newWords(legacy), byRow: map[int][]grid.Range{}, byCol: map[int][]grid.Range{}, bare: true}
	s.classify()
	s.merges()
	s.hidden, s.hidCol = indexSet(t.HiddenRows), indexSet(t.HiddenCols)
	return s
}

func indexSet(all []int) map[int]bool {
	if len(all) == 0 {
		return nil
	}
	m := make(map[int]bool, len(all))
	for _, i := range all {
		m[i] = true
	}
	return m
}

// classify looks at each cell once.
func (s *sheet) classify() {
	n := &numbers{words: s.words, seen: map[string]figure{}}
	t := s.tab
	s.class, s.fate = make([][]class, len(t.Rows)), make([][]fate, len(t.Rows))
	for i, row := range t.Rows {
		var classes []class
		for j := range row {
			c := s.classOf(&row[j], n)
			if c == isBlank {
				continue
			}
			if classes == nil {
				classes = make([]class, len(row))
			}
			classes[j] = c
			s.wide = max(s.wide, j+1)
		}
		if classes != nil {
			s.rows = append(s.rows, i)
			s.class[i], s.fate[i] = classes, make([]fate, len(row))
		}
	}
}

func (s *sheet) classOf(c *grid.Cell, n *numbers) class {
	switch c.Kind {
	case grid.Blank:
		if c.Formula {
			return isFormula
		}
		return isBlank
	case grid.Text:
		w := s.words.of(c.Text)
		if w.clean == "" {
			switch {
			case c.Formula:
				return isFormula
			case len(c.Text) > maxWord:
				return isWords
			}
			return isBlank
		}
		if !w.classed {
			w.class, w.classed = textClass(w, n), true
			s.bare = s.bare && !bearsMarks(w.lower)
		}
		return w.class
	case grid.Date:
		if c.Number >= firstSerial && c.Number <= lastSerial {
			return isDate
		}
		return isDayish
	case grid.Number:
		switch {
		case c.Number >= 1 && c.Number <= 31 && c.Number == float64(int(c.Number)):
			return isBare
		case c.Number >= 1e8:
			return isLongNo
		}
		return isFigure
	}
	return isFault
}

// bearsMarks reports whether a text has a letter that only marks make.
func bearsMarks(lower string) bool { return !isASCII(lower) && unmark(lower) != lower }

func textClass(w *word, n *numbers) class {
	if f, ok := wholeTexts[w.lower]; ok && f.fault == faultFormula {
		return isFault // the text of an error
	}
	digit := strings.ContainsAny(w.lower, "0123456789") || asciiDigits(w.lower) != w.lower
	if !digit {
		if strings.IndexFunc(w.lower, isLetterRune) < 0 {
			return isSigns
		}
		return isWords
	}
	if longNumber(w.lower) {
		return isLongNo
	}
	switch d := dateOf(w); d.kind {
	case dateFull, dateMonth:
		return isDate
	case dateBare:
		return isBare
	case dateRange, dateInvalid:
		if f := n.parse(w.clean, nil); f.state == stated {
			return isFigure
		}
		if strings.IndexFunc(w.lower, isLetterRune) < 0 || dayWords.MatchString(w.fold) {
			return isDayish
		}
		return isWords
	}
	if f := n.parse(w.clean, nil); f.state == stated {
		return isFigure
	}
	if strings.IndexFunc(w.lower, isLetterRune) < 0 && !numberingCell.MatchString(w.lower) {
		return isFigure // digits and signs that are no number: "10-15", "5/6/7"
	}
	return isWords
}

// longNumber recognises telephones and identities: nine digits and more, with
// nothing but grouping between them.
func longNumber(lower string) bool {
	n := 0
	for _, r := range lower {
		switch {
		case r >= '0' && r <= '9':
			n++
		case !strings.ContainsRune(" .-+()'", r):
			return false
		}
	}
	return n >= 9 && (strings.HasPrefix(strings.Trim(lower, "+('"), "0") || strings.HasPrefix(lower, "+84") || n >= 10)
}

// merges sorts the merges by where they begin.
func (s *sheet) merges() {
	for _, m := range s.tab.Merges {
		if m.Row < 0 || m.Col < 0 || m.EndRow <= m.Row || m.EndCol <= m.Col {
			continue
		}
		s.byRow[m.Row] = append(s.byRow[m.Row], m)
		if m.EndRow > m.Row+1 {
			s.tall = append(s.tall, m)
		}
	}
	slices.SortStableFunc(s.tall, func(a, b grid.Range) int { return cmp.Compare(a.Row, b.Row) })
	for _, m := range s.tall {
		if m.EndCol-m.Col > maxMerge {
			continue
		}
		for col := m.Col; col < min(m.EndCol, s.wide); col++ {
			s.byCol[col] = append(s.byCol[col], m)
		}
	}
}

func (s *sheet) cell(row, col int) grid.Cell { return s.tab.At(row, col) }

// at gives the class of a cell.
func (s *sheet) at(row, col int) class {
	if row < 0 || row >= len(s.class) || col < 0 || col >= len(s.class[row]) {
		return isBlank
	}
	return s.class[row][col]
}

// word gives a cell's text, and an empty word where it holds none.
func (s *sheet) word(row, col int) *word {
	if row < 0 || row >= len(s.tab.Rows) || col < 0 || col >= len(s.tab.Rows[row]) {
		return emptyWord
	}
	if c := &s.tab.Rows[row][col]; c.Kind == grid.Text {
		return s.words.of(c.Text)
	}
	return emptyWord
}

func (s *sheet) width(row int) int {
	if row < 0 || row >= len(s.tab.Rows) {
		return 0
	}
	return len(s.tab.Rows[row])
}

// after gives the index in sheet.rows of the first row at or below a row.
func (s *sheet) after(row int) int {
	i, _ := slices.BinarySearch(s.rows, row)
	return i
}

// maxMerge is how many lines one merged cell may speak for.
const maxMerge = 400

// spread gives each merged cell of a column (or, sideways, of a row) between
// two lines the address of the cell that holds its content.
func (s *sheet) spread(at int, sideways bool, from, to int) map[int][2]int {
	if n := len(s.rows); n > 0 && !sideways {
		to = min(to, s.rows[n-1]+1)
	}
	var covered map[int][2]int
	for _, m := range s.tab.Merges {
		first, end := m.Row, m.EndRow
		if m.EndRow-m.Row > maxMerge || m.EndCol-m.Col > maxMerge {
			continue
		}
		if sideways {
			first, end = m.Col, m.EndCol
			if at < m.Row || at >= m.EndRow {
				continue
			}
		} else if at < m.Col || at >= m.EndCol {
			continue
		}
		for line := max(first, from); line < min(end, to); line++ {
			if line == m.Row && at == m.Col && !sideways || line == m.Col && at == m.Row && sideways {
				continue
			}
			if covered == nil {
				covered = map[int][2]int{}
			}
			covered[line] = [2]int{m.Row, m.Col}
		}
	}
	return covered
}

// alone gives the text of a row that holds nothing else between two columns,
// such as a title.
func (s *sheet) alone(row, left, right int) (*word, int) {
	found, at := emptyWord, -1
	for col := left; col < min(right, s.width(row)); col++ {
		switch s.at(row, col) {
		case isBlank:
			continue
		case isWords, isSigns:
			if at >= 0 {
				return emptyWord, -1
			}
			found, at = s.word(row, col), col
		default:
			return emptyWord, -1
		}
	}
	return found, at
}

// sectionNumber numbers a title: "I", "B.", "2)".
var sectionNumber = regexp.MustCompile(`^(?:[ivx]{1,5}|[a-hđ]|\d{1,2})[.)/]?$`)

// aloneNumbered is alone, where a number of the title may stand before it and the
// title no further right than the days.
func (s *sheet) aloneNumbered(row, left, right, days int) (*word, int) {
	for col := left; col < min(right, s.width(row)); col++ {
		if s.at(row, col) == isBlank {
			continue
		}
		c := s.cell(row, col)
		if text := s.word(row, col).lower; sectionNumber.MatchString(text) || c.Kind == grid.Number && s.at(row, col) == isBare {
			if w, at := s.alone(row, col+1, right); w.clean != "" && at <= days {
				return w, at
			}
		}
		break
	}
	return s.alone(row, left, right)
}

// count tells how many cells of a row between two columns are of each class.
func (s *sheet) count(row, left, right int) (n [isLongNo + 1]int) {
	for col := left; col < min(right, s.width(row)); col++ {
		n[s.at(row, col)]++
	}
	return n
}

// dayWords open a text that is meant as a day or as several, on folded text.
var dayWords = regexp.MustCompile(`^(?:(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|t[2-7]|cn|chu nhat|tu|ngay) )*(?:\d{1,2} (?:thang )?\d{1,2}\b|tuan \d)`)
