package explain

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A Wording puts decisions and proofs into the words of one language, in the
// office's zone. The command line and the page both take theirs from here.
type Wording struct {
	Programme *office.Programme
	office.Messages
}

// Moment writes an instant as the office does: 16:40 24/6/2020; nothing for no
// instant.
func (w Wording) Moment(t time.Time) string { return w.instant(t, "15:04 2/1/2006", "") }

// Second writes an instant to the second: 16:59:58 24/6/2020.
func (w Wording) Second(t time.Time) string { return w.instant(t, "15:04:05 2/1/2006", "—") }

func (w Wording) instant(t time.Time, layout, none string) string {
	switch {
	case t.IsZero():
		return none
	case w.Programme.Location == nil:
		return t.Format(layout)
	}
	return t.In(w.Programme.Location).Format(layout)
}

// Short names an indicator for narrow places.
func (w Wording) Short(indicator string) string {
	if x, ok := w.Programme.Indicator(indicator); ok && x.Short != "" {
		return x.Short
	}
	return indicator
}

// Sentence says what a finding is.
func (w Wording) Sentence(f *office.Finding) string {
	label := f.Indicator
	if x, ok := w.Programme.Indicator(f.Indicator); ok {
		label = x.Label
	}
	message, _ := w.Finding(f, label)
	return message
}

// Decision says in a line what was decided. Of an accepted finding sentence is
// what it says; where that is not at hand, "", its code and place are told.
func (w Wording) Decision(d *office.Decision, sentence string) string {
	unit := w.Text("decide.all-units")
	if u, ok := w.Programme.Unit(d.Unit); ok {
		unit = u.Name
	} else if d.Unit != "" {
		unit = d.Unit
	}
	days := d.From.Short()
	if d.To != d.From {
		days += " – " + d.To.Short()
	}
	key := "decide." + string(d.Kind)
	if d.Kind == office.DecisionEnter && d.Manner != "" {
		key += "." + string(d.Manner)
	}
	proposal := d.Confirms
	if proposal != 0 {
		key += ".confirming"
	}
	stray := office.StrayOf(d)
	switch d.Kind {
	case office.DecisionTeach:
		return w.taught(&d.Taught, unit)
	case office.DecisionDefer:
		if d.Deferred.Asked {
			key += ".asked"
		}
		return w.Text(key, "says", d.Deferred.Says, "unit", unit)
	}
	return w.Text(key, "outcome", w.Outcome(&d.Calling), "cell", stray.Cell, "text", stray.Text, "unit", unit, "days", days, "indicator", w.Short(d.Indicator), "value", d.Value.String(),
		"received", cmp.Or(w.Moment(d.Received), w.Text("decide.untold")), "finding", cmp.Or(sentence, w.accepted(d)), "period", w.Period(d.Period), "undoes", strconv.FormatInt(d.Undoes, 10), "source", d.Source, "tab", cmp.Or(d.Tab, w.Text("decide.all-tabs")), "proposal", strconv.FormatInt(proposal, 10))
}

// Outcome says what came of reminding a unit; "" where nobody did.
func (w Wording) Outcome(c *office.Calling) string {
	switch {
	case c.Outcome == "":
		return ""
	case c.Until.IsZero():
		return w.Text("call." + string(c.Outcome))
	}
	return w.Text("call."+string(c.Outcome)+".by", "hour", c.Until.In(w.Programme.Location).Format("15:04"))
}

// taught says what the office answered of a unit's heading.
func (w Wording) taught(a *office.Answer, unit string) string {
	key := "decide.teach"
	if a.Source == "" {
		key += ".everywhere"
	}
	meaning := w.Meaning(a.Meaning)
	if a.No {
		meaning = w.Text("meaning.nothing")
	}
	return w.Text(key, "says", a.Says, "unit", unit, "meaning", meaning)
}

// Meaning says what a heading is taken for: an indicator, a part of one, a role.
func (w Wording) Meaning(m office.Meaning) string {
	label := m.Indicator
	if x, ok := w.Programme.Indicator(m.Indicator); ok {
		label = x.Label
	}
	role := w.Text("role." + m.Role)
	switch {
	case m.Role != "" && label != "":
		return w.Text("meaning.role-of", "role", role, "indicator", label)
	case m.Role != "":
		return role
	case m.Part != "":
		return w.Text("meaning.part-of", "part", m.Part, "indicator", label)
	case label != "":
		return label
	}
	return w.Text("meaning.as-read")
}

// Asking is the text by which a unit is asked what a heading of its workbook means,
// ready to be sent.
func (w Wording) Asking(q *office.Question) string {
	unit := w.Text("ask.unit")
	if u, ok := w.Programme.Unit(q.Unit); ok {
		unit = u.Name
	}
	letters, digits := office.SplitCell(q.Cell)
	at := "ask.place"
	switch {
	case q.Cell == "":
		at = "ask.tab"
	case digits == "":
		at = "ask.column"
	case letters == "":
		at = "ask.row"
	}
	place := w.Text(at, "tab", q.Tab, "cell", q.Cell)
	key := "ask.heading"
	switch {
	case q.Whole():
		key = "ask.whole"
	case !q.Open:
		key = "ask.meant"
	}
	example := ""
	if len(q.Tallies) > 0 {
		t := &q.Tallies[len(q.Tallies)-1]
		example = w.Text("ask.example", "day", t.Day.Short(), "value", strconv.FormatInt(t.Value, 10), "cell", t.Cell)
	}
	return w.Text(key, "unit", unit, "says", q.Says, "place", place, "meaning", w.Meaning(q.Meaning), "example", example)
}

