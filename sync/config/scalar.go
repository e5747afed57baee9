package config

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"tonghop/model/calendar"
)

// text reads a word or a sentence, in NFC and without outer spaces. Numbers
// and dates are taken as they are written (code: 25327).
func (f field) text(example string) string {
	t, _ := f.word(example)
	return t
}

// word is text that also tells whether there is one; where there is not, that
// has been reported or the field is absent.
func (f field) word(example string) (string, bool) {
	t, ok := f.verbatim(example)
	return norm.NFC.String(strings.TrimSpace(t)), ok
}

// verbatim is word as its bytes stand, which a file's name needs.
func (f field) verbatim(example string) (string, bool) {
	if !f.given() {
		return "", false
	}
	if f.node.Kind == yaml.ScalarNode {
		switch f.node.ShortTag() {
		case "!!str", "!!int", "!!float", "!!timestamp":
			if strings.TrimSpace(f.node.Value) == "" {
				f.fail(example, "is empty")
				return "", false
			}
			return f.node.Value, true
		}
	}
	f.fail(example, "must be a text, not %s", f.kind())
	return "", false
}

// texts reads a list of texts, or a single one.
func (f field) texts(example string) []string {
	var all []string
	for _, item := range f.oneOrMore(example) {
		if t, ok := item.word(example); ok {
			all = append(all, t)
		}
	}
	return all
}

var digits = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)

// whole reads a whole number between two bounds, and gives other where there
// is none or a wrong one.
func (f field) whole(lo, hi, other int64, example string) int64 {
	if !f.given() {
		return other
	}
	if f.node.Kind != yaml.ScalarNode || f.node.ShortTag() != "!!int" || !digits.MatchString(f.node.Value) {
		f.fail(example, "must be a whole number, without quotes, dots or leading zeros")
		return other
	}
	n, err := strconv.ParseInt(f.node.Value, 10, 64)
	if err != nil || n < lo || n > hi {
		f.fail(example, "must lie between %d and %d", lo, hi)
		return other
	}
	return n
}

// flag reads true or false, and gives other where there is none.
func (f field) flag(other bool, example string) bool {
	if !f.given() {
		return other
	}
	if f.node.Kind == yaml.ScalarNode && f.node.ShortTag() == "!!bool" {
		return strings.EqualFold(f.node.Value, "true")
	}
	f.fail(example, "must be true or false, without quotes")
	return other
}

// choice reads one of a few words, the first of which is the default.
func (f field) choice(example string, words ...string) string {
	t, ok := f.word(example)
	if ok && !slices.Contains(words, t) {
		f.fail(example, "must be one of %s", strings.Join(words, ", "))
		ok = false
	}
	if !ok {
		return words[0]
	}
	return t
}

// Dates in a configuration lie in these years; anything else is a slip of the
// keyboard.
const firstYear, lastYear = 1990, 2199

// date reads a day such as 2020-05-29; zero where there is none.
func (f field) date(example string) calendar.Day {
	t, ok := f.word(example)
	if !ok {
		return 0
	}
	d, err := calendar.ParseDay(t)
	if err != nil {
		f.fail(example, "is not a date (year-month-day)")
		return 0
	}
	if y, _, _ := d.Date(); y < firstYear || y > lastYear {
		f.fail(example, "is not a year from %d to %d", firstYear, lastYear)
		return 0
	}
	return d
}

var clockForm = regexp.MustCompile(`^([0-9]{1,2})(?::|h)([0-9]{2})$`)

// clock reads a time of day such as "17:00" or "17h00" as its distance from
// midnight.
func (f field) clock(other time.Duration, example string) time.Duration {
	t, ok := f.word(example)
	if !ok {
		return other
	}
	m := clockForm.FindStringSubmatch(t)
	if m == nil {
		f.fail(example, "is not a time of day (hours:minutes)")
		return other
	}
	hours, _ := strconv.Atoi(m[1])
	minutes, _ := strconv.Atoi(m[2])
	if hours > 23 || minutes > 59 {
		f.fail(example, "is not a time of day from 00:00 to 23:59")
		return other
	}
	return time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
}

// duration reads a span of time such as "15m" or "1h30m" up to a limit.
func (f field) duration(limit time.Duration, example string) time.Duration {
	t, ok := f.word(example)
	if !ok {
		return 0
	}
	d, err := time.ParseDuration(t)
	if err != nil {
		f.fail(example, "is not a span of time in h, m and s")
		return 0
	}
	if d < 0 || d > limit {
		f.fail(example, "must lie between 0 and %s", limit)
		return 0
	}
	return d
}

var dayMonthForm = regexp.MustCompile(`^([0-9]{1,2})/([0-9]{1,2})$`)

// dayMonth reads a day of every year as the office writes it: "30/11" is 30
// November.
func (f field) dayMonth(month time.Month, day int, example string) (time.Month, int) {
	t, ok := f.word(example)
	if !ok {
		return month, day
	}
	m := dayMonthForm.FindStringSubmatch(t)
	if m == nil {
		f.fail(example, "is not a day and month (day/month)")
		return month, day
	}
	dd, _ := strconv.Atoi(m[1])
	mm, _ := strconv.Atoi(m[2])
	const common = 2021 // not a leap year: 29/2 does not come every year
	if _, ok := calendar.ValidDate(common, time.Month(mm), dd); !ok {
		f.fail(example, "is not a day of every year (day/month)")
		return month, day
	}
	return time.Month(mm), dd
}
