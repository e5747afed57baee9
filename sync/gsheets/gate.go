package gsheets

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"tonghop/model/record"
)

// A listing is what Drive said of files at an instant: of those that it lists
// for our accounts, and of the sources that it does not list and was asked
// about one by one.
type listing struct {
	at     time.Time
	files  map[string]File // by id
	shared []File          // the listed ones
}

// readAt are the times at which files were listed when they were read, by id.
type readAt map[string]time.Time

// listingLasts is how long a listing may vouch for files that are read after
// it. It is what remains of the quarter of an hour after which a file's own
// time exonerates (docs/rules.md, Evidence of time) when that time trails by all
// of overlap.
const listingLasts = 5 * time.Minute

// Unchanged lists the files, asks about the sources that are not listed, and
// tells which of those in last have not changed since they were read: Drive
// names the same time as it did then, and that time was settled when they were
// read (File.Settled). An Office file has not changed while its checksum is the
// same. What Drive does not know of is not among them.
//
// What it learnt is kept for Fetch, which tells it as a snapshot's Modified,
// and for Shared.
func (c *Client) Unchanged(ctx context.Context, sources []string, last map[string]record.Last) (map[string]bool, error) {
	if c.opts.ByLink {
		return nil, nil // nobody is told what changed
	}
	at := c.opts.Now() // the listing is no older
	files, complete, err := c.List(ctx)
	if err != nil {
		return nil, err
	}
	if !complete {
		c.opts.Log.Warn("Drive could not list everything; what is not listed is asked about one by one")
	}
	shared := slices.SortedFunc(maps.Values(files), func(a, b File) int {
		return cmp.Or(b.Modified.Compare(a.Modified), cmp.Compare(a.ID, b.ID))
	})
	if err := c.addUnlisted(ctx, sources, files); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.listed = listing{at: at, files: files, shared: shared}
	out := map[string]bool{}
	for ref, l := range last {
		if id, ok := ParseRef(ref); ok && files[id].unchangedSince(l, c.read[id]) {
			out[ref] = true
		}
	}
	return out, nil
}

// unchangedSince compares a file with the look that read it last, and with the
// time at which this process read it.
func (f File) unchangedSince(l record.Last, read time.Time) bool {
	switch {
	case f.ID == "" || f.Trashed:
		return false
	case f.Office:
		return f.Checksum != "" && l.Content == officeContent(f.Checksum, f.Name)
	}
	return (f.Modified.Equal(l.Modified) || f.Modified.Equal(read)) && f.Settled(l.Seen)
}

// addUnlisted asks about each source that no listing shows, being shared by
// link only, in the trash or not shared at all. Where Drive does not answer
// for one it stays unknown; reading it then tells why.
func (c *Client) addUnlisted(ctx context.Context, sources []string, files map[string]File) error {
	var ids []string
	for _, ref := range sources {
		if id, ok := ParseRef(ref); ok && files[id].ID == "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	found := make([]File, len(ids))
	var g errgroup.Group
	g.SetLimit(c.opts.CallsAtOnce)
	for i, id := range ids {
		g.Go(func() error {
			f, err := c.fileInfo(ctx, id)
			if err != nil {
				c.opts.Log.Debug("Drive does not tell of a source", "id", id, "err", err)
				return ctx.Err()
			}
			found[i] = fileOf(f)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return asFault(ctx, err)
	}
	for i, f := range found {
		if f.ID != "" {
			files[ids[i]] = f
		}
	}
	return nil
}

// Shared gives the workbooks that the last call of Unchanged found to be shared
// with our service accounts, those that changed last first. What a person who
// signed in has on Drive was not shared for our sake and is not among them.
func (c *Client) Shared() []File {
	if c.opts.Person != (Person{}) {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.listed.shared
}

// noteRead notes at which listed time a file is read, and gives that time while
// the listing is recent enough to vouch for it, else zero.
func (c *Client) noteRead(id string) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := c.listed.files[id].Modified
	c.read[id] = at
	if c.opts.Now().Sub(c.listed.at) > listingLasts {
		return time.Time{}
	}
	return at
}

// inTrash reports whether a spreadsheet lies in its owner's trash, where it
// could be read for thirty days more. A listing that is no longer recent only
// tells whom to ask about.
func (c *Client) inTrash(ctx context.Context, id string) bool {
	c.mu.Lock()
	trashed, recent := c.listed.files[id].Trashed, c.opts.Now().Sub(c.listed.at) <= listingLasts
	c.mu.Unlock()
	if !trashed || recent {
		return trashed
	}
	f, err := c.fileInfo(ctx, id)
	return err == nil && f.Trashed
}
