package readings

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"tonghop/model/reading"
	"tonghop/model/record"
)

// errNotKept tells that what another reader read is not all kept.
var errNotKept = errors.New("what another reader read is not kept")

// older is what the reader before read, as long as today's has not read all anew.
type older struct {
	mu    sync.Mutex
	asked bool
	state *record.State
}

func (r *Readings) version() string { return cmp.Or(r.Reader, reading.Version) }

// Stale reports whether another reader read what is recorded, and today's has still
// to read it anew. Then Rereading says so until Reread is done.
func (r *Readings) Stale(ctx context.Context) bool {
	reader, _, known := r.Cache.whole(ctx)
	stale := known && reader != r.version()
	r.again.Store(stale)
	return stale
}

// Reread reads anew what another reader has read, source by source, those that were
// looked at last first. What is read is kept at once, so that whoever is stopped
// meanwhile goes on from there.
func (r *Readings) Reread(ctx context.Context, asOf time.Time) error {
	defer func() {
		r.older.mu.Lock()
		defer r.older.mu.Unlock()
		r.again.Store(false)
		r.older.asked, r.older.state = false, nil
	}()
	before, err := r.Kept(ctx)
	if err != nil {
		return err
	}
	if _, err = r.State(ctx, asOf); err != nil || before == nil {
		return err
	}
	now, err := r.At(ctx, before.Revision)
	if err != nil {
		return err
	}
	all := record.Rereads(before, now, asOf)
	r.Log.Info("what was seen is read anew", "figures read otherwise", len(all), "reader", r.version())
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rereads = append(r.rereads, all...)
	return r.Cache.reread(ctx, all)
}

// Rereading reports whether Reread is to be done, or goes on.
func (r *Readings) Rereading() bool { return r.again.Load() }

// Kept gives what stood last as the reader before read it, whole and by it alone;
// nil where that is not known.
func (r *Readings) Kept(ctx context.Context) (*record.State, error) {
	r.older.mu.Lock()
	defer r.older.mu.Unlock()
	if r.older.asked {
		return r.older.state, nil
	}
	reader, revision, known := r.Cache.whole(ctx)
	if !known {
		return nil, nil
	}
	before := &Readings{Record: r.Record, Cache: r.Cache, Context: r.Context, Eras: r.Eras, Former: r.Former, Log: r.Log, Reader: reader, kept: true}
	s, err := before.At(ctx, revision)
	switch {
	case errors.Is(err, errNotKept):
		s = nil
	case err != nil:
		return nil, fmt.Errorf("reading what stood before: %w", err)
	}
	r.older.asked, r.older.state = true, s
	return s, nil
}

// settle notes how far the record was read, and lets go of what it was read by
// before.
func (r *Readings) settle(ctx context.Context, p *past) {
	if r.kept {
		return
	}
	governed := map[string]string{}
	for ref, s := range p.sources {
		if s.wrote || !r.settled {
			governed[ref], s.wrote = s.governed, false
		}
	}
	r.settled = true
	if err := r.Cache.settle(ctx, r.version(), p.revision, governed); err != nil {
		r.Log.Debug("how far the record was read is not noted", "err", err)
	}
}

// newestFirst orders sources by their last looks.
func newestFirst(events map[string][]record.Event) []string {
	last := func(ref string) (at time.Time) {
		for _, e := range events[ref] {
			if e.Look != nil && e.Look.Answered.After(at) {
				at = e.Look.Answered
			}
		}
		return at
	}
	refs := make([]string, 0, len(events))
	at := make(map[string]time.Time, len(events))
	for ref := range events {
		refs, at[ref] = append(refs, ref), last(ref)
	}
	slices.SortFunc(refs, func(a, b string) int { return cmp.Or(at[b].Compare(at[a]), cmp.Compare(a, b)) })
	return refs
}
