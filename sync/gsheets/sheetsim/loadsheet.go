package sheetsim

import (
	"fmt"
	"slices"

	"tonghop/model/grid"
)

// sheetFields are the parts of a Sheet that the model understands; the rest is
// kept as loaded.
var sheetFields = append([]string{"properties", "data", "merges", "basicFilter", "developerMetadata"}, sheetLists...)

// readSheet makes a tab from a Sheet resource.
func (s *Server) readSheet(b *book, o obj) (*sheet, *apiError) {
	sh := &sheet{props: obj{}, lists: map[string][]obj{}, other: obj{}, rowProps: map[int]obj{}, colProps: map[int]obj{}}
	if err := s.readSheetProperties(b, sh, child(o, "properties")); err != nil {
		return nil, err
	}
	for k, v := range o {
		switch {
		case slices.Contains(sheetLists, k):
			sh.lists[k] = objects(v)
		case !slices.Contains(sheetFields, k):
			sh.other[k] = v
		}
	}
	for _, md := range objects(o["developerMetadata"]) {
		if err := b.addLoaded(md, location{kind: locationSheet, sheetID: sh.id}); err != nil {
			return nil, err
		}
	}
	for _, d := range objects(o["data"]) {
		if err := sh.readGridData(b, d); err != nil {
			err.message = fmt.Sprintf("sheet %q: %s", sh.title, err.message)
			return nil, err
		}
	}
	for _, m := range objects(o["merges"]) {
		sp := readGridRange(m).bounded(sh)
		sh.rows, sh.cols = max(sh.rows, sp.r1), max(sh.cols, sp.c1)
		sh.merges = append(sh.merges, sp)
	}
	sh.filter, _ = o["basicFilter"].(obj)
	return sh, nil
}

// readSheetProperties takes titles, ids and sizes out of SheetProperties and
// keeps the rest.
func (s *Server) readSheetProperties(b *book, sh *sheet, p obj) *apiError {
	for k, v := range p {
		switch k {
		case "sheetId", "title", "index", "gridProperties":
		default:
			sh.props[k] = v
		}
	}
	if kind := str(p, "sheetType"); kind != "" && kind != "GRID" {
		return notSimulated("a sheet of the type %s", kind)
	}
	size := obj{}
	for k, v := range child(p, "gridProperties") {
		if k != "rowCount" && k != "columnCount" && v != false && v != 0.0 {
			size[k] = v
		}
	}
	if len(size) > 0 {
		sh.props["gridProperties"] = size
	}
	if v, ok := sh.props["hidden"].(bool); ok && !v {
		delete(sh.props, "hidden")
	}
	var ok bool
	if sh.rows, ok = number(child(p, "gridProperties"), "rowCount"); !ok {
		sh.rows = newRows
	}
	if sh.cols, ok = number(child(p, "gridProperties"), "columnCount"); !ok {
		sh.cols = newCols
	}
	if sh.id, ok = number(p, "sheetId"); !ok && len(b.sheets) > 0 {
		sh.id = int(s.mint())
	}
	if b.sheetByID(sh.id) != nil {
		return invalid("two sheets have the id %d", sh.id)
	}
	if sh.title = str(p, "title"); sh.title == "" {
		l, _ := localeOf(b.locale())
		sh.title = l.SheetTitle
	}
	if b.sheetByTitle(sh.title) != nil {
		return duplicateTitle(sh.title)
	}
	return nil
}

func duplicateTitle(title string) *apiError {
	return invalid("A sheet with the name \"%s\" already exists. Please enter another name.", title)
}

// readGridData fills a tab with cells and with what is known of rows and
// columns. The grid grows to hold them.
func (s *sheet) readGridData(b *book, d obj) *apiError {
	r0, _ := number(d, "startRow")
	c0, _ := number(d, "startColumn")
	rows, _ := d["rowData"].([]any)
	formats := map[string]*format{}
	for i, row := range rows {
		o, _ := row.(obj)
		values, _ := o["values"].([]any)
		for j, v := range values {
			o, _ := v.(obj)
			c, err := readCell(o)
			if err != nil {
				err.message = grid.Address(r0+i, c0+j) + ": " + err.message
				return err
			}
			c.format = intern(formats, c.format)
			s.put(r0+i, c0+j, c)
		}
		s.cols = max(s.cols, c0+len(values))
	}
	s.rows = max(s.rows, r0+len(rows))
	for i, o := range objects(d["rowMetadata"]) {
		if err := s.readDimension(b, true, r0+i, o); err != nil {
			return err
		}
	}
	for i, o := range objects(d["columnMetadata"]) {
		if err := s.readDimension(b, false, c0+i, o); err != nil {
			return err
		}
	}
	return nil
}

// intern lets equal formats of a sheet be one.
func intern(known map[string]*format, f *format) *format {
	if f == nil {
		return nil
	}
	key := string(appendJSON(appendJSON(nil, f.tree), f.effective))
	if known[key] == nil {
		known[key] = f
	}
	return known[key]
}

func (s *sheet) readDimension(b *book, rows bool, at int, o obj) *apiError {
	for _, md := range objects(o["developerMetadata"]) {
		loc := location{kind: locationColumn, sheetID: s.id, start: at, end: at + 1}
		if rows {
			loc.kind = locationRow
		}
		if err := b.addLoaded(md, loc); err != nil {
			return err
		}
	}
	kept := obj{}
	for k, v := range o {
		if k != "developerMetadata" && v != false {
			kept[k] = v
		}
	}
	pixels := float64(defaultColumnPixels)
	if rows {
		pixels = defaultRowPixels
	}
	if kept["pixelSize"] == pixels {
		delete(kept, "pixelSize")
	}
	if len(kept) > 0 {
		s.dims(rows)[at] = kept
	}
	return nil
}

// readCell makes a cell from CellData as loaded: the effective value is kept,
// and where it is absent the entered one stands for it.
func readCell(o obj) (cell, *apiError) {
	if len(o) == 0 {
		return cell{}, nil
	}
	entered, effective := child(o, "userEnteredValue"), child(o, "effectiveValue")
	formula := str(entered, "formulaValue")
	value := effective
	if value == nil && formula == "" {
		value = entered
	}
	c, err := valueOf(value)
	if err != nil {
		return cell{}, err
	}
	if _, empty := effective["stringValue"]; empty && formula != "" && c.kind == kindBlank {
		c.kind = kindText
	}
	c.formula = formula
	if entered == nil && effective == nil && str(o, "formattedValue") != "" {
		return cell{}, invalid("a cell has a formattedValue and no value")
	}
	if entered, effective := child(o, "userEnteredFormat"), child(o, "effectiveFormat"); len(entered)+len(effective) > 0 {
		c.format = loadedFormat(entered, effective)
	}
	for k, v := range o {
		switch k {
		case "userEnteredValue", "effectiveValue", "userEnteredFormat", "effectiveFormat":
			continue
		case "formattedValue", "note":
			if v == "" {
				continue
			}
		}
		if k == "formattedValue" && c.kind == kindText && v == c.text {
			continue
		}
		c.extra = set(c.extra, k, v)
	}
	return c, nil
}
