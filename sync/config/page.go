package config

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v4"
)

// An insertion puts text in at an offset.
type insertion struct {
	at   int
	text string
}

// A page is a file's bytes by lines.
type page struct {
	raw     []byte
	starts  []int  // where each line begins, and the end of the last
	newline string // "\r\n" in files from Windows
}

func newPage(raw []byte) *page {
	p := &page{raw: raw, starts: []int{0}, newline: "\n"}
	for i, c := range raw {
		if c == '\n' {
			p.starts = append(p.starts, i+1)
		}
	}
	if bytes.Contains(raw, []byte("\r\n")) {
		p.newline = "\r\n"
	}
	return p
}

// offset is where a node begins; the library counts letters, not bytes.
func (p *page) offset(n *yaml.Node) int {
	if n.Line < 1 || n.Line > len(p.starts) {
		return len(p.raw)
	}
	at := p.starts[n.Line-1]
	for range n.Column - 1 {
		at += size(p.raw[at:])
	}
	return min(at, len(p.raw))
}

// size is that of the first letter of bytes that are known to be UTF-8.
func size(b []byte) int {
	for i := 1; i < len(b); i++ {
		if b[i]&0xC0 != 0x80 {
			return i
		}
	}
	return len(b)
}

// end is where a line ends, without its line break; lines count from 1.
func (p *page) end(line int) int {
	if line >= len(p.starts) {
		return len(p.raw)
	}
	return len(bytes.TrimRight(p.raw[:p.starts[line]], "\r\n"))
}

// places lists where a unit's pins may be put, the best place first.
func (p *page) places(unit *yaml.Node, pins []string) []insertion {
	key, columns := value(unit, "columns")
	whole := "{" + strings.Join(pins, ", ") + "}"
	switch {
	case columns == nil:
		return p.into(unit, []string{"columns: " + whole})
	case columns.Kind == yaml.MappingNode:
		return p.into(columns, pins)
	case empty(columns):
		return []insertion{{p.offset(key) + len(key.Value) + len(":"), " " + whole}}
	}
	return nil
}

// maxTried bounds the search for a table's end, which is found on the first
// try or two unless somebody was up to something.
const maxTried = 10

// into lists the places where entries may be added to a table: at its end,
// else before its last key, else behind its first line.
func (p *page) into(table *yaml.Node, entries []string) []insertion {
	last := p.offset(table)
	lines := table.Line
	walk(table, func(n *yaml.Node) {
		last, lines = max(last, p.offset(n)), max(lines, n.Line)
	})
	var found []insertion
	if table.Style&yaml.FlowStyle != 0 {
		inline := strings.Join(entries, ", ")
		comma := ", "
		if len(table.Content) == 0 {
			comma = ""
		}
		for at := last; len(found) < maxTried; at++ {
			next := bytes.IndexByte(p.raw[min(at, len(p.raw)):], '}')
			if next < 0 {
				break
			}
			at += next
			before := len(bytes.TrimRight(p.raw[:at], " "))
			if before > 0 && p.raw[before-1] == '\n' {
				before = at
			}
			found = append(found, insertion{before, comma + inline})
		}
		if n := len(table.Content); n > 0 {
			found = append(found, insertion{p.offset(table.Content[n-2]), inline + ", "})
		}
		return found
	}
	if len(table.Content) == 0 {
		return nil
	}
	indent := p.newline + strings.Repeat(" ", table.Content[0].Column-1)
	block := indent + strings.Join(entries, indent)
	for line := lines; line <= len(p.starts) && len(found) < maxTried; line++ {
		found = append(found, insertion{p.end(line), block})
	}
	return append(found, insertion{p.end(table.Content[0].Line), block})
}

func walk(n *yaml.Node, visit func(*yaml.Node)) {
	visit(n)
	for _, c := range n.Content {
		walk(c, visit)
	}
}
