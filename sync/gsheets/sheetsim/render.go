package sheetsim

import (
	"math"
	"strings"
)

// A rendering is how values.get shows values.
type rendering struct {
	option     string // FORMATTED_VALUE, UNFORMATTED_VALUE or FORMULA
	dateString bool   // dates as formatted text rather than serials
	locale     localeInfo
}

const (
	renderFormatted   = "FORMATTED_VALUE"
	renderUnformatted = "UNFORMATTED_VALUE"
	renderFormula     = "FORMULA"
)

// value renders one cell as a JSON value; a blank cell is "".
func (r rendering) value(c cell) (any, *apiError) {
	switch {
	case r.option == renderFormatted:
		return c.formatted(r.locale)
	case r.option == renderFormula && c.formula != "":
		return c.formula, nil
	}
	switch c.kind {
	case kindNumber:
		if r.dateString && c.isDate() {
			return c.formatted(r.locale)
		}
		return c.num, nil
	case kindBool:
		return c.num != 0, nil
	case kindText:
		return c.text, nil
	case kindError:
		return c.errorText(), nil
	}
	return "", nil
}

// errorText is an error's code and message, as UNFORMATTED_VALUE gives it.
func (c cell) errorText() string {
	code := errorCodes[c.errType]
	if c.text == "" || c.errType == "LOADING" {
		return code
	}
	return code + " (" + c.text + ")"
}

// isDate reports a number that shows as a date or a time.
func (c cell) isDate() bool {
	if c.kind != kindNumber || c.format == nil {
		return false
	}
	switch c.format.kind {
	case "DATE", "TIME", "DATE_TIME":
		return true
	}
	return false
}

// formatted renders a cell as the sheet shows it, in the spreadsheet's locale.
func (c cell) formatted(l localeInfo) (string, *apiError) {
	if loaded, ok := c.extra["formattedValue"].(string); ok {
		return loaded, nil
	}
	switch c.kind {
	case kindNumber:
		return c.format.number(c.num, l)
	case kindBool:
		if c.num != 0 {
			return "TRUE", nil
		}
		return "FALSE", nil
	case kindText:
		if c.format != nil && strings.Count(c.format.pattern, ";") >= 3 {
			return "", notSimulated("a number format with a section for text: %q", c.format.pattern)
		}
		return c.text, nil
	case kindError:
		return errorCodes[c.errType], nil
	}
	return "", nil
}

// number renders a number by its format; a nil format is the automatic one.
func (f *format) number(n float64, l localeInfo) (string, *apiError) {
	if f == nil || (f.pattern == "" && (f.kind == "" || f.kind == "NUMBER_FORMAT_TYPE_UNSPECIFIED" || f.kind == "TEXT")) {
		return automatic(n, l)
	}
	pattern := f.pattern
	if pattern == "" {
		switch f.kind {
		case "NUMBER":
			pattern = "#,##0.00"
		case "PERCENT":
			pattern = "0.00%"
		case "DATE":
			pattern = l.datePattern
		case "TIME":
			pattern = l.timePattern
		case "DATE_TIME":
			pattern = l.datePattern + " " + l.timePattern
		default:
			return "", notSimulated("the number format %s without a pattern", f.kind)
		}
	}
	if strings.EqualFold(pattern, "general") || pattern == "@" {
		return automatic(n, l)
	}
	return applyPattern(pattern, n, l)
}

// automatic renders a number that has no format: up to ten decimals, no
// thousands separator. Beyond what was seen it is refused.
func automatic(n float64, l localeInfo) (string, *apiError) {
	size := math.Abs(n)
	if size >= 1e15 || (n != 0 && size < 1e-9) {
		return "", notSimulated("the automatic format of %g", n)
	}
	text := fixed(n, 0, 10)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		text = "0"
	}
	return strings.Replace(text, ".", l.decimal, 1), nil
}
