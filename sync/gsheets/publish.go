package gsheets

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/book"
	"tonghop/model/office"
)

const (
	// publishTries is how often a book is planned and sent before a failure
	// that may pass is given up.
	publishTries = 4
	// maxPayload is the size of a batch that Google recommends not to exceed.
	maxPayload = 2 << 20
)

// A Publisher writes the consolidated book into one spreadsheet. Each time it
// reads back what stands in its own tabs, compares, and sends only what
// differs, so repeating is harmless and a failed write is mended by the next.
//
// Its tabs are known by developer metadata, whatever their titles. In them the
// first columns are its own, as many as the tab of the book has; columns to
// the right and other tabs are the office's and left alone, and so are notes
// everywhere. What somebody typed into its own columns is told as an Edit, kept
// in a tab for that (Options.EditsTab), and overwritten.
type Publisher struct {
	c       *Client
	id      string
	payload int // bytes that a batch should not exceed
	atOnce  int // cells that are read back in one answer

	mu sync.Mutex
	// last is what was last written to each tab by this very process. It only
	// tells hand edits from outdated figures; without it the spreadsheet's own
	// stamps do, a little more coarsely.
	last map[string][][]value
	// entries is the title under which the tab that the office types into was
	// last seen, so that reading it takes one call; "" for not yet.
	entries string
	// takeOver: whoever wrote the book last is not asked about.
	takeOver bool
	verified verified
}

// A Result is what one publication did.
type Result struct {
	Changed bool
	Edits   []Edit
	Batches int // writes that were sent
}

// Publisher returns a publisher into the spreadsheet that a link points to.
func (c *Client) Publisher(ref string) (*Publisher, error) {
	id, ok := ParseRef(ref)
	if !ok {
		return nil, fault(office.FaultNotFound, "not a link to a Google spreadsheet")
	}
	return &Publisher{c: c, id: id, payload: maxPayload, atOnce: cellsAtOnce, last: map[string][][]value{}}, nil
}

// Publish writes the book where it differs from what stands there, and tells
// whether anything had to be written. Hand edits that it overwrites are logged.
func (p *Publisher) Publish(ctx context.Context, b *book.Book) (changed bool, err error) {
	res, err := p.Put(ctx, b)
	for _, e := range res.Edits {
		p.c.opts.Log.Warn("hand edit overwritten", "tab", e.Tab, "cell", e.Cell, "was", e.Was, "now", e.Now)
	}
	return res.Changed, err
}

// Put is Publish with the whole result. Its error is a *office.Fault, besides
// that of a cancelled context.
func (p *Publisher) Put(ctx context.Context, b *book.Book) (Result, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	tabs := renderBook(b)
	var res Result
	if p.inTrash(ctx) {
		return res, fault(office.FaultTrashed, "in the trash of Drive")
	}
	var err error
	for try := range publishTries {
		var again bool
		if again, err = p.attempt(ctx, tabs, &res, try); err == nil || !again {
			break
		}
		if try+1 < publishTries {
			if err := p.c.opts.Sleep(ctx, backoff(try, p.c.opts.Jitter())); err != nil {
				return res, asFault(ctx, err)
			}
		}
	}
	if err != nil {
		return res, asFault(ctx, err)
	}
	p.takeOver = false
	for _, t := range tabs {
		p.last[t.key] = t.values
	}
	return res, nil
}

// inTrash reports whether the spreadsheet lies in its owner's trash, where it
// could be written to for thirty days more and nobody would see it. Drive is
// asked only where it did not list the spreadsheet, which is rare.
func (p *Publisher) inTrash(ctx context.Context) bool {
	p.c.mu.Lock()
	_, listed := p.c.listed.files[p.id]
	known := !p.c.listed.at.IsZero()
	p.c.mu.Unlock()
	if listed || !known {
		return false
	}
	f, err := p.c.fileInfo(ctx, p.id)
	return err == nil && f.Trashed
}

