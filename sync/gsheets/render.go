package gsheets

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"unicode/utf16"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/book"
)

// maxText is how many characters Google takes in one cell.
const maxText = 50_000

// A rendered tab is one of the book in Google's terms.
type rendered struct {
	key        string
	tab        *book.Tab
	rows, cols int
	values     [][]value              // each row as wide as the tab; blank where the office types
	typed      [][]value              // what the office typed, for a new tab; each row as wide as that
	formats    [][]*sheets.CellFormat // likewise; nil where there is none
	styles     []uint32               // a hash of each row's formats
	linked     []bool                 // whether a row has links
	layout     string                 // a hash of the layout
}

func renderBook(b *book.Book) []*rendered {
	styles := map[look]*sheets.CellFormat{}
	var out []*rendered
	for i := range b.Tabs {
		out = append(out, renderTab(&b.Tabs[i], styles))
	}
	return out
}

// renderTab makes a tab's values and formats. Each look is made once.
func renderTab(t *book.Tab, styles map[look]*sheets.CellFormat) *rendered {
	r := &rendered{key: t.Key, tab: t, rows: len(t.Rows), cols: len(t.Widths), layout: layoutOf(t)}
	for _, row := range t.Rows {
		r.cols = max(r.cols, len(row.Cells))
	}
	for _, m := range t.Merges {
		r.rows, r.cols = max(r.rows, m.EndRow), max(r.cols, m.EndCol)
	}
	for i := range r.rows {
		values, formats := make([]value, r.cols), make([]*sheets.CellFormat, r.cols)
		h := fnv.New32a()
		linked := false
		if i < len(t.Rows) {
			for j, c := range t.Rows[i].Cells {
				l := look{Style: c.Style, link: c.Link, date: c.Kind == book.Date}
				values[j], formats[j] = valueOf(c), l.format(styles)
				linked = linked || c.Link != ""
				fmt.Fprintf(h, "%v|", l)
			}
		}
		if open := t.Open; open != nil && open.Row <= i && i < open.EndRow {
			r.typed = append(r.typed, append([]value(nil), values[open.Col:open.EndCol]...))
			clear(values[open.Col:open.EndCol])
		}
		r.values, r.formats = append(r.values, values), append(r.formats, formats)
		r.styles, r.linked = append(r.styles, h.Sum32()), append(r.linked, linked)
	}
	return r
}

// within reports whether a cell lies where the office types, which has no end
// below.
func within(open *book.Merge, row, col int) bool {
	return open != nil && row >= open.Row && col >= open.Col && col < open.EndCol
}

// layoutOf identifies how a tab's rows and columns are arranged, but not how
// many rows there are: a day more is no new layout.
func layoutOf(t *book.Tab) string {
	h := fnv.New64a()
	rows, cols := frozen(t)
	fmt.Fprint(h, t.Widths, rows, cols, t.Filter != nil)
	for i, row := range t.Rows {
		if row.Height > 0 {
			fmt.Fprint(h, i, row.Height, ";")
		}
	}
	return strconv.FormatUint(h.Sum64(), 36)
}

// A value is what stands in a cell, comparable whether it is to be written or
// was read back.
type value struct {
	kind   byte // 0 for nothing, else t(ext), n(umber), b(ool), f(ormula)
	text   string
	number float64
}

func valueOf(c book.Cell) value {
	switch c.Kind {
	case book.Text:
		if s := fit(c.Text); s != "" {
			return value{kind: 't', text: s}
		}
	case book.Number, book.Date, book.Percent:
		return value{kind: 'n', number: c.Value()}
	}
	return value{}
}

// fit brings a text into the form in which Google keeps it: ends of lines as
// one character, and no longer than a cell holds.
func fit(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ToValidUTF8(s, "\uFFFD")
	if len(s) <= maxText {
		return s
	}
	if u := utf16.Encode([]rune(s)); len(u) > maxText {
		s = strings.TrimSuffix(string(utf16.Decode(u[:maxText-1])), "\uFFFD") + "…"
	}
	return s
}

