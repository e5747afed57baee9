package workbook

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"tonghop/model"
	"tonghop/model/grid"
)

// A text is a stored text: plain, or in runs of different looks.
type text struct {
	plain string
	runs  []run // nil where nothing of it is struck or raised
}

// A run is a part of a text in one look.
type run struct {
	text   string
	own    bool // it states its look; else it has the cell's
	struck bool
	raised bool
}

// mark gives a cell its text and the marks that its runs make, in a cell whose
// own style may be struck. What is kept of the text is without its struck and
// raised parts.
func (t text) mark(c *grid.Cell, struck bool, kept *string) {
	c.Text = t.plain
	if struck && t.runs == nil {
		c.Marks |= grid.Struck
	}
	if t.runs == nil {
		return
	}
	var rest strings.Builder
	var marks grid.Marks
	for _, r := range t.runs {
		off := r.struck || !r.own && struck
		switch {
		case strings.TrimSpace(r.text) == "":
			rest.WriteString(r.text)
		case off:
			marks |= grid.StruckPart
		case r.raised:
			marks |= grid.Superscript
		default:
			rest.WriteString(r.text)
		}
	}
	switch {
	case marks == 0:
	case marks == grid.StruckPart && strings.TrimSpace(rest.String()) == "":
		c.Marks |= grid.Struck
	default:
		c.Marks |= marks
		*kept = rest.String()
	}
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
				return fault(model.FaultTooLarge, "more than %d shared texts", MaxSlots)
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
	odd := false
	err := d.children(func(e element) error {
		switch e.name {
		case "t":
			s, err := d.text()
			if t.runs == nil && t.plain == "" {
				t.plain = unescape(string(s)) // the whole, as a rule
				return err
			}
			t.runs = append(t.runs, run{text: unescape(string(s))})
			return err
		case "r":
			r, err := d.readRun()
			t.runs = append(t.runs, r)
			odd = odd || r.struck || r.raised
			return err
		}
		return d.skip()
	})
	if t.runs == nil || err != nil {
		return t, err
	}
	if t.plain != "" {
		t.runs = append([]run{{text: t.plain}}, t.runs...)
	}
	stated := false
	for _, r := range t.runs {
		all.WriteString(r.text)
		stated = stated || r.own
	}
	t.plain = all.String()
	if !odd && !stated {
		t.runs = nil
	}
	return t, nil
}

// readRun reads an <r>.
func (d *document) readRun() (run, error) {
	var r run
	err := d.children(func(e element) error {
		switch e.name {
		case "t":
			s, err := d.text()
			r.text += unescape(string(s))
			return err
		case "rPr":
			r.own = true
			return d.children(func(e element) error {
				switch e.name {
				case "strike":
					r.struck = isOn(e)
				case "vertAlign":
					r.raised = e.attr("val") == "superscript"
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
