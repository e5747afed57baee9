// Package readings reads the record: what every look saw is read by today's
// reader, under what governs reading today, and folded into what each source
// said and when (model/record).
//
// Nothing is stored that rests on a reader but in a Cache, which may be deleted at
// any time. It keeps of each source how its successive readings differ, so that
// a State folds changes and not whole workbooks.
package readings

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/record"
)

// Readings give States of the record. The fields are set once and not changed.
type Readings struct {
	Record record.View
	// Cache spares reading what was read before; nil for none.
	Cache *Cache
	// Context is what governs the reading of a source.
	Context func(source string) reading.Context
	// Eras gives by what the configurations in the record said that a source is to
	// be read, the first one first and last the one in force; nil where there was
	// but one.
	Eras func(source string) []Era
	// Former gives, by the IDs that units had formerly, those that they have:
	// decisions about them follow.
	Former map[string]string
	Log    *slog.Logger

	// Reader is the version in whose name it is read; "" is today's. Tests alone name
	// another.
	Reader string

	kept bool // nothing is read anew
	// settled: what was read before was let go of, of every source.
	settled bool

	again atomic.Bool // it is being read anew, see Reread
	older older

	mu      sync.Mutex
	head    *past
	known   bool // rereads are those of the cache
	rereads []record.Reread
	seen    map[int64]*grid.Book // by look: what a round has just seen and recorded
	texts   texts
}

// State gives what had been seen and decided by an instant: the record's state at
// the last revision that was asserted by then.
//
// The State shares what is in it with other States: nothing that its slices and
// maps lead to may be changed.
func (r *Readings) State(ctx context.Context, asOf time.Time) (*record.State, error) {
	rev, err := r.Record.By(ctx, asOf)
	if err != nil {
		return nil, fmt.Errorf("reading the record: %w", err)
	}
	return r.at(ctx, rev, asOf)
}

// Head gives all that was seen and decided, as of an instant.
func (r *Readings) Head(ctx context.Context, asOf time.Time) (*record.State, error) {
	rev, err := r.Record.Head(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the record: %w", err)
	}
	return r.at(ctx, rev, asOf)
}

// At gives the state of a revision.
func (r *Readings) At(ctx context.Context, revision int64) (*record.State, error) {
	commits, err := r.Record.Since(ctx, 0)
	if err != nil {
		return nil, fmt.Errorf("reading the record: %w", err)
	}
	for i := range commits {
		if commits[i].Number == revision {
			return r.at(ctx, commits[i].Revision, commits[i].Asserted)
		}
	}
	return nil, fmt.Errorf("reading the record: it has no revision %d", revision)
}

func (r *Readings) at(ctx context.Context, rev record.Revision, asOf time.Time) (*record.State, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p, err := r.past(ctx, rev.Number)
	if err != nil {
		return nil, fmt.Errorf("reading the record: %w", err)
	}
	s := &record.State{AsOf: asOf, Revision: rev.Number, Change: rev.Change, Reader: r.version(),
		Seen: map[string][]record.Seen{}, Tables: map[string][]office.Table{}, Decisions: r.following(p.decisions), Issued: p.issued}
	for _, ref := range slices.Sorted(maps.Keys(p.sources)) {
		p.sources[ref].history.Tell(s, asOf)
	}
	if !r.known {
		r.known, r.rereads = true, r.Cache.rereads(ctx)
	}
	s.Rereads = slices.Clip(r.rereads)
	return s, nil
}

// following gives decisions with the IDs that units have now.
func (r *Readings) following(decisions []office.Decision) []office.Decision {
	if len(r.Former) == 0 {
		return decisions
	}
	decisions = slices.Clone(decisions)
	for i := range decisions {
		if id, ok := r.Former[decisions[i].Unit]; ok {
			decisions[i].Unit = id
		}
	}
	return decisions
}

// Saw takes what a look saw that was just recorded, so that it need not be read
// back from the record.
func (r *Readings) Saw(look int64, b *grid.Book) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen == nil {
		r.seen = map[int64]*grid.Book{}
	}
	r.seen[look] = b
}

