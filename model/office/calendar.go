package office

import (
	"slices"
	"time"

	"tonghop/model/calendar"
)

// Uncharted lists the years about an instant of which the calendar has no day
// off, so that Tết would be taken for working days: the present year and, from
// December on, the year to come. It is for programmes without an end, after
// their first year: the other years are known from the configuration alone.
func (p *Programme) Uncharted(asOf time.Time) []int {
	y, m, _ := asOf.In(p.Location).Date()
	years := []int{y}
	if m == time.December {
		years = append(years, y+1)
	}
	return slices.DeleteFunc(years, func(y int) bool {
		first, last := calendar.Date(y, time.January, 1), calendar.Date(y, time.December, 31)
		return first <= p.Starts || p.Ends != 0 || p.Calendar.Charted(first, last)
	})
}
