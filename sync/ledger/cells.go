package ledger

import (
	"context"
	"fmt"
	"sync"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/ledger/pack"
)

// A canon is a tab in its canonical form.
type canon = grid.Canon

// wholeEvery is after how many tabs that rest on one another a tab is kept whole.
const wholeEvery = 32

// A tabRow is a row of the table tab.
type tabRow struct {
	source, sheet int64
	title         string
	hidden        bool
	hash          record.Hash
}

func (r *tabRow) fields() []any { return []any{&r.source, &r.sheet, &r.title, &r.hidden, &r.hash} }
func (r *tabRow) beside() []any { return nil }

// A shownTab is a tab that is to be recorded.
type shownTab struct {
	tabRow
	canon canon
}

// shown encodes the tabs of a workbook.
func shown(b *grid.Book) []shownTab {
	all := make([]shownTab, len(b.Tabs))
	for i := range b.Tabs {
		t := &b.Tabs[i]
		c := t.Canon()
		all[i] = shownTab{tabRow{sheet: t.ID, title: t.Title, hidden: t.Hidden, hash: c.Hash()}, c}
	}
	return all
}

// keepTab gives the id under which a tab of a source is kept, and keeps it if
// the source never showed it before, as what differs from the tab that stood in
// its place before, 0 for none. What was kept and is damaged is put right.
func (t *tx) keepTab(s *shownTab, before int64) (id int64, err error) {
	var gone int64
	found, err := t.first("SELECT id, gone FROM tab WHERE office = ? AND source = ? AND hash = ?", []any{s.source, s.hash[:]}, &id, &gone)
	switch {
	case err != nil || gone != 0: // which stays so, although the source shows it still
		return id, err
	case found:
		_, err := t.heal(id, s.canon)
		return id, err
	}
	packed, err := t.pack(s.canon, before)
	if err != nil {
		return 0, err
	}
	id, err = t.put(tabs, &s.tabRow, "base, depth, packed", packed.base, packed.depth, packed.bytes)
	if err == nil {
		t.recording.unpacked[id] = s.canon
	}
	return id, err
}

// heal puts a tab that was kept and is damaged right again, from what the source
// shows now.
func (t *tx) heal(id int64, c canon) (healed bool, err error) {
	if _, err := t.unpack(id); err == nil || kindOf(err) != Damaged {
		return false, err
	}
	b, err := pack.Compress(c.Bytes())
	if err != nil {
		return false, err
	}
	return true, t.exec("UPDATE tab SET packed = ?3, base = 0, depth = 0 WHERE office = ?1 AND id = ?2", id, b)
}

// A packedTab is how a tab is kept.
type packedTab struct {
	base, depth int64
	bytes       []byte
}

// pack makes the bytes to be kept of a tab. Where the tab before cannot be used
// it is kept whole.
func (t *tx) pack(c canon, before int64) (packedTab, error) {
	whole := func() (packedTab, error) {
		b, err := pack.Compress(c.Bytes())
		return packedTab{bytes: b}, err
	}
	if before == 0 {
		return whole()
	}
	var depth int64
	there, err := t.first("SELECT depth FROM tab WHERE office = ? AND id = ? AND gone = 0", []any{before}, &depth)
	if err != nil {
		return packedTab{}, err
	}
	if !there || depth+1 >= wholeEvery {
		return whole()
	}
	base, err := t.unpack(before)
	if err != nil || base.Edition != c.Edition { // damaged, or of an older program
		return whole()
	}
	patch := pack.Splice(base, c)
	if 2*len(patch) > len(c.Head)+size(c.Rows) {
		return whole()
	}
	b, err := pack.Compress(patch)
	return packedTab{before, depth + 1, b}, err
}

func size(rows [][]byte) (n int) {
	for _, r := range rows {
		n += len(r)
	}
	return n
}

// Cells gives a tab that a look saw, by record.Tab.Cells. It is ErrErased where
// it was taken away on request, record.ErrLost where it was damaged and given up.
func (l *Ledger) Cells(ctx context.Context, cells int64) (tab grid.Tab, err error) {
	err = l.view(ctx, "reading a tab", func(t *tx) error {
		tab, err = t.Cells(t.ctx, cells)
		return err
	})
	return tab, err
}

