package app

import (
	"slices"
	"strconv"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/sync/gsheets"
)

// MaxPointers bounds how many workbooks without a unit are listed by name.
const MaxPointers = 5

// Unassigned gives the workbooks that are shared with us and belong to no unit
// nor are a book of our own.
func (o *Office) Unassigned() []gsheets.File {
	if o.Sources.Google == nil {
		return nil
	}
	known := map[string]bool{}
	for _, ref := range append(o.Programme.Sources(), o.Config.Consolidated.Target, o.Config.Consolidated.Communes) {
		if id, ok := gsheets.ParseRef(ref); ok {
			known[id] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(o.Sources.Google.Shared()), func(f gsheets.File) bool { return known[f.ID] })
}

// idle gives the units whose file nobody has touched for some expected days.
func (o *Office) idle(modified func(source string) time.Time, asOf time.Time) []idleUnit {
	var out []idleUnit
	for i := range o.Programme.Units {
		u := &o.Programme.Units[i]
		src, ok := u.SourceOn(calendar.DayOf(asOf.In(o.Programme.Location)))
		if !ok {
			continue
		}
		at := modified(src.Ref)
		if n := o.Programme.IdleDays(u, at, asOf); n >= office.IdleFrom {
			out = append(out, idleUnit{u, at.In(o.Programme.Location), n})
		}
	}
	return out
}

type idleUnit struct {
	*office.Unit
	since time.Time
	days  int
}

// Pointers are the sentences about years without days off, about workbooks
// that nobody has given a unit, and about units that seem to have left their
// workbook.
func (o *Office) Pointers(modified func(source string) time.Time, asOf time.Time) []string {
	var out []string
	if message, hint := o.Messages.Uncharted(o.Programme.Uncharted(asOf)); message != "" {
		out = append(out, message+"\n  → "+hint)
	}
	files := o.Unassigned()
	for _, f := range files[:min(MaxPointers, len(files))] {
		out = append(out, o.Messages.Text("cli.unassigned", "name", f.Name, "url", f.URL()))
	}
	if more := len(files) - MaxPointers; more > 0 {
		out = append(out, o.Messages.Text("cli.unassigned.more", "n", strconv.Itoa(more)))
	}
	for _, u := range o.idle(modified, asOf) {
		out = append(out, o.Messages.Text("cli.idle", "unit", u.Name, "since", u.since.Format("15:04 2/1/2006"), "n", strconv.Itoa(u.days)))
	}
	return out
}
