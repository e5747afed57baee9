package gsheets

import (
	"context"
	"slices"

	"tonghop/model/book"
)

// Standing reports whether the book stands as it was written last: no tab was
// deleted, no cell of ours was changed by hand, and no tab was left unfinished.
// It asks the spreadsheet itself, which holds the hashes of what was written.
// Where that cannot be told it is taken to stand: the fault is told when there
// is something to write.
func (p *Publisher) Standing(ctx context.Context) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	ss, err := p.get(ctx, targetMask)
	if err != nil {
		return true
	}
	t := targetOf(ss)
	var ours []*ourTab
	for _, key := range t.signature.Tabs {
		o := t.ours[key]
		if o == nil || !o.stamped || o.stamp.Unfinished {
			return false
		}
		// Where the office types, rows move about.
		if key != book.EntriesKey && o.stamp.Cols > 0 && o.rows > 0 && o.cols > 0 {
			o.extent(0)
			ours = append(ours, o)
		}
	}
	if err := p.readValues(ctx, ours); err != nil {
		return !doubtful(err) // renamed meanwhile: look again when writing
	}
	return !slices.ContainsFunc(ours, (*ourTab).edited)
}

// edited reports whether the tab holds something else than was written.
func (o *ourTab) edited() bool {
	for at := 0; at < o.stamp.Rows; {
		end, values, _, ok := o.stamp.known(at)
		if !ok || hashValues(o.lines(at, end)) != values {
			return true
		}
		at = end
	}
	return false
}
