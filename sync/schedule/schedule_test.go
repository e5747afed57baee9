package schedule

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

var hcm = time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

func programme() *office.Programme {
	return &office.Programme{
		Starts: calendar.Date(2020, 6, 1), Ends: calendar.Date(2020, 6, 30), Location: hcm,
		Calendar:  calendar.Calendar{Weekdays: calendar.MondayToFriday},
		Deadlines: office.Deadlines{Daily: 17 * time.Hour},
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
		"0 0 * * 7":                "Sunday is 0",
		"0 17 L * *":               "five fields",
		"0 17 15W * *":             "five fields",
		"0 17 * * 5#2":             "five fields",
		"0 17 * * * # mỗi chiều":   "five fields",
		"0 0 17 * * *":             "five fields",
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

// firings gives the first of a line after an instant, in the line's zone.
func firings(t *testing.T, line, zone, after string, n int) string {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Parse(line, loc)
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", after, loc)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for range n {
		at = s.Next(at)
		all = append(all, at.In(loc).Format("02 15:04 MST"))
	}
	return strings.Join(all, ", ")
}

// Việt Nam does not move its clocks; where they are moved, robfig/cron alone
// skips the first of these and runs the second twice.
func TestWhereClocksAreMovedEachTimeOfDayStillComesOnce(t *testing.T) {
	for _, c := range []struct{ line, zone, after, want string }{
		{"30 2 * * *", "America/Los_Angeles", "2020-03-07 12:00", "08 03:30 PDT, 09 02:30 PDT, 10 02:30 PDT"},
		{"30 1 * * *", "America/Los_Angeles", "2020-10-31 12:00", "01 01:30 PDT, 02 01:30 PST, 03 01:30 PST"},
		{"0 * * * *", "America/Los_Angeles", "2020-03-08 00:30", "08 01:00 PST, 08 03:00 PDT, 08 04:00 PDT"},
		{"0 * * * *", "America/Los_Angeles", "2020-11-01 00:30", "01 01:00 PDT, 01 02:00 PST, 01 03:00 PST"},
		{"15 0 * * *", "America/Santiago", "2020-09-05 12:00", "06 01:15 -03, 07 00:15 -03, 08 00:15 -03"},
		{"30 2 * * *", "Asia/Ho_Chi_Minh", "2020-03-07 12:00", "08 02:30 +07, 09 02:30 +07, 10 02:30 +07"},
	} {
		if got := firings(t, c.line, c.zone, c.after, 3); got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.line, c.zone, got, c.want)
		}
	}
}

func TestNextIsTheFirstFiringAheadWhateverTheInstant(t *testing.T) {
	for _, zone := range []string{"America/Los_Angeles", "Asia/Ho_Chi_Minh"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{"30 2 * * *", "*/20 1-3 * * *", "0 17 * * 1-5"} {
			s, err := Parse(line, loc)
			if err != nil {
				t.Fatal(err)
			}
			for _, day := range []time.Time{time.Date(2020, 3, 8, 0, 0, 0, 0, loc), time.Date(2020, 11, 1, 0, 0, 0, 0, loc)} {
				for m := range 5 * 60 {
					at := day.Add(time.Duration(m) * time.Minute)
					next := s.Next(at)
					if !next.After(at) || s.Next(next.Add(-time.Nanosecond)) != next {
						t.Fatalf("%s in %s: after %v comes %v, and just before that %v", line, zone, at, next, s.Next(next.Add(-time.Nanosecond)))
					}
				}
			}
		}
	}
}

// cron ORs the two kinds of days; a step counts as naming days.
func TestDaysOfTheMonthAndOfTheWeekAreEither(t *testing.T) {
	if got, want := firings(t, "0 6 1 * 1", "Asia/Ho_Chi_Minh", "2020-06-02 00:00", 3), "08 06:00 +07, 15 06:00 +07, 22 06:00 +07"; got != want {
		t.Errorf("the 1st and Mondays: %s, want %s", got, want)
	}
	if got, want := firings(t, "0 6 */2 * 1", "Asia/Ho_Chi_Minh", "2020-06-06 00:00", 3), "07 06:00 +07, 08 06:00 +07, 09 06:00 +07"; got != want {
		t.Errorf("odd days and Mondays: %s, want %s", got, want)
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

func TestTheReportsOfLongerPeriodsHaveDueLooksOfTheirOwn(t *testing.T) {
	p := programme()
	p.Ends = calendar.Date(2020, 12, 31)
	p.Deadlines.Monthly, p.Deadlines.YearMonth, p.Deadlines.YearDay = 25, time.November, 30
	p.Windows = calendar.Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30,
		Named: []calendar.NamedPeriod{{ID: "he", First: calendar.Date(2020, 6, 1), Last: calendar.Date(2020, 8, 15), Due: calendar.Date(2020, 8, 20)}}}
	var got []string
	for at := time.Date(2020, 6, 24, 12, 0, 0, 0, hcm); len(got) < 20; {
		if at = PeriodDue(p, -time.Minute).Next(at); at.IsZero() {
			break
		}
		got = append(got, at.Format("2/1 15:04"))
	}
	want := "[24/6 23:59 24/7 23:59 20/8 23:59 24/8 23:59 24/9 23:59 24/10 23:59 24/11 23:59 29/11 23:59 24/12 23:59 24/1 23:59"
	if !strings.HasPrefix(fmt.Sprint(got), want) {
		t.Errorf("due looks at %v, want %s …", got, want)
	}
	p.Calendar.DaysOff = map[calendar.Day]string{calendar.Date(2020, 7, 24): "nghỉ"}
	p.Deadlines.Roll, p.Deadlines.Grace = office.RollNext, 15*time.Minute
	if at := PeriodDue(p, 0).Next(time.Date(2020, 7, 1, 0, 0, 0, 0, hcm)); !at.Equal(time.Date(2020, 7, 28, 0, 15, 0, 0, hcm)) {
		t.Errorf("July's report, due on a day off that rolls to Monday, with a grace: looked at %v", at)
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
