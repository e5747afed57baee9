package config

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A Secret is a password, or an address that is as good as one: in a file, in
// an environment variable, or, where that is allowed, in the configuration. It
// is read when it is used, so that commands which do not need it run without
// it. It prints as the place where it stands and never as itself.
type Secret struct {
	text, file, env string
	path            string // of its key
}

func (s Secret) String() string   { return s.path }
func (s Secret) GoString() string { return s.path }

// Given reports whether there is one.
func (s Secret) Given() bool { return s.text != "" || s.file != "" || s.env != "" }

// maxSecret bounds a file that holds a secret: longer ones are some other file.
const maxSecret = 4096

// Reveal gives the secret itself, without outer spaces. Its errors do not hold
// it.
func (s Secret) Reveal() (string, error) {
	text := s.text
	switch {
	case s.file != "":
		raw, err := s.read()
		if err != nil {
			return "", fmt.Errorf("%s: %w", s.path, err)
		}
		text = strings.TrimPrefix(string(raw), "\ufeff")
	case s.env != "":
		text = os.Getenv(s.env)
	}
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return "", fmt.Errorf("%s: %s is empty", s.path, cmp.Or(s.file, "the environment variable "+s.env))
	case len(text) > maxSecret || strings.ContainsAny(text, "\r\n\x00"):
		return "", fmt.Errorf("%s: %s must hold one line and nothing else", s.path, cmp.Or(s.file, s.env))
	}
	return text, nil
}

func (s Secret) read() ([]byte, error) {
	f, err := os.Open(s.file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSecret+1))
}

// hidden is the field for telling faults without what stands there.
func (f field) hidden() field {
	if f.node != nil {
		f.near = f.node
	}
	f.node = nil
	return f
}

// secret reads {file: …} or {env: …}, and in the open where that is allowed.
func (c *Config) secret(f field, example string, open bool) Secret {
	s := Secret{path: f.path}
	switch {
	case !f.given():
		return s
	case f.node.Kind == yaml.ScalarNode && open:
		s.text = strings.TrimSpace(f.node.Value)
		if s.text == "" {
			f.fail(example, "is empty")
		}
		return s
	case f.node.Kind != yaml.MappingNode:
		f.hidden().fail(example, "may not stand here in the open: name a file or an environment variable")
		return s
	}
	keys := f.section(example)
	file, env := keys.at("file"), keys.at("env")
	s.file, s.env = c.existing(file, false, "file: secret.txt"), env.text("env: TONGHOP_SECRET")
	keys.done()
	switch {
	case file.given() && env.given():
		env.fail("", "stands beside file: one of them is enough")
	case !file.given() && !env.given():
		f.fail(example, "names neither a file nor an environment variable")
	}
	return s
}

// secrets is oneOrMore for what may be a table too.
func (f field) secrets(example string) []field {
	if f.given() && f.node.Kind == yaml.MappingNode {
		return []field{f}
	}
	return f.oneOrMore(example)
}

// check reports what is wrong with a secret that stands in the open, and tells
// whether there is a secret. One that stands elsewhere is checked when it is
// read.
func (s *Secret) check(f field, example string, check func(string) error) bool {
	if s.text == "" || check == nil {
		return s.Given()
	}
	if err := check(s.text); err != nil {
		f.hidden().fail(example, "%s", err)
		return false
	}
	return true
}

var errNoWebAddress = errors.New("is not a web address (https://…)")
