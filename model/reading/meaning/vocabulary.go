package meaning

import (
	"slices"
	"strings"

	"tonghop/model/reading/spelling"
)

// A class is what a word does in a heading.
type class uint8

const (
	unknownWord class = iota
	plainWord
	numberWord
	totalWord
	passiveWord
	negation
	count
	looseCount
	person
	act
	thing
	context
	inPerson
	levelWord
	level
	programme
	quantity
	textWord
	sense
	resultRole
	spanRole
	thisPeriod
	partRole
	placeWord
	teamWord
	ordinalWord
	scaleWord
	draftWord
	own    // of the catalogue alone
	period // a month or a year
	numeral
)

// A word is one meaning of the vocabulary.
type word struct {
	class   class
	id      string
	concept *Concept // of people, acts, things and their units
	result  Result
	span    Span
	monthly bool
	part    Part
	scale   Scale
	level   int // 3, 4, or 34 for both
}

// A spelled is a wording with the word that it says.
type spelled struct {
	tone string
	word *word
}

// A vocabulary finds words by their letters.
type vocabulary struct {
	exact    map[string]*word     // by tone keys joined with spaces
	folded   map[string][]spelled // the same without marks
	prefix   map[string]int       // first syllable, folded → most syllables
	args     map[string]*word     // words that need a name or number behind them
	unspaced map[string]*word     // by letters alone, of wordings of several syllables
	long     []string             // folded wordings long enough to forgive a slip
	ids      map[string]*word     // by ID, of concepts and counts
	senses   map[string][]meant
	initial  map[string]bool // short forms of consonants alone, that stick together: HSMĐ
	faults   []Fault
}

func newVocabulary(l *Lexicon) *vocabulary {
	v := &vocabulary{exact: map[string]*word{}, folded: map[string][]spelled{}, prefix: map[string]int{}, args: map[string]*word{}, unspaced: map[string]*word{},
		ids: map[string]*word{}, senses: map[string][]meant{}, initial: map[string]bool{}}
	v.addPlain(l)
	v.addConcepts(l)
	v.addRoles(l)
	v.addSenses(l)
	v.check(l)
	return v
}

func (v *vocabulary) each(c class, say []string) {
	for _, s := range say {
		v.add(&word{class: c, id: s}, s)
	}
}

func (v *vocabulary) addPlain(l *Lexicon) {
	for _, list := range []struct {
		class class
		say   []string
	}{{plainWord, l.Plain}, {numberWord, l.Number}, {totalWord, l.Total}, {passiveWord, l.Passive}, {negation, l.Negation},
		{looseCount, l.LooseCounts}, {programme, l.Programmes}, {quantity, l.Quantities}, {textWord, l.Texts}, {plainWord, l.NoRole},
		{draftWord, l.Drafts}, {plainWord, l.Levels.Idle}, {inPerson, l.InPerson}} {
		v.each(list.class, list.say)
	}
	for _, e := range l.Counts {
		v.named(&word{class: count, id: e.ID}, e.Say)
	}
	for _, e := range l.Context {
		v.named(&word{class: context, id: e.ID}, e.Say)
	}
	v.each(levelWord, l.Levels.Words)
	for _, x := range []struct {
		level int
		say   []string
	}{{3, l.Levels.Three}, {4, l.Levels.Four}, {34, l.Levels.Both}} {
		for _, s := range x.say {
			v.add(&word{class: level, level: x.level}, s)
		}
	}
}

func (v *vocabulary) named(w *word, say []string) {
	v.ids[w.id] = w
	for _, s := range say {
		v.add(w, s)
	}
}

func (v *vocabulary) addConcepts(l *Lexicon) {
	for _, list := range []struct {
		class    class
		concepts []Concept
	}{{person, l.People}, {act, l.Acts}, {thing, l.Things}} {
		for i := range list.concepts {
			x := &list.concepts[i]
			v.named(&word{class: list.class, id: x.ID, concept: x}, x.Say)
			for _, u := range x.Units {
				v.add(&word{class: count, id: x.ID, concept: x}, u)
			}
		}
	}
}

