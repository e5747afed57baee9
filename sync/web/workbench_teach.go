package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"tonghop/model/explain"
	"tonghop/model/office"
)

// What an answer's button says.
const (
	answerYes   = "yes"
	answerAs    = "as"
	answerPart  = "part"
	answerNo    = "no"
	answerAsk   = "ask"
	answerLater = "later"
)

// lessonOf reads an answer. One that says nothing of these is none.
func lessonOf(sent url.Values) (l office.Lesson, ok bool) {
	l.Everywhere = sent.Get("scope") == "everywhere"
	switch sent.Get("answer") {
	case answerYes:
	case answerAs:
		l.As = cmp.Or(sent.Get("indicator"), "—")
	case answerPart:
		l.PartOf, l.As = cmp.Or(sent.Get("indicator"), "—"), sent.Get("part")
	case answerNo:
		l.No = true
	case answerAsk, answerLater:
		l = office.Lesson{Ask: sent.Get("answer") == answerAsk, Later: sent.Get("answer") == answerLater}
	default:
		return l, false
	}
	return l, true
}

// teach takes one answer, and leads on to the queue with what follows from it.
func (s *Server) teach(w http.ResponseWriter, r *http.Request) {
	if !s.parseForm(w, r) {
		return
	}
	sent, by := r.PostForm, visitorOf(r)
	l, ok := lessonOf(sent)
	if !ok {
		s.problem(w, r, http.StatusBadRequest)
		return
	}
	var taught []office.Taught
	err := s.learned(r.Context(), func() (id int64, err error) {
		taught, _, err = s.Desk.Teach(r.Context(), by.ruling(sent), l, one(sent.Get("id")))
		if len(taught) > 0 && taught[0].Decision.Kind == office.DecisionTeach {
			id = taught[0].Decision.ID
		}
		return id, err
	})
	if err != nil || len(taught) == 0 {
		s.refuseAnswer(w, r, err)
		return
	}
	s.remember(w, by, sent)
	next := s.recorded(workbenchPath, taught[0].Decision)
	if unit := sent.Get("unit"); unit != "" {
		next += "&unit=" + url.QueryEscape(unit)
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
}

// one keeps an answer to one question: neither a unit's name nor that of all names
// any.
func one(id string) string {
	if hex, _, _ := strings.Cut(id, "."); len(hex) == 8 && strings.Trim(hex, "0123456789abcdef") == "" {
		return id
	}
	return "00000000"
}

// A refusedAnswer is one that could not be taken: why, what was sent, and what
// stands there now, so that nothing is lost.
type refusedAnswer struct {
	Why, Hint string
	Shown     string // what was shown when it was given
	Undo      string // the page that takes back what stands against it, "" for none
	UndoText  string
}

// refuseAnswer shows the question again as it is now, filled in as it was sent.
func (s *Server) refuseAnswer(w http.ResponseWriter, r *http.Request, cause error) {
	v, err := s.viewOf(r)
	if err != nil {
		s.unavailable(w, r, errors.Join(cause, err))
		return
	}
	sent := r.PostForm
	status := http.StatusUnprocessableEntity
	why, hint, ok := v.refused(cause)
	if !ok {
		s.Log.Error("an answer could not be recorded", "error", cause)
		status, why, hint = http.StatusServiceUnavailable, v.text("web.form.not-recorded"), v.text("web.form.not-recorded.hint")
	}
	hex, _, _ := strings.Cut(sent.Get("id"), ".")
	p, err := s.bench(r, v, url.Values{"id": {s.nowAt(r.Context(), sent, hex)}, "source": {sent.Get("source")}})
	if err != nil {
		s.unavailable(w, r, errors.Join(cause, err))
		return
	}
	p.Refused = &refusedAnswer{Why: why, Hint: hint, Shown: shortened(sent.Get("shown"))}
	if id := against(cause); id != "" && v.may(Office) {
		p.Refused.Undo, p.Refused.UndoText = "/undo?id="+url.QueryEscape(id), v.text("web.bench.undo", "id", id)
	}
	for i := range p.Cards {
		p.Cards[i].Answers.fill(v, sent)
	}
	s.show(w, r, status, "workbench.html", p)
}

// nowAt gives the ID of the question that stands now where an answer was given: the
// same, else that of the same place.
func (s *Server) nowAt(ctx context.Context, sent url.Values, id string) string {
	all, err := s.Workbench.Questions(ctx)
	if err != nil || slices.ContainsFunc(all, func(q office.Question) bool { return q.ID == id }) {
		return id
	}
	at := office.Origin{Source: sent.Get("source"), Tab: sent.Get("tab"), Cell: sent.Get("cell")}
	for i := range all {
		if slices.ContainsFunc(all[i].Places, func(o office.Origin) bool { return o.Source == at.Source && o.Tab == at.Tab && o.Cell == at.Cell }) {
			return all[i].ID
		}
	}
	return id
}

// fill puts into a card's answers what was sent before.
func (a *answers) fill(v *view, sent url.Values) {
	if a == nil {
		return
	}
	a.ruling = v.form(form{}, sent)
	a.Here, a.Part = sent.Get("scope") != "everywhere", sent.Get("part")
	for i := range a.Choices {
		a.Choices[i].Chosen = a.Choices[i].Value == sent.Get("indicator")
	}
}

// against gives the decision that a refusal names.
func against(err error) string {
	var r refusal
	if !errors.As(err, &r) {
		return ""
	}
	_, pairs := r.Refused()
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == "decision" {
			return pairs[i+1]
		}
	}
	return ""
}

