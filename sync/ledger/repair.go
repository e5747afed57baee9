package ledger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
)

// A Repaired is what a repair came to.
type Repaired struct {
	// Aside is the name under which the damaged ledger was put aside; "" where
	// nothing was wrong, and the ledger stands as it stood.
	Aside string
	// Healed are the rows that were put right from a backup, such as "look 17".
	Healed []string
	// Lost are the rows that no backup had. What was a look is one that failed
	// by our fault, and so proves nothing.
	Lost  []string
	Audit *Audit // of the ledger as it stands now
}

// Repair puts a damaged ledger right, row by row: a row that is not what was
// recorded is taken from a backup that has it; one that none has is given up by a
// decision that names it, and everything else stays. Nothing is recorded
// meanwhile, and the damaged file is put aside.
//
// Where a row had to be given up, the revisions from there on are chained anew,
// and a last one names the head that was left.
func Repair(ctx context.Context, path string, backups []string, now time.Time, by string) (r *Repaired, err error) {
	held, err := acquire(path, by)
	if err != nil {
		return nil, classify(path, fmt.Errorf("taking its lock: %w", err))
	}
	defer func() { err = errors.Join(err, held.release()) }()
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Kind: Missing, Path: path, Err: err}
	}
	if audit := verified(ctx, path); audit != nil {
		return &Repaired{Audit: audit}, nil
	}
	fresh := restoring(path)
	r = &Repaired{}
	if err := r.salvage(ctx, fresh, append([]string{path}, backups...), now, by); err != nil {
		return nil, classify(path, errors.Join(fmt.Errorf("putting it right: %w", err), removeIfThere(fresh)))
	}
	if r.Audit = verified(ctx, fresh); r.Audit == nil {
		return nil, classify(path, errors.Join(fmt.Errorf("putting it right: %w", ErrUnsound), removeIfThere(fresh)))
	}
	if r.Aside, err = putAside(path, now); err == nil {
		err = put(fresh, path)
	}
	return r, classify(path, err)
}

// verified gives the audit of a ledger that is sound, nil of one that is not.
func verified(ctx context.Context, path string) *Audit {
	l, err := openReader(ctx, path, Options{})
	if err != nil {
		return nil
	}
	defer l.Close()
	names, err := offices(ctx, l.read)
	if err != nil {
		return nil
	}
	if len(names) == 0 {
		names = []string{""}
	}
	var last *Audit
	for _, l.Office = range names {
		audit, err := l.Verify(ctx)
		if err != nil || !audit.Sound() {
			return nil
		}
		last = audit
	}
	return last
}

// salvage makes a ledger of what can be read in others, the first of which is the
// damaged one.
func (r *Repaired) salvage(ctx context.Context, fresh string, paths []string, now time.Time, by string) error {
	if err := removeIfThere(fresh); err != nil {
		return err
	}
	to, err := connect(ctx, fresh, writing, 1)
	if err != nil {
		return err
	}
	if err := create(ctx, to); err != nil {
		return errors.Join(err, to.Close())
	}
	from, names, first, done := legible(ctx, paths)
	for i := 0; i < len(names) && err == nil; i++ {
		err = within(ctx, to, names[i], &caches{}, func(t *tx) error {
			s := &salvager{tx: t, Repaired: r, now: now, by: by}
			if !first {
				s.lose("everything that was recorded after the newest backup: nothing of the file can be read")
			}
			return s.from(from, 0, s.run)
		})
	}
	if len(from) == 0 {
		err = fmt.Errorf("%w: neither the file nor a backup can be read", errUnreadable)
	}
	if err == nil {
		_, err = to.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	}
	return errors.Join(err, done(), to.Close())
}

// reason is the sentence of the decision by which rows are given up.
func (r *Repaired) reason() string {
	return fmt.Sprintf("%d rows were damaged, and no backup had them: %s", len(r.Lost), strings.Join(r.Lost[:min(len(r.Lost), 20)], ", "))
}

// A salvager copies one office's rows, revision by revision.
type salvager struct {
	*tx
	*Repaired
	now time.Time
	by  string
	// candidates are where a row may be read, the damaged ledger first.
	candidates []*tx
	old        revisionRow // the last revision as it was
	last       revisionRow // as it is now
	anew       bool        // the chain was broken, and is made anew
	gone       []goneBytes
}

// A goneBytes is a row whose bytes are given up.
type goneBytes struct {
	tb table
	id int64
}

