package gsheets

import (
	"google.golang.org/api/sheets/v4"

	"tonghop/model/book"
	"tonghop/model/grid"
)

// Screen sizes. A character of the body's font is about 7 pixels wide, beside
// 5 of padding; a point is 4/3 of a pixel at the usual 96 to the inch.
const (
	pixelsPerChar = 7
	paddingPixels = 5
)

// addLayout brings widths, heights, merged areas, what is frozen and the filter
// to what they are to be. Sizes are sent with a fresh layout only, so that what
// the office arranged meanwhile stays until then.
func (p *tabPlan) addLayout(o *ourTab, r *rendered, fresh bool) {
	if fresh {
		p.addSizes(o, r.tab)
	}
	missing := missingMerges(o, r.tab.Merges)
	if fresh || len(missing) > 0 {
		p.freeze(o, r.tab) // first: Google refuses to merge across the edge
	}
	p.add(missing...)
	p.addFilter(o, r, fresh)
}

func (p *tabPlan) addSizes(o *ourTab, t *book.Tab) {
	runs(len(t.Widths), func(i int) int { return t.Widths[i] }, func(from, to, chars int) {
		if chars > 0 {
			p.resize(o.id, "COLUMNS", from, to, chars*pixelsPerChar+paddingPixels)
		}
	})
	runs(len(t.Rows), func(i int) int { return int(t.Rows[i].Height*4/3 + 0.5) }, func(from, to, pixels int) {
		if pixels > 0 {
			p.resize(o.id, "ROWS", from, to, pixels)
		}
	})
}

func (p *tabPlan) freeze(o *ourTab, t *book.Tab) {
	rows, cols := frozen(t)
	p.add(&sheets.Request{UpdateSheetProperties: &sheets.UpdateSheetPropertiesRequest{
		Fields: "gridProperties.frozenRowCount,gridProperties.frozenColumnCount",
		Properties: &sheets.SheetProperties{SheetId: o.id, ForceSendFields: []string{"SheetId"}, GridProperties: &sheets.GridProperties{
			FrozenRowCount: int64(rows), FrozenColumnCount: int64(cols), ForceSendFields: []string{"FrozenRowCount", "FrozenColumnCount"}}}}})
}

func (p *tabPlan) resize(id int64, what string, from, to, pixels int) {
	p.add(&sheets.Request{UpdateDimensionProperties: &sheets.UpdateDimensionPropertiesRequest{
		Range: dimension(id, what, from, to), Fields: "pixelSize", Properties: &sheets.DimensionProperties{PixelSize: int64(pixels)}}})
}

// runs calls f for each stretch of equal neighbours.
func runs(n int, at func(int) int, f func(from, to, v int)) {
	for from := 0; from < n; {
		to := from + 1
		for to < n && at(to) == at(from) {
			to++
		}
		f(from, to, at(from))
		from = to
	}
}

// frozen is how many rows and columns are frozen. Google refuses to freeze part
// of a merged area, so where one lies across the edge none are.
func frozen(t *book.Tab) (rows, cols int) {
	rows, cols = t.Frozen.Rows, t.Frozen.Cols
	for _, m := range t.Merges {
		if m.Row < rows && rows < m.EndRow {
			rows = 0
		}
		if m.Col < cols && cols < m.EndCol {
			cols = 0
		}
	}
	return rows, cols
}

// unmerge takes apart the merged areas that reach into our cells and are not
// to be: a value written under one is not seen.
func (p *tabPlan) unmerge(o *ourTab, r *rendered) {
	rows, cols := max(r.rows, o.stamp.Rows), o.stamp.Cols
	var kept []*sheets.GridRange
	for _, m := range o.merges {
		ours := int(m.StartRowIndex) < rows && int(m.StartColumnIndex) < cols
		if ours && !wanted(r.tab.Merges, m) {
			p.add(&sheets.Request{UnmergeCells: &sheets.UnmergeCellsRequest{Range: area(o.id, rangeOf(m))}})
		} else {
			kept = append(kept, m)
		}
	}
	o.merges = kept
}

