package official

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"tonghop/model/office"
)

// maxRows and maxCols bound a form's sheet: a page with its texts, not data.
const maxRows, maxCols = 500, 200

// A sheet is one sheet of a form as it was before filling.
type sheet struct {
	name    string
	rows    int
	cols    int
	cells   map[at]*cell
	styles  map[at]int
	formula map[at]bool
	heights []float64 // by row from 1, in points
	widths  []float64 // by column from 1, in characters
	merges  []rect
	unitRow int            // the row that repeats a unit; 0 for none
	bandRow int            // the first row that repeats an indicator; 0 for none
	typeRow int            // the first row that repeats a type of units; 0 for none
	lists   map[int]string // rows that repeat an entry of a list, with their marks
	block   block
	pins    map[int]int // column → index of the indicator pinned to it
	faults  []error     // of its placeholders by themselves
}

type at struct{ row, col int }

type rect struct{ row, col, endRow, endCol int } // ends included

// rows is how many rows beyond the first the rectangle spans.
func (r rect) rows() int { return r.endRow - r.row }

// A span is rows or columns, the ends included; the zero span is empty.
type span struct{ first, last int }

func (s span) n() int {
	if s.first == 0 {
		return 0
	}
	return s.last - s.first + 1
}

func (s span) has(i int) bool { return s.first != 0 && i >= s.first && i <= s.last }

// A block is the run of columns that stretches to the indicators or days.
type block struct {
	span
	parts bool // days or months instead of indicators
}

// A cell is one filled cell of a form.
type cell struct {
	text   string
	tokens []token
	marks  []string
	slip   bool // a name was mistyped: what is read here is a guess
}

func (c *cell) says(name string) bool {
	return slices.ContainsFunc(c.tokens, func(t token) bool { return t.word != nil && t.word.name == name })
}

// needs is all that the cell's words need.
func (c *cell) needs() needs {
	var n needs
	for _, t := range c.tokens {
		switch {
		case t.id != "":
			n |= t.word.needs &^ needIndicator
		case t.word != nil:
			n |= t.word.needs
		}
	}
	return n
}

func (c *cell) literal() bool {
	return len(c.marks) == 0 && !slices.ContainsFunc(c.tokens, token.isWord)
}

func (t token) isWord() bool { return t.word != nil }

// scan reads all sheets of a form and checks them. Every fault is a FormError.
func scan(f *excelize.File, form string, p *office.Programme) ([]*sheet, error) {
	var faults []error
	var sheets []*sheet
	names := f.GetSheetList()
	marks := map[string]string{}
	for _, want := range needed(form) {
		marks[want.name] = want.mark
		if !slices.Contains(names, want.name) {
			faults = append(faults, &FormError{Sheet: want.name, Code: faultSheetMissing, Args: []string{quotedSheets(form)}})
		}
	}
	words := newVocabulary()
	for _, name := range names {
		s, err := scanSheet(f, name, words)
		if err == nil {
			err = s.check(p, marks[name])
		}
		if err = errors.Join(append(s.faults, err)...); err != nil {
			faults = append(faults, err)
		}
		sheets = append(sheets, s)
	}
	return sheets, errors.Join(faults...)
}

func quotedSheets(form string) string {
	var all []string
	for _, want := range needed(form) {
		all = append(all, fmt.Sprintf("%q", want.name))
	}
	return strings.Join(all, ", ")
}

func scanSheet(f *excelize.File, name string, words vocabulary) (*sheet, error) {
	s := &sheet{name: name, cells: map[at]*cell{}, styles: map[at]int{}, formula: map[at]bool{}, pins: map[int]int{}, lists: map[int]string{}}
	grid, err := f.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		return s, err
	}
	for r, row := range grid {
		for c, text := range row {
			if text == "" {
				continue
			}
			s.rows, s.cols = max(s.rows, r+1), max(s.cols, c+1)
			tokens, marks, wrong := words.tokens(text)
			for _, fault := range wrong {
				fault.Sheet, fault.Cell = name, cellName(c+1, r+1)
				s.faults = append(s.faults, fault)
			}
			s.cells[at{r + 1, c + 1}] = &cell{text, tokens, marks, len(wrong) > 0}
		}
	}
	s.readNames(f, words)
	if err := s.readMerges(f); err != nil {
		return s, err
	}
	if s.rows > maxRows || s.cols > maxCols {
		return s, s.fault(at{s.rows, s.cols}, faultTooLarge, maxRows, maxCols)
	}
	return s, s.readLook(f)
}

