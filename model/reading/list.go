package reading

import (
	"slices"

	"tonghop/model/reading/meaning"
)

// list makes a table's fields of a long list, which has a row for each day and
// content: a column of labels, and one of figures. It reports false where the
// table is none.
func (sc *scan) list(t *table, headings []heading) bool {
	left := t.head.Col
	labels, figures, measure := -1, -1, -1
	for k := range headings {
		col := left + k
		if t.special(col) && !slices.Contains(t.partsAt, col) && !slices.Contains(t.known, col) {
			continue
		}
		kind := sc.r.mind.kind(headings[k].last()).Kind
		switch {
		case kind == meaning.KindMeasure, measureHeads[foldText(lowerClean(headings[k].last()))]:
			measure = col
		case sc.labelsMeasures(t, col):
			if labels >= 0 {
				return false
			}
			labels = col
		case sc.r.names(says(headings[k].path), sc.sh.bare) && sc.hasFigures(t, col):
			return false
		case sc.hasFigures(t, col):
			if figures >= 0 && kind != meaning.KindQuantity {
				if sc.r.mind.kind(headings[figures-left].last()).Kind == meaning.KindQuantity {
					continue
				}
				return false
			}
			figures = col
		}
	}
	if labels < 0 || figures < 0 {
		return false
	}
	t.layout = "list"
	t.partsAt, t.dims = slices.DeleteFunc(t.partsAt, func(c int) bool { return c == labels }), nil
	for i := range t.lines { // every row is a record of its own
		t.lines[i].parts = nil
	}
	sc.listFields(t, labels, figures, measure, headings)
	return true
}

// listFields makes a field of each label that the list has.
func (sc *scan) listFields(t *table, labels, figures, measure int, headings []heading) {
	index := map[string]int{}
	var places []place
	for i := range t.lines {
		l := &t.lines[i]
		label := sc.sh.word(l.at, labels).clean
		if label == "" || l.kind != lineDay {
			continue
		}
		counted := ""
		if measure >= 0 {
			counted = sc.sh.word(l.at, measure).clean
		}
		key := label + "\x00" + counted
		k, ok := index[key]
		if !ok {
			k = len(t.subs)
			index[key] = k
			t.subs = append(t.subs, label)
			places = append(places, place{at: figures, sub: k, heading: &heading{path: []string{enumerator.ReplaceAllString(label, "")}, measure: counted, own: true, row: l.at, col: labels}})
		}
		l.only = k
	}
	for k := range headings {
		if col := t.head.Col + k; col != labels && col != figures && col != measure && !t.special(col) {
			places = append(places, place{at: col, sub: -1, heading: &headings[k]})
		}
	}
	t.known = append(t.known, labels)
	sc.r.assign(t, places)
}

// labelsMeasures reports whether a column's cells name indicators, several and
// again and again.
func (sc *scan) labelsMeasures(t *table, col int) bool {
	named, texts := 0, 0
	distinct := map[string]bool{}
	for i := range t.lines[:min(len(t.lines), sampleRows)] {
		w := sc.sh.word(t.lines[i].at, col)
		if w.clean == "" {
			continue
		}
		texts++
		if sc.r.names(w.clean, sc.sh.bare) {
			named++
			distinct[w.clean] = true
		}
	}
	return named >= 2 && named*4 >= texts && (len(distinct) >= 2 || named == texts)
}

func (sc *scan) hasFigures(t *table, col int) bool {
	figures, texts := 0, 0
	for i := range t.lines[:min(len(t.lines), sampleRows)] {
		switch c := sc.sh.at(t.lines[i].at, col); {
		case c.figureLike():
			figures++
		case c == isWords:
			texts++
		}
	}
	return figures > 0 && figures >= texts
}

// contentColumn is the column of a list whose cells say what each row counts, -1
// where a table has none: its heading says so, and its cells name indicators.
func (sc *scan) contentColumn(t *table, w *window) int {
	for _, h := range sc.sh.headings(w.heads, w.left, w.right) {
		if h.col == t.dateAt || sc.r.mind.kind(h.last()).Kind != meaning.KindContent {
			continue
		}
		named := 0
		for _, row := range sc.below(w.from - 1) {
			if sc.measures(sc.sh.word(row, h.col)) {
				named++
			}
		}
		if named >= 2 {
			return h.col
		}
	}
	return -1
}

// contentOf is what a row of a list counts, "" where the table is none.
func (g *gatherer) contentOf(row int) string {
	if g.contentAt < 0 {
		return ""
	}
	return g.sc.sh.word(row, g.contentAt).fold
}
