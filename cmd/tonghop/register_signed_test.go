package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tonghop/sync/app/apptest"
)

// A closedOffice has closed June; code and file are the draft's.
type closedOffice struct{ config, code, file string }

func closedJune(t *testing.T) closedOffice {
	t.Helper()
	config := apptest.Small(t)
	for _, args := range [][]string{{"sync", "--now", crashNow}, {"close", "month", "2020-06", "--by", "Văn phòng", "--now", "2020-06-25T08:00:00+07:00"}} {
		code, stdout, stderr := tonghop(config, args...)
		if code != 0 {
			t.Fatalf("%v: exit %d: %s%s", args, code, stdout, stderr)
		}
		if args[0] == "close" {
			draft := draftOf(t, stdout)
			return closedOffice{config, draft, filepath.Join(filepath.Dir(config), "out", "bao-cao-thang-2020-06-nhap-"+draft+".xlsx")}
		}
	}
	return closedOffice{}
}

// draftOf finds the code of a draft in what was said when a period was closed.
func draftOf(t *testing.T, said string) string {
	t.Helper()
	draft := regexp.MustCompile(`bản nháp (\d{3}-\d{4})`).FindStringSubmatch(said)
	if draft == nil {
		t.Fatalf("there is no draft: %s", said)
	}
	return draft[1]
}

// onlyFile finds the one file of a folder whose name matches a pattern.
func onlyFile(t *testing.T, folder, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil || len(found) != 1 {
		t.Fatalf("%s has %v as %s (%v), want one file", folder, found, pattern, err)
	}
	return found[0]
}

// issue issues the draft as it was signed and gives what is said.
func (o closedOffice) issue(t *testing.T, signed string) string {
	t.Helper()
	code, stdout, stderr := tonghop(o.config, "issue", "--draft", o.code, "--number", "12-BC", "--file", signed, "--by", "Văn phòng", "--now", "2020-06-25T09:00:00+07:00")
	if code != 0 {
		t.Fatalf("exit %d: %s%s", code, stdout, stderr)
	}
	return stdout
}

// savedByLibreOffice gives a workbook as LibreOffice saves it.
func savedByLibreOffice(t *testing.T, path string) string {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("soffice is not installed, and CI=true does not let this test be skipped")
		}
		t.Skip("soffice (LibreOffice) is not installed: nothing is saved by it here")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	out := t.TempDir()
	cmd := exec.CommandContext(ctx, soffice, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(out, "profile")),
		"--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, path)
	if b, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, b)
	}
	return filepath.Join(out, filepath.Base(path))
}

func TestADraftThatLibreOfficeSavedAgainDiffersInNoCell(t *testing.T) {
	o := closedJune(t)
	again := savedByLibreOffice(t, o.file)
	if bytes.Equal(mustRead(t, again), mustRead(t, o.file)) {
		t.Fatal("LibreOffice saves the very bytes, so this shows nothing")
	}
	if said := o.issue(t, again); !strings.Contains(said, "Tệp ký là bản nháp được lưu lại, không khác ô nào.") {
		t.Errorf("it says\n%s", said)
	}
}

func TestAnEditedDraftIsToldByUnitAndIndicator(t *testing.T) {
	o := closedJune(t)
	f, err := excelize.OpenFile(o.file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tab, cell := "", ""
	for _, name := range f.GetSheetList() {
		if found, err := f.SearchSheet(name, "Xã An"); err == nil && len(found) > 0 && tab == "" {
			tab, cell = name, found[0]
		}
	}
	col, row, err := excelize.CellNameToCoordinates(cell)
	if err != nil {
		t.Fatal(err)
	}
	figure, _ := excelize.CoordinatesToCellName(col+1, row) // in range: it is beside the unit's name
	if err := f.SetCellValue(tab, figure, 15); err != nil {
		t.Fatal(err)
	}
	signed := filepath.Join(t.TempDir(), "da-ky.xlsx")
	if err := f.SaveAs(signed); err != nil {
		t.Fatal(err)
	}
	said := o.issue(t, signed)
	if !strings.Contains(said, "Tệp ký khác bản nháp 1 ô:") || !strings.Contains(said, "Xã An, Tuyên truyền ("+tab+"!"+figure+"): 12 → 15") {
		t.Errorf("it says\n%s", said)
	}
	if code, proof, _ := tonghop(o.config, "verify"); code != 0 || !strings.Contains(proof, "12-BC") {
		t.Errorf("verify ends with %d and says\n%s", code, proof)
	}
}

// It was said to differ in every line that only the print has which says what
// it replaces.
func TestADraftThatWasSignedInAnothersPlaceIsToldByWhatItLacks(t *testing.T) {
	o := closedJune(t)
	o.issue(t, o.file)
	for _, args := range [][]string{
		{"enter", "an", "2020-06-22", "people_informed", "15", "--by", "Văn phòng", "--reason", "báo lại", "--now", "2020-06-25T10:00:00+07:00"},
		{"close", "month", "2020-06", "--by", "Văn phòng", "--now", "2020-06-25T11:00:00+07:00"}} {
		if code, stdout, stderr := tonghop(o.config, args...); code != 0 {
			t.Fatalf("%v: exit %d: %s%s", args, code, stdout, stderr)
		}
	}
	drafts, err := filepath.Glob(filepath.Join(filepath.Dir(o.file), "*-nhap-*.xlsx"))
	if err != nil || len(drafts) != 2 {
		t.Fatal(drafts, err)
	}
	second := drafts[0]
	if second == o.file {
		second = drafts[1]
	}
	code := strings.TrimSuffix(second[strings.LastIndex(second, "nhap-")+len("nhap-"):], ".xlsx")
	_, said, stderr := tonghop(o.config, "issue", "--draft", code, "--number", "13-BC", "--replaces", "12-BC", "--reason", "Xã An báo lại", "--file", second, "--by", "Văn phòng", "--now", "2020-06-25T12:00:00+07:00")
	for _, want := range []string{"không khác ô nào", "chưa ghi điều mà báo cáo thay thế phải có: (Thay thế Báo cáo số 12-BC", "phải có: Lý do thay thế: Xã An báo lại"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s%s", want, said, stderr)
		}
	}
}
