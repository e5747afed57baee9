package web

import (
	"fmt"
	"net/http"

	"tonghop/model"
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
	Undone               string // that and by which it was taken back
	Undo                 string // the page that takes it back, "" where one may not
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

func (v *view) decision(d *model.Decision) decision {
	out := decision{ID: d.ID, What: v.words().Decision(d, v.sentenceOf(d)), By: d.By, At: v.instant(d.At), Reason: d.Reason}
	need := Office
	if d.Kind == model.DecisionExcuse {
		need = Approver
	}
	switch undo := v.state.UndoneBy(d.ID); {
	case undo != nil:
		out.Undone = v.text("web.undone", "id", fmt.Sprint(undo.ID))
	case d.Kind != model.DecisionUndo && v.may(need):
		out.Undo = undoPath(d.ID)
	}
	return out
}
