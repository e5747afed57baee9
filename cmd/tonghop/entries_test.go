package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tonghop/model/book"
	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
)

// desktop is an office whose consolidated book is a workbook on disk.
type desktop struct {
	flags *flags
	clock *apptest.Clock
	path  string
}

func newDesktop(t *testing.T) *desktop {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{
		"an.csv":   "Ngày,Tuyên truyền\n24/6/2020,10\n",
		"binh.csv": "Ngày,Tuyên truyền\n",
		"config.yaml": `programme: {title: "Bổ sung", starts: 2020-06-24, ends: 2020-12-31}
units:
  - {id: an, name: "Xã An", type: xa, source: an.csv}
  - {id: binh, name: "Xã Bình", type: xa, source: binh.csv}
indicators: [{id: people, label: "Tuyên truyền", short: "Tuyên truyền", unit: lượt}]
consolidated: {target: tong-hop.xlsx}
`}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d := &desktop{clock: &apptest.Clock{}, path: filepath.Join(dir, "tong-hop.xlsx")}
	d.flags = &flags{config: filepath.Join(dir, "config.yaml"), log: "error", stdout: io.Discard, stderr: io.Discard,
		clockOverride: d.clock.Now, sleepOverride: d.clock.Sleep}
	return d
}

// round runs one round at a time of 24 June and gives what the book then holds
// on the first row that the office may type into.
func (d *desktop) round(t *testing.T, clock string) []string {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", "2020-06-24 "+clock, apptest.Vietnam)
	if err != nil {
		t.Fatal(err)
	}
	d.clock.Set(at)
	o, err := d.flags.open(t.Context(), app.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if _, err := o.Round.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d.row(t, "Bổ sung", book.EntriesTop)
}

// row gives the cells of a row of the book.
func (d *desktop) row(t *testing.T, tab string, row int) []string {
	t.Helper()
	f, err := excelize.OpenFile(d.path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(tab, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	if row >= len(rows) {
		return nil
	}
	return rows[row]
}

// types saves the book as the office's program does, with cells typed into.
func (d *desktop) types(t *testing.T, cells map[string]any) {
	t.Helper()
	f, err := excelize.OpenFile(d.path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for at, v := range cells {
		if err := f.SetCellValue("Bổ sung", at, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

func TestWhatTheOfficeTypesIntoTheWorkbookCountsAndStaysAsTyped(t *testing.T) {
	d := newDesktop(t)
	d.round(t, "12:00")
	d.types(t, map[string]any{"A5": "xã bình", "B5": "24/6", "C5": "tuyên truyền", "D5": 45, "E5": "điện thoại", "F5": "Chị Hoa", "H5": "Mất mạng"})
	want := "xã bình|24/6|tuyên truyền|45|điện thoại|Chị Hoa||Mất mạng|Đã ghi số 1 lúc 16:30 ngày 24/6/2020\u00a0"
	if got := strings.Join(d.round(t, "16:30"), "|"); got != want {
		t.Fatalf("the row is %s\n  want %s", got, want)
	}
	if got := strings.Join(d.row(t, "Theo tháng", 5), "|"); got != "2|Xã Bình|45|1/1" {
		t.Errorf("the unit's month is %s", got)
	}
	before, err := os.ReadFile(d.path)
	if err != nil {
		t.Fatal(err)
	}
	d.round(t, "16:40")
	if after, err := os.ReadFile(d.path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("another round wrote the book anew: %v", err)
	}
	// What the office takes out is taken back.
	d.types(t, map[string]any{"A5": nil, "B5": nil, "C5": nil, "D5": nil, "E5": nil, "F5": nil, "H5": nil})
	if got := strings.Join(d.round(t, "16:50"), ""); got != "" {
		t.Errorf("the row holds %s", got)
	}
	if got := strings.Join(d.row(t, "Theo tháng", 5), "|"); got != "2|Xã Bình|Chưa đến hạn" {
		t.Errorf("the unit's month is %s", got)
	}
}

func TestAWorkbookThatIsDeletedComesBackWithWhatWasTyped(t *testing.T) {
	d := newDesktop(t)
	d.round(t, "12:00")
	d.types(t, map[string]any{"A5": "Xã Bình", "B5": "24/6/2020", "C5": "Tuyên truyền", "D5": "bỏ", "H5": "Ghi trùng"})
	d.round(t, "13:00")
	if err := os.Remove(d.path); err != nil {
		t.Fatal(err)
	}
	want := "Xã Bình|24/6/2020|Tuyên truyền|bỏ||||Ghi trùng|Đã ghi số 1 lúc 13:00 ngày 24/6/2020\u00a0"
	for _, clock := range []string{"14:00", "15:00"} {
		if got := strings.Join(d.round(t, clock), "|"); got != want {
			t.Errorf("at %s the row is %s\n  want %s", clock, got, want)
		}
	}
}

func TestTheCommunesBookIsWrittenBesideTheOffices(t *testing.T) {
	d := newDesktop(t)
	config, err := os.ReadFile(d.flags.config)
	if err != nil {
		t.Fatal(err)
	}
	config = bytes.Replace(config, []byte("target: tong-hop.xlsx"), []byte("target: tong-hop.xlsx, communes: can-sua.xlsx"), 1)
	if err := os.WriteFile(d.flags.config, config, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(d.path), "an.csv"), []byte("Ngày,Tuyên truyền\n24/6/2020,10-15\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	d.round(t, "12:00")
	shared := &desktop{path: filepath.Join(filepath.Dir(d.path), "can-sua.xlsx")}
	if got := strings.Join(shared.row(t, "An", 4), "|"); !strings.Contains(got, "10-15") {
		t.Errorf("the commune is told %s", got)
	}
	if got := strings.Join(shared.row(t, "Bình", 4), "|"); got != "Không có gì cần sửa." {
		t.Errorf("a commune without faults is told %s", got)
	}
}

// A consolidated workbook that cannot be opened any more may hold what the
// office typed: it is left as it stands, and all the rest goes on.
func TestAConsolidatedWorkbookThatCannotBeReadIsLeftAndTheRoundGoesOn(t *testing.T) {
	d := newDesktop(t)
	dir := filepath.Dir(d.path)
	config := bytes.Replace(mustRead(t, d.flags.config), []byte("target: tong-hop.xlsx"), []byte("target: tong-hop.xlsx, communes: can-sua.xlsx"), 1)
	if err := os.WriteFile(d.flags.config, config, 0o644); err != nil {
		t.Fatal(err)
	}
	d.round(t, "12:00")
	half := mustRead(t, d.path)[:3000]
	for name, data := range map[string][]byte{d.path: half, filepath.Join(dir, "an.csv"): []byte("Ngày,Tuyên truyền\n24/6/2020,25\n")} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	communes := mustRead(t, filepath.Join(dir, "can-sua.xlsx"))
	code, stdout, stderr := tonghop(d.flags.config, "sync", "--now", "2020-06-24T16:30:00+07:00")
	if code != 1 || !strings.Contains(stderr, "was left as it stands") || !strings.Contains(stderr, "hint: Số liệu vừa đọc đã ghi vào sổ. Mở ") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	if !strings.Contains(stdout, "Báo cáo ngày 24/6/2020") || !strings.Contains(stdout, "can-sua.xlsx") {
		t.Errorf("what was seen and written is not told:\n%s", stdout)
	}
	if !bytes.Equal(mustRead(t, d.path), half) {
		t.Error("the workbook was written over")
	}
	if bytes.Equal(mustRead(t, filepath.Join(dir, "can-sua.xlsx")), communes) {
		t.Error("the communes' book was not written")
	}
	if _, tallies, _ := tonghop(d.flags.config, "export", "tallies"); !strings.Contains(tallies, "an,2020-06-24,people,25") {
		t.Errorf("what was seen is not on record:\n%s", tallies)
	}
}

func TestWhatIsTypedWhereTheProgramWritesIsToldAndKept(t *testing.T) {
	d := newDesktop(t)
	d.round(t, "12:00")
	d.types(t, map[string]any{"A5": "xã bình", "B5": "24/6", "C5": "tuyên truyền", "D5": 45, "E5": "điện thoại", "H5": "Mất mạng", "I6": "gọi lại xã An", "N7": "=1+1"})
	d.round(t, "16:30")
	for _, clock := range []string{"16:40", "16:50"} {
		if got := strings.Join(d.row(t, "Bổ sung", book.EntriesTop), "|"); !strings.Contains(got, "|1\u00a0|Ô I6: “gọi lại xã An”, thấy lúc 16:30 ngày 24/6/2020\u00a0|Gõ nhầm cột") {
			t.Errorf("at %s the tab tells %s", clock, got)
		}
		if got := strings.Join(d.row(t, "Bổ sung", book.EntriesTop+1), "|"); !strings.HasPrefix(got, "|||||||||2") || !strings.Contains(got, "Ô N7: “=1+1”") {
			t.Errorf("at %s the tab tells %s", clock, got)
		}
		d.round(t, clock)
	}
	var told []string
	for row := range 20 {
		if got := strings.Join(d.row(t, "Cần sửa", row), ""); strings.HasPrefix(got, "Ô ") {
			told = append(told, got)
		}
	}
	if len(told) != 2 || !strings.Contains(told[0], "gõ vào các cột A đến H") {
		t.Errorf("the list of what is to be mended tells %q", told)
	}
	out := new(bytes.Buffer)
	d.flags.stdout = out
	cmd := newDecisions(d.flags)
	cmd.SetArgs(nil)
	if err := cmd.ExecuteContext(t.Context()); err != nil || !strings.Contains(out.String(), "giữ lại “gọi lại xã An”, gõ nhầm vào ô I6") {
		t.Errorf("tonghop decisions: %v\n%s", err, out)
	}
}
