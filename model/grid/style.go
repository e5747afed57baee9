package grid

import "strings"

// A Style is what a cell's style shows beside the value, whatever the kind of
// source.
type Style struct {
	Format *Format
	Struck bool
	Fill   string // the ground as "RRGGBB", empty for none or white
	Ink    string // the colour of the text as "RRGGBB", empty for the usual one
}

const white = "FFFFFF"

// Mark marks a cell that has content by its style. That a text is struck is
// told by its runs (MarkText).
func (s *Style) Mark(c *Cell) {
	c.Marks |= s.Format.Marks(c)
	if s.Struck && c.Kind != Text {
		c.Marks |= Struck
	}
	if (c.Kind == Number || c.Kind == Date) && s.Ink != "" && s.Ink == s.ground() {
		c.Marks |= Unseen
	}
}

func (s *Style) ground() string {
	if s.Fill == "" {
		return white
	}
	return s.Fill
}

// A Run is a part of a text in one look.
type Run struct {
	Text string
	// Own tells that the run states whether it is struck; else it is as the
	// cell.
	Own    bool
	Struck bool
	Raised bool
}

// MarkText marks a text cell by its runs, in a cell that may be struck as a
// whole, and gives what is to be kept of the text: that without its struck and
// raised parts, empty where it has none. Blanks between words bear no mark.
func (c *Cell) MarkText(runs []Run, struck bool) (kept string) {
	if runs == nil {
		if struck {
			c.Marks |= Struck
		}
		return ""
	}
	var rest strings.Builder
	var marks Marks
	for _, r := range runs {
		switch {
		case strings.TrimSpace(r.Text) == "":
			rest.WriteString(r.Text)
		case r.Struck || struck && !r.Own:
			marks |= StruckPart
		case r.Raised:
			marks |= Superscript
		default:
			rest.WriteString(r.Text)
		}
	}
	if marks == StruckPart && strings.TrimSpace(rest.String()) == "" {
		c.Marks |= Struck
		return ""
	}
	c.Marks |= marks
	if marks == 0 {
		return ""
	}
	return rest.String()
}

// Ground is what is known of a blank cell in a style.
func (s *Style) Ground() More { return More{Fill: s.Fill} }

// More is what is known of a cell with content in a style.
func (s *Style) More() More { return More{Format: s.Format.Code(), Fill: s.Fill} }
