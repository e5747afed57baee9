package meaning

import (
	"regexp"
	"strings"
	"sync"
	"sync/atomic"

	"tonghop/model/reading/spelling"
)

// A passage is one text as it was cut, with what is asked of it again and
// again. It is shared and never changed.
type passage struct {
	clean string
	items []item
	prose bool // too long for a heading
	// neutral and group tell what it says above a heading: nothing, or the name
	// of a group of the catalogue; above that it only names the content there.
	neutral, group, above bool
}

// A passageKey is a text with what else governs how it is cut.
type passageKey struct {
	text string
	bare bool
}

// measureHead opens a unit of measure in a heading: "ĐVT: tờ".
var measureHead = regexp.MustCompile(`(?i)(?:đvt|đơn vị tính|đv tính)(?:\s*[:.]|\s)`)

// passage understands a text word by word.
func (d *Dictionary) passage(text string, bare bool) *passage {
	if p, ok := d.passages.get(passageKey{text, bare}); ok {
		return p.(*passage)
	}
	p := &passage{clean: spelling.Clean(text)}
	if p.prose = len(p.clean) > maxText; !p.prose {
		p.items = d.vocabulary.cut(measureHead.ReplaceAllString(p.clean, " "), bare)
		fold := spelling.Fold(strings.ToLower(p.clean))
		p.neutral, p.group = d.neutral[fold], d.group[fold] || d.neutral[fold] && p.counts()
		p.above = len(p.items) == 1 && d.silent[InHeading][p.items[0].tone]
	}
	d.passages.put(passageKey{text, bare}, p)
	return p
}

// counts reports whether a text names an act, people or a thing, so that it may
// be needed although it is known to group: "Kết quả hỗ trợ".
func (p *passage) counts() bool {
	for i := range p.items {
		if it := &p.items[i]; it.is(act) || it.is(person) || it.is(thing) || it.is(sense) {
			return true
		}
	}
	return false
}

// maxMemo bounds what is remembered: sheets whose every cell differs must not
// fill the memory.
const maxMemo = 20_000

// A memo remembers answers until there are too many.
type memo struct {
	of sync.Map
	n  atomic.Int64
}

func (m *memo) get(key any) (any, bool) { return m.of.Load(key) }

func (m *memo) put(key, value any) {
	if m.n.Add(1) > maxMemo {
		m.of.Clear()
		m.n.Store(1)
	}
	m.of.Store(key, value)
}
