package config

import (
	"tonghop/model/office"
)

const targetExample = `target: {op: ">=", value: 3000}`

// maxTarget is far above what a province reaches in a year.
const maxTarget = 1_000_000_000

// readTargets reads target (one) or targets (a list).
func readTargets(s *section) []office.Target {
	one, many := s.at("target"), s.at("targets")
	if one.given() && many.given() {
		many.fail("", "stands beside target: write all of them under targets")
	}
	var targets []office.Target
	if one.given() {
		targets = append(targets, readTarget(one))
	}
	for _, item := range many.list(`targets: [{op: ">=", value: 3000}]`) {
		targets = append(targets, readTarget(item))
	}
	return targets
}

// readTarget reads one target. The ids in it are checked when all indicators
// and units are known.
func readTarget(f field) office.Target {
	s := f.section(targetExample)
	var t office.Target
	t.Scope = office.Scope(s.at("scope").choice("scope: district", string(office.ScopeDistrict), string(office.ScopeUnit)))
	t.Op = office.TargetOp(s.at("op").choice(`op: ">="`, string(office.AtLeast), string(office.MoreThan), string(office.RatioOf)))
	s.at("period").choice("period: year", "year")
	value, percent, of, unit := s.at("value"), s.at("percent"), s.at("of"), s.at("unit")
	if t.Op == office.RatioOf {
		if value.given() {
			value.fail("percent: 100", "does not belong to a ratio, which is given per cent")
		}
		if of.needed("of: students_total") && percent.needed("percent: 100") {
			t.Value = percent.whole(1, 100, 100, "percent: 100")
		}
	} else {
		for _, extra := range []field{percent, of} {
			if extra.given() {
				extra.fail("", `belongs only to a target with op: ratio`)
			}
		}
		if value.needed("value: 3000") {
			t.Value = value.whole(0, maxTarget, 0, "value: 3000")
		}
	}
	t.Of = of.text("of: students_total")
	t.Unit = unit.text("unit: thanh-an")
	if t.Unit != "" && t.Scope != office.ScopeUnit {
		unit.fail("scope: unit", "binds one unit, so the scope must be unit")
	}
	f.doc.later(func() {
		if t.Of != "" {
			of.indicator(t.Of, onOnly)
		}
		if t.Unit != "" {
			unit.unit(t.Unit)
		}
	})
	s.done()
	return t
}
