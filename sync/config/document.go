package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// maxBytes bounds a file that a person wrote; a province's has about 0.1 MB.
const maxBytes = 1 << 20

// A document is one YAML file while it is being read, and what was wrong with
// it so far.
type document struct {
	file     string
	errs     Errors
	warnings []string
	// indicators and units are filled while the sections are read; what refers
	// forward waits in pending.
	indicators, units ids
	textFields        map[string]bool
	pending           []func()
	// asked is told the path of every key that the decoder knows, whether it
	// is given or not; nil but where the schema is held against it.
	asked func(path string)
}

func newDocument(file string) *document {
	return &document{file: file, indicators: newIDs(), units: newIDs(), textFields: map[string]bool{}}
}

// later puts a check off until all ids are known.
func (d *document) later(check func()) { d.pending = append(d.pending, check) }

func (d *document) finish() {
	for _, check := range d.pending {
		check()
	}
	d.errs.sort()
}

// parse gives the document's root, or reports why there is none.
func (d *document) parse(raw []byte) (field, bool) {
	if why, example := unreadable(raw); why != "" {
		d.errs = append(d.errs, &Error{File: d.file, Why: why, Example: example})
		return field{}, false
	}
	loader, err := yaml.NewLoader(bytes.NewReader(raw))
	if err != nil {
		d.syntax(err)
		return field{}, false
	}
	var root, second yaml.Node
	if err := loader.Load(&root); err != nil {
		d.syntax(err)
		return field{}, false
	}
	if err := loader.Load(&second); err == nil {
		d.errs = append(d.errs, &Error{File: d.file, Line: second.Line, Column: second.Column,
			Why: `a second YAML document begins here: remove the line "---" before it`})
		return field{}, false
	} else if !errors.Is(err, io.EOF) {
		d.syntax(err)
		return field{}, false
	}
	if len(root.Content) == 0 || empty(root.Content[0]) {
		d.errs = append(d.errs, &Error{File: d.file, Why: "the file is empty", Example: "programme: {starts: 2020-05-29}"})
		return field{}, false
	}
	return field{node: root.Content[0], near: root.Content[0], doc: d}, true
}

// unreadable tells why bytes cannot be a YAML file of ours.
func unreadable(raw []byte) (why, example string) {
	switch {
	case len(raw) > maxBytes:
		return fmt.Sprintf("the file is larger than %d MB, so it is not a configuration", maxBytes>>20), ""
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return "the file is saved as UTF-16", `in Notepad: Save as, Encoding "UTF-8"`
	case !utf8.Valid(raw):
		at := 0
		for rest := raw; ; {
			r, n := utf8.DecodeRune(rest)
			if r == utf8.RuneError && n <= 1 {
				break
			}
			at, rest = at+n, rest[n:]
		}
		return fmt.Sprintf("line %d is not UTF-8 text", 1+bytes.Count(raw[:at], []byte("\n"))),
			`in Notepad: Save as, Encoding "UTF-8"`
	}
	return "", ""
}

// syntax reports what the YAML library could not parse, in its own words.
func (d *document) syntax(err error) {
	fault := &Error{File: d.file, Why: "is not YAML: " + err.Error(), Err: err}
	var at *yaml.LoadError
	switch {
	case errors.Is(err, io.EOF), strings.Contains(err.Error(), "no documents in stream"):
		fault.Why, fault.Example = "the file is empty", "programme: {starts: 2020-05-29}"
	case errors.As(err, &at):
		fault.Line, fault.Column = at.Mark.Line, at.Mark.Column
		fault.Why = "is not YAML: " + at.Message
		if at.ContextMsg != "" {
			fault.Why += fmt.Sprintf(" (%s that began on line %d)", at.ContextMsg, at.ContextMark.Line)
		}
		if strings.Contains(at.Message, "cannot start any token") {
			fault.Why += "; indent with spaces, not with tabs, and put texts with signs such as @ or % in quotes"
		}
	}
	d.errs = append(d.errs, fault)
}

func empty(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }
