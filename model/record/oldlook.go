package record

import (
	"time"

	"tonghop/model/office"
)

// A OldLook is one attempt to see a source: when it was asked for, when the
// answer was in, and what was seen. Looks are the only evidence of time that
// there is (docs/rules.md, Evidence of time); a gate's skip is not a look.
type OldLook struct {
	Source   string
	Asked    time.Time
	Answered time.Time
	// Fault tells why nothing could be read; nil for a readable look.
	Fault *office.Fault
	// Content identifies what was seen, Reader how it was read: the reader's
	// version with the part of the config that governs reading.
	Content string
	Reader  string
	// Modified is what the file says of its own last change; may be zero.
	Modified time.Time
	// Reading is what the content says. It is nil where Content and Reader are
	// those of the last readable look, which then need no second reading.
	Reading *office.Reading
}

// Readable reports whether the look saw the workbook.
func (l *OldLook) Readable() bool { return l.Fault == nil }

// A LastLook is what has to be known of a source before it is looked at
// again: what its last readable look saw, and when it was last asked at all.
type LastLook struct {
	// Content and Reader are those of the last readable look, empty where
	// there has been none.
	Content, Reader string
	// Asked and Answered are those of the last look of any kind, and so is
	// Fault; "" where that look was readable.
	Asked, Answered time.Time
	Fault           office.FaultCode
	// Read is when the last readable look was asked.
	Read time.Time
	// Modified is what the file said last of its own last change, in one of
	// the latest readable looks; zero where it said nothing.
	Modified time.Time
}