// attempt reads, plans and sends once. Where it is not known whether a write
// landed, or the spreadsheet was changed under our hands, another attempt
// finds out by reading back. What is refused as a whole is sent in parts.
func (p *Publisher) attempt(ctx context.Context, tabs []*rendered, res *Result, try int) (again bool, err error) {
	target, err := p.read(ctx, tabs)
	if err != nil {
		return try == 0 && doubtful(err), err // a tab may have been renamed between two reads
	}
	if err := p.mayWrite(target); err != nil {
		return false, err
	}
	plan := planBook(target, slices.Concat(tabs, target.gone), p.last)
	if res.Edits == nil {
		res.Edits = plan.edits
	}
	if plan.empty() {
		return false, nil
	}
	if len(plan.edits) > 0 && p.c.opts.EditsTab.Title != "" {
		kept := planEdits(target, p.c.opts.EditsTab, plan.edits, p.c.opts.Now())
		plan.tabs = append([]tabPlan{kept}, plan.tabs...)
	}
	plan.sign(target, p.writer())
	for _, batch := range plan.batches(p.payload) {
		err := p.sendCounted(ctx, batch, res)
		switch {
		case err == nil:
		case errors.Is(err, errUnclear):
			return true, err
		case try == 0 && doubtful(err) && !named(err):
			return true, err
		case refused(err):
			return false, p.sendInParts(ctx, &plan, res)
		default:
			return false, err
		}
	}
	return false, nil
}

// sendCounted sends a batch. One that was not refused may have landed.
func (p *Publisher) sendCounted(ctx context.Context, batch []*sheets.Request, res *Result) error {
	res.Batches++
	err := p.send(ctx, batch)
	res.Changed = res.Changed || err == nil || errors.Is(err, errUnclear)
	return err
}

// doubtful reports whether Google found our request wrong, which it may be only
// because the spreadsheet changed meanwhile.
func doubtful(err error) bool {
	var v *verdictError
	return errors.As(err, &v) && v.doubt
}

func (p *Publisher) send(ctx context.Context, batch []*sheets.Request) error {
	return p.c.call(ctx, request{kind: kindWrite, id: p.id, deadline: writeDeadline, once: true, do: func(ctx context.Context, a *account) error {
		_, err := a.writer.Spreadsheets.BatchUpdate(p.id, &sheets.BatchUpdateSpreadsheetRequest{Requests: batch}).
			Fields("spreadsheetId").Context(ctx).Do()
		return err
	}})
}

// A bookPlan is what is to be sent, tab by tab.
type bookPlan struct {
	tabs  []tabPlan
	edits []Edit
	// signed says whose book it is from this writing on; nil where that stands.
	signed []*sheets.Request
}

func (p *bookPlan) empty() bool {
	for i := range p.tabs {
		if len(p.tabs[i].requests) > 0 {
			return false
		}
	}
	return true
}

// batches packs the requests: all into one atomic batch where the payload
// allows it, else a batch a tab, and a tab beyond the limit in several, of
// which the first marks the tab as unfinished and the last puts its stamp.
func (p *bookPlan) batches(limit int) [][]*sheets.Request {
	all := slices.Clone(p.signed)
	sizes := make([]int, len(p.tabs))
	total := 0
	for i := range p.tabs {
		all = append(all, p.tabs[i].requests...)
		all = append(all, p.tabs[i].stamp...)
		sizes[i] = size(p.tabs[i].requests...)
		total += sizes[i]
	}
	if total <= limit {
		return [][]*sheets.Request{all}
	}
	var out [][]*sheets.Request
	for i := range p.tabs {
		t := &p.tabs[i]
		switch {
		case len(t.requests) == 0:
		case sizes[i] <= limit || t.unfinished == nil: // or without a stamp
			out = append(out, append(append([]*sheets.Request(nil), t.requests...), t.stamp...))
		default:
			out = append(out, t.pieces(limit)...)
		}
	}
	if len(out) > 0 {
		out[0] = slices.Concat(p.signed, out[0])
	}
	return out
}

// pieces cuts a tab's requests into batches that keep to the limit.
func (t *tabPlan) pieces(limit int) [][]*sheets.Request {
	var out [][]*sheets.Request
	piece := append([]*sheets.Request(nil), t.requests[:t.structure]...)
	piece = append(piece, t.unfinished)
	filled := size(piece...)
	for _, r := range t.requests[t.structure:] {
		n := size(r)
		if filled+n > limit {
			out, piece, filled = append(out, piece), nil, 0
		}
		piece, filled = append(piece, r), filled+n
	}
	return append(out, append(piece, t.finished))
}

// size is how many bytes requests take on the wire.
func size(requests ...*sheets.Request) int {
	n := 0
	for _, r := range requests {
		raw, err := json.Marshal(r)
		if err != nil { // cannot be sent either, which send will tell
			return n
		}
		n += len(raw)
	}
	return n
}

// quoted puts a tab's title into A1 notation. It is always quoted: a title may
// look like a cell.
func quoted(title, area string) string {
	var b []byte
	for i := 0; i < len(title); i++ {
		if title[i] == '\'' {
			b = append(b, '\'')
		}
		b = append(b, title[i])
	}
	return fmt.Sprintf("'%s'!%s", b, area)
}
