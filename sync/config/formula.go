package config

import (
	"strings"
	"unicode"

	"tonghop/model/office"
)

const formulaExample = `formula: "dossiers_level3 + dossiers_level4"`

// readFormula reads "a + b - c".
func readFormula(f field) []office.Term {
	text, ok := f.word(formulaExample)
	if !ok {
		return nil
	}
	terms, why := parseFormula(text, f.doc.indicators.has)
	if why != "" {
		f.fail(formulaExample, "%s", why)
		return nil
	}
	for _, t := range terms {
		if !f.indicator(t.Indicator, onOnly) {
			return nil
		}
	}
	return terms
}

// parseFormula takes a formula apart, or says why it is none. Ids may contain
// hyphens, so what stands between two spaces is taken as one id where such an
// id is known, and as a difference otherwise.
func parseFormula(s string, known func(id string) bool) (terms []office.Term, why string) {
	sign := int64(1)
	rest := strings.TrimSpace(s)
	if after, minus := cutSign(rest); after != rest {
		rest = strings.TrimSpace(after)
		sign = minus
	}
	for {
		id := operand(rest, known)
		if id == "" {
			return nil, "must be ids joined by + and -" + where(rest)
		}
		terms = append(terms, office.Term{Sign: sign, Indicator: id})
		rest = strings.TrimSpace(rest[len(id):])
		if rest == "" {
			return terms, ""
		}
		after, next := cutSign(rest)
		if after == rest {
			return nil, "must be ids joined by + and -" + where(rest)
		}
		sign, rest = next, strings.TrimSpace(after)
	}
}

func where(rest string) string {
	if rest == "" {
		return ", and ends too early"
	}
	return ", not " + strings.Fields(rest)[0]
}

// cutSign takes a leading + or - off.
func cutSign(s string) (after string, sign int64) {
	if after, ok := strings.CutPrefix(s, "+"); ok {
		return after, 1
	}
	for _, minus := range []string{"-", "−", "–"} {
		if after, ok := strings.CutPrefix(s, minus); ok {
			return after, -1
		}
	}
	return s, 1
}

// operand gives the id that a text begins with: the longest known one, else
// all up to the first hyphen.
func operand(s string, known func(id string) bool) string {
	end := strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '-' && r != '.'
	})
	if end < 0 {
		end = len(s)
	}
	run := s[:end]
	for !known(run) {
		cut := strings.LastIndexByte(run, '-')
		if cut < 0 {
			break
		}
		run = run[:cut]
	}
	return run
}
