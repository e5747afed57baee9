package web

import (
	"net/http"

	"tonghop/model/office"
)

// A decisionsPage lists all that the office decided, the latest first.
type decisionsPage struct {
	Notice    string
	Decisions []decision
	Pages     []pageLink
}

type decision struct {
	ID                   int64
	What, By, At, Reason string
	Became               string // taken back, waiting or confirmed; "" where it simply stands
	Undone               bool
	Confirm              string // the page that confirms a proposal, "" where one may not
	Undo                 string // the page that takes it back, "" where one may not
	UndoText             string
}

func (s *Server) decisionsPage(w http.ResponseWriter, r *http.Request) {
	v, err := s.viewOf(r)
	if err != nil {
		s.unavailable(w, r, err)
		return
	}
	all := v.decisions()
	p := decisionsPage{Notice: v.notice(r)}
	first, last, pages := part(r, len(all), decisionsAPage)
	p.Pages = pages
	for i := first; i < min(last, len(all)); i++ {
		p.Decisions = append(p.Decisions, v.decision(&all[len(all)-1-i]))
	}
	s.show(w, r, http.StatusOK, "decisions.html", p)
}

func (v *view) decision(d *office.Decision) decision {
	out := decision{ID: d.ID, What: v.words().Decision(d, v.sentenceOf(d)), By: v.messages.By(d), At: v.instant(d.At), Reason: d.Reason,
		Became: v.words().Became(v.state, d), Undone: v.state.UndoneBy(d.ID) != nil, UndoText: v.text("web.undo")}
	proposed := d.Kind == office.DecisionPropose
	closed := out.Undone || d.Kind == office.DecisionUndo || proposed && v.state.ConfirmedBy(d.ID) != nil
	if !closed && v.may(needed(d)) {
		out.Undo = undoPath(d.ID)
	}
	if !closed && proposed && v.may(Approver) {
		out.Confirm, out.UndoText = confirmPath(d.ID), v.text("web.decline")
	}
	return out
}
