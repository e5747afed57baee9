package registry

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/record"
)

// differences compares a file that was edited with the draft, cell by cell.
// False means that one of them is no workbook, such as a scan. Only a context
// that has ended is an error.
func (g *Registry) differences(ctx context.Context, draft File, edited *Print) ([]record.CellDifference, bool, error) {
	before, err := g.Decode(draft.Name, draft.Bytes)
	if err != nil {
		return nil, false, nil
	}
	after, err := g.Decode(edited.Name, edited.Bytes)
	if err != nil {
		return nil, false, nil
	}
	all, err := compare(ctx, &before, &after)
	return all, err == nil, err
}

// compare lists the cells that show something else, tab by tab in the order of
// the first book, then what only the second has. A tab that is in one of them
// alone differs in every cell that is not blank.
func compare(ctx context.Context, before, after *grid.Book) ([]record.CellDifference, error) {
	var all []record.CellDifference
	for i := range before.Tabs {
		t := &before.Tabs[i]
		other, _ := tabOf(after, t.Title)
		more, err := compareTabs(ctx, t.Title, t, other)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	for i := range after.Tabs {
		t := &after.Tabs[i]
		if other, there := tabOf(before, t.Title); !there {
			more, err := compareTabs(ctx, t.Title, other, t)
			if err != nil {
				return nil, err
			}
			all = append(all, more...)
		}
	}
	return all, nil
}

// tabOf finds a tab by its title; one that is not there is empty.
func tabOf(b *grid.Book, title string) (t *grid.Tab, there bool) {
	i := slices.IndexFunc(b.Tabs, func(t grid.Tab) bool { return t.Title == title })
	if i < 0 {
		return &grid.Tab{}, false
	}
	return &b.Tabs[i], true
}

// compareTabs takes no longer than the cells that the two tabs have: a file of a
// few kilobytes may have one far to the right and one far below.
func compareTabs(ctx context.Context, title string, before, after *grid.Tab) ([]record.CellDifference, error) {
	var all []record.CellDifference
	was, is := newNames(before), newNames(after)
	for _, pair := range align(rowKeys(before), rowKeys(after)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		names, row := was, pair.before
		if row == none {
			names, row = is, pair.after
		}
		for col := range max(before.Len(pair.before), after.Len(pair.after)) {
			old, now := before.At(pair.before, col), after.At(pair.after, col)
			if shown(old) == shown(now) {
				continue
			}
			d := record.CellDifference{Tab: title, Cell: grid.Address(row, col), Row: names.row(row, col), Old: shown(old), New: shown(now)}
			if old.Kind == grid.Number || now.Kind == grid.Number {
				d.Column = names.column(row, col)
			}
			all = append(all, d)
		}
	}
	return all, nil
}

// shown is a cell's content as text.
func shown(c grid.Cell) string {
	switch c.Kind {
	case grid.Blank:
		return ""
	case grid.Bool:
		return strings.ToUpper(strconv.FormatBool(c.Number != 0))
	case grid.Date:
		if day := calendar.Day(c.Number); float64(day) == c.Number {
			return day.Short()
		}
	case grid.Number:
	default:
		return c.Text
	}
	return strconv.FormatFloat(c.Number, 'f', -1, 64)
}
