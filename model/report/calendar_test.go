package report

import (
	"slices"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/record"
)

func TestAReportTellsOfYearsWithoutDaysOffAsOfItsInstant(t *testing.T) {
	p := modeltest.OneUnit()
	p.Ends = 0
	p.Calendar.DaysOff = map[calendar.Day]string{calendar.Date(2020, 9, 2): "Quốc khánh"}
	december := time.Date(2021, time.December, 1, 8, 0, 0, 0, modeltest.HCM)
	for asOf, want := range map[time.Time][]int{modeltest.At("24 12:00"): nil, december: {2021, 2022}} {
		// The window is long past: the years are those about the instant.
		if got := Compile(p, &record.State{}, p.Windows.Month(2020, time.June), asOf).Uncharted; !slices.Equal(got, want) {
			t.Errorf("as of %v: %v, want %v", asOf, got, want)
		}
	}
}
