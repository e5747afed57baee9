package record

import (
	"reflect"
	"testing"
	"time"

	"tonghop/model/office"
)

func TestAUnitsOwnTotalIsKnownFromWhenItCameUntilItLeft(t *testing.T) {
	month := office.PeriodTotal{Unit: "an", Indicator: "people", Period: "2020-06", Value: 12, Label: "Cộng tháng 6", Compared: true, Origin: office.Origin{Source: "an.xlsx", Tab: "T6", TabID: 7, Cell: "B9"}}
	year := office.PeriodTotal{Unit: "an", Indicator: "people", Period: "2020", Value: 90, Label: "Cả năm", Origin: office.Origin{Source: "an.xlsx", Tab: "Năm", TabID: 8, Cell: "B3"}}
	mended := month
	mended.Value = 13
	at := func(day int) time.Time { return time.Date(2020, 6, day, 8, 0, 0, 0, time.UTC) }
	h := NewHistory("an.xlsx")
	look := func(day int, doubtful bool, totals ...office.PeriodTotal) {
		step := h.Sheet().Next("an.xlsx", &office.Reading{Totals: totals}, doubtful)
		packed, err := Unpack(step.Pack(), Texts{})
		if err != nil || !reflect.DeepEqual(packed, step) {
			t.Fatalf("packed and unpacked %+v is %+v, %v", step, packed, err)
		}
		h.Look(Sight{Seen: Seen{Asked: at(day), Answered: at(day)}, Step: packed})
	}
	look(1, false, year, month)
	look(2, false, year, month)
	look(3, true) // in doubt: what it lacks has not left
	look(4, false, year, mended)
	look(5, false, mended)
	look(6, false, mended, year)
	s := &State{Seen: map[string][]Seen{}, Tables: map[string][]office.Table{}}
	h.Tell(s, at(7))
	want := []OpenTotal{{year, at(1), at(5)}, {month, at(1), at(4)}, {mended, at(4), time.Time{}}, {year, at(6), time.Time{}}}
	if !reflect.DeepEqual(s.Totals, want) {
		t.Errorf("got\n%+v\nwant\n%+v", s.Totals, want)
	}
}
