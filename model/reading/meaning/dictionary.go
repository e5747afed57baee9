package meaning

import (
	"regexp"
	"strings"
	"sync"

	"tonghop/model/office"
	"tonghop/model/reading/spelling"
)

// A Dictionary is what one configuration's words mean: the lexicon with the
// catalogue's own names. It is compiled once and safe for concurrent use.
type Dictionary struct {
	lexicon    *Lexicon
	catalogue  Catalogue
	vocabulary *vocabulary
	units      []string          // of each indicator, the ID of its unit of measure
	groups     []map[string]bool // of each indicator, the IDs of its group's words
	names      []*name
	byKey      map[string][]*name // by signature
	byTone     map[string][]*name // by letters
	byFold     map[string][]*name
	neutral    map[string]bool // texts that say nothing above a heading, folded
	group      map[string]bool // names of the catalogue's groups, folded
	doubts     map[string]bool // wordings that raise doubt, with their marks
	doubtsBare map[string]bool // and without
	kinds      map[string]Known
	kindsFold  map[string]Known
	cuts       sync.Map // cutKey → []item
}

// A Teaching is one wording that the office taught for everywhere: one more
// name of an indicator, no more.
type Teaching struct {
	Wording   string // the path's texts, joined by " › "
	Indicator string // its ID
}

// A Catalogue is what one office counts and calls its own.
type Catalogue struct {
	// Indicators are all of them, those that are switched off included: what is
	// theirs is nothing of ours. The caller tells by the index which is counted.
	Indicators []office.Indicator
	TextFields []office.TextField
	// Title is the programme's, which says nothing over a heading.
	Title string
	// Taught are the wordings that hold everywhere.
	Taught []Teaching
}

// New compiles a dictionary.
func New(l *Lexicon, c Catalogue) *Dictionary {
	d := &Dictionary{lexicon: l, catalogue: c, vocabulary: newVocabulary(l)}
	d.catalogued()
	d.aboves()
	d.columns()
	return d
}

// A cutKey is a text with what else governs how it is cut.
type cutKey struct {
	text string
	bare bool
}

// measureHead opens a unit of measure in a heading: "ĐVT: tờ".
var measureHead = regexp.MustCompile(`(?i)(?:đvt|đơn vị tính|đv tính)(?:\s*[:.]|\s)`)

// cut understands a clean text word by word. What it gives is shared: it is
// never changed.
func (d *Dictionary) cut(clean string, bare bool) []item {
	key := cutKey{clean, bare}
	if got, ok := d.cuts.Load(key); ok {
		return got.([]item)
	}
	items := d.vocabulary.cut(measureHead.ReplaceAllString(clean, " "), bare)
	d.cuts.Store(key, items)
	return items
}

// aboves compiles the texts that say nothing above a heading.
func (d *Dictionary) aboves() {
	d.neutral, d.group = map[string]bool{}, map[string]bool{}
	for _, s := range d.lexicon.Neutral {
		d.neutral[spelling.Fold(spelling.Lower(s))] = true
	}
	for i := range d.catalogue.Indicators {
		if g := spelling.Fold(spelling.Lower(d.catalogue.Indicators[i].Group)); g != "" {
			d.group[g] = true
		}
	}
	d.neutral[spelling.Fold(spelling.Lower(d.catalogue.Title))] = true
	delete(d.neutral, "")
	d.doubts, d.doubtsBare = map[string]bool{}, map[string]bool{}
	for _, s := range d.lexicon.Doubts {
		if tone, fold := wording(s); tone != "" {
			d.doubts[tone], d.doubtsBare[fold] = true, true
		}
	}
}

// says reports whether a clean text says nothing of what is counted under it.
func (d *Dictionary) says(clean string) bool {
	return d.neutral[spelling.Fold(strings.ToLower(clean))]
}

// above reports whether a parent only names the content, as "Chỉ tiêu" does.
func (d *Dictionary) above(items []item) bool {
	if len(items) != 1 {
		return false
	}
	for _, s := range d.lexicon.NoRoleAbove {
		if t, _ := wording(s); strings.EqualFold(items[0].text, s) || t == spelling.ToneKey(strings.ToLower(items[0].text)) {
			return true
		}
	}
	return false
}

// Roles tells what a title, a row's label, a note or a tab's name says of the
// figures under or beside it. Bare says that no text of the tab bears a mark.
func (d *Dictionary) Roles(text string, place Place, bare bool) Roles {
	clean := spelling.Clean(text)
	if clean == "" || len(clean) > maxText {
		return Roles{}
	}
	items := d.settle(d.cut(clean, bare), Heading{})
	if place == InBlockTitle || place == InTabTitle {
		items = d.titled(items)
	}
	r := rolesOf(items, bare, false)
	if place == InMeasure && r.Result == Share {
		r.Result, r.Scale = ResultUnsaid, Percent
	}
	return r
}

// titled drops from a title what names the content there and no role.
func (d *Dictionary) titled(items []item) []item {
	var out []item
	for i := range items {
		if d.above(items[i : i+1]) {
			continue
		}
		out = append(out, items[i])
	}
	return out
}

// Neutral reports whether a text says nothing of the figures under it: kết
// quả, trong ngày, the programme's own title. Titles that are not neutral and
// not understood are a reason for doubt.
func (d *Dictionary) Neutral(text string) bool { return d.says(spelling.Clean(text)) }

// A Collision is a name that two indicators bear, by its letters or by what it
// means: no heading of that wording can be certain.
type Collision struct {
	Name string // as the catalogue writes it
	A, B int    // indices in the catalogue, A < B
}
