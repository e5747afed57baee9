package reading

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tonghop/model/grid"
)

// maxHeader is how many rows a header may span.
const maxHeader = 5

// A heading is one column's texts from the top of the header to its foot, or one
// row's from the left to the days.
type heading struct {
	path []string // outermost parent first
	own  bool     // the last text stands in the column itself
	// shared is 1 more than the first of several columns that have one heading
	// between them and nothing of their own, else 0.
	shared  int
	strange bool   // it says a part, and nothing names what of
	measure string // a unit of measure in a cell of its own
	row     int    // where the innermost text stands
	col     int
}

func (h *heading) text() string { return strings.Join(h.path, " ") }

func (h *heading) last() string {
	if len(h.path) == 0 {
		return ""
	}
	return h.path[len(h.path)-1]
}

// isDateHead reports whether a text heads the column of days for certain.
func isDateHead(w *word) bool {
	return dateHeads[w.fold] || strings.Contains(w.lower, "(") && dateHeads[foldText(brackets.ReplaceAllString(w.lower, " "))]
}

var brackets = regexp.MustCompile(`[(\[][^()\[\]]*[)\]]`)

// headLike reports whether a row may be one of a header's between two columns:
// texts, perhaps with years; and how many texts it has.
func (s *sheet) headLike(row, left, right int) (texts int, ok bool) {
	years, signs := 0, 0
	for col := left; col < min(right, s.width(row)); col++ {
		switch s.at(row, col) {
		case isBlank:
		case isWords:
			texts++
		case isSigns:
			signs++
		case isFigure:
			if !s.yearAt(row, col) {
				return texts, false
			}
			years++
		default:
			return texts, false
		}
	}
	texts += years + signs
	return texts, texts > 0 && (signs < texts || texts > 1)
}

// yearAt reports whether a cell is a year of our time, as a heading has it.
func (s *sheet) yearAt(row, col int) bool {
	c := s.cell(row, col)
	if c.Kind == grid.Number {
		return c.Number >= 2000 && c.Number <= 2100 && c.Number == float64(int(c.Number))
	}
	n := number(s.word(row, col).clean)
	return n >= 2000 && n <= 2100
}

// headText is a heading cell's text as a person sees it: what is struck through
// says nothing any more. A year in it counts as one.
func (s *sheet) headText(row, col int) string {
	c := s.cell(row, col)
	switch {
	case c.Has(grid.Struck):
		return ""
	case c.Kind == grid.Number && s.yearAt(row, col):
		return strconv.Itoa(int(c.Number))
	case c.Has(grid.StruckPart) && c.More != nil:
		return s.words.of(c.More.Kept).clean
	}
	return s.word(row, col).clean
}

var numberingCell = regexp.MustCompile(`^(?:[(\[]?\d{1,2}[)\]]?|[(\[]?[a-zđ][)\]]?)(?: ?= ?[(\[]?\d.*)?$`)

// columnLetters number columns, in their order.
const columnLetters = "abcdđefghijklmnopqrstuvwxyz"

// isNumbering recognises the row under a header that numbers its columns: "A B
// 1 2 3=1+2", "(1) (2)". Plain digits count too, and certain is false for them.
// Letters rise from A, or from B where the first column has none: an x marks
// something else.
func (s *sheet) isNumbering(row, left, right int) (is, certain bool) {
	n, next, last := 0, 1, -1
	for col := left; col < min(right, s.width(row)); col++ {
		c := s.cell(row, col)
		text := s.word(row, col).lower
		switch c.Kind {
		case grid.Number:
			text = strconv.FormatFloat(c.Number, 'f', -1, 64)
		case grid.Date, grid.Error, grid.Bool:
			return false, false
		}
		if text == "" {
			continue
		}
		if !numberingCell.MatchString(text) {
			return false, false
		}
		n++
		switch letter := strings.Index(columnLetters, strings.Trim(text, "()[]")); {
		case letter >= 0 && (letter <= last || last < 0 && letter > 1):
			return false, false
		case letter >= 0:
			certain, last = true, letter
		case strings.ContainsAny(text, "([=") || !unicode.IsDigit(rune(text[0])):
			certain = true
		case number(text) != next:
			return false, false
		default:
			next++
		}
	}
	return n >= 2, certain
}

