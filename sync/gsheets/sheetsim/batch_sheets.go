package sheetsim

import (
	"maps"
	"reflect"
	"slices"
	"strconv"

	"google.golang.org/api/sheets/v4"
)

// single rounds to single precision and gives its shortest decimal.
func single(f float64) float64 {
	short, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', -1, 32), 64)
	if err != nil {
		return f
	}
	return short
}

func (t *batch) sheet(o obj) (*sheet, int, *apiError) {
	id, _ := number(o, "sheetId")
	i := slices.IndexFunc(t.b.sheets, func(s *sheet) bool { return s.id == id })
	if i < 0 {
		return nil, 0, invalid("No sheet with id: %d", id)
	}
	return t.b.sheets[i], i, nil
}

func (t *batch) addSheet(r obj) (obj, *apiError) {
	p := child(r, "properties")
	sh := &sheet{props: obj{}, lists: map[string][]obj{}, other: obj{}, rowProps: map[int]obj{}, colProps: map[int]obj{}}
	if str(p, "title") == "" {
		p = set(p, "title", t.freeTitle())
	}
	if id, ok := number(p, "sheetId"); ok && t.b.sheetByID(id) != nil {
		return nil, invalid("Sheet with id: %d already exists.", id)
	}
	if err := t.s.readSheetProperties(t.b, sh, clean(p)); err != nil {
		return nil, err
	}
	if id, ok := number(p, "sheetId"); ok {
		sh.id = id
	}
	if sh.rows < 1 || sh.cols < 1 {
		return nil, invalid("A sheet needs at least one row and one column.")
	}
	if err := sh.mayFreeze(); err != nil {
		return nil, err
	}
	at := len(t.b.sheets)
	if i, ok := number(p, "index"); ok {
		if i < 0 || i > at {
			return nil, invalid("The index %d is out of bounds.", i)
		}
		at = i
	}
	t.b.sheets = slices.Insert(t.b.sheets, at, sh)
	return obj{"properties": sh.properties(at)}, nil
}

// freeTitle is the title of a sheet that was asked for without one.
func (t *batch) freeTitle() string {
	for n := len(t.b.sheets) + 1; ; n++ {
		title := "Sheet" + strconv.Itoa(n)
		if t.b.locale() == "vi_VN" {
			title = "Trang tính" + strconv.Itoa(n)
		}
		if t.b.sheetByTitle(title) == nil {
			return title
		}
	}
}

func (t *batch) deleteSheet(r obj) (obj, *apiError) {
	sh, i, err := t.sheet(r)
	if err != nil {
		return nil, err
	}
	t.b.sheets = slices.Delete(t.b.sheets, i, i+1)
	if !t.anyVisible() {
		return nil, invalid("You can't remove all the sheets in a document.")
	}
	t.b.metadata = slices.DeleteFunc(t.b.metadata, func(m metadatum) bool {
		return m.at.kind != locationSpreadsheet && m.at.sheetID == sh.id
	})
	t.b.named = slices.DeleteFunc(t.b.named, func(n obj) bool {
		return readGridRange(child(n, "range")).sheetID == sh.id
	})
	return nil, nil
}

func (t *batch) anyVisible() bool {
	return slices.ContainsFunc(t.b.sheets, func(s *sheet) bool { return !boolean(s.props, "hidden") })
}

func (t *batch) updateSheetProperties(r obj) (obj, *apiError) {
	p := child(r, "properties")
	sh, index, err := t.sheet(p)
	if err != nil {
		return nil, err
	}
	m, err := writeMask(str(r, "fields"), reflect.TypeFor[sheets.SheetProperties]())
	if err != nil {
		return nil, err
	}
	if m.all {
		m = maskOf(p)
	}
	after := overlay(sh.properties(index), p, m)
	if m.has("title") {
		if err := t.retitle(sh, str(after, "title")); err != nil {
			return nil, err
		}
	}
	size := child(after, "gridProperties")
	rows, _ := number(size, "rowCount")
	cols, _ := number(size, "columnCount")
	if err := sh.mayShrink(rows, cols); err != nil {
		return nil, err
	}
	sh.resize(rows, cols)
	sh.props = cleanSheetProperties(after, m)
	if err := sh.mayFreeze(); err != nil {
		return nil, err
	}
	if !t.anyVisible() {
		return nil, invalid("You can't hide all the sheets in a document.")
	}
	if m.has("index") {
		at, _ := number(p, "index")
		return nil, t.move(index, at)
	}
	return nil, nil
}

// maskOf is the mask of the fields that an object has, for "*".
func maskOf(o obj) *mask {
	m := &mask{}
	for k, v := range o {
		if k == "sheetId" {
			continue
		}
		below := m.add(k)
		if inner, ok := v.(obj); ok && k == "gridProperties" {
			for name := range inner {
				below.add(name).all = true
			}
			continue
		}
		below.all = true
	}
	return m
}

func (t *batch) retitle(sh *sheet, title string) *apiError {
	if title == "" {
		return invalid("The sheet name cannot be empty.")
	}
	if other := t.b.sheetByTitle(title); other != nil && other != sh {
		return duplicateTitle(title)
	}
	sh.title = title
	return nil
}

// cleanSheetProperties keeps what is not held in the sheet's own fields. The
// tab's colour stands in both its forms.
func cleanSheetProperties(after obj, m *mask) obj {
	out := clean(after)
	for _, k := range []string{"sheetId", "title", "index", "sheetType"} {
		delete(out, k)
	}
	size := maps.Clone(child(out, "gridProperties"))
	delete(size, "rowCount")
	delete(size, "columnCount")
	out["gridProperties"] = size
	if len(size) == 0 {
		delete(out, "gridProperties")
	}
	style := child(child(out, "tabColorStyle"), "rgbColor")
	switch {
	case m.has("tabColorStyle") && len(style) > 0:
		out["tabColor"] = style
	case m.has("tabColorStyle"):
		delete(out, "tabColor")
		delete(out, "tabColorStyle")
	case m.has("tabColor") && len(child(out, "tabColor")) > 0:
		out["tabColorStyle"] = obj{"rgbColor": out["tabColor"]}
	case m.has("tabColor"):
		delete(out, "tabColor")
		delete(out, "tabColorStyle")
	}
	return out
}

// move puts a sheet before the one that stands at an index now, so that moving
// right by one names the index after next.
func (t *batch) move(from, to int) *apiError {
	if to < 0 || to > len(t.b.sheets) {
		return invalid("The index %d is out of bounds.", to)
	}
	if to == from || to == from+1 {
		return nil
	}
	sh := t.b.sheets[from]
	t.b.sheets = slices.Delete(t.b.sheets, from, from+1)
	if to > from {
		to--
	}
	t.b.sheets = slices.Insert(t.b.sheets, to, sh)
	return nil
}

func (t *batch) updateSpreadsheetProperties(r obj) (obj, *apiError) {
	m, err := writeMask(str(r, "fields"), reflect.TypeFor[sheets.SpreadsheetProperties]())
	if err != nil {
		return nil, err
	}
	p := child(r, "properties")
	if m.all {
		m = maskOf(p)
	}
	after := overlay(t.b.props, p, m)
	if str(after, "title") == "" {
		return nil, invalid("The spreadsheet title cannot be empty.")
	}
	if _, err := localeOf(str(after, "locale")); err != nil {
		return nil, err
	}
	t.b.props = after
	return nil, nil
}
