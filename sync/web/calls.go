package web

import (
	"cmp"
	"context"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// A callsPage is the office's morning (đôn đốc): who owes what, by whom they are
// reached, what to send them, and what came of reminding them. A unit leaves it
// by itself once its figures stand.
type callsPage struct {
	Notice   string
	Heading  string
	Day      string // as in an address
	Days     walk
	AsOf     string
	By       string // who acts, as far as it is known
	Typed    bool   // asked on each form
	All      string // a text for the group that everybody reads
	Open     []call // not reminded yet, or in vain
	Reminded []call
	Problems []string // of the list of contacts
	Hint     string   // where contacts are written, if there are none
}

// A call is one unit that owes something.
type call struct {
	unitLink
	ID           string
	Owes         []string
	Contacts     []contact
	Letter       string
	Marks        []string // what came of it, the last first
	Enter, Count string   // the pages to enter its day, and to count days as in time
}

// A contact is somebody to call.
type contact struct {
	Person, Phone string
	Tel           template.URL // "" where the number is none
	Zalo          string
}

// Contacts are by whom units are reached, by the units' IDs, and what is wrong
// with the list of them.
type Contacts struct {
	ByUnit   map[string][]Contact
	Problems []string
	Place    string // where they are written
}

// A Contact is one person, with the number as written and as dialled: digits,
// "" where what is written is no number.
type Contact struct{ Person, Phone, Digits string }

func (s *Server) calls(w http.ResponseWriter, r *http.Request) {
	v, day, err := s.timed(r)
	if err == nil && day == 0 {
		v, day, err = s.atFirst(r.Context(), v)
	}
	if err != nil {
		s.untimely(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "calls.html", v.calls(day, s.Contacts(), func(u *office.Unit) string { return s.Letter(v.Report, u) }, v.notice(r)))
}

func (v *view) calls(day calendar.Day, list Contacts, letter func(*office.Unit) string, notice string) callsPage {
	p := callsPage{Notice: notice, Heading: v.text("web.calls.heading", "day", v.dayName(day)), Day: day.String(), Days: v.dayWalk("/calls", day), AsOf: v.instant(v.AsOf),
		By: v.visitor.person, Typed: !v.visitor.signedIn, Problems: list.Problems}
	if len(list.ByUnit) == 0 && list.Place != "" {
		p.Hint = v.text("web.calls.no_contacts", "file", list.Place)
	}
	marks := v.marks(day)
	var absent []string
	for i := range v.programme.Units {
		u := &v.programme.Units[i]
		owes := v.owes(u, day)
		if len(owes) == 0 {
			continue
		}
		if st, ok := v.standings[unitDay{u.ID, day}]; ok && st.Status == office.Missing {
			absent = append(absent, u.ShortName())
		}
		c := call{unitLink: linkTo(u), ID: u.ID, Owes: owes, Contacts: v.contacts(list.ByUnit[u.ID]), Letter: letter(u)}
		query := url.Values{"unit": {u.ID}, "day": {day.String()}}
		c.Enter = "/enter-day?" + query.Encode()
		c.Count = "/in-time?" + url.Values{"unit": {u.ID}, "first": {day.String()}}.Encode()
		open := true
		for _, d := range marks[u.ID] {
			if len(c.Marks) == 0 {
				open = d.Outcome == office.Unreached || d.Outcome == office.Promised && !d.Until.IsZero() && v.now.After(d.Until)
			}
			c.Marks = append(c.Marks, v.mark(d))
		}
		if open {
			p.Open = append(p.Open, c)
		} else {
			p.Reminded = append(p.Reminded, c)
		}
	}
	if len(absent) > 0 {
		p.All = v.text("web.calls.all", "day", v.dayName(day), "units", strings.Join(absent, ", "))
	}
	return p
}

// owes lists what a unit owes of the month's days up to one by how it stands with
// them, the last day first.
func (v *view) owes(u *office.Unit, through calendar.Day) (all []string) {
	days := map[office.Status][]string{}
	for d := through; d >= v.Window.Period.First && d > 0; d-- {
		if st, ok := v.standings[unitDay{u.ID, d}]; ok && st.Status.Failed() {
			days[st.Status] = append(days[st.Status], dayMonth(d))
		}
	}
	for _, status := range statuses {
		if len(days[status]) > 0 {
			all = append(all, v.text("web.calls.owes", "days", strings.Join(days[status], ", "), "status", v.text("status."+string(status))))
		}
	}
	return all
}

// marks are the calls about a day that stand, by unit, the last first.
func (v *view) marks(day calendar.Day) map[string][]*office.Decision {
	by, active := map[string][]*office.Decision{}, office.Active(v.decisions())
	for i := len(active) - 1; i >= 0; i-- {
		if d := &active[i]; d.Kind == office.DecisionCall && d.From == day {
			by[d.Unit] = append(by[d.Unit], d)
		}
	}
	return by
}

// mark says what came of a call: đã gọi, 8:10 (Lan: máy bận).
func (v *view) mark(d *office.Decision) string {
	who := v.messages.By(d)
	if d.Reason != "" {
		who += ": " + shortened(d.Reason)
	}
	return v.text("web.calls.mark", "what", v.words().Outcome(&d.Calling), "at", v.local(d.At).Format("15:04"), "who", who)
}

func (v *view) contacts(list []Contact) (all []contact) {
	for _, c := range list {
		shown := contact{Person: c.Person, Phone: c.Phone}
		if c.Digits != "" {
			shown.Tel, shown.Zalo = template.URL("tel:"+c.Digits), "https://zalo.me/"+c.Digits
		}
		all = append(all, shown)
	}
	return all
}

// callForm asks what came of reminding a unit, where the page's own form was
// refused.
func (v *view) callForm(sent url.Values) form {
	var outcomes []option
	for _, o := range []office.CallOutcome{office.Reached, office.Promised, office.Unreached} {
		outcomes = append(outcomes, option{Value: string(o), Label: v.text("call." + string(o))})
	}
	day, _ := calendar.ParseDay(sent.Get("day"))
	return v.form(form{
		Action: "/call", Title: v.text("web.form.call"), Button: v.text("web.form.call.button"), Plain: true,
		Fields: []field{
			v.unitField(sent.Get("unit"), false),
			v.dayField("day", v.text("book.day"), cmp.Or(day, v.shownDay()), true),
			{Kind: "select", Name: "outcome", Label: v.text("web.form.outcome"), Options: outcomes, Value: string(office.Reached), Required: true},
			{Kind: "text", Name: "until", Label: v.text("web.calls.until")},
			{Kind: "text", Name: "reason", Label: v.text("web.calls.note")},
		},
	}, sent)
}

func (s *Server) call(ctx context.Context, by visitor, sent url.Values) (string, error) {
	d, err := s.Desk.Call(ctx, by.ruling(sent), sent.Get("unit"), sent.Get("day"), office.CallOutcome(sent.Get("outcome")), sent.Get("until"))
	if err != nil {
		return "", err
	}
	return s.recorded("/calls?day="+d.From.String(), d), nil
}
