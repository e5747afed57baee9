package sheetsim

import "tonghop/sync/gsheets/sheetsim/numfmt"

// A cellWriter encodes cells by a mask; formats are encoded once each.
type cellWriter struct {
	locale   numfmt.Locale
	defaults obj
	mask     *mask
	formats  map[*format]formatJSON
}

type formatJSON struct{ entered, effective raw }

// rows encodes the rowData of a part of a sheet: rows and cells up to the last
// that exist. It returns how many rows there are.
func (w *cellWriter) rows(s *sheet, p span) (raw, int, *apiError) {
	last := p.r0
	for r := p.r0; r < min(p.r1, len(s.cells)); r++ {
		if lastCell(s.cells[r], p) > p.c0 {
			last = r + 1
		}
	}
	b := raw("[")
	for r := p.r0; r < last; r++ {
		if r > p.r0 {
			b = append(b, ',')
		}
		end := lastCell(s.cells[r], p)
		if end <= p.c0 || w.mask == nil {
			b = append(b, "{}"...)
			continue
		}
		b = append(b, `{"values":[`...)
		for c := p.c0; c < end; c++ {
			if c > p.c0 {
				b = append(b, ',')
			}
			var err *apiError
			if b, err = w.cell(b, s.cells[r][c]); err != nil {
				err.message += " in " + area{sheet: s, span: span{r, c, r + 1, c + 1}}.String()
				return nil, 0, err
			}
		}
		b = append(b, "]}"...)
	}
	return append(b, ']'), last - p.r0, nil
}

// lastCell is the column after the last cell that exists in a part of a row.
func lastCell(row []cell, p span) int {
	end := min(p.c1, len(row))
	for end > p.c0 && row[end-1].absent() {
		end--
	}
	return end
}

// cell appends one CellData.
func (w *cellWriter) cell(b []byte, c cell) ([]byte, *apiError) {
	b = append(b, '{')
	if m := w.mask.at("userEnteredValue"); m != nil && c.hasValue() {
		b = appendKey(b, "userEnteredValue")
		b = c.appendEntered(b, m)
	}
	if m := w.mask.at("effectiveValue"); m != nil && c.kind != kindBlank {
		b = appendKey(b, "effectiveValue")
		b = c.appendEffective(b, m)
	}
	if w.mask.has("formattedValue") && c.kind != kindBlank {
		text, err := c.formatted(w.locale)
		if err != nil {
			return nil, err
		}
		b = appendKey(b, "formattedValue")
		b = appendString(b, text)
	}
	for name, value := range c.extra {
		if m := w.mask.at(name); m != nil && name != "formattedValue" {
			b = appendKey(b, name)
			b = appendJSON(b, prune(value, m))
		}
	}
	if c.absent() {
		return append(b, '}'), nil
	}
	f := w.format(c.format)
	if f.entered != nil {
		b = appendKey(b, "userEnteredFormat")
		b = append(b, f.entered...)
	}
	if f.effective != nil {
		b = appendKey(b, "effectiveFormat")
		b = append(b, f.effective...)
	}
	return append(b, '}'), nil
}

// appendKey appends a field's name, after a comma where one is due.
func appendKey(b []byte, name string) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	b = append(b, '"')
	b = append(b, name...)
	return append(b, '"', ':')
}

// appendEntered appends the userEnteredValue.
func (c cell) appendEntered(b []byte, m *mask) []byte {
	if c.formula == "" {
		return c.appendEffective(b, m)
	}
	if !m.has("formulaValue") {
		return append(b, "{}"...)
	}
	b = append(b, `{"formulaValue":`...)
	return append(appendString(b, c.formula), '}')
}

// valueFields are the fields of an ExtendedValue by the kind of value.
var valueFields = map[kind]string{kindNumber: "numberValue", kindText: "stringValue", kindBool: "boolValue",
	kindError: "errorValue"}

func (c cell) appendEffective(b []byte, m *mask) []byte {
	field := valueFields[c.kind]
	if !m.has(field) {
		return append(b, "{}"...)
	}
	b = appendKey(append(b, '{'), field)
	switch c.kind {
	case kindNumber:
		b = appendNumber(b, c.num)
	case kindText:
		b = appendString(b, c.text)
	case kindBool:
		b = appendJSON(b, c.num != 0)
	case kindError:
		e := obj{"type": c.errType}
		if c.text != "" {
			e["message"] = c.text
		}
		b = appendJSON(b, prune(e, m.at(field)))
	}
	return append(b, '}')
}

// format encodes a format as entered, and over the spreadsheet's default.
func (w *cellWriter) format(f *format) formatJSON {
	if out, ok := w.formats[f]; ok {
		return out
	}
	var out formatJSON
	if m := w.mask.at("userEnteredFormat"); m != nil && f != nil && len(f.tree) > 0 {
		out.entered = appendJSON(nil, prune(f.tree, m))
	}
	if m := w.mask.at("effectiveFormat"); m != nil {
		merged := w.defaults
		if f != nil {
			merged = mergeTrees(mergeTrees(w.defaults, f.effective), f.tree)
		}
		out.effective = appendJSON(nil, prune(merged, m))
	}
	w.formats[f] = out
	return out
}

// mergeTrees is base with the leaves of over put on it.
func mergeTrees(base, over obj) obj {
	out := make(obj, len(base)+len(over))
	for k, v := range base {
		out[k] = v
	}
	for k, v := range over {
		inner, isObj := v.(obj)
		below, baseObj := out[k].(obj)
		if isObj && baseObj && k != "backgroundColor" && k != "backgroundColorStyle" &&
			k != "foregroundColor" && k != "foregroundColorStyle" {
			v = mergeTrees(below, inner)
		}
		out[k] = v
	}
	return out
}
