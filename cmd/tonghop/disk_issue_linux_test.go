package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// aDiskError is how a disk that is full is told: what, why, and what to do.
var aDiskError = regexp.MustCompile(`(?m)^tonghop: [^:]+: .*(disk-full|no space left on device).*\nhint: .*(space|room|dung lượng)`)

// A day is issued on a disk with ever more room left, until it is issued at
// the first try. Whatever stops it, and wherever, the same command comes to
// the same end once there is space: one number, the very bytes.
func TestAReportIssuedOnAFullDiskIsIssuedOnceThereIsSpace(t *testing.T) {
	stops := map[string]int{"ledger.db: disk-full: issuing report 12-BC": 0, "writing the report: placing": 0}
	const most = 256 << 10
	room := int64(0)
	for ; room < most; room += 2 * int64(os.Getpagesize()) {
		why := issuedWithRoom(t, room)
		if why == "" {
			break
		}
		for stop := range stops {
			stops[stop] += strings.Count(why, stop)
		}
	}
	if room == most {
		t.Errorf("with %d bytes of room it was still not issued", room)
	}
	for stop, n := range stops {
		if n == 0 {
			t.Errorf("%q never stopped it: the disk was not full at that step", stop)
		}
	}
}

// issuedWithRoom issues a day on a disk with no more than some room, and again
// when there is space, and tells what stopped it at first; "" for nothing.
func issuedWithRoom(t *testing.T, room int64) (why string) {
	t.Helper()
	config := smallDisk(t, "2m")
	folder := filepath.Dir(config)
	code := closedDay(t, config)
	issue := []string{"issue", "--draft", code, "--number", "12-BC", "--by", "Văn phòng", "--now", crashNow}
	free := fill(t, folder, room)
	status, said, why := tonghop(config, issue...)
	free()
	if status == 0 {
		return ""
	}
	if status != 1 || !aDiskError.MatchString(why) {
		t.Errorf("with %d bytes of room: exit %d: %s", room, status, why)
	}
	noneHalf(t, filepath.Join(folder, "out"))
	told := strings.Contains(said, "Đã phát hành báo cáo số 12-BC")
	if _, list, _ := tonghop(config, "issued"); strings.Contains(list, "12-BC ngày") != told || strings.Contains(list, "chưa có số") == told {
		t.Errorf("with %d bytes of room it said %q, and the register has\n%s", room, said, list)
	}
	for range 2 { // the second time it is there already
		if status, _, why := tonghop(config, issue...); status != 0 {
			t.Errorf("with space again after %d bytes of room: exit %d: %s", room, status, why)
		}
	}
	if _, list, _ := tonghop(config, "issued"); strings.Count(list, "12-BC ngày") != 1 || strings.Contains(list, "chưa có số") {
		t.Errorf("after %d bytes of room the register has\n%s", room, list)
	}
	name := filepath.Join(folder, "out", "bao-cao-ngay-2020-06-22-")
	if bytes.Equal(mustRead(t, name+"so-12-BC.xlsx"), mustRead(t, name+"nhap-"+code+".xlsx")) {
		t.Errorf("after %d bytes of room the issued file bears no number", room)
	}
	if status, proof, why := tonghop(config, "verify"); status != 0 || strings.Contains(proof, "không phải bản đã lưu") || !strings.Contains(proof, "in lại đúng từng byte") || strings.Contains(proof, "✗") {
		t.Errorf("after %d bytes of room verify ends with %d and says\n%s%s", room, status, proof, why)
	}
	return why
}

// closedDay closes a day and gives its draft's code.
func closedDay(t *testing.T, config string) (code string) {
	t.Helper()
	var said string
	for _, args := range [][]string{{"sync"}, {"close", "day", "2020-06-22", "--by", "Văn phòng"}} {
		var status int
		var why string
		if status, said, why = tonghop(config, append(args, "--now", crashNow)...); status != 0 {
			t.Fatalf("%s: exit %d: %s", args[0], status, why)
		}
	}
	return draftOf(t, said)
}

// noneHalf finds files that were begun and never finished.
func noneHalf(t *testing.T, folder string) {
	t.Helper()
	if half, err := filepath.Glob(filepath.Join(folder, ".tonghop-*")); err != nil || len(half) > 0 {
		t.Errorf("half a file stays: %v (%v)", half, err)
	}
}
