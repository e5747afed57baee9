package gsheets

import (
	"context"
	"maps"
	"slices"
	"strings"

	"google.golang.org/api/googleapi"
	"google.golang.org/api/sheets/v4"

	"tonghop/model/book"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// A target is the spreadsheet that is published into, as far as it concerns us.
type target struct {
	tabs   int                // all of them
	ours   map[string]*ourTab // by the tab's key
	titles map[string]bool    // of all tabs, folded
	ids    map[int64]bool     // of all tabs
	gone   []*rendered        // tabs of ours that the book no longer has: without a row
	// signature says who wrote the book last, and signatureID is its metadata's.
	signature   signature
	signatureID int64
}

// An ourTab is a tab of ours as it stands.
type ourTab struct {
	id         int64
	title      string
	rows, cols int // of Google's grid
	merges     []*sheets.GridRange
	filter     *sheets.BasicFilter
	stamp      stamp
	stamped    bool
	stampID    int64 // of the metadata; 0 for none
	// objects are what the tab was given beside its cells, by its own metadata;
	// charts and warnings those that are there, by id.
	objects   objects
	objectsID int64 // of the metadata; 0 for none
	charts    map[int64]bool
	warnings  map[int64]*sheets.GridRange
	rules     []*sheets.ConditionalFormatRule // all of the tab's, in their order
	// open is where the office types; nothing there is read or written.
	open               *book.Merge
	readRows, readCols int // how much of it is read
	// values is what stands in our columns, as many rows as were read.
	values [][]value
}

const (
	targetMask = "developerMetadata(metadataId,metadataKey,metadataValue),sheets(properties(sheetId,title,index,gridProperties(rowCount,columnCount)),merges,basicFilter," +
		"charts(chartId),protectedRanges(protectedRangeId,range),conditionalFormats(ranges,booleanRule(condition))," +
		"developerMetadata(metadataId,metadataKey,metadataValue))"
	valuesMask = "sheets(properties(sheetId),data(startRow,startColumn,rowData(values(userEnteredValue))))"
)

// read reads what the plan needs: one read for the tabs, and one for the cells
// of ours where there are any.
func (p *Publisher) read(ctx context.Context, tabs []*rendered) (*target, error) {
	ss, err := p.get(ctx, targetMask)
	if err != nil {
		return nil, err
	}
	t := targetOf(ss)
	t.retire(tabs)
	var wanted []*ourTab
	for _, r := range slices.Concat(tabs, t.gone) {
		o := t.ours[r.key]
		if o == nil {
			continue
		}
		if !o.stamped {
			o.adopt(r)
		}
		o.open = r.tab.Open
		if o.stamp.Cols > 0 && o.rows > 0 && o.cols > 0 {
			o.extent(r.rows)
			wanted = append(wanted, o)
		}
	}
	return t, p.readValues(ctx, wanted)
}

// extent sets which of our cells are to be read: those that were written and
// those that are to be.
func (o *ourTab) extent(rows int) {
	o.readRows, o.readCols = max(min(max(o.stamp.Rows, rows), o.rows), 1), min(o.stamp.Cols, o.cols)
}

// cellsAtOnce is how many cells are read back in one answer, which then stays
// far below maxBody whatever stands in them: what we may write we can read.
const cellsAtOnce = 50_000

// readValues reads the values of our tabs, in as many answers as they need.
func (p *Publisher) readValues(ctx context.Context, tabs []*ourTab) error {
	var ranges []string
	cells := 0
	read := map[int64]*ourTab{}
	flush := func() error {
		if len(ranges) == 0 {
			return nil
		}
		ss, err := p.get(ctx, valuesMask, ranges...)
		if err != nil {
			return err
		}
		for _, s := range ss.Sheets {
			if s.Properties == nil {
				continue
			}
			if o := read[s.Properties.SheetId]; o != nil {
				o.take(s.Data)
				delete(read, o.id)
			}
		}
		for _, o := range read {
			return &verdictError{verdict{fault: fault(office.FaultGoogleDown, "tab %q was asked for and is not in the answer", o.title), doubt: true}}
		}
		ranges, cells = nil, 0
		return nil
	}
	for _, o := range tabs {
		step := max(p.atOnce/o.readCols, 1)
		for from := 0; from < o.readRows; from += step {
			to := min(from+step, o.readRows)
			if n := (to - from) * o.readCols; cells > 0 && cells+n > p.atOnce {
				if err := flush(); err != nil {
					return err
				}
			}
			ranges = append(ranges, quoted(o.title, grid.Address(from, 0)+":"+grid.Address(to-1, o.readCols-1)))
			read[o.id] = o
			cells += (to - from) * o.readCols
		}
	}
	return flush()
}

func targetOf(ss *sheets.Spreadsheet) *target {
	t := &target{ours: map[string]*ourTab{}, titles: map[string]bool{}, ids: map[int64]bool{}}
	t.signed(ss.DeveloperMetadata)
	for _, s := range ss.Sheets {
		t.add(s)
	}
	return t
}

// retire notes the tabs of ours that the book no longer has, such as that of a
// unit that was merged. Their cells are emptied, or they would go on telling
// what is long mended; the tab stays, since the office may have columns of its
// own in it.
func (t *target) retire(tabs []*rendered) {
	wanted := map[string]bool{keyEdits: true}
	for _, r := range tabs {
		wanted[r.key] = true
	}
	for _, key := range slices.Sorted(maps.Keys(t.ours)) {
		if o := t.ours[key]; !wanted[key] && o.stamped {
			tab := &book.Tab{Key: key, Title: o.stamp.Title}
			t.gone = append(t.gone, &rendered{key: key, tab: tab, cols: o.stamp.Cols, layout: layoutOf(tab)})
		}
	}
}

func (p *Publisher) get(ctx context.Context, mask googleapi.Field, ranges ...string) (ss *sheets.Spreadsheet, err error) {
	err = p.c.call(ctx, request{kind: kindRead, id: p.id, deadline: readDeadline, do: func(ctx context.Context, a *account) (err error) {
		if ss, err = a.reader.Spreadsheets.Get(p.id).Ranges(ranges...).Fields(mask).Context(ctx).Do(); err == nil {
			err = whole(ss)
		}
		return err
	}})
	return ss, err
}

// add notes a tab, and that it is ours where its metadata says so. A copy that
// somebody made of our tab may carry its metadata; the one that still has the
// title that we gave is ours, else the first.
func (t *target) add(s *sheets.Sheet) {
	if s.Properties == nil {
		return
	}
	t.tabs++
	t.titles[strings.ToLower(s.Properties.Title)] = true
	t.ids[s.Properties.SheetId] = true
	o := &ourTab{id: s.Properties.SheetId, title: s.Properties.Title, merges: s.Merges, filter: s.BasicFilter, rules: s.ConditionalFormats}
	if o.filter != nil && o.filter.Range == nil {
		o.filter.Range = &sheets.GridRange{} // all of the tab
	}
	if g := s.Properties.GridProperties; g != nil {
		o.rows, o.cols = int(g.RowCount), int(g.ColumnCount)
	}
	key := ""
	for _, m := range s.DeveloperMetadata {
		switch m.MetadataKey {
		case keyTab:
			key = m.MetadataValue
		case keyStamp:
			o.stampID = m.MetadataId
			o.stamp, o.stamped = parseStamp(m.MetadataValue)
		case keyObjects:
			o.objectsID, o.objects = m.MetadataId, parseObjects(m.MetadataValue)
		}
	}
	o.charts, o.warnings = map[int64]bool{}, map[int64]*sheets.GridRange{}
	for _, c := range s.Charts {
		o.charts[c.ChartId] = true
	}
	for _, w := range s.ProtectedRanges {
		if w.Range != nil {
			o.warnings[w.ProtectedRangeId] = w.Range
		}
	}
	if key == "" {
		return
	}
	if old := t.ours[key]; old == nil || old.title != old.stamp.Given && o.title == o.stamp.Given {
		t.ours[key] = o
	}
}

// adopt takes a tab whose stamp is damaged for one in which the first columns
// are ours from top to bottom, with nothing known of what stands there.
func (o *ourTab) adopt(r *rendered) {
	o.stamp = stamp{Title: r.tab.Title, Given: o.title, Rows: o.rows, Cols: min(r.cols, o.cols), Block: 1, Unfinished: true}
}

// take notes the values that were read.
func (o *ourTab) take(data []*sheets.GridData) {
	for _, d := range data {
		for i, row := range d.RowData {
			at := int(d.StartRow) + i
			for len(o.values) <= at {
				o.values = append(o.values, make([]value, o.stamp.Cols))
			}
			for j, c := range row.Values {
				if col := int(d.StartColumn) + j; col < o.stamp.Cols && c != nil && !within(o.open, at, col) {
					o.values[at][col] = valueRead(c.UserEnteredValue)
				}
			}
		}
	}
}

// at is what stands in a cell of ours; nothing beyond what was read.
func (o *ourTab) at(row, col int) value {
	if row >= len(o.values) || col >= len(o.values[row]) {
		return value{}
	}
	return o.values[row][col]
}

// lines are the values of some rows, blank where nothing was read.
func (o *ourTab) lines(from, to int) [][]value {
	out := make([][]value, 0, to-from)
	for row := from; row < to; row++ {
		if row < len(o.values) {
			out = append(out, o.values[row])
		} else {
			out = append(out, nil)
		}
	}
	return out
}
