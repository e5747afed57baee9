package reading

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// A Context is what the config says that governs the reading of one source.
type Context struct {
	// Source is the source's Ref; every origin carries it.
	Source     string
	Indicators []office.Indicator
	TextFields []office.TextField
	// Units are those that this source serves.
	Units []*office.Unit
	// Title is the programme's.
	Title string
	// Starts and Ends are the programme's first and last day; a zero Ends is
	// open.
	Starts, Ends calendar.Day
	// Answers are what the office taught of headings of this source, and of
	// wordings everywhere; the last one of a heading stands.
	Answers []office.Answer
	// Lexicon is the office's vocabulary; nil is the one that comes with the
	// program.
	Lexicon *meaning.Lexicon
	// Options gives what the configuration says about reading a unit's tab, by the
	// tab's title, and by "" about its workbook as a whole: that of the time at
	// which it was seen. Nil is what the Unit says. Key does not cover it.
	Options func(tab string, u *office.Unit) *office.ReadingOptions
	// Stop is asked now and then whether to give up; nil is never. What is read
	// after it said so is worth nothing.
	Stop func() bool
}

func (c *Context) lexicon() *meaning.Lexicon {
	if c.Lexicon != nil {
		return c.Lexicon
	}
	return &noLexicon
}

// Key identifies everything that governs the reading: equal keys and equal
// content give equal readings.
func (c Context) Key() string { return c.keyBy(Version) }

func (c Context) keyBy(version string) string {
	type unit struct {
		ID, Name, Type string
		Aliases        []string
		Reading        office.ReadingOptions
	}
	type indicator struct {
		ID, Label, Short, Unit string
		Aliases                []string
		Aggregate              office.Aggregate
		Formula                []office.Term
	}
	parts := struct {
		Version, Source, Title, Words string
		Starts, Ends                  int32
		Units                         []unit
		Indicators                    []indicator
		TextFields                    []office.TextField
		Answers                       []office.Answer
	}{Version: version, Source: c.Source, Title: c.Title, Words: lexiconKey(c.Lexicon), Starts: int32(c.Starts), Ends: int32(c.Ends), TextFields: c.TextFields, Answers: c.Answers}
	for _, u := range c.Units {
		parts.Units = append(parts.Units, unit{u.ID, u.Name, u.Type, u.Aliases, u.Reading})
	}
	for _, i := range c.Indicators {
		parts.Indicators = append(parts.Indicators, indicator{i.ID, i.Label, i.Short, i.Unit, i.Aliases, i.Aggregate, i.Formula})
	}
	b, err := json.Marshal(parts)
	if err != nil { // plain strings, numbers and maps of them always marshal
		return version
	}
	sum := sha256.Sum256(b)
	return version + "-" + hex.EncodeToString(sum[:12])
}

// options are what the configuration says about reading a unit's tab; of no tab
// about its workbook.
func (c *Context) options(tab *grid.Tab, u *office.Unit) *office.ReadingOptions {
	switch {
	case c.Options == nil:
		return &u.Reading
	case tab == nil:
		return c.Options("", u)
	}
	return c.Options(tab.Title, u)
}

// inProgramme reports whether a day lies between the programme's ends.
func (c *Context) inProgramme(d calendar.Day) bool {
	return d >= c.Starts && (c.Ends == 0 || d <= c.Ends)
}

// yearOf gives the year in which a month lies within the programme, and false
// where none or more than one does.
func (c *Context) yearOf(m int) (int, bool) {
	if c.Starts == 0 || c.Ends == 0 {
		return 0, false
	}
	first, _, _ := c.Starts.Date()
	last, _, _ := c.Ends.Date()
	found, n := 0, 0
	for y := first; y <= last; y++ {
		s := span(month{y, m})
		if s.last >= c.Starts && s.first <= c.Ends {
			found = y
			n++
		}
	}
	if n != 1 {
		return 0, false
	}
	return found, true
}
