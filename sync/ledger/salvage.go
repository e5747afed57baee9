package ledger

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"

	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/ledger/pack"
)

// legible opens the ledgers of which anything can be read, and lists the offices
// in them. first tells whether the first of them is among these.
func legible(ctx context.Context, paths []string) (from []*sql.DB, names []string, first bool, done func() error) {
	for i, path := range paths {
		db, err := connect(ctx, path, reading, 1)
		if err != nil {
			continue
		}
		if check(ctx, path, db) != nil {
			db.Close()
			continue
		}
		from = append(from, db)
		first = first || i == 0
		if more, err := offices(ctx, db); err == nil {
			names = union(names, more...)
		}
	}
	return from, names, first, func() error {
		var errs []error
		for _, db := range from {
			errs = append(errs, db.Close())
		}
		return errors.Join(errs...)
	}
}

// from runs f with a transaction on each of the ledgers.
func (s *salvager) from(all []*sql.DB, i int, f func() error) error {
	if i == len(all) {
		if len(s.candidates) == 0 {
			return fmt.Errorf("%w: nothing can be read", errUnreadable)
		}
		return f()
	}
	plain, err := all[i].BeginTx(s.ctx, nil)
	if err != nil {
		return s.from(all, i+1, f)
	}
	s.candidates = append(s.candidates, &tx{Tx: plain, ctx: s.ctx, office: s.office, statements: map[string]*sql.Stmt{}, caches: &caches{}})
	err = s.from(all, i+1, f)
	_ = plain.Rollback() // it only read; what could not be read there was told
	return err
}

// copyRow copies a row from the first candidate that has it as it was recorded,
// or puts in what stands for one that is lost.
func (s *salvager) copyRow(tb table, id int64) (record.Hash, error) {
	for i, c := range s.candidates {
		r, sum, err := c.readRow(tb, id)
		if err != nil {
			continue
		}
		if i > 0 {
			s.Healed = append(s.Healed, fmt.Sprintf("%s %d", tb, id))
		}
		return sum, s.putRow(tb, id, r)
	}
	r := s.substitute(tb, id)
	s.lose("%s %d", tb, id)
	return digest(tb, id, r), s.putRow(tb, id, r)
}

// putRow puts a row in under its id.
func (s *salvager) putRow(tb table, id int64, r row) error {
	loose, values := "", []any(nil)
	switch r := r.(type) {
	case *tabRow:
		loose = "base, depth, packed, gone"
		values = s.tabBytes(id)
	case *reportRow:
		if r.kind == keptFile {
			loose = "packed, gone"
			values = s.fileBytes(id, r.name)
		}
	}
	s.recording = &recording{head: &revisionRow{}}
	s.recording.head.counts[tb] = id - 1
	if _, err := s.put(tb, r, loose, values...); err != nil {
		return err
	}
	if look, ok := r.(*lookRow); ok {
		return s.putTabs(id, look.tabs)
	}
	return nil
}

// tabBytes gives how a tab is packed in the first candidate in which it unpacks to
// what was seen.
func (s *salvager) tabBytes(id int64) []any {
	for i, c := range s.candidates {
		canon, err := c.unpack(id)
		if isGone(err) {
			var gone int64
			if _, err := c.first("SELECT gone FROM tab WHERE office = ? AND id = ?", []any{id}, &gone); err == nil {
				return []any{0, 0, nil, gone}
			}
		}
		if err != nil {
			continue
		}
		if i > 0 {
			s.Healed = append(s.Healed, fmt.Sprintf("the cells of tab %d", id))
		}
		var packed packedTab
		_, err = c.first("SELECT base, depth, packed FROM tab WHERE office = ? AND id = ?", []any{id}, &packed.base, &packed.depth, &packed.bytes)
		if err == nil && !s.isGiven(tabs, packed.base) {
			return []any{packed.base, packed.depth, packed.bytes, 0}
		}
		if b, err := pack.Compress(canon.Bytes()); err == nil {
			return []any{0, 0, b, 0}
		}
	}
	s.giveBytes(tabs, id, "the cells of tab %d")
	return []any{0, 0, nil, 0}
}

func (s *salvager) fileBytes(id int64, name string) []any {
	for i, c := range s.candidates {
		data, err := c.file(name)
		if err != nil {
			continue
		}
		if b, err := pack.Compress(data); err == nil {
			if i > 0 {
				s.Healed = append(s.Healed, fmt.Sprintf("the bytes of report %d", id))
			}
			return []any{b, 0}
		}
	}
	s.giveBytes(reports, id, "the bytes of report %d")
	return []any{nil, 0}
}

func (s *salvager) giveBytes(tb table, id int64, format string) {
	s.lose(format, id)
	s.gone = append(s.gone, goneBytes{tb, id})
}

func (s *salvager) isGiven(tb table, id int64) bool {
	for _, g := range s.gone {
		if g == (goneBytes{tb, id}) {
			return true
		}
	}
	return false
}

// substitute makes what stands for a row that is lost: nothing that proves or
// says anything.
func (s *salvager) substitute(tb table, id int64) row {
	at := s.last.asserted
	if at.IsZero() {
		at = s.now
	}
	name := fmt.Sprintf("lost-%s-%d", tb, id)
	switch tb {
	case sources:
		return &sourceRow{ref: name}
	case looks:
		return &lookRow{source: s.sourceOf("look", id), asked: at, answered: at, fault: office.FaultInternal, detail: "its row was damaged, and no backup had it"}
	case tabs:
		return &tabRow{source: s.sourceOf("tab", id), hash: sha256.Sum256([]byte(name))}
	case decisions:
		return &decisionRow{kind: office.DecisionLost, at: at, who: s.by, reason: "its row was damaged, and no backup had it", said: "{}"}
	case configs:
		return &configRow{at: at}
	case told:
		return &toldRow{look: 1, days: "[]"}
	case reports:
		return &reportRow{kind: keptFile, name: name}
	}
	return &outboxRow{key: name, at: at}
}

// sourceOf is of which source a damaged row seems to be.
func (s *salvager) sourceOf(name string, id int64) int64 {
	var source int64
	_, err := s.candidates[0].first("SELECT source FROM "+name+" WHERE office = ? AND id = ?", []any{id}, &source)
	var there int64
	if known, e := s.first("SELECT id FROM source WHERE office = ? AND id = ?", []any{source}, &there); err != nil || e != nil || !known {
		return 1
	}
	return source
}
