package readings

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/record"
)

// unlearn drops the sources that are read by something else with more events than
// what they were read by, and puts all their events into what is to be folded: what
// is taught holds for everything that was ever seen, and what is configured for
// all that has the same heading.
func (r *Readings) unlearn(ctx context.Context, p *past, more *record.Past, commits []record.Commit) error {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	var mu sync.Mutex
	var again []string
	for ref, s := range p.sources {
		answers := office.AnswersOf(p.decisions, ref)
		same := slices.Equal(s.context.Answers, answers)
		if same && s.eras == nil {
			continue
		}
		g.Go(func() error {
			stands, err := s.take(ctx, more.Events[ref])
			if err != nil {
				return fmt.Errorf("%s: %w", ref, err)
			}
			if !stands || !same && !s.relearn(answers) {
				mu.Lock()
				defer mu.Unlock()
				again = append(again, ref)
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	if len(again) == 0 {
		return nil
	}
	all, err := r.Record.Since(ctx, 0)
	if err != nil {
		return err
	}
	whole := record.NewPast(all[:upTo(all, commits[len(commits)-1].Number)])
	for _, ref := range again {
		delete(p.sources, ref)
		more.Events[ref], more.Told[ref] = whole.Events[ref], whole.Told[ref]
	}
	return nil
}

// Proposals gives what waits for the office's answer as of a revision: in what each
// source showed last, read by what had been taught by then.
func (r *Readings) Proposals(ctx context.Context, revision int64) ([]office.Proposal, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p, err := r.past(ctx, revision)
	if err != nil {
		return nil, fmt.Errorf("reading the record: %w", err)
	}
	refs := slices.Sorted(maps.Keys(p.sources))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, ref := range refs {
		g.Go(func() error {
			if err := p.sources[ref].propose(ctx); err != nil {
				return fmt.Errorf("reading the record: %s: %w", ref, err)
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	var all []office.Proposal
	for _, ref := range refs {
		all = append(all, p.sources[ref].proposals...)
	}
	return all, nil
}

// propose reads once more what the source showed last, unless that was done.
func (s *source) propose(ctx context.Context) error {
	if s.book == s.proposalsOf || len(s.context.Units) == 0 {
		return nil
	}
	b, _, err := s.cells(ctx, &record.Look{Book: s.book})
	if err != nil {
		return err
	}
	r := reading.Read(b, s.context)
	s.proposals, s.proposalsOf = r.Proposals, s.book
	return nil
}
