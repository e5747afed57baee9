package config

import (
	"slices"
	"strings"

	"tonghop/model/office"
)

const (
	ruleExample  = `{id: sum_levels, severity: error, check: "dossiers_total == dossiers_level3 + dossiers_level4", message: "Tổng hồ sơ phải bằng mức độ 3 cộng mức độ 4."}`
	checkExample = `check: "dossiers_total == dossiers_level3 + dossiers_level4"`
)

// readRules reads what must hold between the indicators of one day. The
// indicators have been read by then.
func readRules(f field) []office.Rule {
	var rules []office.Rule
	ids := map[string]int{}
	for _, item := range f.list("rules: [" + ruleExample + "]") {
		rules = append(rules, readRule(item, ids))
	}
	return rules
}

func readRule(f field, ids map[string]int) office.Rule {
	s := f.section(ruleExample)
	r := office.Rule{ID: readID(s, "id: sum_levels", ids)}
	r.Severity = office.Severity(s.at("severity").choice("severity: error", string(office.SeverityWarning), string(office.SeverityError)))
	r.Missing = office.Absence(s.at("missing").choice("missing: skip_any",
		string(office.SkipAny), string(office.SkipAll), string(office.AsZero)))
	check, accused := s.at("check"), s.at("indicators")
	if check.needed(checkExample) {
		readCheck(check, &r)
	}
	readSentence(s.at("message"), &r)
	s.done()
	r.Indicators = r.Operands
	for _, id := range accused.oneOrMore("indicators: [dossiers_total]") {
		name, ok := id.word("indicators: [dossiers_total]")
		switch {
		case !ok || !id.indicator(name, onOnly):
			continue
		case len(r.Operands) > 0 && !slices.Contains(r.Operands, name):
			id.fail(r.Operands[0], "%q does not stand in the check", name)
			continue
		case len(r.Indicators) == len(r.Operands):
			r.Indicators = nil
		}
		r.Indicators = append(r.Indicators, name)
	}
	return r
}

// readSentence reads what a unit is told: a text, or one in each language, of
// which English may be left out.
func readSentence(f field, r *office.Rule) {
	const example = `message: "Tổng hồ sơ phải bằng mức độ 3 cộng mức độ 4."`
	switch {
	case !f.needed(example):
	case f.kind() != "a table of keys":
		r.Sentence = sentence(f, example)
		r.English = r.Sentence
	default:
		s := f.section(`message: {vi: "…", en: "…"}`)
		if vi := s.at("vi"); vi.needed(`vi: "Tổng hồ sơ phải bằng mức độ 3 cộng mức độ 4."`) {
			r.Sentence = sentence(vi, `vi: "…"`)
		}
		if r.English = sentence(s.at("en"), `en: "…"`); r.English == "" {
			r.English = r.Sentence
		}
		s.done()
	}
}

// sentence reads a text without its full stop, which the finding sets behind
// the figures.
func sentence(f field, example string) string { return strings.TrimRight(f.text(example), ". ") }
