package schedule

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"tonghop/model"
)

var hcm = time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

func programme() *model.Programme {
	return &model.Programme{
		Starts: model.Date(2020, 6, 1), Ends: model.Date(2020, 6, 30), Location: hcm,
		Calendar:  model.Calendar{Weekdays: model.MondayToFriday},
		Deadlines: model.Deadlines{Daily: 17 * time.Hour},
	}
}

func TestLinesThatWouldDoHarmAreRefused(t *testing.T) {
	for line, want := range map[string]string{
		"CRON_TZ=Asia/Ho_Chi_Minh": "key timezone",
		"TZ=UTC 0 5 * * *":         "key timezone",
		"@every 1h":                "five fields",
		"@reboot":                  "five fields",
		"0 6 30 2 *":               "never comes",
		"0 25 * * *":               "five fields",
		"":                         "five fields",
		"0 0 * * 7":                "five fields",
	} {
		if err := Check(line); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want a word of %q", line, err, want)
		}
	}
	if err := Check("0 7-22 * * 1-5"); err != nil {
		t.Error(err)
	}
}

func FuzzCheckNeverPanics(f *testing.F) {
	f.Add("0 6 30 2 *")
	f.Add("CRON_TZ=")
	f.Fuzz(func(t *testing.T, line string) { _ = Check(line) })
}

func TestCronLinesAreToldInTheOfficesZone(t *testing.T) {
	s, err := Parse("30 22 * * *", hcm)
	if err != nil {
		t.Fatal(err)
	}
	got := s.Next(time.Date(2020, 6, 1, 0, 0, 0, 0, time.UTC))
	if want := time.Date(2020, 6, 1, 22, 30, 0, 0, hcm); !got.Equal(want) {
		t.Errorf("next at %v, want %v", got, want)
	}
}

func TestDueInstantsComeOnWorkingDaysOnly(t *testing.T) {
	s := Due(programme(), -2*time.Minute)
	var got []string
	for at := time.Date(2020, 6, 25, 17, 0, 0, 0, hcm); ; {
		if at = s.Next(at); at.IsZero() {
			break
		}
		got = append(got, at.Format("02 15:04"))
	}
	if want := "[26 16:58 29 16:58 30 16:58]"; fmt.Sprint(got) != want {
		t.Errorf("due looks at %v, want %s", got, want)
	}
	if first := Due(programme(), 0).Next(time.Date(2019, 1, 1, 0, 0, 0, 0, hcm)); !first.Equal(time.Date(2020, 6, 1, 17, 0, 0, 0, hcm)) {
		t.Errorf("long before the programme the next is %v", first)
	}
}

func TestWalkLivesThroughASpanInOrder(t *testing.T) {
	noon, _ := Parse("0 12 * * *", hcm)
	jobs := []Job{{Name: "at due", Schedule: Due(programme(), 0)}, {Name: "noon", Schedule: noon}, {Name: "noon too", Schedule: noon}}
	var got []string
	for at, j := range Walk(jobs, time.Date(2020, 6, 5, 11, 0, 0, 0, hcm), time.Date(2020, 6, 6, 23, 0, 0, 0, hcm)) {
		got = append(got, at.Format("02 15:04 ")+j.Name)
	}
	want := []string{"05 12:00 noon", "05 12:00 noon too", "05 17:00 at due", "06 12:00 noon", "06 12:00 noon too"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("walked %q, want %q", got, want)
	}
}
