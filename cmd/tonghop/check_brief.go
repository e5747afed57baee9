package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// How much of each kind a brief checkup shows of one workbook, so that it stays
// within a screen; the rest is counted.
const (
	briefColumns   = 16
	briefProposals = 6
	briefUnknown   = 5
	briefFindings  = 6
	briefHeadings  = 3
)

// brief shows a reading on one screen.
func (k *checkup) brief(r *office.Reading) {
	first, last, days := daysOf(r.Tallies)
	if days == 0 {
		k.say("cli.check.nothing", "tables", fmt.Sprint(len(r.Tables)))
	} else {
		k.say("cli.check.read", "n", fmt.Sprint(len(r.Tallies)), "days", fmt.Sprint(days), "first", first.Short(), "last", last.Short(), "tables", fmt.Sprint(len(r.Tables)))
	}
	some(k, k.headings(r.Tables), briefColumns, func(line string) { fmt.Fprintln(k.w, "    "+line) })
	proposals := slices.SortedStableFunc(slices.Values(r.Proposals), func(a, b office.Proposal) int { return cmp.Compare(len(b.Tallies), len(a.Tallies)) })
	if len(proposals) > 0 {
		k.say("cli.check.waiting", "n", fmt.Sprint(len(proposals)))
	}
	some(k, proposals, briefProposals, func(p office.Proposal) { k.proposal(&p) })
	unknown, folded := sorted(r.Findings)
	if len(unknown) > 0 {
		k.say("cli.check.unknown", "n", fmt.Sprint(len(unknown)))
	}
	some(k, unknown, briefUnknown, k.unknown)
	some(k, folded, briefFindings, k.folded)
}

// some shows the first of many, and how many more there are.
func some[T any](k *checkup, all []T, most int, show func(T)) {
	shown := all[:min(len(all), most)]
	if len(all) == most+1 {
		shown = all // a line that says "one more" is a line as well
	}
	for _, one := range shown {
		show(one)
	}
	if n := len(all) - len(shown); n > 0 {
		k.say("cli.check.more", "n", fmt.Sprint(n))
	}
}

func (k *checkup) say(key string, pairs ...string) {
	fmt.Fprintln(k.w, k.Messages.Text(key, pairs...))
}

// daysOf gives the first and last day of some figures, and how many days there are.
func daysOf(tallies []office.Tally) (first, last calendar.Day, days int) {
	seen := map[calendar.Day]bool{}
	for i := range tallies {
		d := tallies[i].Day
		if len(seen) == 0 || d < first {
			first = d
		}
		last = max(last, d)
		seen[d] = true
	}
	return first, last, len(seen)
}

// headings tells, a line an indicator, which headings were taken for it.
func (k *checkup) headings(tables []office.Table) (lines []string) {
	of := map[string][]string{}
	var order []string
	for i := range tables {
		for _, c := range tables[i].Columns {
			if c.Role != "indicator" {
				continue
			}
			heading := k.Messages.Text("cli.check.quoted", "text", strings.Join(strings.Fields(c.Header), " "))
			if !slices.Contains(of[c.Indicator], heading) {
				if of[c.Indicator] == nil {
					order = append(order, c.Indicator)
				}
				of[c.Indicator] = append(of[c.Indicator], heading)
			}
		}
	}
	for _, id := range order {
		all := of[id]
		text := strings.Join(all[:min(len(all), briefHeadings)], ", ")
		if n := len(all) - briefHeadings; n > 0 {
			text = k.Messages.Text("cli.check.and-more", "some", text, "n", fmt.Sprint(n))
		}
		lines = append(lines, k.Messages.Text("cli.check.taken", "indicator", k.words().Short(id), "id", id, "headings", text))
	}
	return lines
}

