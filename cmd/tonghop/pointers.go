package main

import (
	"slices"
	"strconv"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/sync/gsheets"
)

// maxPointers bounds how many workbooks without a unit are listed by name.
const maxPointers = 5

// unassigned gives the workbooks that are shared with us and belong to no unit
// nor are a book of our own.
func (o *workplace) unassigned() []gsheets.File {
	if o.sources.google == nil {
		return nil
	}
	known := map[string]bool{}
	for _, ref := range append(o.programme.Sources(), o.cfg.Consolidated.Target, o.cfg.Consolidated.Communes) {
		if id, ok := gsheets.ParseRef(ref); ok {
			known[id] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(o.sources.google.Shared()), func(f gsheets.File) bool { return known[f.ID] })
}

// idle gives the units whose file nobody has touched for some expected days.
func (o *workplace) idle(modified func(source string) time.Time, asOf time.Time) []idleUnit {
	var out []idleUnit
	for i := range o.programme.Units {
		u := &o.programme.Units[i]
		src, ok := u.SourceOn(calendar.DayOf(asOf.In(o.programme.Location)))
		if !ok {
			continue
		}
		at := modified(src.Ref)
		if n := o.programme.IdleDays(u, at, asOf); n >= office.IdleFrom {
			out = append(out, idleUnit{u, at.In(o.programme.Location), n})
		}
	}
	return out
}

type idleUnit struct {
	*office.Unit
	since time.Time
	days  int
}

// pointers are the sentences about years without days off, about workbooks
// that nobody has given a unit, and about units that seem to have left their
// workbook.
func (o *workplace) pointers(modified func(source string) time.Time, asOf time.Time) []string {
	var out []string
	if message, hint := o.messages.Uncharted(o.programme.Uncharted(asOf)); message != "" {
		out = append(out, message+"\n  → "+hint)
	}
	files := o.unassigned()
	for _, f := range files[:min(maxPointers, len(files))] {
		out = append(out, o.messages.Text("cli.unassigned", "name", f.Name, "url", f.URL()))
	}
	if more := len(files) - maxPointers; more > 0 {
		out = append(out, o.messages.Text("cli.unassigned.more", "n", strconv.Itoa(more)))
	}
	for _, u := range o.idle(modified, asOf) {
		out = append(out, o.messages.Text("cli.idle", "unit", u.Name, "since", u.since.Format("15:04 2/1/2006"), "n", strconv.Itoa(u.days)))
	}
	return out
}
