package cells

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"tonghop/model/grid"
)

// A raw is an .xlsx package as its parts, so that tests can write what no
// library would.
type raw map[string]string

const (
	nsMain = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	nsRel  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
)

// rawSheets gives a package of tabs, each the content of its <worksheet>. The
// cell style 1 shows a date, style 2 a grouped number.
func rawSheets(sheets ...string) raw {
	r := raw{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels":         rels(`<Relationship Id="rId1" Type="` + nsRel + `/officeDocument" Target="xl/workbook.xml"/>`),
		"xl/styles.xml":       `<styleSheet ` + nsMain + `><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="3"/></cellXfs></styleSheet>`,
	}
	var list, links strings.Builder
	for i, s := range sheets {
		fmt.Fprintf(&list, `<sheet name="T%d" sheetId="%d" r:id="rId%d"/>`, i+1, i+1, i+1)
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, nsRel, i+1)
		r[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = `<?xml version="1.0" encoding="UTF-8"?><worksheet ` + nsMain + `>` + s + `</worksheet>`
	}
	fmt.Fprintf(&links, `<Relationship Id="rIdT" Type="%s/sharedStrings" Target="sharedStrings.xml"/>`, nsRel)
	r["xl/workbook.xml"] = workbookXML("", list.String())
	r["xl/_rels/workbook.xml.rels"] = rels(links.String())
	r["xl/sharedStrings.xml"] = `<sst ` + nsMain + `/>`
	return r
}

func workbookXML(properties, sheets string) string {
	return `<workbook ` + nsMain + ` xmlns:r="` + nsRel + `">` + properties + `<sheets>` + sheets + `</sheets></workbook>`
}

func rels(list string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + list + `</Relationships>`
}

// with gives the package with one part replaced.
func (r raw) with(name, content string) raw {
	r[name] = content
	return r
}

func (r raw) bytes() []byte {
	var buf bytes.Buffer
	zw := zip.NewWriter(&buf)
	names := make([]string, 0, len(r))
	for name := range r {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		w, err := zw.Create(name)
		if err == nil {
			_, err = io.WriteString(w, r[name])
		}
		if err != nil {
			panic(err) // a buffer takes everything
		}
	}
	if err := zw.Close(); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

// rawBook writes a grid as an .xlsx: the other half of the round trip.
func rawBook(b grid.Book) raw {
	var sheets []string
	var list strings.Builder
	for i, tab := range b.Tabs {
		sheets = append(sheets, sheetXML(tab))
		state := ""
		if tab.Hidden {
			state = ` state="hidden"`
		}
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" r:id="rId%d"%s/>`, escapeXML(tab.Title), i+1, i+1, state)
	}
	return rawSheets(sheets...).with("xl/workbook.xml", workbookXML("", list.String()))
}

func sheetXML(tab grid.Tab) string {
	var b strings.Builder
	b.WriteString("<cols>")
	for _, c := range tab.HiddenCols {
		fmt.Fprintf(&b, `<col min="%d" max="%d" hidden="1"/>`, c+1, c+1)
	}
	b.WriteString("</cols><sheetData>")
	for i, row := range tab.Rows {
		hidden := ""
		if slices.Contains(tab.HiddenRows, i) {
			hidden = ` hidden="1"`
		}
		fmt.Fprintf(&b, `<row r="%d"%s>`, i+1, hidden)
		for j, c := range row {
			b.WriteString(cellXML(grid.Address(i, j), c))
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData><mergeCells>")
	for _, m := range tab.Merges {
		fmt.Fprintf(&b, `<mergeCell ref="%s"/>`, m)
	}
	b.WriteString("</mergeCells>")
	return b.String()
}

func cellXML(at string, c grid.Cell) string {
	f := ""
	if c.Formula {
		f = "<f>A1</f>"
	}
	number := strconv.FormatFloat(c.Number, 'g', -1, 64)
	switch c.Kind {
	case grid.Text:
		if c.Formula {
			return fmt.Sprintf(`<c r="%s" t="str">%s<v>%s</v></c>`, at, f, escapeXML(c.Text))
		}
		return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, escapeXML(c.Text))
	case grid.Number:
		return fmt.Sprintf(`<c r="%s" s="2">%s<v>%s</v></c>`, at, f, number)
	case grid.Date:
		return fmt.Sprintf(`<c r="%s" s="1">%s<v>%s</v></c>`, at, f, number)
	case grid.Bool:
		return fmt.Sprintf(`<c r="%s" t="b">%s<v>%s</v></c>`, at, f, number)
	case grid.Error:
		return fmt.Sprintf(`<c r="%s" t="e">%s<v>%s</v></c>`, at, f, escapeXML(c.Text))
	}
	return fmt.Sprintf(`<c r="%s">%s</c>`, at, f)
}

// escapeXML escapes for XML, and for the file format's own _xHHHH_.
func escapeXML(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(strings.ReplaceAll(s, "_x", "_x005F_x"))); err != nil {
		panic(err) // a builder takes everything
	}
	return b.String()
}
