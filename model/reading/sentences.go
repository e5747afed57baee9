package reading

import (
	"regexp"
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// Sentences are cells of prose, one a day: "Báo cáo ngày 1/6: tuyên truyền 3
// lượt, hướng dẫn 1 lượt". Each number that stands behind a label of an
// indicator is read, and the whole waits for an answer: prose is never certain.

// minSentences is how many cells with a day and figures make a tab of sentences.
const minSentences = 2

// labelled is a label and its number, with a counting word behind it.
var labelled = regexp.MustCompile(`^(.*?\pL.*?)[\s:=-]+(\d{1,6})\s*(\pL[\pL /]{0,20})?(?:\s+(?:ạ|nhé|ah))?$`)

// A sentence is one cell of prose, taken apart.
type sentence struct {
	row, col int
	day      cellDate
	labels   []string
	figures  []figure
}

// sentences reads a tab of sentences; it reports false where there is none.
func (sc *scan) sentences() {
	var all []sentence
	for _, row := range sc.sh.rows {
		for col := range sc.sh.width(row) {
			if sc.sh.at(row, col) != isWords || !sc.free(row, col) {
				continue
			}
			if s, ok := sc.sentence(row, col); ok {
				all = append(all, s)
			}
		}
	}
	if len(all) < minSentences {
		return
	}
	t := sc.blankTable(meaning.Roles{}, sc.month)
	t.layout, t.held = "text", office.WhyLayout
	t.dateAt = all[0].col
	t.head = grid.Range{Row: all[0].row, Col: all[0].col, EndRow: all[0].row, EndCol: all[0].col + 1}
	t.body = grid.Range{Row: all[0].row, Col: all[0].col, EndRow: all[len(all)-1].row + 1, EndCol: all[0].col + 1}
	var places []place
	for _, s := range all {
		l := line{at: s.row, only: -1, month: sc.month, unit: sc.unit, date: s.day}
		if l.unit == nil {
			l.stray, l.said, l.unitRaw = true, true, sc.stray
		}
		for i, label := range s.labels {
			k := slices.Index(t.subs, label)
			if k < 0 {
				k = len(t.subs)
				t.subs = append(t.subs, label)
				places = append(places, place{at: s.col, sub: k, heading: &heading{path: []string{label}, own: true, row: s.row, col: s.col}})
			}
			for len(l.given) <= k {
				l.given = append(l.given, figure{})
			}
			l.given[k] = s.figures[i]
		}
		t.lines = append(t.lines, l)
	}
	sc.r.placeDays(t)
	sc.r.assign(t, places)
	sc.finish(t)
}

// sentence takes a cell of prose apart: one day, and at least two labels with a
// number each.
func (sc *scan) sentence(row, col int) (s sentence, ok bool) {
	w := sc.sh.word(row, col)
	day := dayInTitle(w)
	if day == nil {
		return s, false
	}
	s = sentence{row: row, col: col, day: *day}
	s.day.row, s.day.col = row, col
	text := w.lower
	if at := titleDay.FindStringIndex(unmark(text)); at != nil {
		runes, plain := []rune(text), []rune(unmark(text))
		if len(runes) == len(plain) {
			text = string(runes[len([]rune(unmark(text)[:at[1]])):])
		}
	}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' || r == '.' }) {
		g := labelled.FindStringSubmatch(strings.Trim(part, " :-–"))
		if g == nil {
			continue
		}
		label := strings.TrimSpace(strings.TrimRight(g[1], ": "))
		if !sc.r.names(label, sc.sh.bare) || slices.Contains(s.labels, label) {
			continue
		}
		v, _ := digits(g[2])
		s.labels, s.figures = append(s.labels, label), append(s.figures, good(v, noFault))
	}
	return s, len(s.labels) >= 2
}
