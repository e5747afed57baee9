// Package numfmt is how a spreadsheet shows a number: by its format and in its
// locale. It is pure, and refuses what was not seen of Google.
package numfmt

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// Show renders a number by a number format's type and pattern, both as the Sheets
// API names them; neither is the automatic format. What is not simulated is an
// error.
func Show(kind, pattern string, n float64, l Locale) (string, error) {
	if pattern == "" {
		switch kind {
		case "", "NUMBER_FORMAT_TYPE_UNSPECIFIED", "TEXT":
			return automatic(n, l)
		case "NUMBER":
			pattern = "#,##0.00"
		case "PERCENT":
			pattern = "0.00%"
		case "DATE":
			pattern = l.DatePattern
		case "TIME":
			pattern = l.TimePattern
		case "DATE_TIME":
			pattern = l.DatePattern + " " + l.TimePattern
		default:
			return "", fmt.Errorf("the number format %s without a pattern", kind)
		}
	}
	if strings.EqualFold(pattern, "general") || pattern == "@" {
		return automatic(n, l)
	}
	return byPattern(pattern, n, l)
}

// automatic renders a number that has no format: up to ten decimals, no
// thousands separator. Beyond what was seen it is refused.
func automatic(n float64, l Locale) (string, error) {
	size := math.Abs(n)
	if size >= 1e15 || (n != 0 && size < 1e-9) {
		return "", fmt.Errorf("the automatic format of %g", n)
	}
	text := fixed(n, 0, 10)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		text = "0"
	}
	return strings.Replace(text, ".", l.Decimal, 1), nil
}

// byPattern renders a number by a number format's pattern: the digits,
// separators, percent, literals and date parts that workbooks of offices use.
// A pattern beyond those is not simulated.
func byPattern(pattern string, n float64, l Locale) (string, error) {
	section, n := chooseSection(pattern, n)
	tokens, ok := scanPattern(section)
	if !ok {
		return "", fmt.Errorf("the number format %q", pattern)
	}
	if isDatePattern(tokens) {
		return renderDate(tokens, n, pattern, l)
	}
	return renderNumber(tokens, n, l)
}

// chooseSection picks the positive, negative or zero section of a pattern; in
// the negative section the sign is the pattern's own business.
func chooseSection(pattern string, n float64) (string, float64) {
	parts := strings.Split(pattern, ";")
	switch {
	case n < 0 && len(parts) > 1:
		return parts[1], -n
	case n == 0 && len(parts) > 2:
		return parts[2], n
	}
	return parts[0], n
}

// A token of a pattern: a literal, a date part such as "dd", or a digit symbol.
type patternToken struct {
	kind byte // 'l' literal, 'd' date part, 'n' number symbol
	text string
}

func scanPattern(p string) ([]patternToken, bool) {
	var out []patternToken
	for i := 0; i < len(p); {
		rest := p[i:]
		switch c := p[i]; {
		case c == '"':
			end := strings.IndexByte(rest[1:], '"')
			if end < 0 {
				return nil, false
			}
			out = append(out, patternToken{'l', rest[1 : 1+end]})
			i += end + 2
		case c == '\\' && len(rest) > 1:
			out = append(out, patternToken{'l', rest[1:2]})
			i += 2
		case hasPrefixFold(rest, "am/pm"):
			out = append(out, patternToken{'d', "am/pm"})
			i += 5
		case strings.IndexByte("dmyhsDMYHS", c) >= 0:
			n := 1
			for n < len(rest) && lower(rest[n]) == lower(c) {
				n++
			}
			out = append(out, patternToken{'d', strings.ToLower(rest[:n])})
			i += n
		case strings.IndexByte("0#.,%", c) >= 0:
			out = append(out, patternToken{'n', string(c)})
			i++
		case strings.IndexByte("[]_*?@Ee", c) >= 0:
			return nil, false
		default:
			out = append(out, patternToken{'l', string(c)})
			i++
		}
	}
	return out, true
}

func lower(c byte) byte { return c | 0x20 }

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func isDatePattern(tokens []patternToken) bool {
	for _, t := range tokens {
		if t.kind == 'd' {
			return true
		}
	}
	return false
}

// renderNumber fills the digits of a pattern such as #,##0.00 or 0.0%.
func renderNumber(tokens []patternToken, n float64, l Locale) (string, error) {
	var whole, decimals string // the digit symbols before and after the point
	point, percent, first := false, 0, -1
	for i, t := range tokens {
		switch {
		case t.kind != 'n':
			continue
		case t.text == "%":
			percent++
			continue
		case t.text == ".":
			point = true
		case point:
			decimals += t.text
		default:
			whole += t.text
		}
		if first < 0 {
			first = i
		}
	}
	digits := digitsOf(n, percent, whole, decimals, l)
	var b strings.Builder
	for i, t := range tokens {
		switch {
		case i == first:
			b.WriteString(digits)
		case t.kind == 'l' || t.text == "%":
			b.WriteString(t.text)
		}
	}
	return b.String(), nil
}