func (s *salvager) run() error {
	to := s.lastRevision()
	for n := int64(1); n <= to; n++ {
		r, chained := s.revision(n)
		if r == nil { // its rows come with the next one that is there
			s.lose("revision %d", n)
			r = &revisionRow{id: n, asserted: s.last.asserted, recorded: s.last.recorded, change: s.last.change, counts: s.last.counts}
			if n == 1 {
				r.asserted, r.recorded = s.now, s.now
			}
		}
		if err := s.copy(r, chained); err != nil {
			return fmt.Errorf("revision %d: %w", n, err)
		}
	}
	if err := s.giveUp(); err != nil {
		return err
	}
	return s.notes()
}

func (s *salvager) lose(format string, args ...any) {
	s.Lost = append(s.Lost, fmt.Sprintf(format, args...))
	s.anew = true
}

// lastRevision is the last that any candidate of the same record has. A backup of
// a record that was left has others.
func (s *salvager) lastRevision() (last int64) {
	last, _ = s.candidates[0].lastID("revision")
	if last == 0 && len(s.candidates) > 1 { // nothing of it can be read
		last, _ = s.candidates[1].lastID("revision")
	}
	return last
}

// revision finds a revision that follows on the last; where that one was lost it
// takes the damaged ledger's word.
func (s *salvager) revision(n int64) (r *revisionRow, chained bool) {
	for i, c := range s.candidates {
		found, err := c.revisionAt(n)
		if err == nil && found.hash == found.chained(s.old.hash) {
			if i > 0 {
				s.Healed = append(s.Healed, fmt.Sprintf("revision %d", n))
			}
			return found, true
		}
	}
	if found, err := s.candidates[0].revisionAt(n); err == nil && s.old.id != n-1 && plausible(&s.last, found) {
		return found, false
	}
	return nil, false
}

// plausible reports whether a revision can follow on another.
func plausible(before, r *revisionRow) bool {
	for tb := range tables {
		if r.counts[tb] < before.counts[tb] || r.counts[tb] > before.counts[tb]+1<<20 {
			return false
		}
	}
	return true
}

// copy copies the rows of a revision, and the revision itself: as it was, or
// chained anew.
func (s *salvager) copy(r *revisionRow, known bool) error {
	var sums [tables][]record.Hash
	for _, tb := range []table{sources, tabs, looks, decisions, configs, told, reports, outbox} { // what is referred to first
		for id := s.last.counts[tb] + 1; id <= r.counts[tb]; id++ {
			sum, err := s.copyRow(tb, id)
			if err != nil {
				return fmt.Errorf("%s %d: %w", tb, id, err)
			}
			sums[tb] = append(sums[tb], sum)
		}
	}
	if known {
		s.old = *r
	}
	if got := hashOfRows(&sums); got != r.rows {
		if known && !s.anew {
			s.lose("revision %d (its rows are not those that were recorded)", r.id)
		}
		r.rows, s.anew = got, true
	}
	if s.anew {
		r.hash = r.chained(s.last.hash)
	}
	s.last = *r
	return s.exec(insertRevision, places(r.fields())...)
}

// giveUp records by a decision what was lost, in a revision that names the head
// that was left.
func (s *salvager) giveUp() error {
	if !s.anew {
		return nil
	}
	s.recording = &recording{head: &s.last, unpacked: map[int64]canon{}}
	id, err := s.decide(&office.Decision{Kind: office.DecisionLost, Ruling: office.Ruling{By: s.by, Reason: s.reason(), Channel: office.ByTheProgram}, At: s.now})
	if err != nil {
		return err
	}
	for _, g := range s.gone {
		if err := s.exec("UPDATE "+g.tb.String()+" SET packed = NULL, gone = ?3 WHERE office = ?1 AND id = ?2", g.id, id); err != nil {
			return err
		}
	}
	left := record.Left{Number: s.old.id, Chain: s.old.hash, By: s.by}
	if left.By == "" {
		left.By = "repair"
	}
	return s.insertRevision(&revisionRow{asserted: s.now, recorded: time.Now(), left: left})
}

// notes copies what is no evidence, as far as it can be read.
func (s *salvager) notes() error {
	for _, n := range []struct{ table, columns string }{{"slot", "job, slot"}, {"published", "target, fingerprint, at"}} {
		places := strings.Count(n.columns, ",") + 1
		var all [][]any
		err := s.candidates[0].each("SELECT "+n.columns+" FROM "+n.table+" WHERE office = ?", nil, func(scan func(...any) error) error {
			one := make([]any, places)
			dest := make([]any, places)
			for i := range one {
				dest[i] = &one[i]
			}
			err := scan(dest...)
			all = append(all, one)
			return err
		})
		if err != nil {
			continue // they are made again
		}
		for _, one := range all {
			if err := s.exec("INSERT INTO "+n.table+" (office, "+n.columns+") VALUES (?"+strings.Repeat(", ?", places)+")", one...); err != nil {
				return err
			}
		}
	}
	return nil
}

// union gives names once, in order.
func union(all []string, more ...string) []string {
	for _, name := range more {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}
