package meaning

import "tonghop/model/office"

// A Dictionary is what one configuration's words mean: the lexicon with the
// catalogue's own names. It is compiled once and safe for concurrent use.
type Dictionary struct {
	lexicon    *Lexicon
	indicators []office.Indicator
	fields     []office.TextField
}

// A Teaching is one wording that the office taught for everywhere: one more
// name of an indicator, no more.
type Teaching struct {
	Wording   string // the path's texts, joined by " › "
	Indicator string // its ID
}

// New compiles a dictionary. Indicators are all of the catalogue, those that
// are switched off included: what is theirs is nothing of ours. The caller
// tells by the index which one is counted.
func New(l *Lexicon, indicators []office.Indicator, fields []office.TextField, taught []Teaching) *Dictionary {
	return &Dictionary{lexicon: l, indicators: indicators, fields: fields}
}

// Heading tells what a heading means.
func (d *Dictionary) Heading(h Heading) Meaning {
	return Meaning{Indicator: -1, Nearest: -1}
}

// Roles tells what a title, a row's label, a note or a tab's name says of the
// figures under or beside it. Bare says that no text of the tab bears a mark.
func (d *Dictionary) Roles(text string, place Place, bare bool) Roles { return Roles{} }

// Kind tells what a heading other than an indicator's is for.
func (d *Dictionary) Kind(text string) Known { return Known{TextField: -1} }

// Neutral reports whether a text says nothing of the figures under it: kết
// quả, trong ngày, the programme's own title. Titles that are not neutral and
// not understood are a reason for doubt.
func (d *Dictionary) Neutral(text string) bool { return false }

// Doubt reports whether a note or comment raises doubt about the figure that
// it stands beside: sửa, nhầm, chưa, hỏi lại, "?".
func (d *Dictionary) Doubt(note string) bool { return false }

// A Collision is a name that two indicators bear, by its letters or by what it
// means: no heading of that wording can be certain.
type Collision struct {
	Name string // as the catalogue writes it
	A, B int    // indices in the catalogue, A < B
}

// Collisions lists the names that do not tell their indicators apart.
func (d *Dictionary) Collisions() []Collision { return nil }

// Unit tells which of the units a text names.
func (d *Dictionary) Unit(text string, units []*office.Unit) UnitMatch { return UnitMatch{} }

// A UnitMatch is what a text says of units.
type UnitMatch struct {
	// Unit is the one that is named beyond doubt; nil where none or several are.
	Unit *office.Unit
	// Suggested is the one that fits without its marks, where the text bears
	// marks of another name: never taken.
	Suggested *office.Unit
	// Many says that the text fits more than one.
	Many bool
	// Named says that the text has the form of a unit's name, known or not.
	Named bool
}
