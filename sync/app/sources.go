package app

import (
	"context"

	"tonghop/model/grid"
	"tonghop/model/reading/people"
	"tonghop/model/record"
	"tonghop/sync/gsheets"
	"tonghop/sync/round"
	"tonghop/sync/workbook"
)

// Sources fetch from wherever a reference points.
type Sources struct {
	Disk   *workbook.Disk
	Google *gsheets.Client // nil where nothing lies there
	// People masks what names citizens in whatever is fetched, before anybody
	// sees it.
	People *people.Masker
}

// Fetch fetches a source, with people masked.
func (s Sources) Fetch(ctx context.Context, ref string) (snap grid.Snapshot, err error) {
	if _, link := gsheets.ParseRef(ref); link {
		snap, err = s.Google.Fetch(ctx, ref)
	} else {
		snap, err = s.Disk.Fetch(ctx, ref)
	}
	if decode := snap.Decode; decode != nil {
		snap.Decode = func() (grid.Book, error) {
			b, err := decode()
			s.People.Book(&b)
			return b, err
		}
	}
	return snap, err
}

// Open reports whether a source is read as what anybody with its link may open.
func (s Sources) Open(ref string) bool {
	_, link := gsheets.ParseRef(ref)
	return link && s.Google != nil && s.Google.ByLink()
}

// Knows reports whether a source lies with Google, which tells what has changed.
func (s Sources) Knows(ref string) bool {
	_, link := gsheets.ParseRef(ref)
	return link
}

// Unchanged asks Google about the sources that lie there. Files on disk cost
// nothing to read and are always read.
func (s Sources) Unchanged(ctx context.Context, refs []string, last map[string]record.Last) (map[string]bool, error) {
	if !s.anyLink(refs) {
		return nil, nil
	}
	return s.Google.Unchanged(ctx, refs, last)
}

func (s Sources) anyLink(refs []string) bool {
	for _, ref := range refs {
		if _, link := gsheets.ParseRef(ref); link {
			return s.Google != nil
		}
	}
	return false
}

// gate spares looks at unchanged sources. There is none under a frozen clock:
// its instants have nothing to do with those that Drive gives.
func (o *Office) gate() round.Gate {
	if o.Frozen {
		return nil
	}
	return o.Sources
}

// sourcesAtOnce is how many sources are looked at side by side: as many calls
// as the client for Google has on the wire, so that slow answers do not cost
// what the quota allows; else 0, the usual.
func (o *Office) sourcesAtOnce() int {
	if o.Sources.Google == nil {
		return 0
	}
	return gsheets.CallsAtOnce
}

// editsTab is where hand edits in the consolidated book are kept.
func (o *Office) editsTab() gsheets.EditsTab {
	word := func(key string) string { return o.Messages.Text("book.edits." + key) }
	return gsheets.EditsTab{
		Title: word("tab"),
		Head:  [5]string{word("at"), word("in"), word("cell"), word("was"), word("now")},
	}
}
