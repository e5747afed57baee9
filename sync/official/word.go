package official

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/beevik/etree"

	"tonghop/model/office"
	"tonghop/model/report"
)

// A Word form is a .docx whose changing texts are the same placeholders as in a
// workbook's. Its paragraphs and its tables' rows repeat by the same marks, and
// the one cell of a table's row of units that says {{so_lieu}} becomes as many as
// there are indicators. Everything else is the form's own and is kept.

// wordDocument is the part of a .docx that holds its text.
const wordDocument = "word/document.xml"

var wordText = regexp.MustCompile(`^word/(document|header\d*|footer\d*)\.xml$`)

// IsWord reports whether a form or a document is one for Word.
func IsWord(data []byte) bool {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	return err == nil && slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == wordDocument })
}

// A wordPart is one file within a .docx; texts are parsed, the rest is copied.
type wordPart struct {
	name string
	data []byte
	text *etree.Document
}

func openWord(data []byte) ([]*wordPart, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("opening the form: %w; expected a .docx document", err)
	}
	var parts []*wordPart
	left := int64(unzipLimit)
	for _, f := range z.File {
		p, err := readWordPart(f, &left)
		if err != nil {
			return nil, fmt.Errorf("opening the form: %s: %w", f.Name, err)
		}
		parts = append(parts, p)
	}
	return parts, nil
}

func readWordPart(f *zip.File, left *int64) (*wordPart, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	p := &wordPart{name: f.Name}
	if p.data, err = io.ReadAll(io.LimitReader(r, *left+1)); err != nil {
		return nil, err
	}
	if *left -= int64(len(p.data)); *left < 0 {
		return nil, errors.New("it is too large for a form")
	}
	if wordText.MatchString(f.Name) {
		p.text = etree.NewDocument()
		if err := p.text.ReadFromBytes(p.data); err != nil {
			return nil, fmt.Errorf("the form is damaged: %w", err)
		}
	}
	return p, nil
}

// renderWord fills a Word form. The same form, report and variant give the same
// bytes.
func renderWord(form Form, d *data) (out []byte, err error) {
	parts, err := openWord(form.Data)
	if err != nil {
		return nil, err
	}
	defer recovered(&err)
	w := &wording{data: d, words: newVocabulary()}
	if err := w.check(form.Name, parts); err != nil {
		return nil, err
	}
	for _, p := range parts {
		if p.text != nil {
			w.body(p.text.Root())
		}
	}
	if err := errors.Join(w.faults...); err != nil {
		return nil, err
	}
	return zipped(parts, d)
}

// body fills the paragraphs and tables that stand in an element, also those
// within its sections.
func (w *wording) body(e *etree.Element) {
	if holder := e.SelectElement("w:body"); holder != nil {
		e = holder
	}
	w.blocks(e, w.nowhere())
}

