package rehearse

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/calendar"
)

var (
	number = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)
	date   = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	errs   = map[string]string{"#REF!": "REF", "#N/A": "N_A", "#VALUE!": "VALUE", "#DIV/0!": "DIVIDE_BY_ZERO", "#NAME?": "NAME"}
)

// cell turns the notation into what Google holds of such a cell: what was
// entered, what it comes to and, where it was computed, both.
func cell(s string) (*sheets.CellData, error) {
	switch {
	case s == "" || s == "(clear)":
		return &sheets.CellData{}, nil
	case strings.HasPrefix(s, "'"):
		return text(s[1:]), nil
	case strings.HasPrefix(s, "="):
		return formula(s)
	case errs[s] != "":
		return &sheets.CellData{
			UserEnteredValue: entered(func(v *sheets.ExtendedValue) { f := "=" + s; v.FormulaValue = &f }),
			EffectiveValue:   &sheets.ExtendedValue{ErrorValue: &sheets.ErrorValue{Type: errs[s], Message: "Reference does not exist."}},
			FormattedValue:   s,
		}, nil
	case date.MatchString(s):
		return dated(s)
	case number.MatchString(s):
		return numeric(s)
	}
	return text(s), nil
}

func entered(set func(*sheets.ExtendedValue)) *sheets.ExtendedValue {
	v := &sheets.ExtendedValue{}
	set(v)
	return v
}

func text(s string) *sheets.CellData {
	v := &sheets.ExtendedValue{StringValue: &s}
	return &sheets.CellData{UserEnteredValue: v, EffectiveValue: v, FormattedValue: s}
}

func numeric(s string) (*sheets.CellData, error) {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", s, err)
	}
	v := &sheets.ExtendedValue{NumberValue: &n}
	return &sheets.CellData{UserEnteredValue: v, EffectiveValue: v, FormattedValue: s}, nil
}

func dated(s string) (*sheets.CellData, error) {
	d, err := calendar.ParseDay(s)
	if err != nil {
		return nil, err
	}
	y, m, dd := d.Date()
	n := float64(d)
	v := &sheets.ExtendedValue{NumberValue: &n}
	f := &sheets.CellFormat{NumberFormat: &sheets.NumberFormat{Type: "DATE", Pattern: "dd/mm/yyyy"}}
	return &sheets.CellData{UserEnteredValue: v, EffectiveValue: v, UserEnteredFormat: f, EffectiveFormat: f,
		FormattedValue: fmt.Sprintf("%02d/%02d/%04d", dd, int(m), y)}, nil
}

// formula takes the result from behind the last ">".
func formula(s string) (*sheets.CellData, error) {
	i := strings.LastIndex(s, ">")
	if i < 0 {
		return nil, fmt.Errorf("formula %q shows no result: write it as %s>40", s, s)
	}
	f, result := s[:i], s[i+1:]
	c, err := cell(result)
	if err != nil {
		return nil, err
	}
	c.UserEnteredValue = &sheets.ExtendedValue{FormulaValue: &f}
	return c, nil
}
