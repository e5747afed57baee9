package workbook

import (
	"encoding/xml"
	"math"
	"strconv"
	"time"

	"tonghop/model/grid"
)

// readCell reads one <c>: its type, its style, and what is in it.
func (r *tabReader) readCell(e *xml.StartElement) (grid.Cell, error) {
	var value string
	var formula, stated bool
	kind, style := "", ""
	for i := range e.Attr {
		switch e.Attr[i].Name.Local {
		case "t":
			kind = e.Attr[i].Value
		case "s":
			style = e.Attr[i].Value
		}
	}
	err := r.doc.children(func(e *xml.StartElement) (err error) {
		switch e.Name.Local {
		case "v":
			stated = true
			value, err = r.doc.text()
		case "is":
			stated = true
			value, err = r.doc.richText()
		case "f":
			formula = true
			if area, ok := parseRange(attr(e, "ref")); ok && attr(e, "t") == "array" && !isSingle(area) {
				r.results = append(r.results, area)
			}
			err = r.doc.skip()
		default:
			err = r.doc.skip()
		}
		return err
	})
	if err != nil || !stated {
		return grid.Cell{Formula: formula}, err
	}
	c := r.typed(kind, style, value)
	if c.Kind == grid.Text {
		if isErrorCode(c.Text) {
			c.Kind = grid.Error
		} else if c.Text == "" && !formula {
			c.Kind = grid.Blank
		}
	}
	c.Formula = formula
	return c, nil
}

// typed gives the cell that a stored value of a type makes (ECMA-376 part 1,
// 18.18.11). A value that does not fit its type is text, so that it is seen.
func (r *tabReader) typed(kind, style, value string) grid.Cell {
	switch kind {
	case "s":
		i, err := strconv.Atoi(value)
		if err != nil || i < 0 || i >= len(r.texts) {
			return grid.Cell{Kind: grid.Error, Text: brokenText}
		}
		return grid.Cell{Kind: grid.Text, Text: r.texts[i]}
	case "str", "inlineStr":
		return grid.Cell{Kind: grid.Text, Text: unescape(value)}
	case "e":
		return grid.Cell{Kind: grid.Error, Text: value}
	case "b":
		if isTrue(value) {
			return grid.Cell{Kind: grid.Bool, Number: 1}
		}
		return grid.Cell{Kind: grid.Bool}
	case "d":
		if n, ok := isoSerial(value); ok {
			return grid.Cell{Kind: grid.Date, Number: n}
		}
		return grid.Cell{Kind: grid.Text, Text: value}
	}
	if value == "" {
		return grid.Cell{}
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return grid.Cell{Kind: grid.Text, Text: value}
	}
	if i, err := strconv.Atoi(style); err == nil && i >= 0 && i < len(r.dates) && r.dates[i] {
		return grid.Cell{Kind: grid.Date, Number: r.serial(n)}
	}
	return grid.Cell{Kind: grid.Number, Number: n}
}

// brokenText stands for a text that the file refers to and does not hold.
const brokenText = "#VALUE!"

// serial turns a stored serial into days since 30 December 1899. The 1904
// system counts from 1 January 1904. The 1900 system has a 29 February 1900,
// which never was: from 1 March 1900 on it agrees, before that it is a day
// behind. What is below 1 is a time of the day without a date; the false day
// itself (60) falls on 28 February.
func (r *tabReader) serial(n float64) float64 {
	const days1904 = 1462
	switch {
	case r.from04:
		return n + days1904
	case n >= 1 && n < 60:
		return n + 1
	}
	return n
}

// isoSerial reads a date of type "d", which strict workbooks may hold.
func isoSerial(s string) (float64, bool) {
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05.999999999", time.RFC3339Nano} {
		if t, err := time.Parse(layout, s); err == nil {
			_, offset := t.Zone()
			at := t.UTC().Add(time.Duration(offset) * time.Second) // the clock as written
			return float64(at.Unix()-epoch.Unix()) / 86400, true
		}
	}
	return 0, false
}

// isErrorCode reports whether a text is what a spreadsheet shows for an error.
// Google writes errors into an .xlsx as texts, and its "Loading..." too.
func isErrorCode(s string) bool {
	switch s {
	case "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#ERROR!",
		"#SPILL!", "#CALC!", "#GETTING_DATA", "Loading...":
		return true
	}
	return false
}
