package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/explain"
	"tonghop/model/record"
	"tonghop/model/report"
	"tonghop/sync/app"
	"tonghop/sync/app/reports"
	"tonghop/sync/desk"
	"tonghop/sync/registry"
)

// A clerk keeps the register at the command line and tells of it.
type clerk struct {
	*workplace
	*registry.Registry
	w io.Writer
}

func (k *clerk) say(key string, pairs ...string) { fmt.Fprintln(k.w, k.Messages.Text(key, pairs...)) }

// write puts a document under the folder of reports and tells where.
func (k *clerk) write(f registry.File) error {
	one, err := reports.Of(k.Office).Put(f)
	if err != nil {
		return err
	}
	if one.Edited != "" {
		k.say("cli.edited", "file", one.Edited)
	}
	k.say("registry.file", "file", one.Path, "sha256", f.SHA256)
	return nil
}

// word writes a draft or an issued report for Word.
func (k *clerk) word(ctx context.Context, d *record.Issued) error {
	f, err := k.Word(ctx, d)
	if err != nil {
		return err
	}
	return k.write(f)
}

// kept tells which sources the report rests on, and which were never read.
func (k *clerk) kept(sources []record.KeptSource) {
	read := 0
	for i := range sources {
		if sources[i].Look != 0 {
			read++
		}
	}
	k.say("registry.sources", "read", fmt.Sprint(read), "all", fmt.Sprint(len(sources)))
	for i := range sources {
		if sources[i].Look == 0 {
			k.say("registry.source.unread", "source", sources[i].Source)
		}
	}
}

// changes lists figures that differ from what was stated: old and new, by
// unit and indicator.
func (k *clerk) changes(all []report.Restatement) {
	for i := range all {
		k.say("registry.restated", k.change(&all[i])...)
	}
}

func (k *clerk) change(r *report.Restatement) []string {
	unit := r.Unit
	if u, ok := k.Programme.Unit(r.Unit); ok {
		unit = u.Name
	}
	return []string{"unit", unit, "indicator", k.short(r.Indicator), "old", orDash(r.Old.String()), "new", orDash(r.New.String())}
}

// account lists a restatement with the days that it comes from, and says which
// report took it over.
func (k *clerk) account(a *explain.Account) {
	k.say("registry.restated", k.change(&a.Restatement)...)
	for i := range a.Shifts {
		s := &a.Shifts[i]
		by, reason, cell := "", "", s.Cell
		if s.Tab != "" {
			cell = s.Tab + "!" + s.Cell
		}
		if s.Decision != nil {
			by, reason = k.Messages.By(s.Decision), s.Decision.Reason
		}
		k.say("registry.shift."+string(s.Cause), "day", s.Day.Short(), "old", orDash(s.Old.String()), "new", orDash(s.New.String()),
			"cell", cell, "since", k.moment(s.Since), "by", by, "reason", reason, "reader", s.Reader, "says", s.Says)
	}
	if a.CarriedBy != nil {
		k.say("registry.carried", "number", a.CarriedBy.Number, "period", k.span(a.CarriedBy.Period))
	} else {
		k.say("registry.uncarried")
	}
}

// listed tells of one report of the register in a line or two.
func (k *clerk) listed(r *record.Issued, standing bool) {
	key := "registry.listed"
	switch {
	case r.Number == "":
		key += ".draft"
	case !standing:
		key += ".replaced"
	}
	k.say(key, "draft", r.Draft, "number", r.Number, "date", r.Dated.Short(), "period", k.span(r.Period),
		"closed", k.moment(r.Closed), "closer", r.ClosedBy, "at", k.moment(r.At), "by", r.By)
	if r.Replaces != "" {
		k.say("registry.replaces", "number", r.Replaces, "reason", r.Reason)
	}
	k.edited(r)
}

// maxListed is how many cells of an edited file are listed; --json gives all.
const maxListed = 40

// edited tells how the file that was signed differs from the draft.
func (k *clerk) edited(r *record.Issued) {
	switch {
	case !r.Edited:
		return
	case !r.Compared:
		k.say("registry.uncompared")
		return
	}
	of := "" // of a report that replaces another there are two prints: its draft, and the one that says so
	if r.Replaces != "" {
		of = ".replacing"
	}
	if len(r.Differences) == 0 {
		k.say("registry.saved-again" + of)
		return
	}
	k.say("registry.edited"+of, "n", fmt.Sprint(len(r.Differences)))
	for _, d := range r.Differences[:min(maxListed, len(r.Differences))] {
		k.say("registry.difference", "place", d.Place(), "old", inLine(d.Old), "new", inLine(d.New))
	}
	if more := len(r.Differences) - maxListed; more > 0 {
		k.say("registry.differences.more", "n", fmt.Sprint(more))
	}
}

// inLine writes a cell's text in one line.
func inLine(text string) string { return orDash(strings.Join(strings.Fields(text), " ")) }

// named finds a period of the register by its name, whatever its kind.
func (k *clerk) named(command, name string) (calendar.Period, error) {
	text := strings.TrimSpace(name)
	if d, err := desk.ReadDay(text); err == nil {
		text = d.String()
	}
	p, ok := k.Programme.Windows.Find(text)
	if !ok {
		return p, app.Usage(fmt.Errorf("%s: %q is not a period", command, name), "write 2020-06-24, 2020-06, 2020-Q2, 2020-H1, 2020 or the name of a period in the configuration")
	}
	return p, nil
}

// accounts takes apart what has changed in the reports of a selection.
func (k *clerk) accounts(ctx context.Context, of func(*record.Issued) bool) ([]explain.Account, error) {
	s, asOf, err := k.State(ctx)
	if err != nil {
		return nil, err
	}
	p := record.Following(k.Programme, s.Issued)
	m := report.Compile(p, s, p.Windows.MonthOf(calendar.DayOf(asOf.In(p.Location))), asOf)
	var restated []report.Restatement
	for _, r := range m.Restated {
		if of(r.Report) {
			restated = append(restated, r)
		}
	}
	return explain.Accounts(p, s, restated, asOf), nil
}
