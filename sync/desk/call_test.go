package desk

import (
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

func TestACallIsNotedWithItsHourAndMayLackAReason(t *testing.T) {
	k, b := workplace()
	d, err := k.Call(t.Context(), office.Ruling{By: " Lan "}, "don-vi-1", "24/6/2020", office.Promised, "9h30")
	if err != nil || d.By != "Lan" || d.Reason != "" || d.Until.Format("2/1 15:04") != "24/6 09:30" || d.From != calendar.Date(2020, 6, 24) {
		t.Fatalf("%+v, %v", d, err)
	}
	if _, err := k.Call(t.Context(), office.Ruling{By: "Lan"}, "don-vi-1", "24/6/2020", office.Promised, "9:30"); codeOf(err) != Already {
		t.Errorf("a form sent twice gives %v", err)
	}
	k.Now = func() time.Time { return now.Add(5 * time.Minute) }
	if _, err := k.Call(t.Context(), office.Ruling{By: "Lan"}, "don-vi-1", "24/6/2020", office.Promised, "9:30"); err != nil {
		t.Errorf("the same later: %v", err)
	}
	if len(b.all) != 2 {
		t.Errorf("%d calls are recorded", len(b.all))
	}
}

func TestAWholeDayIsEnteredOrNothing(t *testing.T) {
	k, b := workplace()
	all, err := k.EnterDay(t.Context(), duty, "don-vi-1", "2020-06-24", [][2]string{{"people_guided", "4"}, {"people_informed", ""}, {"people_supported", "0"}}, "2020-06-24 16:40", "0")
	if err != nil || len(all) != 2 || len(b.all) != 2 || all[0].ID != 1 || all[1].Value != office.Stated(0) || all[0].Received.Hour() != 16 {
		t.Fatalf("%+v, %v", all, err)
	}
	if _, err := k.EnterDay(t.Context(), duty, "don-vi-2", "2020-06-24", [][2]string{{"people_guided", "4"}, {"people_informed", "nhiều"}}, "", "2"); codeOf(err) != ValueInvalid || len(b.all) != 2 {
		t.Errorf("one figure is none: %v, %d recorded", err, len(b.all))
	}
}

func TestTwoOfficersDoNotEnterTheSameDayUnseen(t *testing.T) {
	k, b := workplace()
	day := [][2]string{{"people_guided", "4"}}
	if _, err := k.EnterDay(t.Context(), duty, "don-vi-1", "2020-06-24", day, "", "0"); err != nil {
		t.Fatal(err)
	}
	if _, err := k.EnterDay(t.Context(), duty, "don-vi-1", "2020-06-24", day, "", "0"); codeOf(err) != DayChanged {
		t.Errorf("the second officer is told %v", err)
	}
	for _, other := range [][2]string{{"don-vi-2", "2020-06-24"}, {"don-vi-1", "2020-06-23"}} {
		if _, err := k.EnterDay(t.Context(), duty, other[0], other[1], day, "", "0"); err != nil {
			t.Errorf("%v: %v", other, err)
		}
	}
	if _, err := k.EnterDay(t.Context(), duty, "don-vi-1", "2020-06-24", day, "", "3"); err != nil || len(b.all) != 4 {
		t.Errorf("who has seen it may enter it anew: %v", err)
	}
}

func TestOnlyAReportThatStandsCountsAsInTime(t *testing.T) {
	k, b := workplace()
	if _, err := k.EnterDay(t.Context(), duty, "don-vi-1", "2020-06-23", [][2]string{{"people_guided", "4"}}, "", "0"); err != nil {
		t.Fatal(err)
	}
	if _, err := k.InTime(t.Context(), duty, []string{"don-vi-1", "don-vi-2"}, "2020-06-22", "2020-06-24"); codeOf(err) != NothingStands || len(b.all) != 1 {
		t.Errorf("a unit without figures: %v, %d recorded", err, len(b.all))
	}
	all, err := k.InTime(t.Context(), duty, []string{"don-vi-1"}, "2020-06-22", "2020-06-24")
	if err != nil || len(all) != 1 || all[0].Kind != office.DecisionInTime || all[0].To != calendar.Date(2020, 6, 24) {
		t.Fatalf("%+v, %v", all, err)
	}
	if _, err := k.InTime(t.Context(), duty, []string{"don-vi-1"}, "2020-06-22", "2020-06-24"); codeOf(err) != Already {
		t.Errorf("the same again: %v", err)
	}
}
