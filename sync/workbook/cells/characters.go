package cells

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"tonghop/model/office"
)

// text gives the characters directly inside the element just entered. They are
// valid until the next text is read.
func (d *document) text() ([]byte, error) {
	d.buf = d.buf[:0]
	for depth := 1; ; {
		t, _, text, raw, err := d.next()
		if err != nil {
			return nil, err
		}
		switch {
		case t == tokenStart:
			depth++
		case t == tokenEnd:
			if depth--; depth == 0 {
				return d.buf, nil
			}
		case depth > 1:
		case raw:
			if d.buf, err = appendChars(d.buf, text); err != nil {
				return nil, err
			}
		default:
			d.buf = appendLines(d.buf, text)
		}
	}
}

// appendChars appends characters with their references resolved.
func appendChars(b, text []byte) ([]byte, error) {
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return appendLines(b, text), nil
		}
		b = appendLines(b, text[:i])
		text = text[i+1:]
		end := bytes.IndexByte(text, ';')
		if end < 0 || end > 10 {
			return nil, fault(office.FaultTruncated, "the XML holds an & that begins nothing")
		}
		r := entity(string(text[:end]))
		if r < 0 {
			return nil, fault(office.FaultTruncated, "the XML refers to &%s;, which nobody declared", text[:end])
		}
		b = utf8.AppendRune(b, r)
		text = text[end+1:]
	}
}

// appendLines appends characters with \n at the ends of lines (XML 1.0, 2.11).
func appendLines(b, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '\r')
		if i < 0 {
			return append(b, text...)
		}
		b = append(append(b, text[:i]...), '\n')
		text = text[i+1:]
		if len(text) > 0 && text[0] == '\n' {
			text = text[1:]
		}
	}
}

// entity gives the character that a reference stands for, -1 for none.
func entity(s string) rune {
	switch s {
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "amp":
		return '&'
	case "apos":
		return '\''
	case "quot":
		return '"'
	}
	if len(s) < 2 || s[0] != '#' {
		return -1
	}
	digits, base := s[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	r := rune(n)
	if err != nil || n > utf8.MaxRune || !utf8.ValidRune(r) || r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
		return -1
	}
	return r
}