// headings joins the texts of a header's rows, column by column, into paths of
// a tree. A merged parent speaks for the columns that it covers. One that is not
// merged speaks for the blanks behind it, as long as it has a child itself: so a
// .csv reads as the sheet that it was. A column that is blank or only signs
// under a parent with other children inherits nothing.
func (s *sheet) headings(rows []int, left, right int) []heading {
	out := make([]heading, max(0, right-left))
	own := make([][]string, len(rows)) // by row, by column: what stands or is merged there
	merged := make([][]bool, len(rows))
	for i, r := range rows {
		own[i], merged[i] = s.headRow(r, left, right)
	}
	for i := range rows {
		s.inherit(own, merged, i)
	}
	for j := range out {
		h := &out[j]
		h.row, h.col = -1, left+j
		for i, r := range rows {
			text := own[i][j]
			if text == "" {
				continue
			}
			h.own = s.headText(r, left+j) != "" && !merged[i][j]
			h.row = r
			if len(h.path) == 0 || h.path[len(h.path)-1] != text {
				h.path = append(h.path, text)
			}
		}
	}
	s.orphan(out, rows, own, merged)
	return out
}

// headRow gives a header row's texts column by column, merges spread sideways.
// A merge over rows is one text.
func (s *sheet) headRow(row, left, right int) (texts []string, merged []bool) {
	texts, merged = make([]string, right-left), make([]bool, right-left)
	for col := left; col < right; col++ {
		texts[col-left] = s.headText(row, col)
	}
	for _, m := range s.byRow[row] {
		text := s.headText(m.Row, m.Col)
		if text == "" || m.EndCol == m.Col+1 {
			continue
		}
		for col := max(m.Col, left); col < min(m.EndCol, right); col++ {
			texts[col-left], merged[col-left] = text, true
		}
	}
	return texts, merged
}

// inherit gives the blanks behind a parent that is not merged its text, where
// both have children below.
func (s *sheet) inherit(own [][]string, merged [][]bool, i int) {
	if i == len(own)-1 {
		return
	}
	child := func(j int) bool {
		for k := i + 1; k < len(own); k++ {
			if own[k][j] != "" {
				return true
			}
		}
		return false
	}
	parent := ""
	for j := range own[i] {
		switch {
		case own[i][j] != "":
			parent = ""
			if !merged[i][j] && child(j) {
				parent = own[i][j]
			}
		case !child(j):
			if s.covered(own, i, j) {
				parent = ""
			}
		case parent != "" && !s.covered(own, i, j):
			own[i][j], merged[i][j] = parent, true
		}
	}
}

// covered reports whether a column has a text above a row already.
func (s *sheet) covered(own [][]string, i, j int) bool {
	for k := range i {
		if own[k][j] != "" && (j == 0 || own[k][j-1] != own[k][j]) {
			return true
		}
	}
	return false
}

// orphan takes the inherited parents from columns with no text of their own, or
// only signs, whose siblings have one.
func (s *sheet) orphan(out []heading, rows []int, own [][]string, merged [][]bool) {
	for j := range out {
		h := &out[j]
		if len(h.path) == 0 {
			continue
		}
		deepest := -1
		for i := range rows {
			if own[i][j] != "" {
				deepest = i
			}
		}
		parent, signs := deepest, onlySigns(own[deepest][j])
		for signs && parent >= 0 && (parent == deepest || own[parent][j] == "") {
			parent--
		}
		if parent < 0 || !merged[parent][j] {
			continue
		}
		first, last, words := family(own, parent, j)
		switch {
		case first == last:
		case words || signs:
			h.path, h.own = nil, false
			if signs {
				h.path = []string{own[deepest][j]}
			}
		default:
			h.shared = first + 1
		}
	}
}

// family gives the columns that have the same parent as column j, and whether
// another of them has words or signs below it.
func family(own [][]string, parent, j int) (first, last int, words bool) {
	same := func(k int) bool { return k >= 0 && k < len(own[parent]) && own[parent][k] == own[parent][j] }
	first, last = j, j
	for same(first - 1) {
		first--
	}
	for same(last + 1) {
		last++
	}
	for k := first; k <= last; k++ {
		for i := parent + 1; i < len(own); i++ {
			words = words || k != j && own[i][k] != ""
		}
	}
	return first, last, words
}

// onlySigns reports whether a heading has no letters but those that number
// columns: "(1)", "…", "*", "+/-".
func onlySigns(text string) bool {
	lower := strings.ToLower(text)
	if numberingCell.MatchString(lower) && lower != "s" && lower != "c" {
		return true
	}
	return strings.IndexFunc(lower, isLetterRune) < 0 && !strings.Contains(lower, "%") && !isYearText(lower)
}

func isYearText(s string) bool { n := number(s); return n >= 2000 && n <= 2100 }

// sameHead reports whether a row repeats one of a header's rows, as printed pages
// do.
func (s *sheet) sameHead(rows []int, row, left, right int) bool {
	return slices.ContainsFunc(rows, func(head int) bool {
		same, other := 0, 0
		for col := left; col < right; col++ {
			a, b := s.word(row, col), s.word(head, col)
			switch {
			case a.fold == b.fold && a.fold != "":
				same++
			case a.fold != b.fold:
				other++
			}
		}
		return same >= 2 && other == 0 || same >= 1 && other == 0 && right-left <= 2
	})
}
