// Package workbench shows how a workbook was understood: what a question about a
// heading rests on, a sheet as a picture of its cells, and in which order the
// questions of all workbooks are asked. It is pure; it reads nothing anew.
package workbench

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// Evidence is what a question rests on, as it stands in the workbook.
type Evidence struct {
	// Figures is how many figures are behind the question.
	Figures int
	// Cut is a piece of the sheet: the heading, and the latest lines under it.
	Cut Cut
	// Sums are what the latest months would come to, the latest first.
	Sums []Sum
}

// A Cut is a piece of a sheet, of rows and columns that need not adjoin.
type Cut struct {
	Tab  string
	Cols []string // by their letters
	Rows []CutRow
}

// A CutRow is a row of a Cut.
type CutRow struct {
	Number int // as the sheet counts, from 1
	Cells  []CutCell
}

// A CutCell is a cell as it is shown.
type CutCell struct {
	Text string
	// Asked tells that the question is about it: its heading, or a figure of it.
	Asked bool
}

// A Sum is what the figures of one month of one tab add up to.
type Sum struct {
	Tab       string
	Month     calendar.Day // its first day; 0 where the days are not known
	Indicator string       // "" where the figures are of none
	Figures   int
	Total     int64
	// Own is the sheet's own total of the same; nil where it states none.
	Own *Own
}

// Own is a total that a sheet states itself.
type Own struct {
	Label, Cell string // the text beside it, and its address
	Value       int64
}

// Agrees reports whether the sheet's own total says the same.
func (s *Sum) Agrees() bool { return s.Own != nil && s.Own.Value == s.Total }

// How much evidence is shown.
const (
	cutLines  = 3
	cutBeside = 1 // columns of neighbours on each side
	cutCols   = 7 // columns of a whole table
	maxSums   = 3
)

// A figure is a cell that a question is about.
type figure struct {
	row, col  int
	day       calendar.Day // 0 where it is not known
	value     int64
	stated    bool // the value is known
	indicator string
}

// EvidenceOf gives, by the questions' IDs, what questions of a workbook rest on. adds
// tells of which indicators the days add up.
func EvidenceOf(b *grid.Book, r *office.Reading, questions []office.Question, adds func(indicator string) bool) map[string]Evidence {
	all := map[string]Evidence{}
	if len(questions) == 0 {
		return all
	}
	f := framesOf(b, r)
	for i := range questions {
		all[questions[i].ID] = f.evidence(&questions[i], adds)
	}
	return all
}

func (f *frames) evidence(q *office.Question, adds func(string) bool) Evidence {
	byTab := map[string][]figure{}
	e := Evidence{}
	for i := range q.Places {
		at := &q.Places[i]
		if s := f.of(at.Tab); s != nil && byTab[at.Tab] == nil {
			byTab[at.Tab] = s.figures(q)
			e.Figures += len(byTab[at.Tab])
		}
	}
	latest := ""
	for tab, figures := range byTab {
		slices.SortStableFunc(figures, func(a, b figure) int {
			return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
		})
		if len(figures) > 0 && (latest == "" || lastDay(figures) > lastDay(byTab[latest]) || lastDay(figures) == lastDay(byTab[latest]) && tab < latest) {
			latest = tab
		}
	}
	if latest != "" {
		e.Cut = f.of(latest).cut(q, byTab[latest])
	}
	for tab, figures := range byTab {
		e.Sums = append(e.Sums, f.of(tab).sums(q, figures, adds)...)
	}
	slices.SortFunc(e.Sums, func(a, b Sum) int {
		return cmp.Or(cmp.Compare(b.Month, a.Month), cmp.Compare(b.Figures, a.Figures), cmp.Compare(a.Tab, b.Tab), cmp.Compare(a.Indicator, b.Indicator))
	})
	most := maxSums
	if q.Whole() {
		most *= 2 // one an indicator
	}
	e.Sums = e.Sums[:min(len(e.Sums), most)]
	return e
}

func lastDay(figures []figure) calendar.Day {
	if len(figures) == 0 {
		return 0
	}
	return figures[len(figures)-1].day
}

// frames are the tabs of a workbook with what was read of each.
type frames struct {
	reading *office.Reading
	tabs    map[string]*frame
}

// A frame is one tab.
type frame struct {
	*frames
	tab    *grid.Tab
	tables []*office.Table
	// rowDay and colDay are the days of the lines that were read.
	rowDay, colDay map[int]calendar.Day
	waits          bool // it is asked as a whole whether it is to be read
}

