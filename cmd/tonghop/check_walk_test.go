package main

import (
	"strings"
	"testing"

	"tonghop/sync/gsheets/sheetsim"
)

func TestTheWayToGoogleIsWalkedStepByStep(t *testing.T) {
	for name, tc := range map[string]struct {
		arrange func(*faultWorld)
		code    int
		want    []string
	}{
		"all holds": {func(*faultWorld) {}, 0, []string{"✓ Khóa dùng được", "✓ Google Drive API trả lời", "✓ Bảng Xã An", "✓ Bảng tổng hợp", "Đường tới Google thông suốt"}},
		"an interface is off": {func(w *faultWorld) {
			w.sim.Inject(sheetsim.Fault{Method: "drive.", Status: 403, Reason: sheetsim.ReasonServiceDisabled, Times: -1})
		}, 1, []string{"✗ Google Drive", "apis/library/drive.googleapis.com"}},
		"a sheet is not shared":     {func(w *faultWorld) { w.sim.Deny("xa-an") }, 1, []string{"✗ Bảng Xã An", "→ Chia sẻ với: " + faultAccount, "✓ Bảng Xã Bình"}},
		"the book may only be read": {func(w *faultWorld) { w.sim.ReadOnly(faultTable) }, 1, []string{"✗ Bảng tổng hợp", "✓ Bảng Xã An"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newFaultWorld(t)
			tc.arrange(w)
			code := w.command(newCheck(w.flags), "", "--google")
			for _, text := range tc.want {
				if code != tc.code || !strings.Contains(w.stdout.String(), text) {
					t.Errorf("exit %d, want %d and %q in\n%s%s", code, tc.code, text, w.stdout.String(), w.stderr.String())
				}
			}
		})
	}
}
