package gsheets

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf16"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/grid"
)

// A converter makes the cells of one spreadsheet.
type converter struct {
	left    int // rows and cells that the grid may still take
	theme   map[string]string
	formats map[[2]string]*grid.Format
	more    map[grid.More]*grid.More
}

func newConverter(p *sheets.SpreadsheetProperties) *converter {
	v := &converter{left: maxSlots, theme: make(map[string]string),
		formats: make(map[[2]string]*grid.Format), more: make(map[grid.More]*grid.More)}
	if p == nil || p.SpreadsheetTheme == nil {
		return v
	}
	for _, c := range p.SpreadsheetTheme.ThemeColors {
		if c != nil {
			v.theme[c.ColorType] = v.colour(c.Color)
		}
	}
	return v
}

// cell makes one cell with what it shows.
func (v *converter) cell(d *sheets.CellData) grid.Cell {
	c := content(d)
	if d == nil {
		return c
	}
	style := v.style(d)
	if c.Empty() {
		more := style.Ground()
		more.Note = grid.CleanText(d.Note)
		c.More = v.intern(more)
		return c
	}
	more := style.More()
	more.Note = grid.CleanText(d.Note)
	if c.Kind == grid.Text {
		more.Kept = c.MarkText(looks(d, c.Text), style.Struck)
	}
	style.Mark(&c)
	if c.Formula {
		if d.UserEnteredValue != nil && d.UserEnteredValue.FormulaValue != nil {
			more.Formula = grid.CleanText(plainFormula(*d.UserEnteredValue.FormulaValue))
		}
	}
	c.ResultMarks(grid.FormulaMarks(more.Formula))
	if e := d.EffectiveValue; e != nil && e.ErrorValue != nil && e.ErrorValue.Type == "LOADING" {
		c.Marks |= grid.Pending
	}
	c.More = v.intern(more)
	return c
}

// style gathers what is shown of a cell's formats.
func (v *converter) style(d *sheets.CellData) grid.Style {
	var s grid.Style
	if f := d.EffectiveFormat; f != nil && f.NumberFormat != nil {
		s.Format = v.format(f.NumberFormat)
	}
	f := d.UserEnteredFormat
	if f == nil {
		return s
	}
	if s.Fill = v.colour(f.BackgroundColorStyle); s.Fill == "FFFFFF" {
		s.Fill = ""
	}
	if f.TextFormat != nil {
		s.Struck, s.Ink = f.TextFormat.Strikethrough, v.colour(f.TextFormat.ForegroundColorStyle)
	}
	return s
}

// format analyses a number format. One that states its type alone is shown in
// the locale's usual way.
func (v *converter) format(f *sheets.NumberFormat) *grid.Format {
	key := [2]string{f.Type, f.Pattern}
	known, ok := v.formats[key]
	if !ok {
		pattern := f.Pattern
		if pattern == "" && f.Type == "PERCENT" {
			pattern = "0.00%"
		}
		known = grid.ParseFormat(grid.CleanText(pattern))
		v.formats[key] = known
	}
	return known
}

// colour is a colour as "RRGGBB"; empty for none.
func (v *converter) colour(c *sheets.ColorStyle) string {
	switch {
	case c == nil:
		return ""
	case c.ThemeColor != "":
		return v.theme[c.ThemeColor]
	case c.RgbColor == nil:
		return ""
	}
	part := func(f float64) int { return int(math.Round(255 * min(1, max(0, f)))) }
	return fmt.Sprintf("%02X%02X%02X", part(c.RgbColor.Red), part(c.RgbColor.Green), part(c.RgbColor.Blue))
}

// looks are the parts of a text in looks of their own, nil where it has none.
// Where they begin is counted in UTF-16 units. A part that does not state
// whether it is struck is as the cell; Google leaves out what is false, so in a
// cell that is struck only what is struck again is told apart.
func looks(d *sheets.CellData, text string) []grid.Run {
	if len(d.TextFormatRuns) == 0 {
		return nil
	}
	units := utf16.Encode([]rune(text))
	var out []grid.Run
	at, struck := 0, false
	add := func(end int) {
		if end > at {
			out = append(out, grid.Run{Text: string(utf16.Decode(units[at:end])), Struck: struck})
			at = end
		}
	}
	for _, r := range d.TextFormatRuns {
		if r == nil || r.StartIndex < int64(at) || r.StartIndex > int64(len(units)) {
			continue
		}
		add(int(r.StartIndex))
		struck = r.Format != nil && r.Format.Strikethrough
	}
	add(len(units))
	return out
}

// placeNotes keeps the notes of blank cells that stand beside content.
func (v *converter) placeNotes(t *grid.Tab, blocks []*sheets.GridData) {
	width := t.Width()
	for _, d := range blocks {
		if d == nil {
			continue
		}
		for i, r := range d.RowData {
			row := int(d.StartRow) + i
			if r == nil || row >= len(t.Rows) {
				continue
			}
			for j, cell := range r.Values {
				if col := int(d.StartColumn) + j; cell != nil && cell.Note != "" && col >= len(t.Rows[row]) && col < width {
					v.placeNote(t, row, col, cell)
				}
			}
		}
	}
}

func (v *converter) placeNote(t *grid.Tab, row, col int, cell *sheets.CellData) {
	cells := t.Rows[row]
	need := col + 1 - len(cells)
	if v.left -= need; v.left < 0 {
		return
	}
	t.Rows[row] = append(cells[:len(cells):len(cells)], make([]grid.Cell, need)...)
	t.Rows[row][col] = v.cell(cell)
}

// intern gives the one copy of what a few cells have; nil for nothing.
func (v *converter) intern(m grid.More) *grid.More {
	if m == (grid.More{}) {
		return nil
	}
	old := v.more[m]
	if old == nil {
		old = &m
		v.more[m] = old
	}
	return old
}

// plainFormula is a formula without its sign, and with commas between its
// arguments. In a locale with decimal commas Google parts them by semicolons; a
// formula that has one outside of texts and lists is taken to be of that kind.
func plainFormula(f string) string {
	f = strings.TrimPrefix(f, "=")
	if !partsBySemicolon(f) {
		return f
	}
	b := []byte(f)
	quoted := byte(0)
	for i, c := range b {
		switch {
		case quoted != 0:
			if c == quoted {
				quoted = 0
			}
		case c == '"' || c == '\'':
			quoted = c
		case c == ',':
			b[i] = '.'
		case c == ';':
			b[i] = ','
		}
	}
	return string(b)
}

func partsBySemicolon(f string) bool {
	quoted, lists := byte(0), 0
	for i := range len(f) {
		switch c := f[i]; {
		case quoted != 0:
			if c == quoted {
				quoted = 0
			}
		case c == '"' || c == '\'':
			quoted = c
		case c == '{':
			lists++
		case c == '}':
			lists--
		case c == ';' && lists == 0:
			return true
		}
	}
	return false
}
