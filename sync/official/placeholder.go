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
// nothing.
func (v vocabulary) tokens(text string) (out []token, marks []string, fault *FormError) {
	end := 0
	for _, at := range braces.FindAllStringSubmatchIndex(text, -1) {
		out = appendLiteral(out, text[end:at[0]])
		end = at[1]
		name := strings.TrimSpace(text[at[2]:at[3]])
		if slices.Contains(allMarks(), name) {
			marks = append(marks, name)
			continue
		}
		t, fault := v.find(name)
		if fault != nil {
			return nil, nil, fault
		}
		out = append(out, t)
	}
	out = appendLiteral(out, text[end:])
	for _, t := range out {
		if strings.Contains(t.literal, "{{") || strings.Contains(t.literal, "}}") {
			return nil, nil, newFault(faultBraces, text)
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

func (v vocabulary) find(name string) (token, *FormError) {
	if w, ok := v[name]; ok {
		return token{word: w}, nil
	}
	if base, id, ok := strings.Cut(name, ":"); ok && base == "so_lieu" && id != "" {
		return token{word: v[base], id: id}, nil
	}
	if near := nearest(name, append(v.names(), allMarks()...)); near != "" {
		return token{}, newFault(faultWordNear, braced(name), braced(near))
	}
	return token{}, newFault(faultWord, braced(name))
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
