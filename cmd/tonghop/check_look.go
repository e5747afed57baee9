package main

import (
	"fmt"
	"slices"
	"strings"

	"tonghop/model/office"
	"tonghop/sync/config"
)

// An outlook is what one unit's workbooks came to: whether they were read whole,
// and if not, whose turn it is.
type outlook struct {
	read, open int // figures taken; what waits for the office
	ask        []office.Finding
	fault      *office.Fault
}

func (o *outlook) whole() bool {
	return o.read > 0 && o.open == 0 && len(o.ask) == 0 && o.fault == nil
}

// A firstLook gathers outlooks, and what the office is asked: equal wordings are
// one question.
type firstLook struct {
	units     map[string]*outlook
	questions map[string]bool
}

func (l *firstLook) of(u *office.Unit) *outlook {
	if l.units == nil {
		l.units, l.questions = map[string]*outlook{}, map[string]bool{}
	}
	if l.units[u.ID] == nil {
		l.units[u.ID] = &outlook{}
	}
	return l.units[u.ID]
}

// see takes what was read of a source into the outlooks of its units.
func (k *checkup) see(ref string, r *office.Reading, fault *office.Fault) {
	for _, u := range k.Programme.UnitsOf(ref) {
		o := k.first.of(u)
		if fault != nil {
			o.fault = fault
			continue
		}
		for i := range r.Tallies {
			if r.Tallies[i].Unit == u.ID {
				o.read++
			}
		}
		for i := range r.Proposals {
			if p := &r.Proposals[i]; p.Unit == u.ID || p.Unit == "" {
				o.open++
				k.first.questions["?"+config.Same(p.Says)+"\x1f"+k.words().Meaning(p.Meaning)] = true
			}
		}
		for i := range r.Findings {
			f := &r.Findings[i]
			if f.Unit != u.ID && f.Unit != "" {
				continue
			}
			switch {
			case f.Code == office.CodeColumnUnknown:
				o.open++
				k.first.questions["!"+config.Same(f.Raw)] = true
			case f.Code == outOfProgramme: // it may write of earlier days as it likes
			case f.Severity == office.SeverityError && f.Turn() == office.TurnCommune:
				o.ask = append(o.ask, *f)
			}
		}
	}
}

// look ends a checkup with how far the office is: so many units read whole, so
// many questions to answer, so many units to ask, with the texts to send them.
func (k *checkup) look(ids []string) {
	var all, asked, without, empty, shut []*office.Unit
	whole := 0
	for i := range k.Programme.Units {
		u := &k.Programme.Units[i]
		if len(ids) > 0 && !slices.Contains(ids, u.ID) {
			continue
		}
		all = append(all, u)
		o := k.first.of(u)
		switch {
		case len(u.Sources) == 0:
			without = append(without, u)
		case o.whole():
			whole++
		case o.fault != nil && o.fault.Code.Kind().Owner != office.OwnerUnit:
			shut = append(shut, u)
		case o.fault == nil && o.read+o.open+len(o.ask) == 0:
			empty = append(empty, u)
		}
		if len(o.ask) > 0 || o.fault != nil && o.fault.Code.Kind().Owner == office.OwnerUnit {
			asked = append(asked, u)
		}
	}
	fmt.Fprintln(k.w)
	k.say("cli.look.whole", "n", fmt.Sprint(whole), "m", fmt.Sprint(len(all)))
	k.say("cli.look.questions", "n", fmt.Sprint(len(k.first.questions)), "page", "http://"+k.Config.Web.Listen+"/")
	if blanks := k.Programme.Blanks(); len(blanks) > 0 {
		var names []string
		for _, key := range blanks {
			names = append(names, k.Messages.Text("cli.look.blank."+key))
		}
		k.say("cli.look.blanks", "n", fmt.Sprint(len(blanks)), "names", strings.Join(names, ", "))
	}
	if len(without) > 0 {
		k.say("cli.look.without", "n", fmt.Sprint(len(without)), "units", namesOf(without))
	}
	if len(shut) > 0 {
		k.say("cli.look.shut", "n", fmt.Sprint(len(shut)), "units", namesOf(shut))
	}
	if len(empty) > 0 {
		k.say("cli.look.empty", "n", fmt.Sprint(len(empty)), "units", namesOf(empty))
	}
	k.say("cli.look.ask", "n", fmt.Sprint(len(asked)))
	asked = slices.DeleteFunc(asked, func(u *office.Unit) bool {
		f := k.first.of(u).fault
		return f != nil && f.Code == office.FaultNotShared // its text stands beside the sheet
	})
	most := briefTexts
	if k.all {
		most = len(asked)
	}
	some(k, asked, most, k.textFor)
}

// outOfProgramme is the code of a finding about a day that nobody asked for.
const outOfProgramme = "date-out-of-programme"

// briefTexts is how many texts to communes a brief checkup prints.
const briefTexts = 5

// textFor prints what a unit is to be asked, ready to be sent.
func (k *checkup) textFor(u *office.Unit) {
	o := k.first.of(u)
	var points []string
	if o.fault != nil {
		key := "fault." + string(o.fault.Code)
		points = append(points, k.Messages.Text(key+".message")+" "+k.Messages.Text(key+".hint"))
	}
	_, folded := sorted(o.ask)
	for _, x := range folded[:min(len(folded), briefFindings)] {
		message, hint := k.Messages.Finding(&x.first, k.words().Short(x.first.Indicator))
		point := message + " " + hint
		if x.n > 1 {
			point = k.Messages.Text("cli.look.points", "point", point, "n", fmt.Sprint(x.n-1))
		}
		points = append(points, point)
	}
	fmt.Fprintln(k.w, "\n    "+k.Messages.Text("cli.look.text", "unit", u.Name, "points", strings.Join(points, "\n    - ")))
}

func namesOf(units []*office.Unit) string {
	var names []string
	for _, u := range units[:min(len(units), briefTexts)] {
		names = append(names, u.Name)
	}
	if len(units) > briefTexts {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}
