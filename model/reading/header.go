package reading

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"tonghop/model/grid"
)

// maxHeader is how many rows a header may span.
const maxHeader = 3

// A heading is one column's texts from the top of the header to its foot.
type heading struct {
	path []string // each text once, merged parents first
	loud bool     // a running-total parent stands above, merged or not
}

func (h *heading) text() string { return strings.Join(h.path, " ") }

// A header is where a long table begins.
type header struct {
	first, end int // rows, end exclusive
	dateAt     int
	headings   []heading
}

// isDateHead reports whether a text heads the column of days for certain.
func isDateHead(w *word) bool {
	return dateHeads[w.fold] || strings.Contains(w.lower, "(") && dateHeads[foldText(brackets.ReplaceAllString(w.lower, " "))]
}

// rowOfTexts reports whether a row holds texts only, none of them a date: what
// a row of a header must be.
func (s *sheet) rowOfTexts(row int) (texts int, ok bool) {
	if row < 0 || row >= len(s.tab.Rows) {
		return 0, false
	}
	for col, c := range s.tab.Rows[row] {
		switch {
		case c.Kind == grid.Blank && !c.Formula:
		case c.Kind != grid.Text:
			return texts, false
		default:
			w := s.word(row, col)
			if w.clean == "" {
				continue
			}
			if k := dateOf(w).kind; k != dateNone {
				return texts, false
			}
			texts++
		}
	}
	return texts, texts > 0
}

var numberingCell = regexp.MustCompile(`^(?:[(\[]?\d{1,2}[)\]]?|[(\[]?[a-zđ][)\]]?)(?: ?= ?[(\[]?\d.*)?$`)

// columnLetters number columns, in their order.
const columnLetters = "abcdđefghijklmnopqrstuvwxyz"

// isNumbering recognises the row under a header that numbers its columns: "A B
// 1 2 3=1+2", "(1) (2)". Plain digits count too, and certain is false for them.
// Letters rise from A, or from B where the first column has none: an x marks
// something else.
func (s *sheet) isNumbering(row int) (is, certain bool) {
	if row >= len(s.tab.Rows) {
		return false, false
	}
	n, next, last := 0, 1, -1
	for col, c := range s.tab.Rows[row] {
		text := s.word(row, col).lower
		if c.Kind == grid.Number {
			text = strconv.FormatFloat(c.Number, 'f', -1, 64)
		}
		if c.Kind == grid.Date || c.Kind == grid.Error || c.Kind == grid.Bool {
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

// headings joins the texts of rows first to end, column by column.
func (s *sheet) headings(first, end int) []heading {
	width := 0
	for r := first; r < end; r++ {
		width = max(width, s.width(r))
	}
	out := make([]heading, width)
	for r := first; r < end; r++ {
		wide := map[int]bool{}
		for _, m := range s.byRow[r] {
			wide[m.Col] = m.EndCol > m.Col+1
		}
		running := false // an unmerged parent speaks for the blanks behind it
		for col := range out {
			w := s.word(r, col)
			switch {
			case w.clean != "":
				running = r < end-1 && !wide[col] && saysRunning.MatchString(w.fold)
			case running:
				out[col].loud = true
			}
			out[col].push(w.clean)
		}
		for _, m := range s.byRow[r] {
			text := s.word(m.Row, m.Col).clean
			for col := m.Col + 1; col < min(m.EndCol, width); col++ {
				out[col].push(text)
			}
		}
	}
	return out
}

func (h *heading) push(text string) {
	if text != "" && (len(h.path) == 0 || h.path[len(h.path)-1] != text) {
		h.path = append(h.path, text)
	}
}

// meaningOf gives what a heading means: all its texts joined, else without
// its outermost parents, down to the child alone if that fits one indicator.
func (d *dictionary) meaningOf(h *heading) *matches {
	if len(h.path) == 0 {
		return &matches{}
	}
	whole := d.match(h.text())
	if len(whole.all) > 0 || len(h.path) == 1 || h.foreign() {
		return whole
	}
	for i := 1; i < len(h.path); i++ {
		m := d.match(strings.Join(h.path[i:], " "))
		if len(m.all) > 0 {
			found := *m
			found.running = found.running || whole.running
			found.monthly = found.monthly || whole.monthly
			found.daily = !found.running && (found.daily || whole.daily)
			return &found
		}
	}
	if m := d.withSpan(h); m != nil {
		return m
	}
	return whole
}

// withSpan reads "Hướng dẫn › Lũy kế" and "Lũy kế › Hướng dẫn": one of the
// texts only tells the span.
func (d *dictionary) withSpan(h *heading) *matches {
	for i := len(h.path) - 1; i > 0; i-- {
		fold := foldText(strings.ToLower(h.path[i]))
		running := runningPhrase.FindString(fold) == strings.TrimPrefix(fold, "so ")
		if !running && dailyPhrase.FindString(fold) != fold && fold != "ngay" {
			continue
		}
		rest := &heading{path: h.path[:i]}
		if m := d.meaningOf(rest); len(m.all) > 0 {
			found := *m
			found.running, found.daily = running, !running
			found.monthly = monthlyPhrase.MatchString(fold)
			return &found
		}
	}
	return nil
}

// foreign reports whether a parent speaks of plans, rates or comparisons.
func (h *heading) foreign() bool {
	for _, p := range h.path[:len(h.path)-1] {
		fold := foldText(strings.ToLower(p))
		for _, f := range foreign {
			if fold == f || strings.HasPrefix(fold, f+" ") {
				return true
			}
		}
	}
	return false
}
