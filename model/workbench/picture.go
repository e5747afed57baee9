package workbench

import (
	"slices"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// A Picture is a window on one tab of a workbook, with what everything in it was
// understood as.
type Picture struct {
	Tabs []string // the titles of all tabs, in their order
	Tab  string
	// Blocks are the tables that were recognised in the tab.
	Blocks []Block
	// Row and Col are where the window begins, from 0; Rows and Cols how many the
	// tab has.
	Row, Col, Rows, Cols int
	Columns              []Column
	Lines                []Line
	// Whole are the questions about the tab or a table of it as such.
	Whole []*office.Question
}

// A Block is a table of the tab.
type Block struct {
	Layout      string // "long" or "wide"
	Header      string // where its heading stands, A1
	First, Last calendar.Day
	Units       []string
	Fields      []Field
}

// A Field is a column or a row of a block, and what it was taken for.
type Field struct {
	At, Says string
	Means
}

// Means is what a column, a row or a cell was taken for.
type Means struct {
	Role      string // as office.Column has it: indicator, proposed, text, date, unit, ignored, unknown
	Indicator string
	Taught    bool // as the office said
}

// A Column is one column of the window.
type Column struct {
	Letters string
	Means   []Means // of the blocks that are long; several where they differ
	Day     calendar.Day
}

// A Line is one row of the window.
type Line struct {
	Number int     // as the sheet counts, from 1
	Means  []Means // of the blocks that are wide
	Day    calendar.Day
	Cells  []PictureCell
}

// A PictureCell is a cell of the window.
type PictureCell struct {
	Text string
	// As is what became of it, where it bears a number, a date or a formula; ""
	// elsewhere.
	As office.AccountedAs
	// Question is what may be answered at this heading; nil elsewhere.
	Question *office.Question
}

// The largest window.
const (
	WindowRows = 40
	WindowCols = 14
)

// PictureOf shows a tab of a workbook from a row and a column on; a tab of another
// title than any is the first. questions are those of the workbook.
func PictureOf(b *grid.Book, r *office.Reading, questions []office.Question, title string, row, col int) Picture {
	p := Picture{}
	for i := range b.Tabs {
		p.Tabs = append(p.Tabs, b.Tabs[i].Title)
	}
	if len(p.Tabs) == 0 {
		return p
	}
	if !slices.Contains(p.Tabs, title) {
		title = p.Tabs[0]
	}
	s := framesOf(b, r).of(title)
	p.Tab, p.Rows, p.Cols = title, len(s.tab.Rows), s.tab.Width()
	p.Row, p.Col = within(row, p.Rows), within(col, p.Cols)
	s.draw(&p, questions)
	return p
}

func within(at, n int) int { return max(0, min(at, n-1)) }

func (s *frame) draw(p *Picture, questions []office.Question) {
	for _, t := range s.tables {
		p.Blocks = append(p.Blocks, blockOf(t))
	}
	endRow, endCol := min(p.Rows, p.Row+WindowRows), min(p.Cols, p.Col+WindowCols)
	for i := range questions {
		if q := &questions[i]; q.Whole() && !q.Taken && q.Tab == p.Tab {
			p.Whole = append(p.Whole, q)
			s.waits = true
		}
	}
	as, asked := s.fates(p.Row, endRow, p.Col, endCol), s.asked(questions)
	for col := p.Col; col < endCol; col++ {
		p.Columns = append(p.Columns, Column{Letters: grid.ColumnName(col), Means: s.meansAt(grid.ColumnName(col), "long"), Day: s.colDay[col]})
	}
	for row := p.Row; row < endRow; row++ {
		line := Line{Number: row + 1, Means: s.meansAt(rowName(row), "wide"), Day: s.rowDay[row]}
		for col := p.Col; col < endCol; col++ {
			c := s.tab.At(row, col)
			cell := PictureCell{Text: Shown(&c), Question: asked[[2]int{row, col}]}
			if !c.Empty() && (c.Kind != grid.Text || strings.ContainsAny(c.Text, "0123456789")) {
				cell.As = as[[2]int{row, col}]
			}
			line.Cells = append(line.Cells, cell)
		}
		p.Lines = append(p.Lines, line)
	}
}

func rowName(row int) string {
	_, digits := office.SplitCell(grid.Address(row, 0))
	return digits
}

func blockOf(t *office.Table) Block {
	b := Block{Layout: t.Layout, Header: string(t.Header), First: t.First, Last: t.Last, Units: t.Units}
	for i := range t.Columns {
		c := &t.Columns[i]
		b.Fields = append(b.Fields, Field{At: c.At, Says: strings.Join(strings.Fields(c.Header), " "), Means: meansOf(c)})
	}
	return b
}

func meansOf(c *office.Column) Means {
	return Means{Role: c.Role, Indicator: c.Indicator, Taught: c.How == "taught"}
}

// meansAt gives what a column or a row was taken for, by the blocks of one layout.
func (s *frame) meansAt(name, layout string) (all []Means) {
	for _, t := range s.tables {
		for i := range t.Columns {
			m := meansOf(&t.Columns[i])
			if s.waits && m.Role == "indicator" {
				m.Role = "proposed"
			}
			if t.Layout == layout && t.Columns[i].At == name && !slices.Contains(all, m) {
				all = append(all, m)
			}
		}
	}
	return all
}

// fates tells what became of the cells of a window.
func (s *frame) fates(row, endRow, col, endCol int) map[[2]int]office.AccountedAs {
	as := map[[2]int]office.AccountedAs{}
	for i := range s.reading.Account {
		a := &s.reading.Account[i]
		x, ok := rangeOf(a.Cell)
		if !ok || a.Tab != s.tab.Title {
			continue
		}
		for r := max(x.Row, row); r < min(x.EndRow, endRow); r++ {
			for c := max(x.Col, col); c < min(x.EndCol, endCol); c++ {
				as[[2]int{r, c}] = a.As
			}
		}
	}
	return as
}

// asked finds the heading of each question in this tab; one that waits goes before
// one that does not.
func (s *frame) asked(questions []office.Question) map[[2]int]*office.Question {
	at := map[[2]int]*office.Question{}
	for i := range questions {
		q := &questions[i]
		for k := range q.Places {
			place := &q.Places[k]
			if place.Tab != s.tab.Title {
				continue
			}
			row, col := s.firstLine(place.Cell)
			if r, c, ok := s.heading(place.Cell, row, col, false); ok && (at[[2]int{r, c}] == nil || !q.Taken) {
				at[[2]int{r, c}] = q
			}
		}
	}
	return at
}

// firstLine is a cell of the first figures that an address of a column or a row may
// mean.
func (s *frame) firstLine(cell string) (row, col int) {
	for _, t := range s.tables {
		head, ok := rangeOf(string(t.Header))
		if !ok {
			continue
		}
		for i := range t.Columns {
			if t.Columns[i].At == cell {
				return head.EndRow, head.EndCol
			}
		}
	}
	return len(s.tab.Rows), s.tab.Width()
}
