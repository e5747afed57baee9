package reading

import (
	"slices"
	"strings"

	"tonghop/model/office"
)

// Who fills in a book by hand writes the day once and "nt" (như trên) under it for
// each further row of that day. Such a row says in so many words that it is another
// one of the same day, so the rows of that day add up, as those of a list do.

// dittoTexts stand for what is written above them, folded.
var dittoTexts = set("nt|nhu tren|cung ngay|ngay nhu tren|nhu dong tren|ditto|same")

// isDitto reports whether a text stands for what is written above it.
func isDitto(w *word) bool {
	if w.clean == "" || len(w.clean) > 20 {
		return false
	}
	if dittoTexts[w.fold] {
		return true
	}
	signs := strings.Trim(w.lower, " -–—.")
	return signs != "" && strings.Trim(signs, "\"'″”“〃´`/ ") == "" && signs != "/" && signs != "'" && signs != "`"
}

// ditto gives a row whose day is "nt" the day of the row above it.
func (g *gatherer) ditto(l *line) {
	w := g.sc.sh.word(l.at, g.t.dateAt)
	if len(g.t.lines) == 0 || !isDitto(w) {
		return
	}
	before := &g.t.lines[len(g.t.lines)-1]
	if before.kind == lineTotal || before.at < l.at-2 {
		return
	}
	l.date, l.month, l.ditto = before.date, before.month, w
}

// labelOf is the text of a row in a column of labels: that of the row above it
// where the cell says "nt".
func (s *sheet) labelOf(row, col int) *word {
	w := s.word(row, col)
	for i := s.after(row) - 1; i >= 0 && isDitto(w) && s.rows[i] >= row-maxDitto; i-- {
		w = s.word(s.rows[i], col)
	}
	return w
}

// maxDitto is how many rows "nt" may lie below what it stands for.
const maxDitto = 40

// oneDitto reports whether all bundles of a day are rows of one date that is written
// once, with "nt" under it.
func oneDitto(all []bundle) bool {
	first := all[0].es[0]
	n := 0
	for _, b := range all {
		e := b.es[0]
		if e.t != first.t || e.at().date.row != first.at().date.row || e.at().date.col != first.at().date.col {
			return false
		}
		if e.at().ditto != nil {
			n++
		}
	}
	return n == len(all)-1
}

// addDitto adds the rows of a day that is written once. A stock does not add up:
// rows that state another one each refuse it.
func (r *reader) addDitto(k dayKey, all []bundle) []said {
	r.addedLines(k, all)
	out := r.addUp(k, all)
	for i := range out {
		s := &out[i]
		if !r.levels(s.indicator) || s.state != stated {
			continue
		}
		var values []int64
		for _, b := range all {
			if o := of(b.said, s.indicator); o != nil && !slices.Contains(values, o.value) {
				values = append(values, o.value)
			}
		}
		if len(values) == 1 {
			s.value = values[0]
			continue
		}
		s.state = rejected
		f := r.report(k.unit, r.at(s.t.sh.tab, s.cell), "duplicate-day-conflict", office.SeverityError, "", "rows", linesOf(entriesOf(all)))
		f.Day, f.Indicator = k.day, r.ctx.Indicators[s.indicator].ID
		r.unreadDay(k.unit, k.day, office.TurnCommune, f)
	}
	return out
}

// dittoNames are what the rows of a day that is written once have for a label.
func dittoNames(parts []bundle) []string {
	var names []string
	for _, p := range parts {
		if w := p.es[0].at().ditto; w != nil && !slices.Contains(names, w.clean) {
			names = append(names, w.clean)
		}
	}
	return names
}