// Untold gives the days that the State given last says to be reported and that
// nobody was ever told so; what is given is taken for told.
func (r *Readings) Untold() []record.Told {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.head == nil {
		return nil
	}
	var all []record.Told
	for _, ref := range slices.Sorted(maps.Keys(r.head.sources)) {
		s := r.head.sources[ref]
		for _, look := range slices.Sorted(maps.Keys(s.untold)) {
			all = append(all, record.Told{Look: look, Reader: reading.Version, Days: s.untold[look]})
		}
		s.untold = nil
	}
	return all
}

// A past is the record folded up to a revision.
type past struct {
	revision  int64
	newest    time.Time // the latest answer
	sources   map[string]*source
	decisions []office.Decision
	issued    []record.Issued
}

// past gives the record as folded up to a revision. The newest one is kept, and
// what is recorded later is added to it.
func (r *Readings) past(ctx context.Context, revision int64) (*past, error) {
	from := r.head
	if from == nil || from.revision > revision {
		from = &past{sources: map[string]*source{}}
	}
	if from.revision == revision {
		if r.head == nil {
			r.head = from
		}
		return from, nil
	}
	commits, err := r.Record.Since(ctx, from.revision)
	if err != nil {
		return nil, err
	}
	commits = commits[:upTo(commits, revision)]
	if from.revision > 0 && from.undoneBy(commits) {
		r.head = nil
		return r.past(ctx, revision)
	}
	if r.head == from {
		r.head = nil // where it fails half-way, it is folded anew
	}
	if err := r.add(ctx, from, commits); err != nil {
		return nil, err
	}
	from.revision = revision
	r.settle(ctx, from)
	if r.head == nil {
		r.head = from
	}
	clear(r.seen)
	return from, nil
}

func upTo(commits []record.Commit, revision int64) int {
	n := 0
	for n < len(commits) && commits[n].Number <= revision {
		n++
	}
	return n
}

// undoneBy reports whether what was folded does not stand after more commits: a
// clock was ahead, an answer of the office about what is held was taken back, a
// text was erased or lost, or the record was restored.
func (p *past) undoneBy(commits []record.Commit) bool {
	settled := map[int64]bool{}
	for i := range p.decisions {
		if record.SourceOf(&p.decisions[i]) != "" {
			settled[p.decisions[i].ID] = true
		}
	}
	for i := range commits {
		c := &commits[i]
		if c.Left != nil || slices.ContainsFunc(c.Decisions, func(d office.Decision) bool {
			return settled[d.Undoes] || d.Kind == office.DecisionErase || d.Kind == office.DecisionLost
		}) ||
			slices.ContainsFunc(c.Looks, func(l record.Look) bool { return p.newest.Sub(l.Answered) > record.MaxOffset }) {
			return true
		}
	}
	return false
}

// add folds more commits into what was folded, source by source.
func (r *Readings) add(ctx context.Context, p *past, commits []record.Commit) error {
	more := record.NewPast(commits)
	p.decisions = append(slices.Clip(p.decisions), more.Decisions...)
	p.issued = more.Report(slices.Clone(p.issued))
	for i := range commits {
		for j := range commits[i].Looks {
			if at := commits[i].Looks[j].Answered; at.After(p.newest) {
				p.newest = at
			}
		}
	}
	if err := r.unlearn(ctx, p, more, commits); err != nil {
		return err
	}
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, ref := range newestFirst(more.Events) {
		events := more.Events[ref]
		s := p.sources[ref]
		begins := s == nil
		if begins {
			s = newSource(r, ref, office.AnswersOf(p.decisions, ref))
			p.sources[ref] = s
		}
		g.Go(func() (err error) {
			if begins {
				_, err = s.take(ctx, events)
			}
			if err == nil {
				err = s.add(ctx, events, more.Told[ref])
			}
			if err != nil {
				return fmt.Errorf("%s: %w", ref, err)
			}
			return nil
		})
	}
	return g.Wait()
}

// texts lend the different texts of packed steps to whoever unpacks some.
type texts struct {
	mu   sync.Mutex
	free []record.Texts
}

func (t *texts) take() record.Texts {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := len(t.free)
	if n == 0 {
		return record.Texts{}
	}
	one := t.free[n-1]
	t.free = t.free[:n-1]
	return one
}

func (t *texts) give(one record.Texts) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.free = append(t.free, one)
}
