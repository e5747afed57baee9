package office

import "tonghop/model/calendar"

// Aggregate tells how an indicator adds up over time.
type Aggregate string

const (
	// AggregateSum is a flow: days add up.
	AggregateSum Aggregate = "sum"
	// AggregateLatest is a stock: the last stated figure stands, carried forward.
	AggregateLatest Aggregate = "latest"
)

// AddsUp reports whether the figures of days add up: to sums over time, to
// rates, to shares of a year. An indicator of which nothing is said does.
func (a Aggregate) AddsUp() bool { return a != AggregateLatest }

// Carries reports whether the last stated figure stands until another is
// stated, so that one is expected, and not one a day.
func (a Aggregate) Carries() bool { return a == AggregateLatest }

// Then is what a figure and a later one make together.
func (a Aggregate) Then(earlier, later Count) Count {
	switch {
	case !later.Stated:
		return earlier
	case a.Carries():
		return later
	}
	return earlier.Plus(later)
}

// An Indicator is what is counted.
type Indicator struct {
	ID    string
	Label string // in full, as the report prints it
	Short string // for narrow columns
	Unit  string // unit of measure: lượt, hồ sơ, tài khoản
	// Group is the upper line of a two-level heading, without the unit of
	// measure: "Số lượt người dân". Neighbours of one group share it, and each
	// then stands under it by its Short; empty stands alone by its Label.
	Group   string
	Aliases []string
	Aggregate
	// From and To bound its validity, both inclusive; zero is open.
	From, To calendar.Day
	Replaces string
	// Formula fills the indicator only where it is unstated and every term is
	// stated, unit by unit and day by day.
	Formula []Term
	// Required: a day's report without it is not acceptable.
	Required bool
	Targets  []Target
}

// A Term is one signed operand of a formula.
type Term struct {
	Sign      int64 // +1 or -1
	Indicator string
}

// Scope tells whom a target binds.
type Scope string

const (
	ScopeDistrict Scope = "district" // all units together
	ScopeUnit     Scope = "unit"     // each unit
)

// A Target is a figure to reach in a year. Its wording follows the plan: "ít
// nhất 3.000" is AtLeast, "trên 200" is MoreThan, "100 % …" is RatioOf.
type Target struct {
	Scope Scope
	Op    TargetOp
	Value int64  // the number, or for RatioOf per cent
	Of    string // for RatioOf: the indicator that is the whole
	// Unit limits a ScopeUnit target to one unit; empty binds each.
	Unit string
}

// TargetOp is how a target compares.
type TargetOp string

const (
	AtLeast  TargetOp = ">="
	MoreThan TargetOp = ">"
	RatioOf  TargetOp = "ratio"
)

// Needed is the smallest figure that meets a target whose Op is AtLeast or
// MoreThan.
func (t Target) Needed() int64 {
	if t.Op == MoreThan {
		return t.Value + 1
	}
	return t.Value
}

// ValidOn reports whether the indicator is counted on a day.
func (i *Indicator) ValidOn(d calendar.Day) bool {
	return (i.From == 0 || d >= i.From) && (i.To == 0 || d <= i.To)
}

// A TextField is something that units write beside their figures: khó khăn,
// kiến nghị, ghi chú, minh chứng.
type TextField struct {
	ID      string
	Label   string
	Aliases []string
}
