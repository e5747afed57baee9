package notify

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestTheOfficeHearsInTheMorningWhoStillOwesTheLastWorkingDay(t *testing.T) {
	for now, want := range map[time.Time]bool{at(25, 7, 29): false, at(25, 7, 30): true, at(25, 10, 29): true, at(25, 10, 30): false} {
		s := situation(t)
		s.Now, s.Rules.MonthDays, s.Rules.Morning = now, 0, 7*time.Hour+30*time.Minute
		for _, id := range []string{"an", "binh", "chau"} {
			s.look(id, at(24, 17, 1))
		}
		s.report("binh", day(24), at(24, 16, 30))
		i := slices.IndexFunc(Plan(*s).Due, func(n Notice) bool { return n.Key == "morning/2020-06-24" })
		if i >= 0 != want {
			t.Errorf("at %s: %v, %v", now, due(Plan(*s)), Plan(*s).Passed)
		}
		if i < 0 {
			continue
		}
		subject, text, err := words(t, s.Programme).Write(&Plan(*s).Due[i])
		if err != nil || subject != "Sáng nay: ngày 24/6/2020 còn thiếu báo cáo (1/3 đơn vị đã báo cáo)" {
			t.Errorf("%q, %v", subject, err)
		}
		if want := "chưa có số liệu ngày 24/6/2020 của: An, Châu."; !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	monday := situation(t)
	monday.Now, monday.Rules.MonthDays, monday.Rules.Morning = at(29, 8, 0), 0, 7*time.Hour
	for _, id := range []string{"an", "binh", "chau"} {
		monday.look(id, at(26, 17, 1))
	}
	if !slices.ContainsFunc(Plan(*monday).Due, func(n Notice) bool { return n.Key == "morning/2020-06-26" }) {
		t.Errorf("on Monday it is not Friday's: %v", due(Plan(*monday)))
	}
}

func TestNobodyOwingTheMorningIsQuiet(t *testing.T) {
	s := situation(t)
	s.Now, s.Rules.MonthDays, s.Rules.Morning = at(24, 8, 0), 0, 7*time.Hour
	for _, id := range []string{"an", "binh", "chau"} {
		s.report(id, day(23), at(23, 16, 30))
	}
	a := Plan(*s)
	if slices.ContainsFunc(a.Due, func(n Notice) bool { return n.Kind == Morning }) || a.why(Morning, "") != Complete {
		t.Errorf("%v, %v", due(a), a.Passed)
	}
}
