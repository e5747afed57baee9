package main

import (
	"bytes"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
	"tonghop/sync/app/reminders"
)

func TestWhatIsDoubtfulIsListedAndNotSentAgain(t *testing.T) {
	h, now := apptest.NewHook(t), apptest.LocalTime(16, 0)
	o := apptest.Reminded(t, h, &now)
	h.Status = http.StatusInternalServerError
	for range 2 {
		if err := reminders.Send(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	if got := h.Subjects(); len(got) != 1 {
		t.Errorf("it was sent %d times", len(got))
	}
	var out bytes.Buffer
	if err := (&reminderScreen{workplace: &workplace{o}, w: &out}).list(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"Không rõ đã đến chưa", "Xã Bình: nhắc trước giờ hạn", "KHÔNG RÕ đã đến chưa, không gửi lại", "(HTTP 500 Internal Server Error)"} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("%q is not in the list:\n%s", part, out.String())
		}
	}
}

func TestTheCommandSendsBesideTheDaemonAndSaysWhatBecameOfIt(t *testing.T) {
	h, now := apptest.NewHook(t), apptest.LocalTime(16, 0)
	daemon := apptest.Reminded(t, h, &now)
	if _, err := daemon.Round.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	command := func() (string, error) {
		var out bytes.Buffer
		f := &flags{config: daemon.Config.Path, log: "error", stdout: &out, stderr: &out, clockOverride: func() time.Time { return now }}
		o, err := f.open(t.Context(), app.ToDecide)
		if err != nil {
			t.Fatal(err)
		}
		defer o.Close()
		err = (&reminderScreen{workplace: o, w: &out}).send(t.Context())
		return out.String(), err
	}
	h.Status = http.StatusTooManyRequests
	if out, err := command(); err != silent(1) || !strings.Contains(out, "Đã gửi 0 tin; bị từ chối 0, chưa gửi được 1, không rõ 0.") {
		t.Errorf("%v: %s", err, out)
	}
	h.Status = http.StatusOK
	if out, err := command(); err != nil || !strings.Contains(out, "Đã gửi 1 tin;") || !strings.Contains(out, "đã có báo cáo: Xã An") {
		t.Errorf("%v: %s", err, out)
	}
	if err := reminders.Send(t.Context(), daemon); err != nil || len(h.Subjects()) != 2 {
		t.Errorf("the daemon sent it too, or failed: %v", err)
	}
	all, err := daemon.Ledger.Reminders(t.Context(), time.Time{})
	if err != nil || len(all) != 2 || all[0].Outcome != office.Unsent || all[1].Outcome != office.Sent || all[1].Attempt != 2 {
		t.Errorf("the ledger has %+v, %v", all, err)
	}
}

func TestAPasswordThatIsNotThereIsToldBeforeTheDaemonStarts(t *testing.T) {
	config := apptest.Small(t)
	text := string(mustRead(t, config)) + "notify: {office: {webhook: {env: TONGHOP_NOT_SET}}}\n"
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	if code := run(t.Context(), []string{"serve", "--config", config, "--log", "error"}, &bytes.Buffer{}, &stderr); code != 2 || !strings.Contains(stderr.String(), "TONGHOP_NOT_SET is empty\nhint: put the address there") {
		t.Errorf("exit %d: %s", code, stderr.String())
	}
}
