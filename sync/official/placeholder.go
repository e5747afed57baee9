package official

import (
	"fmt"
	"regexp"
	"strings"
)

// A FormError is one fault of a form: where it stands and what was expected
// there.
type FormError struct {
	Sheet string
	Cell  string // "" where the fault is the whole sheet's
	Fault string // with what was expected
}

func (e *FormError) Error() string {
	if e.Cell == "" {
		return fmt.Sprintf("sheet %q: %s", e.Sheet, e.Fault)
	}
	return fmt.Sprintf("sheet %q, cell %s: %s", e.Sheet, e.Cell, e.Fault)
}

// A token is a piece of a cell's text: either literal text or a placeholder.
type token struct {
	literal string
	word    *word
	id      string // the indicator of {{so_lieu:ID}}
}

var braces = regexp.MustCompile(`\{\{([^{}]*)\}\}`)

// tokens splits a cell's text. Marks are returned apart, since they print
// nothing.
func (v vocabulary) tokens(text string) (out []token, marks []string, err error) {
	end := 0
	for _, at := range braces.FindAllStringSubmatchIndex(text, -1) {
		out = appendLiteral(out, text[end:at[0]])
		end = at[1]
		name := strings.TrimSpace(text[at[2]:at[3]])
		if name == markUnit || name == markIndicator {
			marks = append(marks, name)
			continue
		}
		t, err := v.find(name)
		if err != nil {
			return nil, nil, err
		}
		out = append(out, t)
	}
	out = appendLiteral(out, text[end:])
	for _, t := range out {
		if strings.Contains(t.literal, "{{") || strings.Contains(t.literal, "}}") {
			return nil, nil, fmt.Errorf("the braces in %q are not closed; expected {{name}}", text)
		}
	}
	return out, marks, nil
}

func appendLiteral(out []token, s string) []token {
	if s == "" {
		return out
	}
	return append(out, token{literal: s})
}

func (v vocabulary) find(name string) (token, error) {
	if w, ok := v[name]; ok {
		return token{word: w}, nil
	}
	if base, id, ok := strings.Cut(name, ":"); ok && base == "so_lieu" && id != "" {
		return token{word: v[base], id: id}, nil
	}
	fault := fmt.Errorf("unknown placeholder {{%s}}", name)
	if near := nearest(name, append(v.names(), markUnit, markIndicator)); near != "" {
		return token{}, fmt.Errorf("%w; did you mean {{%s}}?", fault, near)
	}
	return token{}, fmt.Errorf("%w; the names are listed in the documentation of forms", fault)
}

// nearest gives the known name that takes the fewest edits, unless that is
// more than a third of it.
func nearest(name string, among []string) string {
	best, least := "", 1+max(2, len(name)/3)
	for _, known := range among {
		if n := edits(name, known); n < least {
			best, least = known, n
		}
	}
	return best
}

// edits is the Levenshtein distance between two names.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