// lessons remember what followed from the latest answers and from taking some back,
// until the program ends: it is told once, right after.
type lessons struct {
	mu    sync.Mutex
	by    map[int64]explain.Learned
	order []int64
}

// maxLessons bounds what is remembered.
const maxLessons = 100

func (l *lessons) keep(id int64, what explain.Learned) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.by == nil {
		l.by = map[int64]explain.Learned{}
	}
	l.by[id], l.order = what, append(l.order, id)
	if len(l.order) > maxLessons {
		delete(l.by, l.order[0])
		l.order = l.order[1:]
	}
}

func (l *lessons) of(id string) *explain.Learned {
	n, _ := strconv.ParseInt(id, 10, 64)
	l.mu.Lock()
	defer l.mu.Unlock()
	if what, ok := l.by[n]; ok {
		return &what
	}
	return nil
}

// learned does what may change which figures count, and keeps what followed by the
// decision's ID. What followed cannot be told where the state cannot be had; the
// decision stands all the same.
func (s *Server) learned(ctx context.Context, do func() (id int64, err error)) error {
	before, errBefore := s.State(ctx)
	id, err := do()
	if err != nil || id == 0 {
		return err
	}
	after, errAfter := s.State(ctx)
	report, errReport := s.Report(ctx)
	if err := errors.Join(errBefore, errAfter, errReport); err != nil {
		s.Log.Warn("what followed from a decision is not told", "id", id, "error", err)
		return nil
	}
	if report.Programme != nil {
		s.lessons.keep(id, explain.Learn(report.Programme, before, after, s.Now()))
	}
	return nil
}

// learned is what followed from a decision, in words.
type learned struct {
	More, Fewer string
	Figures     []string // some of them
}

// learnedShown is how many figures are told one by one.
const learnedShown = 6

func (v *view) learnedOf(l *explain.Learned) *learned {
	if l == nil {
		return nil
	}
	out := &learned{More: v.learnt("confirm.more", l.More), Fewer: v.learnt("confirm.fewer", l.Fewer)}
	if out.More == "" && out.Fewer == "" {
		out.More = v.text("confirm.same")
	}
	for i := range l.More[:min(len(l.More), learnedShown)] {
		x := &l.More[i]
		unit := x.Unit
		if u, ok := v.programme.Unit(x.Unit); ok {
			unit = u.ShortName()
		}
		out.Figures = append(out.Figures, v.text("web.bench.learnt", "unit", unit, "day", x.Day.Short(), "indicator", v.words().Short(x.Indicator), "value", office.Grouped(x.Value)))
	}
	return out
}

func (v *view) learnt(key string, all []explain.Learnt) string {
	if len(all) == 0 {
		return ""
	}
	first, last := explain.Span(all)
	return v.text(key, "n", office.Grouped(int64(len(all))), "first", first.Short(), "last", last.Short())
}
