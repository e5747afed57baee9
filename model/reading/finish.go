package reading

import (
	"regexp"
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// finish reads a gathered table's figures, notes and findings. Its days are
// placed and its fields assigned before.
func (sc *scan) finish(t *table) {
	r := sc.r
	r.budget -= len(t.lines)
	r.tables = append(r.tables, t)
	switch t.held {
	case office.WhyTab, heldEarlier, office.WhyEntryDay, office.WhyLayout:
		switch r.answeredWhole(t, r.heldText(t)) {
		case wholeTaken:
			t.held = ""
		case wholeDeclined:
			t.held = heldDeclined
		}
	}
	r.refuseTicks(t)
	r.cohorts(t)
	r.tellFields(t)
	r.reportUnknown(t)
	r.tellProposals(t)
	t.readFirst()
	r.cohorts(t)
	r.dropStruck(t)
	r.weighTitle(t)
	r.readFigures(t)
	r.weighDayTotals(t)
	if t.held == "" {
		r.settleUnits(sc, t)
	}
	r.refuseShared(t)
	r.shareNil(t)
	r.doubtfulColours(t)
	r.weighNotes(t)
	r.weighCorrections(t)
	r.shiftedRows(t)
	if t.held == heldTwoDays {
		r.tellTwoDays(t)
	}
	r.earlier(t)
	r.enter(t)
	if t.held == "" {
		r.tellAdded(t)
	}
}

// earlier takes a table whose days all lie before the programme for what it is:
// of an earlier time, and nothing of ours.
func (r *reader) earlier(t *table) {
	days := 0
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay || l.date.kind == dateNone {
			continue
		}
		if !l.date.before {
			return
		}
		days++
	}
	if days < 2 {
		return
	}
	first := -1
	for i := range t.lines {
		if l := &t.lines[i]; l.kind == lineDay {
			if first < 0 && l.date.kind != dateNone {
				first = i
			}
			l.kind = lineOut
		}
	}
	d := &t.lines[first].date
	r.report(t.unit, r.at(t.sh.tab, grid.Address(d.row, d.col)), "date-out-of-programme", office.SeverityNotice, r.raw(t.sh, t.sh.cell(d.row, d.col)))
}

func (r *reader) heldText(t *table) string {
	if t.held == office.WhyTab || t.held == heldEarlier {
		return t.sh.tab.Title
	}
	return t.headText(t.dateAt)
}

// tellTwoDays refuses a table with two columns of days of which nothing tells
// when the work was done.
func (r *reader) tellTwoDays(t *table) {
	f := r.report(t.unit, r.at(t.sh.tab, t.fieldName(t.dateAt)), "date-ambiguous", office.SeverityError, t.headText(t.dateAt))
	for _, u := range t.units {
		r.unreadDay(u, 0, office.TurnOffice, f)
	}
	t.markFields(fateTold)
}

// dropStruck takes lines whose day is struck through out of the table: they are
// no rows any more, and no duplicates of another.
func (r *reader) dropStruck(t *table) {
	for i := range t.lines {
		l := &t.lines[i]
		c := t.sh.cell(l.date.row, l.date.col)
		if l.kind != lineDay || !c.Has(grid.Struck) || c.Empty() || l.date.row != rowOf(t, l) && !t.wide {
			continue
		}
		l.kind = lineOut
		out := r.report(r.unitOfLine(t, l), r.at(t.sh.tab, t.lineName(l.at)), "shown-differs", office.SeverityWarning, r.raw(t.sh, c))
		out.Day = l.day
	}
}

func rowOf(t *table, l *line) int {
	row, _ := t.pos(l.at, t.dateAt)
	return row
}

func (r *reader) unitOfLine(t *table, l *line) *office.Unit {
	if l.unit != nil {
		return l.unit
	}
	return t.unit
}

// shiftedRows refuses the rows of a file of separated fields that have more
// fields than their heading: a separator too many has moved what stands behind.
func (r *reader) shiftedRows(t *table) {
	if t.wide || t.sh.tab.Fields == nil {
		return
	}
	want := 0
	for _, row := range t.heads {
		n, _ := t.sh.tab.FieldCount(row)
		want = max(want, n)
	}
	if want == 0 {
		return
	}
	for i := range t.lines {
		l := &t.lines[i]
		if n, ok := t.sh.tab.FieldCount(l.at); !ok || n <= want || l.kind != lineDay || !r.hasFigures(t, l, nil) && !hasRejects(t, l, nil) {
			continue
		}
		out := r.report(r.unitOfLine(t, l), r.at(t.sh.tab, t.lineName(l.at)), "row-shifted", office.SeverityError, "")
		out.Day = l.day
		if u := r.unitOfLine(t, l); u != nil {
			r.unreadDay(u, l.day, office.TurnCommune, out)
		}
		l.kind = lineOut
		r.markLine(t, l, fateTold)
	}
}

