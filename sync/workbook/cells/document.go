package cells

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"tonghop/model/office"
)

// document walks one XML part, element by element, over its bytes: parts are
// unzipped whole, and encoding/xml, which makes strings of every name and text,
// takes ten times as long. What is no well-formed XML is refused: a damaged part
// could lose rows without a word. Names are compared without their prefixes; no
// document type is read, so that an entity is one of the five or a character.
type document struct {
	b    []byte
	pos  int
	open []name // the elements around the place reached
	// empty tells that the element just entered was closed by its own tag.
	empty bool
	buf   []byte // of the text being read
}

// A name is where an element's name stands.
type name struct{ from, to int }

// An element is one that was just entered. Its parts are valid as long as the
// document.
type element struct {
	name  string // without its prefix; one of the known names or any other
	attrs []byte
}

// deepest is how deep elements may lie in each other. Tabs need about ten.
const deepest = 256

func newDocument(raw []byte) (*document, error) {
	raw, err := toUTF8(raw)
	if err != nil {
		return nil, err
	}
	if at := illegal(raw); at >= 0 {
		return nil, fault(office.FaultTruncated, "the XML holds an illegal character, at byte %d", at)
	}
	return &document{b: raw}, nil
}

// toUTF8 converts a part that says by its first bytes or in its declaration
// that it is in another encoding (XML 1.0, appendix F).
func toUTF8(raw []byte) ([]byte, error) {
	utf16 := func(order unicode.Endianness) ([]byte, error) {
		if len(raw)%2 != 0 {
			return nil, fault(office.FaultTruncated, "the XML is cut off within a character")
		}
		return unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(raw)
	}
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		return raw[3:], nil
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("<\x00")):
		return utf16(unicode.LittleEndian)
	case bytes.HasPrefix(raw, []byte("\xfe\xff")), bytes.HasPrefix(raw, []byte("\x00<")):
		return utf16(unicode.BigEndian)
	}
	if !bytes.HasPrefix(raw, []byte("<?xml")) {
		return raw, nil
	}
	head, _, _ := bytes.Cut(raw[:min(len(raw), 256)], []byte("?>"))
	label := element{attrs: head[len("<?xml"):]}.attr("encoding")
	enc, err := htmlindex.Get(label)
	if err != nil || strings.HasPrefix(strings.ToLower(label), "utf") {
		return raw, nil // UTF-16 would contradict the bytes, which count
	}
	return enc.NewDecoder().Bytes(raw)
}

// illegal finds the first byte that XML 1.0 does not allow, -1 where none is.
func illegal(b []byte) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	for i := 0; i < len(b); {
		if i+8 <= len(b) {
			// No byte below 0x20 and none above 0x7F among the next eight.
			if w := binary.LittleEndian.Uint64(b[i:]); (w|(w-ones*0x20))&highs == 0 {
				i += 8
				continue
			}
		}
		switch c := b[i]; {
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRune(b[i:])
			if r == utf8.RuneError && n == 1 || r == 0xFFFE || r == 0xFFFF {
				return i
			}
			i += n
			continue
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r':
			return i
		}
		i++
	}
	return -1
}

// A token is what comes next in a document.
type token byte

const (
	tokenStart token = iota
	tokenEnd
	tokenText
)

func (d *document) cutOff() error {
	return fault(office.FaultTruncated, "the XML is cut off")
}

func (d *document) broken(what string) error {
	return fault(office.FaultTruncated, "the XML is broken at byte %d: %s", d.pos, what)
}

// next gives the next token: the element entered, or the text's bytes with its
// references unresolved (raw) or as they are (a CDATA section).
func (d *document) next() (t token, e element, text []byte, raw bool, err error) {
	if d.empty {
		d.empty = false
		d.open = d.open[:len(d.open)-1]
		return tokenEnd, e, nil, false, nil
	}
	for {
		rest := d.b[d.pos:]
		i := bytes.IndexByte(rest, '<')
		switch {
		case i < 0:
			return 0, e, nil, false, d.cutOff()
		case i > 0:
			d.pos += i
			return tokenText, e, rest[:i], true, nil
		case len(rest) < 2:
			return 0, e, nil, false, d.cutOff()
		}
		switch rest[1] {
		case '/':
			return tokenEnd, e, nil, false, d.endTag(rest)
		case '?':
			err = d.pass(rest, "?>")
		case '!':
			if bytes.HasPrefix(rest, []byte("<![CDATA[")) {
				text, err = d.cdata(rest)
				return tokenText, e, text, false, err
			}
			if bytes.HasPrefix(rest, []byte("<!--")) {
				err = d.pass(rest, "-->")
			} else {
				err = d.directive(rest)
			}
		default:
			e, err = d.startTag(rest)
			return tokenStart, e, nil, false, err
		}
		if err != nil {
			return 0, e, nil, false, err
		}
	}
}

