// Package record holds what the program keeps for good: what its sources were
// seen to show and what the office decided, in the order in which it was
// recorded. Nothing in it is understood yet. What a look says of a unit's day
// is computed from it each time, by pure functions.
package record

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// A Look is one answered question to a source, with what it showed. Looks are
// the only evidence of time that there is; a source that was not asked, because
// it cannot have changed, was not looked at.
type Look struct {
	ID int64 // given by the record: 1, 2, … in the order of recording
	// Source is the reference that was looked at, as configured.
	Source          string
	Asked, Answered time.Time
	// Offset is how far our clock was ahead of the one that dated the reply.
	Offset Offset
	// Doubt tells why what was seen proves no absence, such as a sheet that was
	// still computing; "" where there is no doubt.
	Doubt string
	// Fault tells why nothing could be seen; nil where something was.
	Fault *office.Fault
	// Content is the answer's own identity: equal strings from one source mean
	// equal content. Empty where there is a Fault.
	Content string
	// Modified is when the file says that it was last changed; may be zero.
	Modified time.Time
	// Config is the ID of the configuration that was in force.
	Config int64
	// Book is what the source showed; nil where there is a Fault. It is shared
	// by the looks that saw the very same and is never changed.
	Book *Book
}

// Seen reports whether the look saw the source's cells.
func (l *Look) Seen() bool { return l.Book != nil }

// An Offset is our clock less that of who answered. It is the zero value where
// no reply bore a date, as for files.
type Offset struct {
	Known bool
	By    time.Duration
}

// A Book is a workbook as a look saw it: what it is called and which tabs it
// has, in their order. The tabs' cells are kept beside it.
type Book struct {
	Title, Locale, TimeZone string
	Tabs                    []Tab
}

// A Tab is a sheet as a look saw it.
type Tab struct {
	ID     int64 // Google's sheetId; 0 for files
	Title  string
	Hidden bool
	// Cells is where the record keeps the whole tab: the number to ask it by. Of
	// one source equal tabs have equal numbers.
	Cells int64
	// Hash identifies the tab by everything in it (grid.Tab.Hash).
	Hash Hash
}

// A Hash is a SHA-256.
type Hash [sha256.Size]byte

// String is the hash in lower-case hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// An Answer is a look to be recorded, with the workbook that it saw. The
// look's ID and Book are given by the record.
type Answer struct {
	Look
	// Cells is what was seen, with people masked. It is nil where there is a
	// Fault, and where Content is that of the last look that saw this source's
	// cells, which then stand as they stood and need not be decoded again.
	Cells *grid.Book
}

// A Last is what has to be known of a source before it is looked at again.
type Last struct {
	// Content is that of the last look that saw the source's cells, empty where
	// there has been none, and Seen is when that one was asked.
	Content string
	Seen    time.Time
	// Doubtful tells that what that look saw proves no absence, as while a sheet
	// was still computing or our clock was off: it is to be looked at again.
	Doubtful bool
	// Asked and Answered are those of the last look of any kind, and so is
	// Fault; "" where that look saw the cells.
	Asked, Answered time.Time
	Fault           office.FaultCode
	// Modified is what the file said last of its own last change, in one of the
	// latest looks; zero where it said nothing.
	Modified time.Time
}
