package reading

import (
	"sort"

	"tonghop/model/grid"
)

// A sheet is one tab made ready for reading: its texts decoded, its rows that
// hold anything listed, its merges in order. Long runs of empty rows cost
// nothing after that.
type sheet struct {
	tab   *grid.Tab
	words *words
	rows  []int // the rows that hold anything, ascending
	tall  []grid.Range
	// byRow lists the merges that begin in a row.
	byRow map[int][]grid.Range
}

func newSheet(t *grid.Tab, legacy encoding) *sheet {
	s := &sheet{tab: t, words: newWords(legacy), byRow: map[int][]grid.Range{}}
	for i, row := range t.Rows {
		for j := range row {
			if c := &row[j]; c.Formula || c.Kind != grid.Blank && (c.Kind != grid.Text || c.Text != "") {
				s.rows = append(s.rows, i)
				break
			}
		}
	}
	for _, m := range t.Merges {
		if m.Row < 0 || m.Col < 0 || m.EndRow <= m.Row || m.EndCol <= m.Col {
			continue
		}
		s.byRow[m.Row] = append(s.byRow[m.Row], m)
		if m.EndRow > m.Row+1 {
			s.tall = append(s.tall, m)
		}
	}
	sort.Slice(s.tall, func(i, j int) bool { return s.tall[i].Row < s.tall[j].Row })
	return s
}

func (s *sheet) cell(row, col int) grid.Cell { return s.tab.At(row, col) }

// word gives a cell's text, and an empty word where it holds none.
func (s *sheet) word(row, col int) *word {
	if c := s.tab.At(row, col); c.Kind == grid.Text {
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

// alone gives the text of a row that holds nothing else, such as a title.
func (s *sheet) alone(row int) (*word, int) {
	found, at := emptyWord, -1
	for col, c := range s.tab.Rows[row] {
		if c.Empty() || c.Kind == grid.Text && c.Text == "" {
			continue
		}
		w := s.word(row, col)
		if c.Kind != grid.Text || at >= 0 {
			return emptyWord, -1
		}
		if w.clean != "" {
			found, at = w, col
		}
	}
	return found, at
}
