package main

import (
	"fmt"
	"strings"

	"tonghop/model/office"
	"tonghop/model/report"
	"tonghop/sync/registry"
)

// mostSigned bounds how many units one line of the sign-off list names.
const mostSigned = 12

// signOff lists what whoever closes a period should have seen: who is missing,
// what waits, what has changed and what differs from the period before.
func (k *clerk) signOff(s *registry.SignOff) {
	reported := 0
	for i := range s.Report.Window.Lines {
		if s.Report.Window.Lines[i].Rate.Complete() > 0 {
			reported++
		}
	}
	k.say("registry.signoff", "period", k.span(s.Report.Window.Period), "reported", fmt.Sprint(reported), "units", fmt.Sprint(len(s.Report.Window.Lines)))
	k.signOffUnits("registry.signoff.missing", s.Missing, func(r office.Rate) int { return r.Missing })
	k.signOffUnits("registry.signoff.waiting", s.Waiting, func(r office.Rate) int { return r.Under(office.HeadOffice) + r.Invalid })
	k.signOffUnits("registry.signoff.unread", s.Unread, func(r office.Rate) int { return r.Under(office.HeadOffice) })
	if s.Last != nil && len(s.Changed) > 0 {
		k.say("registry.signoff.changed", "n", fmt.Sprint(len(s.Changed)), "draft", s.Last.Draft)
		k.changes(s.Changed[:min(len(s.Changed), mostSigned)])
	}
	for _, x := range s.Steps {
		k.say("registry.signoff.step", "indicator", x.Indicator.Label, "before", x.Before.String(), "now", x.Now.String())
	}
	if !s.Compared {
		k.say("registry.signoff.insufficient")
	}
}

func (k *clerk) signOffUnits(key string, lines []*report.Line, days func(office.Rate) int) {
	if len(lines) == 0 {
		return
	}
	var units []string
	for _, l := range lines[:min(len(lines), mostSigned)] {
		units = append(units, fmt.Sprintf("%s (%d)", l.Unit.Name, days(l.Rate)))
	}
	if len(lines) > mostSigned {
		units = append(units, "…")
	}
	k.say(key, "n", fmt.Sprint(len(lines)), "units", strings.Join(units, ", "))
}
