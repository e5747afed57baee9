package official

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"tonghop/model"
	"tonghop/model/book"
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
	shown   string
}

func textValue(s string) value { return value{text: s, shown: s} }

func number(n int64) value {
	return value{n: n, isNum: true, format: book.GroupedPattern, shown: model.Grouped(n)}
}

func counted(c model.Count) value {
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

// figure is a unit's month. A unit that reported nothing says so, unless it
// was we who could not read it.
func (p *place) figure() value {
	v := counted(p.line.Figures[p.item].Count)
	if !v.isNum && p.line.Rate.Missing > 0 && p.silent(p.line) {
		v.text, v.shown = notReported, notReported
	}
	return v
}

// silent reports whether a unit stated nothing in the period; a stock that is
// carried forward from before it says nothing.
func (d *data) silent(l *model.Line) bool {
	for i, f := range l.Figures {
		if f.Stated && d.indicator(i).Aggregate != model.AggregateLatest {
			return false
		}
	}
	return true
}

// dayFigure is blank on a day on which nothing was expected of the unit.
func (p *place) dayFigure() value {
	id := p.line.Unit.ID
	if figures := p.figures[unitDay{id, p.day}]; p.item < len(figures) && figures[p.item].Stated {
		return number(figures[p.item].N)
	}
	for _, s := range p.standings[id] {
		if s.Period.First == p.day {
			return counted(model.Count{})
		}
	}
	return textValue("")
}

// sum is a total with the formula that adds up its column of units.
func (p *place) sum(c model.Count) value {
	v := counted(c)
	if v.isNum && p.adds.n() > 0 {
		col := columnName(p.col)
		v.formula = fmt.Sprintf("SUM(%s%d:%s%d)", col, p.adds.first, col, p.adds.last)
	}
	return v
}

// goal is the year's target as the plan words it: 3.000, trên 200.
func (p *place) goal() value {
	t := p.progress[p.indicator(p.item).ID]
	if t == nil || !t.Goal.Stated {
		return counted(model.Count{})
	}
	if t.Target.Op == model.MoreThan {
		v := number(t.Target.Value)
		v.format, v.shown = abovePattern, "trên "+v.shown
		return v
	}
	return number(t.Goal.N)
}

// percent has a formula where the sheet shows both operands in the same column
// and they give the Report's figure.
func (p *place) percent() value {
	t := p.progress[p.indicator(p.item).ID]
	if t == nil {
		return counted(model.Count{})
	}
	tenths, ok := t.Percent()
	if !ok {
		return counted(model.Count{})
	}
	v := number(tenths)
	v.format, v.shown = tenthsPattern, fmt.Sprintf("%s,%d", model.Grouped(tenths/10), tenths%10)
	done, goal := p.Year.Total.Figures[p.item].Count, p.goal()
	above := t.Goal.N - goal.n
	same := done == t.Done && done.N >= 0 && (above == 0 || above == 1)
	if at, to := p.plan.rowOf("luy_ke"), p.plan.rowOf("chi_tieu_nam"); same && at > 0 && to > 0 {
		col := columnName(p.col)
		divisor := fmt.Sprintf("%s%d", col, to)
		if above == 1 {
			divisor = "(" + divisor + "+1)"
		}
		v.formula = fmt.Sprintf("INT(%s%d*1000/%s)", col, at, divisor)
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
