package sheetsim

import (
	"regexp"
	"strconv"
	"strings"

	"tonghop/sync/gsheets/sheetsim/numfmt"
)

var (
	entryISODate  = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	entryDate     = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})$`)
	entryMonthDay = regexp.MustCompile(`^(\d{1,2})-(\d{1,2})$`)
	entryDigits   = regexp.MustCompile(`^-?\d+$`)
	// entryDoubtful is what Sheets might take for a number, a date, a time, a
	// sum of money or a formula, beyond the forms that were recorded.
	entryDoubtful = regexp.MustCompile(`^[\s\d.,/:%()$€£¥₫đĐ+\-]+$|^[+@]|^[-+]?[\d.,]+[eE][-+]?\d+$|` +
		`(?i)^\d{1,2}([:.]\d\d)?\s*[ap]m$|` +
		`(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*\d|` +
		`(?i)\d.*\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b`)
)

// parseEntry reads a string as Sheets reads what a person types
// (USER_ENTERED): the recorded forms, and plain text. The number format that
// typing attaches is returned too. Anything that Sheets might take for more
// than text, and that was not recorded, is refused rather than guessed.
//
// The year completes an entry that names a day and a month only.
func parseEntry(s string, l numfmt.Locale, year int) (cell, obj, *apiError) {
	switch {
	case s == "":
		return cell{}, nil, nil
	case strings.HasPrefix(s, "'"):
		return textCell(s[1:]), nil, nil
	case strings.HasPrefix(s, "="):
		return cell{formula: s}, nil, nil
	case strings.EqualFold(s, "true"), strings.EqualFold(s, "false"):
		return boolCell(strings.EqualFold(s, "true")), nil, nil
	case entryDigits.MatchString(s):
		n, err := strconv.ParseFloat(s, 64)
		if err != nil || len(s) > 15 {
			return cell{}, nil, notSimulated("the entry %q", s)
		}
		return numberCell(n), nil, nil
	}
	if c, f, ok := parseDateEntry(s, l, year); ok {
		return c, f, nil
	}
	if c, f, ok := parseNumberEntry(s, l); ok {
		return c, f, nil
	}
	if entryDoubtful.MatchString(s) {
		return cell{}, nil, notSimulated("the USER_ENTERED entry %q", s)
	}
	return textCell(s), nil, nil
}

func parseDateEntry(s string, l numfmt.Locale, year int) (cell, obj, bool) {
	atoi := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if m := entryISODate.FindStringSubmatch(s); m != nil {
		n, ok := numfmt.SerialOf(atoi(m[1]), atoi(m[2]), atoi(m[3]))
		return numberCell(n), dateFormat("yyyy-mm-dd"), ok
	}
	if m := entryDate.FindStringSubmatch(s); m != nil {
		day, month := atoi(m[2]), atoi(m[1])
		pattern := "m/d/yyyy"
		if l.DayFirst {
			day, month, pattern = month, day, "d/m/yyyy"
		}
		n, ok := numfmt.SerialOf(atoi(m[3]), month, day)
		return numberCell(n), dateFormat(pattern), ok
	}
	if m := entryMonthDay.FindStringSubmatch(s); m != nil && !l.DayFirst {
		n, ok := numfmt.SerialOf(year, atoi(m[1]), atoi(m[2]))
		return numberCell(n), dateFormat("m-d"), ok
	}
	return cell{}, nil, false
}

func dateFormat(pattern string) obj { return obj{"type": "DATE", "pattern": pattern} }

// parseNumberEntry reads decimals, groups of thousands, per cents and sums of
// money in the spreadsheet's locale.
func parseNumberEntry(s string, l numfmt.Locale) (cell, obj, bool) {
	body, format := s, obj(nil)
	switch {
	case strings.HasPrefix(s, l.Currency) && l.Currency == "$":
		body, format = s[len(l.Currency):], obj{"type": "CURRENCY", "pattern": `"$"#,##0.00`}
	case strings.HasSuffix(s, "%"):
		body, format = strings.TrimSuffix(s, "%"), obj{"type": "PERCENT", "pattern": "0.00%"}
	}
	whole, fraction, point := strings.Cut(body, l.Decimal)
	digits, grouped, ok := ungroup(whole, l.Group)
	if !ok || (point && !allDigits(fraction)) {
		return cell{}, nil, false
	}
	n, err := strconv.ParseFloat(digits+"."+fraction+"0", 64)
	if err != nil {
		return cell{}, nil, false
	}
	if strings.HasSuffix(s, "%") {
		n /= 100
		if !point {
			format = obj{"type": "PERCENT", "pattern": "0%"}
		}
	}
	if grouped && format == nil {
		format = obj{"type": "NUMBER", "pattern": "#,##0"}
		if point {
			format = obj{"type": "NUMBER", "pattern": "#,##0.00"}
		}
	}
	return numberCell(n), format, true
}

// ungroup takes the thousands separators out of digits that have them where
// they belong.
func ungroup(s, sep string) (digits string, grouped, ok bool) {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	parts := strings.Split(s, sep)
	for i, p := range parts {
		if !allDigits(p) || p == "" || (i > 0 && len(p) != 3) || (len(parts) > 1 && len(p) > 3) {
			return "", false, false
		}
	}
	return sign + strings.Join(parts, ""), len(parts) > 1, true
}

func allDigits(s string) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
