package cells

import (
	"strings"

	"tonghop/model/grid"
)

// odsStyles are the styles of an OpenDocument file by their names.
type odsStyles struct {
	hidden  map[string]bool // styles of tabs that are not shown
	cells   map[string]odsStyle
	texts   map[string]grid.Run // styles of parts of texts
	formats map[string]odsFormat
	made    map[string]*grid.Style // of cells, put together
	more    map[grid.More]*grid.More
}

// An odsStyle is a style of cells as it is stated, over its parent.
type odsStyle struct {
	parent, format string
	fill, ink      string
	struck         string // "", "none" or how
}

// An odsFormat is a number format: its own code, and those that take its place
// under a condition.
type odsFormat struct {
	code string
	maps []odsMap
}

type odsMap struct{ condition, style string }

func newODSStyles() odsStyles {
	return odsStyles{hidden: map[string]bool{}, cells: map[string]odsStyle{}, texts: map[string]grid.Run{},
		formats: map[string]odsFormat{}, made: map[string]*grid.Style{}, more: map[grid.More]*grid.More{}}
}

func (s *odsStyles) intern(m grid.More) *grid.More { return intern(s.more, m) }

// readStyle reads one style.
func (s *odsStyles) readStyle(d *document, e element) error {
	switch e.name {
	case "number-style", "currency-style", "percentage-style", "date-style", "time-style", "boolean-style", "text-style":
		return s.readFormat(d, e)
	case "style", "default-style":
	default:
		return d.skip()
	}
	name, family := e.attr("name"), e.attr("family")
	st := odsStyle{parent: e.attr("parent-style-name"), format: e.attr("data-style-name")}
	var run grid.Run
	err := d.children(func(e element) error {
		switch e.name {
		case "table-properties":
			if string(e.raw("display")) == "false" {
				s.hidden[name] = true
			}
		case "table-cell-properties":
			st.fill = odsColour(e.attr("background-color"))
		case "text-properties":
			st.ink = odsColour(e.attr("color"))
			st.struck = e.attr("text-line-through-style") + e.attr("text-line-through-type")
			run.Own = st.struck != ""
			run.Struck = isStruck(st.struck)
			run.Raised = isRaised(e.attr("text-position"))
		}
		return d.skip()
	})
	switch family {
	case "table-cell":
		s.cells[name] = st // the default one has no name
	case "text":
		s.texts[name] = run
	}
	return err
}

func isStruck(s string) bool { return s != "" && strings.ReplaceAll(s, "none", "") != "" }

// isRaised reads a position such as "super 58%" or "33% 58%".
func isRaised(s string) bool {
	by, _, _ := strings.Cut(s, " ")
	return by == "super" || strings.HasSuffix(by, "%") && by[0] >= '1' && by[0] <= '9'
}

// odsColour gives "RRGGBB" from "#rrggbb"; empty for "transparent".
func odsColour(s string) string {
	if len(s) != 7 || s[0] != '#' {
		return ""
	}
	return strings.ToUpper(s[1:])
}

// span is the look of a part of a text within another.
func (s *odsStyles) span(name string, around grid.Run) grid.Run {
	run := s.texts[name]
	if !run.Own {
		run.Own, run.Struck = around.Own, around.Struck
	}
	run.Raised = run.Raised || around.Raised
	return run
}

// cell puts a style of cells together with its parents.
func (s *odsStyles) cell(name string) *grid.Style {
	if st := s.made[name]; st != nil {
		return st
	}
	var all odsStyle
	for at, depth := name, 0; depth < 10; depth++ {
		st, ok := s.cells[at]
		if !ok && at != "" {
			break
		}
		if all.format == "" {
			all.format = st.format
		}
		if all.fill == "" {
			all.fill = st.fill
		}
		if all.ink == "" {
			all.ink = st.ink
		}
		if all.struck == "" {
			all.struck = st.struck
		}
		if at == "" {
			break
		}
		at = st.parent
	}
	if all.fill == white {
		all.fill = ""
	}
	made := &grid.Style{Format: grid.ParseFormat(s.code(all.format)), Struck: isStruck(all.struck), Fill: all.fill, Ink: all.ink}
	s.made[name] = made
	return made
}

// code is a number format as Excel writes it.
func (s *odsStyles) code(name string) string {
	f, ok := s.formats[name]
	if !ok {
		return ""
	}
	var sections []string
	for _, m := range f.maps {
		if condition, ok := strings.CutPrefix(strings.ReplaceAll(m.condition, " ", ""), "value()"); ok {
			sections = append(sections, "["+strings.Replace(condition, "!=", "<>", 1)+"]"+s.formats[m.style].code)
		}
	}
	if len(sections) == 0 && f.code == "" {
		return ";"
	}
	return strings.Join(append(sections, f.code), ";")
}

// readFormat reads a number format.
func (s *odsStyles) readFormat(d *document, e element) error {
	var f odsFormat
	name := e.attr("name")
	var code strings.Builder
	err := d.children(func(e element) error {
		switch e.name {
		case "text", "currency-symbol":
			text, err := d.text()
			if len(text) > 0 {
				code.WriteString(`"` + strings.ReplaceAll(grid.CleanText(string(text)), `"`, "") + `"`)
			}
			return err
		case "text-content":
			code.WriteByte('@')
		case "map":
			f.maps = append(f.maps, odsMap{e.attr("condition"), e.attr("apply-style-name")})
		default:
			code.WriteString(odsPart(e))
		}
		return d.skip()
	})
	f.code = code.String()
	s.formats[name] = f
	return err
}

// odsPart is a part of a number format as Excel writes it.
func odsPart(e element) string {
	long := string(e.raw("style")) == "long"
	pick := func(short, longer string) string {
		if long {
			return longer
		}
		return short
	}
	switch e.name {
	case "number":
		return odsNumber(e)
	case "scientific-number":
		return "0.00E+00"
	case "fraction":
		return "# ?/?"
	case "day":
		return pick("d", "dd")
	case "month":
		return pick("m", "mm")
	case "year":
		return pick("yy", "yyyy")
	case "day-of-week":
		return pick("ddd", "dddd")
	case "hours":
		return pick("h", "hh")
	case "minutes":
		return pick("m", "mm")
	case "seconds":
		return pick("s", "ss")
	}
	return ""
}

func odsNumber(e element) string {
	decimals, digits := repeatedZero(e.raw("decimal-places")), repeatedZero(e.raw("min-integer-digits"))
	if e.raw("decimal-places") == nil && e.raw("grouping") == nil && e.raw("display-factor") == nil {
		return "General"
	}
	code := strings.Repeat("0", digits)
	if digits == 0 {
		code = "#"
	}
	if e.has("grouping") {
		code = "#,##" + code
	}
	if decimals > 0 {
		code += "." + strings.Repeat("0", decimals)
	}
	for factor := string(e.raw("display-factor")); len(factor) > 3 && strings.HasSuffix(factor, "000"); factor = factor[:len(factor)-3] {
		code += ","
	}
	return code
}

// repeatedZero is a small number of digits, 0 where none is stated.
func repeatedZero(raw []byte) int {
	n, ok := smallInt(raw)
	if !ok {
		return 0
	}
	return min(n, 20)
}
