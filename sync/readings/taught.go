package readings

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/record"
	"tonghop/model/workbench"
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
	sources, err := r.proposed(ctx, revision)
	var all []office.Proposal
	for _, s := range sources {
		all = append(all, s.proposals...)
	}
	return all, err
}

// Evidence gives, by the questions' IDs, on what each rests that waits for the
// office's answer as of a revision.
func (r *Readings) Evidence(ctx context.Context, revision int64) (map[string]workbench.Evidence, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	sources, err := r.proposed(ctx, revision)
	all := map[string]workbench.Evidence{}
	for _, s := range sources {
		maps.Copy(all, s.evidence)
	}
	return all, err
}

// Workbook gives what a source showed last as of a revision, and as what that is
// read; nothing where it was never seen.
func (r *Readings) Workbook(ctx context.Context, revision int64, ref string) (*grid.Book, *office.Reading, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p, err := r.past(ctx, revision)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the record: %w", err)
	}
	s := p.sources[ref]
	if s == nil || s.book == nil {
		return nil, nil, nil
	}
	if s.shown == nil || s.shown.of != s.book {
		b, _, err := s.cells(ctx, &record.Look{Book: s.book})
		if err != nil {
			return nil, nil, fmt.Errorf("reading the record: %s: %w", ref, err)
		}
		read := reading.Read(b, s.contextUntil(ctx))
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		for _, other := range p.sources {
			other.shown = nil // one is kept: whoever turns its pages asks for it again and again
		}
		s.shown = &shown{s.book, b, read}
	}
	return s.shown.book, &s.shown.reading, nil
}

// A shown is a workbook that somebody looks at.
type shown struct {
	of      *record.Book
	book    *grid.Book
	reading office.Reading
}

// proposed gives the sources as of a revision, in order, each with what waits for an
// answer in what it showed last.
func (r *Readings) proposed(ctx context.Context, revision int64) ([]*source, error) {
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
	var all []*source
	for _, ref := range refs {
		all = append(all, p.sources[ref])
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
	r := reading.Read(b, s.contextUntil(ctx))
	if err := ctx.Err(); err != nil {
		return err
	}
	s.ask(b, &r)
	return nil
}

// ask takes what waits for an answer in what the source showed last, as it was read.
func (s *source) ask(b *grid.Book, r *office.Reading) {
	waiting := slices.DeleteFunc(office.QuestionsOf(s.ref, r), func(q office.Question) bool { return q.Taken })
	s.proposals, s.proposalsOf = r.Proposals, s.book
	s.evidence = workbench.EvidenceOf(b, r, waiting, s.addsUp)
}

// addsUp reports whether the days of an indicator add up.
func (s *source) addsUp(indicator string) bool {
	for i := range s.context.Indicators {
		if x := &s.context.Indicators[i]; x.ID == indicator {
			return x.AddsUp()
		}
	}
	return false
}
