package web

import (
	"context"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/record"
)

// A Register is where reports are closed and issued. It takes the words of a
// form as they were typed, and refuses as a Desk does.
type Register interface {
	// Close freezes a period's report and gives the code of the draft.
	Close(ctx context.Context, kind calendar.PeriodKind, name, through, by string) (draft string, err error)
	// Issue gives a draft its number. Compare tells how the signed file differs
	// from the draft, refuses what Issue would refuse, and keeps nothing.
	Issue(ctx context.Context, x Issuing) error
	Compare(ctx context.Context, x Issuing) (Comparison, error)
	// Document gives the bytes of a kept file.
	Document(ctx context.Context, d record.Document) ([]byte, error)
	// Provisional makes a document of a period as its figures stand now.
	Provisional(ctx context.Context, x Wanted) (file string, data []byte, err error)
}

// A Wanted document is one of a period that is not closed.
type Wanted struct {
	Kind calendar.PeriodKind
	Name string
	Word bool // for Word, else a workbook
}

// An Issuing is what the form to issue a draft says.
type Issuing struct {
	Draft, Number, Dated string
	Replaces, Reason     string
	AsClosed             bool
	By                   string
	Signed               *SignedFile // nil where the draft itself was signed
}

// filing are the forms of the register; without one there are none.
func (s *Server) filing() []action {
	if s.Register == nil || s.Desk == nil {
		return nil
	}
	return []action{
		{path: "/close", need: Approver, back: "/reports", form: (*view).closeForm, do: s.closeReport},
		{path: "/issue", need: Approver, back: "/reports", form: (*view).issueForm, do: s.issueReport, file: s.signedFile},
	}
}

// closeForm asks which period is to be closed.
func (v *view) closeForm(sent url.Values) form {
	return v.form(form{
		Action: "/close", Title: v.text("web.close"), Intro: v.text("web.close.intro"), Button: v.text("web.close.button"), Plain: true,
		Fields: []field{
			{Kind: "select", Name: "period", Label: v.text("web.form.period"), Options: v.closable(), Required: true},
			v.through(),
		},
	}, sent)
}

// through asks for another last day than the period's own.
func (v *view) through() field {
	f := v.dayField("through", v.text("web.close.through"), 0, false)
	f.Help = v.text("web.close.through.help")
	return f
}

// closableMonths is how many months the form offers; of other kinds it offers
// two. Older ones are closed by the command.
const closableMonths = 6

// closable are the periods that may be closed: of each kind the last ones that
// are over, the latest first, then the present one, which is closed early; with
// the office's own.
func (v *view) closable() []option {
	var all []calendar.Period
	w := v.programme.Windows
	for _, kind := range []calendar.PeriodKind{calendar.KindMonth, calendar.KindDay, calendar.KindQuarter, calendar.KindHalf, calendar.KindYear} {
		most := 2
		if kind == calendar.KindMonth {
			most = closableMonths
		}
		p, _ := w.Of(kind, v.Today)
		open := p
		for range most {
			if p.Last <= v.Today {
				all = append(all, p)
			}
			p, _ = w.Of(kind, p.First-1)
		}
		if open.Last > v.Today {
			all = append(all, open)
		}
	}
	for _, n := range w.Named {
		all = append(all, calendar.Period{Kind: calendar.KindNamed, Name: n.ID, First: n.First, Last: n.Last})
	}
	var options []option
	for _, p := range all {
		if p.First <= v.Today && p.Last >= v.programme.Starts && (v.programme.Ends == 0 || p.First <= v.programme.Ends) {
			options = append(options, option{Value: p.Key(), Label: v.reported(p)})
		}
	}
	return options
}

func (s *Server) closeReport(ctx context.Context, by visitor, sent url.Values) (string, error) {
	kind, name, _ := strings.Cut(sent.Get("period"), " ")
	draft, err := s.Register.Close(ctx, calendar.PeriodKind(kind), name, sent.Get("through"), by.ruling(sent).By)
	if err != nil {
		return "", err
	}
	s.Log.Info("report closed", "period", sent.Get("period"), "draft", draft, "by", by.ruling(sent).By)
	return "/reports?closed=" + url.QueryEscape(draft), nil
}

