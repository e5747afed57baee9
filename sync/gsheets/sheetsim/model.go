package sheetsim

import (
	"maps"
	"slices"
	"strings"
)

// A book is a spreadsheet. Once it stands in a file it is never changed:
// edits are made on a clone that takes its place.
type book struct {
	id       string
	props    obj // SpreadsheetProperties
	sheets   []*sheet
	named    []obj // NamedRange
	metadata []metadatum
	other    obj // further parts of the resource, kept as loaded
}

// A sheet is one tab: a grid of a stated size whose rows of cells end with the
// last cell that exists.
type sheet struct {
	id         int
	title      string
	props      obj // SheetProperties without sheetId, title, index and sizes
	rows, cols int
	cells      [][]cell
	rowProps   map[int]obj // DimensionProperties that differ from the default
	colProps   map[int]obj
	merges     []span
	lists      map[string][]obj // the lists of sheetLists, by field
	filter     obj              // BasicFilter
	other      obj              // further parts of the resource, kept as loaded
}

// sheetLists are the fields of a Sheet that hold lists of objects with grid
// ranges, which move with the grid.
var sheetLists = []string{"protectedRanges", "conditionalFormats", "charts", "rowGroups", "columnGroups",
	"bandedRanges", "filterViews", "slicers", "tables"}

// A span is a rectangle of cells, from 0, the ends exclusive.
type span struct{ r0, c0, r1, c1 int }

func (s span) empty() bool { return s.r1 <= s.r0 || s.c1 <= s.c0 }

func (s span) intersects(o span) bool {
	return s.r0 < o.r1 && o.r0 < s.r1 && s.c0 < o.c1 && o.c0 < s.c1
}

func (s span) contains(o span) bool {
	return s.r0 <= o.r0 && s.c0 <= o.c0 && s.r1 >= o.r1 && s.c1 >= o.c1
}

func (s span) intersect(o span) span {
	return span{max(s.r0, o.r0), max(s.c0, o.c0), min(s.r1, o.r1), min(s.c1, o.c1)}
}

const (
	maxCells   = 10_000_000
	maxColumns = 18_278
	maxText    = 50_000
)

func (b *book) clone() *book {
	out := *b
	out.sheets = make([]*sheet, len(b.sheets))
	for i, sh := range b.sheets {
		out.sheets[i] = sh.clone()
	}
	out.named = slices.Clone(b.named)
	out.metadata = slices.Clone(b.metadata)
	return &out
}

func (s *sheet) clone() *sheet {
	out := *s
	out.rowProps, out.colProps = maps.Clone(s.rowProps), maps.Clone(s.colProps)
	out.merges = slices.Clone(s.merges)
	out.lists = make(map[string][]obj, len(s.lists))
	for k, v := range s.lists {
		out.lists[k] = slices.Clone(v)
	}
	total := 0
	for _, row := range s.cells {
		total += len(row)
	}
	all := make([]cell, 0, total)
	out.cells = make([][]cell, len(s.cells))
	for i, row := range s.cells {
		from := len(all)
		all = append(all, row...)
		out.cells[i] = all[from:len(all):len(all)]
	}
	return &out
}

// sheetByID finds a tab by its id.
func (b *book) sheetByID(id int) *sheet {
	for _, sh := range b.sheets {
		if sh.id == id {
			return sh
		}
	}
	return nil
}

// sheetByTitle finds a tab by its title, whatever its case.
func (b *book) sheetByTitle(title string) *sheet {
	for _, sh := range b.sheets {
		if strings.EqualFold(sh.title, title) {
			return sh
		}
	}
	return nil
}

// firstVisible is the tab that a bare cell reference means.
func (b *book) firstVisible() *sheet {
	for _, sh := range b.sheets {
		if !boolean(sh.props, "hidden") {
			return sh
		}
	}
	return b.sheets[0]
}

func (b *book) cellCount() int {
	n := 0
	for _, sh := range b.sheets {
		n += sh.rows * sh.cols
	}
	return n
}

func (b *book) locale() string { return str(b.props, "locale") }

func (s *sheet) whole() span { return span{0, 0, s.rows, s.cols} }

// at gives a cell, the zero one where none exists.
func (s *sheet) at(row, col int) cell {
	if row < 0 || col < 0 || row >= len(s.cells) || col >= len(s.cells[row]) {
		return cell{}
	}
	return s.cells[row][col]
}

// put stores a cell within the grid and keeps the rows trimmed.
func (s *sheet) put(row, col int, c cell) {
	if c.absent() {
		if row < len(s.cells) && col < len(s.cells[row]) {
			s.cells[row][col] = cell{}
			s.trim(row)
		}
		return
	}
	for len(s.cells) <= row {
		s.cells = append(s.cells, nil)
	}
	if need := col + 1 - len(s.cells[row]); need > 0 {
		s.cells[row] = append(s.cells[row], make([]cell, need)...)
	}
	s.cells[row][col] = c
}

// trim ends a row with its last cell, and the sheet with its last row.
func (s *sheet) trim(row int) {
	s.cells[row] = trimRow(s.cells[row])
	s.trimEnd()
}

func trimRow(r []cell) []cell {
	for len(r) > 0 && r[len(r)-1].absent() {
		r = r[:len(r)-1]
	}
	return r
}

func (s *sheet) trimEnd() {
	for len(s.cells) > 0 && len(s.cells[len(s.cells)-1]) == 0 {
		s.cells = s.cells[:len(s.cells)-1]
	}
}

// tidy trims every row.
func (s *sheet) tidy() {
	for i, row := range s.cells {
		s.cells[i] = trimRow(row)
	}
	s.trimEnd()
}

// resize sets the size of the grid; what lies beyond it is gone.
func (s *sheet) resize(rows, cols int) {
	s.rows, s.cols = rows, cols
	if len(s.cells) > rows {
		s.cells = s.cells[:rows]
	}
	for i, row := range s.cells {
		s.cells[i] = row[:min(len(row), cols)]
	}
	s.tidy()
	maps.DeleteFunc(s.rowProps, func(i int, _ obj) bool { return i >= rows })
	maps.DeleteFunc(s.colProps, func(i int, _ obj) bool { return i >= cols })
	s.merges = slices.DeleteFunc(s.merges, func(m span) bool { return !s.whole().contains(m) })
}

// dims gives the properties of the rows or of the columns.
func (s *sheet) dims(rows bool) map[int]obj {
	if rows {
		if s.rowProps == nil {
			s.rowProps = map[int]obj{}
		}
		return s.rowProps
	}
	if s.colProps == nil {
		s.colProps = map[int]obj{}
	}
	return s.colProps
}
