package workbook

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"tonghop/model/book"
)

const (
	// bodyFont is that of official papers (Nghị định 30/2020/NĐ-CP, appendix I).
	bodyFont = "Times New Roman"
	// bodySize is the size, in points, of text that states none. It is that of
	// excelize's default font, by whose figures the widths of columns count.
	bodySize = 11
)

// The number formats of the book. Dates part their figures with a quoted
// slash, which no regional setting changes.
const (
	datePattern = `d"/"m"/"yyyy`
	textPattern = `@`
)

// look is all that decides how a cell appears: equal looks share one style.
type look struct {
	book.Style
	date   bool
	link   bool
	asText bool // keeps Excel from making a formula of it when it is edited
}

// styles makes each style of a file once.
type styles struct {
	file *excelize.File
	ids  map[look]int
	// last are the looks of the row before and their styles, by column: nearly
	// always the cell above looks the same.
	last []styled
}

type styled struct {
	look
	id int
}

func newStyles(f *excelize.File) *styles { return &styles{file: f, ids: make(map[look]int)} }

// prepare makes the styles that a tab needs.
func (s *styles) prepare(tab *book.Tab) error {
	for i := range tab.Rows {
		cells := tab.Rows[i].Cells
		for col := range cells {
			l := lookOf(&cells[col])
			for len(s.last) <= col {
				s.last = append(s.last, styled{id: -1})
			}
			if s.last[col].id >= 0 && s.last[col].look == l {
				continue
			}
			id, err := s.id(l)
			if err != nil {
				return err
			}
			s.last[col] = styled{l, id}
		}
	}
	return nil
}

// of gives the style of a cell for which prepare has made one.
func (s *styles) of(col int, c *book.Cell) int {
	l := lookOf(c)
	if s.last[col].look != l {
		s.last[col] = styled{l, s.ids[l]}
	}
	return s.last[col].id
}

func lookOf(c *book.Cell) look {
	return look{
		Style:  c.Style,
		date:   c.Kind == book.Date,
		link:   isLink(c.Link),
		asText: c.Kind == book.Text && c.Text != "" && strings.ContainsRune("=+-@", rune(c.Text[0])),
	}
}

func (s *styles) id(l look) (int, error) {
	if id, ok := s.ids[l]; ok {
		return id, nil
	}
	id, err := s.file.NewStyle(l.style())
	if err != nil {
		return 0, fmt.Errorf("making a style: %w", err)
	}
	s.ids[l] = id
	return id, nil
}

func (l look) style() *excelize.Style {
	font := &excelize.Font{Family: bodyFont, Size: bodySize, Bold: l.Bold, Italic: l.Italic, Color: l.Color.Hex()}
	if l.Size > 0 {
		font.Size = float64(l.Size)
	}
	if l.link {
		font.Underline = "single"
		if font.Color == "" {
			font.Color = "0563C1" // Excel's own for a link
		}
	}
	style := &excelize.Style{
		Font:      font,
		Alignment: &excelize.Alignment{Horizontal: l.horizontal(), Vertical: "center", WrapText: l.Wrap},
	}
	if l.Fill != 0 {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.Fill.Hex()}}
	}
	if l.Border {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			style.Border = append(style.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
	}
	if p := l.pattern(); p != "" {
		style.CustomNumFmt = &p
	}
	return style
}

func (l look) horizontal() string {
	switch l.Align {
	case book.AlignLeft:
		return "left"
	case book.AlignCenter:
		return "center"
	case book.AlignRight:
		return "right"
	}
	return ""
}

func (l look) pattern() string {
	switch {
	case l.date || l.Format == book.FormatDate:
		return datePattern
	case l.asText || l.Format == book.FormatText:
		return textPattern
	case l.Format == book.FormatGrouped:
		return book.GroupedPattern
	case l.Format == book.FormatPercent:
		return book.PercentPattern
	}
	return ""
}

// plain reports whether a text can stand as it is: nearly all can.
func plain(s string) bool {
	if len(s) > excelize.TotalCellChars || !utf8.ValidString(s) {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' && c != '\t' && c != '\n', c == 0x7F:
			return false
		case c == 0xEF: // U+FFFE and U+FFFF begin so
			return false
		}
	}
	return true
}

// cleanText leaves out what XML cannot hold, which excelize would turn into
// replacement signs, and marks a text that is cut at the limit of a cell.
func cleanText(s string) string {
	if plain(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return r
		case r < ' ' || r == 0x7F || r == 0xFFFE || r == 0xFFFF:
			return -1
		}
		return r
	}, strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s))
	if len(s) > excelize.TotalCellChars && len(utf16.Encode([]rune(s))) > excelize.TotalCellChars {
		return cut(s, excelize.TotalCellChars-1) + "…"
	}
	return s
}
