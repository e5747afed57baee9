package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
)

// A page is one Word document being drawn, from the top. Lengths are in twips, a
// twentieth of a point; sizes of letters in half points.
type page struct {
	b       strings.Builder
	profile profile
}

// A style is how a paragraph is written.
type style struct {
	size                int // 0 is the body's
	bold, italic        bool
	align               string // left, center, right, both
	first, left, right  int    // indents
	before, after       int
	newPage, keep, rule bool // on a new page; on one page with the next; a line below
}

const (
	a4Short, a4Long  = 11906, 16838
	top, side, inner = 1134, 1134, 1701 // 20, 20 and 30 mm
	upWidth          = a4Short - side - inner
	acrossWidth      = a4Long - side - inner
)

var (
	body    = style{align: "both", first: 720, after: 120}
	section = style{bold: true, align: "both", first: 720, before: 60, after: 120, keep: true}
)

func escapeXML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// para writes a paragraph.
func (p *page) para(text string, s style) { p.b.WriteString(paraXML(text, s)) }

func paraXML(text string, s style) string {
	var b strings.Builder
	b.WriteString("<w:p><w:pPr>")
	if s.keep {
		b.WriteString("<w:keepNext/>")
	}
	if s.newPage {
		b.WriteString("<w:pageBreakBefore/>")
	}
	if s.rule {
		b.WriteString(`<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>`)
	}
	fmt.Fprintf(&b, `<w:spacing w:before="%d" w:after="%d"/>`, s.before, s.after)
	fmt.Fprintf(&b, `<w:ind w:left="%d" w:right="%d" w:firstLine="%d"/>`, s.left, s.right, s.first)
	if s.align != "" {
		fmt.Fprintf(&b, `<w:jc w:val="%s"/>`, s.align)
	}
	b.WriteString(runLook(s) + "</w:pPr>") // an empty line is as high as its mark
	if text != "" {
		b.WriteString("<w:r>" + runLook(s) + `<w:t xml:space="preserve">` + escapeXML(text) + "</w:t></w:r>")
	}
	return b.String() + "</w:p>"
}

func runLook(s style) string {
	look := ""
	if s.bold {
		look += "<w:b/>"
	}
	if s.italic {
		look += "<w:i/>"
	}
	if s.size > 0 {
		look += fmt.Sprintf(`<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, s.size, s.size)
	}
	if look == "" {
		return ""
	}
	return "<w:rPr>" + look + "</w:rPr>"
}

// A tcell is a cell of a table; merge joins it with the one below.
type tcell struct {
	text  string
	style style
	span  int
	merge string
	more  []string // paragraphs, already drawn
}

// A trow is a row; head is printed again on each page.
type trow struct {
	cells []tcell
	head  bool
}

func (p *page) table(border bool, widths []int, rows ...trow) {
	w := &p.b
	w.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="` + fmt.Sprint(sumOf(widths)) + `" w:type="dxa"/>`)
	if border {
		w.WriteString("<w:tblBorders>")
		for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
			w.WriteString("<w:" + side + ` w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
		}
		w.WriteString("</w:tblBorders>")
	}
	margin := 0
	if border {
		margin = 50
	}
	fmt.Fprintf(w, `<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="%d" w:type="dxa"/><w:right w:w="%d" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`, margin, margin)
	for _, n := range widths {
		fmt.Fprintf(w, `<w:gridCol w:w="%d"/>`, n)
	}
	w.WriteString("</w:tblGrid>")
	for _, r := range rows {
		w.WriteString("<w:tr><w:trPr><w:cantSplit/>")
		if r.head {
			w.WriteString("<w:tblHeader/>")
		}
		w.WriteString("</w:trPr>")
		col := 0
		for _, c := range r.cells {
			n := max(1, c.span)
			w.WriteString(c.draw(sumOf(widths[col : col+n])))
			col += n
		}
		w.WriteString("</w:tr>")
	}
	w.WriteString("</w:tbl>")
}

func (c tcell) draw(width int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
	if c.span > 1 {
		fmt.Fprintf(&b, `<w:gridSpan w:val="%d"/>`, c.span)
	}
	if c.merge != "" {
		b.WriteString(`<w:vMerge w:val="` + c.merge + `"/>`)
	}
	if c.more == nil {
		b.WriteString(`<w:vAlign w:val="center"/>`)
	}
	b.WriteString("</w:tcPr>")
	if c.more == nil {
		b.WriteString(paraXML(c.text, c.style))
	}
	for _, para := range c.more {
		b.WriteString(para)
	}
	return b.String() + "</w:tc>"
}

func sumOf(widths []int) (n int) {
	for _, w := range widths {
		n += w
	}
	return n
}

// sectionXML sets the paper of what stands above: A4 upright or across, page
// numbers from the second page on in the top margin (Nghị định 30/2020/NĐ-CP,
// Phụ lục I).
func sectionXML(lies paper, restart bool) string {
	size := fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"/>`, a4Short, a4Long)
	if lies == across {
		size = fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/>`, a4Long, a4Short)
	}
	numbers := ""
	if restart {
		numbers = `<w:pgNumType w:start="1"/>`
	}
	return `<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:type w:val="nextPage"/>` + size +
		fmt.Sprintf(`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="567" w:footer="567" w:gutter="0"/>`, top, side, top, inner) +
		numbers + "<w:titlePg/></w:sectPr>"
}

// endSection ends the upright pages; the annexes lie across.
func (p *page) endSection() {
	p.b.WriteString(`<w:p><w:pPr><w:spacing w:before="0" w:after="0"/>` + sectionXML(upright, false) + `</w:pPr></w:p>`)
}

const wordNames = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// save puts the document's parts together; last is the paper of its last
// section.
func (p *page) save(title string, last paper) ([]byte, error) {
	ooxml := "application/vnd.openxmlformats-officedocument.wordprocessingml."
	rels := "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="` + ooxml + `document.main+xml"/><Override PartName="/word/styles.xml" ContentType="` + ooxml + `styles+xml"/><Override PartName="/word/header1.xml" ContentType="` + ooxml + `header+xml"/>` +
			`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + rels + `officeDocument" Target="word/document.xml"/>` +
			`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
		{"word/document.xml", "<w:document " + wordNames + "><w:body>" + p.b.String() + sectionXML(last, last == across) + "</w:body></w:document>"},
		{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + rels + `styles" Target="styles.xml"/><Relationship Id="rId2" Type="` + rels + `header" Target="header1.xml"/></Relationships>`},
		{"word/styles.xml", `<w:styles ` + wordNames + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="` + fontFamily + `" w:hAnsi="` + fontFamily + `" w:eastAsia="` + fontFamily + `" w:cs="` + fontFamily + `"/><w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault>` +
			`<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>`},
		{"word/header1.xml", `<w:hdr ` + wordNames + `><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:t>2</w:t></w:r><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>`},
		{"docProps/core.xml", `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + escapeXML(title) + `</dc:title><dc:creator>Văn phòng</dc:creator></cp:coreProperties>`},
	}
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, part := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write([]byte(xmlHead + part.text)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
