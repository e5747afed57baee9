package reading

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"sync"
	"sync/atomic"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// A Memory reads books of which it has read the most part before. By December
// a workbook has twelve tabs, of which a day changes one: the others are known
// by the hash of all that stands in them, and what they say is remembered.
//
// What it gives is what Read gives. A tab is read alone into a page, and pages
// are put together (together.go) wherever that must come to the same; where it
// need not, the book is read whole.
//
// It keeps the pages of the last book of each source, up to maxRemembered
// figures. Its zero value is ready, and it may be used from several goroutines.
type Memory struct {
	mu    sync.Mutex
	books map[string]*remembered // by source; replaced, never changed
	cells addresses
}

// remembered is what is known of one source's tabs.
type remembered struct {
	governed string // by what the tabs were read: Context.Key and the locale
	pages    map[fingerprint]*page
}

// A fingerprint stands for everything that a tab holds.
type fingerprint [sha256.Size]byte

// maxRemembered is how many figures are remembered of one book. A year of
// fifteen indicators has 4,000 for each of its units; each takes 24 bytes.
const maxRemembered = 1 << 17

// Read gives what reading.Read gives.
func (m *Memory) Read(b *grid.Book, c Context) office.Reading {
	if len(b.Tabs) < 2 {
		return Read(b, c)
	}
	governed := c.Key() + " " + b.Locale
	m.mu.Lock()
	known := m.books[c.Source]
	m.mu.Unlock()
	if known == nil || known.governed != governed {
		known = &remembered{}
	}
	next := &remembered{governed, make(map[fingerprint]*page, len(b.Tabs))}
	r := newReader(b, &c)
	pages, whole := next.read(r, known)
	m.mu.Lock()
	if m.books == nil {
		m.books = map[string]*remembered{}
	}
	m.books[c.Source] = next
	m.mu.Unlock()
	if whole {
		if out, ok := r.together(pages, &m.cells); ok {
			return out
		}
	}
	return Read(b, c)
}

// read makes the pages of a book, of those that are known and of those that
// are not. It reports false where the book must be read whole.
func (next *remembered) read(r *reader, known *remembered) (pages []*page, ok bool) {
	pages = make([]*page, len(r.book.Tabs))
	figures := 0
	for i := range r.book.Tabs {
		tab := &r.book.Tabs[i]
		units, named := r.claimants(tab)
		if len(units) == 0 {
			continue
		}
		sum := fingerprintOf(tab)
		p := known.pages[sum]
		if p == nil {
			legacy := detectLegacy(tab)
			if p, ok = r.alone().page(candidate{newSheet(tab, legacy), units, named}, legacy, leftOut(tab, named)); !ok {
				return nil, false
			}
		}
		if figures += p.size(); figures > maxRemembered {
			clear(next.pages)
			return nil, false
		}
		pages[i], next.pages[sum] = p, p
		if p.running {
			return nil, false
		}
	}
	return pages, true
}

// size is how many figures a page holds, or what takes as much room.
func (p *page) size() int {
	n := 10 * (len(p.notes) + len(p.scanned) + len(p.twice) + len(p.shadow))
	for i := range p.shares {
		n += len(p.shares[i].figures)
	}
	return n
}

// fingerprintOf takes in all of a tab, each part with its length, so that no
// two different tabs run together to the same bytes: a count is a varint, which
// says itself where it ends.
func fingerprintOf(t *grid.Tab) fingerprint {
	var b bytes.Buffer
	word := func(n uint64) { b.Write(binary.AppendUvarint(b.AvailableBuffer(), n)) }
	text := func(s string) {
		word(uint64(len(s)))
		b.WriteString(s)
	}
	number := func(f float64) {
		b.Write(binary.LittleEndian.AppendUint64(b.AvailableBuffer(), math.Float64bits(f)))
	}
	flag := func(f bool) uint64 {
		if f {
			return 1
		}
		return 0
	}
	word(uint64(t.ID))
	text(t.Title)
	word(flag(t.Hidden))
	word(uint64(len(t.Rows)))
	h := sha256.New()
	for _, row := range t.Rows {
		word(uint64(len(row)))
		for i := range row {
			c := &row[i]
			word(uint64(c.Kind)<<1 | flag(c.Formula))
			number(c.Number)
			text(c.Text)
		}
		h.Write(b.Bytes())
		b.Reset()
	}
	word(uint64(len(t.Merges)))
	for _, m := range t.Merges {
		for _, n := range []int{m.Row, m.Col, m.EndRow, m.EndCol} {
			word(uint64(n))
		}
	}
	for _, hidden := range [][]int{t.HiddenRows, t.HiddenCols} {
		word(uint64(len(hidden)))
		for _, n := range hidden {
			word(uint64(n))
		}
	}
	h.Write(b.Bytes())
	return fingerprint(h.Sum(nil))
}

// addresses are the names of cells, each made once: a district's figures stand
// in some thousand different places. What lies farther down or to the right is
// named each time.
type addresses [1 << 10][1 << 6]atomic.Pointer[string]

func (a *addresses) of(row, col int) string {
	if row >= len(a) || col >= len(a[row]) {
		return grid.Address(row, col)
	}
	known := &a[row][col]
	if known.Load() == nil {
		name := grid.Address(row, col)
		known.Store(&name)
	}
	return *known.Load()
}
