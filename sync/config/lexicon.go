package config

import (
	"fmt"
	"io/fs"
	"slices"

	"tonghop/model/reading/meaning"
)

// lexiconFile is where the lexicon stands in the templates' folder.
const lexiconFile = "lexicon.yaml"

// Lexicon reads the words of headings from the templates' folder. Whatever is
// wrong with the file is in the error, of type Errors.
func Lexicon(fsys fs.FS) (*meaning.Lexicon, error) {
	raw, err := fs.ReadFile(fsys, lexiconFile)
	if err != nil {
		return nil, fmt.Errorf("reading the words of headings: %w", err)
	}
	d := newDocument(lexiconFile)
	var l *meaning.Lexicon
	if root, ok := d.parse(raw); ok {
		r := lexiconReader{at: map[string]field{}}
		l = r.read(root)
		for _, fault := range l.Faults() {
			at, known := r.at[fault.Wording]
			if !known {
				at = root
			}
			at.fail("", "%s", fault.Why)
		}
	}
	d.finish()
	if len(d.errs) > 0 {
		return nil, d.errs
	}
	return l, nil
}

// A lexiconReader remembers where each wording stands, for the faults that show
// only in the whole.
type lexiconReader struct{ at map[string]field }

func (r *lexiconReader) read(root field) *meaning.Lexicon {
	l := &meaning.Lexicon{}
	s := root.section("passive: [được]")
	nothing := s.at("nothing").section("nothing: {plain: [các], number: [số], total: [tổng số]}")
	l.Plain, l.Number, l.Total = r.words(nothing.at("plain")), r.words(nothing.at("number")), r.words(nothing.at("total"))
	nothing.done()
	l.Passive, l.Negation = r.words(s.at("passive")), r.words(s.at("negation"))
	l.Counts, l.LooseCounts = r.entries(s.at("counts"), nil), r.words(s.at("loose_counts"))
	l.People, l.Acts, l.Things = r.concepts(s.at("people")), r.concepts(s.at("acts")), r.concepts(s.at("things"))
	l.Context, l.InPerson = r.entries(s.at("context"), nil), r.words(s.at("in_person"))
	l.Complements = s.at("complements").texts("complements: [nộp, hồ sơ]")
	l.Levels = r.levels(s.at("levels"))
	l.Senses = r.senses(s.at("senses"))
	for _, item := range s.at("together").list("together: [[tuyên truyền, hướng dẫn]]") {
		l.Together = append(l.Together, item.texts("[tuyên truyền, hướng dẫn]"))
	}
	l.Programmes, l.Quantities, l.Texts = r.words(s.at("programmes")), r.words(s.at("quantities")), r.words(s.at("texts"))
	l.Roles, l.Spans = r.entries(s.at("roles"), meaning.RoleIDs), r.entries(s.at("spans"), meaning.SpanIDs)
	r.parts(l, s.at("parts"))
	l.Scales, l.Drafts = r.entries(s.at("scales"), meaning.ScaleIDs), r.words(s.at("drafts"))
	l.NoRole = r.words(s.at("no_role"))
	aside := lexiconReader{at: map[string]field{}} // words of other places may be the same
	l.Columns = aside.entries(s.at("columns"), meaning.ColumnIDs)
	l.Achieved = aside.words(s.at("achieved"))
	l.NoRoleAbove, l.NoRoleTitle, l.NoRoleNote = aside.words(s.at("no_role_above")), aside.words(s.at("no_role_title")), aside.words(s.at("no_role_note"))
	l.Neutral, l.Doubts = aside.words(s.at("neutral")), aside.words(s.at("doubt"))
	s.done()
	return l
}

// words reads a list of wordings.
func (r *lexiconReader) words(f field) []string {
	var all []string
	for _, item := range f.oneOrMore("[số, số lượng]") {
		if t, ok := item.word("số lượng"); ok {
			all = append(all, t)
			r.at[t] = item
		}
	}
	return all
}

// entries reads a table of lists; ids are the keys that it may have, nil for
// any.
func (r *lexiconReader) entries(f field, ids []string) []meaning.Entry {
	var all []meaning.Entry
	f.section("lượt: [lượt, số lượt]").each(func(key string, value field) {
		if ids != nil && !slices.Contains(ids, key) {
			example := ""
			if near, ok := nearest(key, ids); ok {
				example = near + ":"
			}
			value.fail(example, "is not a known key")
			return
		}
		r.at[key] = value
		all = append(all, meaning.Entry{ID: key, Say: r.words(value)})
	})
	return all
}

func (r *lexiconReader) concepts(f field) []meaning.Concept {
	const example = "tờ rơi: {say: [tờ rơi, tờ gấp], units: [tờ]}"
	var all []meaning.Concept
	f.section(example).each(func(key string, value field) {
		r.at[key] = value
		s := value.section(example)
		c := meaning.Concept{Entry: meaning.Entry{ID: key}}
		if say := s.at("say"); say.needed("say: [tờ rơi]") {
			c.Say = r.words(say)
		}
		c.Units = r.words(s.at("units"))
		c.With, c.Online = s.at("with").texts("with: [phát]"), s.at("online").texts("online: [tiếp nhận]")
		c.Apart = s.at("apart").texts("apart: [một cửa]")
		c.Vague = s.at("vague").texts("vague: [dịch vụ công]")
		c.Same = s.at("same").text("same: đoàn viên")
		c.Kind, c.Crowd = s.at("kind").flag(false, "kind: true"), s.at("crowd").flag(false, "crowd: true")
		c.Does, c.Serves = s.at("does").flag(false, "does: true"), s.at("serves").flag(false, "serves: true")
		s.done()
		all = append(all, c)
	})
	return all
}

func (r *lexiconReader) levels(f field) meaning.Levels {
	s := f.section(`levels: {words: [mức độ], "3": [một phần], "4": [toàn trình]}`)
	l := meaning.Levels{
		Words: r.words(s.at("words")), Three: r.words(s.at("3")), Four: r.words(s.at("4")), Both: r.words(s.at("both")),
		Of: s.at("of").text("of: hồ sơ"), Idle: r.words(s.at("idle")),
	}
	s.done()
	return l
}

func (r *lexiconReader) senses(f field) []meaning.Sense {
	var all []meaning.Sense
	f.section("tt: {tuyên truyền: [lượt, buổi]}").each(func(short string, value field) {
		r.at[short] = value
		value.section("tuyên truyền: [lượt, buổi]").each(func(means string, beside field) {
			all = append(all, meaning.Sense{Short: short, Means: means, Beside: beside.texts("[lượt, buổi]")})
		})
	})
	return all
}

func (r *lexiconReader) parts(l *meaning.Lexicon, f field) {
	s := f.section("parts: {whole: [cả ngày], place: [thôn, ấp]}")
	for _, id := range meaning.PartIDs {
		l.Parts = append(l.Parts, meaning.Entry{ID: id, Say: r.words(s.at(id))})
	}
	l.TimesOfDay, l.Sexes = r.entries(s.at("time_of_day"), nil), r.entries(s.at("sex"), nil)
	s.done()
}