// proposal shows what waits for an answer, with some of its figures.
func (k *checkup) proposal(p *office.Proposal) {
	k.say("cli.check.proposal", "id", p.ID, "says", p.Says, "place", k.place(p), "meaning", k.words().Meaning(p.Meaning), "why", k.Messages.Text("why."+p.Why))
	var sample []string
	for i := range p.Tallies[:min(len(p.Tallies), sampleDays)] {
		t := &p.Tallies[i]
		sample = append(sample, k.Messages.Text("cli.check.sample", "day", t.Day.Short(), "value", fmt.Sprint(t.Value)))
	}
	if len(sample) > 0 {
		k.say("cli.check.figures", "n", fmt.Sprint(len(p.Tallies)), "some", strings.Join(sample, ", "))
	}
	if len(p.Against) > 0 {
		k.say("cli.check.against", "others", strings.Join(p.Against, ", "))
	}
}

// place tells where a proposal stands first and how often.
func (k *checkup) place(p *office.Proposal) string {
	at := placeOf(&p.Origin)
	if n := len(p.Places) - 1; n > 0 {
		return k.Messages.Text("cli.check.places", "place", at, "n", fmt.Sprint(n))
	}
	return at
}

// placeOf writes a place as spreadsheets do: T6!C4.
func placeOf(o *office.Origin) string {
	if o.Cell == "" {
		return o.Tab
	}
	return o.Tab + "!" + o.Cell
}

func (k *checkup) unknown(f office.Finding) {
	k.say("cli.check.heading", "id", f.ID(), "says", f.Raw, "place", placeOf(&f.Origin), "near", orDash(f.Args["near"]))
}

// A fold is findings of one code and severity.
type fold struct {
	first office.Finding
	n     int
}

// sorted parts the findings into the headings that were not understood and the
// others, those of one code folded, the gravest first. What waits for an answer and
// notices are left out.
func sorted(findings []office.Finding) (unknown []office.Finding, folded []fold) {
	for i := range findings {
		f := &findings[i]
		at := slices.IndexFunc(folded, func(x fold) bool { return x.first.Code == f.Code && x.first.Severity == f.Severity })
		switch {
		case f.Code == office.CodeColumnUnknown:
			unknown = append(unknown, *f)
		case f.Code == office.CodeToConfirm || f.Severity == office.SeverityNotice:
		case at >= 0:
			folded[at].n++
		default:
			folded = append(folded, fold{*f, 1})
		}
	}
	slices.SortStableFunc(folded, func(a, b fold) int { return cmp.Compare(a.first.Severity, b.first.Severity) }) // error before warning
	return unknown, folded
}

func (k *checkup) folded(x fold) {
	message, hint := k.Messages.Finding(&x.first, k.words().Short(x.first.Indicator))
	if x.n > 1 {
		message = k.Messages.Text("cli.check.folded", "n", fmt.Sprint(x.n), "message", message)
	}
	fmt.Fprintf(k.w, "  %s %s %s\n      %s\n", mark(x.first.Severity), x.first.Code, message, hint)
}

// A checkSum is what all workbooks came to.
type checkSum struct{ read, figures, proposals, withheld, unknown, contradicted int }

func (s *checkSum) add(r *office.Reading) {
	s.read++
	s.figures += len(r.Tallies)
	s.proposals += len(r.Proposals)
	s.contradicted += len(office.Contradicted(r.Proposals))
	for i := range r.Proposals {
		s.withheld += len(r.Proposals[i].Tallies)
	}
	for i := range r.Findings {
		if r.Findings[i].Code == office.CodeColumnUnknown {
			s.unknown++
		}
	}
}

// tell sums up what waits for the office, and how to answer it.
func (k *checkup) tell() {
	s := &k.sum
	fmt.Fprintln(k.w)
	k.say("cli.check.sum", "books", fmt.Sprint(s.read), "figures", fmt.Sprint(s.figures))
	if s.proposals+s.unknown > 0 {
		k.say("cli.check.answer", "n", fmt.Sprint(s.proposals), "withheld", fmt.Sprint(s.withheld), "unknown", fmt.Sprint(s.unknown))
	}
}
