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
	// Seen holds each source's looks in ascending order, without their content.
	Seen map[string][]Seen
	// Said is what each source said of each unit, in ascending order of
	// (Source, Unit).
	Said []Said
	// Findings are those that the last readable look of each source left open,
	// and the recently closed ones are not among them.
	Findings []OpenFinding
	// Totals tell each time that a source was seen to state a unit's own total
	// of a period, be it that the row is still there or not (CodePeriodStated).
	Totals []OpenFinding
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
	// Issued are the reports that the office had closed or issued, in the order
	// in which they were closed.
	Issued []Issued
}

// A Mapping is how a source's tables were recognised from one look on.
type Mapping struct {
	Answered time.Time
	Tables   []office.Table
}

// Seen is one look as evidence of time.
type Seen struct {
	Asked, Answered time.Time
	Modified        time.Time
	// Reader governed the reading (Look.Reader); "" where nothing was read. What
	// one reader does not see another may.
	Reader string
	Fault  *office.Fault
}

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
	// Gone: the day left together with its table, tab or month. The earlier
	// figures are held until it returns (DESIGN.md, What vanishes).
	Gone bool
}

// A Figure is one indicator's number with the cell it stands in.
type Figure struct {
	Indicator string
	Value     int64
	Tab       string
	TabID     int64
	Cell      string
}

// An OpenFinding is a finding with the instant of the look that first made it.
type OpenFinding struct {
	office.Finding
	Since time.Time
	// Accepted is the decision by which the office holds it for right as it
	// stands; nil for one that is open to be mended.
	Accepted *office.Decision
}
