// Package registry is the office's register of reports: a period is closed
// into a draft with a code, so that what is read is what is signed; a draft is
// issued under a number, in place of an earlier report or not; and what was
// issued can be proved years later, from its bytes, its figures and the
// cells that it rests on. The commands and the page both come here with the
// words that an officer typed, so that the two check alike.
//
// Whatever cannot be is refused with a office.Refusal, which has a code for the
// message catalogue and its own English; nothing is kept then.
package registry

import (
	"context"
	"sync"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// A Ledger keeps the register.
type Ledger interface {
	// KeepDraft keeps a draft with its files; of the same Digest it gives the
	// draft that is there.
	KeepDraft(ctx context.Context, d *record.Issued, sources []record.KeptSource, files ...[]byte) (id int64, isNew bool, err error)
	// GiveNumber issues a draft.
	GiveNumber(ctx context.Context, r *record.Issued, files ...[]byte) error
	// Register gives everything closed, in order.
	Register(ctx context.Context) ([]record.Issued, error)
	// File gives kept bytes by their SHA-256.
	File(ctx context.Context, hash string) ([]byte, error)
	// KeptSources gives the sources of a draft.
	KeptSources(ctx context.Context, draft int64) ([]record.KeptSource, error)
	// RevisionAt gives a revision by its number.
	RevisionAt(ctx context.Context, number int64) (record.Revision, error)
	// SeenAt gives of each source the last look that had seen its cells by a
	// revision.
	SeenAt(ctx context.Context, revision int64) (map[string]record.Look, error)
	// Look gives one look.
	Look(ctx context.Context, id int64) (record.Look, error)
	// Since gives what was recorded after a revision.
	Since(ctx context.Context, after int64) ([]record.Commit, error)
	// Cells gives a tab that a look saw.
	Cells(ctx context.Context, cells int64) (grid.Tab, error)
}

// A Registry closes and issues reports. Its fields are set once.
type Registry struct {
	Programme *office.Programme
	Ledger    Ledger
	// Standing gives what stands now, and the instant of the last look, of
	// which it tells.
	Standing func(context.Context) (*record.State, time.Time, error)
	// At gives what stood at a revision, as it is read today.
	At func(ctx context.Context, revision int64) (*record.State, error)
	// Print makes the document of a report.
	Print func(*report.Report, Marks) (Print, error)
	// PrintWord makes it for Word. It is not kept: the same report and marks give
	// the same bytes.
	PrintWord func(*report.Report, Marks) (Print, error)
	// Edition names the program and the form that shape the document
	// of a kind of period.
	Edition func(calendar.PeriodKind) (string, error)
	// Decode makes a grid of a kept file, by the ending of its name.
	Decode func(name string, data []byte) (grid.Book, error)
	// Parse reads a configuration that was kept.
	Parse func(config []byte) (*office.Programme, error)
	// OnDisk lists, by name with their SHA-256, the documents under the folder of
	// reports whose name bears a number; nil looks at none.
	OnDisk func(number string) (map[string]string, error)
	// Config is the configuration in use, as text.
	Config []byte
	Now    func() time.Time

	// one lets one report be closed or issued at a time, so that what was
	// checked still holds when it is kept.
	one sync.Mutex
}

// Marks are what a document bears besides its figures: of a draft its code,
// with room for the number, which is written in by hand when it is signed; of a
// report that replaces another all the rest.
type Marks struct {
	Draft            string
	Number           string
	Dated            calendar.Day
	Replaces, Reason string
	// Head names the revision of the record that it rests on, in the document's
	// properties.
	Head string
}

// A Print is a document with the name of its file.
type Print struct {
	Name  string // without a folder
	Bytes []byte
}

// A File is a document of the register to be written out.
type File struct {
	record.Document
	Bytes []byte
}

// File gives a document's bytes.
func (g *Registry) File(ctx context.Context, d record.Document) (File, error) {
	data, err := g.Ledger.File(ctx, d.SHA256)
	return File{d, data}, err
}
