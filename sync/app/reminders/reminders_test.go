package reminders

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"tonghop/sync/app/apptest"
)

func TestTheDaemonLooksBeforeItRemindsAndRemindsOnce(t *testing.T) {
	h, now := apptest.NewHook(t), apptest.LocalTime(16, 0)
	o := apptest.Reminded(t, h, &now)
	for _, want := range []string{"Nhắc báo cáo ngày 24/6/2020: Xã Bình (hạn 17:00)", ""} {
		if err := Send(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(h.Subjects(), "|"); got != want {
			t.Errorf("it sent %q, want %q", got, want)
		}
		now = now.Add(10 * time.Minute)
	}
	last, err := o.Ledger.Last(t.Context())
	if err != nil || len(last) == 0 {
		t.Errorf("it did not look first: %v, %v", last, err)
	}
}

// A server that puts a message off gets it a quarter of an hour later, before
// the deadline, and once.
func TestAMessageThatWasPutOffComesWithTheNextRun(t *testing.T) {
	h, now := apptest.NewHook(t), apptest.LocalTime(16, 0)
	o := apptest.Reminded(t, h, &now)
	const reminder = "Nhắc báo cáo ngày 24/6/2020: Xã Bình (hạn 17:00)"
	for _, step := range []struct {
		status int
		want   string
	}{{http.StatusTooManyRequests, reminder}, {http.StatusOK, reminder}, {http.StatusOK, ""}} {
		h.Status = step.status
		if err := Send(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(h.Subjects(), "|"); got != step.want {
			t.Errorf("at %v it sent %q, want %q", now, got, step.want)
		}
		now = now.Add(again)
	}
}

func TestAfterAnOutageOverTheDeadlineOnlyTheDigestComes(t *testing.T) {
	h, now := apptest.NewHook(t), apptest.LocalTime(17, 40)
	o := apptest.Reminded(t, h, &now)
	// The job is the missed one of 16:00, and the clock says 17:40.
	if err := Send(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if got := h.Subjects(); len(got) != 1 || got[0] != "Báo cáo ngày 24/6/2020: 1/2 đơn vị đã báo cáo, 1 đúng hạn" {
		t.Errorf("it sent %q", got)
	}
}

func TestTheJobsOfTheRemindersStandAroundTheDeadline(t *testing.T) {
	now := apptest.LocalTime(6, 0)
	o := apptest.Reminded(t, apptest.NewHook(t), &now)
	jobs, err := Jobs(o)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, j := range jobs {
		got[cmp.Or(j.ID, j.Name)] = j.Next(now).In(o.Programme.Location).Format("2/1 15:04")
	}
	want := map[string]string{
		"remind-morning": "24/6 07:00", "remind": "24/6 16:00", "remind-1": "24/6 16:15", "remind-2": "24/6 16:30", "remind-3": "24/6 16:45",
		"remind-owed": "24/6 07:30", "remind-after": "24/6 17:30", "remind-after-1": "24/6 17:45",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