// fixed gives a number with a number of decimals, times 100 for each percent
// sign. It rounds the decimal that a person sees, halves away from zero.
func fixed(n float64, percent, decimals int) string {
	if n == math.Trunc(n) && percent == 0 {
		return strconv.FormatFloat(n, 'f', decimals, 64) // nothing to round
	}
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(n, 'g', -1, 64))
	if !ok {
		return ""
	}
	for range percent {
		r.Mul(r, big.NewRat(100, 1))
	}
	return r.FloatString(decimals)
}

func digitsOf(n float64, percent int, whole, decimals string, l Locale) string {
	text := fixed(math.Abs(n), percent, len(decimals))
	integer, fraction, _ := strings.Cut(text, ".")
	for i := len(decimals) - 1; i >= 0 && decimals[i] == '#' && strings.HasSuffix(fraction, "0"); i-- {
		fraction = fraction[:len(fraction)-1]
	}
	least := strings.Count(whole, "0")
	if integer == "0" && least == 0 {
		integer = ""
	}
	for len(integer) < least {
		integer = "0" + integer
	}
	if strings.Contains(whole, ",") {
		for i := len(integer) - 3; i > 0; i -= 3 {
			integer = integer[:i] + l.Group + integer[i:]
		}
	}
	if fraction != "" {
		integer += l.Decimal + fraction
	}
	if n < 0 && strings.Trim(integer, "0"+l.Decimal+l.Group) != "" {
		return "-" + integer
	}
	return integer
}

// epoch is the day of serial number 0.
var epoch = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)

// civil gives the date and time of a serial number, to the second.
func civil(serial float64) time.Time {
	return epoch.Add(time.Duration(math.Round(serial*86400)) * time.Second)
}

// SerialOf is the serial number of a day.
func SerialOf(year, month, day int) (float64, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || int(t.Month()) != month || t.Year() != year {
		return 0, false
	}
	return math.Round(t.Sub(epoch).Hours() / 24), true
}

func renderDate(tokens []patternToken, n float64, pattern string, l Locale) (string, error) {
	if n < 0 || n > 2958465 {
		return "", fmt.Errorf("a date before 1900 or after 9999 (%g)", n)
	}
	t := civil(n)
	twelve := false
	for _, tok := range tokens {
		twelve = twelve || tok.text == "am/pm"
	}
	var b strings.Builder
	for i, tok := range tokens {
		if tok.kind == 'l' || (tok.kind == 'n' && strings.Contains(".,", tok.text)) {
			b.WriteString(tok.text)
			continue
		}
		text, ok := datePart(tok.text, t, isMinute(tokens, i), twelve, l)
		if !ok {
			return "", fmt.Errorf("the number format %q in this locale", pattern)
		}
		b.WriteString(text)
	}
	return b.String(), nil
}

// isMinute tells whether an "m" means minutes: after an hour or before seconds.
func isMinute(tokens []patternToken, i int) bool {
	for j := i - 1; j >= 0; j-- {
		if tokens[j].kind == 'd' {
			if tokens[j].text[0] == 'h' {
				return true
			}
			break
		}
	}
	for j := i + 1; j < len(tokens); j++ {
		if tokens[j].kind == 'd' {
			return tokens[j].text[0] == 's'
		}
	}
	return false
}

func datePart(part string, t time.Time, minute, twelve bool, l Locale) (string, bool) {
	padded := func(n int) string { return fmt.Sprintf("%0*d", min(len(part), 2), n) }
	switch {
	case part == "am/pm":
		return t.Format("PM"), true
	case part[0] == 'm' && minute && len(part) <= 2:
		return padded(t.Minute()), true
	case part == "d", part == "dd":
		return padded(t.Day()), true
	case part == "m", part == "mm":
		return padded(int(t.Month())), true
	case part == "mmm" && l.months != nil:
		return l.months[t.Month()-1][:3], true
	case part == "mmmm" && l.months != nil:
		return l.months[t.Month()-1], true
	case part == "ddd" && l.days != nil:
		return l.days[t.Weekday()][:3], true
	case part == "dddd" && l.days != nil:
		return l.days[t.Weekday()], true
	case part == "yy":
		return fmt.Sprintf("%02d", t.Year()%100), true
	case part == "yyyy", part == "y", part == "yyy":
		return fmt.Sprintf("%04d", t.Year()), true
	case part == "h", part == "hh":
		if twelve {
			return padded((t.Hour()+11)%12 + 1), true
		}
		return padded(t.Hour()), true
	case part == "s", part == "ss":
		return padded(t.Second()), true
	}
	return "", false
}
