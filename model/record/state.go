package record

import (
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

func (f Figure) Count(stated bool) office.Count { return office.Count{N: f.Value, Stated: stated} }

// A State is what had been seen and decided up to an instant. Everything in a
// report is recomputed from it.
type State struct {
	AsOf time.Time
	// Revision is the record's that it is the state of, and Change the number
	// that moved when last something new was said or decided.
	Revision, Change int64
	// Reader is the version that read what was seen.
	Reader string
	// Seen holds each source's looks in ascending order, without their content.
	Seen map[string][]Seen
	// Said is what each source said of each unit, in ascending order of
	// (Source, Unit).
	Said []Said
	// Findings are those that the last readable look of each source left open,
	// and the recently closed ones are not among them.
	Findings []OpenFinding
	// Totals are the units' own totals of periods that ever stood in each source,
	// in the order in which they came.
	Totals []OpenTotal
	// Undated is what ever stood in each source that was not taken and is of no day
	// that could be told, in the order in which it came.
	Undated []OpenUnread
	// Notes are the texts that the last readable looks left standing.
	Notes []office.Note
	// Tables are those of the last readable look of each source.
	Tables map[string][]office.Table
	// Mappings are the tables of each source that were recognised differently
	// of late: first those that stood DriftWindow before AsOf, or the first
	// ones ever if they are younger, then those after every change, in
	// ascending order. Sources without a change are not among them.
	Mappings map[string][]Mapping
	// Decisions are the office's own, in the order in which they were made.
	Decisions []office.Decision
	// Rereads are the figures that readers came to read otherwise, one after another.
	Rereads []Reread
	// Issued are the reports that the office had closed or issued, in the order
	// in which they were closed.
	Issued []Issued
}

// DriftWindow is for how long a change of columns is told: two weeks, so that
// somebody who comes back from leave still sees it. It ends sooner when the
// office accepts the change or the columns are put back; after it what stands
// now is what is remembered (docs/rules.md, Headings).
const DriftWindow = 14 * 24 * time.Hour

// A Mapping is how a source's tables were recognised from one look on.
type Mapping struct {
	Answered time.Time
	Tables   []office.Table
}

// Seen is one look as evidence of time.
type Seen struct {
	Asked, Answered time.Time
	Modified        time.Time
	Fault           *office.Fault
	// Doubt tells why the look proves nothing against anybody, although it saw
	// the sheet; "" for one that does.
	Doubt Doubt
}

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

// A Version is what one source said of one unit's day, from one look on until
// the next Version of the same source, unit and day.
type Version struct {
	Source, Unit string
	Day          calendar.Day
	// Asked and Answered are those of the look that first saw this version.
	Asked, Answered time.Time
	// Figures are what was stated; none means that all were withdrawn.
	Figures []Figure
	// Invalid: something was written for that day that could not be accepted.
	Invalid bool
	// Unread: something dated stands there that we have not understood.
	Unread bool
	// Told: people were told that the day was reported, and today's reader finds
	// nothing of it in what was seen then. It is unread until the office says.
	Told bool
	// Gone: what was said of the day left the sheet, and Figures are those that
	// were said last: they count until the day returns or the office decides.
	Gone bool
	// Vanished tells how what was said left the sheet; "" where it did not.
	Vanished Vanishing
	// Became is the day under which the figures of a day stand that is Redated.
	Became calendar.Day
	// Settled is the decision by which the office held it for right that what
	// was said left the sheet; 0 where there is none. It counts from this version
	// on.
	Settled int64
}

// ToldFinding asks the office about a day of which people were told that it was
// reported, and of which today's reader finds nothing.
func (v *Version) ToldFinding() office.Finding {
	return office.Finding{Unit: v.Unit, Code: office.CodeToldOtherwise, Severity: office.SeverityWarning, Day: v.Day, Origin: office.Origin{Source: v.Source}}
}

// ToldKey is the key of that finding.
func (v *Version) ToldKey() string {
	f := v.ToldFinding()
	return f.Key()
}

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

// A Figure is one indicator's number with the cell it stands in.
type Figure struct {
	Indicator string
	Value     int64
	Tab       string
	TabID     int64
	Cell      string
}

// An OpenUnread is something that was not taken, with the instants of the look
// that first saw it and of that which saw it no longer; the latter is zero while
// it stands.
type OpenUnread struct {
	office.UnreadDay
	Since, Until time.Time
}

// An OpenTotal is a unit's own total of a period, with the instants of the look
// that first saw it and of that which saw it no longer; the latter is zero while
// it stands.
type OpenTotal struct {
	office.PeriodTotal
	Since, Until time.Time
}

// An OpenFinding is a finding with the instant of the look that first made it.
type OpenFinding struct {
	office.Finding
	Since time.Time
	// Accepted is the decision by which the office holds it for right as it
	// stands; nil for one that is open to be mended.
	Accepted *office.Decision
}
