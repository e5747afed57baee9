package model

import (
	"iter"
	"slices"
	"strconv"
	"time"
)

// A Rule tells what holds between the indicators of one unit's day, such as
// that a total equals its parts (READING.md §5.5). A unit's day that breaks a
// rule of severity warning is merged and flagged; one that breaks a rule of
// severity error loses the figures that the rule is about, until they agree or
// the office accepts them.
//
// A rule looks at one day only. A stock that was stated some other day is not
// stated on this one.
type Rule struct {
	ID       string
	Severity Severity // SeverityError or SeverityWarning
	Check    string   // the condition as the config has it
	// Sentence tells the unit what should hold, English the same in English.
	Sentence, English string
	Missing           Absence
	// Operands are the indicators that the check names, in the order in which
	// it first names them.
	Operands []string
	// Indicators are those operands that a broken rule accuses: its finding
	// points at the first that the unit stated, and an error keeps out all.
	Indicators []string
	// Holds tells whether the check is met by the operands' values, in their
	// order. It is a pure function.
	Holds func(values []int64) bool
}

// Absence tells what a rule makes of operands that are not stated. A figure
// that a formula fills in is not stated: what the program computed itself
// proves nothing against the unit.
type Absence string

const (
	// SkipAny: the rule is not applied unless all operands are stated.
	SkipAny Absence = "skip_any"
	// SkipAll: it is not applied where none is; one that is missing beside
	// others has its formula's figure, else zero.
	SkipAll Absence = "skip_all"
	// AsZero: it is always applied to a day with any figure at all; one
	// that is missing has its formula's figure, else zero.
	AsZero Absence = "zero"
)

// A reviewer holds what is judged after the sources of a unit are put together.
type reviewer struct {
	*index
	accepted map[string]*Decision // by the finding's key, the latest
	series   [][]point            // of one unit, by indicator
}

func newReviewer(p *Programme, decisions []Decision) *reviewer {
	r := &reviewer{newIndex(p), map[string]*Decision{}, make([][]point, len(p.Indicators))}
	stand := active(decisions)
	for i := range stand {
		d := &stand[i]
		if last := r.accepted[d.Finding]; d.Kind == DecisionAccept && (last == nil || d.At.After(last.At)) {
			r.accepted[d.Finding] = d
		}
	}
	return r
}

// acceptance gives the decision by which the office accepted a finding after
// what it speaks of last changed; nil where it did not.
func (r *reviewer) acceptance(f *Finding, changed time.Time) *Decision {
	if d := r.accepted[f.Key()]; d != nil && !d.At.Before(changed) {
		return d
	}
	return nil
}

// rules applies every rule to every day of a unit. All rules see the day as it
// was stated: one that is broken hides nothing from the next.
func (r *reviewer) rules(m *Merged, days []UnitDay, c *claims) {
	if len(r.p.Rules) == 0 {
		return
	}
	row := make([]Count, len(r.p.Indicators))
	for i := range days {
		d := &days[i]
		r.counts(d, row)
		var out []string
		for rule := range r.breaks(d, row) {
			f, since := r.broken(rule, d), c.changed(d.Day)
			accepted := r.acceptance(&f, since)
			m.Findings = append(m.Findings, OpenFinding{f, since, accepted})
			if rule.Severity == SeverityError && accepted == nil {
				out = append(out, rule.Indicators...)
			}
		}
		d.withhold(out)
	}
}

// breaks yields the rules that a day breaks; row holds the day's figures with
// those that formulas fill in.
func (r *reviewer) breaks(d *UnitDay, row []Count) iter.Seq[*Rule] {
	return func(yield func(*Rule) bool) {
		for i := range r.p.Rules {
			rule := &r.p.Rules[i]
			if values, applies := r.values(rule, d, row); applies && !rule.Holds(values) && !yield(rule) {
				return
			}
		}
	}
}

// values gives a rule's operands on a day.
func (r *reviewer) values(rule *Rule, d *UnitDay, row []Count) (values []int64, applies bool) {
	values = make([]int64, len(rule.Operands))
	some, every := false, true
	for i, id := range rule.Operands {
		if at, known := r.at[id]; known {
			values[i] = row[at].N
		}
		_, stated := find(d.Parts, id)
		some, every = some || stated, every && stated
	}
	switch rule.Missing {
	case AsZero:
		return values, true
	case SkipAll:
		return values, some
	}
	return values, every
}

// broken makes the finding of a broken rule. It names every operand that was
// stated with its cell, and points at the first accused one that the unit
// itself stated.
func (r *reviewer) broken(rule *Rule, d *UnitDay) Finding {
	f := Finding{Unit: d.Unit.ID, Code: CodeRuleBroken, Severity: rule.Severity, Day: d.Day}
	for _, id := range slices.Concat(rule.Indicators, rule.Operands) {
		if part, fig, ok := d.stated(id); ok && part.Decision == 0 {
			f.Indicator, f.Raw = id, strconv.FormatInt(fig.Value, 10)
			f.Origin = Origin{part.Source, fig.Tab, fig.TabID, fig.Cell}
			break
		}
	}
	f.Args = map[string]string{"rule": rule.ID, "sentence": rule.Sentence, "sentence_en": rule.English, "figures": r.cited(d, rule.Operands)}
	if rule.Severity == SeverityError {
		f.Args["withheld"] = r.cited(d, rule.Indicators)
	}
	return f
}

// cited prints what a day states of indicators: "Tổng hồ sơ = 5 (C7), …".
func (r *reviewer) cited(d *UnitDay, indicators []string) string {
	var texts []string
	for _, id := range indicators {
		_, f, ok := d.stated(id)
		if !ok {
			continue
		}
		text := id
		if at, known := r.at[id]; known && r.p.Indicators[at].Short != "" {
			text = r.p.Indicators[at].Short
		}
		text += " = " + Grouped(f.Value)
		if f.Cell != "" {
			text += " (" + f.Cell + ")"
		}
		texts = append(texts, text)
	}
	return listed(texts)
}

// stated finds what was stated of an indicator, and by whom.
func (d *UnitDay) stated(indicator string) (*Part, *Figure, bool) {
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
		kept := slices.DeleteFunc(slices.Clone(part.Figures), func(f Figure) bool { return slices.Contains(indicators, f.Indicator) })
		if len(kept) > 0 {
			part.Figures = kept
			parts = append(parts, part)
		}
	}
	d.Parts, d.Withheld = parts, indicators
}