// missingMerges merges what is to be merged and is not yet.
func missingMerges(o *ourTab, merges []book.Merge) []*sheets.Request {
	have := map[grid.Range]bool{}
	for _, m := range o.merges {
		have[rangeOf(m)] = true
	}
	var out []*sheets.Request
	for _, m := range merges {
		if g := grid.Range(m); !have[g] {
			out = append(out, &sheets.Request{MergeCells: &sheets.MergeCellsRequest{MergeType: "MERGE_ALL", Range: area(o.id, g)}})
		}
	}
	return out
}

func wanted(merges []book.Merge, m *sheets.GridRange) bool {
	for _, w := range merges {
		if grid.Range(w) == rangeOf(m) {
			return true
		}
	}
	return false
}

// addFilter lets the filter over our cells cover all of them, with the criteria
// that the office chose. One that the office took away comes back only with a
// fresh layout, and one that stands elsewhere in the tab is the office's.
func (p *tabPlan) addFilter(o *ourTab, r *rendered, fresh bool) {
	m, old := r.tab.Filter, o.filter
	switch {
	case m == nil, old == nil && !fresh:
		return
	case old != nil && int(old.Range.StartColumnIndex) >= o.stamp.Cols:
		return
	case old != nil && rangeOf(old.Range) == grid.Range(*m) && o.stamp.Cols >= r.cols:
		return // and no column is inserted that may change it
	}
	f := &sheets.BasicFilter{Range: area(o.id, grid.Range(*m))}
	if old != nil {
		f.FilterSpecs, f.SortSpecs = old.FilterSpecs, old.SortSpecs
		if len(old.FilterSpecs) == 0 {
			f.Criteria = old.Criteria
		}
	}
	p.add(&sheets.Request{SetBasicFilter: &sheets.SetBasicFilterRequest{Filter: f}})
}

func rangeOf(g *sheets.GridRange) grid.Range {
	return grid.Range{Row: int(g.StartRowIndex), Col: int(g.StartColumnIndex), EndRow: int(g.EndRowIndex), EndCol: int(g.EndColumnIndex)}
}

func area(id int64, r grid.Range) *sheets.GridRange {
	return &sheets.GridRange{SheetId: id, StartRowIndex: int64(r.Row), EndRowIndex: int64(r.EndRow),
		StartColumnIndex: int64(r.Col), EndColumnIndex: int64(r.EndCol)}
}

func dimension(id int64, what string, from, to int) *sheets.DimensionRange {
	return &sheets.DimensionRange{SheetId: id, Dimension: what, StartIndex: int64(from), EndIndex: int64(to), ForceSendFields: []string{"StartIndex"}}
}

func createMetadata(id int64, key, val string) *sheets.Request {
	return &sheets.Request{CreateDeveloperMetadata: &sheets.CreateDeveloperMetadataRequest{DeveloperMetadata: &sheets.DeveloperMetadata{
		MetadataKey: key, MetadataValue: val, Visibility: "DOCUMENT", Location: onTab(id)}}}
}

// putStamp writes the stamp into its metadata, or makes it.
func putStamp(o *ourTab, s stamp) *sheets.Request {
	if o.stampID == 0 {
		return createMetadata(o.id, keyStamp, s.String())
	}
	return updateStamp(o, s)
}

// updateStamp writes the stamp into its metadata, which is there by then.
func updateStamp(o *ourTab, s stamp) *sheets.Request {
	find := &sheets.DeveloperMetadataLookup{MetadataId: o.stampID}
	if o.stampID == 0 {
		find = &sheets.DeveloperMetadataLookup{MetadataKey: keyStamp, MetadataLocation: onTab(o.id)}
	}
	return &sheets.Request{UpdateDeveloperMetadata: &sheets.UpdateDeveloperMetadataRequest{
		DataFilters:       []*sheets.DataFilter{{DeveloperMetadataLookup: find}},
		DeveloperMetadata: &sheets.DeveloperMetadata{MetadataValue: s.String()}, Fields: "metadataValue"}}
}

func onTab(id int64) *sheets.DeveloperMetadataLocation {
	return &sheets.DeveloperMetadataLocation{SheetId: id, ForceSendFields: []string{"SheetId"}}
}
