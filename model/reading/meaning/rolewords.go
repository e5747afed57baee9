package meaning

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// rolesOf gives the roles that the words of one text say. Earlier tells that a
// word for an earlier period stands beside it, so that "kỳ này" is the day's.
func rolesOf(items []item, bare, earlier bool) Roles {
	g := gathered{earlier: earlier}
	for i := range items {
		if called(items, i) {
			continue
		}
		g.take(&items[i], i > 0 && divides(items[i].gap))
		if items[i].folded && !bare && items[i].word.turnsFigures() {
			g.Folded = true
		}
	}
	return g.roles(items)
}

// called reports whether a word of one syllable stands in a person's or a
// place's name, so that it says nothing: Nguyễn Văn Nam, bạn Đạt.
func called(items []item, at int) bool {
	it := &items[at]
	if !it.word.says() || strings.Contains(it.text, " ") || !capital(it.text) {
		return false
	}
	for _, j := range []int{at - 1, at + 1} {
		if j < 0 || j >= len(items) || items[j].word != nil || !capital(items[j].text) {
			continue
		}
		if later := &items[max(at, j)]; later.gap == ' ' && later.bracket == items[min(at, j)].bracket {
			return true
		}
	}
	return false
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// says reports whether a word says a role.
func (w *word) says() bool {
	if w == nil {
		return false
	}
	switch w.class {
	case resultRole, spanRole, thisPeriod, partRole, scaleWord, draftWord:
		return true
	}
	return false
}

// turnsFigures reports whether a word makes of a figure something else than what
// was done on the day.
func (w *word) turnsFigures() bool {
	return w.says() && !(w.class == resultRole && w.result == Actual) && !(w.class == spanRole && w.span == Daily) && !(w.class == partRole && !w.part.divides())
}

// divides reports whether a sign sets two words against each other: "KH/TH".
func divides(gap rune) bool { return gap != 0 && gap != ' ' && gap != '(' && gap != ')' }

type gathered struct {
	Roles
	earlier bool
	total   bool
	content bool
}

func (g *gathered) take(it *item, apart bool) {
	w := it.word
	if w == nil {
		g.content = true
		return
	}
	switch w.class {
	case resultRole:
		g.result(w.result, apart)
	case spanRole:
		g.spans(w)
	case thisPeriod:
		if g.earlier {
			g.result(Actual, false)
		} else {
			g.spans(w)
		}
	case partRole:
		g.parts(w.part)
	case scaleWord:
		g.Scale = w.scale
	case draftWord:
		g.Draft = true
	case totalWord:
		g.total = true
		if g.content && it.gap == '/' {
			g.result(Share, false) // "Mức độ 3/tổng số"
		}
	case plainWord, numberWord:
	default:
		g.content = true
	}
}

// result keeps what makes more of the figure: a share is a share of whatever
// else is named, and thực hiện says nothing beside another word. Plan and
// actual side by side cannot be told apart.
func (g *gathered) result(r Result, apart bool) {
	old := g.Result
	switch {
	case old == ResultUnsaid || old == r:
		g.Result = r
	case apart && (old == Plan && r == Actual || old == Actual && r == Plan):
		g.Result = ResultClash
	case old == Share || r == Share:
		g.Result = Share
	case old == Actual:
		g.Result = r
	}
}

func (g *gathered) spans(w *word) {
	switch {
	case g.Span == SpanUnsaid || g.Span == w.span:
		g.Span, g.Monthly = w.span, g.Monthly || w.monthly
	case g.Span == Running && w.span == PeriodTotal || g.Span == PeriodTotal && w.span == Running:
		g.Span = Running
	default:
		g.Span = SpanClash
	}
}

func (g *gathered) parts(p Part) {
	old := g.Part
	switch {
	case old.Kind == PartUnsaid || old.Kind == Whole:
		g.Part = p
	case old.Kind == OfWhich:
		g.Part = p
		g.Part.OfWhich = true
	case p.Kind == OfWhich:
		g.Part.OfWhich = true
	case p.Kind == Whole || p == old:
	case p.Kind == old.Kind:
		g.Part = Part{Kind: PartClash}
	default:
		g.Outer = append(g.Outer, p)
	}
}

// roles adds that a total is the whole of what it stands over.
func (g *gathered) roles([]item) Roles {
	if g.total && g.Part.Kind == PartUnsaid {
		g.Part = Part{Kind: Whole}
	}
	return g.Roles
}

// within reports whether each role that a name bears is said by the heading.
func (r Roles) within(h Roles) bool {
	n := r.turning()
	return (n.Result == ResultUnsaid || n.Result == h.Result) && (n.Span == SpanUnsaid || n.Span == h.Span) &&
		(n.Part.Kind == PartUnsaid || n.Part.Kind == h.Part.Kind && n.Part.Name == h.Part.Name)
}

// turning keeps the roles that make of a figure something else.
func (r Roles) turning() Roles {
	var t Roles
	if r.Result != Actual {
		t.Result = r.Result
	}
	if r.Span != Daily {
		t.Span = r.Span
	}
	if r.Part.divides() {
		t.Part = r.Part
	}
	return t
}

// weight counts the roles that a name bears.
func (r Roles) weight() int {
	n := 0
	t := r.turning()
	for _, has := range []bool{t.Result != ResultUnsaid, t.Span != SpanUnsaid, t.Part.Kind != PartUnsaid} {
		if has {
			n++
		}
	}
	return n
}

// without takes the roles of a name from those of a heading.
func (r Roles) without(name Roles) Roles {
	n := name.turning()
	if n.Result != ResultUnsaid {
		r.Result = ResultUnsaid
	}
	if n.Span != SpanUnsaid {
		r.Span, r.Monthly = SpanUnsaid, false
	}
	if n.Part.Kind != PartUnsaid {
		r.Part = Part{}
	}
	return r
}
