package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"tonghop/model/calendar"
	"tonghop/model/explain"
	"tonghop/model/record"
	"tonghop/model/report"
)

// A reportsPage lists what was closed and issued, the latest first, with what
// has changed since, and offers the figures as they stand now.
type reportsPage struct {
	Notice      string
	Close       string // the page that closes a period; "" where one may not
	Reports     []filed
	Pages       []pageLink
	Provisional []download
}

// A filed report is a draft or an issued one.
type filed struct {
	Title, Period    string
	Class            string // "draft", "numbered", "replaced" or "old"
	Closed, Issued   string
	Replaces         string
	Signed           string // how the signed file differs from the draft
	Differences      []difference
	More             string // how many differences are not shown
	ChangedTitle     string
	Changes          []restated
	Files            []download
	Issue, IssueText string // the page that issues it, "" where that cannot be
}

type difference struct{ Place, Old, New string }

type restated struct {
	Unit, Indicator, Old, New string
	Days                      []string
	Carried                   string
}

type download struct{ Name, Href string }

// maxDifferences is how many cells of an edited file the page shows.
const maxDifferences = 50

// reportsAPage is how many reports stand on one page.
const reportsAPage = 20

func (s *Server) reportsPage(w http.ResponseWriter, r *http.Request) {
	v, err := s.viewOf(r)
	if err != nil {
		s.unavailable(w, r, err)
		return
	}
	p := reportsPage{Notice: v.filedNotice(r.URL.Query())}
	if s.Register != nil {
		p.Provisional = v.provisional()
		if v.may(Approver) {
			p.Close = "/close"
		}
	}
	all := v.state.Issued
	first, last, pages := part(r, len(all), reportsAPage)
	p.Pages = pages
	var shown []*record.Issued
	for i := first; i < min(last, len(all)); i++ {
		shown = append(shown, &all[len(all)-1-i])
	}
	changes := v.accounts(shown)
	for _, r := range shown {
		p.Reports = append(p.Reports, v.filed(r, changes, s.Register != nil))
	}
	s.show(w, r, http.StatusOK, "reports.html", p)
}

// filedNotice tells of what was closed or issued just now.
func (v *view) filedNotice(q url.Values) string {
	if d := v.draft(q.Get("closed")); d != nil {
		return v.text("registry.closed", "draft", d.Draft, "period", v.reported(d.Period))
	}
	if d := v.draft(q.Get("issued")); d != nil && d.Number != "" {
		return v.text("registry.issued", "number", d.Number, "date", d.Dated.Short(), "period", v.reported(d.Period), "draft", d.Draft)
	}
	return ""
}

// draft finds a report by its draft's code; nil for none.
func (v *view) draft(code string) *record.Issued {
	i := slices.IndexFunc(v.state.Issued, func(r record.Issued) bool { return r.Draft == code })
	if i < 0 {
		return nil
	}
	return &v.state.Issued[i]
}

// accounts are what has changed in the reports that are shown, by draft: in
// those that stand, and in a draft that may still be issued.
func (v *view) accounts(shown []*record.Issued) map[string][]explain.Account {
	changed := slices.DeleteFunc(slices.Clone(v.Restated), func(x report.Restatement) bool {
		return !slices.ContainsFunc(shown, func(r *record.Issued) bool { return r.ID == x.Report.ID })
	})
	for _, d := range shown {
		if v.issuable(d) {
			changed = append(changed, report.Changed(d, report.Compile(v.programme, v.state, d.Period, v.AsOf))...)
		}
	}
	by := map[string][]explain.Account{}
	for _, a := range explain.Accounts(v.programme, v.state, changed, v.AsOf) {
		by[a.Report.Draft] = append(by[a.Report.Draft], a)
	}
	return by
}

// issuable reports whether a draft is the last word on its period: it has no
// number, and nothing was closed after it.
func (v *view) issuable(d *record.Issued) bool {
	return d.Number == "" && !slices.ContainsFunc(v.state.Issued, func(r record.Issued) bool {
		return r.Period.Key() == d.Period.Key() && r.ID > d.ID
	})
}

// standingOf is the issued report of a period that stands; nil for none.
func (v *view) standingOf(p calendar.Period) *record.Issued {
	for _, r := range record.Numbered(v.state.Issued) {
		if r.Period.Key() == p.Key() {
			return r
		}
	}
	return nil
}

