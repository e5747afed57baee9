package ledger

import (
	"errors"
	"fmt"

	"tonghop/model/record"
)

// blank makes an empty row of each table.
var blank = [tables]func() row{
	func() row { return &sourceRow{} }, func() row { return &lookRow{} }, func() row { return &tabRow{} }, func() row { return &decisionRow{} },
	func() row { return &configRow{} }, func() row { return &toldRow{} }, func() row { return &reportRow{} }, func() row { return &outboxRow{} },
}

// readRow reads one row, held against its digest, and gives that.
func (t *tx) readRow(tb table, id int64) (row, record.Hash, error) {
	r := blank[tb]()
	var sum record.Hash
	found, err := t.first("SELECT "+columns[tb]+", digest FROM "+tb.String()+" WHERE office = ? AND id = ?", []any{id}, append(places(r.fields()), field{&sum})...)
	switch {
	case err != nil:
		return nil, sum, &RowError{tb.String(), id, err.Error()}
	case !found:
		return nil, sum, missing(tb, id)
	}
	if look, ok := r.(*lookRow); ok {
		shows, err := t.tabsOf(id-1, id)
		if err != nil {
			return nil, sum, &RowError{tb.String(), id, err.Error()}
		}
		look.tabs = shows[id]
	}
	if digest(tb, id, r) != sum {
		return nil, sum, damaged(tb, id)
	}
	return r, sum, nil
}

// chain checks every row against its digest, and every revision against its rows
// and the revision before. What was lost at the end of the record it cannot see:
// a backup, an issued report or the book's stamp knows a later head.
func (v *verifier) chain() error {
	c := v.begin("chain")
	last, err := v.lastID("revision")
	if err != nil {
		return err
	}
	before := &revisionRow{}
	for n := int64(1); n <= last; n++ {
		c.Count++
		r, err := v.revisionAt(n)
		if err != nil {
			if v.ctx.Err() != nil {
				return err
			}
			v.wrong(c, "%v", err)
			before = nil
			continue
		}
		if before != nil {
			v.link(c, before, r)
		}
		before = r
	}
	if before != nil {
		v.beyond(c, before)
	}
	return v.ctx.Err()
}

// link checks one revision.
func (v *verifier) link(c *Check, before, r *revisionRow) {
	if r.hash != r.chained(before.hash) {
		v.wrong(c, "revision %d does not follow on revision %d", r.id, before.id)
	}
	var sums [tables][]record.Hash
	whole := true
	for tb := range tables {
		for id := before.counts[tb] + 1; id <= r.counts[tb]; id++ {
			_, sum, err := v.readRow(tb, id)
			if err != nil {
				whole = false
				v.wrong(c, "%v", err)
			}
			sums[tb] = append(sums[tb], sum)
		}
	}
	if whole && hashOfRows(&sums) != r.rows {
		v.wrong(c, "the rows of revision %d (%s) are not those that were recorded", r.id, rangesOf(before, r))
	}
}

// rangesOf tells which rows a revision recorded.
func rangesOf(before, r *revisionRow) (text string) {
	for tb := range tables {
		if from, to := before.counts[tb]+1, r.counts[tb]; from <= to {
			if text != "" {
				text += ", "
			}
			text += fmt.Sprintf("%s %d", tb, from)
			if from < to {
				text += fmt.Sprintf("–%d", to)
			}
		}
	}
	return text
}

// beyond finds rows that no revision recorded.
func (v *verifier) beyond(c *Check, head *revisionRow) {
	for tb := range tables {
		last, err := v.lastID(tb.String())
		switch {
		case err != nil:
			v.wrong(c, "%v", err)
		case last > head.counts[tb]:
			v.wrong(c, "%s %d: no revision recorded it", tb, last)
		}
	}
}

// ErrUnsound tells that a copy was not kept because it did not pass the audit:
// the ledger itself is to be looked at.
var ErrUnsound = errors.New("the copy did not pass the audit")
