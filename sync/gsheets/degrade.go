package gsheets

import (
	"context"
	"errors"
	"strings"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/office"
)

// refusable are the faults of a write that are about what it says, so that less
// of it may be let in.
var refusable = map[office.FaultCode]bool{
	office.FaultProtected: true, office.FaultFull: true, office.FaultTable: true, office.FaultTooLarge: true,
	office.FaultInternal: true, office.FaultUnclear: true, office.FaultOfficeFile: true,
}

// refused reports whether Google refused what was sent, and not who sent it.
func refused(err error) bool {
	var f *office.Fault
	return errors.As(err, &f) && refusable[f.Code] && !errors.Is(err, errUnclear)
}

// named reports whether Google said what stands in the way, so that reading
// anew would not help.
func named(err error) bool {
	var f *office.Fault
	return errors.As(err, &f) && f.Code != office.FaultInternal && f.Code != office.FaultOfficeFile && f.Code != office.FaultUnclear
}

// A partFault is what of one tab could not be written.
type partFault struct {
	title string
	err   error
}

// sendInParts sends a plan that was refused as a whole tab by tab, and of a tab
// that is refused the figures without the looks, then each stretch of them by
// itself. Its error names what could not be written; the next publication tries
// all of it again.
func (p *Publisher) sendInParts(ctx context.Context, plan *bookPlan, res *Result) error {
	if len(plan.signed) > 0 {
		if err := p.sendCounted(ctx, plan.signed, res); err != nil && !refused(err) {
			return err
		}
	}
	var failed []partFault
	for i := range plan.tabs {
		t := &plan.tabs[i]
		if len(t.requests) == 0 {
			continue
		}
		err := p.sendTab(ctx, t, res)
		if err != nil && !refused(err) {
			return err // nothing more would be let in
		}
		if err != nil {
			failed = append(failed, partFault{t.title, err})
		}
	}
	return partsError(failed)
}

// sendTab sends one tab, as much of it as is let in.
func (p *Publisher) sendTab(ctx context.Context, t *tabPlan, res *Result) error {
	whole := p.sendCounted(ctx, append(append([]*sheets.Request(nil), t.requests...), t.stamp...), res)
	if whole == nil || !refused(whole) {
		return whole
	}
	structure, figures, shifts := t.essential()
	if len(figures) == 0 {
		return whole
	}
	err := p.sendCounted(ctx, append(append(append([]*sheets.Request(nil), structure...), figures...), t.mark()...), res)
	if err == nil || !refused(err) {
		return errors.Join(whole, err)
	}
	if shifts || t.fresh {
		return whole // the cells are not there, or would be somebody else's
	}
	const most = 40 // stretches, or a tab that is refused cell by cell would use up the minute's writes
	for _, f := range figures[:min(most, len(figures))] {
		if err := p.sendCounted(ctx, append([]*sheets.Request{f}, t.mark()...), res); err != nil && !refused(err) {
			return err
		}
	}
	return whole
}

// essential gives what a tab's figures need: room for them, and they. Shifts
// tells that columns are put in, without which ours would lie over others.
func (t *tabPlan) essential() (structure, figures []*sheets.Request, shifts bool) {
	for _, r := range t.requests {
		switch {
		case r.AddSheet != nil, r.CreateDeveloperMetadata != nil, r.AppendDimension != nil:
			structure = append(structure, r)
		case r.InsertDimension != nil:
			structure, shifts = append(structure, r), true
		case r.UpdateCells != nil && r.UpdateCells.Fields == maskValue:
			figures = append(figures, r)
		}
	}
	return structure, figures, shifts
}

// mark marks the tab as unfinished, so that the next publication compares and
// sends all of it.
func (t *tabPlan) mark() []*sheets.Request {
	if t.unfinished == nil {
		return nil
	}
	return []*sheets.Request{t.unfinished}
}

// partsError tells of all tabs that were refused, with the fault of the first.
func partsError(failed []partFault) error {
	if len(failed) == 0 {
		return nil
	}
	var f *office.Fault
	if !errors.As(failed[0].err, &f) {
		return failed[0].err
	}
	var titles []string
	for _, one := range failed {
		titles = append(titles, "“"+one.title+"”")
	}
	return fault(f.Code, "written but for parts of %s: %s", strings.Join(titles, ", "), f.Detail)
}
