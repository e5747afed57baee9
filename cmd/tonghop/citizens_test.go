package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tonghop/model/office"
	"tonghop/sync/app/apptest"
)

// A log of citizens: of none of them a byte is kept anywhere, and the figures that
// stand beside it are read.
func TestOfCitizensNothingIsKeptAnywhere(t *testing.T) {
	config := apptest.Small(t)
	dir := filepath.Dir(config)
	sheet := filepath.Join(dir, "an.csv")
	given, family := []string{"Lan", "Bình", "Cúc", "Dũng", "Én"}, []string{"Nguyễn Thị", "Trần Văn", "Lê Hoàng"}
	var log strings.Builder
	var secrets []string
	log.WriteString("Ngày,Tuyên truyền,Họ và tên,Ngày sinh,Số CCCD,SĐT,Địa chỉ,Ghi chú\n")
	for i := range 2000 {
		name := fmt.Sprintf("%s Zq%d%s", family[i%3], i, given[i%5])
		id, phone := fmt.Sprintf("0792%08d", 3_000_000+i*7), fmt.Sprintf("09%08d", 12_000_000+i*13)
		if i%2 == 0 {
			phone = phone[:4] + "." + phone[4:7] + "." + phone[7:]
		}
		address := fmt.Sprintf("Ấp Wx%d", i)
		day := ""
		if i < 3 {
			day = fmt.Sprintf("%d/6/2020,%d", 22+i, i+1)
		} else {
			day = ","
		}
		fmt.Fprintf(&log, "%s,%s,%d/3/19%02d,%s,%s,%s,đã liên hệ số %s\n", day, name, 1+i%28, 40+i%60, id, phone, address, phone)
		secrets = append(secrets, name, id, phone, address)
	}
	if err := os.WriteFile(sheet, []byte(log.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for _, args := range [][]string{
		{"check"}, {"sync", "--log", "debug"}, {"export", "tallies"}, {"export", "findings"}, {"export", "looks"}, {"report", "day", "2020-06-22"},
		{"close", "day", "2020-06-22", "--by", "Văn phòng"}, {"backup", filepath.Join(dir, "copy.db")}, {"why", "an", "2020-06-22"}, {"trace", "an", "2020-06-22", "people_informed"},
	} {
		if args[0] != "backup" {
			args = append(args, "--now", crashNow)
		}
		_, stdout, stderr := tonghop(config, args...)
		said.WriteString(stdout + stderr)
	}
	if !strings.Contains(said.String(), "2020-06-22,people_informed") {
		t.Errorf("the figures beside it are not read:\n%.2000s", said.String())
	}
	holds(t, "what was said", said.String(), append(secrets, office.MaskOpen))
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == sheet {
			return err
		}
		data, err := os.ReadFile(path)
		holds(t, path, string(data), secrets)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func holds(t *testing.T, where, text string, secrets []string) {
	t.Helper()
	found := 0
	for _, s := range secrets {
		if strings.Contains(text, s) {
			if found++; found <= 3 {
				t.Errorf("%s has %q", where, s)
			}
		}
	}
	if found > 3 {
		t.Errorf("%s has %d more", where, found-3)
	}
}
