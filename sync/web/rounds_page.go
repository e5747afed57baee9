package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"tonghop/model/office"
)

// A roundsPage tells how the sources are: when each was asked and read last,
// what is wrong with it, and how the last rounds went.
type roundsPage struct {
	AsOf    string
	Round   roundNow
	Last    []round
	Next    []nextJob
	Loose   []Loose
	Faults  []faultKind
	Sources []source
}

func (p roundsPage) refresh() int { return p.Round.refresh() }

type round struct{ When, By, What string }

type nextJob struct{ At, What string }

// A faultKind is one thing that is wrong with some sources, with what to do.
type faultKind struct {
	Message, Hint string
	Sources       int
}

type source struct {
	Units       []unitLink
	Href        string
	Asked, Read string
	Fault       string
}

func (s *Server) roundsPage(w http.ResponseWriter, r *http.Request) {
	v, err := s.viewOf(r)
	if err != nil {
		s.unavailable(w, r, err)
		return
	}
	p := roundsPage{AsOf: v.instant(v.AsOf), Round: s.roundNow(v), Loose: s.Loose()}
	all := s.Rounds()
	for _, one := range all.Last {
		p.Last = append(p.Last, v.round(one))
	}
	for _, n := range all.Next {
		p.Next = append(p.Next, nextJob{v.instant(n.At), v.text("job." + n.Job)})
	}
	p.Faults, p.Sources = v.sources()
	s.show(w, r, http.StatusOK, "rounds.html", p)
}

func (v *view) round(r Round) round {
	what := v.text("web.round.done", "read", strconv.Itoa(r.Read), "unchanged", strconv.Itoa(r.Unchanged+r.Skipped), "faulty", strconv.Itoa(r.Faulty))
	if r.Failed {
		what = v.failure(r)
	}
	return round{v.instant(r.Started), cmp.Or(r.By, v.text("web.round.schedule")), what}
}

// failure says why a round failed, as far as it is known.
func (v *view) failure(r Round) string {
	if r.Fault == "" {
		return v.text("web.round.failed")
	}
	key, fault := "web.round.failed.fault", "fault."+string(r.Fault)
	if r.Withheld {
		key = "web.round.failed.withheld"
	}
	return v.text(key, "message", v.text(fault+".message"), "hint", v.text(fault+".hint"))
}

// roundText says how far the running round is, and who asked for it.
func (v *view) roundText(all Rounds, by string) string {
	if by = cmp.Or(all.By, by); by == "" {
		by = v.text("web.round.schedule")
	}
	if all.Total == 0 {
		return v.text("web.round.begun", "by", by)
	}
	return v.text("web.round.progress", "by", by, "done", strconv.Itoa(all.Done), "total", strconv.Itoa(all.Total))
}

// sources lists them all, the faulty first, and once what to do about each
// kind of fault.
func (v *view) sources() (kinds []faultKind, list []source) {
	at := map[office.FaultCode]int{}
	for _, h := range v.Sources {
		one := source{Href: v.link(office.Origin{Source: h.Source}), Asked: v.instant(h.LastAsked), Read: v.instant(h.LastRead)}
		for _, u := range h.Units {
			one.Units = append(one.Units, linkTo(u))
		}
		if h.Fault != nil {
			f := v.faulty(h)
			one.Fault = f.Message
			i, known := at[h.Fault.Code]
			if !known {
				i = len(kinds)
				at[h.Fault.Code], kinds = i, append(kinds, faultKind{Message: f.Message, Hint: f.Hint})
			}
			kinds[i].Sources++
		}
		list = append(list, one)
	}
	slices.SortStableFunc(list, func(a, b source) int { return cmp.Compare(b2i(a.Fault == ""), b2i(b.Fault == "")) })
	return kinds, list
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
