package reading

import (
	"math"
	"strconv"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// A Typed reads single cells that the office types by the rules by which
// tables are read. Whatever is doubtful in a table is refused here, since
// whoever typed it is there to mend it.
type Typed struct {
	programme *office.Programme
	mind      *mind
	roster    *roster
	words     *words
	numbers   *numbers
}

// NewTyped reads cells about a programme. It is not safe for concurrent use.
func NewTyped(p *office.Programme) *Typed {
	units := make([]*office.Unit, len(p.Units))
	for i := range p.Units {
		units[i] = &p.Units[i]
	}
	w := newWords(encoding{})
	return &Typed{
		programme: p, words: w, roster: newRoster(units),
		mind:    newMind(&Context{Indicators: p.Indicators}),
		numbers: &numbers{words: w, seen: map[string]figure{}},
	}
}

// Unit finds the one unit of a name, an alias or an id.
func (t *Typed) Unit(text string) (*office.Unit, bool) {
	if u, ok := t.programme.Unit(strings.TrimSpace(text)); ok {
		return u, true
	}
	m := t.roster.find(t.words.of(text))
	return m.unit, m.unit != nil && !m.many
}

// Indicator finds the one indicator of a name, an alias or an id.
func (t *Typed) Indicator(text string) (*office.Indicator, bool) {
	if x, ok := t.programme.Indicator(strings.TrimSpace(text)); ok {
		return x, true
	}
	w := t.words.of(text)
	if w.clean == "" {
		return nil, false
	}
	m := t.mind.heading(meaning.Heading{Path: []string{w.clean}})
	if m.Certainty != meaning.Certain {
		return nil, false
	}
	return &t.programme.Indicators[m.Indicator], true
}

// Day reads a day. One without its year is the last such day up to today.
func (t *Typed) Day(text string, today calendar.Day) (calendar.Day, bool) {
	d := dateOf(t.words.of(text))
	year, _, _ := today.Date()
	switch {
	case d.monthFirst:
		return 0, false
	case d.kind == dateFull:
		return dayIn(d.year, d.month, d.day)
	case d.kind != dateMonth:
		return 0, false
	}
	if day, ok := dayIn(year, d.month, d.day); ok && day <= today {
		return day, true
	}
	return dayIn(year-1, d.month, d.day)
}

// dayIn makes a day, and refuses the 31st of June.
func dayIn(y, m, d int) (calendar.Day, bool) {
	day, err := calendar.ParseDay(strconv.Itoa(y) + "-" + twoDigits(m) + "-" + twoDigits(d))
	return day, err == nil
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// Figure reads a figure of an indicator; a doubtful one is refused.
func (t *Typed) Figure(text string, of *office.Indicator) (int64, bool) {
	f := t.numbers.text(text, unitWords(of.Unit))
	return f.value, f.state == stated && f.fault == noFault
}

// Folded is a text in lower case without marks and punctuation.
func (t *Typed) Folded(text string) string { return t.words.of(text).fold }

// CellText is what a cell shows, whichever way it was typed: a date as
// 24/6/2020, with its time as 16:40 24/6/2020. A fraction has a comma, so that
// it is never taken for thousands.
func CellText(c grid.Cell) string {
	switch c.Kind {
	case grid.Text, grid.Error:
		return c.Text
	case grid.Number:
		return strings.Replace(strconv.FormatFloat(c.Number, 'f', -1, 64), ".", ",", 1)
	case grid.Date:
		whole := math.Floor(c.Number)
		text := calendar.Day(whole).Short()
		if minutes := int(math.Round((c.Number - whole) * 24 * 60)); minutes > 0 && minutes < 24*60 {
			text = twoDigits(minutes/60) + ":" + twoDigits(minutes%60) + " " + text
		}
		return text
	case grid.Bool:
		return strings.ToUpper(strconv.FormatBool(c.Number != 0))
	}
	return ""
}
