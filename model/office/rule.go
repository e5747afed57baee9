package office

// A Rule tells what holds between the indicators of one unit's day, such as
// that a total equals its parts (docs/rules.md, Checks between figures). A unit's day that breaks a
// rule of severity warning is merged and flagged; one that breaks a rule of
// severity error loses the figures that the rule is about, until they agree or
// the office accepts them.
//
// A rule looks at one day only. A stock that was stated some other day is not
// stated on this one.
type Rule struct {
	ID       string
	Severity Severity // SeverityError or SeverityWarning
	Check    string   // the condition as the config has it
	// Sentence tells the unit what should hold, English the same in English.
	Sentence, English string
	Missing           Absence
	// Operands are the indicators that the check names, in the order in which
	// it first names them.
	Operands []string
	// Indicators are those operands that a broken rule accuses: its finding
	// points at the first that the unit stated, and an error keeps out all.
	Indicators []string
	// Holds tells whether the check is met by the operands' values, in their
	// order. It is a pure function.
	Holds func(values []int64) bool
}

// Absence tells what a rule makes of operands that are not stated. A figure
// that a formula fills in is not stated: what the program computed itself
// proves nothing against the unit.
type Absence string

const (
	// SkipAny: the rule is not applied unless all operands are stated.
	SkipAny Absence = "skip_any"
	// SkipAll: it is not applied where none is; one that is missing beside
	// others has its formula's figure, else zero.
	SkipAll Absence = "skip_all"
	// AsZero: it is always applied to a day with any figure at all; one
	// that is missing has its formula's figure, else zero.
	AsZero Absence = "zero"
)
