package cells

import (
	"bytes"
	"math"
	"strconv"
	"strings"

	"tonghop/model/grid"
)

// A style is a cell style of a file, with what cells of it have in common.
type style struct {
	grid.Style
	more   *grid.More // of a cell with content
	ground *grid.More // of a blank one
}

const white = "FFFFFF"

// A styleSheet is a styles part while it is read.
type styleSheet struct {
	doc     *document
	theme   []string // the theme's colours in the order of their numbers
	indexed []string // the palette, where the file states its own
	formats map[int]string
	fonts   []font
	fills   []string
}

type font struct {
	struck bool
	raised bool
	ink    string
}

// readStyles reads the cell styles.
func (wb *workbook) readStyles(name, theme string) error {
	raw, err := wb.pack.head(name)
	if err != nil || len(raw) == 0 {
		return err
	}
	s := styleSheet{formats: make(map[int]string)}
	if s.doc, err = newDocument(raw); err != nil {
		return err
	}
	s.theme = readTheme(wb.pack, theme)
	s.indexed = palette(raw)
	return s.doc.root(func(element) error {
		return s.doc.children(func(e element) error {
			switch e.name {
			case "numFmts":
				return s.doc.children(s.readFormat)
			case "fonts":
				return s.doc.children(s.readFont)
			case "fills":
				return s.doc.children(s.readFill)
			case "cellXfs":
				return s.doc.children(func(e element) error { return wb.addStyle(&s, e) })
			}
			return s.doc.skip()
		})
	})
}

func (s *styleSheet) readFormat(e element) error {
	if id, err := strconv.Atoi(e.attr("numFmtId")); err == nil {
		s.formats[id] = grid.CleanText(unescape(e.attr("formatCode")))
	}
	return s.doc.skip()
}

func (s *styleSheet) readFont(element) error {
	var f font
	err := s.doc.children(func(e element) error {
		switch e.name {
		case "strike":
			f.struck = isOn(e)
		case "color":
			f.ink = s.colour(e)
		}
		return s.doc.skip()
	})
	s.fonts = append(s.fonts, f)
	return err
}

// readFill reads the ground of a cell. A pattern over it counts as its colour.
func (s *styleSheet) readFill(element) error {
	fill := ""
	err := s.doc.children(func(e element) error {
		if e.name != "patternFill" {
			return s.doc.skip() // a gradient is no colour of a legend
		}
		pattern := e.attr("patternType")
		return s.doc.children(func(e element) error {
			if e.name == "fgColor" && pattern != "" && pattern != "none" {
				fill = s.colour(e)
			}
			return s.doc.skip()
		})
	})
	if fill == white {
		fill = ""
	}
	s.fills = append(s.fills, fill)
	return err
}

// addStyle adds one cell style.
func (wb *workbook) addStyle(s *styleSheet, e element) error {
	at := func(name string) int {
		n, err := strconv.Atoi(string(e.raw(name)))
		if err != nil {
			return -1
		}
		return n
	}
	var l style
	id := at("numFmtId")
	code, own := s.formats[id]
	if !own {
		code = builtInFormat(id)
	}
	l.Format = grid.ParseFormat(code)
	if i := at("fontId"); i >= 0 && i < len(s.fonts) {
		l.Struck, l.Ink = s.fonts[i].struck, s.fonts[i].ink
	}
	if i := at("fillId"); i >= 0 && i < len(s.fills) {
		l.Fill = s.fills[i]
	}
	more := l.More()
	if !own && isBuiltInDate(id) {
		more.Format = "" // the reader's computer decides how it shows
	}
	l.more, l.ground = wb.intern(more), wb.intern(l.Ground())
	wb.styles = append(wb.styles, l)
	return s.doc.skip()
}

