package sheetsim

import (
	"fmt"
	"maps"
	"reflect"
	"strings"
)

// A mask is a set of fields: the "fields" parameter of a read, or the field
// mask of an update. The nil mask selects nothing.
type mask struct {
	all bool
	sub map[string]*mask
}

var everything = &mask{all: true}

// at gives the part of the mask below a field, nil when it is not selected.
func (m *mask) at(name string) *mask {
	switch {
	case m == nil:
		return nil
	case m.all:
		return everything
	}
	return m.sub[name]
}

func (m *mask) has(name string) bool { return m.at(name) != nil }

func (m *mask) add(name string) *mask {
	if m.sub == nil {
		m.sub = map[string]*mask{}
	}
	if m.sub[name] == nil {
		m.sub[name] = &mask{}
	}
	return m.sub[name]
}

// A maskError names the path that does not exist, or has an empty path where
// the mask does not parse.
type maskError struct{ path string }

func (e *maskError) Error() string { return fmt.Sprintf("no such field %q", e.path) }

// parseMask reads a mask over a message type: paths with . or / separators,
// lists in parentheses, and * for all.
func parseMask(text string, t reflect.Type) (*mask, error) {
	p := maskParser{text: text}
	m := &mask{}
	if err := p.list(m, t, ""); err != nil {
		return nil, err
	}
	if p.pos != len(p.text) {
		return nil, &maskError{}
	}
	return m, nil
}

type maskParser struct {
	text string
	pos  int
}

func (p *maskParser) list(m *mask, t reflect.Type, path string) error {
	for {
		if err := p.path(m, t, path); err != nil {
			return err
		}
		if p.pos >= len(p.text) || p.text[p.pos] != ',' {
			return nil
		}
		p.pos++
	}
}

func (p *maskParser) path(m *mask, t reflect.Type, path string) error {
	name := p.name()
	if name == "" {
		return &maskError{}
	}
	if name == "*" {
		m.all = true
		return nil
	}
	if path != "" {
		path += "."
	}
	path += name
	below, ok := fieldType(t, name)
	if !ok {
		return &maskError{path: path + p.rest()}
	}
	m = m.add(name)
	if p.pos >= len(p.text) {
		m.all = true
		return nil
	}
	switch p.text[p.pos] {
	case '.', '/':
		p.pos++
		return p.path(m, below, path)
	case '(':
		p.pos++
		if err := p.list(m, below, path); err != nil {
			return err
		}
		if p.pos >= len(p.text) || p.text[p.pos] != ')' {
			return &maskError{}
		}
		p.pos++
		return nil
	}
	m.all = true
	return nil
}

func (p *maskParser) name() string {
	for p.pos < len(p.text) && p.text[p.pos] == ' ' {
		p.pos++
	}
	start := p.pos
	for p.pos < len(p.text) && !strings.ContainsRune(".,/()", rune(p.text[p.pos])) {
		p.pos++
	}
	return strings.TrimSpace(p.text[start:p.pos])
}

// rest is the remainder of a path that went wrong, for the message.
func (p *maskParser) rest() string {
	tail := p.text[p.pos:]
	if i := strings.IndexAny(tail, ",()"); i >= 0 {
		tail = tail[:i]
	}
	return strings.ReplaceAll(tail, "/", ".")
}

func fieldType(t reflect.Type, name string) (reflect.Type, bool) {
	t = element(t)
	if t.Kind() == reflect.Map {
		return t.Elem(), true
	}
	if t.Kind() != reflect.Struct {
		return nil, false
	}
	below, ok := fieldsOf(t)[name]
	return below, ok
}

// readMask parses the fields parameter of a Sheets call.
func readMask(text string, t reflect.Type) (*mask, *apiError) {
	if text == "" {
		return everything, nil
	}
	m, err := parseMask(text, t)
	if err == nil {
		return m, nil
	}
	path := text
	if me, ok := err.(*maskError); ok && me.path != "" {
		path = me.path
	}
	return nil, badRequest("Request contains an invalid argument.", path,
		"Error expanding 'fields' parameter. Cannot find matching fields for path '"+path+"'.")
}

// writeMask parses the field mask of an update, which must name something.
func writeMask(text string, t reflect.Type) (*mask, *apiError) {
	if strings.TrimSpace(text) == "" {
		return nil, invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
	}
	m, err := parseMask(text, t)
	if err == nil {
		return m, nil
	}
	if me, ok := err.(*maskError); ok && me.path != "" {
		return nil, invalid("Invalid field: %s", me.path)
	}
	return nil, invalid("Invalid field mask: %s", text)
}

// prune keeps the masked part of a tree. Objects on the way stay, even empty,
// as Google leaves them.
func prune(v any, m *mask) any {
	if m == nil {
		return nil
	}
	if m.all {
		return v
	}
	switch v := v.(type) {
	case obj:
		out := obj{}
		for k, below := range m.sub {
			if e, ok := v[k]; ok {
				out[k] = prune(e, below)
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = prune(e, m)
		}
		return out
	}
	return v
}

// overlay is dst with the masked fields taken from src: a field that the mask
// names and src lacks is cleared.
func overlay(dst, src obj, m *mask) obj {
	if m.all {
		return maps.Clone(src)
	}
	out := maps.Clone(dst)
	if out == nil {
		out = obj{}
	}
	for name, below := range m.sub {
		value, ok := src[name]
		switch {
		case below.all && (!ok || value == nil):
			delete(out, name)
		case below.all:
			out[name] = value
		default:
			inner, sent := value.(obj)
			out[name] = overlay(child(dst, name), inner, below)
			if len(child(out, name)) == 0 && !sent {
				delete(out, name)
			}
		}
	}
	return out
}
