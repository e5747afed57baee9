package web

import "tonghop/model/office"

// A matrix is the month: a row for each unit, a letter for each expected day.
type matrix struct {
	Span   string
	Days   []matrixDay
	Rows   []matrixRow
	Legend []badge
}

type matrixDay struct{ Weekday, Day string }

type matrixRow struct {
	unitLink
	Cells  []mark
	Timely string // of the judged days
}

// A mark is a standing's class and letter; both empty where nothing was
// expected.
type mark struct{ Class, Letter string }

// matrixHere is up to how many units the first page holds the matrix too.
const matrixHere = 40

// matrixOnFirstPage is the matrix where it is small enough, else nil.
func (v *view) matrixOnFirstPage() *matrix {
	if len(v.Window.Lines) > matrixHere {
		return nil
	}
	return v.matrix()
}

func (v *view) matrix() *matrix {
	m := &matrix{Span: v.span(v.Window.Period), Legend: v.legend()}
	for _, d := range v.days {
		m.Days = append(m.Days, matrixDay{v.weekday(d), dayMonth(d)})
	}
	marks := map[office.Status]mark{}
	for _, s := range statuses {
		b := v.badge(s)
		marks[s] = mark{b.Class, b.Letter}
	}
	for _, line := range v.Window.Lines {
		row := matrixRow{unitLink: linkTo(line.Unit), Timely: share(line.Rate.Timely(), line.Rate.Judged())}
		for _, d := range v.days {
			var c mark
			if st, ok := v.standings[unitDay{line.Unit.ID, d}]; ok {
				c = marks[st.Status]
			}
			row.Cells = append(row.Cells, c)
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}
