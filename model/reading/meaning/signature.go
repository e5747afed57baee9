package meaning

import (
	"slices"
	"strings"
)

// A signature is what is left of a heading when roles, particles and counting
// words are taken out: what is counted.
type signature struct {
	key        string   // of what has to be equal: things, acts, people, level, own words
	strong     []string // what the key is made of, sorted
	weak       []string // context and what stands beside a concept, sorted
	complement []string // what is said further of an act that serves
	counts     []string // counting words as written, by ID
	counted    string   // the noun that "số" announces
	loose      bool     // counted by ca, lần
	total      bool     // "tổng số"
	number     bool     // a word announces a number
	people     bool     // people at large are named
	helped     bool     // an act was passed over beside what it belongs to
	acted      bool     // an act is named
	crowd      bool     // the only noun is a wording of a population
	doer       bool     // who does the act is counted
	kind       bool     // a kind of people alone
	acts       int      // acts that serve, side by side
	negated    bool
	inPerson   bool // "trực tiếp" was passed over
	plain      bool // nothing but particles was left out
	other      class
	senses     []int // items whose sense is open
	unknown    []string
}

// procedures is the ID of what is counted besides dossiers by level.
const procedures = "thủ tục hành chính"

// A piece is a word of the signature while it is built.
type piece struct {
	id    string
	word  *word
	depth int
}

// A signer builds a signature from items, parents first.
type signer struct {
	l    *Lexicon
	ids  map[string]*word
	ours map[*word]bool
	signature
	pieces  []piece
	online  bool
	level   int
	levelAt int
	serving *piece
	passive map[int]bool
	people  map[int]bool
	doers   map[int]string // who does the act, by ID
	doing   string
}

func (d *Dictionary) sign(items []item) signature {
	s := signer{l: d.lexicon, ids: d.vocabulary.ids, ours: d.ours, passive: map[int]bool{}, people: map[int]bool{}, doers: map[int]string{}}
	s.plain = true
	announced := false
	for i := range items {
		it := &items[i]
		if it.word == nil {
			s.signature.unknown = append(s.signature.unknown, it.text)
			announced = false
			continue
		}
		announced = s.take(i, it, announced, items)
	}
	s.finish()
	return s.signature
}

// take adds one item and tells whether a number stays announced.
func (s *signer) take(i int, it *item, announced bool, items []item) bool {
	w := it.word
	switch w.class {
	case plainWord:
		return announced
	case numberWord:
		s.number = true
		return true
	case totalWord:
		s.number, s.total = true, true
		return true
	case passiveWord:
		if w.id != "được" && w.id != "đc" && !actFollows(items, i) {
			s.pieces = append(s.pieces, piece{w.id, w, it.depth}) // "Tờ rơi › Nhận"
			return false
		}
		s.passive[it.depth] = true
		return announced
	case negation:
		s.negated = true
		s.pieces = append(s.pieces, piece{"¬", w, it.depth})
	case count:
		s.count(w, it)
	case looseCount:
		s.loose = true
	case sense:
		s.senses = append(s.senses, i)
	case level:
		s.setLevel(w.level, it.depth)
	case context:
		s.online = s.online || w.id == "trực tuyến"
		if announced {
			s.counted = w.id
			s.pieces = append(s.pieces, piece{w.id, w, it.depth})
		} else {
			s.weak = append(s.weak, w.id)
		}
		s.plain = false
	case inPerson:
		s.pieces = append(s.pieces, piece{w.id, w, it.depth})
	case person, act, thing, own, programme, quantity, textWord, numeral:
		s.content(it, announced, items, i)
	case draftWord:
		s.pieces = append(s.pieces, piece{"nháp", w, it.depth})
	}
	return false
}

// actFollows reports whether an act stands behind an item in its text.
func actFollows(items []item, at int) bool {
	for _, it := range items[at+1:] {
		if it.depth != items[at].depth {
			return false
		}
		if it.is(act) || it.is(sense) {
			return true
		}
	}
	return false
}

func (s *signer) count(w *word, it *item) {
	s.counts = append(s.counts, w.id)
	if w.id == "người" && s.serving == nil {
		s.doers[it.depth] = w.id
	}
}

func (s *signer) setLevel(l, depth int) {
	switch {
	case l == 2:
		s.pieces = append(s.pieces, piece{otherLevel, &word{class: level}, depth})
	case s.serving != nil && s.serving.depth == depth:
		s.complement = append(s.complement, "mức độ")
	case s.level == 0 || s.level == l || s.levelAt < depth && s.level == 34:
		s.level, s.levelAt = l, depth
	case s.levelAt == depth && s.level+l == 7:
		s.level = 34
	default:
		s.level = 0 // two levels that are no one indicator's
		s.pieces = append(s.pieces, piece{otherLevel, &word{class: level}, depth})
	}
}

func (s *signer) content(it *item, announced bool, items []item, at int) {
	w := it.word
	id := w.id
	said := w
	if w.concept != nil && w.concept.Same != "" {
		id = w.concept.Same
		w = s.ids[id]
		s.helped = s.helped || w.class == thing // an act stands within the wording
	}
	if announced && s.counted == "" && w.class != act {
		s.counted = id
	}
	switch {
	case w.class == person:
		s.person(said, it)
	case w.class == act && w.concept.Serves:
		if s.serving != nil && s.serving.depth == it.depth && s.serving.id != id && joined(items, at) {
			s.acts++
		}
		if s.doers[it.depth] != "" && !s.passive[it.depth] && !s.people[it.depth] && !strings.HasSuffix(it.text, "ed") {
			s.doer, s.doing = true, s.doers[it.depth]
		}
		if s.serving == nil && !s.noun(it.depth) {
			s.serving = &piece{id, w, it.depth}
			s.pieces = append(s.pieces, *s.serving)
			return
		}
	}
	if s.serving != nil && s.serving.depth == it.depth && it.bracket == 0 && slices.Contains(s.l.Complements, id) {
		s.complement = append(s.complement, id)
		return
	}
	if (w.class == programme || w.class == quantity || w.class == textWord) && !s.ours[w] {
		if s.other == unknownWord || w.class == textWord {
			s.other = w.class
		}
	}
	s.pieces = append(s.pieces, piece{id, w, it.depth})
}

func (s *signer) person(w *word, it *item) {
	switch {
	case w.id == "người dân":
		s.people[it.depth], s.signature.people = true, true
	case w.concept.Does || w.concept.Kind:
		if s.serving == nil {
			s.doers[it.depth] = w.id
		}
	}
	s.crowd = s.crowd || w.concept.Crowd
	s.kind = s.kind || w.concept.Kind
}

// noun reports whether something that is counted stands in a text already.
func (s *signer) noun(depth int) bool {
	for _, p := range s.pieces {
		if p.depth == depth && (p.word.class == thing || p.word.class == own) {
			return true
		}
	}
	return false
}

// joined reports whether an item follows a sign or a word that joins two acts.
func joined(items []item, at int) bool {
	if divides(items[at].gap) {
		return true
	}
	return at > 0 && items[at-1].is(plainWord) && (items[at-1].word.id == "và" || items[at-1].word.id == "hoặc" || items[at-1].word.id == "and" || items[at-1].word.id == "or")
}
