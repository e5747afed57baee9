package main

import (
	"cmp"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"tonghop/model/calendar"
	"tonghop/model/explain"
	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/gsheets"
)

func newTrace(f *flags) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "trace UNIT DAY INDICATOR",
		Short: "Walk a figure back down to its cell and the looks that saw it",
		Long: `Prints the proof of a figure: what the report says and why, the cell with its
link, every figure that was read there and when it was first seen, the looks
around the deadline with the standing that they prove, the office's entries, and
the findings that touch it. From the ledger alone, as of --now or else of the
last look.`,
		Example: "  tonghop trace thanh-an 2020-06-24 people_informed\n  tonghop trace thanh-an 24/6/2020 people_informed --json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 3 {
				return app.Usage(fmt.Errorf("trace: name UNIT DAY INDICATOR"), "for example: tonghop trace thanh-an 2020-06-24 people_informed")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			o, err := f.open(c.Context(), app.ToRead)
			if err != nil {
				return err
			}
			defer o.Close()
			u, err := o.unit("trace", args[0])
			if err != nil {
				return err
			}
			day, err := readDay("trace", args[1])
			if err != nil {
				return err
			}
			ind, err := o.indicator("trace", args[2])
			if err != nil {
				return err
			}
			s, asOf, err := o.State(c.Context())
			if err != nil {
				return err
			}
			proof, _ := explain.Trace(o.Programme, s, u.ID, day, ind.ID, asOf)
			w := witness{o, proof, f.stdout}
			if asJSON {
				return printJSON(f.stdout, w.json())
			}
			w.tell()
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// A witness tells a proof on a terminal.
type witness struct {
	*workplace
	*explain.Proof
	w io.Writer
}

func (w witness) say(key string, pairs ...string) { fmt.Fprintln(w.w, w.Messages.Text(key, pairs...)) }

// tell walks down the chain: report, reason, cell, looks, deadline, findings.
func (w witness) tell() {
	w.say("trace.head", "unit", w.Unit.Name, "indicator", w.Indicator.Label, "day", w.Day.Short(), "as_of", w.moment(w.AsOf))
	w.say("trace.value", "value", w.value(), "basis", w.basis())
	for _, t := range w.Terms {
		w.say("trace.term", "sign", map[bool]string{true: "−", false: "+"}[t.Sign < 0], "indicator", cmp.Or(t.Indicator.Short, t.Indicator.Label), "value", orDash(t.Count.String()))
	}
	w.say("trace.sums", "month", monthName(w.InMonth), "in_month", orDash(w.Month.String()), "month_stated", fmt.Sprint(w.Month.StatedDays), "month_expected", fmt.Sprint(w.Month.ExpectedDays),
		"year", w.InYear.Name, "in_year", orDash(w.Year.String()))
	w.entries()
	for i := range w.Sources {
		w.source(&w.Sources[i])
	}
	w.standing()
	w.findings()
	w.reports()
}

// reports names the issued reports that the figure is part of.
func (w witness) reports() {
	for _, r := range w.Reports {
		w.say("registry.touches", "number", r.Number, "date", r.Dated.Short(), "period", w.span(r.Period))
	}
}

// value is what the report counts, a dash for nothing.
func (w witness) value() string { return orDash(w.Count.String()) }

// basis says why that is so.
func (w witness) basis() string { return w.words().Basis(w.Proof) }

func (w witness) entries() {
	if len(w.Entries) == 0 {
		return
	}
	w.say("trace.entries")
	for i := range w.Entries {
		e := &w.Entries[i]
		w.say("trace.entry", "id", fmt.Sprint(e.ID), "what", w.described(&e.Decision, nil), "by", w.Messages.By(&e.Decision), "at", w.moment(e.At), "reason", e.Reason,
			"state", w.words().Entry(w.Proof, e))
	}
}

func (w witness) source(s *explain.SourceProof) {
	key := "trace.source"
	if !s.InEffect {
		key = "trace.source.other"
	}
	w.say(key, "source", s.Source)
	if len(s.Sayings) == 0 {
		w.say("trace.never")
	}
	for i := range s.Sayings {
		w.saying(s, i)
	}
	if len(s.Looks) == 0 {
		w.say("trace.no-looks")
		return
	}
	due := w.Programme.Due(calendar.DayPeriod(w.Day))
	w.say("trace.looks", "due", w.second(due))
	for i := range s.Looks {
		w.look(&s.Looks[i], due)
	}
}

// saying tells one figure of a source with its cell, and when it was seen.
func (w witness) saying(s *explain.SourceProof, i int) {
	said := &s.Sayings[i]
	until := w.Messages.Text("trace.still")
	if !said.Until.IsZero() {
		until = w.Messages.Text("trace.until", "until", w.second(said.Until))
	}
	f := said.Figure
	w.say("trace.saying."+string(said.Kind), "value", office.Grouped(f.Value), "tab", f.Tab, "cell", f.Cell,
		"asked", w.second(said.Asked), "answered", w.clockSecond(said.Answered), "until", until)
	if i == len(s.Sayings)-1 && f.Cell != "" {
		if link := gsheets.Link(office.Origin{Source: s.Source, Tab: f.Tab, TabID: f.TabID, Cell: f.Cell}); link != "" {
			fmt.Fprintln(w.w, "      "+link)
		}
	}
}

func (w witness) look(l *explain.LookProof, due time.Time) {
	w.say("trace.look", "asked", w.second(l.Asked), "answered", w.clockSecond(l.Answered), "side", w.words().Side(l, due), "saw", w.words().Saw(l))
}

func (w witness) standing() {
	if w.Standing == nil {
		w.say("trace.not-owed")
		return
	}
	w.say("trace.standing", "status", w.status(w.Standing), "why", w.words().Why(w.Proof))
}

func (w witness) findings() {
	if len(w.Findings) == 0 {
		w.say("trace.no-findings")
		return
	}
	w.say("trace.findings")
	for i := range w.Findings {
		f := &w.Findings[i]
		w.say("trace.finding", "id", f.ID(), "severity", w.Messages.Text("book.severity."+string(f.Severity)), "message", w.sentence(f), "since", w.moment(f.Since))
		if f.Accepted != nil {
			w.say("trace.accepted", "by", w.Messages.By(f.Accepted), "at", w.moment(f.Accepted.At), "reason", f.Accepted.Reason)
		}
	}
}

// second writes an instant to the second: 16:59:58 24/6/2020.
func (o *workplace) second(t time.Time) string { return o.words().Second(t) }

func (o *workplace) clockSecond(t time.Time) string {
	return t.In(o.Programme.Location).Format("15:04:05")
}
