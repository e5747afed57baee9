package sheetsim

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"tonghop/model/grid"
)

// xlsx writes a book as an .xlsx: values, formulas with their results, number
// formats, what is struck through or coloured, merges, what is hidden. Notes and
// partly struck texts are left out.
func (b *book) xlsx() ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w := &xlsxWriter{z: z, styles: map[string]int{"": 0}, formats: map[string]int{}, fills: map[string]int{}}
	for i, sh := range b.sheets {
		if err := w.part(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), w.sheet(sh)); err != nil {
			return nil, err
		}
	}
	for _, p := range [][2]string{
		{"[Content_Types].xml", contentTypes(len(b.sheets))}, {"_rels/.rels", packageRels},
		{"xl/workbook.xml", workbookPart(b)}, {"xl/_rels/workbook.xml.rels", workbookRels(len(b.sheets))}, {"xl/styles.xml", w.stylesPart()},
	} {
		if err := w.part(p[0], p[1]); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

type xlsxWriter struct {
	z       *zip.Writer
	styles  map[string]int // by their cellXfs element
	order   []string
	formats map[string]int // number formats by code
	fills   map[string]int // by colour
}

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relNS    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	partType = "application/vnd.openxmlformats-officedocument.spreadsheetml."

	packageRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` +
		relNS + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`
)

func (w *xlsxWriter) part(name, text string) error {
	f, err := w.z.Create(name)
	if err != nil {
		return err
	}
	_, err = f.Write([]byte(xmlHead + text))
	return err
}

func contentTypes(sheets int) string {
	var b strings.Builder
	b.WriteString(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="` + partType + `sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + partType + `styles+xml"/>`)
	for i := range sheets {
		fmt.Fprintf(&b, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, i+1, partType)
	}
	return b.String() + "</Types>"
}

func workbookPart(b *book) string {
	var s strings.Builder
	s.WriteString("<workbook " + mainNS + ` xmlns:r="` + relNS + `"><sheets>`)
	for i, sh := range b.sheets {
		state := ""
		if boolean(sh.props, "hidden") {
			state = ` state="hidden"`
		}
		fmt.Fprintf(&s, `<sheet name="%s" sheetId="%d" r:id="rId%d"%s/>`, escaped(sh.title), i+1, i+1, state)
	}
	return s.String() + "</sheets></workbook>"
}

func workbookRels(sheets int) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := range sheets {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relNS, i+1)
	}
	fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/>`, sheets+1, relNS)
	return b.String() + "</Relationships>"
}

