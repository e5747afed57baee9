package ledger

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tonghop/model/record"
)

// What a version says where it does not say figures.
const (
	saidInvalid = `"invalid"`
	saidGone    = `"gone"`
	// saidMoved is gone too: the day's figures stand on other days (keepMoved).
	saidMoved = `"moved"`
)

// isGone reports whether a text says that what was said before is held.
func isGone(text string) bool { return text == saidGone || text == saidMoved }

func isFigures(text string) bool { return text != "" && text != saidInvalid && !isGone(text) }

// errUnreadable tells that a stored text is not what this program writes.
var errUnreadable = errors.New("it holds something that was not written by this program")

// encodeFigures writes the figures of one unit's day as
// [[tab, tab id, [[indicator, value, cell],…]],…], ordered by tab, then
// indicator, so that equal figures make equal texts. It reorders figs.
func encodeFigures(figs []record.Figure) string {
	slices.SortFunc(figs, compareFigures)
	b := make([]byte, 0, 32+24*len(figs))
	b = append(b, '[')
	for i, f := range figs {
		if i == 0 || f.Tab != figs[i-1].Tab || f.TabID != figs[i-1].TabID {
			if i > 0 {
				b = append(b, "]],"...)
			}
			b = appendString(append(b, '['), f.Tab)
			b = append(strconv.AppendInt(append(b, ','), f.TabID, 10), ",["...)
		} else {
			b = append(b, ',')
		}
		b = appendString(append(b, '['), f.Indicator)
		b = strconv.AppendInt(append(b, ','), f.Value, 10)
		b = append(appendString(append(b, ','), f.Cell), ']')
	}
	if len(figs) > 0 {
		b = append(b, "]]"...)
	}
	return string(append(b, ']'))
}

// compareFigures stops at the first difference; a year of a district takes
// millions of comparisons.
func compareFigures(a, b record.Figure) int {
	if c := cmp.Compare(a.Tab, b.Tab); c != 0 {
		return c
	}
	if c := cmp.Compare(a.TabID, b.TabID); c != 0 {
		return c
	}
	if c := cmp.Compare(a.Indicator, b.Indicator); c != 0 {
		return c
	}
	if c := cmp.Compare(a.Cell, b.Cell); c != 0 {
		return c
	}
	return cmp.Compare(a.Value, b.Value)
}

// appendString appends s as a JSON string. Most need no escape.
func appendString(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf && !utf8.ValidString(s[i:]) {
			quoted, _ := json.Marshal(s) // a string can always be marshalled
			return append(b, quoted...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}

// A figureScanner reads what encodeFigures writes. It is written by hand
// because a state holds some hundred thousand figures, and it keeps one copy of
// each text in them.
type figureScanner struct {
	texts texts
	text  string
	at    int
	bad   bool
	// spare is allocated for many versions at a time.
	spare []record.Figure
}

// texts are the different texts that figures are full of: tabs, indicators,
// cells and units, each of which comes some thousand times.
type texts map[string]string

// one gives the one copy of a text.
func (t texts) one(s string) string {
	if known, ok := t[s]; ok {
		return known
	}
	s = strings.Clone(s)
	if t != nil {
		t[s] = s
	}
	return s
}

// scan reads one text. The slice that it returns stays valid.
func (s *figureScanner) scan(text string) ([]record.Figure, error) {
	s.text, s.at, s.bad = text, 0, false
	s.reserve(text)
	figs := s.spare[:0]
	s.list(func() {
		var f record.Figure
		s.expect('[')
		f.Tab = s.string()
		s.expect(',')
		f.TabID = s.int()
		s.expect(',')
		s.list(func() {
			s.expect('[')
			f.Indicator = s.string()
			s.expect(',')
			f.Value = s.int()
			s.expect(',')
			f.Cell = s.string()
			s.expect(']')
			figs = append(figs, f)
		})
		s.expect(']')
	})
	if s.bad || s.at != len(text) || !utf8.ValidString(text) {
		return nil, fmt.Errorf("%w: %.60q as figures", errUnreadable, text)
	}
	s.spare = s.spare[min(len(figs), len(s.spare)):]
	if len(figs) == 0 {
		return nil, nil
	}
	return slices.Clip(figs), nil
}

// reserve makes sure that spare has room for all figures of text, of which
// each takes nine bytes at least: ["a",1,""].
func (s *figureScanner) reserve(text string) {
	if most := len(text)/9 + 1; len(s.spare) < most {
		s.spare = make([]record.Figure, max(most, 1024))
	}
}

// list reads a JSON array whose elements item reads.
func (s *figureScanner) list(item func()) {
	s.expect('[')
	if s.peek() == ']' {
		s.at++
		return
	}
	for !s.bad {
		item()
		if s.peek() != ',' {
			break
		}
		s.at++
	}
	s.expect(']')
}

func (s *figureScanner) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

func (s *figureScanner) expect(c byte) {
	if s.peek() != c {
		s.bad = true
		return
	}
	s.at++
}

func (s *figureScanner) string() string {
	start := s.at
	s.expect('"')
	for i := s.at; i < len(s.text) && !s.bad; i++ {
		switch s.text[i] {
		case '"':
			s.at = i + 1
			return s.texts.one(s.text[start+1 : i])
		case '\\':
			return s.escaped(start, i)
		}
	}
	s.bad = true
	return ""
}

// escaped reads the string that begins at start and has its first backslash
// at i.
func (s *figureScanner) escaped(start, i int) (v string) {
	for ; i < len(s.text) && s.text[i] != '"'; i++ {
		if s.text[i] == '\\' {
			i++
		}
	}
	end := min(i+1, len(s.text))
	s.bad = s.bad || json.Unmarshal([]byte(s.text[start:end]), &v) != nil
	s.at = end
	return v
}

func (s *figureScanner) int() int64 {
	negative := s.peek() == '-'
	if negative {
		s.at++
	}
	start, n := s.at, uint64(0)
	for c := s.peek(); c >= '0' && c <= '9'; c = s.peek() {
		n = n*10 + uint64(c-'0')
		s.at++
	}
	digits := s.at - start
	if digits == 0 || digits > 19 || n > math.MaxInt64 && !(negative && n == 1<<63) {
		s.bad = true
	}
	if negative {
		return -int64(n)
	}
	return int64(n)
}
