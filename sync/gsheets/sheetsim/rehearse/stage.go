package rehearse

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/grid"
	"tonghop/sync/gsheets/sheetsim"
)

// A Stage is a local Google on which scripts are played.
type Stage struct {
	google *sheetsim.Server
	queue  []cue // in ascending order of At
}

type cue struct {
	Event
	id string
}

// NewStage loads the sheets of all scripts as they stand at the beginning.
func NewStage(google *sheetsim.Server, scripts []Script) (*Stage, error) {
	st := &Stage{google: google}
	for i := range scripts {
		s := &scripts[i]
		resource, err := s.resource()
		if err != nil {
			return nil, fmt.Errorf("script %s: %w", s.ID, err)
		}
		if err := google.LoadSpreadsheet(s.ID, resource); err != nil {
			return nil, fmt.Errorf("loading script %s: %w", s.ID, err)
		}
		for _, e := range s.Events {
			st.queue = append(st.queue, cue{e, s.ID})
		}
	}
	slices.SortStableFunc(st.queue, func(a, b cue) int { return a.At.Compare(b.At) })
	return st, nil
}

// Until does everything that people do up to and including an instant, and
// tells how many things that were.
func (st *Stage) Until(t time.Time) (int, error) {
	n := 0
	for len(st.queue) > 0 && !st.queue[0].At.After(t) {
		c := st.queue[0]
		st.queue = st.queue[1:]
		n++
		if err := st.do(c); err != nil {
			return n, fmt.Errorf("script %s at %s: %w", c.id, c.At.Format("2/1/2006 15:04"), err)
		}
	}
	return n, nil
}

func (st *Stage) do(c cue) error {
	switch c.Do {
	case Denies:
		st.google.Deny(c.id)
		return nil
	case Restores:
		st.google.Restore(c.id)
		return nil
	}
	book, ok := st.google.Spreadsheet(c.id)
	if !ok {
		return fmt.Errorf("there is no such spreadsheet")
	}
	i := slices.IndexFunc(book.Sheets, func(s *sheets.Sheet) bool { return s.Properties.Title == c.Tab })
	if i < 0 {
		return fmt.Errorf("there is no tab %q", c.Tab)
	}
	reqs, err := c.requests(book.Sheets[i].Properties)
	if err != nil {
		return err
	}
	return st.google.Apply(c.id, reqs...)
}

// requests puts what is typed into cell edits, one a cell, so that cells in
// between stay as they are. The grid grows like a sheet that is scrolled.
func (c *cue) requests(p *sheets.SheetProperties) ([]*sheets.Request, error) {
	var reqs []*sheets.Request
	row, col := c.Row, c.Col
	for _, v := range c.Values {
		if v != "" {
			data, err := cell(v)
			if err != nil {
				return nil, err
			}
			fields := "userEnteredValue"
			if data.UserEnteredFormat != nil {
				fields = "userEnteredValue,userEnteredFormat.numberFormat"
			}
			reqs = append(reqs, &sheets.Request{UpdateCells: &sheets.UpdateCellsRequest{
				Start:  &sheets.GridCoordinate{SheetId: p.SheetId, RowIndex: int64(row), ColumnIndex: int64(col)},
				Rows:   []*sheets.RowData{{Values: []*sheets.CellData{{UserEnteredValue: data.UserEnteredValue, UserEnteredFormat: data.UserEnteredFormat}}}},
				Fields: fields,
			}})
		}
		if c.Down {
			row++
		} else {
			col++
		}
	}
	if missing := int64(row) + 1 - p.GridProperties.RowCount; missing > 0 {
		grow := &sheets.Request{AppendDimension: &sheets.AppendDimensionRequest{SheetId: p.SheetId, Dimension: "ROWS", Length: missing}}
		reqs = append([]*sheets.Request{grow}, reqs...)
	}
	return reqs, nil
}

// resource is the spreadsheet as the Sheets API would give it.
func (s *Script) resource() ([]byte, error) {
	book := &sheets.Spreadsheet{
		SpreadsheetId: s.ID,
		Properties:    &sheets.SpreadsheetProperties{Title: s.Title, Locale: s.Locale, TimeZone: "Asia/Ho_Chi_Minh", AutoRecalc: "ON_CHANGE"},
	}
	for i := range s.Tabs {
		sheet, err := s.Tabs[i].sheet(int64(i))
		if err != nil {
			return nil, fmt.Errorf("tab %s: %w", s.Tabs[i].Title, err)
		}
		book.Sheets = append(book.Sheets, sheet)
	}
	return json.Marshal(book)
}

func (t *Tab) sheet(i int64) (*sheets.Sheet, error) {
	data := &sheets.GridData{}
	for _, row := range t.Cells {
		r := &sheets.RowData{}
		for _, c := range row {
			d, err := cell(c)
			if err != nil {
				return nil, err
			}
			r.Values = append(r.Values, d)
		}
		data.RowData = append(data.RowData, r)
	}
	hidden := slices.Max(append([]int{-1}, t.HiddenRows...))
	for r := range hidden + 1 {
		data.RowMetadata = append(data.RowMetadata, &sheets.DimensionProperties{PixelSize: 21, HiddenByUser: slices.Contains(t.HiddenRows, r)})
	}
	sheet := &sheets.Sheet{
		Properties: &sheets.SheetProperties{SheetId: 1000 * i, Index: i, Title: t.Title, SheetType: "GRID",
			GridProperties: &sheets.GridProperties{RowCount: int64(max(100, len(t.Cells))), ColumnCount: 40}},
		Data: []*sheets.GridData{data},
	}
	for _, m := range t.Merges {
		sheet.Merges = append(sheet.Merges, gridRange(sheet.Properties.SheetId, m))
	}
	return sheet, nil
}

func gridRange(sheet int64, r grid.Range) *sheets.GridRange {
	return &sheets.GridRange{SheetId: sheet, StartRowIndex: int64(r.Row), EndRowIndex: int64(r.EndRow), StartColumnIndex: int64(r.Col), EndColumnIndex: int64(r.EndCol)}
}
