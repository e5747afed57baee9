package ledger_test

import (
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/office"
	"tonghop/sync/ledger"
)

func reminder() office.Reminder {
	return office.Reminder{Key: "before-day/2020-06-24/an", Unit: "an", Channel: "email", Recipient: "an@example.vn",
		Covers: []string{"3fa0c1d2"}, Subject: "Nhắc báo cáo", Text: "Kính gửi Xã An", Marked: clock(16, 0)}
}

func TestAReminderIsMarkedOnceAndKeepsWhatBecameOfIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := open(t, path)
	id, ok, err := l.MarkReminder(t.Context(), reminder())
	if err != nil || !ok || id != 1 {
		t.Fatalf("marking it gives %d, %v, %v", id, ok, err)
	}
	want := reminder()
	want.ID, want.Attempt, want.Outcome, want.Marked = 1, 1, office.Doubtful, want.Marked.UTC()
	want.Subject, want.Text = "", ""
	if got, err := l.Reminders(t.Context(), time.Time{}); err != nil || cmp.Diff([]office.Reminder{want}, got) != "" {
		t.Errorf("before it is settled it is not simply doubtful: %v %s", err, cmp.Diff([]office.Reminder{want}, got))
	}
	if err := l.SettleReminder(t.Context(), id, office.Sent, "", clock(16, 1)); err != nil {
		t.Fatal(err)
	}
	if err := l.SettleReminder(t.Context(), id, office.Refused, "", clock(16, 2)); err == nil {
		t.Error("it was settled twice")
	}
	want.Outcome, want.Settled = office.Sent, clock(16, 1).UTC()
	reader, err := ledger.Open(t.Context(), path, ledger.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if got, err := reader.Reminders(t.Context(), clock(16, 0)); err != nil || cmp.Diff([]office.Reminder{want}, got) != "" {
		t.Errorf("%v %s", err, cmp.Diff([]office.Reminder{want}, got))
	}
	if got, _ := reader.Reminders(t.Context(), clock(16, 1)); len(got) != 0 {
		t.Errorf("one from before the instant is given: %v", got)
	}
	if n, _ := reader.Revision(t.Context()); n != 0 {
		t.Error("a reminder moved the revision, as if something new had been seen")
	}
}

func TestOnlyAnUnsentReminderIsMarkedAgainAndNotForEver(t *testing.T) {
	for outcome, want := range map[office.Outcome]int{office.Sent: 1, office.Refused: 1, office.Doubtful: 1, "": 1, office.Unsent: office.MaxAttempts} {
		l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
		marked := 0
		for range office.MaxAttempts + 2 {
			id, ok, err := l.MarkReminder(t.Context(), reminder())
			if err != nil {
				t.Fatal(err)
			}
			if !ok {
				continue
			}
			marked++
			if outcome == "" {
				continue // cut short before it was settled
			}
			if err := l.SettleReminder(t.Context(), id, outcome, "why", clock(16, 1)); err != nil {
				t.Fatal(err)
			}
		}
		if marked != want {
			t.Errorf("%q: marked %d times, want %d", outcome, marked, want)
		}
	}
}

func TestAReminderThatDoesNotSayToWhomIsNotMarked(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	r := reminder()
	r.Recipient = ""
	if _, ok, err := l.MarkReminder(t.Context(), r); ok || err == nil {
		t.Errorf("got %v, %v", ok, err)
	}
}

// The daemon and a command beside it may come to the same reminder together.
func TestTwoProcessesMarkAReminderOnceBetweenThem(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	daemon := open(t, path)
	beside, err := ledger.Open(t.Context(), path, ledger.Options{Beside: true})
	if err != nil {
		t.Fatal(err)
	}
	defer beside.Close()
	var marked atomic.Int32
	var wait sync.WaitGroup
	for _, l := range []*ledger.Ledger{daemon, beside} {
		for range 5 {
			wait.Go(func() {
				_, ok, err := l.MarkReminder(t.Context(), reminder())
				if err != nil {
					t.Error(err)
				}
				if ok {
					marked.Add(1)
				}
			})
		}
	}
	wait.Wait()
	if marked.Load() != 1 {
		t.Errorf("marked %d times", marked.Load())
	}
}
