package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"tonghop/model/book"
	"tonghop/model/grid"
)

// setNames calls ranges of the book by names.
func setNames(f *excelize.File, titles map[string]string, names []book.Name) error {
	for _, n := range names {
		if err := f.SetDefinedName(&excelize.DefinedName{Name: n.Name, RefersTo: absolute(titles[n.Tab], n.Merge)}); err != nil {
			return err
		}
	}
	return nil
}

// addLists offers what may be typed. Whatever else is typed is taken as well.
func addLists(f *excelize.File, title string, tab *book.Tab, titles map[string]string) error {
	for _, l := range tab.Lists {
		v := excelize.NewDataValidation(true)
		v.SetSqref(grid.Range{Row: l.Row, Col: l.Col, EndRow: l.EndRow, EndCol: l.EndCol}.String())
		v.SetSqrefDropList(absolute(titles[l.Of.Tab], l.Of.Merge))
		v.ShowErrorMessage = false
		if err := f.AddDataValidation(title, v); err != nil {
			return err
		}
	}
	return nil
}

// absolute writes a range so that it stays where it is: 'Theo tháng'!$B$5:$B$19.
func absolute(title string, m book.Merge) string {
	return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", title, grid.ColumnName(m.Col), m.Row+1, grid.ColumnName(m.EndCol-1), m.EndRow)
}
