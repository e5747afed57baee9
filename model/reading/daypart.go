package reading

import (
	"regexp"

	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// In the column of days a part may stand beside the day: "22/6 (sáng)", "Chiều
// 22/6". Such a row is a half of its day. A row that adds to a day or corrects it,
// "8/7 (bổ sung)", is of that day too, but nothing tells whether it is to be added
// or to stand in its place.

// dayAndWord and wordAndDay find a day with a word beside it, on lower-case text.
var (
	dayAndWord = regexp.MustCompile(`^((?:(?:thứ \S+|t[2-7]|cn)[ ,.\-:]+)?(?:ngày )?\d{1,2} ?[/.\-] ?\d{1,2}(?: ?[/.\-] ?(?:\d{4}|\d{2}))?)[ ,:;\-–(\[]+(\pL[\pL\d ]*?)[ )\]]*$`)
	wordAndDay = regexp.MustCompile(`^(\pL[\pL\d ]*?)[ ,:;\-–(\[]+(?:ngày )?(\d{1,2} ?[/.\-] ?\d{1,2}(?: ?[/.\-] ?(?:\d{4}|\d{2}))?)[ )\]]*$`)
)

// amendments add to a day or correct it, folded.
var amendments = set("bo sung|bs|dinh chinh|dieu chinh|sua|sua lai|cap nhat|cap nhat lai|nop bo sung|bao cao bo sung|them|lan 2|lan 3|moi")

// dayPart reads a day that has a word beside it, where the word is a part of the
// day or an amendment of it.
func (sc *scan) dayPart(l *line, col int) part {
	w := sc.sh.word(l.at, col)
	if l.date.kind != dateInvalid && l.date.kind != dateNone || w.clean == "" || len(w.lower) > 60 {
		return part{}
	}
	day, beside := "", ""
	if g := dayAndWord.FindStringSubmatch(w.lower); g != nil {
		day, beside = g[1], g[2]
	} else if g := wordAndDay.FindStringSubmatch(w.lower); g != nil {
		day, beside = g[2], g[1]
	}
	d := parseDate(unmark(day))
	if d.kind != dateFull && d.kind != dateMonth {
		return part{}
	}
	word := sc.sh.words.of(beside)
	p := sc.r.partLabel(word, sc.sh.bare)
	switch {
	case amendments[word.fold]:
		l.amends = true
		p = part{}
	case p.kind != meaning.ByTimeOfDay:
		return part{}
	}
	l.date.dateText = d
	return p
}

// timed puts the part of the day that stands beside a line's date behind its other
// parts.
func (t *table) timed(l *line, p part) {
	if p.kind == meaning.PartUnsaid {
		return
	}
	for len(l.parts) <= len(t.partsAt) {
		l.parts = append(l.parts, part{})
	}
	l.parts = append(l.parts, p)
}

// amended withholds a day to which a row adds, or which it corrects, and reports
// whether there is such a row.
func (r *reader) amended(k dayKey, es []*entry) bool {
	for _, e := range es {
		if !e.at().amends {
			continue
		}
		if len(es) > 1 {
			r.tellTwice(k, es, "duplicate-day-conflict", office.SeverityError)
		} else {
			l := e.at()
			f := r.report(k.unit, r.at(e.t.sh.tab, e.t.lineName(l.at)), "row-withheld", office.SeverityWarning, r.raw(e.t.sh, e.t.sh.cell(l.date.row, l.date.col)))
			f.Day = k.day
			r.unreadDay(k.unit, k.day, office.TurnCommune, f)
			r.markLine(e.t, l, fateTold)
		}
		r.gaps[k.unit] = append(r.gaps[k.unit], k.day)
		return true
	}
	return false
}
