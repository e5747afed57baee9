package workbook

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"tonghop/model/office"
)

// readTexts reads the table of shared texts.
func (wb *parts) readTexts(f *excelize.File) ([]string, error) {
	raw, _, ok := wb.related(f, "sharedStrings")
	if !ok {
		return nil, nil
	}
	var texts []string
	doc := newDocument(raw, wb.charset)
	err := doc.root(func(*xml.StartElement) error {
		return doc.children(func(e *xml.StartElement) error {
			if e.Name.Local != "si" {
				return doc.skip()
			}
			if len(texts) == MaxSlots {
				return fault(office.FaultTooLarge, "more than %d shared texts", MaxSlots)
			}
			s, err := doc.richText()
			texts = append(texts, unescape(s))
			return err
		})
	})
	return texts, err
}

// richText gives the text of an <si> or <is>: plain, or in runs of different
// looks. Readings of East Asian words (rPh) are no part of it.
func (d *document) richText() (string, error) {
	var all strings.Builder
	plain := func(e *xml.StartElement) error {
		if e.Name.Local != "t" {
			return d.skip()
		}
		s, err := d.text()
		all.WriteString(s)
		return err
	}
	err := d.children(func(e *xml.StartElement) error {
		if e.Name.Local == "r" {
			return d.children(plain)
		}
		return plain(e)
	})
	return all.String(), err
}

// unescape resolves _xHHHH_, by which the file format writes characters that
// XML cannot hold, and the underscore of such a word that is meant literally
// (ECMA-376 part 1, 22.9.2.19).
func unescape(s string) string {
	i := strings.Index(s, "_x")
	if i < 0 {
		return s
	}
	var b strings.Builder
	for ; i >= 0; i = strings.Index(s, "_x") {
		b.WriteString(s[:i])
		s = s[i:]
		unit, ok := escaped(s)
		if !ok {
			b.WriteString(s[:2])
			s = s[2:]
			continue
		}
		s = s[7:]
		r := rune(unit)
		if utf16.IsSurrogate(r) {
			low, ok := escaped(s)
			if pair := utf16.DecodeRune(r, rune(low)); ok && pair != '\uFFFD' {
				r, s = pair, s[7:]
			}
		}
		b.WriteRune(r)
	}
	b.WriteString(s)
	return b.String()
}

// escaped reads the _xHHHH_ at the beginning of s.
func escaped(s string) (uint16, bool) {
	if len(s) < 7 || s[:2] != "_x" || s[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return uint16(n), err == nil
}