// colour gives the "RRGGBB" of a colour that is stated by its parts, by its
// place in the palette or in the theme, and made lighter or darker; empty for
// the usual one and for what is not understood.
func (s *styleSheet) colour(e element) string {
	rgb := ""
	if v := e.attr("rgb"); len(v) == 8 || len(v) == 6 {
		rgb = strings.ToUpper(v[len(v)-6:])
	} else if i, err := strconv.Atoi(e.attr("theme")); err == nil {
		if i >= 0 && i < len(s.theme) {
			rgb = s.theme[i]
		}
	} else if i, err := strconv.Atoi(e.attr("indexed")); err == nil {
		if i >= 0 && i < len(s.indexed) {
			rgb = s.indexed[i]
		} else {
			rgb = indexedColour(i)
		}
	}
	if tint, err := strconv.ParseFloat(e.attr("tint"), 64); err == nil && rgb != "" {
		rgb = tinted(rgb, tint)
	}
	return rgb
}

// readTheme gives the theme's twelve colours by their numbers: the first two
// pairs stand swapped in the part (ECMA-376 part 1, 18.8.3). Without a theme, or
// in one that is damaged, no colour is known.
func readTheme(p *pack, name string) []string {
	raw, err := p.head(name)
	if err != nil || len(raw) == 0 {
		return nil
	}
	doc, err := newDocument(raw)
	if err != nil {
		return nil
	}
	var list []string
	var walk func(e element) error
	walk = func(e element) error {
		if e.name != "clrScheme" {
			return doc.children(walk)
		}
		return doc.children(func(element) error {
			rgb := ""
			err := doc.children(func(e element) error {
				switch e.name {
				case "srgbClr":
					rgb = strings.ToUpper(e.attr("val"))
				case "sysClr":
					rgb = strings.ToUpper(e.attr("lastClr"))
				}
				return doc.skip()
			})
			list = append(list, rgb)
			return err
		})
	}
	if err := doc.root(walk); err != nil || len(list) < 4 {
		return nil
	}
	list[0], list[1], list[2], list[3] = list[1], list[0], list[3], list[2]
	return list
}

// palette gives the palette that a styles part states itself.
func palette(raw []byte) []string {
	if !bytes.Contains(raw, []byte("indexedColors")) {
		return nil
	}
	doc, err := newDocument(raw)
	if err != nil {
		return nil
	}
	var list []string
	err = doc.root(func(element) error {
		return doc.children(func(e element) error {
			if e.name != "colors" {
				return doc.skip()
			}
			return doc.children(func(e element) error {
				if e.name != "indexedColors" {
					return doc.skip()
				}
				return doc.children(func(e element) error {
					v := e.attr("rgb")
					list = append(list, strings.ToUpper(v[max(0, len(v)-6):]))
					return doc.skip()
				})
			})
		})
	})
	if err != nil {
		return nil
	}
	return list
}

// indexedColour gives a colour of the usual palette (ECMA-376 part 1, 18.8.27).
func indexedColour(i int) string {
	if i >= 0 && i < 8 {
		i += 8
	}
	const list = "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF800000008000000080808000800080008080C0C0C0808080" +
		"9999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF000080FF00FFFFFF0000FFFF8000808000000080800000FF" +
		"00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC993366FF33CCCC99CC00FFCC00FF9900FF6600666699969696" +
		"003366339966003300333300993300993366333399333333"
	if i -= 8; i < 0 || i >= len(list)/6 {
		return ""
	}
	return list[i*6 : i*6+6]
}

// tinted makes a colour lighter (tint above 0) or darker (ECMA-376 part 1,
// 18.8.19), by its lightness.
func tinted(rgb string, tint float64) string {
	n, err := strconv.ParseUint(rgb, 16, 24)
	if err != nil || tint == 0 || math.IsNaN(tint) || math.Abs(tint) > 1 {
		return rgb
	}
	r, g, b := float64(n>>16)/255, float64(n>>8&255)/255, float64(n&255)/255
	high, low := max(r, g, b), min(r, g, b)
	light := (high + low) / 2
	to := light * (1 + tint)
	if tint > 0 {
		to = light*(1-tint) + tint
	}
	// Each part keeps its place between the two ends that the lightness allows.
	spread := func(l float64) float64 { return 1 - math.Abs(2*l-1) }
	scale := 0.0
	if s := spread(light); s > 0 {
		scale = spread(to) / s
	}
	part := func(v float64) uint64 {
		return uint64(math.Round(255 * min(1, max(0, to+(v-light)*scale))))
	}
	return strings.ToUpper(strconv.FormatUint(1<<24|part(r)<<16|part(g)<<8|part(b), 16)[1:])
}
