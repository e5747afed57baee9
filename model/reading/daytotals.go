package reading

import (
	"regexp"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// A list of what was done one by one, a row a resident or a visit, may close each
// day with a row that adds it up: "Cộng ngày 22/6". That row is the day's, and the
// rows above it are what it adds up: ticks, or figures.

// dayTotal is what opens the label of a row that adds up one day, on lower-case text
// without marks.
var dayTotal = regexp.MustCompile(`^[-*+. ]*(?:tong cong|tong so|tong|cong)(?: so)?(?: trong)?(?::| )*(?:cua )?(ngay\b)?[: ]*`)

// dayTotals takes rows that add up one day for the lines of that day, where all rows
// since the one before are of it.
func (sc *scan) dayTotals(t *table) {
	from := 0
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineTotal {
			continue
		}
		rows := t.lines[from:i]
		from = i + 1
		d, ok := dayOfTotal(l, rows)
		if l.running || !ok {
			continue
		}
		l.kind, l.date = lineDay, cellDate{dateText: d.dateText, serial: d.serial, row: l.at, col: t.dateAt}
		l.month = rows[0].month
		l.sums = rows
		for k := range rows {
			rows[k].kind, rows[k].summed = lineOut, true
		}
	}
}

// dayOfTotal gives the one day that a row of totals is of: the one in its label,
// "Cộng ngày" alone being of the rows above it. It reports false where those are of
// another day, or none of them bears one.
func dayOfTotal(l *line, rows []line) (cellDate, bool) {
	text := unmark(l.label.lower)
	g := dayTotal.FindStringSubmatch(text)
	if g == nil || len(rows) == 0 {
		return cellDate{}, false
	}
	var said cellDate
	if rest := strings.TrimRight(text[len(g[0]):], ": "); rest != "" {
		said.dateText = parseDate(rest)
		if said.kind != dateFull && said.kind != dateMonth && (said.kind != dateBare || g[1] == "") {
			return cellDate{}, false
		}
	} else if g[1] == "" {
		return cellDate{}, false
	}
	var day *cellDate
	for i := range rows {
		d := &rows[i].date
		if rows[i].kind != lineDay {
			return cellDate{}, false
		}
		if d.kind == dateNone {
			continue
		}
		if said.kind != dateNone && !sameDay(d, &said) || day != nil && !sameDay(d, day) {
			return cellDate{}, false
		}
		day = d
	}
	if day == nil || day.kind == dateRange || day.kind == dateInvalid {
		return cellDate{}, false
	}
	return *day, true
}

// isTick reports whether a cell is ticked and says nothing else.
func (s *sheet) isTick(row, col int) bool {
	c := s.cell(row, col)
	if c.Kind == grid.Bool {
		return c.Number != 0
	}
	return ticks[s.word(row, col).lower]
}

var ticks = set("x|v|✓|✔|√|☑|✅|🗸")

// weighDayTotals holds each row that adds up one day against the rows that it adds
// up: a tick counts one. Where they disagree, neither is taken.
func (r *reader) weighDayTotals(t *table) {
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay || len(l.sums) == 0 || l.day == 0 {
			continue
		}
		for k := range l.figures {
			f := &t.fields[k]
			if f.role != roleIndicator || f.running() || r.levels(f.indicator) {
				continue
			}
			sum, clear := t.addRows(l.sums, f, k)
			whole := &l.figures[k]
			if !clear || whole.state == rejected || whole.state == stated && whole.value == sum {
				continue
			}
			u := r.unitOfLine(t, l)
			out := r.report(u, r.at(t.sh.tab, t.addressOf(l, f)), "total-disagrees", office.SeverityError, r.raw(t.sh, t.cellOf(l, f)),
				"written", writtenOr(whole), "sum", office.Grouped(sum), "label", r.ctx.Indicators[f.indicator].Label)
			out.Day, out.Indicator = l.day, r.ctx.Indicators[f.indicator].ID
			r.unreadDay(u, l.day, office.TurnCommune, out)
			*whole = figure{state: rejected}
		}
	}
}

func writtenOr(f *figure) string {
	if f.state == unstated {
		return "—"
	}
	return office.Grouped(f.value)
}

// addRows adds a field over rows. It is not clear where none of them holds anything,
// or one holds what is neither a tick nor a figure.
func (t *table) addRows(rows []line, f *field, k int) (sum int64, clear bool) {
	for i := range rows {
		row, col, ok := t.where(&rows[i], f)
		if !ok {
			continue
		}
		switch g := &rows[i].figures[k]; {
		case g.state == stated:
			sum += g.value
			clear = true
		case t.sh.isTick(row, col):
			sum++
			clear = true
		case g.state == rejected:
			return 0, false
		}
	}
	return sum, clear
}

// peopleNames are names of people, one or several: "Lan, Bảo", "Nguyễn Văn An". Each
// word begins with a capital and there is no number.
var peopleNames = regexp.MustCompile(`^\p{Lu}\p{Ll}*(?:(?: |, ?| ?[-+;&/] ?| và )\p{Lu}\p{Ll}*){1,9}$`)

// minTicks is how many ticks make a column of them.
const minTicks = 3

// refuseTicks refuses columns of ticks: each row is of one visit, and nothing says
// that all of them count. A column of people's names holds no figures either.
func (r *reader) refuseTicks(t *table) {
	if t.wide || t.layout == "text" {
		return
	}
	enough := minTicks
	for range 2 { // once there is such a column, few make another
		for i := range t.fields {
			f := &t.fields[i]
			if f.role != roleIndicator && f.role != roleProposed {
				continue
			}
			if ticked, filled := t.countTicks(f); ticked < enough || ticked*10 < filled*8 {
				continue
			}
			enough = 1
			f.role, f.why = roleRefused, whyTicked
			r.report(r.fieldUnit(t, f), r.at(t.sh.tab, t.fieldPlace(f)), "column-refused", office.SeverityWarning, f.header, "label", r.ctx.Indicators[f.indicator].Label)
		}
	}
}

// countTicks counts the ticks and names of people of a field, and the cells that hold anything.
func (t *table) countTicks(f *field) (ticked, filled int) {
	for k := range t.lines {
		l := &t.lines[k]
		row, col, ok := t.where(l, f)
		if !ok || l.kind != lineDay || t.sh.at(row, col) == isBlank {
			continue
		}
		filled++
		if t.sh.isTick(row, col) || peopleNames.MatchString(t.sh.word(row, col).clean) {
			ticked++
		}
	}
	return ticked, filled
}

// whyTicked: a column holds ticks where figures should be.
const whyTicked = "ticks"
