package web

import (
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// A finding is one thing to mend, in words, with the link that opens its cell.
type finding struct {
	Name                            string // by which it is accepted as it was seen
	Unit                            unitLink
	Severity, Class                 string
	Place, Link, Raw, Message, Hint string
	Since                           string
	Answer                          string // the page where its question is answered, "" for none
}

// mend is the list on the first page: the gravest findings, and how many more
// each unit has.
type mend struct {
	Errors, Warnings, Notices int
	First                     []finding
	More                      []moreFindings
}

type moreFindings struct {
	unitLink
	Count int
}

const (
	// firstFindings is how many the first page spells out.
	firstFindings = 12
	// unitFindings is how many a unit's page spells out.
	unitFindings = 60
	// longest is how much of a commune's own text a page repeats, in letters.
	longest = 120
)

var severities = []office.Severity{office.SeverityError, office.SeverityWarning, office.SeverityNotice}

// mend counts the findings that the units can mend, or those that are the office's
// own, and spells out the first, errors before warnings. Notices stand on the
// units' pages alone.
func (v *view) mend(offices bool) mend {
	var m mend
	more := map[string]int{}
	for _, severity := range severities {
		for i := range v.Findings {
			f := &v.Findings[i]
			if f.Severity != severity || (f.Turn() == office.TurnOffice) != offices {
				continue
			}
			m.count(severity)
			if severity == office.SeverityNotice || len(m.First) == firstFindings {
				more[f.Unit]++
				continue
			}
			m.First = append(m.First, v.finding(f))
		}
	}
	for i := range v.programme.Units {
		if u := &v.programme.Units[i]; more[u.ID] > 0 {
			m.More = append(m.More, moreFindings{linkTo(u), more[u.ID]})
		}
	}
	return m
}

func (m *mend) count(s office.Severity) {
	switch s {
	case office.SeverityError:
		m.Errors++
	case office.SeverityWarning:
		m.Warnings++
	default:
		m.Notices++
	}
}

// Count is how many there are to look at.
func (m mend) Count() int { return m.Errors + m.Warnings }

func (v *view) finding(f *record.OpenFinding) finding {
	message, hint := v.messages.Finding(&f.Finding, v.indicatorLabel(f.Indicator))
	out := finding{
		Name:     stamped(f),
		Severity: v.text("book.severity." + string(f.Severity)),
		Class:    string(f.Severity),
		Place:    f.Tab,
		Link:     v.link(f.Origin),
		Raw:      shortened(v.messages.Shown(f.Raw)),
		Message:  message,
		Hint:     hint,
	}
	if f.Cell != "" {
		out.Place = v.place(f.Tab, f.Cell)
	}
	if u, ok := v.programme.Unit(f.Unit); ok {
		out.Unit = linkTo(u)
	}
	switch f.Code {
	case office.CodeToConfirm:
		out.Answer = workbenchPath + "?id=" + f.Args["id"]
	case office.CodeColumnUnknown:
		out.Answer = workbenchPath + "?id=" + f.ID()
	}
	if !v.bench {
		out.Answer = ""
	}
	if !f.Since.IsZero() {
		out.Since = calendar.DayOf(v.local(f.Since)).Short()
	}
	return out
}

// place names a cell of a tab, or a whole row or column of it.
func (v *view) place(tab, cell string) string {
	key := "web.place"
	switch {
	case strings.Trim(cell, "0123456789") == "":
		key += ".row"
	case !strings.ContainsAny(cell, "0123456789"):
		key += ".column"
	}
	return v.text(key, "tab", tab, "cell", cell)
}

// shortened keeps a page small whatever a commune wrote into a cell.
func shortened(s string) string {
	r := []rune(s)
	if len(r) <= longest {
		return s
	}
	return string(r[:longest]) + "…"
}

// faulty is a source that cannot be read, with what to do.
type faulty struct {
	Units                   []unitLink
	Message, Hint, LastRead string
}

func (v *view) faults() []faulty {
	var list []faulty
	for _, h := range v.Sources {
		if h.Fault != nil {
			list = append(list, v.faulty(h))
		}
	}
	return list
}

func (v *view) faulty(h report.SourceHealth) faulty {
	code := string(h.Fault.Code)
	f := faulty{
		Message:  v.text("fault." + code + ".message"),
		Hint:     v.text("fault." + code + ".hint"),
		LastRead: v.instant(h.LastRead),
	}
	for _, u := range h.Units {
		f.Units = append(f.Units, linkTo(u))
	}
	return f
}
