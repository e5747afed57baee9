package merge

import (
	"iter"
	"slices"
	"strconv"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
)

// A reviewer holds what is judged after the sources of a unit are put together.
type reviewer struct {
	*Index
	accepted map[string]*office.Decision // by the finding's key, the latest
	series   [][]point                   // of one unit, by indicator
}

func newReviewer(p *office.Programme, decisions []office.Decision) *reviewer {
	r := &reviewer{NewIndex(p), map[string]*office.Decision{}, make([][]point, len(p.Indicators))}
	stand := office.Active(decisions)
	for i := range stand {
		d := &stand[i]
		if last := r.accepted[d.Finding]; d.Kind == office.DecisionAccept && (last == nil || d.At.After(last.At)) {
			r.accepted[d.Finding] = d
		}
	}
	return r
}

// acceptance gives the decision by which the office accepted a finding after
// what it speaks of last changed; nil where it did not.
func (r *reviewer) acceptance(f *office.Finding, changed time.Time) *office.Decision {
	if d := r.accepted[f.Key()]; d != nil && !d.At.Before(changed) {
		return d
	}
	return nil
}

// rules applies every rule to every day of a unit. All rules see the day as it
// was stated: one that is broken hides nothing from the next.
func (r *reviewer) rules(m *Merged, days []UnitDay, c *Claims) {
	if len(r.P.Rules) == 0 && len(r.P.Eras) == 0 {
		return
	}
	row := make([]office.Count, len(r.P.Indicators))
	for i := range days {
		d := &days[i]
		r.Counts(d, row)
		var out []string
		for rule := range r.breaks(d, row) {
			f, since := r.broken(rule, d), c.changed(d.Day)
			accepted := r.acceptance(&f, since)
			m.Findings = append(m.Findings, record.OpenFinding{Finding: f, Since: since, Accepted: accepted})
			if rule.Severity == office.SeverityError && accepted == nil {
				out = append(out, rule.Indicators...)
			}
		}
		d.withhold(out)
	}
}

// breaks yields the rules that a day breaks; row holds the day's figures with
// those that formulas fill in.
func (r *reviewer) breaks(d *UnitDay, row []office.Count) iter.Seq[*office.Rule] {
	return func(yield func(*office.Rule) bool) {
		rules := r.P.On(d.Day).Rules
		for i := range rules {
			rule := &rules[i]
			if values, applies := r.values(rule, d, row); applies && !rule.Holds(values) && !yield(rule) {
				return
			}
		}
	}
}

// values gives a rule's operands on a day.
func (r *reviewer) values(rule *office.Rule, d *UnitDay, row []office.Count) (values []int64, applies bool) {
	values = make([]int64, len(rule.Operands))
	some, every := false, true
	for i, id := range rule.Operands {
		if at, known := r.At[id]; known {
			values[i] = row[at].N
		}
		_, stated := find(d.Parts, id)
		some, every = some || stated, every && stated
	}
	switch rule.Missing {
	case office.AsZero:
		return values, true
	case office.SkipAll:
		return values, some
	}
	return values, every
}

// broken makes the finding of a broken rule. It names every operand that was
// stated with its cell, and points at the first accused one that the unit
// itself stated.
func (r *reviewer) broken(rule *office.Rule, d *UnitDay) office.Finding {
	f := office.Finding{Unit: d.Unit.ID, Code: office.CodeRuleBroken, Severity: rule.Severity, Day: d.Day}
	for _, id := range slices.Concat(rule.Indicators, rule.Operands) {
		if part, fig, ok := d.Stated(id); ok && part.Decision == 0 {
			f.Indicator, f.Raw = id, strconv.FormatInt(fig.Value, 10)
			f.Origin = office.Origin{Source: part.Source, Tab: fig.Tab, TabID: fig.TabID, Cell: fig.Cell}
			break
		}
	}
	f.Args = map[string]string{"rule": rule.ID, "sentence": rule.Sentence, "sentence_en": rule.English, "figures": r.cited(d, rule.Operands)}
	if rule.Severity == office.SeverityError {
		f.Args["withheld"] = r.cited(d, rule.Indicators)
	}
	return f
}

// cited prints what a day states of indicators: "Tổng hồ sơ = 5 (C7), …".
func (r *reviewer) cited(d *UnitDay, indicators []string) string {
	var texts []string
	for _, id := range indicators {
		_, f, ok := d.Stated(id)
		if !ok {
			continue
		}
		text := id
		if at, known := r.At[id]; known && r.P.Indicators[at].Short != "" {
			text = r.P.Indicators[at].Short
		}
		text += " = " + office.Grouped(f.Value)
		if f.Cell != "" {
			text += " (" + f.Cell + ")"
		}
		texts = append(texts, text)
	}
	return listed(texts)
}

// Stated finds what was stated of an indicator, and by whom.
func (d *UnitDay) Stated(indicator string) (*Part, *record.Figure, bool) {
	for part, f := range d.All() {
		if f.Indicator == indicator {
			return part, f, true
		}
	}
	return nil, nil, false
}

// withhold takes the figures of indicators out of the day. The versions that
// they came from keep them.
func (d *UnitDay) withhold(indicators []string) {
	if len(indicators) == 0 {
		return
	}
	var parts []Part
	for _, part := range d.Parts {
		kept := slices.DeleteFunc(slices.Clone(part.Figures), func(f record.Figure) bool { return slices.Contains(indicators, f.Indicator) })
		if len(kept) > 0 {
			part.Figures = kept
			parts = append(parts, part)
		}
	}
	d.Parts, d.Withheld = parts, indicators
}
