package report

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// plainly is summarise as its rule is written: every day in its order.
func plainly(p *office.Programme, m *merge.Merged, through calendar.Day, period calendar.Period) Summary {
	x := newAdder(p)
	s, at := x.open(period, through)
	row := make([]office.Count, len(p.Indicators))
	for i := range m.Days {
		d := &m.Days[i]
		if n, ok := at[d.Unit.ID]; ok && d.Day <= s.Through {
			x.Counts(d, row)
			x.add(&s.Lines[n], d.Day, row, period)
		}
	}
	for i := range s.Lines {
		s.Total.include(&s.Lines[i])
	}
	return s
}

// Stocks are looked for backwards from the first of several periods, and come
// to what all days in their order come to.
func TestSumsOfSeveralPeriodsAreThoseOfTheDaysInTheirOrder(t *testing.T) {
	p := &office.Programme{Calendar: calendar.Calendar{Weekdays: calendar.MondayToFriday},
		Units: []office.Unit{{ID: "an"}, {ID: "binh", From: 20, To: 60}, {ID: "chau", Since: 30}},
		Indicators: []office.Indicator{{ID: "flow", Aggregate: office.AggregateSum}, {ID: "teams", Aggregate: office.AggregateLatest}, {ID: "members", Aggregate: office.AggregateLatest},
			{ID: "all", Aggregate: office.AggregateLatest, Formula: []office.Term{{Indicator: "teams", Sign: 1}, {Indicator: "members", Sign: 1}}}}}
	rapid.Check(t, func(t *rapid.T) {
		m := &merge.Merged{}
		for u := range p.Units {
			for day := calendar.Day(1); day < 80; day++ {
				d := merge.UnitDay{Unit: &p.Units[u], Day: day}
				var figures []record.Figure
				for _, id := range []string{"flow", "teams", "members"} {
					if rapid.IntRange(0, 9).Draw(t, "stated") == 0 {
						figures = append(figures, record.Figure{Indicator: id, Value: int64(rapid.IntRange(0, 9).Draw(t, id))})
					}
				}
				if len(figures) > 0 {
					d.Parts = []merge.Part{{Source: "s", Figures: figures}}
					m.Days = append(m.Days, d)
				}
			}
		}
		through := calendar.Day(rapid.IntRange(1, 90).Draw(t, "through"))
		var periods []calendar.Period
		for range rapid.IntRange(1, 3).Draw(t, "periods") {
			first := calendar.Day(rapid.IntRange(1, 80).Draw(t, "first"))
			periods = append(periods, calendar.Period{First: first, Last: first + calendar.Day(rapid.IntRange(0, 30).Draw(t, "days"))})
		}
		for i, got := range SummariseAll(p, m, through, periods...) {
			if want := plainly(p, m, through, periods[i]); !reflect.DeepEqual(got, want) {
				t.Fatalf("%v of %v through %d:\n%+v\nin the order of days:\n%+v", periods[i], periods, through, got, want)
			}
		}
	})
}