// Cells is Ledger.Cells within a transaction.
func (t *tx) Cells(_ context.Context, cells int64) (grid.Tab, error) {
	c, known := t.unpacked.get(cells)
	var err error
	if known {
		err = t.notGone(cells) // another process may have taken away what this one remembers
	} else {
		c, err = t.unpack(cells)
	}
	if err != nil {
		return grid.Tab{}, err
	}
	tab, err := c.Tab()
	if err != nil {
		return tab, fmt.Errorf("tab %d: %w", cells, err)
	}
	return tab, nil
}

// notGone tells where the bytes of a tab are gone by a decision.
func (t *tx) notGone(cells int64) error {
	var gone int64
	var kind string
	found, err := t.first("SELECT x.gone, d.kind FROM tab x JOIN decision d ON d.office = x.office AND d.id = x.gone WHERE x.office = ? AND x.id = ?",
		[]any{cells}, &gone, field{&kind})
	if err != nil || !found {
		return err
	}
	return fmt.Errorf("tab %d, by decision %d: %w", cells, gone, goneBy(kind))
}

// goneBy is why bytes are gone by a kind of decision.
func goneBy(kind string) error {
	if office.DecisionKind(kind) == office.DecisionLost {
		return record.ErrLost
	}
	return record.ErrErased
}

// unpack gives a tab in its canonical form, held against its hash.
func (t *tx) unpack(id int64) (canon, error) {
	if c, ok := t.unpacked.get(id); ok {
		return c, nil
	}
	if t.recording != nil {
		if c, ok := t.recording.unpacked[id]; ok {
			return c, nil
		}
	}
	row, err := t.tabRow(id)
	if err != nil {
		return canon{}, err
	}
	var base, gone int64
	var packed []byte
	if _, err := t.first("SELECT base, gone, packed FROM tab WHERE office = ? AND id = ?", []any{id}, &base, &gone, &packed); err != nil {
		return canon{}, err
	}
	switch {
	case packed == nil && gone != 0:
		return canon{}, t.notGone(id)
	case packed == nil || base >= id:
		return canon{}, damaged(tabs, id)
	}
	c, err := t.unpackOn(base, packed)
	if err != nil {
		return canon{}, &RowError{tabs.String(), id, err.Error()}
	}
	if c.Hash() != row.hash {
		return canon{}, damaged(tabs, id)
	}
	t.unpacked.put(id, c)
	return c, nil
}

// unpackOn unpacks a tab that is whole, or rests on a base.
func (t *tx) unpackOn(base int64, packed []byte) (canon, error) {
	plain, err := pack.Decompress(packed)
	if err != nil {
		return canon{}, err
	}
	if base == 0 {
		return grid.ParseCanon(plain)
	}
	on, err := t.unpack(base)
	if err != nil {
		return canon{}, err
	}
	return pack.Unsplice(on, plain)
}

// An unpackedTabs holds tabs that were unpacked of late. Tabs rest on one another,
// and whoever reads one mostly reads the next.
type unpackedTabs struct {
	mu    sync.Mutex
	tabs  map[int64]canon
	bytes int
}

// maxUnpacked bounds what is held, in bytes.
const maxUnpacked = 16 << 20

func (u *unpackedTabs) get(id int64) (canon, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	c, ok := u.tabs[id]
	return c, ok
}

func (u *unpackedTabs) put(id int64, c canon) {
	u.mu.Lock()
	defer u.mu.Unlock()
	n := 0
	for _, r := range c.Rows {
		n += 24 + len(r)
	}
	if u.bytes+n > maxUnpacked || u.tabs == nil {
		u.tabs, u.bytes = map[int64]canon{}, 0
	}
	u.tabs[id] = c
	u.bytes += n
}

// forget lets go of everything.
func (u *unpackedTabs) forget() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.tabs, u.bytes = nil, 0
}
