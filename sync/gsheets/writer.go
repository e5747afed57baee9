package gsheets

import (
	"context"
	"encoding/json"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/office"
)

// A Writer is in whose name a book is written: which ledger it tells, and how
// far that had come. The zero value is nobody, who is not checked.
type Writer struct {
	Ledger   string `json:"ledger"`
	Revision int64  `json:"revision"`
	// Head is the record's last revision as documents name it: "128-9f8e7d6c5b4a".
	Head string `json:"head,omitempty"`
}

// keyWriter is the spreadsheet's own metadata that says who wrote the book last.
const keyWriter = "tonghop.writer"

// A signature is what that metadata holds.
type signature struct {
	Writer
	// Tabs are the keys of the tabs that were written, so that one that was
	// deleted is missed.
	Tabs []string `json:"tabs"`
}

func (p *Publisher) writer() Writer {
	if p.c.opts.Writer == nil {
		return Writer{}
	}
	return p.c.opts.Writer()
}

// mayWrite refuses where another ledger's book stands, or a later one of ours
// that this ledger knows nothing of: two programs would undo each other's
// figures without end.
func (p *Publisher) mayWrite(t *target) error {
	us, last := p.writer(), t.signature.Writer
	switch {
	case us == Writer{}, last.Ledger == "", p.takeOver:
		return nil
	case last.Ledger != us.Ledger:
		return fault(office.FaultSecondWriter, "the book was written from ledger %s, and ours is %s", clean(last.Ledger), us.Ledger)
	case last.Revision > us.Revision:
		return fault(office.FaultSecondWriter, "the book was written from revision %d of this ledger, and ours has come to %d: another copy of it goes on", last.Revision, us.Revision)
	case last.Head != "" && p.c.opts.Holds != nil && !p.c.opts.Holds(last.Head):
		return fault(office.FaultSecondWriter, "the book was written from revision %s, which our ledger does not have: another copy of it goes on", clean(last.Head))
	}
	return nil
}

// signedMask asks for the signature; an answer always has a tab.
const signedMask = "developerMetadata(metadataId,metadataKey,metadataValue),sheets(properties(sheetId))"

// Signed tells in whose name the book was written last; the zero Writer where
// nobody's is there.
func (p *Publisher) Signed(ctx context.Context) (Writer, error) {
	ss, err := p.get(ctx, signedMask)
	if err != nil {
		return Writer{}, err
	}
	var t target
	t.signed(ss.DeveloperMetadata)
	return t.signature.Writer, nil
}

// TakeOver lets the next publication through although another ledger wrote the
// book last: this one takes its place.
func (p *Publisher) TakeOver() { p.takeOver = true }

// sign puts the writer's name to what is about to be written.
func (plan *bookPlan) sign(t *target, us Writer) {
	next := signature{Writer: us}
	for i := range plan.tabs {
		if key := plan.tabs[i].key; key != "" {
			next.Tabs = append(next.Tabs, key)
		}
	}
	raw, err := json.Marshal(next)
	if err != nil { // plain fields always have a JSON form
		return
	}
	where := &sheets.DeveloperMetadataLocation{Spreadsheet: true}
	if t.signatureID == 0 {
		plan.signed = []*sheets.Request{{CreateDeveloperMetadata: &sheets.CreateDeveloperMetadataRequest{DeveloperMetadata: &sheets.DeveloperMetadata{
			MetadataKey: keyWriter, MetadataValue: string(raw), Visibility: "DOCUMENT", Location: where}}}}
		return
	}
	plan.signed = []*sheets.Request{{UpdateDeveloperMetadata: &sheets.UpdateDeveloperMetadataRequest{
		DataFilters:       []*sheets.DataFilter{{DeveloperMetadataLookup: &sheets.DeveloperMetadataLookup{MetadataId: t.signatureID}}},
		DeveloperMetadata: &sheets.DeveloperMetadata{MetadataValue: string(raw)}, Fields: "metadataValue"}}}
}

// signed finds who wrote the book last.
func (t *target) signed(all []*sheets.DeveloperMetadata) {
	for _, m := range all {
		if m.MetadataKey == keyWriter && json.Unmarshal([]byte(m.MetadataValue), &t.signature) == nil {
			t.signatureID = m.MetadataId
		}
	}
}