func (d *document) pass(rest []byte, mark string) error {
	i := bytes.Index(rest, []byte(mark))
	if i < 0 {
		return d.cutOff()
	}
	d.pos += i + len(mark)
	return nil
}

func (d *document) cdata(rest []byte) ([]byte, error) {
	const begin = len("<![CDATA[")
	i := bytes.Index(rest, []byte("]]>"))
	if i < 0 {
		return nil, d.cutOff()
	}
	d.pos += i + 3
	return rest[begin:i], nil
}

// directive passes over a document type.
func (d *document) directive(rest []byte) error {
	depth := 0
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; c {
		case '"', '\'':
			n := bytes.IndexByte(rest[i+1:], c)
			if n < 0 {
				return d.cutOff()
			}
			i += n + 1
		case '<':
			depth++
		case '>':
			if depth--; depth == 0 {
				d.pos += i + 1
				return nil
			}
		}
	}
	return d.cutOff()
}

func (d *document) endTag(rest []byte) error {
	i := bytes.IndexByte(rest, '>')
	if i < 0 {
		return d.cutOff()
	}
	end := i
	for end > 2 && isSpace(rest[end-1]) {
		end--
	}
	last := len(d.open) - 1
	if last < 0 {
		return d.broken("an end without a start")
	}
	if at := d.open[last]; !bytes.Equal(rest[2:end], d.b[at.from:at.to]) {
		return fault(office.FaultTruncated, "the XML closes <%.40s>, which is not open", rest[2:end])
	}
	d.open = d.open[:last]
	d.pos += i + 1
	return nil
}

func (d *document) startTag(rest []byte) (element, error) {
	n := 1
	for n < len(rest) && !isSpace(rest[n]) && rest[n] != '>' && rest[n] != '/' {
		n++
	}
	if n == 1 || n == len(rest) {
		return element{}, d.cutOff()
	}
	end := n
	for ; ; end++ {
		if end == len(rest) {
			return element{}, d.cutOff()
		}
		c := rest[end]
		if c == '>' {
			break
		}
		if c == '"' || c == '\'' {
			i := bytes.IndexByte(rest[end+1:], c)
			if i < 0 {
				return element{}, d.cutOff()
			}
			end += i + 1
		} else if c == '<' {
			return element{}, d.broken("a tag within a tag")
		}
	}
	attrs := rest[n:end]
	if attrs, d.empty = bytes.CutSuffix(attrs, []byte("/")); len(d.open) == deepest {
		return element{}, fault(office.FaultTruncated, "the XML is nested over %d deep", deepest)
	}
	d.open = append(d.open, name{d.pos + 1, d.pos + n})
	d.pos += end + 1
	return element{name: known(local(rest[1:n])), attrs: attrs}, nil
}

// local is a name without its prefix.
func local(b []byte) []byte {
	if i := bytes.IndexByte(b, ':'); i >= 0 {
		return b[i+1:]
	}
	return b
}

// known gives the string of a name without making one for those that come in
// every cell.
func known(b []byte) string {
	switch string(b) {
	case "c":
		return "c"
	case "v":
		return "v"
	case "f":
		return "f"
	case "row":
		return "row"
	case "t":
		return "t"
	case "si":
		return "si"
	case "r":
		return "r"
	case "rPr":
		return "rPr"
	case "table-cell":
		return "table-cell"
	case "p":
		return "p"
	}
	return string(b)
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// children calls fn for each element inside the one just entered, up to its
// end. fn must read up to the end of its element.
func (d *document) children(fn func(e element) error) error {
	for {
		t, e, _, _, err := d.next()
		if err != nil {
			return err
		}
		switch t {
		case tokenStart:
			if err := fn(e); err != nil {
				return err
			}
		case tokenEnd:
			return nil
		}
	}
}

// root calls fn for the root element.
func (d *document) root(fn func(e element) error) error {
	for {
		t, e, _, _, err := d.next()
		if err != nil {
			return err
		}
		if t == tokenStart {
			return fn(e)
		}
	}
}

// skip reads up to the end of the element just entered.
func (d *document) skip() error {
	for depth := 1; depth > 0; {
		t, _, _, _, err := d.next()
		if err != nil {
			return err
		}
		switch t {
		case tokenStart:
			depth++
		case tokenEnd:
			depth--
		}
	}
	return nil
}
