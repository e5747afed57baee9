package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
	"tonghop/sync/round"
)

// A summary tells a report on a terminal in a screenful: who is late or
// missing, what to mend, how far the targets are, where the files are.
type summary struct {
	w io.Writer
	m office.Messages
	r *report.Report
}

// line prints one sentence of the catalogue.
func (s *summary) line(key string, pairs ...string) {
	fmt.Fprintln(s.w, s.m.Text(key, pairs...))
}

// round tells what the round read.
func (s *summary) round(res *round.Result) {
	s.line("cli.round", "title", s.r.Programme.Title, "at", s.instant(res.Started),
		"read", strconv.Itoa(res.Read), "unchanged", strconv.Itoa(res.Unchanged), "faulty", strconv.Itoa(res.Faulty))
	if res.Skipped > 0 {
		s.line("cli.round.skipped", "n", strconv.Itoa(res.Skipped))
	}
	s.faults(res)
}

// faults tells what could not be read and what to do, once for all units with
// the same trouble.
func (s *summary) faults(res *round.Result) {
	var codes []office.FaultCode
	units := map[office.FaultCode][]string{}
	for _, h := range s.r.Sources {
		f := res.Faults[h.Source]
		if f == nil {
			continue
		}
		if units[f.Code] == nil {
			codes = append(codes, f.Code)
		}
		for _, u := range h.Units {
			units[f.Code] = append(units[f.Code], u.Name+" ("+h.Source+")")
		}
	}
	for _, code := range codes {
		key := "fault." + string(code)
		s.line("cli.fault", "units", strings.Join(units[code], ", "), "message", s.m.Text(key+".message"), "hint", s.m.Text(key+".hint"))
	}
}

// today tells how the units stand with today's report, and the month's rates.
func (s *summary) today() {
	rate := s.r.Day.Total.Rate
	if rate.Expected == 0 {
		s.line("cli.day-off", "day", s.r.Day.Period.First.Short())
		s.month()
		return
	}
	s.line("cli.today", "day", s.r.Day.Period.First.Short(), "n", strconv.Itoa(rate.Expected),
		"on_time", strconv.Itoa(rate.OnTime), "unproven", strconv.Itoa(rate.Unproven), "late", strconv.Itoa(rate.Late), "missing", strconv.Itoa(rate.Missing),
		"invalid", strconv.Itoa(rate.Invalid), "unread", strconv.Itoa(rate.Unread), "unreadable", strconv.Itoa(rate.Unreadable), "pending", strconv.Itoa(rate.Pending))
	for _, status := range []office.Status{office.Late, office.Missing, office.Invalid, office.Unread, office.Unreadable} {
		s.standing(status)
	}
	s.month()
}

func (s *summary) standing(status office.Status) {
	for _, st := range s.r.Standings {
		if st.Status != status || st.Period.First != s.r.Day.Period.First {
			continue
		}
		u, _ := s.r.Programme.Unit(st.Unit)
		s.line("cli.standing."+string(status), "unit", u.Name, "from", s.clock(st.NotSeenAt), "to", s.clock(st.SeenAt),
			"reason", s.m.Text("fault."+string(cmp.Or(st.Fault, "not-looked"))+".message"))
	}
}

func (s *summary) month() {
	rate := s.r.Window.Total.Rate
	s.line("cli.month", "name", monthName(s.r.Window.Period), "first", s.r.Window.Period.First.Short(), "last", s.r.Window.Through.Short(),
		"judged", strconv.Itoa(rate.Judged()), "complete", strconv.Itoa(rate.Complete()), "timely", strconv.Itoa(rate.Timely()),
		"complete%", percent(rate.Complete(), rate.Judged()), "timely%", percent(rate.Timely(), rate.Judged()))
	for _, l := range s.r.Window.Lines {
		if n := l.Rate.Missing + l.Rate.Invalid; l.Rate.Judged() > 0 && 2*n >= l.Rate.Judged() {
			s.line("cli.often-missing", "unit", l.Unit.Name, "n", strconv.Itoa(n), "judged", strconv.Itoa(l.Rate.Judged()))
		}
	}
}

