package gsheets

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"

	"google.golang.org/api/googleapi"
	"google.golang.org/api/sheets/v4"

	"tonghop/model/grid"
	"tonghop/model/office"
)

const (
	// outlineMask is gridMask without the cells.
	outlineMask = "properties(title,locale,timeZone)," +
		"sheets(properties(sheetId,title,hidden,sheetType,gridProperties(rowCount,columnCount)),merges)"
	// rowsAtOnce is how many rows of a tab are asked for at first where a whole
	// spreadsheet does not fit into one answer.
	rowsAtOnce = 4000
	// rowsAtLeast: fewer rows that do not fit are no table that anybody keeps.
	rowsAtLeast = 50
	// maxParts bounds the calls for one spreadsheet, which are a minute's reads.
	maxParts = 40
)

// A gathering is a spreadsheet that is asked for in parts, since as a whole it
// does not fit into an answer: formatted emptiness takes as many bytes as figures
// do.
type gathering struct {
	c     *Client
	id    string
	calls int
	reply dated
}

// readInParts reads a spreadsheet tab by tab and each tab by rows. What was read
// first is read again at the end: changed tells that it is not the same, so that
// the whole is of no one instant.
func (c *Client) readInParts(ctx context.Context, id string) (ss *sheets.Spreadsheet, reply dated, changed bool, err error) {
	g := &gathering{c: c, id: id}
	if ss, err = g.ask(ctx, outlineMask, ""); err != nil {
		return nil, dated{}, false, err
	}
	var first *part
	for _, s := range ss.Sheets {
		if s.Properties == nil || s.Properties.SheetType == "OBJECT" || s.Properties.GridProperties == nil {
			continue
		}
		parts, err := g.tab(ctx, s.Properties)
		if err != nil {
			return nil, dated{}, false, err
		}
		for i := range parts {
			s.Data = append(s.Data, parts[i].data...)
		}
		if first == nil && len(parts) > 0 {
			first = &parts[0]
		}
	}
	if first != nil {
		again, err := g.ask(ctx, gridMask, first.area)
		if err != nil {
			return nil, dated{}, false, err
		}
		changed = !same(first.data, dataOf(again, first.tab))
	}
	return ss, g.reply, changed, nil
}

// A part is some rows of a tab, as one answer held them.
type part struct {
	tab  int64
	area string
	data []*sheets.GridData
}

func dataOf(ss *sheets.Spreadsheet, tab int64) []*sheets.GridData {
	for _, s := range ss.Sheets {
		if s.Properties != nil && s.Properties.SheetId == tab {
			return s.Data
		}
	}
	return nil
}

func same(a, b []*sheets.GridData) bool {
	x, err := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err == nil && err2 == nil && bytes.Equal(x, y)
}

// tab reads all rows of a tab.
func (g *gathering) tab(ctx context.Context, p *sheets.SheetProperties) (all []part, err error) {
	rows, cols := int(p.GridProperties.RowCount), int(p.GridProperties.ColumnCount)
	for from, step := 0, rowsAtOnce; from < rows; {
		to := min(from+step, rows)
		area := quoted(p.Title, grid.Address(from, 0)+":"+grid.Address(to-1, max(cols, 1)-1))
		ss, err := g.ask(ctx, gridMask, area)
		if errors.Is(err, errTooLarge) && step > rowsAtLeast {
			step = max(step/4, rowsAtLeast)
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, part{p.SheetId, area, dataOf(ss, p.SheetId)})
		from = to
	}
	return all, nil
}

// ask makes one of the calls; area "" asks for no part of a tab.
func (g *gathering) ask(ctx context.Context, mask googleapi.Field, area string) (ss *sheets.Spreadsheet, err error) {
	if g.calls++; g.calls > maxParts {
		return nil, fault(office.FaultTooLarge, "more than %d answers are needed for it", maxParts)
	}
	var ranges []string
	if area != "" {
		ranges = []string{area}
	}
	large := false
	err = g.c.call(ctx, request{kind: kindRead, id: g.id, deadline: readDeadline, dated: &g.reply, do: func(ctx context.Context, a *account) (err error) {
		ss, err = a.reader.Spreadsheets.Get(g.id).Ranges(ranges...).Fields(mask).Context(ctx).Do()
		large = errors.Is(err, errTooLarge)
		if err == nil {
			err = whole(ss)
		}
		return err
	}})
	if large {
		err = errors.Join(err, errTooLarge)
	}
	return ss, err
}
