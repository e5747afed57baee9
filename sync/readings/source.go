package readings

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/record"
	"tonghop/model/workbench"
)

// believedAfter is for how long what proves nothing (a sheet that is empty
// against all likelihood, or that computes) has to stand unchanged to be believed
// after all.
const believedAfter = 24 * time.Hour

// A source is one source's looks, read and folded.
type source struct {
	*Readings
	ref     string
	history *record.History
	context reading.Context
	// governed is what governs its reading, but for what is taught everywhere.
	governed string
	wrote    bool // rows of it were kept since they were settled
	told     map[record.UnitDay]bool
	untold   map[int64][]record.UnitDay

	// The last look that saw cells, and what came of it.
	book     *record.Book
	asked    record.Doubt       // that of the look itself
	believed bool               // it has stood so long that it is believed
	doubt    record.Doubt       // what it comes to
	since    time.Time          // when what is in doubt was first seen
	key      key                // of all that it showed so far, and of what that was read as
	tabs     map[int64]grid.Tab // its tabs, by record.Tab.Cells

	resting

	// What was read by what configuration, where that changed; nil where it did not.
	eras  *eras
	nth   int            // how many looks that saw the source were folded
	by    map[string]int // of the last one's tabs, by title, the eras
	whole int            // and of what concerns its workbook

	proposals   []office.Proposal // of proposalsOf
	proposalsOf *record.Book
	evidence    map[string]workbench.Evidence // by the questions' IDs
	shown       *shown                        // nil unless somebody looks at it
	last        *shown                        // what was read last, while events are folded

	cached bool // rows holds what the cache has
	rows   map[key][]byte
	fresh  map[key][]byte
	// freshAsks are the questions on which the fresh rows rest, and no others: a
	// text that was erased meanwhile does not come back.
	freshAsks map[digest][]byte
}

func newSource(r *Readings, ref string, answers []office.Answer) *source {
	s := &source{Readings: r, ref: ref, history: record.NewHistory(ref), context: r.Context(ref)}
	s.learn(answers)
	if r.Eras != nil {
		s.eras = newEras(r.Eras(ref))
	}
	h := sha256.New()
	s.governed = s.context.BaseBy(r.version())
	put(h, s.governed)
	copy(s.key[:], h.Sum(nil))
	return s
}

// add folds more events. The days in told were told to be reported.
func (s *source) add(ctx context.Context, events []record.Event, told map[record.UnitDay]bool) error {
	words := s.texts.take()
	defer s.texts.give(words)
	if s.told == nil {
		s.told = map[record.UnitDay]bool{}
	}
	for d := range told {
		s.told[d] = true
	}
	for i := range events {
		if d := events[i].Decision; d != nil {
			s.history.Decide(d)
			continue
		}
		if err := s.look(ctx, &events[i], words); err != nil {
			s.flush(ctx)
			return err
		}
		if len(s.fresh) >= flushedAt {
			s.flush(ctx)
		}
	}
	s.flush(ctx)
	s.rows, s.cached = nil, false
	if s.last != nil && s.last.of == s.book && s.book != s.proposalsOf {
		s.ask(s.last.book, &s.last.reading) // it is at hand; else it would be read once more
	}
	s.last = nil
	return nil
}

// flushedAt is how many readings are kept at once: whoever is killed meanwhile has
// to read no more than these again.
const flushedAt = 64

// flush keeps what was read so far, also where no more is to be read.
func (s *source) flush(ctx context.Context) {
	if len(s.fresh) == 0 || s.kept {
		return
	}
	if err := s.Cache.put(context.WithoutCancel(ctx), s.ref, s.governed, s.fresh, s.freshAsks); err != nil {
		s.Log.Debug("what was read is not kept for the next time", "source", s.ref, "err", err)
	}
	s.fresh, s.freshAsks, s.wrote = nil, nil, true
}

// look folds one look.
func (s *source) look(ctx context.Context, e *record.Event, words record.Texts) error {
	sight := record.Sight{Seen: e.Seen, Told: e.Told}
	if e.Look.Book != nil {
		believed := s.doubt != "" && e.Seen.Answered.Sub(s.since) >= believedAfter
		other := s.eras != nil && s.govern(s.nth)
		s.nth++
		if other || e.Look.Book != s.book || record.Doubt(e.Look.Doubt) != s.asked || believed && !s.believed {
			if err := s.read(ctx, e, believed, &sight, words); err != nil {
				return err
			}
		}
		if sight.Doubt != record.DoubtClock {
			sight.Doubt = s.doubt
		}
	}
	s.history.Look(sight)
	s.note(e.Look.ID, sight.Step)
	return nil
}

// read gives a look the step that it makes, from the cache or by reading what it
// saw.
func (s *source) read(ctx context.Context, e *record.Event, believed bool, sight *record.Sight, words record.Texts) error {
	s.book, s.asked, s.believed = e.Look.Book, record.Doubt(e.Look.Doubt), believed
	at := s.next(e.Look, believed)
	if !s.cached {
		s.rows, s.cached = s.Cache.of(ctx, s.ref, s.governed), true
	}
	row, ok := unpackRow(s.rows[at], words)
	if ok = ok && s.stands(ctx, &row.rest); ok {
		s.tabs = nil
	} else if s.kept {
		return errNotKept
	} else if err := s.readAnew(ctx, e.Look, believed, &row); err != nil {
		return err
	}
	if !ok || row.under != s.under {
		row.under = s.under
		if s.fresh == nil {
			s.fresh, s.freshAsks = map[key][]byte{}, map[digest][]byte{}
		}
		s.fresh[at], s.freshAsks[row.list] = row.pack(), s.asks[row.list]
	}
	s.key = at.with(row.told)
	doubt := row.doubt
	sight.Step = row.step
	if doubt != "" && s.doubt == "" {
		s.since = e.Seen.Answered
	}
	s.doubt = doubt
	return nil
}