func (w *xlsxWriter) sheet(sh *sheet) string {
	var b strings.Builder
	b.WriteString("<worksheet " + mainNS + ">")
	w.columns(&b, sh)
	b.WriteString("<sheetData>")
	for r := range max(len(sh.cells), lastHidden(sh)) {
		var row []cell
		if r < len(sh.cells) {
			row = sh.cells[r]
		}
		hidden := ""
		if isHidden(sh.rowProps[r]) {
			hidden = ` hidden="1"`
		}
		fmt.Fprintf(&b, `<row r="%d"%s>`, r+1, hidden)
		for c := range row {
			w.cell(&b, grid.Address(r, c), &row[c])
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData>")
	if len(sh.merges) > 0 {
		fmt.Fprintf(&b, `<mergeCells count="%d">`, len(sh.merges))
		for _, m := range sh.merges {
			fmt.Fprintf(&b, `<mergeCell ref="%s:%s"/>`, grid.Address(m.r0, m.c0), grid.Address(m.r1-1, m.c1-1))
		}
		b.WriteString("</mergeCells>")
	}
	return b.String() + "</worksheet>"
}

func isHidden(props obj) bool {
	return boolean(props, "hiddenByUser") || boolean(props, "hiddenByFilter")
}

func lastHidden(sh *sheet) int {
	n := 0
	for r, props := range sh.rowProps {
		if isHidden(props) {
			n = max(n, r+1)
		}
	}
	return n
}

func (w *xlsxWriter) columns(b *strings.Builder, sh *sheet) {
	var cols strings.Builder
	for c := range sh.cols {
		if isHidden(sh.colProps[c]) {
			fmt.Fprintf(&cols, `<col min="%d" max="%d" width="12" hidden="1" customWidth="1"/>`, c+1, c+1)
		}
	}
	if cols.Len() > 0 {
		b.WriteString("<cols>" + cols.String() + "</cols>")
	}
}

// cell writes one cell. What Excel cannot compute stands in its export as a
// function of no meaning around its last result.
func (w *xlsxWriter) cell(b *strings.Builder, at string, c *cell) {
	if c.absent() {
		return
	}
	kind, value := "", ""
	switch c.kind {
	case kindNumber:
		value = strconv.FormatFloat(c.num, 'g', -1, 64)
	case kindText:
		kind, value = "str", c.text
	case kindBool:
		kind, value = "b", strconv.FormatFloat(c.num, 'g', -1, 64)
	case kindError:
		kind, value = "e", errorCodes[c.errType]
		if c.errType == "LOADING" {
			kind = "str"
		}
	}
	fmt.Fprintf(b, `<c r="%s"`, at)
	if s := w.style(c.format); s > 0 {
		fmt.Fprintf(b, ` s="%d"`, s)
	}
	if kind != "" {
		b.WriteString(` t="` + kind + `"`)
	}
	b.WriteString(">")
	if c.formula != "" {
		f := strings.TrimPrefix(c.formula, "=")
		if foreignFunction.MatchString(f) {
			f = `IFERROR(__xludf.DUMMYFUNCTION("` + strings.ReplaceAll(f, `"`, `""`) + `"),` + literal(c) + ")"
		}
		b.WriteString("<f>" + escaped(f) + "</f>")
	}
	if value != "" || kind == "str" {
		b.WriteString(`<v>` + escaped(value) + "</v>")
	}
	b.WriteString("</c>")
}

var foreignFunction = regexp.MustCompile(`(?i)\b(IMPORT(RANGE|HTML|XML|DATA|FEED)|GOOGLEFINANCE|GOOGLETRANSLATE|QUERY|ARRAYFORMULA)\s*\(`)

func literal(c *cell) string {
	switch c.kind {
	case kindNumber, kindBool:
		return strconv.FormatFloat(c.num, 'g', -1, 64)
	case kindError:
		return errorCodes[c.errType]
	}
	return `"` + strings.ReplaceAll(c.text, `"`, `""`) + `"`
}

// patterns are how numbers of a kind are shown where no pattern is stated.
var patterns = map[string]string{"DATE": "dd/mm/yyyy", "DATE_TIME": "dd/mm/yyyy hh:mm:ss", "TIME": "hh:mm:ss", "PERCENT": "0.00%", "TEXT": "@"}

// style gives the number of a format, 0 for the usual one.
func (w *xlsxWriter) style(f *format) int {
	if f == nil {
		return 0
	}
	code := f.pattern
	if code == "" {
		code = patterns[f.kind]
	}
	number := 0
	if code != "" {
		if w.formats[code] == 0 {
			w.formats[code] = 164 + len(w.formats)
		}
		number = w.formats[code]
	}
	font, fill := 0, 0
	if boolean(child(f.tree, "textFormat"), "strikethrough") {
		font = 1
	}
	if colour := rgbText(child(child(f.tree, "backgroundColorStyle"), "rgbColor")); colour != "" && colour != "FFFFFF" {
		if w.fills[colour] == 0 {
			w.fills[colour] = 2 + len(w.fills)
		}
		fill = w.fills[colour]
	}
	if number+font+fill == 0 {
		return 0
	}
	xf := fmt.Sprintf(`<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`, number, font, fill)
	if w.styles[xf] == 0 {
		w.order = append(w.order, xf)
		w.styles[xf] = len(w.order)
	}
	return w.styles[xf]
}

// rgbText is a Color as "RRGGBB"; "" for none.
func rgbText(c obj) string {
	if c == nil {
		return ""
	}
	part := func(name string) int {
		v, _ := c[name].(float64)
		return int(v*255 + 0.5)
	}
	return fmt.Sprintf("%02X%02X%02X", part("red"), part("green"), part("blue"))
}

func (w *xlsxWriter) stylesPart() string {
	formats, fills := make([]string, len(w.formats)), make([]string, len(w.fills))
	for code, n := range w.formats {
		formats[n-164] = fmt.Sprintf(`<numFmt numFmtId="%d" formatCode="%s"/>`, n, escaped(code))
	}
	for colour, n := range w.fills {
		fills[n-2] = `<fill><patternFill patternType="solid"><fgColor rgb="FF` + colour + `"/></patternFill></fill>`
	}
	return "<styleSheet " + mainNS + ">" +
		fmt.Sprintf(`<numFmts count="%d">%s</numFmts>`, len(formats), strings.Join(formats, "")) +
		`<fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><strike/><sz val="10"/><name val="Arial"/></font></fonts>` +
		fmt.Sprintf(`<fills count="%d"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>%s</fills>`, 2+len(fills), strings.Join(fills, "")) +
		`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
		fmt.Sprintf(`<cellXfs count="%d"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>%s</cellXfs></styleSheet>`, 1+len(w.order), strings.Join(w.order, ""))
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