// Became says what became of a decision: taken back, or of a proposal that it
// waits or was confirmed; "" where it simply stands.
func (w Wording) Became(s *record.State, d *office.Decision) string {
	if undo := s.UndoneBy(d.ID); undo != nil {
		return w.Text("decide.became.undone", "id", strconv.FormatInt(undo.ID, 10))
	}
	if d.Kind != office.DecisionPropose {
		return ""
	}
	if confirmed := s.ConfirmedBy(d.ID); confirmed != nil {
		return w.Text("decide.became.confirmed", "id", strconv.FormatInt(confirmed.ID, 10))
	}
	return w.Text("decide.became.open")
}

// accepted tells by code and place which finding a decision accepts.
func (w Wording) accepted(d *office.Decision) string {
	parts := strings.Split(d.Finding, "\x1f") // unit, source, tab, code, …
	if d.Kind != office.DecisionAccept || len(parts) < 4 {
		return d.Finding
	}
	place := slices.DeleteFunc([]string{parts[2], d.From.Short(), w.Short(d.Indicator), d.Acceptance.Subject}, func(s string) bool { return s == "" })
	return parts[3] + " (" + strings.Join(place, ", ") + ")"
}

// Period writes the name 2020-06 as "tháng 6/2020", 2020-Q2 as "quý II/2020",
// 2020 as "năm 2020"; of a named period its label.
func (w Wording) Period(name string) string {
	p, _ := w.Programme.Windows.Find(name)
	year, _, _ := strings.Cut(p.Name, "-")
	switch p.Kind {
	case calendar.KindDay:
		return w.Text("decide.one-day", "name", p.First.Short())
	case calendar.KindMonth:
		return w.Text("decide.month", "name", monthNumber(p))
	case calendar.KindQuarter, calendar.KindHalf:
		return w.Text("decide."+string(p.Kind)+"."+p.Name[len(p.Name)-1:], "year", year)
	case calendar.KindNamed:
		named, _ := w.Programme.Windows.NamedPeriod(p.Name)
		return named.Label
	}
	return w.Text("decide.year", "name", name)
}

// monthNumber writes a month's window as the office says it: 6/2020.
func monthNumber(p calendar.Period) string {
	year, month, _ := strings.Cut(p.Name, "-")
	return strings.TrimPrefix(month, "0") + "/" + year
}

// Basis says why a figure is what the report counts, or why there is none.
func (w Wording) Basis(p *Proof) string {
	key := "trace.basis." + string(p.Basis)
	if p.Basis == BasisCell && p.Held {
		key += ".held"
	}
	entry := &office.Decision{}
	for i := range p.Entries {
		if p.Entries[i].Stands {
			entry = &p.Entries[i].Decision
		}
	}
	return w.Text(key, "cell", p.Origin.Cell, "tab", p.Origin.Tab, "day", p.CarriedFrom.Short(),
		"id", strconv.FormatInt(entry.ID, 10), "by", w.By(entry), "reason", entry.Reason)
}

// Entry says what became of one of the office's entries.
func (w Wording) Entry(p *Proof, e *EntryProof) string {
	undo := e.UndoneBy
	state := "superseded"
	switch {
	case undo != nil:
		state = "undone"
	case e.Stands:
		state = "stands"
	case p.Basis == BasisCell && e.Value.Stated && e.Value == p.Count: // the unit has come to say the same
		state = "confirmed"
	}
	if undo == nil {
		undo = &office.Decision{}
	}
	return w.Text("trace.entry."+state, "id", strconv.FormatInt(undo.ID, 10), "by", w.By(undo), "reason", undo.Reason)
}

// Side tells on which side of a due instant a look lies, and Saw what it saw
// of the figure.
func (w Wording) Side(l *LookProof, due time.Time) string {
	side := "after"
	switch {
	case !l.Answered.After(due):
		side = "before"
	case l.Asked.Before(due):
		side = "across"
	}
	return w.Text("trace.side." + side)
}

func (w Wording) Saw(l *LookProof) string {
	saw, fault := "absent", ""
	switch {
	case l.Fault != nil:
		saw, fault = "fault", w.Text("fault."+string(l.Fault.Code)+".message")
	case l.Kind == SayingStated && l.Present:
		saw = "figure"
	case l.Kind == SayingGone || l.Kind == SayingReplaced || l.Kind == SayingUnaccepted || l.Kind == SayingUnread:
		saw = string(l.Kind)
	case l.Present:
		saw = "present"
	case l.Doubt != "":
		saw = "doubt." + string(l.Doubt)
	}
	return w.Text("trace.saw."+saw, "value", l.Figure.String(), "fault", fault)
}

// Why tells by what the standing of a proof's day is proved; "" where no report
// was owed.
func (w Wording) Why(p *Proof) string {
	st := p.Standing
	if st == nil {
		return ""
	}
	key := "trace.why." + string(st.Status)
	switch {
	case p.byEntry():
		key += ".entry"
	case st.Status == office.OnTime && st.SeenAt.After(st.Due):
		key += ".modified"
	case st.Status == office.Unproven && st.NotSeenAt.IsZero():
		key += ".first"
	}
	reason := st.Reason
	if st.Status == office.Unreadable {
		reason = w.Text("fault." + string(cmp.Or(st.Fault, "not-looked")) + ".message")
	}
	return w.Text(key, "due", w.Second(st.Due), "not_seen", w.Second(st.NotSeenAt), "seen", w.Second(st.SeenAt), "reason", reason)
}

// byEntry reports whether the standing rests on what the office itself
// received.
func (p *Proof) byEntry() bool {
	st := p.Standing
	if st.Status != office.OnTime && st.Status != office.Late {
		return false
	}
	for _, s := range p.Sources {
		for _, l := range s.Looks {
			if l.Present && l.Answered.Equal(st.SeenAt) {
				return false
			}
		}
	}
	return true
}