// toMend lists the worst open findings, at most n of those that the units can
// mend and n of the office's own.
func (s *summary) toMend(n int) {
	mend, review := s.open(office.TurnCommune), s.open(office.TurnOffice)
	if len(mend) == 0 {
		s.line("cli.nothing-to-mend")
	} else {
		s.findings("cli.to-mend", "cli.more-to-mend", mend, n)
	}
	if len(review) > 0 {
		s.findings("cli.to-review", "cli.more-to-review", review, n)
	}
}

// open are the findings that are somebody's turn, the gravest first.
func (s *summary) open(turn office.Turn) (open []record.OpenFinding) {
	for _, f := range s.r.Findings {
		if f.Turn() == turn {
			open = append(open, f)
		}
	}
	slices.SortStableFunc(open, func(a, b record.OpenFinding) int { return cmp.Compare(a.Severity, b.Severity) })
	return open
}

func (s *summary) findings(head, rest string, open []record.OpenFinding, n int) {
	units := map[string]bool{}
	errs := 0
	for i := range open {
		units[open[i].Unit] = true
		if open[i].Severity == office.SeverityError {
			errs++
		}
	}
	s.line(head, "n", strconv.Itoa(len(open)), "errors", strconv.Itoa(errs), "warnings", strconv.Itoa(len(open)-errs), "units", strconv.Itoa(len(units)))
	for _, f := range open[:min(n, len(open))] {
		message, _ := s.m.Finding(&f.Finding, s.label(f.Indicator))
		fmt.Fprintf(s.w, "  %s — %s [%s]\n", s.unitName(f.Unit, f.Source), message, f.ID())
	}
	if more := len(open) - n; more > 0 {
		s.line(rest, "n", strconv.Itoa(more))
	}
}

func (s *summary) unitName(id, source string) string {
	if u, ok := s.r.Programme.Unit(id); ok {
		return u.Name
	}
	return filepath.Base(source)
}

func (s *summary) label(indicator string) string {
	if i, ok := s.r.Programme.Indicator(indicator); ok {
		return i.Short
	}
	return indicator
}

// targets draws how far the district's targets are.
func (s *summary) targets() {
	tw := tabwriter.NewWriter(s.w, 0, 0, 2, ' ', 0)
	shown := false
	for _, g := range s.r.Targets {
		if g.Unit != nil || !g.Goal.Stated {
			continue
		}
		if !shown {
			s.line("cli.targets", "year", s.r.Year.Period.Name)
			shown = true
		}
		tenths, _ := g.Percent()
		rest := s.m.Text("cli.per-day", "n", office.Grouped(g.PerDay))
		switch {
		case g.Met():
			rest = s.m.Text("cli.met")
		case g.DaysRemaining == 0:
			rest = ""
		}
		fmt.Fprintf(tw, "  %s\t%s / %s\t%s %s\t%s\n", g.Indicator.Label, cmp.Or(g.Done.String(), "—"), g.Goal, bar(tenths), tenthsText(tenths), rest)
	}
	tw.Flush()
}

// bar draws tenths of a per cent as twenty blocks.
func bar(tenths int64) string {
	n := int(min(max(tenths, 0), 1000) * 20 / 1000)
	return strings.Repeat("█", n) + strings.Repeat("░", 20-n)
}

func tenthsText(tenths int64) string { return fmt.Sprintf("%d,%d%%", tenths/10, tenths%10) }

func percent(n, of int) string {
	if of == 0 {
		return "—"
	}
	return tenthsText(int64(n) * 1000 / int64(of))
}

// written names the files that changed, and tells that some could not be
// written, of which the error that follows has the rest.
func (s *summary) written(names []string, failed bool) {
	for _, n := range names {
		s.line("cli.written", "file", n)
	}
	switch {
	case failed:
		s.line("cli.unwritten")
	case len(names) == 0:
		s.line("cli.nothing-new")
	}
}

func (s *summary) instant(t time.Time) string {
	return t.In(s.r.Programme.Location).Format("15:04 2/1/2006")
}

func (s *summary) clock(t time.Time) string {
	if t.IsZero() {
		return "—"
	}
	return t.In(s.r.Programme.Location).Format("15:04")
}

// monthName gives a month's window as the office says it: 6/2020.
func monthName(p calendar.Period) string {
	year, month, _ := strings.Cut(p.Name, "-")
	return strings.TrimPrefix(month, "0") + "/" + year
}