func (v *view) filed(r *record.Issued, changes map[string][]explain.Account, register bool) filed {
	closed := "web.reports.closed"
	if r.Number == "" { // its title has the code
		closed += ".draft"
	}
	f := filed{Period: v.reported(r.Period), Closed: v.text(closed, "draft", r.Draft, "at", v.instant(r.Closed), "by", r.ClosedBy)}
	standing := v.standingOf(r.Period)
	switch {
	case r.Number == "" && v.issuable(r):
		f.Class, f.Title = "draft", v.text("web.reports.draft", "draft", r.Draft)
	case r.Number == "":
		f.Class, f.Title = "old", v.text("web.reports.old", "draft", r.Draft)
	case standing != nil && standing.ID == r.ID:
		f.Class, f.Title = "numbered", v.text("web.reports.number", "number", r.Number, "date", r.Dated.Short())
	default:
		f.Class, f.Title = "replaced", v.text("web.reports.replaced", "number", r.Number, "date", r.Dated.Short())
	}
	if r.Number != "" {
		f.Issued = v.text("web.reports.issued", "at", v.instant(r.At), "by", r.By)
	}
	if r.Replaces != "" {
		f.Replaces = v.text("web.reports.replaces", "number", r.Replaces, "reason", r.Reason)
	}
	v.signed(&f, r)
	for _, a := range changes[r.Draft] {
		f.Changes = append(f.Changes, v.restated(&a))
	}
	if len(f.Changes) > 0 {
		f.ChangedTitle = v.text("web.reports.changed", "n", strconv.Itoa(len(f.Changes)))
	}
	if register {
		f.Files = v.documents(r)
		if v.may(Approver) && v.issuable(r) {
			f.Issue, f.IssueText = issuePath(r.Draft), v.text("web.reports.issue")
			if standing != nil {
				f.IssueText = v.text("web.reports.replace", "number", standing.Number)
			}
		}
	}
	return f
}

// signed tells how the file that was signed differs from the draft.
func (v *view) signed(f *filed, r *record.Issued) {
	switch {
	case !r.Edited:
		return
	case !r.Compared:
		f.Signed = v.text("web.reports.uncompared")
		return
	}
	key := "web.reports.edited"
	if r.Replaces != "" { // of which there are two prints, and the nearer was compared
		key += ".replacing"
	}
	f.Signed = v.text(key, "n", strconv.Itoa(len(r.Differences)))
	for _, d := range r.Differences[:min(maxDifferences, len(r.Differences))] {
		f.Differences = append(f.Differences, difference{d.Place(), d.Old, d.New})
	}
	if more := len(r.Differences) - maxDifferences; more > 0 {
		f.More = v.text("web.reports.more", "n", strconv.Itoa(more))
	}
}

// restated tells of one figure that is another one now, with the days.
func (v *view) restated(a *explain.Account) restated {
	x := restated{Unit: a.Unit, Indicator: v.words().Short(a.Indicator), Old: v.stated(a.Old), New: v.stated(a.New)}
	if u, ok := v.programme.Unit(a.Unit); ok {
		x.Unit = u.Name
	}
	for i := range a.Shifts {
		x.Days = append(x.Days, v.shift(&a.Shifts[i]))
	}
	switch {
	case a.CarriedBy != nil:
		x.Carried = v.text("web.reports.carried", "number", a.CarriedBy.Number)
	case a.Report.Number != "":
		x.Carried = v.text("web.reports.uncarried")
	}
	return x
}

func (v *view) shift(s *explain.Shift) string {
	by, reason, cell := "", "", s.Cell
	if s.Tab != "" {
		cell = s.Tab + "!" + s.Cell
	}
	if s.Decision != nil {
		by, reason = v.messages.By(s.Decision), s.Decision.Reason
	}
	return v.text("web.reports.shift."+string(s.Cause), "day", s.Day.Short(), "old", v.stated(s.Old), "new", v.stated(s.New),
		"cell", cell, "since", v.instant(s.Since), "by", by, "reason", reason, "reader", s.Reader, "says", s.Says)
}

// documents are a report's files to fetch.
func (v *view) documents(r *record.Issued) []download {
	file := func(which string) string { return "/reports/" + url.PathEscape(r.Draft) + "/" + which }
	switch r.File.SHA256 {
	case "":
		return []download{{v.text("web.reports.file.draft"), file("draft")}}
	case r.Drafted.SHA256:
		return []download{{v.text("web.reports.file.issued"), file("issued")}}
	}
	return []download{{v.text("web.reports.file.issued"), file("issued")}, {v.text("web.reports.file.draft"), file("draft")}}
}

// provisional are the reports of present periods as their figures stand now.
func (v *view) provisional() []download {
	var all []download
	add := func(p calendar.Period) {
		name, href := v.words().Period(p.Name), "/reports/provisional/"+string(p.Kind)+"/"+p.Name
		all = append(all, download{name + " (.xlsx)", href}, download{name + " (.docx)", href + "?as=docx"})
	}
	for _, kind := range []calendar.PeriodKind{calendar.KindDay, calendar.KindMonth, calendar.KindQuarter, calendar.KindHalf, calendar.KindYear} {
		p, ok := v.programme.Windows.Of(kind, v.Today)
		if !ok {
			continue
		}
		add(p)
		before, ok := v.programme.Windows.Of(kind, p.First-1)
		if ok && kind == calendar.KindMonth && before.Last >= v.programme.Starts {
			add(before)
		}
	}
	return all
}

// reported names a period with the days that were counted.
func (v *view) reported(p calendar.Period) string {
	name := v.words().Period(p.Name)
	if p.Kind == calendar.KindDay {
		return name
	}
	return name + " (" + p.First.Short() + " – " + p.Last.Short() + ")"
}

func issuePath(draft string) string { return "/issue?draft=" + url.QueryEscape(draft) }
