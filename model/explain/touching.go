package explain

import (
	"slices"

	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// findings gathers what touches the figure.
func (t *tracer) findings() {
	cells := map[office.Origin]bool{t.proof.Origin: true}
	for _, s := range t.proof.Sources {
		for _, said := range s.Sayings {
			cells[said.origin(s.Source)] = true
		}
	}
	delete(cells, office.Origin{})
	var touching []record.OpenFinding
	for i := range t.m.Findings {
		if f := &t.m.Findings[i]; t.touches(f, cells) {
			touching = append(touching, *f)
		}
	}
	t.proof.Findings = report.Sorted(t.P, touching)
}

// touches reports whether a finding speaks of the figure: of its day, with or
// without naming the indicator, or of its cell, row, column or tab.
func (t *tracer) touches(f *record.OpenFinding, cells map[office.Origin]bool) bool {
	if f.Unit != "" && f.Unit != t.proof.Unit.ID {
		return false
	}
	if f.Day != 0 {
		return f.Unit != "" && f.Day == t.proof.Day && (f.Indicator == "" || f.Indicator == t.proof.Indicator.ID || t.named(f))
	}
	letters, digits := office.SplitCell(f.Cell)
	for at := range cells {
		if at.Source != f.Source || at.Tab != f.Tab || at.Cell == "" {
			continue
		}
		col, row := office.SplitCell(at.Cell)
		if f.Cell == "" || f.Across() || (letters == "" || letters == col) && (digits == "" || digits == row) {
			return true
		}
	}
	return false
}

// named reports whether a broken rule is about the indicator.
func (t *tracer) named(f *record.OpenFinding) bool {
	return slices.ContainsFunc(t.P.On(t.proof.Day).Rules, func(r office.Rule) bool {
		return r.ID == f.Args["rule"] && slices.Contains(r.Operands, t.proof.Indicator.ID)
	})
}