// weighNotes looks at what stands beside the figures: a note of a row that
// cancels it or makes it an example withholds the row; a word of doubt in a note
// or comment warns.
func (r *reader) weighNotes(t *table) {
	fields := map[int]bool{}
	for k := range t.read {
		fields[t.fields[k].at] = true
	}
	diaries := map[int]bool{}
	for col := t.head.Col; col < t.head.EndCol && !t.wide; col++ {
		diaries[col] = t.diary(col)
	}
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay || !r.hasFigures(t, l, nil) {
			continue
		}
		r.weighCells(t, l)
		r.weighDate(t, l)
		if t.wide || t.layout == "list" {
			continue
		}
		for col := t.head.Col; col < min(t.head.EndCol, t.sh.width(l.at)); col++ {
			if fields[col] || col == t.dateAt || t.sh.at(l.at, col) != isWords {
				continue
			}
			r.weighNote(t, l, col, diaries[col])
		}
	}
}

// weighNote weighs one text beside a line.
func (r *reader) weighNote(t *table, l *line, col int, diary bool) {
	w := t.sh.word(l.at, col)
	if w.clean == "" || slices.Contains(t.partsAt, col) || col == t.weekAt || col == t.unitAt {
		return
	}
	place := meaning.InNote
	if col == t.serialAt {
		place = meaning.InRow
	}
	roles := r.mind.roles(w.clean, place, t.sh.bare)
	switch roles.Result {
	case meaning.Cancelled, meaning.Sample, meaning.Plan:
		if roles.Result == meaning.Plan && place != meaning.InRow && strings.Count(w.clean, " ") > 2 {
			break // a story about a plan
		}
		l.held = "row-withheld"
		if row, c := l.at, col; true {
			out := r.report(r.unitOfLine(t, l), r.at(t.sh.tab, t.lineName(row)), "row-withheld", office.SeverityWarning, t.sh.word(row, c).clean)
			out.Day = l.day
		}
		return
	}
	if diary && !doubtsFigures.MatchString(w.fold) && !strings.Contains(w.clean, "?") {
		return
	}
	if place == meaning.InNote && r.mind.doubt(w.clean) {
		out := r.report(r.unitOfLine(t, l), r.at(t.sh.tab, t.lineName(l.at)), "doubt-marked", office.SeverityWarning, w.clean)
		out.Day = l.day
	}
}

// A column of a diary tells of each day what was done, in sentences: what was
// missing or late there was a resident's paper. Only words about the figures doubt
// them.
const (
	minDiary   = 5  // how many texts make a diary
	diaryBytes = 40 // how long they are in the middle
)

// doubtsFigures are words about figures or their writing, on folded text.
var doubtsFigures = regexp.MustCompile(`\b(?:so lieu|nham|ghi sai|sai so|dinh chinh|dieu chinh|nhap lai|ghi lai|dem lai|tinh lai|bao lai|kiem tra lai|xem lai|hoi lai|sua so|sua lai|cong ca|gom ca|bao gom|gop|don|tam tinh|uoc|khoang|trung|tru|bot)\b`)

// diary reports whether a column holds sentences for most days.
func (t *table) diary(col int) bool {
	var lengths []int
	days := 0
	for i := range t.lines {
		if l := &t.lines[i]; l.kind == lineDay && l.day != 0 {
			days++
			if w := t.sh.word(l.at, col); w.clean != "" && t.sh.at(l.at, col) == isWords {
				lengths = append(lengths, len(w.clean))
			}
		}
	}
	if len(lengths) < minDiary || len(lengths)*10 < days*7 {
		return false
	}
	slices.Sort(lengths)
	return lengths[len(lengths)/2] >= diaryBytes
}

