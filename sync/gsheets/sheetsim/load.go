package sheetsim

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"tonghop/model/grid"
)

// LoadSpreadsheet puts a spreadsheet on the Drive from a Spreadsheet resource
// in the API's public JSON. An empty id means the resource's own. A resource
// that holds what the schema does not know, or cells that contradict each
// other, is refused.
func (s *Server) LoadSpreadsheet(id string, resource []byte) error {
	var tree any
	if err := json.Unmarshal(resource, &tree); err != nil {
		return fmt.Errorf("reading the spreadsheet resource %s: %w", id, err)
	}
	if err := checkBody(tree, typeSpreadsheet, "spreadsheet"); err != nil {
		return fmt.Errorf("reading the spreadsheet resource %s: %w", id, err)
	}
	o, _ := tree.(obj)
	if id == "" {
		id = str(o, "spreadsheetId")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	b, apiErr := s.readBook(id, o)
	if apiErr != nil {
		return fmt.Errorf("reading the spreadsheet resource %s: %w", id, apiErr)
	}
	s.addFile(&file{id: id, name: str(b.props, "title"), mime: mimeSheet, book: b})
	return nil
}

// LoadXLSX puts a spreadsheet on the Drive as Drive makes one when it converts
// an .xlsx: values, merges and hidden rows and columns survive.
func (s *Server) LoadXLSX(id, name string, data []byte) error {
	if s.opts.DecodeXLSX == nil {
		return fmt.Errorf("converting %s: no decoder for .xlsx was given", name)
	}
	g, err := s.opts.DecodeXLSX(name, data)
	if err != nil {
		return fmt.Errorf("converting %s: %w", name, err)
	}
	if g.Title == "" {
		g.Title = baseName(name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	b, apiErr := s.fromGrid(id, g)
	if apiErr != nil {
		return fmt.Errorf("converting %s: %w", name, apiErr)
	}
	s.addFile(&file{id: id, name: g.Title, mime: mimeSheet, book: b})
	return nil
}

// LoadDir loads every *.json as a spreadsheet and converts every *.xlsx of a
// folder. A file's id is its spreadsheetId, else its base name.
func (s *Server) LoadDir(fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		ext := strings.ToLower(path.Ext(p))
		if err != nil || d.IsDir() || (ext != ".json" && ext != ".xlsx") {
			return err
		}
		if strings.HasPrefix(d.Name(), "~$") { // Excel's mark that a workbook is open
			return nil
		}
		data, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		if ext == ".xlsx" {
			return s.LoadXLSX(baseName(p), path.Base(p), data)
		}
		var own struct{ SpreadsheetID string }
		if err := json.Unmarshal(data, &own); err != nil {
			return fmt.Errorf("reading %s: %w", p, err)
		}
		if own.SpreadsheetID == "" {
			own.SpreadsheetID = baseName(p)
		}
		return s.LoadSpreadsheet(own.SpreadsheetID, data)
	})
}

// AddOfficeFile puts an .xlsx or the like on the Drive as it is: the Sheets API refuses
// it, Drive gives its bytes. Adding the same id again is a new revision.
func (s *Server) AddOfficeFile(id, name string, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.files[id]
	f := &file{id: id, name: name, mime: officeType(name), data: slices.Clone(data)}
	s.addFile(f)
	if old != nil {
		f.created, f.version, f.revision = old.created, old.version+1, old.revision+1
	}
}

// officeType is the type that Drive gives a file by its ending.
func officeType(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".xls":
		return "application/vnd.ms-excel"
	case ".ods":
		return "application/vnd.oasis.opendocument.spreadsheet"
	case ".csv":
		return "text/csv"
	case ".tsv":
		return "text/tab-separated-values"
	}
	return mimeXLSX
}

// AddOtherFile puts something on the Drive that is no spreadsheet: a document,
// a folder, a PDF. The Sheets API refuses each in its own way.
func (s *Server) AddOtherFile(id, name, mime string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.addFile(&file{id: id, name: name, mime: mime})
}

// AddShortcut puts a shortcut on the Drive that points to another file.
func (s *Server) AddShortcut(id, name, target string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.addFile(&file{id: id, name: name, mime: mimeLink, target: target})
}

