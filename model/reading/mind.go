package reading

import (
	"regexp"
	"slices"
	"strings"

	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// A mind is what one configuration's words mean to the reader: the dictionary of
// meaning, the office's answers before it, and the memory of both, since a book
// repeats its headings in every tab.
type mind struct {
	ctx   *Context
	words *meaning.Dictionary
	// answered are the office's answers by the wording's key.
	answered map[string]*office.Answer
	// byID are those of whole tables and tabs, by their proposals; used are the
	// decisions whose answer found its place.
	byID    map[string]*office.Answer
	used    map[int64]bool
	kinds   map[string]meaning.Known
	told    map[roleKey]meaning.Roles
	neutral map[string]bool
	doubts  map[string]bool
	// asked are the questions that a reading rests on; nil where nobody wants to
	// know (ReadResting).
	asked map[string]bool
}

type roleKey struct {
	text  string
	place meaning.Place
	bare  bool
}

func newMind(c *Context) *mind {
	m := &mind{ctx: c, answered: map[string]*office.Answer{}, byID: map[string]*office.Answer{}, used: map[int64]bool{}, kinds: map[string]meaning.Known{}, told: map[roleKey]meaning.Roles{},
		neutral: map[string]bool{}, doubts: map[string]bool{}}
	var taught []meaning.Teaching
	for i := range c.Answers {
		a := &c.Answers[i]
		switch {
		case a.Source == "" && a.Proposal == "" && !a.No && a.Meaning == (office.Meaning{Indicator: a.Meaning.Indicator}) && a.Meaning.Indicator != "":
			taught = append(taught, meaning.Teaching{Wording: a.Says, Indicator: a.Meaning.Indicator})
		case a.Source == "" || a.Source == c.Source:
			m.answered[sayingKey(a.Says)] = a
			if a.Proposal != "" {
				m.byID[a.Proposal] = a
			}
		}
	}
	m.words = dictionaryOf(c.lexicon(), meaning.Catalogue{Indicators: c.Indicators, TextFields: c.TextFields, Title: c.Title, Taught: taught})
	return m
}

// sayingKey is the form in which wordings are compared with what was answered:
// another case, other spaces and another placing of tone marks are the same.
func sayingKey(says string) string { return toneKey(strings.ToLower(cleanText(says))) }

// says joins a path as proposals and answers quote it.
func says(path []string) string { return strings.Join(path, " › ") }

// answer finds what the office said of a wording; nil where it said nothing.
func (m *mind) answer(path []string) *office.Answer {
	m.ask(asking{Path: path})
	if len(m.answered) == 0 {
		return nil
	}
	a := m.answered[sayingKey(says(path))]
	if a != nil {
		m.used[a.Decision] = true
	}
	return a
}

// indicator gives an indicator's place in the catalogue, -1 where there is none.
func (m *mind) indicator(id string) int {
	return slices.IndexFunc(m.ctx.Indicators, func(x office.Indicator) bool { return x.ID == id })
}

func (m *mind) kind(text string) meaning.Known {
	k, ok := m.kinds[text]
	if !ok {
		k = m.words.Kind(text)
		m.kinds[text] = k
	}
	return k
}

func (m *mind) roles(text string, place meaning.Place, bare bool) meaning.Roles {
	key := roleKey{text, place, bare}
	r, ok := m.told[key]
	if !ok {
		r = m.words.Roles(text, place, bare)
		m.told[key] = r
	}
	return r
}

func (m *mind) isNeutral(text string) bool {
	n, ok := m.neutral[text]
	if !ok {
		n = m.words.Neutral(text)
		m.neutral[text] = n
	}
	return n
}

func (m *mind) doubt(text string) bool {
	d, ok := m.doubts[text]
	if !ok {
		d = m.words.Doubt(text)
		m.doubts[text] = d
	}
	return d
}

// headsDays reports whether a text heads a column of days.
func (m *mind) headsDays(w *word) bool {
	if w.clean == "" || len(w.clean) > 80 {
		return false
	}
	switch m.kind(w.clean).Kind {
	case meaning.KindDay, meaning.KindEntryDay, meaning.KindReportDay:
		return true
	}
	return isDateHead(w)
}

// heading tells what a heading means.
func (m *mind) heading(h meaning.Heading) meaning.Meaning {
	m.ask(asking{Heading: &h})
	return m.words.Heading(h)
}

// title tells what a title over a table says of its figures. A word of a role
// counts only where the title opens with it: amid other words it tells a story. A
// stretch of days is no running total, and a week's form holds days.
func (m *mind) title(w *word, bare bool) meaning.Roles {
	r := m.roles(w.clean, meaning.InBlockTitle, bare)
	if r.Result != meaning.ResultUnsaid && r.Result != meaning.Actual {
		words := strings.Fields(w.clean)
		opens := false
		for n := 1; n <= min(4, len(words)) && !opens; n++ {
			opens = m.roles(strings.Join(words[:n], " "), meaning.InBlockTitle, bare).Result == r.Result
		}
		if !opens || r.Result == meaning.Share && !strings.Contains(w.lower, "%") && !strings.Contains(w.fold, "ty le") {
			r.Result = meaning.ResultUnsaid
		}
	}
	if r.Result == meaning.Plan && rosterAndResult.MatchString(w.fold) {
		r.Result = meaning.ResultUnsaid
	}
	if r.Span == meaning.PeriodTotal || r.Span == meaning.Running && fullDate.MatchString(w.fold) && !saysRunning.MatchString(w.fold) {
		r.Span = meaning.SpanUnsaid
	}
	return r
}

// rosterAndResult is a title over who is on duty and what was done, on folded text.
var rosterAndResult = regexp.MustCompile(`^(?:lich|bang|phan cong)\b.* (?:va|kiem) (?:ket qua|so lieu)\b`)

// elsewhere reports whether a text is the name of another programme or another
// organisation and no more.
func (m *mind) elsewhere(w *word) bool {
	return len(w.clean) < 60 && m.heading(meaning.Heading{Path: []string{w.clean}}).Why == meaning.OtherProgramme
}

// maxGram is how many words of a title are tried as another programme's name.
const maxGram = 4

// otherProgramme reports whether a title over a table names another programme.
func (m *mind) otherProgramme(w *word) bool {
	words := strings.Fields(w.clean)
	if len(words) > 16 {
		return false
	}
	for i := range words {
		for n := 1; n <= maxGram && i+n <= len(words); n++ {
			if m.heading(meaning.Heading{Path: []string{strings.Join(words[i:i+n], " ")}}).Why == meaning.OtherProgramme {
				return true
			}
		}
	}
	return false
}
