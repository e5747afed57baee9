package workbook

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"

	"tonghop/model/office"
)

// document walks one XML part, element by element. It takes raw tokens, which
// cost a quarter less, and checks itself that each end belongs to its start:
// else a damaged part could lose rows without a word.
type document struct {
	dec  *xml.Decoder
	open []string // the names of the elements around the place reached
	buf  []byte   // of the text being read
}

// deepest is how deep elements may lie in each other. Tabs need about ten.
const deepest = 256

func newDocument(raw []byte, charset charsetReader) *document {
	dec := xml.NewDecoder(bytes.NewReader(raw))
	dec.CharsetReader = charset
	return &document{dec: dec}
}

// next gives the next token; a part that ends too early is cut off.
func (d *document) next() (xml.Token, error) {
	t, err := d.dec.RawToken()
	if errors.Is(err, io.EOF) {
		return nil, fault(office.FaultTruncated, "the XML is cut off")
	}
	switch e := t.(type) {
	case xml.StartElement:
		if d.open = append(d.open, e.Name.Local); len(d.open) > deepest {
			return nil, fault(office.FaultTruncated, "the XML is nested over %d deep", deepest)
		}
	case xml.EndElement:
		last := len(d.open) - 1
		if last < 0 || d.open[last] != e.Name.Local {
			return nil, fault(office.FaultTruncated, "the XML closes <%.40s>, which is not open", e.Name.Local)
		}
		d.open = d.open[:last]
	}
	return t, err
}

// children calls fn for each element inside the one just entered, up to its
// end. fn must read up to the end of its element.
func (d *document) children(fn func(e *xml.StartElement) error) error {
	for {
		t, err := d.next()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := fn(&t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// root calls fn for the root element.
func (d *document) root(fn func(e *xml.StartElement) error) error {
	for {
		t, err := d.next()
		if err != nil {
			return err
		}
		if t, ok := t.(xml.StartElement); ok {
			return fn(&t)
		}
	}
}

// skip reads up to the end of the element just entered.
func (d *document) skip() error {
	for depth := 1; depth > 0; {
		t, err := d.next()
		if err != nil {
			return err
		}
		switch t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

// text gives the characters directly inside the element just entered.
func (d *document) text() (string, error) {
	d.buf = d.buf[:0]
	for depth := 1; ; {
		t, err := d.next()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			if depth--; depth == 0 {
				return string(d.buf), nil
			}
		case xml.CharData:
			if depth == 1 {
				d.buf = append(d.buf, t...)
			}
		}
	}
}

func attr(e *xml.StartElement, name string) string {
	for i := range e.Attr {
		if e.Attr[i].Name.Local == name {
			return e.Attr[i].Value
		}
	}
	return ""
}

// isTrue reads a boolean of the file format.
func isTrue(s string) bool { return s == "1" || s == "true" || s == "on" }
