package registry

import (
	"slices"
	"strconv"

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
	for row := range max(len(before.Rows), len(after.Rows)) {
		for col := range max(before.Width(), after.Width()) {
			was, is := shown(before.At(row, col)), shown(after.At(row, col))
			if was != is {
				all = append(all, model.CellDifference{Tab: title, Cell: grid.Address(row, col), Old: was, New: is})
			}
		}
	}
	return all
}

// shown is a cell's content as text.
func shown(c grid.Cell) string {
	switch c.Kind {
	case grid.Blank:
		return ""
	case grid.Number, grid.Date:
		return strconv.FormatFloat(c.Number, 'f', -1, 64)
	}
	return c.Text
}
