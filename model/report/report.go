package report

import (
	"time"

	"tonghop/model/calendar"
	"tonghop/model/judge"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A Report is everything that the outputs lay out: the consolidated book, the
// official report, the page. They compute nothing, so they cannot disagree.
type Report struct {
	Programme *office.Programme
	// AsOf is the instant of which the report tells.
	AsOf  time.Time
	Today calendar.Day
	// Merged is what all of it was made from, at hand for questions about the
	// report.
	Merged *merge.Merged
	// Day, Window and Year are the district's sums over today, over the period
	// that is reported on and from the year's start, each up to Today. The
	// consolidated book and the page report on the present month's window.
	Day, Window, Year Summary
	// Comparisons set the window against the period before and against the same
	// period of the year before, in this order; of a kind that has no such period
	// there is none.
	Comparisons []Comparison
	// Targets compare the year's totals with the plan, Plan the plan with itself.
	Targets []Progress
	Plan    []PlanCheck
	// Daily holds each unit's figures of each day of the window that
	// has any, in the order of units, then days.
	Daily []DayLine
	// Before holds likewise the days before the window in the calendar month in
	// which it begins, so that a list of both speaks of whole months: to whoever
	// reads it as a source, a day that it leaves out was withdrawn.
	Before []DayLine
	// Totals add Daily up by day.
	Totals []DayTotal
	// Standings holds one Standing for each unit and expected day of the window, in the order of units, then days.
	Standings []office.Standing
	// Later and After are the standings and the figures of the days since the
	// window's end, up to today, of a month that stays in front until its report is
	// issued.
	Later []office.Standing
	After []DayLine
	// YearMonths are the months of the year up to the window's end or today, within the
	// year; Rates tell how each unit, by its ID, stood in each of them.
	YearMonths []calendar.Period
	Rates      map[string][]office.Rate
	// Streaks tell how each unit has kept to its daily deadline from the year's
	// start to the window's end or today, in the order of units.
	Streaks []judge.Streak
	// Findings are the open ones, by unit in the units' order, then by source,
	// tab and place.
	Findings []record.OpenFinding
	// Accepted are those that the office has checked and holds for right, in
	// the same order. They count nowhere among what is to be mended.
	Accepted []record.OpenFinding
	// Sources tell how each source was last seen, in the units' order.
	Sources []SourceHealth
	Notes   []office.Note
	// Amended are the figures that were written otherwise after their day was
	// reported, Passes the rounds of the window that saw something new.
	Amended []Amendment
	Passes  []Pass
	// Entered are the figures that the office entered for the year's days.
	Entered []EnteredFigure
	// Strays are what was typed into cells of the tab Bổ sung that the program
	// fills, as far as nobody has seen to it.
	Strays []office.Stray
	// Typed are the rows of the tab Bổ sung as they were read; nil where they
	// were not. The round that reads them puts them here.
	Typed []TypedEntry
	// Alarms are what the program has to say of itself; whoever publishes the
	// report puts them here.
	Alarms []office.Alarm
	// Issued are the reports that were closed or issued, in the order of closing.
	Issued []record.Issued
	// Reread are figures that another reader came to read otherwise in the same
	// cells: of the window's days, and of earlier ones where it did so within it.
	Reread []record.Reread
	// Restated are the figures of issued reports that are others now.
	Restated []Restatement
	// Carried is what the window takes over from the report before it; nil
	// where none was issued.
	Carried *Carried
	// Dues are the reports that the office itself owes, by due instant.
	Dues []Due
	// Uncharted are the years about AsOf of which the calendar has no day off:
	// on their holidays units are judged as if they had to report.
	Uncharted []int
}

// A Summary is a period's figures by unit and in total.
type Summary struct {
	Period calendar.Period
	// Through is the last day counted: the period's last, or today.
	Through calendar.Day
	Lines   []Line // one a unit that is valid in the period, in order
	Total   Line   // Unit is nil
}

// A Line is one row of figures.
type Line struct {
	Unit    *office.Unit
	Figures []Sum // by the programme's indicators, in order
	Rate    office.Rate
}

// A Sum is one indicator's figure over a period with its coverage: on how
// many of the expected unit-days it was stated. A low total with a low
// coverage is a missing report, not poor work.
type Sum struct {
	office.Count
	StatedDays, ExpectedDays int
}

// Progress is how far the year's total has come towards a target.
type Progress struct {
	Indicator *office.Indicator
	Target    office.Target
	Unit      *office.Unit // nil for the district
	Done      office.Count
	// Goal is the figure needed by the year's end; for a ratio it is per cent
	// of the whole as stated, and unstated where the whole is.
	Goal office.Count
	// ExpectedToDate is the goal's share of the working days gone by.
	ExpectedToDate int64
	// PerDay is what each remaining working day has to bring, rounded up.
	PerDay        int64
	DaysRemaining int
	Coverage      Sum
}

// Met reports whether the target is reached.
func (p Progress) Met() bool { return p.Goal.Stated && p.Done.Stated && p.Done.N >= p.Goal.N }

// Percent is done ÷ goal in tenths of a per cent, rounded as people round, but
// never up to a goal that is not reached; false where there is nothing to divide
// by.
func (p Progress) Percent() (tenths int64, ok bool) {
	if !p.Goal.Stated || !p.Done.Stated || p.Goal.N <= 0 {
		return 0, false
	}
	tenths = Rounded(p.Done.N*1000, p.Goal.N)
	if p.Done.N < p.Goal.N {
		tenths = min(tenths, 999)
	}
	return tenths, true
}

// Gap is how far the total is ahead of ExpectedToDate, negative when it is
// behind, and false where there is nothing to compare.
func (p Progress) Gap() (n int64, ok bool) {
	if !p.Goal.Stated || !p.Done.Stated {
		return 0, false
	}
	return p.Done.N - p.ExpectedToDate, true
}

// A DayLine is what one unit reported for one day, after merging.
type DayLine struct {
	Unit    *office.Unit
	Day     calendar.Day
	Figures []Cited // by the programme's indicators, in order
}

// A Cited figure knows where it stands.
type Cited struct {
	office.Count
	office.Origin
	// Flagged tells that a warning points at it, or that the office entered it.
	Flagged bool
	// Entered is the office's decision that it comes from; nil for a figure of
	// the unit's own.
	Entered *office.Decision
}

// SourceHealth is how one source was last seen.
type SourceHealth struct {
	Source string
	Units  []*office.Unit
	// LastAsked is when it was last asked for, LastRead when it was last read.
	LastAsked, LastRead time.Time
	Fault               *office.Fault
}