func baseName(p string) string { return strings.TrimSuffix(path.Base(p), path.Ext(p)) }

// readBook makes a book from a Spreadsheet resource; the lock is held. What
// the resource leaves out is as in a new spreadsheet.
func (s *Server) readBook(id string, o obj) (*book, *apiError) {
	b := &book{id: id, props: s.newProperties(), other: obj{}}
	maps.Copy(b.props, child(o, "properties"))
	if _, err := localeOf(b.locale()); err != nil {
		return nil, err
	}
	for k, v := range o {
		switch k {
		case "spreadsheetId", "spreadsheetUrl", "properties", "sheets", "namedRanges", "developerMetadata":
		default:
			b.other[k] = v
		}
	}
	b.named = objects(o["namedRanges"])
	if err := b.readMetadata(o["developerMetadata"]); err != nil {
		return nil, err
	}
	for _, t := range objects(o["sheets"]) {
		sh, err := s.readSheet(b, t)
		if err != nil {
			return nil, err
		}
		b.sheets = append(b.sheets, sh)
	}
	if len(b.sheets) == 0 {
		l, _ := localeOf(b.locale())
		b.sheets = []*sheet{{title: l.SheetTitle, rows: newRows, cols: newCols, props: obj{}, lists: map[string][]obj{}}}
	}
	adopt(b)
	return b, nil
}

const newRows, newCols = 1000, 26

// newProperties are those of a spreadsheet made by a person of the locale.
func (s *Server) newProperties() obj {
	white := obj{"red": 1.0, "green": 1.0, "blue": 1.0}
	return obj{
		"title": "Untitled spreadsheet", "locale": s.opts.Locale, "timeZone": s.opts.TimeZone, "autoRecalc": "ON_CHANGE",
		"defaultFormat": obj{
			"backgroundColor": white, "backgroundColorStyle": obj{"rgbColor": white},
			"padding":           obj{"top": 2.0, "right": 3.0, "bottom": 2.0, "left": 3.0},
			"verticalAlignment": "BOTTOM", "wrapStrategy": "OVERFLOW_CELL",
			"textFormat": obj{
				"foregroundColor": obj{}, "foregroundColorStyle": obj{"rgbColor": obj{}},
				"fontFamily": "arial,sans,sans-serif", "fontSize": 10.0,
				"bold": false, "italic": false, "strikethrough": false, "underline": false,
			},
		},
		"spreadsheetTheme": obj{"primaryFontFamily": "Arial"},
	}
}

func objects(v any) []obj {
	l, _ := v.([]any)
	out := make([]obj, 0, len(l))
	for _, e := range l {
		if o, ok := e.(obj); ok {
			out = append(out, o)
		}
	}
	return out
}

// fromGrid makes a book from a decoded workbook.
func (s *Server) fromGrid(id string, g grid.Book) (*book, *apiError) {
	b := &book{id: id, props: s.newProperties(), other: obj{}}
	b.props["title"] = g.Title
	for i, t := range g.Tabs {
		sh := &sheet{title: t.Title, rows: max(newRows, len(t.Rows)), cols: max(newCols, t.Width()),
			props: obj{}, lists: map[string][]obj{}, rowProps: map[int]obj{}, colProps: map[int]obj{}}
		if i > 0 {
			sh.id = int(s.mint())
		}
		if t.Hidden {
			sh.props["hidden"] = true
		}
		for _, m := range t.Merges {
			sh.merges = append(sh.merges, span{m.Row, m.Col, m.EndRow, m.EndCol})
		}
		for _, r := range t.HiddenRows {
			sh.rowProps[r] = obj{"hiddenByUser": true}
		}
		for _, c := range t.HiddenCols {
			sh.colProps[c] = obj{"hiddenByUser": true}
		}
		for _, r := range t.FilteredRows {
			sh.rowProps[r] = obj{"hiddenByFilter": true}
		}
		for r, row := range t.Rows {
			for c, gc := range row {
				sh.put(r, c, fromGridCell(gc))
			}
		}
		b.sheets = append(b.sheets, sh)
	}
	if len(b.sheets) == 0 {
		return nil, invalid("a workbook without tabs")
	}
	return b, nil
}
