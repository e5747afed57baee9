package reading

import (
	"slices"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// ownFigures are what stands in a total of a unit's own.
type ownFigures struct {
	read     []office.PeriodTotal // what was typed: indicator, value and place
	rejected []ownReject
	unread   bool // something was typed in a column that is not read
}

// An ownReject is a cell of an indicator that was not read. A formula's error
// was typed by nobody.
type ownReject struct {
	at        string
	cell      grid.Cell
	fault     fault
	indicator int
}

func (x *ownReject) typed() bool { return x.fault != faultFormula && !x.cell.Formula }

// faulty reports whether something was typed that was rejected.
func (w *ownFigures) faulty() bool {
	return slices.ContainsFunc(w.rejected, func(x ownReject) bool { return x.typed() })
}

// typed reports whether the unit typed anything.
func (w *ownFigures) typed() bool { return len(w.read) > 0 || w.unread || w.faulty() }

// take adds one cell of an indicator's column.
func (w *ownFigures) take(r *reader, sh *sheet, f figure, c grid.Cell, at string, indicator int) {
	switch {
	case f.state == rejected:
		w.rejected = append(w.rejected, ownReject{at, c, f.fault, indicator})
	case f.state == stated && !f.formula:
		w.read = append(w.read, office.PeriodTotal{Indicator: r.ctx.Indicators[indicator].ID, Value: f.value, Origin: r.at(sh.tab, at)})
	}
}

// glance takes note of a cell whose column is not read.
func (w *ownFigures) glance(f figure) { w.unread = w.unread || f.state == stated && !f.formula }

// writtenIn gathers what stands in a line of totals: under indicators, and
// under headings that cannot be read.
func (r *reader) writtenIn(t *table, l *line) (w ownFigures) {
	for k := range l.figures {
		if of := &t.fields[k]; of.role == roleIndicator {
			w.take(r, t.sh, l.figures[k], t.cellOf(l, of), t.addressOf(l, of), of.indicator)
		}
	}
	n := r.numbers(t)
	for k := t.read; k < len(t.fields); k++ {
		if of := &t.fields[k]; of.role == roleRefused || of.role == roleUnknown {
			c := t.cellOf(l, of)
			w.glance(n.read(&c, nil))
		}
	}
	return w
}

// rejectedOwn reports cells of a unit's own total that were not read. They are
// of no day. What was typed names the total's period, by which that counts as
// written though not as reported.
func (r *reader) rejectedOwn(u *office.Unit, sh *sheet, rejected []ownReject, s stretch) {
	for _, x := range rejected {
		var args []string
		if x.typed() && s.known() {
			args = []string{"period", s.name()}
		}
		what := faults[x.fault]
		f := r.report(u, r.at(sh.tab, x.at), what.code, what.severity, r.raw(sh, x.cell), args...)
		f.Indicator = r.ctx.Indicators[x.indicator].ID
	}
}

// periodStated takes what a unit states as a total of its own, and tells of it.
func (r *reader) periodStated(u *office.Unit, sh *sheet, at, label string, s stretch, read []office.PeriodTotal, compared bool) {
	f := r.report(u, r.at(sh.tab, at), office.CodePeriodStated, office.SeverityNotice, label, "period", s.name())
	f.Day = s.last()
	for _, t := range read {
		t.Unit, t.Period, t.Label, t.Compared = u.ID, s.name(), f.Raw, compared
		r.out.Totals = append(r.out.Totals, t)
	}
}

// periodUnread tells that a unit states a total of its own, and all of it in
// columns that are not read.
func (r *reader) periodUnread(u *office.Unit, sh *sheet, at, label string, s stretch) {
	r.report(u, r.at(sh.tab, at), office.CodePeriodUnread, office.SeverityWarning, label, "period", s.name())
}

// periodUnclear tells that a unit states a total of its own of which the period
// cannot be told, if the kinds in doubt are judged by such totals. Of a stretch
// whose year alone is not known the rest of its name goes with the finding.
func (r *reader) periodUnclear(u *office.Unit, sh *sheet, at, label string, s stretch, doubt []calendar.PeriodKind) {
	var kinds []string
	for _, k := range doubt {
		if slices.Contains(u.Reading.OwnTotals, k) {
			kinds = append(kinds, string(k))
		}
	}
	if len(kinds) == 0 {
		return
	}
	args := []string{"kinds", strings.Join(kinds, " ")}
	if s.n != 0 && s.inYear() != "" {
		args = append(args, "in_year", s.inYear())
	}
	r.report(u, r.at(sh.tab, at), office.CodePeriodUnclear, office.SeverityWarning, label, args...)
}
