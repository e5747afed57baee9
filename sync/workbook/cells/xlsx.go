package cells

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// decodeXLSX reads an OOXML workbook. Tabs come in the order in which the
// workbook shows them; sheets of charts and macros, and entries that lead to no
// part (a deleted sheet, a module of VBA), hold no cells and are left out. A tab
// that is damaged is told (Tab.Damage), and costs no other.
func decodeXLSX(data []byte) (grid.Book, error) {
	p, err := openPack(data)
	if err != nil {
		return grid.Book{}, err
	}
	if p.has("content.xml") && (p.has("mimetype") || p.has("META-INF/manifest.xml")) {
		return decodeODS(p)
	}
	if code, what := p.foreign(); code != "" {
		return grid.Book{}, fault(code, "%s", what)
	}
	wb, err := readWorkbook(p)
	if err != nil {
		return grid.Book{}, err
	}
	var b grid.Book
	for _, s := range wb.sheets {
		rel := wb.rels[s.rel]
		if rel.kind != "worksheet" {
			continue
		}
		tab, err := wb.readTab(rel.target)
		if err != nil && whole(err) {
			return grid.Book{}, fmt.Errorf("reading tab %q: %w", s.title, err)
		}
		if err != nil {
			tab = grid.Tab{Damage: asFault(err).Detail}
		}
		tab.Title, tab.Hidden = s.title, s.hidden
		b.Tabs = append(b.Tabs, tab)
	}
	if len(b.Tabs) == 0 && len(wb.rels) == 0 {
		return grid.Book{}, fault(office.FaultTruncated, "none of the %d tabs has a part", len(wb.sheets))
	}
	return b, someTab(&b)
}

// whole reports whether an error in one tab concerns the whole book: the limits
// hold for all tabs together.
func whole(err error) bool { return asFault(err).Code == office.FaultTooLarge }

// someTab refuses a book of which no tab could be read.
func someTab(b *grid.Book) error {
	if len(b.Tabs) == 0 {
		return fault(office.FaultNotWorkbook, "a workbook without a single tab of cells")
	}
	if i := slices.IndexFunc(b.Tabs, func(t grid.Tab) bool { return t.Damage == "" }); i < 0 {
		return fault(office.FaultTruncated, "reading tab %q: %s", b.Tabs[0].Title, b.Tabs[0].Damage)
	}
	return nil
}

// A workbook is what the tabs of one file share.
type workbook struct {
	pack   *pack
	rels   map[string]relationship
	sheets []sheetEntry
	texts  []text  // the shared texts
	styles []style // by cell style
	from04 bool    // serials count from 1/1/1904
	// recalculate tells that the file asks for its formulas to be computed
	// again, so that their stored results are not what a person sees.
	recalculate bool
	budget      int // slots that the grid may still take
	more        map[grid.More]*grid.More
}

// A sheetEntry is a sheet as the workbook lists it.
type sheetEntry struct {
	title, rel string
	hidden     bool
}

// readWorkbook reads what the tabs share: the list of sheets, shared texts,
// styles and the date system.
func readWorkbook(p *pack) (*workbook, error) {
	top, err := p.rels("")
	if err != nil {
		return nil, err
	}
	wb := &workbook{pack: p, budget: MaxSlots, more: make(map[grid.More]*grid.More)}
	name := related(top, "officeDocument")
	raw, err := p.head(name)
	if err != nil {
		return nil, err
	}
	if len(raw) == 0 {
		return nil, fault(office.FaultTruncated, "the package holds no workbook")
	}
	if err := wb.readSheets(raw); err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if len(wb.sheets) == 0 {
		return nil, fault(office.FaultTruncated, "the package states no tabs")
	}
	if wb.rels, err = p.rels(name); err != nil {
		return nil, err
	}
	beside := func(kind, usual string) string {
		return cmp.Or(related(wb.rels, kind), resolve(path.Dir(name)+"/", usual))
	}
	if wb.texts, err = readTexts(p, beside("sharedStrings", "sharedStrings.xml")); err != nil {
		return nil, fmt.Errorf("reading the shared texts: %w", err)
	}
	if err := wb.readStyles(beside("styles", "styles.xml"), beside("theme", "theme/theme1.xml")); err != nil {
		return nil, fmt.Errorf("reading the styles: %w", err)
	}
	return wb, nil
}

// related gives the part of a kind that a part refers to; the first by name, so
// that equal files are read alike.
func related(rels map[string]relationship, kind string) string {
	name := ""
	for _, r := range rels {
		if r.kind == kind && (name == "" || r.target < name) {
			name = r.target
		}
	}
	return name
}

// readSheets reads the workbook's own part.
func (wb *workbook) readSheets(raw []byte) error {
	doc, err := newDocument(raw)
	if err != nil {
		return err
	}
	return doc.root(func(e element) error {
		if e.name != "workbook" {
			return fault(office.FaultTruncated, "it holds <%s>", e.name)
		}
		return doc.children(func(e element) error {
			switch e.name {
			case "workbookPr":
				wb.from04 = e.has("date1904")
			case "calcPr":
				wb.recalculate = e.has("fullCalcOnLoad") || e.attr("calcCompleted") == "0" || e.attr("calcCompleted") == "false" ||
					e.attr("calcMode") == "manual" && (e.attr("calcOnSave") == "0" || e.attr("calcOnSave") == "false")
			case "sheets":
				return doc.children(func(e element) error {
					if e.name == "sheet" {
						state := e.attr("state")
						wb.sheets = append(wb.sheets, sheetEntry{grid.CleanText(unescape(e.attr("name"))), e.attr("id"), state == "hidden" || state == "veryHidden"})
					}
					if len(wb.sheets) > MaxTabs {
						return fault(office.FaultTooLarge, "more than %d tabs", MaxTabs)
					}
					return doc.skip()
				})
			}
			return doc.skip()
		})
	})
}

func (wb *workbook) intern(m grid.More) *grid.More { return intern(wb.more, m) }

// intern gives the one copy of what a few cells have; nil for nothing.
func intern(known map[grid.More]*grid.More, m grid.More) *grid.More {
	if m == (grid.More{}) {
		return nil
	}
	old := known[m]
	if old == nil {
		old = &m
		known[m] = old
	}
	return old
}
