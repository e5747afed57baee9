package official

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// looks knows the form's styles and makes the few that differ from them: a
// figure's number format, a dash centred where a figure would stand right, a
// text that would be a formula if someone typed it again.
type looks struct {
	f      *excelize.File
	styles map[int]*excelize.Style
	made   map[look]int
}

type look struct {
	style  int
	format string // the number format; "" leaves the form's
	centre bool
	quoted bool
}

func newLooks(f *excelize.File) *looks {
	return &looks{f: f, styles: map[int]*excelize.Style{}, made: map[look]int{}}
}

func (l *looks) style(id int) (*excelize.Style, error) {
	if s, ok := l.styles[id]; ok {
		return s, nil
	}
	s, err := l.f.GetStyle(id)
	if err != nil {
		return nil, err
	}
	l.styles[id] = s
	return s, nil
}

// of gives the style for a value in a cell of the form's style.
func (l *looks) of(id int, v value) (int, error) {
	key := look{id, v.format, v.centre, !v.isNum && v.text != "" && strings.ContainsRune("=+-@", rune(v.text[0]))}
	if key == (look{style: id}) {
		return id, nil
	}
	if made, ok := l.made[key]; ok {
		return made, nil
	}
	made, err := l.derive(key)
	if err != nil {
		return 0, err
	}
	l.made[key] = made
	return made, nil
}

// offBorder keeps a number to the right clear of its cell's border by the width
// of a narrow letter, unless it is one of many in narrow columns.
func (l *looks) offBorder(id int, v value) (value, error) {
	if !v.isNum || v.tight {
		return v, nil
	}
	s, err := l.style(id)
	if err == nil && s.Alignment != nil && s.Alignment.Horizontal == "right" {
		v.format = strings.ReplaceAll(v.format, ";", "_i;") + "_i"
		v.shown += "i" // as wide as what is kept clear
	}
	return v, err
}

// derive copies the form's style as it is stored, since reading a style and
// making it anew loses some colours, and takes over what differs from a new
// style that has nothing else.
func (l *looks) derive(k look) (int, error) {
	other := &excelize.Style{Alignment: &excelize.Alignment{Horizontal: "center"}}
	if k.format != "" {
		other.CustomNumFmt = &k.format
	}
	id, err := l.f.NewStyle(other)
	if err != nil {
		return 0, err
	}
	all := l.f.Styles.CellXfs.Xf
	if k.style < 0 || k.style >= len(all) {
		return 0, fmt.Errorf("the form has no style %d", k.style)
	}
	differing, derived := all[id], all[k.style]
	yes := true
	if k.format != "" {
		derived.NumFmtID, derived.ApplyNumberFormat = differing.NumFmtID, &yes
	}
	if k.centre {
		if derived.Alignment != nil {
			aligned := *derived.Alignment
			aligned.Horizontal, aligned.Indent = "center", 0
			derived.Alignment = &aligned
		} else {
			derived.Alignment = differing.Alignment
		}
		derived.ApplyAlignment = &yes
	}
	if k.quoted {
		derived.QuotePrefix = &yes
	}
	l.f.Styles.CellXfs.Xf = append(all, derived)
	l.f.Styles.CellXfs.Count = len(l.f.Styles.CellXfs.Xf)
	return l.f.Styles.CellXfs.Count - 1, nil
}

// A typeface is what measuring needs of a style.
type typeface struct {
	size float64 // in points
	bold bool
	wrap bool
}

func (l *looks) typeface(id int) (typeface, error) {
	s, err := l.style(id)
	if err != nil {
		return typeface{}, err
	}
	t := typeface{size: 11}
	if s.Font != nil {
		t.bold = s.Font.Bold
		if s.Font.Size > 0 {
			t.size = s.Font.Size
		}
	}
	t.wrap = s.Alignment != nil && s.Alignment.WrapText
	return t, nil
}