// readNames takes a cell that the office named as a placeholder is named, in the
// name box, for that placeholder. What the cell says by braces goes before.
func (s *sheet) readNames(f *excelize.File, words vocabulary) {
	for _, n := range f.GetDefinedName() {
		m := sheetRange.FindStringSubmatch(n.RefersTo)
		if m == nil || strings.ReplaceAll(m[1], "''", "'")+m[2] != s.name || words[n.Name] == nil {
			continue
		}
		a, err := corner(m[3], m[4])
		if c := s.cells[a]; err != nil || c != nil && !c.literal() {
			continue
		}
		s.cells[a] = &cell{text: braced(n.Name), tokens: []token{{word: words[n.Name]}}}
		s.rows, s.cols = max(s.rows, a.row), max(s.cols, a.col)
	}
}

func (s *sheet) readMerges(f *excelize.File) error {
	merged, err := f.GetMergeCells(s.name, true)
	if err != nil {
		return err
	}
	for _, m := range merged {
		c1, r1, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		c2, r2, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
		s.merges = append(s.merges, rect{r1, c1, r2, c2})
		s.rows, s.cols = max(s.rows, r2), max(s.cols, c2)
	}
	return nil
}

// readLook reads styles, heights, widths and where formulas stand.
func (s *sheet) readLook(f *excelize.File) error {
	s.heights, s.widths = make([]float64, s.rows+1), make([]float64, s.cols+1)
	var err error
	for r := 1; r <= s.rows; r++ {
		if s.heights[r], err = f.GetRowHeight(s.name, r); err != nil {
			return err
		}
		for c := 1; c <= s.cols; c++ {
			if s.styles[at{r, c}], err = f.GetCellStyle(s.name, cellName(c, r)); err != nil {
				return err
			}
			formula, err := f.GetCellFormula(s.name, cellName(c, r))
			if err != nil {
				return err
			}
			s.formula[at{r, c}] = formula != ""
		}
	}
	for c := 1; c <= s.cols; c++ {
		if s.widths[c], err = f.GetColWidth(s.name, columnName(c)); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheet) fault(a at, code string, args ...any) *FormError {
	e := newFault(code, args...)
	e.Sheet, e.Cell = s.name, cellName(a.col, a.row)
	return e
}

// ordered gives the filled cells by rows, then columns.
func (s *sheet) ordered() []at {
	places := make([]at, 0, len(s.cells))
	for a := range s.cells {
		places = append(places, a)
	}
	slices.SortFunc(places, func(a, b at) int {
		if a.row != b.row {
			return a.row - b.row
		}
		return a.col - b.col
	})
	return places
}

// find gives the first cell that says a word.
func (s *sheet) find(name string) (at, bool) {
	for _, a := range s.ordered() {
		if s.cells[a].says(name) {
			return a, true
		}
	}
	return at{}, false
}

// A band is rows that repeat, with the mark of the last of them.
type band struct {
	span
	mark string
}

// bandAt is the band that a row belongs to; the zero band is none. That of the
// units takes in the rows above it that repeat an indicator or a type of units.
func (s *sheet) bandAt(row int) band {
	if mark, ok := s.lists[row]; ok {
		return band{span{row, row}, mark}
	}
	first := s.unitRow
	for _, r := range []int{s.bandRow, s.typeRow} {
		if r != 0 {
			first = min(first, r)
		}
	}
	if units := (span{first, s.unitRow}); units.has(row) {
		return band{units, markUnit}
	}
	return band{}
}

// repeats reports whether a row is in a band.
func (s *sheet) repeats(row int) bool { return s.bandAt(row).n() > 0 }

// leftOut: a sheet that lists what a replacing report changes has no place in
// one that replaces none, nor a list of entries where there are none, nor what
// the office is to edit on paper.
func (s *sheet) leftOut(d *data) bool {
	if d.Paper && (s.name == sheetRemarks || s.name == sheetProse) {
		return true
	}
	for _, mark := range s.lists {
		if mark == markChange && d.Replaces == "" || mark == markEntered && len(d.entered) == 0 {
			return true
		}
	}
	return false
}

func braced(name string) string { return "{{" + strings.TrimSpace(name) + "}}" }
