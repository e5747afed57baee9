package report

import (
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/record"
)

// The window of December begins on 25/11 and the year on 30/11: until then the
// year to date is the one that is ending.
func TestTheYearToDateIsThatOfTheLastDayCounted(t *testing.T) {
	p := modeltest.OneUnit()
	p.Ends = 0
	p.Windows = calendar.Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30}
	december := p.Windows.Month(2020, time.December)
	for day, want := range map[calendar.Day]string{calendar.Date(2020, 11, 25): "2020", calendar.Date(2020, 11, 29): "2020", calendar.Date(2020, 11, 30): "2021", calendar.Date(2020, 12, 24): "2021", calendar.Date(2021, 3, 1): "2021"} {
		r := Compile(p, &record.State{}, december, day.At(12*time.Hour, modeltest.HCM))
		if r.Year.Period.Name != want || r.Year.Through < r.Year.Period.First {
			t.Errorf("%s: the year is %s, through %s", day, r.Year.Period.Name, r.Year.Through)
		}
	}
}