// weighCells warns of figures whose own comment doubts them, and of those whose
// colour the sheet's legend explains as doubtful.
func (r *reader) weighCells(t *table, l *line) {
	for k := range l.figures {
		f := &l.figures[k]
		if f.state != stated || f.fault != noFault || t.fields[k].role != roleIndicator {
			continue
		}
		c := t.cellOf(l, &t.fields[k])
		if c.More == nil {
			continue
		}
		if c.More.Note != "" && r.mind.doubt(cleanText(c.More.Note)) || c.More.Fill != "" && t.doubtful[c.More.Fill] {
			f.fault = faultDoubt
		}
	}
}

// weighDate warns of a day whose date a comment doubts.
func (r *reader) weighDate(t *table, l *line) {
	c := t.sh.cell(l.date.row, l.date.col)
	if l.date.kind == dateNone || c.More == nil || c.More.Note == "" || !r.mind.doubt(cleanText(c.More.Note)) {
		return
	}
	out := r.report(r.unitOfLine(t, l), r.at(t.sh.tab, t.lineName(l.at)), "doubt-marked", office.SeverityWarning, clip(cleanText(c.More.Note)))
	out.Day = l.day
}

// holdLine keeps a line's figures out and accounts for them.
func (r *reader) holdLine(t *table, l *line, u *office.Unit) { r.markLine(t, l, fateTold) }

// weighTitle refuses days that are bare numbers where the tab's name and a title
// above the table name different months: nobody can tell which.
func (r *reader) weighTitle(t *table) {
	if t.conflict.Cell == "" || t.span.last != 0 {
		return
	}
	var told *office.Finding
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay || l.date.kind != dateBare || l.day == 0 || l.month.month != t.title.month {
			continue
		}
		if told == nil {
			told = r.report(t.unit, t.conflict.Origin, "date-outside-tab", office.SeverityError, t.conflict.Raw)
			for _, u := range t.units {
				r.unreadDay(u, 0, office.TurnCommune, told)
			}
		}
		l.kind = lineOut
		r.markLine(t, l, fateTold)
	}
}

// settleUnits reports lines whose unit is not one of the source's.
func (r *reader) settleUnits(sc *scan, t *table) {
	told := map[string]bool{}
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay || !l.stray || !r.hasFigures(t, l, nil) {
			continue
		}
		r.markLine(t, l, fateTold)
		severity := office.SeverityWarning
		if l.unitRaw == "" || r.roster.find(t.sh.words.of(l.unitRaw)).many {
			severity = office.SeverityError
		}
		if !l.said {
			r.report(nil, r.at(t.sh.tab, t.addressOfUnit(l)), "unit-unknown", severity, l.unitRaw)
			continue
		}
		if !told[l.unitRaw] {
			told[l.unitRaw] = true
			cell := sc.strayCell
			if l.unitRaw == "" || cell == "" {
				cell = grid.Address(t.head.Row, t.head.Col)
			}
			r.report(nil, r.at(t.sh.tab, cell), "unit-unknown", severity, l.unitRaw)
		}
	}
}

func (t *table) addressOfUnit(l *line) string {
	row, col := t.pos(l.at, t.unitAt)
	return grid.Address(row, col)
}

// weighCorrections warns of figures that a column of corrections doubts: one whose
// heading says so and whose nearest meaning is another column's.
func (r *reader) weighCorrections(t *table) {
	for i := range t.fields {
		f := &t.fields[i]
		if f.isRead() || f.role == roleText || f.role == roleIgnored && f.how == howTaught || f.header == "" || f.roles.Result != meaning.ResultUnsaid || f.roles.Span != meaning.SpanUnsaid || !r.mind.doubt(strings.TrimRight(f.heading.last(), "? ")) || r.negates(f.heading) {
			continue
		}
		for j := range t.lines {
			l := &t.lines[j]
			row, col, ok := t.where(l, f)
			if !ok || l.kind != lineDay || l.day == 0 || !t.sh.at(row, col).bearsNumber() || !r.hasFigures(t, l, nil) {
				continue
			}
			out := r.report(r.unitOfLine(t, l), r.at(t.sh.tab, t.lineName(l.at)), "doubt-marked", office.SeverityWarning, f.header)
			out.Day = l.day
		}
	}
}

// negates reports whether a heading says what was not done, "Tờ rơi chưa phát": it
// doubts nothing.
func (r *reader) negates(h *heading) bool {
	return r.mind.heading(meaning.Heading{Path: h.path}).Why == meaning.Negated
}
