package web

import (
	"cmp"
	"context"
	"net/url"
	"strconv"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// enterForm asks for a figure on a unit's behalf.
func (v *view) enterForm(sent url.Values) form {
	day := v.shownDay()
	var indicators []option
	for i := range v.programme.Indicators {
		x := &v.programme.Indicators[i]
		indicators = append(indicators, option{Value: x.ID, Label: x.Label})
	}
	var manners []option
	for _, m := range []office.Manner{office.Phoned, office.Corrected, office.SetAside} {
		manners = append(manners, option{Value: string(m), Label: v.text("web.form.manner." + string(m))})
	}
	return v.form(form{
		Action: "/enter", Title: v.text("web.form.enter"), Intro: v.text("web.form.enter.intro"), Button: v.text("web.form.enter.button"), Why: v.text("web.form.enter.why"),
		Fields: []field{
			v.unitField(sent.Get("unit"), false),
			v.dayField("day", v.text("book.day"), day, true),
			{Kind: "select", Name: "indicator", Label: v.text("book.indicator"), Options: indicators, Required: true},
			{Kind: "select", Name: "manner", Label: v.text("web.form.manner"), Options: manners, Value: string(office.Phoned), Required: true},
			{Kind: "number", Name: "value", Label: v.text("web.form.value"), Help: v.text("web.form.value.help"), Min: "0"},
			v.receivedField(),
		},
	}, sent)
}

func (s *Server) enter(ctx context.Context, by visitor, sent url.Values) (string, error) {
	d, err := s.Desk.Enter(ctx, by.ruling(sent), sent.Get("unit"), sent.Get("day"), sent.Get("indicator"), office.Manner(sent.Get("manner")), sent.Get("value"), sent.Get("received"))
	if err != nil {
		return "", err
	}
	return s.recorded(unitPath(d.Unit), d), nil
}

// receiveForm asks which written report came, and when.
func (v *view) receiveForm(sent url.Values) form {
	windows := v.programme.Windows
	month := windows.MonthOf(v.Today)
	all := []calendar.Period{month, windows.MonthOf(month.First - 1)}
	for _, kind := range []calendar.PeriodKind{calendar.KindQuarter, calendar.KindHalf, calendar.KindYear} {
		if p, ok := windows.Of(kind, v.Today); ok {
			all = append(all, p)
		}
	}
	var periods []option
	for _, p := range all {
		if p.Last >= v.programme.Starts {
			periods = append(periods, option{Value: p.Name, Label: v.words().Period(p.Name)})
		}
	}
	return v.form(form{
		Action: "/receive", Title: v.text("web.form.receive"), Intro: v.text("web.form.receive.intro"), Button: v.text("web.form.receive.button"), Why: v.text("web.form.receive.why"),
		Fields: []field{
			v.unitField(sent.Get("unit"), false),
			{Kind: "select", Name: "period", Label: v.text("web.form.period"), Options: periods, Value: month.Name, Required: true},
			v.receivedField(),
		},
	}, sent)
}

func (s *Server) receive(ctx context.Context, by visitor, sent url.Values) (string, error) {
	d, err := s.Desk.Receive(ctx, by.ruling(sent), sent.Get("unit"), sent.Get("period"), sent.Get("received"))
	if err != nil {
		return "", err
	}
	return s.recorded(unitPath(d.Unit), d), nil
}

// acceptForm names the findings that are to be held for right.
func (v *view) acceptForm(sent url.Values) form {
	f := form{Action: "/accept", Title: v.text("web.form.accept"), Intro: v.text("web.form.accept.intro"), Button: v.text("web.form.accept.button"), Why: v.text("web.form.accept.why")}
	for _, name := range sent["finding"] {
		label := name
		for i := range v.Findings {
			if x := &v.Findings[i]; stamped(x) == name {
				label = v.words().Sentence(&x.Finding)
			}
		}
		f.Fields = append(f.Fields, field{Kind: "static", Name: "finding", Label: v.text("web.form.finding"), Value: name, Options: []option{{Value: name, Label: label}}})
	}
	return v.form(f, url.Values{"by": sent["by"], "reason": sent["reason"]}) // finding may stand there several times
}

// stamped names a finding as it was seen.
func stamped(f *record.OpenFinding) string { return f.ID() + "." + f.Stamp() }

func (s *Server) accept(ctx context.Context, by visitor, sent url.Values) (string, error) {
	accepted, _, err := s.Desk.Accept(ctx, by.ruling(sent), sent["finding"]...)
	if err != nil {
		return "", err
	}
	page := "/findings"
	for i := range accepted {
		page = s.recorded("/findings", *accepted[i].Accepted)
	}
	return page, nil
}

// undoForm asks whether a decision is to be taken back; of an approver, whether
// a proposal is to be declined.
func (v *view) undoForm(sent url.Values) form {
	key, d := "web.form.undo", v.decisionOf(sent)
	if d != nil && d.Kind == office.DecisionPropose && v.may(Approver) {
		key = "web.form.decline"
	}
	return v.form(form{
		Action: "/undo", Title: v.text(key), Intro: v.text(key + ".intro"), Button: v.text(key + ".button"), Why: v.text(key + ".why"),
		Fields: []field{v.decisionField(sent)},
	}, sent)
}

// decisionOf finds the decision that a form is about; nil for none.
func (v *view) decisionOf(sent url.Values) *office.Decision {
	for i := range v.decisions() {
		if d := &v.decisions()[i]; strconv.FormatInt(d.ID, 10) == sent.Get("id") {
			return d
		}
	}
	return nil
}

// decisionField tells which decision a form is about.
func (v *view) decisionField(sent url.Values) field {
	id := sent.Get("id")
	what := id
	if d := v.decisionOf(sent); d != nil {
		what = v.words().Decision(d, v.sentenceOf(d)) + " — " + v.messages.By(d) + ": " + d.Reason
	}
	return field{Kind: "static", Name: "id", Label: v.text("web.form.decision"), Value: id, Options: []option{{Value: id, Label: cmp.Or(what, "—")}}}
}

// undo takes a decision back. What needs a role needs it to be undone too; the
// desk asks, which alone reads the id.
func (s *Server) undo(ctx context.Context, by visitor, sent url.Values) (string, error) {
	var undo, undone office.Decision
	learn := func() (id int64, err error) {
		undo, undone, err = s.Desk.Undo(ctx, by.ruling(sent), sent.Get("id"), func(d *office.Decision) error {
			if by.role < needed(d) {
				return errNotAllowed
			}
			return nil
		})
		return undo.ID, err
	}
	if err := s.learned(ctx, learn); err != nil {
		return "", err
	}
	if undone.Kind == office.DecisionTeach || undone.Kind == office.DecisionDefer {
		return s.recorded(workbenchPath, undo), nil
	}
	return s.recorded("/decisions", undo), nil
}

// needed is the role that makes a decision and takes it back.
func needed(d *office.Decision) Role {
	if d.Kind == office.DecisionExcuse {
		return Approver
	}
	return Office
}
