package ledger

import (
	"context"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
)

// Since gives what was recorded after a revision, in the record's order; after 0
// everything. What is in it is shared and must not be changed.
func (l *Ledger) Since(ctx context.Context, after int64) (all []record.Commit, err error) {
	err = l.view(ctx, "reading what was recorded", func(t *tx) error {
		all, err = t.Since(t.ctx, after)
		return err
	})
	return all, err
}

// Since is Ledger.Since within a transaction.
func (t *tx) Since(_ context.Context, after int64) ([]record.Commit, error) {
	var all []record.Commit
	var ends []counts
	first, err := t.revisionAt(after)
	if err != nil {
		return nil, err
	}
	begin := first.counts
	err = t.revisions(after, func(_, r *revisionRow) error {
		c := record.Commit{Revision: r.revision()}
		if r.left.By != "" {
			c.Left = &r.left
		}
		all, ends = append(all, c), append(ends, r.counts)
		return nil
	})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	m := mapper{tx: t, from: begin, to: ends[len(ends)-1]}
	for _, read := range []func() error{m.readLooks, m.readDecisions, m.readConfigs, m.readTold, m.readReports} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	for i := range all {
		m.fill(&all[i], ends[i])
	}
	return all, nil
}

// A mapper reads the rows of several revisions, table by table, and gives each
// revision its own.
type mapper struct {
	*tx
	from, to  counts // of the rows that were given, or are to be read
	looks     []record.Look
	decisions []office.Decision
	configs   []record.Config
	told      []record.Told
	reports   []registered
}

func (m *mapper) fill(c *record.Commit, end counts) {
	c.Looks = take(&m.looks, end[looks]-m.from[looks])
	c.Decisions = take(&m.decisions, end[decisions]-m.from[decisions])
	c.Configs = take(&m.configs, end[configs]-m.from[configs])
	c.Told = take(&m.told, end[told]-m.from[told])
	for len(m.reports) > 0 && m.reports[0].row <= end[reports] {
		c.Reports = append(c.Reports, m.reports[0].Issued)
		m.reports = m.reports[1:]
	}
	m.from = end
}

// take takes the first n.
func take[T any](all *[]T, n int64) []T {
	some := (*all)[:n:n]
	*all = (*all)[n:]
	if n == 0 {
		return nil
	}
	return some
}

func (m *mapper) readLooks() error {
	refs, err := m.refs()
	if err != nil {
		return err
	}
	if err := m.rememberTabs(m.from[tabs], m.to[tabs]); err != nil {
		return err
	}
	all, err := m.lookRows(m.from[looks], m.to[looks])
	if err != nil {
		return err
	}
	m.looks = make([]record.Look, len(all))
	for i, r := range all {
		id := m.from[looks] + int64(i) + 1
		ref, ok := refs[r.source]
		if !ok {
			return missing(sources, r.source)
		}
		m.looks[i] = r.look(id, ref)
		if r.sees == 0 {
			continue
		}
		book, err := m.bookSeen(id, r)
		if err != nil {
			return err
		}
		m.looks[i].Book = &book.Book
	}
	return nil
}

// bookSeen gives the workbook that a look saw.
func (t *tx) bookSeen(id int64, r *lookRow) (*bookRow, error) {
	if r.sees == id {
		return t.bookOf(id, r)
	}
	return t.book(r.sees)
}

// look is a look without its book.
func (r *lookRow) look(id int64, ref string) record.Look {
	l := record.Look{ID: id, Source: ref, Asked: r.asked, Answered: r.answered, Doubt: r.doubt, Content: r.content, Modified: r.modified, Config: r.config}
	l.Offset = r.offset()
	if r.fault != "" {
		l.Fault = &office.Fault{Code: r.fault, Detail: r.detail}
	}
	return l
}

func (m *mapper) readDecisions() error {
	return stretch(m.tx, decisions, m.from[decisions], m.to[decisions], nil, func(id int64, r *decisionRow) error {
		d, err := r.decision(id)
		m.decisions = append(m.decisions, d)
		return err
	})
}

func (m *mapper) readConfigs() error {
	return stretch(m.tx, configs, m.from[configs], m.to[configs], nil, func(id int64, r *configRow) error {
		m.configs = append(m.configs, r.config(id))
		return nil
	})
}

func (m *mapper) readTold() error {
	return stretch(m.tx, told, m.from[told], m.to[told], nil, func(id int64, r *toldRow) error {
		told, err := r.told(id)
		m.told = append(m.told, told)
		return err
	})
}

func (m *mapper) readReports() (err error) {
	m.reports, err = m.registered(m.from[reports], m.to[reports])
	return err
}

// offset is how far our clock was ahead when the look was answered.
func (r *lookRow) offset() record.Offset {
	if r.ahead == nil {
		return record.Offset{}
	}
	return record.Offset{Known: true, By: time.Duration(*r.ahead) * time.Microsecond}
}
