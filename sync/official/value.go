package official

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"tonghop/model/book"
	"tonghop/model/office"
	"tonghop/model/report"
)

const (
	notStated   = "—"
	notReported = "Chưa BC"

	// tenthsPattern shows tenths of a per cent with a comma whatever the
	// reader's locale: 876 is 87,6 and 16774 is 1.677,4.
	tenthsPattern = `[>=10000]#"."000","0;0","0`
	// abovePattern words a goal as the plan does: trên 200.
	abovePattern = `[>=1000000]"trên "#"."000"."000;[>=1000]"trên "#"."000;"trên "0`
)

// A value is what one placeholder gives: a text, or a number with how it is
// shown and, where it has one, the formula that gives the same number.
type value struct {
	text    string
	n       int64
	isNum   bool
	format  string // excelize's custom number format
	formula string
	centre  bool // a text that stands for a number
	tight   bool // a number in a narrow column
	shown   string
}

func textValue(s string) value { return value{text: s, shown: s} }

func number(n int64) value {
	v := value{n: n, isNum: true, format: book.GroupedPattern, shown: office.Grouped(n)}
	if n < 0 {
		v.format = change(n).format // the pattern's last condition would hide the sign
	}
	return v
}

func counted(c office.Count) value {
	if !c.Stated {
		return value{text: notStated, shown: notStated, centre: true}
	}
	return number(c.N)
}

// inProse is the value as a part of a longer text, where offices write a
// leading zero before small counts.
func (v value) inProse() string {
	if v.isNum && v.n >= 0 && v.n < 10 && v.format == book.GroupedPattern {
		return fmt.Sprintf("%02d", v.n)
	}
	return v.shown
}

// figure is a unit's sum. A unit that reported nothing says so, unless it was
// we who could not read it.
func (p *place) figure() value {
	v := counted(p.line.Figures[p.item].Count)
	if !v.isNum && p.line.Rate.Missing > 0 && p.silent(p.line) {
		v.text, v.shown = notReported, notReported
	}
	if p.byOffice[unitItem{p.line.Unit.ID, p.item}] {
		return v.marked()
	}
	return v
}

// silent reports whether a unit stated nothing in the period; a stock that is
// carried forward from before it says nothing.
func (d *data) silent(l *report.Line) bool {
	for i, f := range l.Figures {
		if f.Stated && !d.indicator(i).Carries() {
			return false
		}
	}
	return true
}

// partFigure is blank on a day, or in a month, in which nothing was expected
// of the unit.
func (p *place) partFigure() value {
	id := p.line.Unit.ID
	if figures := p.part.figures[id]; p.item < len(figures) && figures[p.item].Stated {
		v := number(figures[p.item].N)
		v.tight = true
		if figures[p.item].Entered != nil {
			return v.marked()
		}
		return v
	}
	for _, s := range p.standings[id] {
		if s.Period.First >= p.part.first && s.Period.First <= p.part.last {
			return counted(office.Count{})
		}
	}
	return textValue("")
}

// dayTotal is what all units together stated for the row's day.
func (p *place) dayTotal() value {
	return counted(p.Totals[p.entry].Figures[p.item])
}

// officeMark stands behind a figure that the office entered, or that one of
// its entries is in; a footnote tells of each.
const officeMark = " (1)"

// marked shows the mark behind a number, which stays a number.
func (v value) marked() value {
	if v.isNum {
		v.format = strings.Join(strings.Split(v.format, ";"), `"`+officeMark+`";`) + `"` + officeMark + `"`
		v.shown += officeMark
	}
	return v
}

// sum is a total with the formula that adds up its column: of units, or of the
// sections' totals where the sections have any in it.
func (p *place) sum(word string, c office.Count) value {
	v := counted(c)
	rows := p.plan.outRows[p.row].adds
	if rows.n() == 0 && word == "tong:so_lieu" && p.daysMakeUp(c) {
		rows = p.plan.dayRows()
	}
	if !v.isNum || rows.n() == 0 {
		return v
	}
	col := columnName(p.col)
	if p.section == nil && p.plan.subtotalled(word, p.col) {
		v.formula = p.plan.subtotals(col)
		return v
	}
	v.formula = fmt.Sprintf("SUM(%s%d:%s%d)", col, rows.first, col, rows.last)
	return v
}

// daysMakeUp reports whether a column's days add up to its total, as those of a
// stock do not.
func (p *place) daysMakeUp(total office.Count) bool {
	var sum office.Count
	for _, t := range p.Totals {
		if p.item < len(t.Figures) {
			sum = sum.Plus(t.Figures[p.item])
		}
	}
	return sum == total
}

// subtotalled reports whether sections show their own total in a column.
func (p *plan) subtotalled(word string, col int) bool {
	if p.typeRow == 0 || len(p.data.sections) < 2 {
		return false
	}
	c := p.cells[at{p.typeRow, p.outCols[col].src}]
	return c != nil && c.says(word)
}

