package record

import (
	"slices"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

func TestWhatTwoReadersReadOtherwiseIsListed(t *testing.T) {
	day := func(d int) calendar.Day { return calendar.Date(2020, 6, d) }
	says := func(d int, answered int, figures ...Figure) Version {
		return Version{Source: "an.xlsx", Unit: "an", Day: day(d), Answered: time.Date(2020, 6, answered, 8, 0, 0, 0, time.UTC), Figures: figures}
	}
	people, teams := Figure{Indicator: "people", Value: 5, Tab: "T6", Cell: "B2"}, Figure{Indicator: "teams", Value: 2, Tab: "T6", Cell: "C2"}
	seven := people
	seven.Value = 7
	before := &State{Reader: "1", Said: SaidIn([]Version{says(1, 2, people, teams), says(2, 2, people), says(2, 3, seven), says(3, 3, people)})}
	now := &State{Reader: "2", Said: SaidIn([]Version{says(1, 2, seven), says(2, 2, seven), says(3, 3, people), says(4, 4, teams)})}
	at := time.Date(2020, 7, 1, 0, 0, 0, 0, time.UTC)
	want := []Reread{
		{"an.xlsx", "an", day(1), "people", office.Stated(5), office.Stated(7), "T6", "B2", "2", at},
		{"an.xlsx", "an", day(1), "teams", office.Stated(2), office.Count{}, "T6", "C2", "2", at},
		{"an.xlsx", "an", day(4), "teams", office.Count{}, office.Stated(2), "T6", "C2", "2", at},
	}
	if got := Rereads(before, now, at); !slices.Equal(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}
