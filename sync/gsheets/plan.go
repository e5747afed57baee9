package gsheets

import (
	"fmt"
	"hash/fnv"
	"strings"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/grid"
)

// A tabPlan is what is to be sent for one tab: first what changes its
// structure, then the cells, then the layout. Without requests the tab stands
// as it is to be.
type tabPlan struct {
	key, title string // of the tab; "" for what concerns several
	fresh      bool   // the tab is made
	requests   []*sheets.Request
	structure  int // how many of the requests must come first
	stamp      []*sheets.Request
	// unfinished and finished are the stamps of a tab that is sent in pieces.
	unfinished, finished *sheets.Request
	edits                []Edit
}

// planBook compares what is to stand in a spreadsheet with what does.
func planBook(t *target, tabs []*rendered, last map[string][][]value) bookPlan {
	var out bookPlan
	ids := map[string]int64{}
	for i, r := range tabs {
		var p tabPlan
		if o := t.ours[r.key]; o != nil {
			ids[r.key] = o.id
			p = planTab(t, o, r, last[r.key])
		} else {
			ids[r.key] = t.freeID(r.key)
			p = planNewTab(t, r, i, ids[r.key])
		}
		p.key, p.title = r.key, r.tab.Title
		out.edits = append(out.edits, p.edits...)
		out.tabs = append(out.tabs, p)
	}
	out.tabs = append(out.tabs, planObjects(t, tabs, ids))
	return out
}

// planNewTab makes a tab. It gets an id of our choice, so that cells can be
// written in the same batch and a repeated batch cannot make it twice.
func planNewTab(t *target, r *rendered, index int, id int64) tabPlan {
	const spareRows, usualCols = 20, 26
	o := &ourTab{id: id, title: t.freeTitle(r.tab.Title), rows: r.rows + spareRows, cols: max(r.cols, usualCols)}
	p := tabPlan{fresh: true, requests: []*sheets.Request{newTab(o.id, o.title, index, o.rows, o.cols), createMetadata(o.id, keyTab, r.key)}}
	p.structure = len(p.requests)
	p.addCells(o, r)
	p.seed(o, r)
	p.addLayout(o, r, true)
	p.addStamp(o, stampOf(r, o.title))
	return p
}

func newTab(id int64, title string, index, rows, cols int) *sheets.Request {
	return &sheets.Request{AddSheet: &sheets.AddSheetRequest{Properties: &sheets.SheetProperties{
		SheetId: id, Title: title, Index: int64(index), ForceSendFields: []string{"Index"},
		GridProperties: &sheets.GridProperties{RowCount: int64(rows), ColumnCount: int64(cols)},
	}}}
}

// freeID gives an id that follows from the tab's key and no tab has yet.
func (t *target) freeID(key string) int64 {
	h := fnv.New32a()
	h.Write([]byte(key))
	id := int64(h.Sum32()&0x3fffffff) + 1
	for t.ids[id] {
		id++
	}
	t.ids[id] = true
	return id
}

// freeTitle gives a title that no tab has yet: the office may have a tab of
// that name, and it is the office's.
func (t *target) freeTitle(title string) string {
	free := title
	for n := 2; t.titles[strings.ToLower(free)]; n++ {
		free = fmt.Sprintf("%s (%d)", title, n)
	}
	t.titles[strings.ToLower(free)] = true
	return free
}

// planTab brings a tab of ours to what it is to be.
func planTab(t *target, o *ourTab, r *rendered, last [][]value) tabPlan {
	p := tabPlan{edits: findEdits(o, r, last)}
	given := p.rename(t, o, r)
	p.unmerge(o, r)
	p.grow(o, r)
	p.structure = len(p.requests)
	p.addCells(o, r)
	p.blankTail(o, r)
	p.addLayout(o, r, o.stamp.Unfinished || o.stamp.Layout != r.layout)
	next := stampOf(r, given)
	if len(p.requests) > 0 || next.String() != o.stamp.String() {
		p.addStamp(o, next)
	}
	return p
}

// rename gives the tab a new title where the book has one, unless the office
// has chosen another meanwhile. It returns the title that was last given.
func (p *tabPlan) rename(t *target, o *ourTab, r *rendered) string {
	if r.tab.Title == o.stamp.Title || o.title != o.stamp.Given {
		return o.stamp.Given
	}
	title := t.freeTitle(r.tab.Title)
	p.add(&sheets.Request{UpdateSheetProperties: &sheets.UpdateSheetPropertiesRequest{Fields: "title",
		Properties: &sheets.SheetProperties{SheetId: o.id, Title: title, ForceSendFields: []string{"SheetId"}}}})
	return title
}

func (p *tabPlan) add(r ...*sheets.Request) { p.requests = append(p.requests, r...) }

// grow makes room. Columns of ours are added where ours end, so that the
// office's columns beside them move on and nothing of theirs is covered.
func (p *tabPlan) grow(o *ourTab, r *rendered) {
	at := min(o.stamp.Cols, o.cols)
	if more := r.cols - at; more > 0 {
		p.add(&sheets.Request{InsertDimension: &sheets.InsertDimensionRequest{
			Range:             dimension(o.id, "COLUMNS", at, at+more),
			InheritFromBefore: at > 0}})
	}
	if more := r.rows - o.rows; more > 0 {
		p.add(&sheets.Request{AppendDimension: &sheets.AppendDimensionRequest{SheetId: o.id, Dimension: "ROWS", Length: int64(more)}})
	}
}

// blankTail empties what was ours and is no more: rows below, columns beside.
func (p *tabPlan) blankTail(o *ourTab, r *rendered) {
	clear := func(rows, cols [2]int) {
		rows[1], cols[1] = min(rows[1], o.rows), min(cols[1], o.cols)
		if rows[0] < rows[1] && cols[0] < cols[1] {
			p.add(&sheets.Request{UpdateCells: &sheets.UpdateCellsRequest{Fields: maskBoth,
				Range: area(o.id, grid.Range{Row: rows[0], EndRow: rows[1], Col: cols[0], EndCol: cols[1]})}})
		}
	}
	first := 0
	if r.tab.Open != nil {
		first = r.tab.Open.EndCol
	}
	clear([2]int{r.rows, o.stamp.Rows}, [2]int{first, max(r.cols, o.stamp.Cols)})
	clear([2]int{0, r.rows}, [2]int{r.cols, o.stamp.Cols})
}

// addStamp puts the stamp, last of all, and prepares those of a tab that has
// to be written in pieces.
func (p *tabPlan) addStamp(o *ourTab, next stamp) {
	unfinished := stamp{Version: stampVersion, Title: next.Title, Given: next.Given, Block: 1, Unfinished: true,
		Rows: max(next.Rows, o.stamp.Rows), Cols: next.Cols}
	p.unfinished, p.finished = putStamp(o, unfinished), updateStamp(o, next)
	if p.stamp = []*sheets.Request{putStamp(o, next)}; len(p.requests) == 0 {
		p.requests, p.stamp = p.stamp, nil
	}
}
