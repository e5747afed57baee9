package cells

import (
	"bytes"
)

// An attrs walks the attributes of an element.
type attrs []byte

// next gives the next attribute: its name without the prefix, and its bytes,
// with references unresolved. What is no attribute ends the walk.
func (a *attrs) next() (name, value []byte, ok bool) {
	name, value, ok = a.named()
	return local(name), value, ok
}

// named is next with the prefix of the name.
func (a *attrs) named() (name, value []byte, ok bool) {
	b := *a
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	eq := bytes.IndexByte(b, '=')
	if eq <= 0 {
		return nil, nil, false
	}
	name, b = b[:eq], b[eq+1:]
	for len(name) > 0 && isSpace(name[len(name)-1]) {
		name = name[:len(name)-1]
	}
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
		return nil, nil, false
	}
	end := bytes.IndexByte(b[1:], b[0])
	if end < 0 {
		return nil, nil, false
	}
	*a = attrs(b[end+2:])
	return name, b[1 : 1+end : 1+end], true
}

// raw gives an attribute's bytes, by its name without the prefix, and nil where
// the element has none.
func (e element) raw(want string) []byte {
	list := attrs(e.attrs)
	for {
		name, value, ok := list.next()
		if !ok || string(name) == want {
			return value
		}
	}
}

// attr gives an attribute's value, empty where the element has none.
func (e element) attr(want string) string { return resolved(e.raw(want)) }

// resolved is an attribute's bytes with their references resolved.
func resolved(raw []byte) string {
	if bytes.IndexByte(raw, '&') >= 0 {
		if text, err := appendChars(nil, raw); err == nil {
			return string(text)
		}
	}
	return string(raw)
}

// has reports whether a boolean attribute is set.
func (e element) has(want string) bool { return isTrue(string(e.raw(want))) }

// isTrue reads a boolean of the file format.
func isTrue(s string) bool { return s == "1" || s == "true" || s == "on" }