func (p *plan) subtotals(col string) string {
	var terms []string
	for r, row := range p.outRows {
		if r > 0 && row.src == p.typeRow {
			terms = append(terms, fmt.Sprintf("%s%d", col, r))
		}
	}
	return strings.Join(terms, "+")
}

// change is a difference: its sign is always shown.
func change(n int64) value {
	v := value{n: n, isNum: true, format: `+#;-#;0`, shown: office.Grouped(n)}
	switch size := max(n, -n); {
	case size >= 1_000_000:
		v.format = `+#"."000"."000;-#"."000"."000;0`
	case size >= 1000:
		v.format = `+#"."000;-#"."000;0`
	}
	if n > 0 {
		v.shown = "+" + v.shown
	}
	return v
}

// carriedOver gives a row of what the report before this one had stated.
func (p *place) carriedOver(of func(*report.Carried) []office.Count, show func(int64) value) value {
	if p.Carried == nil || p.item >= len(of(p.Carried)) || !of(p.Carried)[p.item].Stated {
		return counted(office.Count{})
	}
	return show(of(p.Carried)[p.item].N)
}

// cumulative has a formula where the rows above show all that it adds up.
func (p *place) cumulative() value {
	v := counted(p.Year.Total.Figures[p.item].Count)
	before, adjusted := p.plan.rowOf("luy_ke_truoc"), p.plan.rowOf("dieu_chinh")
	now := p.plan.rowBelowUnits("tong:so_lieu")
	if !v.isNum || before == 0 || adjusted == 0 || now == 0 || p.item >= len(p.Carried.Before) || p.formulaBroken(v.n) {
		return v
	}
	col := columnName(p.col)
	v.formula = fmt.Sprintf("SUM(%s%d,%s%d:%s%d)", col, now, col, min(before, adjusted), col, max(before, adjusted))
	return v
}

// formulaBroken reports whether before, adjustment and period do not make up
// the year's figure, as those of a stock do not.
func (p *place) formulaBroken(year int64) bool {
	c := p.Carried
	return c.Before[p.item].N+c.Adjusted[p.item].N+p.Window.Total.Figures[p.item].N != year
}

// rowBelowUnits is the row of the filled sheet below the units that says a
// word; 0 for none.
func (p *plan) rowBelowUnits(word string) int {
	for _, a := range p.ordered() {
		if a.row > p.unitRow && p.cells[a].says(word) {
			return p.rowsOf[a.row].first
		}
	}
	return 0
}

// goal is the year's target as the plan words it: 3.000, trên 200.
func (p *place) goal() value { return goalValue(p.progress[p.indicator(p.item).ID]) }

func goalValue(t *report.Progress) value {
	if t == nil || !t.Goal.Stated {
		return counted(office.Count{})
	}
	if t.Target.Op == office.MoreThan {
		v := number(t.Target.Value)
		v.format, v.shown = abovePattern, "trên "+v.shown
		return v
	}
	return number(t.Goal.N)
}

// tenths shows tenths with a comma: 876 is 87,6.
func tenths(n int64) value {
	v := number(n)
	v.format, v.shown = tenthsPattern, fmt.Sprintf("%s,%d", office.Grouped(n/10), n%10)
	return v
}

func percentValue(t *report.Progress) value {
	if t == nil {
		return counted(office.Count{})
	}
	n, ok := t.Percent()
	if !ok {
		return counted(office.Count{})
	}
	return tenths(n)
}

// percent has a formula where the sheet shows both operands in the same column
// and they give the Report's figure.
func (p *place) percent() value {
	t := p.progress[p.indicator(p.item).ID]
	v := percentValue(t)
	if !v.isNum {
		return v
	}
	done, goal := p.Year.Total.Figures[p.item].Count, p.goal()
	above := t.Goal.N - goal.n
	same := done == t.Done && done.N >= 0 && (above == 0 || above == 1)
	at, to := p.plan.rowOf("luy_ke"), p.plan.rowOf("chi_tieu_nam")
	if at == 0 && p.Window.Total.Figures[p.item].Count == done {
		at = p.plan.rowBelowUnits("tong:so_lieu") // a year's own report
	}
	if same && at > 0 && to > 0 {
		col := columnName(p.col)
		divisor := fmt.Sprintf("%s%d", col, to)
		if above == 1 {
			divisor = "(" + divisor + "+1)"
		}
		done := fmt.Sprintf("%s%d", col, at)
		v.formula = fmt.Sprintf("IF(%[1]s<%[2]s,MIN(999,ROUND(%[1]s*1000/%[2]s,0)),ROUND(%[1]s*1000/%[2]s,0))", done, divisor)
	}
	return v
}

func columnName(col int) string {
	name, err := excelize.ColumnNumberToName(col)
	if err != nil {
		return ""
	}
	return name
}

func cellName(col, row int) string { return fmt.Sprintf("%s%d", columnName(col), row) }
