package official

import (
	"regexp"
	"slices"
	"strings"
)

// A token is a piece of a cell's text: either literal text or a placeholder.
type token struct {
	literal string
	word    *word
	id      string // the indicator of {{so_lieu:ID}}
}

var braces = regexp.MustCompile(`\{\{([^{}]*)\}\}`)

// tokens splits a cell's text. Marks are returned apart, since they print
// nothing. A name that is not known is a fault, and read as the one that it
// resembles, so that one slip is one fault.
func (v vocabulary) tokens(text string) (out []token, marks []string, faults []*FormError) {
	end := 0
	for _, at := range braces.FindAllStringSubmatchIndex(text, -1) {
		out = appendLiteral(out, text[end:at[0]])
		end = at[1]
		name, fault := v.known(strings.TrimSpace(text[at[2]:at[3]]))
		if fault != nil {
			faults = append(faults, fault)
		}
		switch base, id, pinned := strings.Cut(name, ":"); {
		case name == "":
		case slices.Contains(allMarks(), name):
			marks = append(marks, name)
		case v[name] != nil:
			out = append(out, token{word: v[name]})
		case pinned:
			out = append(out, token{word: v[base], id: id})
		}
	}
	out = appendLiteral(out, text[end:])
	for _, t := range out {
		if strings.Contains(t.literal, "{{") || strings.Contains(t.literal, "}}") {
			return nil, nil, append(faults, newFault(faultBraces, text))
		}
	}
	return out, marks, faults
}

func appendLiteral(out []token, s string) []token {
	if s == "" {
		return out
	}
	return append(out, token{literal: s})
}

// known gives a placeholder's name as it is known, with a fault where it was
// written otherwise; "" where it resembles none.
func (v vocabulary) known(name string) (string, *FormError) {
	if v[name] != nil || slices.Contains(allMarks(), name) {
		return name, nil
	}
	if base, id, ok := strings.Cut(name, ":"); ok && base == "so_lieu" && id != "" {
		return name, nil
	}
	near := nearest(name, append(v.names(), allMarks()...))
	if near == "" {
		return "", newFault(faultWord, braced(name))
	}
	return near, newFault(faultWordNear, braced(name), braced(near))
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
