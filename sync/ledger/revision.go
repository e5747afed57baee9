package ledger

import (
	"context"
	"crypto/sha256"
	"time"

	"tonghop/model/record"
)

// counts are how many rows each table has.
type counts [tables]int64

// A revisionRow is a row of the table revision.
type revisionRow struct {
	id                 int64
	asserted, recorded time.Time
	change             int64
	counts             counts
	left               record.Left
	// rows is the hash over the digests of the rows that it recorded, hash that
	// over all of this and the revision before.
	rows, hash record.Hash
}

const revisionColumns = `id, asserted, recorded, change, sources, looks, tabs, decisions, configs, told, reports, outbox,
	left_at, left_hash, left_by, rows, hash`

const insertRevision = "INSERT INTO revision (office, " + revisionColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

// fields are in the order of revisionColumns.
func (r *revisionRow) fields() []any {
	all := []any{&r.id, &r.asserted, &r.recorded, &r.change}
	for i := range r.counts {
		all = append(all, &r.counts[i])
	}
	return append(all, &r.left.Number, &r.left.Chain, &r.left.By, &r.rows, &r.hash)
}

// chained is the hash over a revision that follows on another.
func (r *revisionRow) chained(before record.Hash) record.Hash {
	b := append(make([]byte, 0, 512), before[:]...)
	all := r.fields()
	for _, p := range all[:len(all)-1] {
		b = field{p}.encode(b)
	}
	return sha256.Sum256(b)
}

func (r *revisionRow) revision() record.Revision {
	return record.Revision{Number: r.id, Asserted: r.asserted, Recorded: r.recorded, Change: r.change, Chain: r.hash}
}

// hashOfRows is the hash over digests, table by table.
func hashOfRows(digests *[tables][]record.Hash) record.Hash {
	h := sha256.New()
	for _, of := range digests {
		for i := range of {
			h.Write(of[i][:])
		}
		h.Write([]byte{0}) // so that a row of one table never counts for another's
	}
	return record.Hash(h.Sum(nil))
}

// revisions calls f for the revisions after one, in order, after holding each
// against the one before.
func (t *tx) revisions(after int64, f func(before, r *revisionRow) error) error {
	before, err := t.revisionAt(after)
	if err != nil {
		return err
	}
	return t.each("SELECT "+revisionColumns+" FROM revision WHERE office = ? AND id > ? ORDER BY id", []any{after}, func(scan func(...any) error) error {
		var r revisionRow
		if err := scan(places(r.fields())...); err != nil {
			return err
		}
		if r.id != before.id+1 {
			return &RowError{"revision", before.id + 1, "it was recorded and is not there"}
		}
		if r.hash != r.chained(before.hash) {
			return &RowError{"revision", r.id, "it does not follow on the one before"}
		}
		err := f(before, &r)
		before = &r
		return err
	})
}

// revisionAt gives one revision; number 0 is that of an empty record.
func (t *tx) revisionAt(number int64) (*revisionRow, error) {
	r := &revisionRow{}
	if number == 0 {
		return r, nil
	}
	found, err := t.first("SELECT "+revisionColumns+" FROM revision WHERE office = ? AND id = ?", []any{number}, places(r.fields())...)
	if err == nil && !found {
		err = &RowError{"revision", number, "it is not there"}
	}
	return r, err
}

// places make pointers into places that columns are read into.
func places(pointers []any) []any {
	all := make([]any, len(pointers))
	for i, p := range pointers {
		all[i] = field{p}
	}
	return all
}

// headRow gives the last revision, held against the one before.
func (t *tx) headRow() (*revisionRow, error) {
	var last int64
	if _, err := t.first("SELECT coalesce(max(id), 0) FROM revision WHERE office = ?", nil, &last); err != nil || last == 0 {
		return &revisionRow{}, err
	}
	head := &revisionRow{}
	err := t.revisions(last-1, func(_, r *revisionRow) error {
		head = r
		return nil
	})
	return head, err
}

// Head gives the last revision, the zero Revision of an empty ledger.
func (l *Ledger) Head(ctx context.Context) (r record.Revision, err error) {
	err = l.view(ctx, "reading its head", func(t *tx) error {
		r, err = t.Head(t.ctx)
		return err
	})
	return r, err
}

// Head is Ledger.Head within a transaction.
func (t *tx) Head(context.Context) (record.Revision, error) {
	head, err := t.headRow()
	return head.revision(), err
}

