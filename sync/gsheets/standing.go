package gsheets

import (
	"context"
	"slices"
	"time"

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
	listed, asked := p.listedModified(), p.c.opts.Now()
	if !listed.IsZero() && listed.Equal(p.verified.modified) && (File{Modified: listed}).Settled(p.verified.at) {
		return true // Drive knows of no change since
	}
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
	if slices.ContainsFunc(ours, (*ourTab).edited) {
		return false
	}
	p.verified = verified{listed, asked}
	return true
}

// A verified is when the book was found to stand, and what Drive said by then
// of its last change.
type verified struct {
	modified, at time.Time
}

// listedModified is when Drive says that the spreadsheet last changed, by a
// recent listing; zero where it does not.
func (p *Publisher) listedModified() time.Time {
	p.c.mu.Lock()
	defer p.c.mu.Unlock()
	if p.c.opts.Now().Sub(p.c.listed.at) > listingLasts {
		return time.Time{}
	}
	return p.c.listed.files[p.id].Modified
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
