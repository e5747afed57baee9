package main

import (
	"strings"
	"testing"

	"tonghop/sync/gsheets/sheetsim"
)

func TestCheckTellsWhomToShareWithAndWhatToSend(t *testing.T) {
	w := newFaultWorld(t)
	w.sim.Deny("xa-an")
	for lang, want := range map[string][]string{
		"":   {"! Bảng tính chưa được chia sẻ", "Kính gửi Xã An:", "dán địa chỉ " + faultAccount, "https://docs.google.com/spreadsheets/d/xa-an."},
		"en": {"! The spreadsheet is not shared", "To Xã An:", "paste " + faultAccount},
	} {
		w.flags.lang = lang
		if code := w.command(newCheck(w.flags), ""); code != 0 {
			t.Errorf("exit %d: %s", code, w.stderr.String())
		}
		for _, text := range want {
			if n := strings.Count(w.stdout.String(), text); n != 1 {
				t.Errorf("%q stands %d times, want once, in\n%s", text, n, w.stdout.String())
			}
		}
	}
}

func TestCheckGivesEachFaultOfGooglesItsHint(t *testing.T) {
	for name, tc := range map[string]struct {
		fault sheetsim.Fault
		want  string
	}{
		"the API switched off": {sheetsim.Fault{Status: 403, Reason: sheetsim.ReasonServiceDisabled}, "bật “Google Sheets API”"},
		"404 of what is there": {sheetsim.Fault{Status: 404}, "Google tạm thời không trả lời"},
		"credentials":          {sheetsim.Fault{Status: 401}, "kiểm tra khóa google.credentials"},
		"quota":                {sheetsim.Fault{Status: 429}, "thêm một tài khoản dịch vụ"},
		"Google down":          {sheetsim.Fault{Status: 503}, "Google tạm thời không trả lời"},
		"the network":          {sheetsim.Fault{Cut: true}, "kiểm tra mạng của máy"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newFaultWorld(t)
			tc.fault.Method, tc.fault.Path, tc.fault.Times = readOne, atAn, -1
			w.sim.Inject(tc.fault)
			if code := w.command(newCheck(w.flags), "", "an"); code != 0 || !strings.Contains(w.stdout.String(), tc.want) {
				t.Errorf("exit %d, want %q in\n%s%s", code, tc.want, w.stdout.String(), w.stderr.String())
			}
			if strings.Contains(w.stdout.String(), "Kính gửi") {
				t.Error("it asks to share what is shared")
			}
		})
	}
}

func TestATableThatMayOnlyBeReadIsToBeSharedWithAnEditor(t *testing.T) {
	w := newFaultWorld(t)
	w.afternoon()
	w.sim.ReadOnly(faultTable)
	if code := w.round("17:00"); code != 1 || !strings.Contains(w.stderr.String(), "hint: Mở bảng tổng hợp trên Google, bấm Chia sẻ, thêm "+faultAccount+" với quyền Người chỉnh sửa") {
		t.Errorf("exit %d: %s", code, w.stderr.String())
	}
}
