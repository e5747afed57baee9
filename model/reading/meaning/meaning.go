package meaning

// A Heading is a path in a tree of headings, outermost first. The titles of its
// block and tab do not belong to it; their roles are read by Dictionary.Roles.
type Heading struct {
	// Path are the texts from the outermost parent to the heading itself. A
	// last text that is blank or only signs inherits nothing: leave it out where
	// it is its parent's only child.
	Path []string
	// Measure is the unit of measure (ĐVT) that a cell of its own gives.
	Measure string
	// Siblings are the table's other headings, each text of their paths once:
	// they settle abbreviations, and what "kỳ này" stands beside.
	Siblings []string
	// Legend are the sheet's own explanations: "HD" → "hướng dẫn".
	Legend map[string]string
	// Months and Years are those in which the table's days lie, so that
	// "Tháng 5" over days of June is another period's. With none given, a
	// month in a heading is never certain.
	Months, Years []int
	// Bare says that no text of the tab bears a mark, so that role words count
	// without theirs.
	Bare bool
}

// A Certainty tells how far a heading was understood.
type Certainty int

const (
	// Unknown is an open question: some word is not understood, or what is
	// understood names no indicator. Meaning.Unknown and Meaning.Nearest help.
	Unknown Certainty = iota
	// Refused is understood and is not an indicator's figure. Meaning.Why
	// tells the reason; Meaning.Open tells whether anybody has to look.
	Refused
	// Proposed fits one indicator, but not beyond doubt. Meaning.Why tells the
	// one reason.
	Proposed
	// Certain names one indicator beyond doubt. The Roles still have to be
	// actual, of the day, and whole for its figures to be the day's.
	Certain
)

// A How tells how a heading came to its indicator, from the surest to the least.
type How string

const (
	Exact    How = "exact"    // letter for letter, but for case and spaces
	Tone     How = "tone"     // but for the placing of tone marks
	Folded   How = "folded"   // but for marks and signs
	Particle How = "particle" // but for words that tell nothing
	ByWords  How = "meaning"  // word by word, by what they mean
	Taught   How = "taught"   // as the office taught this wording
)

// A Why is the machine word of a reason.
type Why string

const (
	// Reasons of Unknown.
	WordsUnknown Why = "words"     // Meaning.Unknown are not understood
	NoIndicator  Why = "none"      // all words are understood, no indicator fits
	Ambiguous    Why = "ambiguous" // several indicators fit
	Initials     Why = "initials"  // an abbreviation of several senses; also of Proposed
	CountAlone   Why = "count"     // only counting words or a unit of measure
	Blank        Why = "blank"     // no letters at all
	// Reasons of Proposed.
	Complement Why = "complement"  // more is said of the act, and no count with it
	Gloss      Why = "gloss"       // more is said in brackets
	FoldedRole Why = "folded-role" // a role word without its marks, in a text that bears marks
	LooseCount Why = "loose-count" // counted by a word that is not the indicator's unit (ca, lần)
	// Reasons of Refused that need nobody's look: known to be nothing of ours.
	OtherProgramme Why = "other-programme"
	Quantity       Why = "quantity" // money, hours, kilograms …
	OnlyRole       Why = "role"     // a role and nothing else: Kế hoạch, Tỷ lệ %
	ColumnOfText   Why = "text"     // Ghi chú, Nội dung, names, numbers of telephones: see Dictionary.Kind
	// Reasons of Refused that leave a question.
	OtherMeasure Why = "measure"  // the written count or ĐVT is not the indicator's
	Doer         Why = "doer"     // who did it is counted, not for whom
	KindOfPerson Why = "kind"     // one kind of person is counted: a part
	TwoActs      Why = "two-acts" // two indicators in one figure
	Negated      Why = "negated"  // không, chưa …
	Stock        Why = "stock"    // all there are, not what was done
	RolesClash   Why = "roles"    // two roles of one kind at one place
	OtherPeriod  Why = "period"   // a month or a year that the table's days are not known to lie in
)

// A Meaning is what a heading was understood as.
type Meaning struct {
	// Indicator is the index in the catalogue, -1 where none is meant. It is
	// also given where the match is refused for its roles or its measure.
	Indicator int
	Certainty Certainty
	Why       Why
	How       How
	// Roles are those of the heading itself and, where it has none in a
	// dimension, of its nearest parent that has.
	Roles Roles
	// CountingWord says that người is written over an indicator in lượt, or
	// the other way round; it is certain all the same and told once a table.
	CountingWord bool
	// Unknown are the words that are not understood, as written.
	Unknown []string
	// Nearest is an indicator that fits by meaning but for the unknown words,
	// -1 where none or several do.
	Nearest int
}

// Open reports whether somebody has to look at a heading whose figures are not
// taken: what is known to be nothing of ours needs no question.
func (m *Meaning) Open() bool {
	switch m.Why {
	case OtherProgramme, Quantity, OnlyRole, ColumnOfText:
		return false
	}
	return m.Certainty != Certain
}
