package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// An Error is one fault of the configuration.
type Error struct {
	File string
	// Line and Column count from 1; both are 0 where the fault is the file's.
	Line, Column int
	// Path leads to the key: units[2].source. Empty for the whole file.
	Path string
	// Value is what was found, as a person would quote it; may be empty.
	Value string
	// Why says what is wrong, Example what would be right; Example may be empty.
	Why, Example string
	// Err is the cause where the operating system or a library gave one.
	Err error
}

// Error prints the fault on one line, the file and line first as editors
// expect them.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	b.WriteString(": ")
	for _, part := range []string{e.Path, e.Value} {
		if part != "" {
			b.WriteString(part + ": ")
		}
	}
	b.WriteString(e.Why)
	if e.Example != "" {
		b.WriteString("; for example " + e.Example)
	}
	return oneLine.Replace(b.String())
}

var oneLine = strings.NewReplacer("\n", `\n`, "\r", `\r`)

func (e *Error) Unwrap() error { return e.Err }

// Errors are all the faults of one file, by line.
type Errors []*Error

// Error prints one fault a line.
func (es Errors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

func (es Errors) Unwrap() []error {
	errs := make([]error, len(es))
	for i, e := range es {
		errs[i] = e
	}
	return errs
}

func (es Errors) sort() {
	slices.SortStableFunc(es, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}