// next is the key of what a look changed.
func (s *source) next(l *record.Look, believed bool) key {
	h := sha256.New()
	h.Write(s.key[:])
	put(h, l.Doubt)
	put(h, fmt.Sprint(believed))
	for _, text := range []string{l.Book.Title, l.Book.Locale, l.Book.TimeZone} {
		put(h, text)
	}
	if s.eras != nil {
		s.writeKey(h, l.Book)
	}
	for _, t := range l.Book.Tabs {
		put(h, t.Title)
		put(h, fmt.Sprint(t.ID, t.Hidden))
		h.Write(t.Hash[:])
	}
	return key(h.Sum(nil)[:len(key{})])
}

func put(h io.Writer, text string) {
	_, _ = h.Write(binary.AppendUvarint(nil, uint64(len(text)))) // a hash takes all
	_, _ = io.WriteString(h, text)
}

// A row is what is kept of one look's reading.
type row struct {
	rest
	doubt record.Doubt
	step  *record.Step
}

func (r *row) pack() []byte {
	b := slices.Concat(r.under[:], r.list[:], r.told[:], []byte(r.doubt), []byte{0})
	return append(b, r.step.Pack()...)
}

func unpackRow(b []byte, words record.Texts) (r row, ok bool) {
	for _, part := range [][]byte{r.under[:], r.list[:], r.told[:]} {
		if len(b) < len(part) {
			return r, false
		}
		b = b[copy(part, b):]
	}
	n := slices.Index(b, 0)
	if n < 0 {
		return r, false
	}
	step, err := record.Unpack(b[n+1:], words)
	r.doubt, r.step = record.Doubt(b[:n]), step
	return r, err == nil
}

// readAnew reads what a look saw and compares it with what the source said.
func (s *source) readAnew(ctx context.Context, l *record.Look, believed bool, row *row) error {
	b, whole, err := s.cells(ctx, l)
	if err != nil {
		return err
	}
	doubt := record.Doubt(l.Doubt)
	if doubt == record.DoubtHollow && !s.history.Sheet().SaysAny() {
		doubt = "" // nothing ever stood there
	}
	switch {
	case believed:
		doubt = ""
	case doubt != "":
	case !whole || s.hollow(b):
		doubt = record.DoubtHollow
	case computing(b):
		doubt = record.DoubtComputing
	}
	r, rests := reading.ReadResting(b, s.contextUntil(ctx))
	if err := ctx.Err(); err != nil {
		return err // what was read after that is worth nothing
	}
	s.last = &shown{s.book, b, r}
	row.doubt, row.step, row.rest = doubt, s.history.Sheet().Next(s.ref, &r, doubt != ""), s.keep(rests)
	return nil
}

// contextUntil is what governs the reading, which is given up once ctx ends: a
// monstrous sheet must not hold up who has stopped waiting, nor a look around a
// due instant.
func (s *source) contextUntil(ctx context.Context) reading.Context {
	c := s.context
	c.Stop = func() bool { return ctx.Err() != nil }
	return c
}

// cells gives the workbook that a look saw; not whole where the text of a tab was
// erased.
func (s *source) cells(ctx context.Context, l *record.Look) (b *grid.Book, whole bool, err error) {
	if b := s.seen[l.ID]; b != nil {
		s.tabs = nil
		return b, true, nil
	}
	b = &grid.Book{Title: l.Book.Title, Locale: l.Book.Locale, TimeZone: l.Book.TimeZone}
	whole = true
	tabs := make(map[int64]grid.Tab, len(l.Book.Tabs))
	for _, t := range l.Book.Tabs {
		tab, known := s.tabs[t.Cells]
		if !known {
			if tab, err = s.Record.Cells(ctx, t.Cells); errors.Is(err, record.ErrErased) || errors.Is(err, record.ErrLost) {
				whole = false
				continue
			} else if err != nil {
				return nil, false, fmt.Errorf("tab %s: %w", t.Title, err)
			}
		}
		tabs[t.Cells] = tab
		tab.ID, tab.Title, tab.Hidden = t.ID, t.Title, t.Hidden
		b.Tabs = append(b.Tabs, tab)
	}
	s.tabs = tabs
	return b, whole, nil
}

// hollow reports whether a tab of which the source said figures has not one cell
// left.
func (s *source) hollow(b *grid.Book) bool {
	return slices.ContainsFunc(b.Tabs, func(t grid.Tab) bool {
		return !slices.ContainsFunc(t.Rows, func(row []grid.Cell) bool {
			return slices.ContainsFunc(row, func(c grid.Cell) bool { return !c.Empty() })
		}) && s.history.Sheet().SaysIn(&t)
	})
}

// computing reports whether cells of a workbook are still to be computed.
func computing(b *grid.Book) bool {
	return slices.ContainsFunc(b.Tabs, func(t grid.Tab) bool {
		return slices.ContainsFunc(t.Rows, func(row []grid.Cell) bool {
			return slices.ContainsFunc(row, func(c grid.Cell) bool { return c.Has(grid.Pending) })
		})
	})
}

// note takes down the days that a look first says to be reported.
func (s *source) note(look int64, step *record.Step) {
	if step == nil {
		return
	}
	for i := range step.Days {
		d := &step.Days[i]
		if len(d.Figures) == 0 || s.told[d.UnitDay] {
			continue
		}
		if s.untold == nil {
			s.untold = map[int64][]record.UnitDay{}
		}
		s.told[d.UnitDay] = true
		s.untold[look] = append(s.untold[look], d.UnitDay)
	}
}