func valueRead(v *sheets.ExtendedValue) value {
	switch {
	case v == nil:
	case v.FormulaValue != nil:
		return value{kind: 'f', text: *v.FormulaValue}
	case v.NumberValue != nil:
		return value{kind: 'n', number: *v.NumberValue}
	case v.BoolValue != nil:
		return value{kind: 'b', text: strings.ToUpper(strconv.FormatBool(*v.BoolValue))}
	case v.StringValue != nil && *v.StringValue != "":
		return value{kind: 't', text: *v.StringValue}
	}
	return value{}
}

// written is the value as it is sent: typed, so that a text stays one whatever
// it begins with and no locale has a say.
func (v value) written() *sheets.ExtendedValue {
	switch v.kind {
	case 't':
		return &sheets.ExtendedValue{StringValue: &v.text}
	case 'n':
		return &sheets.ExtendedValue{NumberValue: &v.number}
	}
	return nil
}

// String is the value as a person would see it.
func (v value) String() string {
	if v.kind == 'n' {
		return strconv.FormatFloat(v.number, 'f', -1, 64)
	}
	return v.text
}

// A look is all that makes a cell's format.
type look struct {
	book.Style
	link string
	date bool
}

func (l look) format(known map[look]*sheets.CellFormat) *sheets.CellFormat {
	if l == (look{}) {
		return nil
	}
	f := known[l]
	if f == nil {
		f = l.make()
		known[l] = f
	}
	return f
}

func (l look) make() *sheets.CellFormat {
	f := &sheets.CellFormat{NumberFormat: l.numberFormat(), TextFormat: l.textFormat()}
	if l.Fill != 0 {
		f.BackgroundColorStyle = colour(l.Fill)
	}
	if l.Border {
		line := &sheets.Border{Style: "SOLID"}
		f.Borders = &sheets.Borders{Top: line, Bottom: line, Left: line, Right: line}
		f.VerticalAlignment = "MIDDLE"
	}
	if l.Wrap {
		f.WrapStrategy = "WRAP"
	}
	switch l.Align {
	case book.AlignLeft:
		f.HorizontalAlignment = "LEFT"
	case book.AlignCenter:
		f.HorizontalAlignment = "CENTER"
	case book.AlignRight:
		f.HorizontalAlignment = "RIGHT"
	}
	return f
}

func (l look) textFormat() *sheets.TextFormat {
	t := sheets.TextFormat{Bold: l.Bold, Italic: l.Italic, FontSize: int64(l.Size)}
	if l.Color != 0 {
		t.ForegroundColorStyle = colour(l.Color)
	}
	if l.link != "" {
		t.Link = &sheets.Link{Uri: l.link}
	}
	if !t.Bold && !t.Italic && t.FontSize == 0 && t.ForegroundColorStyle == nil && t.Link == nil {
		return nil
	}
	return &t
}

// numberFormat shows numbers the same way in any locale.
func (l look) numberFormat() *sheets.NumberFormat {
	switch {
	case l.date || l.Format == book.FormatDate:
		return &sheets.NumberFormat{Type: "DATE", Pattern: "d/m/yyyy"}
	case l.Format == book.FormatGrouped:
		return &sheets.NumberFormat{Type: "NUMBER", Pattern: book.GroupedPattern}
	case l.Format == book.FormatText:
		return &sheets.NumberFormat{Type: "TEXT", Pattern: "@"}
	case l.Format == book.FormatPercent:
		return &sheets.NumberFormat{Type: "PERCENT", Pattern: book.PercentPattern}
	}
	return nil
}

func colour(c book.Color) *sheets.ColorStyle {
	part := func(shift uint) float64 { return float64(c>>shift&0xff) / 255 }
	return &sheets.ColorStyle{RgbColor: &sheets.Color{Red: part(16), Green: part(8), Blue: part(0)}}
}
