package meaning

import (
	"strings"

	"tonghop/model/office"
	"tonghop/model/reading/spelling"
)

// A Dictionary is what one configuration's words mean: the lexicon with the
// catalogue's own names. It is compiled once and safe for concurrent use.
type Dictionary struct {
	untaught   *Dictionary // the same but for what is taught
	lexicon    *Lexicon
	catalogue  Catalogue
	vocabulary *vocabulary
	units      []string          // of each indicator, the ID of its unit of measure
	groups     []map[string]bool // of each indicator, the IDs of its group's words
	names      []*name
	ours       map[*word]bool     // words of other programmes that the catalogue counts
	byKey      map[string][]*name // by signature
	byTone     map[string][]*name // by letters
	byFold     map[string][]*name
	byNumber   map[string][]*name // of names with an abbreviation of several senses
	neutral    map[string]bool    // texts that say nothing above a heading, folded
	group      map[string]bool    // names of the catalogue's groups, folded
	doubts     map[string]bool    // wordings that raise doubt, with their marks
	doubtsBare map[string]bool    // and without
	kinds      map[string]Known
	kindsFold  map[string]Known
	achieved   map[string]bool           // words of a share that may be the result
	silent     map[Place]map[string]bool // role words that say nothing at a place
	passages   memo                      // passageKey → *passage
	headings   memo                      // string → Meaning
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

// New compiles a dictionary. What is taught is one more name of a heading and
// changes nothing else that a dictionary says.
func New(l *Lexicon, c Catalogue) *Dictionary {
	d := compile(l, c)
	if len(c.Taught) > 0 {
		c.Taught = nil
		d.untaught = compile(l, c)
	}
	return d
}

func compile(l *Lexicon, c Catalogue) *Dictionary {
	d := &Dictionary{lexicon: l, catalogue: c, vocabulary: newVocabulary(l)}
	d.catalogued()
	d.aboves()
	d.columns()
	d.untaught = d
	return d
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
	d.achieved = keys(d.lexicon.Achieved)
	d.silent = map[Place]map[string]bool{InHeading: keys(d.lexicon.NoRoleAbove), InBlockTitle: keys(d.lexicon.NoRoleTitle), InNote: keys(d.lexicon.NoRoleNote)}
	d.silent[InTabTitle] = d.silent[InBlockTitle]
	d.doubts, d.doubtsBare = map[string]bool{}, map[string]bool{}
	for _, s := range d.lexicon.Doubts {
		if tone, fold := wording(s); tone != "" {
			d.doubts[tone], d.doubtsBare[fold] = true, true
		}
	}
}

// keys are the keys of wordings with and without their marks.
func keys(say []string) map[string]bool {
	m := map[string]bool{}
	for _, s := range say {
		tone, fold := wording(s)
		m[tone], m[fold] = true, true
	}
	return m
}

// Roles tells what a title, a row's label, a note or a tab's name says of the
// figures under or beside it. Bare says that no text of the tab bears a mark.
func (d *Dictionary) Roles(text string, place Place, bare bool) Roles {
	d = d.untaught
	items := d.settle(d.passage(text, bare).items, nil)
	if place != InHeading {
		items = spoken(items, d.silent[place])
	}
	r := rolesOf(items, bare, false)
	if place == InMeasure && r.Result == Share {
		r.Result, r.Scale = ResultUnsaid, Percent
	}
	return r
}

// spoken drops the words that say nothing at a place.
func spoken(items []item, silent map[string]bool) []item {
	if len(silent) == 0 {
		return items
	}
	var out []item
	for i := range items {
		if silent[items[i].tone] && items[i].word.says() || document(items, i) {
			continue
		}
		out = append(out, items[i])
	}
	return out
}

// document reports whether a plan is one that the figures were reached under:
// "thực hiện Kế hoạch", "Kế hoạch 55-KH".
func document(items []item, at int) bool {
	if !items[at].is(resultRole) || items[at].word.result != Plan {
		return false
	}
	before, after := at > 0, at+1 < len(items)
	if strings.HasSuffix(items[at].fold, "thang") || strings.HasSuffix(items[at].fold, "tuan") || strings.HasSuffix(items[at].fold, "ngay") || strings.HasSuffix(items[at].fold, "nam") {
		return false // "Kế hoạch tháng 6"
	}
	return before && (items[at-1].is(numeral) || items[at-1].is(resultRole) && items[at-1].word.result == Actual && items[at].gap == ' ') || after && items[at+1].is(numeral)
}

// Neutral reports whether a text says nothing of the figures under it: kết
// quả, trong ngày, the programme's own title. Titles that are not neutral and
// not understood are a reason for doubt.
func (d *Dictionary) Neutral(text string) bool { return d.untaught.passage(text, false).neutral }

// A Collision is two names that mean one thing and are two indicators': no
// heading of that meaning can be certain.
type Collision struct {
	A, B         int    // indices in the catalogue, A < B
	NameA, NameB string // as the catalogue writes them
}
