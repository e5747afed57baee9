package web

import (
	"net/http"
	"net/url"
	"strconv"

	"tonghop/model/office"
	"tonghop/model/record"
)

// A findingsPage lists all that there is to mend, of all units or of one, with
// what the office has checked apart.
type findingsPage struct {
	Notice   string
	Unit     *unitLink // nil for all
	Form     *form     // by which findings are accepted; nil where one may not
	Open     []finding // what the units can mend
	Review   []finding // what is the office's to look at
	Accepted []accepted
	Pages    []pageLink
}

// An accepted finding was checked and is right.
type accepted struct {
	finding
	Decision string // who, when, why
	Undo     string // the page that takes it back, "" where one may not
}

// A pageLink leads to another part of a long list.
type pageLink struct {
	Number int
	Href   string
	Here   bool
}

// Long lists are shown by so many.
const (
	findingsAPage  = 40
	decisionsAPage = 60
)

func (s *Server) findingsPage(w http.ResponseWriter, r *http.Request) {
	v, err := s.viewOf(r)
	if err != nil {
		s.unavailable(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "findings.html", v.findings(r))
}

func (v *view) findings(r *http.Request) findingsPage {
	p := findingsPage{Notice: v.notice(r)}
	unit := r.URL.Query().Get("unit")
	if u, ok := v.programme.Unit(unit); ok {
		l := linkTo(u)
		p.Unit = &l
	} else {
		unit = ""
	}
	of := func(list []record.OpenFinding) (some []*record.OpenFinding) {
		for _, offices := range []bool{false, true} {
			for _, severity := range severities {
				for i := range list {
					if f := &list[i]; f.Severity == severity && (f.Turn() == office.TurnOffice) == offices && (unit == "" || f.Unit == unit) {
						some = append(some, f)
					}
				}
			}
		}
		return some
	}
	open, done := of(v.Findings), of(v.Accepted)
	first, last, pages := part(r, max(len(open), len(done)), findingsAPage)
	p.Pages = pages
	for _, f := range open[min(first, len(open)):min(last, len(open))] {
		if f.Turn() == office.TurnOffice {
			p.Review = append(p.Review, v.finding(f))
		} else {
			p.Open = append(p.Open, v.finding(f))
		}
	}
	for _, f := range done[min(first, len(done)):min(last, len(done))] {
		p.Accepted = append(p.Accepted, v.accepted(f))
	}
	if v.may(Office) && len(p.Open)+len(p.Review) > 0 {
		f := v.acceptForm(url.Values{})
		p.Form = &f
	}
	return p
}

func (v *view) accepted(f *record.OpenFinding) accepted {
	d := f.Accepted
	a := accepted{finding: v.finding(f), Decision: v.text("web.accepted", "by", v.messages.By(d), "at", v.instant(d.At), "reason", shortened(d.Reason))}
	if v.may(Office) {
		a.Undo = undoPath(d.ID)
	}
	return a
}

func undoPath(id int64) string { return "/undo?id=" + strconv.FormatInt(id, 10) }

// part gives the stretch of a list of n that a page asks for by ?page=, and
// links to the others.
func part(r *http.Request, n, each int) (first, last int, pages []pageLink) {
	count := (n + each - 1) / each
	here, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil || here < 1 || here > count {
		here = 1
	}
	for i := 1; i <= count && count > 1; i++ {
		q := r.URL.Query()
		q.Del("done")
		q.Set("page", strconv.Itoa(i))
		pages = append(pages, pageLink{i, "?" + q.Encode(), i == here})
	}
	return (here - 1) * each, here * each, pages
}
