package cells

import (
	"fmt"
	"math"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// An xlsReader reads a workbook of Excel 97–2003 (BIFF8, [MS-XLS]). The
// libraries of Go that open such files give values alone, without what a cell
// shows beside them.
type xlsReader struct {
	stream  []byte
	sheets  []xlsSheet
	texts   []xlsText
	fonts   []font
	formats map[int]string
	styles  []xlsStyle
	made    []style
	palette []string
	from04  bool
	budget  int
	more    map[grid.More]*grid.More
	links   xlsLinks
}

// An xlsSheet is a sheet as the workbook lists it.
type xlsSheet struct {
	title  string
	at     int
	hidden bool
	cells  bool // it holds cells: no chart, no macros
}

// An xlsText is a text with its runs, as long as they are not divided.
type xlsText struct {
	text
	runs []biffRun
}

// An xlsStyle is a cell style by the numbers of its parts.
type xlsStyle struct{ font, format, pattern, ground int }

// decodeXLS reads the stream of a workbook.
func decodeXLS(stream []byte) (grid.Book, error) {
	r := &xlsReader{stream: stream, formats: make(map[int]string), budget: MaxSlots, more: make(map[grid.More]*grid.More)}
	if err := r.globals(); err != nil {
		return grid.Book{}, err
	}
	if len(r.sheets) > MaxTabs {
		return grid.Book{}, fault(office.FaultTooLarge, "%d tabs, over %d", len(r.sheets), MaxTabs)
	}
	r.makeStyles()
	var b grid.Book
	for i := range r.sheets {
		s := &r.sheets[i]
		if !s.cells {
			continue
		}
		tab, ok, err := r.readSheet(s)
		if err != nil && whole(err) {
			return grid.Book{}, fmt.Errorf("reading tab %q: %w", s.title, err)
		}
		if err != nil {
			tab, ok = grid.Tab{Damage: asFault(err).Detail}, true
		}
		if ok {
			tab.Title, tab.Hidden = s.title, s.hidden
			b.Tabs = append(b.Tabs, tab)
		}
	}
	return b, someTab(&b)
}

// globals reads what the tabs share.
func (r *xlsReader) globals() error {
	s := &biffStream{b: r.stream}
	first, ok := s.next()
	if d := first.bytes(); !ok || first.kind != biffBOF || d.u16() != biffVersion {
		return fault(office.FaultOldXLS, "a workbook of Excel 95 or older")
	}
	for {
		rec, ok := s.next()
		if !ok {
			return fault(office.FaultTruncated, "the workbook's stream is cut off")
		}
		d := rec.bytes()
		switch rec.kind {
		case biffEOF:
			return nil
		case biffFilePass:
			plain, err := decryptXLS(r.stream, &rec)
			if err != nil {
				return err
			}
			r.stream = plain
			s.b = plain
		case biffDate1904:
			r.from04 = d.u16() == 1
		case biffFont:
			r.addFont(d)
		case biffFormat:
			id := d.u16()
			r.formats[id], _ = d.text(d.u16())
		case biffXF:
			r.addStyle(d)
		case biffPalette:
			for range min(d.u16(), 56) {
				c := d.take(4)
				r.palette = append(r.palette, fmt.Sprintf("%02X%02X%02X", c[0], c[1], c[2]))
			}
		case biffBoundSheet:
			r.addSheet(d)
		case biffSST:
			if err := r.addTexts(d); err != nil {
				return err
			}
		default:
			r.links.add(rec.kind, d)
		}
	}
}

func (r *xlsReader) addFont(d *biffBytes) {
	d.u16()
	flags, colour := d.u16(), d.u16()
	d.u16()
	raised := d.u16() == 1
	if len(r.fonts) == 4 {
		r.fonts = append(r.fonts, font{}) // the number 4 is never used
	}
	r.fonts = append(r.fonts, font{struck: flags&8 != 0, raised: raised, ink: r.colour(colour)})
}

// colour gives the "RRGGBB" of a colour by its number; empty for the usual one.
func (r *xlsReader) colour(i int) string {
	if i >= 8 && i-8 < len(r.palette) {
		return r.palette[i-8]
	}
	return indexedColour(i)
}

func (r *xlsReader) addStyle(d *biffBytes) {
	var s xlsStyle
	s.font, s.format = d.u16(), d.u16()
	d.take(10)
	s.pattern = d.u32() >> 26 & 63
	s.ground = d.u16() & 127
	r.styles = append(r.styles, s)
}

// makeStyles puts the styles together once fonts, formats and palette are
// known, whatever their order.
func (r *xlsReader) makeStyles() {
	for _, s := range r.styles {
		var l style
		code, own := r.formats[s.format]
		if !own {
			code = builtInFormat(s.format)
		}
		l.Format = grid.ParseFormat(code)
		if s.font < len(r.fonts) {
			l.Struck, l.Ink = r.fonts[s.font].struck, r.fonts[s.font].ink
		}
		if s.pattern != 0 {
			if l.Fill = r.colour(s.ground); l.Fill == white {
				l.Fill = ""
			}
		}
		more := l.More()
		if isBuiltInDate(s.format) {
			more.Format = "" // the reader's computer decides how it shows
		}
		l.more, l.ground = intern(r.more, more), intern(r.more, l.Ground())
		r.made = append(r.made, l)
	}
}

func (r *xlsReader) style(i int) *style {
	if i < len(r.made) {
		return &r.made[i]
	}
	return &noStyle
}

func (r *xlsReader) addSheet(d *biffBytes) {
	s := xlsSheet{at: d.u32()}
	state, kind := d.u8(), d.u8()
	s.hidden, s.cells = state&3 != biffVisibleSheet, kind == 0
	s.title, _ = d.text(d.u8())
	r.sheets = append(r.sheets, s)
}

func (r *xlsReader) addTexts(d *biffBytes) error {
	d.u32()
	n := d.u32()
	if n > MaxSlots {
		return fault(office.FaultTooLarge, "more than %d shared texts", MaxSlots)
	}
	for range n {
		if len(d.b) == 0 && len(d.parts) == 0 {
			break // fewer than announced; a cell that misses one says so
		}
		s, runs := d.text(d.u16())
		if d.short {
			break
		}
		r.texts = append(r.texts, xlsText{text{plain: s}, runs})
	}
	return nil
}

// put gives a cell a text of which parts may be in fonts of their own.
func (r *xlsReader) put(c *grid.Cell, t *xlsText, l *style) (kept string) {
	if len(t.runs) > 0 {
		t.runs, t.text.runs = nil, r.cut(t)
	}
	return t.text.put(c, l.Struck)
}

// cut divides a text by its runs, which count UTF-16 units.
func (r *xlsReader) cut(t *xlsText) []grid.Run {
	units := encodeUTF16(t.plain)
	var out []grid.Run
	at := 0
	look := grid.Run{} // up to the first run the text is as the cell
	add := func(end int) {
		if end > at {
			look.Text = decodeUTF16(units[at:end])
			out = append(out, look)
			at = end
		}
	}
	for _, run := range t.runs {
		if run.at < at || run.at > len(units) {
			continue
		}
		add(run.at)
		if run.font < len(r.fonts) {
			f := r.fonts[run.font]
			look = grid.Run{Own: true, Struck: f.struck, Raised: f.raised}
		}
	}
	add(len(units))
	return out
}

// rkNumber is a number of four bytes ([MS-XLS] 2.5.217).
func rkNumber(rk int) float64 {
	var n float64
	if rk&2 != 0 {
		n = float64(int32(uint32(rk)) >> 2)
	} else {
		n = math.Float64frombits(uint64(uint32(rk)&^3) << 32)
	}
	if rk&1 != 0 {
		n /= 100
	}
	return n
}

// biffError is the code that a cell shows for an error's number ([MS-XLS]
// 2.5.10).
func biffError(n int) string {
	switch n {
	case 0x00:
		return "#NULL!"
	case 0x07:
		return "#DIV/0!"
	case 0x0F:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1D:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	case 0x2A:
		return "#N/A"
	case 0x2B:
		return "#GETTING_DATA"
	}
	return "#ERROR!"
}