// RevisionAt gives one revision by its number.
func (l *Ledger) RevisionAt(ctx context.Context, number int64) (r record.Revision, err error) {
	err = l.view(ctx, "reading a revision", func(t *tx) error {
		row, err := t.revisionAt(number)
		r = row.revision()
		return err
	})
	return r, err
}

// By gives the last revision that was asserted at or before an instant, the
// zero Revision where there is none.
func (l *Ledger) By(ctx context.Context, asserted time.Time) (r record.Revision, err error) {
	err = l.view(ctx, "looking for the revision of an instant", func(t *tx) error {
		r, err = t.By(t.ctx, asserted)
		return err
	})
	return r, err
}

// By is Ledger.By within a transaction.
func (t *tx) By(_ context.Context, asserted time.Time) (record.Revision, error) {
	var number int64
	found, err := t.first("SELECT id FROM revision WHERE office = ? AND asserted <= ? ORDER BY id DESC LIMIT 1", []any{asserted.UnixMicro()}, &number)
	if err != nil || !found {
		return record.Revision{}, err
	}
	r, err := t.revisionAt(number)
	return r.revision(), err
}

// A recording is a revision in the making.
type recording struct {
	head    *revisionRow // the one before
	digests [tables][]record.Hash
	// asserted is the latest instant that what is recorded names.
	asserted time.Time
	// changes tells that it says something that did not stand yet.
	changes bool
	// unpacked are the tabs that it recorded, by their ids.
	unpacked map[int64]canon
}

// next is the id of the next row of a table.
func (d *recording) next(tb table) int64 { return d.head.counts[tb] + int64(len(d.digests[tb])) + 1 }

func (d *recording) add(tb table, sum record.Hash) { d.digests[tb] = append(d.digests[tb], sum) }

// assert says when what is recorded happened.
func (d *recording) assert(at time.Time) {
	if at.After(d.asserted) {
		d.asserted = at
	}
}

func (d *recording) empty() bool {
	for _, of := range d.digests {
		if len(of) > 0 {
			return false
		}
	}
	return true
}

// rowsOf is how many rows a table has.
func (t *tx) rowsOf(tb table) (int64, error) {
	if t.recording != nil {
		return t.recording.next(tb) - 1, nil
	}
	head, err := t.headRow()
	return head.counts[tb], err
}

// begin prepares a transaction for recording.
func (t *tx) begin() error {
	head, err := t.headRow()
	t.recording = &recording{head: head, unpacked: map[int64]canon{}}
	return err
}

// seal makes a revision of what was recorded, if anything was, and gives it.
func (t *tx) seal(recorded time.Time) (record.Revision, error) {
	if t.recording.empty() {
		return record.Revision{}, nil
	}
	r := &revisionRow{asserted: t.recording.asserted, recorded: recorded}
	err := t.insertRevision(r)
	return r.revision(), err
}

// insertRevision makes the revision that follows on the head, with what was
// recorded.
func (t *tx) insertRevision(r *revisionRow) error {
	d := t.recording
	r.id, r.change = d.head.id+1, d.head.change
	if d.changes {
		r.change++
	}
	for tb, of := range d.digests {
		r.counts[tb] = d.head.counts[tb] + int64(len(of))
	}
	// As it will be read back.
	r.asserted, r.recorded = r.asserted.UTC().Truncate(time.Microsecond), r.recorded.UTC().Truncate(time.Microsecond)
	r.rows = hashOfRows(&d.digests)
	r.hash = r.chained(d.head.hash)
	return t.exec(insertRevision, places(r.fields())...)
}

// Identity tells one ledger from every other: by its first revision, which is
// "" in an empty one. It gives how far the ledger has come: its head, or the head
// that a restored backup took the place of, whichever is further.
func (l *Ledger) Identity(ctx context.Context) (first string, come int64, err error) {
	err = l.view(ctx, "reading what it is", func(t *tx) error {
		begin, err := t.revisionAt(1)
		if err != nil {
			return nil // an empty ledger, or one that verify has to look at
		}
		first = begin.revision().Chain.String()
		_, err = t.first("SELECT max(coalesce(max(id), 0), coalesce(max(left_at), 0)) FROM revision WHERE office = ?", nil, &come)
		return err
	})
	return first, come, err
}
