package workbook

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// peersEnv names a folder into which exceljs and xlsx were installed by npm.
const peersEnv = "TONGHOP_PEERS"

// yearFileEnv makes TestWriteTheYear write the year into a file.
const yearFileEnv = "TONGHOP_YEAR_FILE"

// TestWriteTheYear is the child process of BenchmarkYearBesideOthers: laying
// the year out and writing it, as the others do. It prints the milliseconds.
func TestWriteTheYear(t *testing.T) {
	path := os.Getenv(yearFileEnv)
	if path == "" {
		t.Skip("a child process of BenchmarkYearBesideOthers")
	}
	began := time.Now()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := Encode(f, yearBook()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	fmt.Println(float64(time.Since(began).Microseconds()) / 1000)
}

// BenchmarkYearBesideOthers writes 600,000 figures, each time in a process of
// its own, in turns with exceljs's streaming writer and SheetJS writing the same
// cells. It tells the medians as ratios, and the most memory that we held.
func BenchmarkYearBesideOthers(b *testing.B) {
	modules := os.Getenv(peersEnv)
	if modules == "" {
		b.Skip("set " + peersEnv + " to a folder in which `npm install exceljs xlsx` was run")
	}
	dir := b.TempDir()
	var ours, exceljs, sheetjs, mib []float64
	for b.Loop() {
		ms, peak := yearProcess(b, os.Args[0], []string{yearFileEnv + "=" + filepath.Join(dir, "ours.xlsx")}, "-test.run", "^TestWriteTheYear$")
		ours, mib = append(ours, ms), append(mib, peak)
		node := func(name string) float64 {
			script, err := os.ReadFile(filepath.Join("testdata", "peers", name+".js"))
			if err != nil {
				b.Fatal(err)
			}
			ms, _ := yearProcess(b, "node", []string{"NODE_PATH=" + filepath.Join(modules, "node_modules")}, "-e", string(script), "--", filepath.Join(dir, name+".xlsx"))
			return ms
		}
		exceljs, sheetjs = append(exceljs, node("exceljs")), append(sheetjs, node("sheetjs"))
	}
	b.ReportMetric(median(ours), "ms")
	b.ReportMetric(median(ours)/median(exceljs), "×exceljs")
	b.ReportMetric(median(ours)/median(sheetjs), "×sheetjs")
	b.ReportMetric(slices.Max(mib), "peak-MiB")
}

// yearProcess runs a process and gives the milliseconds that it prints first
// and the most memory that it held.
func yearProcess(b *testing.B, name string, env []string, args ...string) (ms, mib float64) {
	b.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env, cmd.Stderr = append(os.Environ(), env...), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		b.Fatalf("%s: %v\n%s", name, err, out)
	}
	first, _, _ := strings.Cut(string(out), "\n")
	if ms, err = strconv.ParseFloat(first, 64); err != nil {
		b.Fatalf("%s printed %q", name, out)
	}
	return ms, float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) / 1024
}

func median(list []float64) float64 { return slices.Sorted(slices.Values(list))[len(list)/2] }
