package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/workbench"
)

// A Workbench tells what waits for the office's answer, and how workbooks were
// understood, all as of the State that the page shows.
type Workbench interface {
	// Questions are those that wait for an answer.
	Questions(context.Context) ([]office.Question, error)
	// Evidence gives, by the questions' IDs, what each rests on.
	Evidence(context.Context) (map[string]workbench.Evidence, error)
	// Workbook gives what a source showed last and as what that is read; nil where
	// it was never seen.
	Workbook(ctx context.Context, source string) (*grid.Book, *office.Reading, error)
}

const workbenchPath = "/workbench"

// workbenchRoutes are the page of questions, what is answered there, and the
// picture of a sheet.
func (s *Server) workbenchRoutes(mux *http.ServeMux, see func(string, http.HandlerFunc)) {
	if s.Workbench == nil {
		return
	}
	see(workbenchPath, s.workbenchPage)
	see(workbenchPath+"/sheet", s.sheetPage)
	if s.Desk != nil {
		mux.Handle("POST "+workbenchPath, s.only(Office, s.teach))
	}
}

// A workbenchPage is the queue of questions of all units, or of one, the ones that
// bring most figures first.
type workbenchPage struct {
	Notice  string
	Learned *learned
	Refused *refusedAnswer
	Unit    *unitLink // nil for all
	Waiting string    // how much there is to answer
	// Cards are the questions of this part of the queue; One tells that only those
	// were asked for that are shown.
	Cards  []card
	One    bool
	Asked  []deferred
	Later  []deferred
	Taught []decision
	Pages  []pageLink
}

// A deferred question was put off.
type deferred struct {
	Says, Href, By, At, Undo string
	Unit                     unitLink
}

// How much of each kind a page shows.
const (
	cardsAPage  = 8
	taughtShown = 12
	moreShown   = 40
)

func (s *Server) workbenchPage(w http.ResponseWriter, r *http.Request) {
	v, err := s.viewOf(r)
	if err != nil {
		s.unavailable(w, r, err)
		return
	}
	p, err := s.bench(r, v, r.URL.Query())
	if err != nil {
		s.unavailable(w, r, err)
		return
	}
	p.Notice = v.notice(r)
	p.Learned = v.learnedOf(s.lessons.of(r.URL.Query().Get("done")))
	s.show(w, r, http.StatusOK, "workbench.html", p)
}

// bench lays out the queue for what an address asks: ?unit= for one unit's, ?id= for
// one question.
func (s *Server) bench(r *http.Request, v *view, asked url.Values) (p workbenchPage, err error) {
	questions, evidence, err := s.questions(r.Context())
	if err != nil {
		return p, err
	}
	if u, ok := v.programme.Unit(asked.Get("unit")); ok {
		l := linkTo(u)
		p.Unit = &l
		questions = slices.DeleteFunc(questions, func(q office.Question) bool { return !v.concerns(&q, u) })
	}
	open := slices.DeleteFunc(slices.Clone(questions), func(q office.Question) bool { return q.Deferred != nil })
	groups := workbench.Queue(open, evidence)
	figures := 0
	for i := range groups {
		figures += groups[i].Figures
	}
	p.Waiting = v.text("web.bench.none")
	if len(groups) > 0 {
		p.Waiting = v.text("web.bench.waiting", "n", strconv.Itoa(len(groups)), "figures", office.Grouped(int64(figures)))
	}
	for i := range questions {
		v.putOff(&p, &questions[i])
	}
	p.Taught = v.taught()
	if id := asked.Get("id"); id != "" {
		one, err := s.oneOf(r.Context(), v, questions, evidence, id, asked.Get("source"))
		p.One = one != nil
		if one != nil {
			p.Cards = []card{*one}
		}
		return p, err
	}
	first, last, pages := part(r, len(groups), cardsAPage)
	p.Pages = pages
	for i := first; i < min(last, len(groups)); i++ {
		p.Cards = append(p.Cards, v.card(&groups[i], evidence, questions))
	}
	return p, nil
}

// questions are those that wait, with what they rest on; headings without a figure
// are none.
func (s *Server) questions(ctx context.Context) ([]office.Question, map[string]workbench.Evidence, error) {
	all, err := s.Workbench.Questions(ctx)
	if err != nil {
		return nil, nil, err
	}
	evidence, err := s.Workbench.Evidence(ctx)
	return all, evidence, err
}

// oneOf finds one question by its ID: among those that wait, else among the headings
// of a workbook that are read without doubt.
func (s *Server) oneOf(ctx context.Context, v *view, waiting []office.Question, evidence map[string]workbench.Evidence, id, source string) (*card, error) {
	for i := range waiting {
		if waiting[i].ID == id {
			c := v.card(&workbench.Group{Questions: waiting[i : i+1]}, evidence, waiting)
			return &c, nil
		}
	}
	if source == "" {
		return nil, nil
	}
	book, reading, err := s.Workbench.Workbook(ctx, source)
	if err != nil || book == nil {
		return nil, err
	}
	all := office.QuestionsOf(source, reading)
	for i := range all {
		if all[i].ID != id {
			continue
		}
		adds := func(id string) bool { x, ok := v.programme.Indicator(id); return ok && x.AddsUp() }
		c := v.card(&workbench.Group{Questions: all[i : i+1]}, workbench.EvidenceOf(book, reading, all[i:i+1], adds), waiting)
		return &c, nil
	}
	return nil, nil
}

// concerns reports whether a question is about a unit's workbook.
func (v *view) concerns(q *office.Question, u *office.Unit) bool {
	return q.Unit == u.ID || q.Unit == "" && slices.Contains(v.programme.UnitsOf(q.Source), u)
}

// putOff adds a question to those that were put off, if it was.
func (v *view) putOff(p *workbenchPage, q *office.Question) {
	d := q.Deferred
	if d == nil {
		return
	}
	x := deferred{Says: v.quoted(q.Says), Href: workbenchPath + "?id=" + q.ID, By: v.messages.By(d), At: v.instant(d.At), Unit: v.unitOf(q)}
	if v.may(Office) {
		x.Undo = undoPath(d.ID)
	}
	list := &p.Later
	if d.Deferred.Asked {
		list = &p.Asked
	}
	if len(*list) < moreShown {
		*list = append(*list, x)
	}
}

// unitOf names the unit whose workbook a question is about.
func (v *view) unitOf(q *office.Question) unitLink {
	if u, ok := v.programme.Unit(q.Unit); ok {
		return linkTo(u)
	}
	if of := v.programme.UnitsOf(q.Source); len(of) > 0 {
		return linkTo(of[0])
	}
	return unitLink{Name: q.Source}
}

// taught are the latest answers, the latest first.
func (v *view) taught() (all []decision) {
	decisions := v.decisions()
	for i := len(decisions) - 1; i >= 0 && len(all) < taughtShown; i-- {
		if d := &decisions[i]; d.Kind == office.DecisionTeach {
			all = append(all, v.decision(d))
		}
	}
	return all
}