// zipped writes the parts without any time of the clock.
func zipped(parts []*wordPart, d *data) ([]byte, error) {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, p := range parts {
		data := p.data
		switch {
		case p.name == "docProps/core.xml":
			data = wordProperties(d)
		case p.text != nil:
			var err error
			if data, err = p.text.WriteToBytes(); err != nil {
				return nil, err
			}
		}
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(data); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// wordProperties are the document's properties, as docProps gives a workbook's.
func wordProperties(d *data) []byte {
	p := docProps(d)
	var b bytes.Buffer
	b.WriteString(xml.Header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, e := range []struct{ open, close, text string }{
		{"<dc:title>", "</dc:title>", p.Title}, {"<dc:creator>", "</dc:creator>", p.Creator},
		{"<cp:lastModifiedBy>", "</cp:lastModifiedBy>", p.LastModifiedBy}, {"<dc:identifier>", "</dc:identifier>", p.Identifier},
		{"<dc:language>", "</dc:language>", p.Language},
		{`<dcterms:created xsi:type="dcterms:W3CDTF">`, "</dcterms:created>", p.Created},
		{`<dcterms:modified xsi:type="dcterms:W3CDTF">`, "</dcterms:modified>", p.Modified},
	} {
		b.WriteString(e.open)
		_ = xml.EscapeText(&b, []byte(e.text)) // a buffer takes all
		b.WriteString(e.close)
	}
	b.WriteString("</cp:coreProperties>")
	return b.Bytes()
}

// checkWord reads a Word form by filling it with a report that has no figures.
func checkWord(form Form, p *office.Programme) error {
	d, err := newData(unfilled(p), Variant{Number: "1", Draft: "000-0000", Provisional: true})
	if err != nil {
		return err
	}
	_, err = renderWord(form, d)
	return err
}

// unfilled is a report of the programme's first month in which nothing was
// stated.
func unfilled(p *office.Programme) *report.Report {
	month, year := p.Windows.MonthOf(p.Starts), p.Windows.YearOf(p.Starts)
	blank := func() []report.Sum { return make([]report.Sum, len(p.Indicators)) }
	r := &report.Report{Programme: p, AsOf: time.Unix(0, 0).UTC(), Today: month.Last,
		Window: report.Summary{Period: month, Through: month.Last, Total: report.Line{Figures: blank()}},
		Year:   report.Summary{Period: year, Through: month.Last, Total: report.Line{Figures: blank()}}}
	for i := range p.Units {
		r.Window.Lines = append(r.Window.Lines, report.Line{Unit: &p.Units[i], Figures: blank()})
	}
	return r
}

// neededWords are what a report for Word cannot be signed without.
func neededWords(name string) []string {
	switch name {
	case "phu-luc":
		return []string{markUnit}
	case PaperNotice:
		return []string{"so_thong_bao", "ngay_thang", markMissing, "noi_nhan_thong_bao", "tham_quyen", "chuc_vu", "nguoi_ky"}
	case PaperReminder:
		return []string{"so_cong_van", "ngay_thang", markMissing, "noi_nhan_cong_van", "tham_quyen", "chuc_vu", "nguoi_ky"}
	case PaperUnit:
		return []string{"so_ky_hieu", "ngay_thang", "trich_yeu", markItem, "noi_nhan", "tham_quyen", "chuc_vu", "nguoi_ky"}
	}
	return []string{"so_ky_hieu", "ngay_thang", "trich_yeu", markUnit, "noi_nhan", "tham_quyen", "chuc_vu", "nguoi_ky"}
}

// check reads every placeholder of a form before anything is filled.
func (w *wording) check(name string, parts []*wordPart) error {
	said := map[string]bool{}
	n := 0
	for _, p := range parts {
		if p.text == nil {
			continue
		}
		for _, para := range p.text.FindElements("//w:p") {
			n++
			tokens, marks, faults := w.words.tokens(joined(piecesOf(para)))
			for _, f := range faults {
				f.Sheet = fmt.Sprintf("Văn bản, đoạn %d", n)
				w.faults = append(w.faults, f)
			}
			for _, m := range marks {
				said[m] = true
			}
			for _, t := range tokens {
				if t.word != nil {
					said[t.word.name] = true
				}
			}
		}
	}
	for _, need := range neededWords(name) {
		if !said[need] && !(need == "trich_yeu" && said["trich_yeu_tiep"]) {
			f := newFault(faultWordMissing, braced(need))
			f.Sheet = "Văn bản"
			w.faults = append(w.faults, f)
		}
	}
	for _, n := range w.footnotes {
		if said[n.word] || n.word == "" {
			w.notes = append(w.notes, n.text)
		}
	}
	return errors.Join(w.faults...)
}

// A wording is a Word form while it is being filled.
type wording struct {
	*data
	words  vocabulary
	notes  []string // the footnotes that explain it
	faults []error
	known  map[string]reading
}

// A reading is a paragraph's text taken apart.
type reading struct {
	tokens []token
	marks  []string
}

func (w *wording) read(text string) reading {
	if !strings.Contains(text, "{{") {
		return reading{}
	}
	if r, ok := w.known[text]; ok {
		return r
	}
	if w.known == nil {
		w.known = map[string]reading{}
	}
	tokens, marks, _ := w.words.tokens(text)
	w.known[text] = reading{tokens, marks}
	return w.known[text]
}
