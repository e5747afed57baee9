package config

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A field is one place in the file: the value that stands there, if any, and
// the path of keys that leads to it. Its readers (text, whole, date, ...)
// report what they cannot accept and then give the zero value, so that the
// pass goes on and finds the other faults too.
type field struct {
	node *yaml.Node // nil where the key is absent
	near *yaml.Node // what to point at where node is nil
	path string
	doc  *document
	// moot: the table that it should stand in is none, which has been told.
	moot bool
}

// given reports whether something stands there. A key without a value is the
// same as no key.
func (f field) given() bool { return f.node != nil && !empty(f.node) }

// fail reports a fault of the field with an example of what would be right.
func (f field) fail(example, why string, args ...any) {
	at := f.node
	if at == nil {
		at = f.near
	}
	f.doc.errs = append(f.doc.errs, &Error{
		File: f.doc.file, Line: at.Line, Column: at.Column, Path: f.path,
		Value: f.quoted(), Why: fmt.Sprintf(why, args...), Example: example,
	})
}

// warn records what is allowed and yet deserves a look.
func (f field) warn(why string, args ...any) {
	at := f.node
	if at == nil {
		at = f.near
	}
	w := &Error{File: f.doc.file, Line: at.Line, Path: f.path, Value: f.quoted(), Why: fmt.Sprintf(why, args...)}
	f.doc.warnings = append(f.doc.warnings, w.Error())
}

// maxQuoted bounds how much of a value an error repeats.
const maxQuoted = 60

func (f field) quoted() string {
	if !f.given() || f.node.Kind != yaml.ScalarNode {
		return ""
	}
	return quote(f.node.Value)
}

// quote puts a text in quotes on one line, cut where it is long.
func quote(s string) string {
	if utf8.RuneCountInString(s) > maxQuoted {
		s = string([]rune(s)[:maxQuoted]) + "…"
	}
	return strconv.Quote(s)
}

// kind names what stands there, for "must be …, not …".
func (f field) kind() string {
	switch f.node.Kind {
	case yaml.MappingNode:
		return "a table of keys"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "a reference (*" + f.node.Value + ", which is not read here: write the value out)"
	}
	switch f.node.ShortTag() {
	case "!!int", "!!float":
		return "a number"
	case "!!bool":
		return "true or false"
	case "!!timestamp":
		return "a date"
	}
	return "a text"
}

// needed reports a missing value and tells whether there is one.
func (f field) needed(example string) bool {
	if f.given() {
		return true
	}
	if !f.moot {
		f.fail(example, "is missing")
	}
	return false
}

// list gives the items of a list, and reports those that are empty.
func (f field) list(example string) []field {
	if !f.given() {
		return nil
	}
	if f.node.Kind != yaml.SequenceNode {
		f.fail(example, "must be a list, not %s", f.kind())
		return nil
	}
	var items []field
	for i, n := range f.node.Content {
		item := field{node: n, near: n, path: fmt.Sprintf("%s[%d]", f.path, i), doc: f.doc}
		if empty(n) {
			item.fail(example, "is empty")
			continue
		}
		items = append(items, item)
	}
	return items
}

// barren reports whether the field is a list, and one without items.
func (f field) barren() bool {
	return f.given() && f.node.Kind == yaml.SequenceNode && len(f.node.Content) == 0
}

// oneOrMore is list for keys that may hold a single value without brackets.
func (f field) oneOrMore(example string) []field {
	if f.given() && f.node.Kind == yaml.ScalarNode {
		return []field{f}
	}
	return f.list(example)
}
