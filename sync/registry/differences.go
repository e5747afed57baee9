package registry

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tonghop/model"
	"tonghop/model/grid"
)

// differences compares a file that was edited with the draft, cell by cell.
// False means that one of them is no workbook, such as a scan.
func (g *Registry) differences(draft File, edited *Print) ([]model.CellDifference, bool) {
	before, err := g.Decode(draft.Name, draft.Bytes)
	if err != nil {
		return nil, false
	}
	after, err := g.Decode(edited.Name, edited.Bytes)
	if err != nil {
		return nil, false
	}
	return compare(&before, &after), true
}

// compare lists the cells that show something else, tab by tab in the order of
// the first book, then what only the second has. A tab that is in one of them
// alone differs in every cell that is not blank.
func compare(before, after *grid.Book) []model.CellDifference {
	var all []model.CellDifference
	for i := range before.Tabs {
		t := &before.Tabs[i]
		other, _ := tabOf(after, t.Title)
		all = append(all, compareTabs(t.Title, t, other)...)
	}
	for i := range after.Tabs {
		t := &after.Tabs[i]
		if other, there := tabOf(before, t.Title); !there {
			all = append(all, compareTabs(t.Title, other, t)...)
		}
	}
	return all
}

// tabOf finds a tab by its title; one that is not there is empty.
func tabOf(b *grid.Book, title string) (t *grid.Tab, there bool) {
	i := slices.IndexFunc(b.Tabs, func(t grid.Tab) bool { return t.Title == title })
	if i < 0 {
		return &grid.Tab{}, false
	}
	return &b.Tabs[i], true
}

func compareTabs(title string, before, after *grid.Tab) []model.CellDifference {
	var all []model.CellDifference
	width := max(before.Width(), after.Width())
	for _, pair := range align(rowKeys(before), rowKeys(after)) {
		for col := range width {
			was, is := shown(before.At(pair.before, col)), shown(after.At(pair.after, col))
			if was == is {
				continue
			}
			t, row := before, pair.before
			if row == none {
				t, row = after, pair.after
			}
			d := model.CellDifference{Tab: title, Cell: grid.Address(row, col), Row: rowName(t, row, col), Old: was, New: is}
			if before.At(pair.before, col).Kind == grid.Number || after.At(pair.after, col).Kind == grid.Number {
				d.Column = columnName(t, row, col)
			}
			all = append(all, d)
		}
	}
	return all
}

// rowName is what a row calls itself left of a cell: "Xã An".
func rowName(t *grid.Tab, row, col int) string {
	for c := col - 1; c >= 0; c-- {
		if name := wording(t.At(row, c)); name != "" {
			return name
		}
	}
	return ""
}

// columnName is the heading over a cell. Figures lie between the two, and
// nothing else but blanks.
func columnName(t *grid.Tab, row, col int) string {
	for r := row - 1; r >= 0; r-- {
		if name := wording(t.At(r, col)); name != "" {
			return name
		}
	}
	return ""
}

// longestName is how many letters of a cell's text name a row or a column.
const longestName = 60

// wording is a cell's text in one line if it says something in words.
func wording(c grid.Cell) string {
	if c.Kind != grid.Text || !strings.ContainsFunc(c.Text, unicode.IsLetter) {
		return ""
	}
	text := []rune(strings.TrimRight(strings.Join(strings.Fields(c.Text), " "), " :"))
	if len(text) > longestName {
		text = append(text[:longestName-1], '…')
	}
	return string(text)
}

// shown is a cell's content as text.
func shown(c grid.Cell) string {
	switch c.Kind {
	case grid.Blank:
		return ""
	case grid.Date:
		if day := model.Day(c.Number); float64(day) == c.Number {
			return day.Short()
		}
	case grid.Number:
	default:
		return c.Text
	}
	return strconv.FormatFloat(c.Number, 'f', -1, 64)
}
