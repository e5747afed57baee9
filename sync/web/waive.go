package web

import (
	"context"
	"net/url"
	"strconv"

	"tonghop/model/office"
)

// excuseForm asks for days to be waived. Who may not waive proposes it.
func (v *view) excuseForm(sent url.Values) form {
	key := "web.form.excuse"
	if !v.may(Approver) {
		key = "web.form.propose"
	}
	return v.form(form{
		Action: "/excuse", Title: v.text(key), Intro: v.text(key + ".intro"), Button: v.text(key + ".button"), Why: v.text("web.form.excuse.why"),
		Fields: []field{
			v.unitField(sent.Get("unit"), true),
			v.dayField("first", v.text("web.form.first"), v.shownDay(), true),
			v.dayField("last", v.text("web.form.last"), 0, false),
		},
	}, sent)
}

func (s *Server) excuse(ctx context.Context, by visitor, sent url.Values) (string, error) {
	waive := s.Desk.Propose
	if by.role >= Approver {
		waive = s.Desk.Excuse
	}
	d, err := waive(ctx, by.ruling(sent), sent.Get("unit"), sent.Get("first"), sent.Get("last"))
	if err != nil {
		return "", err
	}
	return s.recorded(waivedPath(d), d), nil
}

// confirmForm asks whether a proposed waiver is to hold. It asks for no reason:
// the proposal has one.
func (v *view) confirmForm(sent url.Values) form {
	return v.form(form{
		Action: "/confirm", Title: v.text("web.form.confirm"), Intro: v.text("web.form.confirm.intro"), Button: v.text("web.form.confirm.button"),
		Plain: true, Fields: []field{v.decisionField(sent)},
	}, sent)
}

func (s *Server) confirmWaiver(ctx context.Context, by visitor, sent url.Values) (string, error) {
	d, err := s.Desk.Confirm(ctx, by.ruling(sent), sent.Get("id"))
	if err != nil {
		return "", err
	}
	return s.recorded(waivedPath(d), d), nil
}

// waivedPath is the page that shows what a waiver is about.
func waivedPath(d office.Decision) string {
	if d.Unit == "" {
		return "/decisions"
	}
	return unitPath(d.Unit)
}

func confirmPath(id int64) string { return "/confirm?id=" + strconv.FormatInt(id, 10) }

// proposals are the proposed waivers that wait for an approver, the oldest
// first.
type proposals struct {
	First []decision
	More  int // those beyond
}

// proposalsShown is how many a page tells; the others follow once these are
// seen to.
const proposalsShown = 10

// proposals gives those that concern a unit, or all where it is nil.
func (v *view) proposals(u *office.Unit) proposals {
	var p proposals
	open := v.state.Proposals()
	for i := range open {
		switch d := &open[i]; {
		case u != nil && d.Unit != "" && d.Unit != u.ID:
		case len(p.First) == proposalsShown:
			p.More++
		default:
			shown := v.decision(d)
			shown.Reason = shortened(d.Reason)
			p.First = append(p.First, shown)
		}
	}
	return p
}