func (v *vocabulary) addRoles(l *Lexicon) {
	results := map[string]Result{"actual": Actual, "plan": Plan, "earlier": Earlier, "share": Share, "not_done": NotDone, "sample": Sample, "cancelled": Cancelled}
	for _, e := range l.Roles {
		v.named(&word{class: resultRole, id: e.ID, result: results[e.ID]}, e.Say)
	}
	spans := map[string]Span{"day": Daily, "running": Running, "running_month": Running, "period": PeriodTotal}
	for _, e := range l.Spans {
		if e.ID == "this" {
			v.named(&word{class: thisPeriod, id: e.ID, span: PeriodTotal}, e.Say)
			continue
		}
		v.named(&word{class: spanRole, id: e.ID, span: spans[e.ID], monthly: e.ID == "running_month"}, e.Say)
	}
	for _, e := range l.TimesOfDay {
		v.named(&word{class: partRole, id: e.ID, part: Part{Kind: ByTimeOfDay, Name: e.ID}}, e.Say)
	}
	for _, e := range l.Sexes {
		v.named(&word{class: partRole, id: e.ID, part: Part{Kind: BySex, Name: e.ID}}, e.Say)
	}
	for _, e := range l.Parts {
		for _, s := range e.Say {
			switch e.ID {
			case "whole":
				v.add(&word{class: partRole, id: s, part: Part{Kind: Whole}}, s)
			case "of_which":
				v.add(&word{class: partRole, id: s, part: Part{Kind: OfWhich, OfWhich: true}}, s)
			case "category":
				v.add(&word{class: partRole, id: s, part: Part{Kind: ByCategory, Name: strings.ToLower(s)}}, s)
			case "place":
				v.addArg(&word{class: placeWord, id: s}, s)
			case "team":
				v.addArg(&word{class: teamWord, id: s}, s)
			case "ordinal":
				v.addArg(&word{class: ordinalWord, id: s}, s)
			}
		}
	}
	for _, e := range l.Scales {
		s := Thousands
		if e.ID == "percent" {
			s = Percent
		}
		for _, say := range e.Say {
			if key, _ := wording(say); v.exact[key] == nil {
				v.add(&word{class: scaleWord, id: e.ID, scale: s}, say)
			}
		}
	}
}

// otherLevel is the ID of a level that is neither 3 nor 4 nor both.
const otherLevel = "mức khác"

// wording gives a wording's keys with and without marks.
func wording(s string) (tone, fold string) {
	var t, f []string
	for _, x := range split(spelling.Clean(s)) {
		t, f = append(t, x.tone), append(f, x.fold)
	}
	return strings.Join(t, " "), strings.Join(f, " ")
}

func (v *vocabulary) addArg(w *word, s string) {
	tone, fold := wording(s)
	v.args[tone] = w
	if fold != tone && v.args[fold] == nil {
		v.args[fold] = w
	}
	v.note(fold)
}

func (v *vocabulary) note(fold string) {
	first, _, _ := strings.Cut(fold, " ")
	v.prefix[first] = max(v.prefix[first], 1+strings.Count(fold, " "))
}

// add gives a wording to a word. A wording that another word has already is a
// fault of the lexicon and is left to the first.
func (v *vocabulary) add(w *word, s string) {
	tone, fold := wording(s)
	if tone == "" {
		v.faults = append(v.faults, Fault{s, "has no letters"})
		return
	}
	if has := v.exact[tone]; has != nil {
		if has != w {
			v.faults = append(v.faults, Fault{s, "stands in the file twice: a wording of several meanings belongs under senses"})
		}
		return
	}
	v.exact[tone] = w
	if strings.Contains(fold, " ") && len(fold) > 5 {
		for _, s := range []string{spelling.ToneKey(strings.ReplaceAll(spelling.Lower(s), " ", "")), strings.ReplaceAll(fold, " ", "")} {
			if v.unspaced[s] == nil {
				v.unspaced[s] = w
			}
		}
	}
	v.folded[fold] = append(v.folded[fold], spelled{tone, w})
	v.note(fold)
	if len(fold) >= minForgiven && strings.Contains(fold, " ") && w.forgives() {
		v.long = append(v.long, fold)
	}
	if !strings.ContainsAny(fold, "aeiouy 0123456789") {
		v.initial[tone] = true
	}
}

// minForgiven is the length from which a wording is known with one wrong letter.
const minForgiven = 9

// forgives reports whether a slip in the letters may be forgiven: never in a
// word that turns a figure's role or level.
func (w *word) forgives() bool {
	switch w.class {
	case person, act, thing, context, count:
		return true
	}
	return false
}

// check finds IDs that no concept has.
func (v *vocabulary) check(l *Lexicon) {
	known := func(id string) bool {
		return v.ids[id] != nil || id == otherLevel || slices.Contains(l.InPerson, id)
	}
	for _, list := range [][]Concept{l.People, l.Acts, l.Things} {
		for _, c := range list {
			for _, id := range slices.Concat(c.With, c.Online, c.Apart, c.Vague) {
				if !known(id) {
					v.faults = append(v.faults, Fault{c.ID, "stands with " + id + ", which is no concept of the file"})
				}
			}
			if c.Same != "" && v.ids[c.Same] == nil {
				v.faults = append(v.faults, Fault{c.ID, "is counted as " + c.Same + ", which is no concept of the file"})
			}
		}
	}
}

// Faults lists what is wrong with the lexicon as a whole: wordings that stand
// twice, IDs that nothing has.
func (l *Lexicon) Faults() []Fault { return newVocabulary(l).faults }
