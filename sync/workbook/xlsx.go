package workbook

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// decodeXLSX reads an OOXML workbook. Tabs come in the order in which the
// workbook shows them; sheets of charts and macros hold no cells and are left
// out.
func decodeXLSX(data []byte) (grid.Book, error) {
	f, err := openPackage(data)
	if err != nil {
		return grid.Book{}, err
	}
	defer f.Close()
	wb, err := readParts(f)
	if err != nil {
		return grid.Book{}, err
	}
	sheets := f.WorkBook.Sheets.Sheet
	if len(sheets) > MaxTabs {
		return grid.Book{}, fault(office.FaultTooLarge, "%d tabs, over %d", len(sheets), MaxTabs)
	}
	var b grid.Book
	for _, s := range sheets {
		rel, ok := wb.rels[s.ID]
		if !ok {
			return grid.Book{}, fault(office.FaultTruncated, "tab %q has no part", s.Name)
		}
		if !rel.is("worksheet") {
			continue
		}
		raw, ok := part(f, wb.resolve(rel.Target))
		if !ok {
			return grid.Book{}, fault(office.FaultTruncated, "the part of tab %q is missing", s.Name)
		}
		tab, err := wb.readTab(s.Name, raw)
		if err != nil {
			return grid.Book{}, err
		}
		tab.Hidden = s.State == "hidden" || s.State == "veryHidden"
		b.Tabs = append(b.Tabs, tab)
	}
	if len(b.Tabs) == 0 {
		return grid.Book{}, fault(office.FaultNotWorkbook, "a workbook without a single tab of cells")
	}
	return b, nil
}

// parts is what the tabs of one workbook share.
type parts struct {
	path    string // of the workbook's own part
	rels    map[string]relationship
	texts   []string // the shared texts
	dates   []bool   // by cell style: shown as a date or time
	from04  bool     // serials count from 1/1/1904
	budget  int      // slots that the grid may still take
	charset charsetReader
}

// readParts reads what the tabs share: relations, shared texts, styles and
// the date system.
func readParts(f *excelize.File) (*parts, error) {
	top, err := readRels(f, "_rels/.rels")
	if err != nil {
		return nil, err
	}
	wb := &parts{budget: MaxSlots, charset: f.CharsetReader}
	for _, r := range top {
		if r.is("officeDocument") {
			wb.path = strings.TrimPrefix(path.Clean("/"+r.Target), "/")
		}
	}
	if wb.path == "" || f.WorkBook == nil || len(f.WorkBook.Sheets.Sheet) == 0 {
		return nil, fault(office.FaultTruncated, "the package states no tabs")
	}
	dir, base := path.Split(wb.path)
	if wb.rels, err = readRels(f, dir+"_rels/"+base+".rels"); err != nil {
		return nil, err
	}
	if wb.texts, err = wb.readTexts(f); err != nil {
		return nil, fmt.Errorf("reading the shared texts: %w", err)
	}
	if wb.dates, err = wb.readStyles(f); err != nil {
		return nil, fmt.Errorf("reading the styles: %w", err)
	}
	wb.from04 = f.WorkBook.WorkbookPr != nil && f.WorkBook.WorkbookPr.Date1904
	return wb, nil
}

// A relationship names one part that another refers to.
type relationship struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// is compares the last word of the type, which is the same in the
// transitional and in the strict form of the file format.
func (r relationship) is(kind string) bool { return path.Base(r.Type) == kind }

func readRels(f *excelize.File, name string) (map[string]relationship, error) {
	raw, _ := part(f, name)
	var doc struct {
		Relationships []relationship `xml:"Relationship"`
	}
	if len(raw) > 0 {
		if err := xml.NewDecoder(bytes.NewReader(raw)).Decode(&doc); err != nil {
			return nil, fault(office.FaultTruncated, "%s: %v", name, err)
		}
	}
	rels := make(map[string]relationship, len(doc.Relationships))
	for _, r := range doc.Relationships {
		rels[r.ID] = r
	}
	return rels, nil
}

// resolve gives the path of a part from a target beside the workbook's part.
func (wb *parts) resolve(target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(path.Dir(wb.path), target)
}

// related gives the first part of a kind that the workbook refers to.
func (wb *parts) related(f *excelize.File, kind string) (raw []byte, name string, ok bool) {
	for _, r := range wb.rels {
		if r.is(kind) {
			name = wb.resolve(r.Target)
			raw, ok = part(f, name)
			return raw, name, ok
		}
	}
	return nil, "", false
}

// readStyles tells of each cell style whether it shows a date or a time.
func (wb *parts) readStyles(f *excelize.File) ([]bool, error) {
	const read = "xl/styles.xml" // the only place where excelize looks
	if raw, name, ok := wb.related(f, "styles"); ok && name != read {
		if err := xml.NewDecoder(bytes.NewReader(raw)).Decode(f.Styles); err != nil {
			return nil, err
		}
	}
	if f.Styles == nil || f.Styles.CellXfs == nil {
		return nil, nil
	}
	custom := make(map[int]bool)
	if f.Styles.NumFmts != nil {
		for _, n := range f.Styles.NumFmts.NumFmt {
			custom[n.NumFmtID] = isDateFormat(n.FormatCode)
		}
	}
	dates := make([]bool, len(f.Styles.CellXfs.Xf))
	for i, xf := range f.Styles.CellXfs.Xf {
		if xf.NumFmtID == nil {
			continue
		}
		date, ok := custom[*xf.NumFmtID]
		if !ok {
			date = isBuiltInDate(*xf.NumFmtID)
		}
		dates[i] = date
	}
	return dates, nil
}
