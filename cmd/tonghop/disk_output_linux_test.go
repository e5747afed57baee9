package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tonghop/sync/app/apptest"
)

// A folder of its own for what is written, on a disk that fills up while the
// ledger has all the space it wants: figures are recorded, the last good files
// stand, and the next round writes what this one could not.
func TestAFullDiskOfOutputsLeavesTheLastGoodFilesAndTheFiguresRecorded(t *testing.T) {
	config := apptest.Small(t)
	out := mountSmall(t, "256k")
	book, report := filepath.Join(out, "tong-hop.xlsx"), filepath.Join(out, "bao-cao-thang-2020-06.xlsx")
	text := string(mustRead(t, config)) + "consolidated: {target: " + book + "}\nreport: {dir: " + out + "}\n"
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	const later = "2020-06-24T23:30:00+07:00"
	sync := []string{"sync", "--now", later}
	month := []string{"report", "month", "2020-06", "--now", later}
	must := func(args ...string) {
		t.Helper()
		if status, _, why := tonghop(config, args...); status != 0 {
			t.Fatalf("%v: exit %d: %s", args, status, why)
		}
	}
	must("sync", "--now", crashNow)
	must("report", "month", "2020-06", "--now", crashNow)
	books, reports := mustRead(t, book), mustRead(t, report)
	free := fill(t, out, 4096) // room to begin a file, and not to end it
	if err := os.WriteFile(filepath.Join(filepath.Dir(config), "an.csv"), []byte("Ngày,Tuyên truyền\n22/6/2020,13\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, one := range []struct {
		file string
		args []string
	}{{book, sync}, {report, month}} {
		if status, _, why := tonghop(config, one.args...); status != 1 || !aDiskError.MatchString(why) || !strings.Contains(why, one.file) {
			t.Errorf("%s: exit %d: %s", one.args[0], status, why)
		}
	}
	noneHalf(t, out)
	if !bytes.Equal(books, mustRead(t, book)) || !bytes.Equal(reports, mustRead(t, report)) {
		t.Error("the last good files do not stand as they were")
	}
	if _, tallies, _ := tonghop(config, "export", "tallies", "--now", later); !strings.Contains(tallies, "people_informed,13") {
		t.Errorf("the figure that was read is not recorded: %s", tallies)
	}
	free()
	must(sync...)
	must(month...)
	if bytes.Equal(books, mustRead(t, book)) || bytes.Equal(reports, mustRead(t, report)) {
		t.Error("with space again the files are not written anew")
	}
	must("verify")
}
