package cells

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// A text is a stored text: plain, or in runs of different looks.
type text struct {
	plain string
	runs  []grid.Run    // nil where none of them states a look
	shown [2]*shownText // what the runs make, in cells that are not struck and that are
}

// A shownText is what the runs of a text make of a cell. It is worked out once,
// however many cells share the text.
type shownText struct {
	marks grid.Marks
	kept  string
}

// put gives a cell the text and what its runs make, in a cell that may be struck
// as a whole. It returns what is kept of a text of which parts are struck or
// raised.
func (t *text) put(c *grid.Cell, struck bool) (kept string) {
	c.Kind, c.Text = grid.Text, t.plain
	if t.runs == nil {
		return c.MarkText(nil, struck)
	}
	which := 0
	if struck {
		which = 1
	}
	if t.shown[which] == nil {
		var probe grid.Cell
		kept := probe.MarkText(t.runs, struck)
		t.shown[which] = &shownText{probe.Marks, kept}
	}
	c.Marks |= t.shown[which].marks
	return t.shown[which].kept
}

// readTexts reads the table of shared texts.
func readTexts(p *pack, name string) ([]text, error) {
	raw, err := p.read(name, MaxUnzippedSize)
	if err != nil || len(raw) == 0 {
		return nil, err
	}
	doc, err := newDocument(raw)
	if err != nil {
		return nil, err
	}
	var texts []text
	err = doc.root(func(element) error {
		return doc.children(func(e element) error {
			if e.name != "si" {
				return doc.skip()
			}
			if len(texts) == MaxSlots {
				return fault(office.FaultTooLarge, "more than %d shared texts", MaxSlots)
			}
			t, err := doc.richText()
			texts = append(texts, t)
			return err
		})
	})
	return texts, err
}

// richText gives the text of an <si> or <is>: plain, or in runs. Readings of
// East Asian words (rPh) are no part of it.
func (d *document) richText() (text, error) {
	var t text
	var all strings.Builder
	err := d.children(func(e element) error {
		switch e.name {
		case "t":
			s, err := d.text()
			if t.runs == nil && t.plain == "" {
				t.plain = unescape(string(s)) // the whole, as a rule
				return err
			}
			t.runs = append(t.runs, grid.Run{Text: unescape(string(s))})
			return err
		case "r":
			r, err := d.readRun()
			t.runs = append(t.runs, r)
			return err
		}
		return d.skip()
	})
	if t.runs == nil || err != nil {
		return t, err
	}
	if t.plain != "" {
		t.runs = append([]grid.Run{{Text: t.plain}}, t.runs...)
	}
	stated := false
	for _, r := range t.runs {
		all.WriteString(r.Text)
		stated = stated || r.Own
	}
	t.plain = all.String()
	if !stated {
		t.runs = nil
	}
	return t, nil
}

// readRun reads an <r>.
func (d *document) readRun() (grid.Run, error) {
	var r grid.Run
	err := d.children(func(e element) error {
		switch e.name {
		case "t":
			s, err := d.text()
			r.Text += unescape(string(s))
			return err
		case "rPr":
			r.Own = true
			return d.children(func(e element) error {
				switch e.name {
				case "strike":
					r.Struck = isOn(e)
				case "vertAlign":
					r.Raised = e.attr("val") == "superscript"
				}
				return d.skip()
			})
		}
		return d.skip()
	})
	return r, err
}

// isOn reads a property of a font that is set by being there.
func isOn(e element) bool {
	v := string(e.raw("val"))
	return v == "" || isTrue(v)
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
	return grid.CleanText(b.String())
}

// escaped reads the _xHHHH_ at the beginning of s.
func escaped(s string) (uint16, bool) {
	if len(s) < 7 || s[:2] != "_x" || s[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return uint16(n), err == nil
}
