package main

import (
	"context"

	"tonghop/model/record"
	"tonghop/sync/gsheets"
	"tonghop/sync/round"
)

// Unchanged asks Google about the sources that lie there. Files on disk cost
// nothing to read and are always read.
func (s sources) Unchanged(ctx context.Context, refs []string, last map[string]record.LastLook) (map[string]bool, error) {
	if !s.anyLink(refs) {
		return nil, nil
	}
	return s.google.Unchanged(ctx, refs, last)
}

func (s sources) anyLink(refs []string) bool {
	for _, ref := range refs {
		if _, link := gsheets.ParseRef(ref); link {
			return s.google != nil
		}
	}
	return false
}

// gate spares looks at unchanged sources. There is none under a frozen clock:
// its instants have nothing to do with those that Drive gives.
func (o *workplace) gate() round.Gate {
	if o.frozen {
		return nil
	}
	return o.sources
}

// sourcesAtOnce is how many sources are looked at side by side: as many calls
// as the client for Google has on the wire, so that slow answers do not cost
// what the quota allows; else 0, the usual.
func (o *workplace) sourcesAtOnce() int {
	if o.sources.google == nil {
		return 0
	}
	return gsheets.CallsAtOnce
}

// editsTab is where hand edits in the consolidated book are kept.
func (o *workplace) editsTab() gsheets.EditsTab {
	word := func(key string) string { return o.messages.Text("book.edits." + key) }
	return gsheets.EditsTab{
		Title: word("tab"),
		Head:  [5]string{word("at"), word("in"), word("cell"), word("was"), word("now")},
	}
}
