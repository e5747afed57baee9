package notify

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A view is what a template may name.
type view struct {
	Programme string // the programme's title
	Unit      string // the unit's name
	Period    string // "24/6/2020", "tháng 6/2020", "năm 2020"; empty for none
	Due       string // "17:00" of the period's own day, "hết ngày 24/6/2020"; empty for none
	Written   bool   // something is written, and nothing of it can be used
	Awaited   bool   // the office has not received the written report
	// Missing are the days without a report, Unusable those on which something
	// stands that cannot be used.
	Missing, Unusable []string
	Findings          []mend
	More              int // findings that are not listed
	// What the office alone is told.
	Expected, Complete, Timely int
	Groups                     []group
	Absent                     string   // the units without a report, by their short names
	Alarms                     []string // what the program has to say of itself
	Errors, Warnings           int      // for the communes to mend: left out, counted
	Office                     int      // for the office to look at
}

// A mend is one finding in the unit's words.
type mend struct {
	Says, Hint string
	Tab, Cell  string
	Raw        string
	Link       string
}

// A group is the units under one head.
type group struct {
	Standing string
	Units    []string // each with what is to be said of it in brackets
}

func (w *Words) view(n *Notice) view {
	v := view{Programme: oneLine(w.Programme.Title), Written: n.Written, Awaited: n.Awaited, Period: w.period(n.Period)}
	if !n.Due.IsZero() {
		v.Due = w.due(n.Due, n.Period)
	}
	if n.Unit == nil {
		w.office(&v, n)
		return v
	}
	v.Unit = oneLine(n.Unit.Name)
	for _, st := range n.Standings {
		if st.Status == office.Invalid {
			v.Unusable = append(v.Unusable, st.Period.First.Short())
		} else {
			v.Missing = append(v.Missing, st.Period.First.Short())
		}
	}
	for i := range n.Findings {
		if len(v.Findings) == maxListed {
			v.More = len(n.Findings) - maxListed
			break
		}
		v.Findings = append(v.Findings, w.mend(&n.Findings[i]))
	}
	return v
}

func (w *Words) mend(f *record.OpenFinding) mend {
	label := f.Indicator
	if x, ok := w.Programme.Indicator(f.Indicator); ok {
		label = x.Label
	}
	says, hint := w.Messages.Finding(&f.Finding, label)
	m := mend{Says: oneLine(says), Hint: oneLine(hint), Tab: oneLine(f.Tab), Cell: oneLine(f.Cell), Raw: cut(oneLine(w.Messages.Shown(f.Raw)), 80)}
	if w.Link != nil && f.Origin.Source != "" {
		m.Link = w.Link(f.Origin)
	}
	return m
}

// period names a period as the office says it; the zero Period is nothing.
func (w *Words) period(p calendar.Period) string {
	switch p.Kind {
	case "":
		return ""
	case calendar.KindDay:
		return p.First.Short()
	case calendar.KindMonth:
		year, month, _ := strings.Cut(p.Name, "-")
		return w.Messages.Text("notify.month", "name", strings.TrimPrefix(month, "0")+"/"+year)
	}
	return w.Messages.Text("notify.year", "name", p.Name)
}

// office fills in the digest.
func (w *Words) office(v *view, n *Notice) {
	var rate office.Rate
	var absent []string
	units := map[office.Status][]string{}
	for i := range n.Standings {
		st := &n.Standings[i]
		rate.Add(st.Status)
		if u, ok := w.Programme.Unit(st.Unit); ok && st.Status == office.Missing {
			absent = append(absent, oneLine(u.ShortName()))
		}
		if u, ok := w.Programme.Unit(st.Unit); ok {
			units[st.Status] = append(units[st.Status], oneLine(u.Name)+w.detail(st))
		}
	}
	v.Absent = strings.Join(absent, ", ")
	v.Expected, v.Complete, v.Timely = rate.Expected-rate.Excused, rate.Complete(), rate.Timely()
	for _, head := range office.Heads {
		g := group{Standing: w.Messages.Text("head." + string(head))}
		for _, status := range office.Statuses {
			if status.Head() == head {
				g.Units = append(g.Units, units[status]...)
			}
		}
		if len(g.Units) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	for _, a := range n.Alarms {
		v.Alarms = append(v.Alarms, oneLine(w.Messages.Alarm(a)))
	}
	for i := range n.Findings {
		switch f := &n.Findings[i].Finding; {
		case f.Turn() == office.TurnOffice:
			v.Office++
		case f.Counted():
			v.Warnings++
		default:
			v.Errors++
		}
	}
}

// detail is in brackets how a unit stood, where its head does not say it, and
// what proves that.
func (w *Words) detail(st *office.Standing) string {
	var parts []string
	switch st.Status {
	case office.Late, office.Unread, office.Unreadable, office.Pending, office.Excused:
		parts = append(parts, lower(w.Messages.Text("status."+string(st.Status))))
	}
	switch {
	case st.Status == office.Unreadable:
		parts = append(parts, w.Messages.Text("fault."+cmp.Or(string(st.Fault), "not-looked")+".message"))
	case st.DaysOwed > 0 && st.Status != office.Excused:
		parts = append(parts, w.Messages.Text("notify.days", "n", strconv.Itoa(st.DaysSeen), "m", strconv.Itoa(st.DaysOwed)))
	case st.Status == office.Late && !st.NotSeenAt.IsZero():
		parts = append(parts, w.Messages.Text("notify.between", "from", w.clock(st.NotSeenAt, st.Period), "to", w.clock(st.SeenAt, st.Period)))
	case st.Status == office.Missing:
		parts = append(parts, w.Messages.Text("notify.not-there", "at", w.clock(st.NotSeenAt, st.Period)))
	case st.Status == office.Excused && st.Reason != "":
		parts = append(parts, oneLine(st.Reason))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

// lower begins a text with a small letter, as within a line.
func lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

// example is a view with something everywhere, on which templates are tried.
func example() view {
	return view{Programme: "P", Unit: "U", Period: "1/1/2020", Due: "17:00 1/1/2020", Written: true, Awaited: true,
		Missing: []string{"1/1/2020"}, Unusable: []string{"2/1/2020"}, Findings: []mend{{Says: "s", Hint: "h", Tab: "t", Cell: "A1", Raw: "r", Link: "l"}}, More: 1,
		Expected: 2, Complete: 1, Timely: 1, Groups: []group{{Standing: "s", Units: []string{"U"}}}, Absent: "U", Errors: 1, Warnings: 1, Office: 1}
}