func framesOf(b *grid.Book, r *office.Reading) *frames {
	f := &frames{reading: r, tabs: map[string]*frame{}}
	for i := range b.Tabs {
		t := &b.Tabs[i]
		f.tabs[t.Title] = &frame{frames: f, tab: t, rowDay: map[int]calendar.Day{}, colDay: map[int]calendar.Day{}}
	}
	for i := range r.Tables {
		if s := f.tabs[r.Tables[i].Tab]; s != nil {
			s.tables = append(s.tables, &r.Tables[i])
		}
	}
	note := func(x *office.Tally) {
		row, col, ok := grid.ParseAddress(x.Cell)
		if s := f.tabs[x.Tab]; ok && s != nil {
			if s.wide(row, col) {
				s.colDay[col] = x.Day
			} else {
				s.rowDay[row] = x.Day
			}
		}
	}
	for i := range r.Tallies {
		note(&r.Tallies[i])
	}
	for i := range r.Proposals {
		for k := range r.Proposals[i].Tallies {
			note(&r.Proposals[i].Tallies[k])
		}
	}
	return f
}

func (f *frames) of(tab string) *frame { return f.tabs[tab] }

// wide reports whether a cell lies in a table whose lines are columns.
func (s *frame) wide(row, col int) bool {
	t := s.tableAt(row, col)
	return t != nil && t.Layout == "wide"
}

// tableAt gives the table in which a cell most likely lies: among those of its tab
// the one whose heading is nearest above or beside it.
func (s *frame) tableAt(row, col int) *office.Table {
	var best *office.Table
	far := 0
	for _, t := range s.tables {
		head, ok := rangeOf(string(t.Header))
		if !ok || row < head.Row {
			continue
		}
		away := row - head.Row
		if col < head.Col {
			away += 10_000
		}
		if t.Layout != "wide" && col >= head.EndCol {
			away += 1_000
		}
		if best == nil || away < far {
			best, far = t, away
		}
	}
	return best
}

// rangeOf reads a range or an address in A1 notation.
func rangeOf(a1 string) (grid.Range, bool) {
	first, last, _ := strings.Cut(a1, ":")
	row, col, ok := grid.ParseAddress(first)
	endRow, endCol, ok2 := grid.ParseAddress(cmp.Or(last, first))
	return grid.Range{Row: row, Col: col, EndRow: endRow + 1, EndCol: endCol + 1}, ok && ok2
}

// figures gives the cells of a tab that a question is about.
func (s *frame) figures(q *office.Question) (all []figure) {
	for i := range q.Tallies {
		if x := &q.Tallies[i]; x.Tab == s.tab.Title {
			all = s.tally(all, x)
		}
	}
	if len(all) > 0 {
		return all
	}
	for i := range q.Places {
		at := &q.Places[i]
		if at.Tab != s.tab.Title {
			continue
		}
		if q.Taken {
			for k := range s.reading.Tallies {
				if x := &s.reading.Tallies[k]; x.Tab == at.Tab && x.Indicator == q.Meaning.Indicator && inLine(x.Cell, at.Cell) {
					all = s.tally(all, x)
				}
			}
			continue
		}
		all = append(all, s.accounted(at.Cell, q.Open)...)
	}
	return all
}

func (s *frame) tally(all []figure, x *office.Tally) []figure {
	if row, col, ok := grid.ParseAddress(x.Cell); ok {
		all = append(all, figure{row, col, x.Day, x.Value, true, x.Indicator})
	}
	return all
}

// inLine reports whether a cell lies in a column or a row, which an address names
// as well.
func inLine(cell, line string) bool {
	letters, digits := office.SplitCell(cell)
	inLetters, inDigits := office.SplitCell(line)
	return (inLetters == "" || inLetters == letters) && (inDigits == "" || inDigits == digits) || inLetters != "" && inDigits != "" && inLetters == letters
}

// accounted gives the cells under or beside a heading that were not taken. Of a
// column the heading is told by its letters where it is not understood, so that an
// address is that of a label in a list.
func (s *frame) accounted(at string, open bool) (all []figure) {
	letters, digits := office.SplitCell(at)
	headRow, headCol, _ := grid.ParseAddress(cmp.Or(letters, "A") + cmp.Or(digits, "1"))
	along := letters == "" || digits != "" && (open || s.wide(headRow, headCol)) // its figures stand in its row
	for i := range s.reading.Account {
		a := &s.reading.Account[i]
		x, ok := rangeOf(a.Cell)
		if !ok || a.Tab != s.tab.Title || a.As != office.AsFinding && a.As != office.AsProposed {
			continue
		}
		for row := x.Row; row < x.EndRow; row++ {
			switch c := s.tab.At(row, x.Col); {
			case along && (row != headRow || x.Col == headCol && letters != ""):
			case !along && (x.Col != headCol || digits != "" && row <= headRow):
			case c.Kind == grid.Number || c.Kind == grid.Text && strings.ContainsAny(c.Text, "0123456789"):
				n, stated := plain(&c)
				all = append(all, figure{row, x.Col, cmp.Or(s.rowDay[row], s.colDay[x.Col]), n, stated, ""})
			}
		}
	}
	return all
}

// plain reads a cell that holds nothing but a whole number.
func plain(c *grid.Cell) (int64, bool) {
	if c.Kind == grid.Number && c.Number == float64(int64(c.Number)) {
		return int64(c.Number), true
	}
	n, err := strconv.ParseInt(strings.TrimSpace(c.Text), 10, 64)
	return n, err == nil && c.Kind == grid.Text
}
