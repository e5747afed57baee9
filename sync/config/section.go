package config

import "go.yaml.in/yaml/v4"

// A section is a table of keys. Whatever is asked of it by at is a known key;
// done reports the rest.
type section struct {
	field
	keys   []*yaml.Node
	values map[string]field
	known  []string
}

// section reads the field as a table of keys. Where the field is absent or
// something else, which is reported, the section is empty.
func (f field) section(example string) *section {
	s := &section{field: f, values: map[string]field{}}
	if !f.given() {
		return s
	}
	if f.node.Kind != yaml.MappingNode {
		f.fail(example, "must be a table of keys, not %s", f.kind())
		s.moot = true
		return s
	}
	first := map[string]*yaml.Node{}
	for i := 0; i+1 < len(f.node.Content); i += 2 {
		key, value := f.node.Content[i], f.node.Content[i+1]
		v := field{node: value, near: key, path: f.under(key.Value), doc: f.doc}
		switch before, twice := first[key.Value]; {
		case key.Kind != yaml.ScalarNode:
			field{node: key, near: key, path: f.path, doc: f.doc}.fail(example, "a key must be a plain word")
		case twice:
			field{near: key, path: v.path, doc: f.doc}.fail("", "is given twice, first on line %d", before.Line)
		default:
			first[key.Value] = key
			s.keys = append(s.keys, key)
			s.values[key.Value] = v
		}
	}
	return s
}

// under is the path of one of the field's keys.
func (f field) under(key string) string {
	if q := quote(key); len(q) != len(key)+len(`""`) {
		key = q // too long, or with signs that would break the line
	}
	if f.path == "" {
		return key
	}
	return f.path + "." + key
}

// at gives the value of a key, which thereby counts as known.
func (s *section) at(key string) field {
	s.known = append(s.known, key)
	if s.doc.asked != nil {
		s.doc.asked(s.under(key))
	}
	if v, ok := s.values[key]; ok {
		return v
	}
	return field{near: s.place(), path: s.under(key), doc: s.doc, moot: s.moot}
}

func (s *section) place() *yaml.Node {
	if s.node != nil {
		return s.node
	}
	return s.near
}

// done reports the keys that nothing asked for.
func (s *section) done() {
	for _, key := range s.keys {
		if suggestion, unknown := s.unknown(key.Value); unknown {
			f := field{near: key, path: s.under(key.Value), doc: s.doc}
			f.fail(suggestion, "is not a known key")
		}
	}
}

func (s *section) unknown(key string) (suggestion string, unknown bool) {
	for _, k := range s.known {
		if k == key {
			return "", false
		}
	}
	if near, ok := nearest(key, s.known); ok {
		return near + ":", true
	}
	return "", true
}

// each gives the keys of a table whose keys are not fixed, such as columns, in
// the order of the file. A value's path ends in its key.
func (s *section) each(visit func(key string, value field)) {
	for _, key := range s.keys {
		visit(key.Value, s.values[key.Value])
	}
}
