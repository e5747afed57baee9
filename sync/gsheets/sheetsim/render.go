package sheetsim

import (
	"strings"

	"tonghop/sync/gsheets/sheetsim/numfmt"
)

// A rendering is how values.get shows values.
type rendering struct {
	option     string // FORMATTED_VALUE, UNFORMATTED_VALUE or FORMULA
	dateString bool   // dates as formatted text rather than serials
	locale     numfmt.Locale
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
func (c cell) formatted(l numfmt.Locale) (string, *apiError) {
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
func (f *format) number(n float64, l numfmt.Locale) (string, *apiError) {
	if f == nil {
		f = &format{}
	}
	text, err := numfmt.Show(f.kind, f.pattern, n, l)
	if err != nil {
		return "", notSimulated("%v", err)
	}
	return text, nil
}

// localeOf gives a locale's rules; one that is not known is not simulated.
func localeOf(name string) (numfmt.Locale, *apiError) {
	l, ok := numfmt.LocaleOf(name)
	if !ok {
		return l, notSimulated("the locale %q", name)
	}
	return l, nil
}

// KnowsLocale reports whether spreadsheets of a locale are simulated.
func KnowsLocale(name string) bool {
	_, ok := numfmt.LocaleOf(name)
	return ok
}
