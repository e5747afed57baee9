package model

import (
	"slices"
	"testing"
	"time"
)

func TestAYearWithoutDaysOffIsToldOnceItIsNear(t *testing.T) {
	p := oneUnit()
	p.Ends = 0
	p.Calendar.DaysOff = map[Day]string{Date(2022, 9, 2): "Quốc khánh"}
	for day, want := range map[string][]int{
		"2019-12-31 23:59": nil, "2020-11-30 23:59": nil, "2020-12-01 00:00": {2021}, "2021-12-31 12:00": {2021},
		"2022-01-01 00:00": nil, "2022-12-01 08:00": {2023}, "2023-12-01 08:00": {2023, 2024},
	} {
		asOf, err := time.ParseInLocation("2006-01-02 15:04", day, hcm)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Uncharted(asOf); !slices.Equal(got, want) {
			t.Errorf("on %s: %v, want %v", day, got, want)
		}
	}
	p.Ends = Date(2021, time.December, 31) // then the configuration tells of every year
	if got := p.Uncharted(at("24 12:00").AddDate(1, 0, 0)); len(got) != 0 {
		t.Errorf("of a programme with an end: %v", got)
	}
}

func TestAReportTellsOfYearsWithoutDaysOffAsOfItsInstant(t *testing.T) {
	p := oneUnit()
	p.Ends = 0
	p.Calendar.DaysOff = map[Day]string{Date(2020, 9, 2): "Quốc khánh"}
	december := time.Date(2021, time.December, 1, 8, 0, 0, 0, hcm)
	for asOf, want := range map[time.Time][]int{at("24 12:00"): nil, december: {2021, 2022}} {
		// The window is long past: the years are those about the instant.
		if got := Compile(p, &State{}, p.Windows.Month(2020, time.June), asOf).Uncharted; !slices.Equal(got, want) {
			t.Errorf("as of %v: %v, want %v", asOf, got, want)
		}
	}
}
