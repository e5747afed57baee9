package record_test

import (
	"slices"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
)

func TestAYearWithoutDaysOffIsToldOnceItIsNear(t *testing.T) {
	p := modeltest.OneUnit()
	p.Ends = 0
	p.Calendar.DaysOff = map[calendar.Day]string{calendar.Date(2022, 9, 2): "Quốc khánh"}
	for day, want := range map[string][]int{
		"2019-12-31 23:59": nil, "2020-11-30 23:59": nil, "2020-12-01 00:00": {2021}, "2021-12-31 12:00": {2021},
		"2022-01-01 00:00": nil, "2022-12-01 08:00": {2023}, "2023-12-01 08:00": {2023, 2024},
	} {
		asOf, err := time.ParseInLocation("2006-01-02 15:04", day, modeltest.HCM)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Uncharted(asOf); !slices.Equal(got, want) {
			t.Errorf("on %s: %v, want %v", day, got, want)
		}
	}
	p.Ends = calendar.Date(2021, time.December, 31) // then the configuration tells of every year
	if got := p.Uncharted(modeltest.At("24 12:00").AddDate(1, 0, 0)); len(got) != 0 {
		t.Errorf("of a programme with an end: %v", got)
	}
}
