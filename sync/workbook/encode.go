package workbook

import (
	"fmt"
	"io"
	"net/url"
	"sort"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"tonghop/model/book"
	"tonghop/model/grid"
)

// Encode writes a laid-out book as an .xlsx. Equal books give equal bytes.
//
// No cell becomes a formula, whatever its text begins with. Characters that
// the file format cannot hold are left out, and a text over its limit ends
// with "…". Rows of wrapped text that state no height get one.
func Encode(w io.Writer, b *book.Book) error {
	if len(b.Tabs) == 0 {
		return fmt.Errorf("encoding %q: a workbook needs a tab", b.Title)
	}
	f := excelize.NewFile()
	defer f.Close()
	rows := map[string]io.WriterTo{}
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &sortedZip{w: w, rows: rows} })
	if err := f.SetDefaultFont(bodyFont); err != nil {
		return fmt.Errorf("encoding %q: %w", b.Title, err)
	}
	titles := sheetTitles(b.Tabs)
	byKey := make(map[string]string, len(titles))
	for i, t := range titles {
		byKey[b.Tabs[i].Key] = t
	}
	styles := newStyles(f)
	for i := range b.Tabs {
		if err := addSheet(f, i, titles[i]); err != nil {
			return fmt.Errorf("adding tab %q: %w", b.Tabs[i].Title, err)
		}
	}
	for i := range b.Tabs {
		tab := &b.Tabs[i]
		if err := encodeTab(f, byKey, titles[i], tab); err != nil {
			return fmt.Errorf("encoding tab %q: %w", tab.Title, err)
		}
		if err := styles.prepare(tab); err != nil {
			return fmt.Errorf("encoding tab %q: %w", tab.Title, err)
		}
		rows[partOfSheet(i)] = &rowWriter{tab: tab, styles: styles, heights: newHeights(tab)}
	}
	if err := setNames(f, byKey, b.Names); err != nil {
		return fmt.Errorf("encoding %q: %w", b.Title, err)
	}
	if err := setProperties(f, b.Title); err != nil {
		return fmt.Errorf("encoding %q: %w", b.Title, err)
	}
	sortTypes(f)
	if err := f.Write(w); err != nil {
		return fmt.Errorf("writing %q: %w", b.Title, err)
	}
	return nil
}

// sortTypes brings the kinds of images that a chart lets excelize declare into
// an order: its own differs from run to run.
func sortTypes(f *excelize.File) {
	if f.ContentTypes == nil {
		return
	}
	list := f.ContentTypes.Defaults
	sort.Slice(list, func(i, j int) bool { return list[i].Extension < list[j].Extension })
}

// addSheet makes the i-th sheet; a new file brings the first one along.
func addSheet(f *excelize.File, i int, title string) error {
	if i == 0 {
		return f.SetSheetName(f.GetSheetName(0), title)
	}
	_, err := f.NewSheet(title)
	return err
}

// setProperties names the program as the author. The instants are fixed: the
// same report gives the same file whenever it is written.
func setProperties(f *excelize.File, title string) error {
	const never = "2020-01-01T00:00:00Z"
	return f.SetDocProps(&excelize.DocProperties{
		Creator: "tonghop", LastModifiedBy: "tonghop", Title: cleanText(title),
		Created: never, Modified: never,
	})
}

// partOfSheet names the part in which excelize keeps the i-th sheet.
func partOfSheet(i int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1) }

// encodeTab writes one sheet but for its rows. excelize's stream takes what
// concerns the sheet as a whole, and loses without a word what is set after it
// is flushed.
func encodeTab(f *excelize.File, titles map[string]string, title string, tab *book.Tab) error {
	if err := setPage(f, title, tab); err != nil {
		return err
	}
	if err := setLinks(f, title, tab); err != nil {
		return err
	}
	if err := setWidths(f, title, tab); err != nil {
		return err
	}
	if err := addCharts(f, title, tab, titles); err != nil {
		return err
	}
	if err := addRules(f, title, tab); err != nil {
		return err
	}
	if err := addLists(f, title, tab, titles); err != nil {
		return err
	}
	sw, err := f.NewStreamWriter(title)
	if err != nil {
		return err
	}
	if err := freeze(sw, tab.Frozen); err != nil {
		return err
	}
	for _, m := range tab.Merges {
		if m.EndRow-m.Row < 2 && m.EndCol-m.Col < 2 {
			continue // Excel takes a merge of one cell for damage
		}
		if err := sw.MergeCell(grid.Address(m.Row, m.Col), grid.Address(m.EndRow-1, m.EndCol-1)); err != nil {
			return err
		}
	}
	return sw.Flush()
}

func setWidths(f *excelize.File, title string, tab *book.Tab) error {
	for i, chars := range tab.Widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := f.SetColWidth(title, name, name, columnWidth(chars)); err != nil {
			return err
		}
	}
	return nil
}

// setLinks adds the web addresses of cells, up to what a sheet may hold.
// Anything but a web or mail address would make Excel offer a repair.
func setLinks(f *excelize.File, title string, tab *book.Tab) error {
	left := excelize.TotalSheetHyperlinks
	for i := range tab.Rows {
		for j := range tab.Rows[i].Cells {
			link := tab.Rows[i].Cells[j].Link
			if !isLink(link) || left == 0 {
				continue
			}
			if err := f.SetCellHyperLink(title, grid.Address(i, j), link, "External"); err != nil {
				return err
			}
			left--
		}
	}
	return nil
}

func isLink(s string) bool {
	const longest = 2079 // characters that Excel takes
	if s == "" {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && len(s) <= longest &&
		(u.Scheme == "https" || u.Scheme == "http" || u.Scheme == "mailto")
}

// sheetTitles gives titles that Excel accepts: at most 31 characters, none of
// its reserved ones, and no two alike whatever their case.
func sheetTitles(tabs []book.Tab) []string {
	taken := make(map[string]bool, len(tabs))
	titles := make([]string, len(tabs))
	for i := range tabs {
		title := strings.Map(func(r rune) rune {
			if strings.ContainsRune(`:\/?*[]'`, r) {
				return '-'
			}
			return r
		}, strings.TrimSpace(cleanText(tabs[i].Title)))
		if title == "" {
			title = fmt.Sprintf("Tab %d", i+1)
		}
		name := cut(title, excelize.MaxSheetNameLength)
		for n := 2; taken[strings.ToLower(name)]; n++ {
			mark := fmt.Sprintf(" (%d)", n)
			name = cut(title, excelize.MaxSheetNameLength-len(mark)) + mark
		}
		taken[strings.ToLower(name)] = true
		titles[i] = name
	}
	return titles
}

// cut shortens a text to a number of UTF-16 units, as Excel counts.
func cut(s string, units int) string {
	n := 0
	for i, r := range s {
		if n += utf16.RuneLen(r); n > units {
			return s[:i]
		}
	}
	return s
}
