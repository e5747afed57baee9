package reading

import (
	"regexp"
	"slices"
)

// A table may have the days of the month down its rows and a column a month, for
// one indicator that its title or its tab names. It is read as a table a month.

// monthAlone is a heading of a month and no more, folded.
var monthAlone = regexp.MustCompile(`^(?:thang|thg|t) ?(\d{1,2})(?: (?:nam )?(20\d\d))?$`)

// minMonths is how many columns of months make such a table.
const minMonths = 2

// monthColumns gives the columns of a table that are headed by months, nil where
// other figures stand between them or its days bear their own months.
func (sc *scan) monthColumns(t *table, headings []heading) map[int]month {
	for i := range t.lines {
		if k := t.lines[i].date.kind; t.lines[i].kind == lineDay && k != dateBare && k != dateNone {
			return nil
		}
	}
	months := map[int]month{}
	for k := range headings {
		h, col := &headings[k], t.head.Col+k
		if t.special(col) || len(h.path) == 0 {
			continue
		}
		g := monthAlone.FindStringSubmatch(foldText(lowerClean(h.path[0])))
		switch total, _ := isTotal(sc.sh.words.of(h.text())); {
		case g != nil:
			months[col] = makeMonth(g[1], g[2])
		case total:
		case sc.hasFigures(t, col):
			return nil
		}
	}
	if len(months) < minMonths {
		return nil
	}
	return months
}

// byMonths reads a table of columns of months as one a month.
func (sc *scan) byMonths(t *table, headings []heading, months map[int]month) {
	for i := range t.lines { // the days, whether anything stands beside them or not
		sc.sh.mark(t.lines[i].at, t.dateAt, fateKnown)
	}
	for k := range headings {
		col := t.head.Col + k
		if _, ok := months[col]; !ok && !t.special(col) {
			t.known = append(t.known, col) // what all months come to
		}
	}
	done := map[month]bool{}
	for k := range headings {
		m, ok := months[t.head.Col+k]
		if ok && !done[m] {
			done[m] = true
			sc.oneMonth(t, headings, months, m)
		}
	}
}

// oneMonth reads the columns of one month.
func (sc *scan) oneMonth(t *table, headings []heading, months map[int]month, m month) {
	var places []place
	at := m
	if at.year == 0 {
		at.year = t.title.year
	}
	one := *t
	one.title, one.lines, one.fields = at, slices.Clone(t.lines), nil
	for k := range headings {
		col := t.head.Col + k
		if of, ok := months[col]; !ok || of != m {
			continue
		}
		h := headings[k]
		if h.path = h.path[1:]; len(h.path) == 0 {
			h.path = []string{"số lượng"}
		}
		places = append(places, place{at: col, sub: -1, heading: &h})
		one.head.EndCol = col + 1
	}
	one.lines = slices.DeleteFunc(one.lines, func(l line) bool {
		return !slices.ContainsFunc(places, func(p place) bool { return sc.sh.at(l.at, p.at) != isBlank })
	})
	for i := range one.lines {
		one.lines[i].month = at
	}
	sc.r.placeDays(&one)
	sc.r.assign(&one, places)
	sc.finish(&one)
}