// issueForm asks for a draft's number. Where a report of the period stands, it
// asks whether and why that one is replaced.
func (v *view) issueForm(sent url.Values) form {
	code := sent.Get("draft")
	told, standing := code, (*record.Issued)(nil)
	if d := v.draft(code); d != nil {
		told, standing = v.text("web.reports.draft", "draft", code)+": "+v.reported(d.Period), v.standingOf(d.Period)
	}
	f := form{
		Action: "/issue", Title: v.text("web.issue"), Intro: v.text("web.issue.intro"), Button: v.text("web.issue.button"), Plain: true,
		Fields: []field{
			{Kind: "static", Name: "draft", Label: v.text("web.issue.draft"), Value: code, Options: []option{{Value: code, Label: told}}},
			{Kind: "text", Name: "number", Label: v.text("web.issue.number"), Help: v.text("web.issue.number.help"), Required: true},
			v.dayField("date", v.text("web.issue.date"), v.Today, true),
		},
	}
	if standing != nil {
		f.Fields = append(f.Fields,
			field{Kind: "static", Name: "replaces", Label: v.text("web.issue.replaces"), Value: standing.Number,
				Options: []option{{Value: standing.Number, Label: v.text("web.reports.number", "number", standing.Number, "date", standing.Dated.Short())}}},
			field{Kind: "text", Name: "why", Label: v.text("web.issue.why"), Help: v.text("web.issue.why.help"), Required: true})
	}
	f.Fields = append(f.Fields,
		field{Kind: "file", Name: "signed_file", Label: v.text("web.issue.file"), Help: v.text("web.issue.file.help")},
		field{Kind: "hidden", Name: "signed"},
		field{Kind: "select", Name: "as_closed", Label: v.text("web.issue.changed"), Options: []option{
			{Value: "", Label: v.text("web.issue.changed.stop")}, {Value: "yes", Label: v.text("web.issue.changed.go")}}})
	own := maps.Clone(sent)
	own.Del("replaces") // what stands now, as its label says
	return v.form(f, own)
}

func issuing(by visitor, sent url.Values) Issuing {
	return Issuing{Draft: sent.Get("draft"), Number: sent.Get("number"), Dated: sent.Get("date"), Replaces: sent.Get("replaces"), Reason: sent.Get("why"),
		AsClosed: sent.Get("as_closed") == "yes", By: by.ruling(sent).By}
}

func (s *Server) issueReport(ctx context.Context, by visitor, sent url.Values) (string, error) {
	x := issuing(by, sent)
	if hash := sent.Get("signed"); hash != "" {
		if x.Signed = s.uploads.get(by, x.Draft, hash); x.Signed == nil {
			return "", signedRefusal("signed-gone")
		}
		c, err := s.compared(ctx, x)
		if err != nil {
			return "", err
		}
		if sent.Get("seen") != c.seen(x.Signed) { // it differs otherwise than was shown, if it was
			return issueAgain(sent), nil
		}
	}
	if err := s.Register.Issue(ctx, x); err != nil {
		return "", err
	}
	s.uploads.drop(by, x.Draft, sent.Get("signed"))
	s.Log.Info("report issued", "draft", x.Draft, "number", x.Number, "by", x.By)
	return "/reports?issued=" + url.QueryEscape(x.Draft), nil
}

// document sends a kept file, the draft's or the issued one.
func (s *Server) document(w http.ResponseWriter, r *http.Request) {
	v, err := s.viewOf(r)
	if err != nil {
		s.unavailable(w, r, err)
		return
	}
	d := v.draft(r.PathValue("draft"))
	if d == nil || s.Register == nil {
		s.problem(w, r, http.StatusNotFound)
		return
	}
	doc := d.Drafted
	if r.PathValue("which") == "issued" {
		doc = d.File
	}
	if doc.SHA256 == "" {
		s.problem(w, r, http.StatusNotFound)
		return
	}
	data, err := s.Register.Document(r.Context(), doc)
	if err != nil {
		s.unavailable(w, r, err)
		return
	}
	attach(w, doc.Name, data)
}

// provisionalReport sends a report as its figures stand now.
func (s *Server) provisionalReport(w http.ResponseWriter, r *http.Request) {
	kind, name := calendar.PeriodKind(r.PathValue("kind")), r.PathValue("name")
	kinds := []calendar.PeriodKind{calendar.KindDay, calendar.KindMonth, calendar.KindQuarter, calendar.KindHalf, calendar.KindYear, calendar.KindNamed}
	v, err := s.viewOf(r)
	if err != nil {
		s.unavailable(w, r, err)
		return
	}
	if _, err := v.programme.Windows.Parse(kind, name); err != nil || s.Register == nil || !slices.Contains(kinds, kind) {
		s.problem(w, r, http.StatusNotFound)
		return
	}
	file, data, err := s.Register.Provisional(r.Context(), Wanted{Kind: kind, Name: name, Word: r.FormValue("as") == "docx"})
	if err != nil {
		s.unavailable(w, r, err)
		return
	}
	attach(w, file, data)
}

// attach sends a file to be saved under its name.
func attach(w http.ResponseWriter, name string, data []byte) {
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	_, _ = w.Write(data) // a client that has gone is no fault of ours
}
