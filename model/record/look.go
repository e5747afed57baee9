package record

// A Doubt is why a look that saw its sheet is no proof of what does not stand
// there. What does stand there was seen all the same.
type Doubt string

const (
	DoubtClock     Doubt = "clock"     // our clock was wrong, or was ahead of a look that came after it
	DoubtComputing Doubt = "computing" // cells were still being computed or imported
	DoubtHollow    Doubt = "hollow"    // empty against all likelihood, or cut off
)

// Proves reports whether the look is proof of what does not stand in the sheet.
func (s *Seen) Proves() bool { return s.Fault == nil && s.Doubt == "" }

// A Vanishing is how what was said of a day left its sheet.
type Vanishing string

const (
	Withdrawn Vanishing = "withdrawn" // one or two days, while others of the table stand
	Redated   Vanishing = "redated"   // the same figures stand under another day
	Replaced  Vanishing = "replaced"  // a newer day was written in its place: what was read is kept
	Cleared   Vanishing = "cleared"   // more days at once than are withdrawn: held
	Moved     Vanishing = "moved"     // figures only changed places among days: the old ones are held
	TableGone Vanishing = "gone"      // it left with its table, tab or file: held
	Unclear   Vanishing = "unclear"   // it fits two of these: held
)
