package report

import (
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/record"
)

func TestWhatWasReadOtherwiseIsListedInTheMonthOfItsDayAndInThatOfTheReading(t *testing.T) {
	p := modeltest.OneUnit()
	june := calendar.Period{Kind: calendar.KindMonth, First: modeltest.June(1), Last: modeltest.June(30)}
	for name, c := range map[string]struct {
		day  calendar.Day
		at   string
		want int
	}{
		"of the month":                      {modeltest.June(3), "30 20:00", 1},
		"of its first day":                  {modeltest.June(1), "30 20:00", 1},
		"of the day that it has come to":    {modeltest.June(20), "30 20:00", 1},
		"of a day to come":                  {modeltest.June(21), "30 20:00", 0},
		"of a month before, read in it":     {modeltest.June(1) - 5, "20 23:59", 1},
		"of a month before, at its begin":   {modeltest.June(1) - 5, "01 00:00", 1},
		"of a month before, read before it": {modeltest.June(1) - 5, "00 23:59", 0},
		"of a month before, read after it":  {modeltest.June(1) - 5, "21 00:00", 0},
	} {
		at := modeltest.At("01 00:00")
		if c.at != "00 23:59" {
			at = modeltest.At(c.at)
		} else {
			at = at.Add(-1)
		}
		s := &record.State{Rereads: []record.Reread{{Unit: "an", Day: c.day, At: at}}}
		if got := rereadIn(p, s, june, modeltest.June(20)); len(got) != c.want {
			t.Errorf("%s: %d are listed, want %d", name, len(got), c.want)
		}
	}
}
