package cells

import (
	"strings"

	"tonghop/model/grid"
)

// readFormula reads an <f> and gives its text, filled into this cell where the
// formula stands in another.
func (r *tabReader) readFormula(e element, col int) (string, error) {
	var kind, ref, number []byte
	for list := attrs(e.attrs); ; {
		name, value, ok := list.next()
		if !ok {
			break
		}
		switch string(name) {
		case "t":
			kind = value
		case "ref":
			ref = value
		case "si":
			number = value
		}
	}
	raw, err := r.doc.text()
	if err != nil {
		return "", err
	}
	text := ""
	if len(raw) > 0 {
		text = plainFormula(string(raw))
	}
	switch string(kind) {
	case "array":
		if area, ok := parseRange(string(ref)); ok && !isSingle(area) {
			r.results = append(r.results, area)
		}
	case "dataTable":
		return "", nil
	case "shared":
		si, ok := smallInt(number)
		if !ok {
			return text, nil
		}
		if text != "" {
			if r.shared == nil {
				r.shared = make(map[int]formula)
			}
			r.shared[si] = formula{r.row, col, text}
			return text, nil
		}
		return r.filled(si, col), nil
	}
	return text, nil
}

// filled is the formula of several cells as it stands in one of them.
func (r *tabReader) filled(si, col int) string {
	f, ok := r.shared[si]
	if r.formulae -= len(f.text); !ok || r.formulae < 0 {
		return ""
	}
	text, _ := grid.ShiftFormula(f.text, r.row-f.row, col-f.col)
	return text
}

// plainFormula takes away what the file format puts into a formula that a person
// does not see: the marks of newer functions, and the wrapping into which Google
// puts a function that Excel does not know.
func plainFormula(f string) string {
	const wrapping = "__xludf.DUMMYFUNCTION("
	if i := strings.Index(f, wrapping); i >= 0 {
		inner := f[i+len(wrapping):]
		if len(inner) == 0 || inner[0] != '"' {
			return ""
		}
		inner = unquote(inner[1:])
		if strings.Trim(inner, `"`) == "COMPUTED_VALUE" {
			return "" // the formula stands in another cell
		}
		return grid.CleanText(inner)
	}
	if strings.Contains(f, "_xl") {
		f = strings.NewReplacer("_xlfn.", "", "_xlws.", "", "_xlpm.", "").Replace(f)
	}
	return grid.CleanText(f)
}

// unquote reads a formula's text up to its closing quotation mark.
func unquote(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			return b.String() + s
		}
		b.WriteString(s[:i])
		if s = s[i+1:]; !strings.HasPrefix(s, `"`) {
			return b.String()
		}
		b.WriteByte('"')
		s = s[1:]
	}
}
