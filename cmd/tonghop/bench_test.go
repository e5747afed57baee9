package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/sync/errgroup"

	"tonghop/model/calendar"
	"tonghop/sync/app"
)

// The benchmarks' district: so many units, days and indicators.
const (
	benchUnits      = 200
	benchDays       = 250
	benchIndicators = 12
)

// benchDistrict writes the district's workbooks and configuration.
func benchDistrict(tb testing.TB) (dir, config string) {
	tb.Helper()
	dir = tb.TempDir()
	var c strings.Builder
	c.WriteString("programme: {title: \"Đo tốc độ\", starts: 2020-01-01, ends: 2020-12-31}\nledger: ledger.db\nconsolidated: {target: out/tong-hop.xlsx}\nindicators:\n")
	header := []any{"Ngày"}
	for i := range benchIndicators {
		fmt.Fprintf(&c, "  - {id: i%d, label: \"Nội dung số %d\", short: \"ND%d\", unit: lượt}\n", i, i+1, i+1)
		header = append(header, fmt.Sprintf("Nội dung số %d", i+1))
	}
	c.WriteString("units:\n")
	for u := range benchUnits {
		fmt.Fprintf(&c, "  - {id: u%d, name: \"Xã số %d\", type: xa, source: u%d.xlsx}\n", u, u, u)
		benchBook(tb, filepath.Join(dir, fmt.Sprintf("u%d.xlsx", u)), header, u)
	}
	config = filepath.Join(dir, "config.yaml")
	if err := os.WriteFile(config, []byte(c.String()), 0o644); err != nil {
		tb.Fatal(err)
	}
	return dir, config
}

func benchBook(tb testing.TB, path string, header []any, seed int) {
	f := excelize.NewFile()
	defer f.Close()
	pattern := "dd/mm/yyyy"
	dated, err := f.NewStyle(&excelize.Style{CustomNumFmt: &pattern})
	if err != nil {
		tb.Fatal(err)
	}
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		tb.Fatal(err)
	}
	rows := [][]any{header}
	for d := range benchDays {
		row := []any{excelize.Cell{StyleID: dated, Value: int(calendar.Date(2020, 1, 1)) + d}}
		for i := range benchIndicators {
			row = append(row, (seed*7+d*3+i*11)%90+d%7)
		}
		rows = append(rows, row)
	}
	for i, row := range rows {
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		tb.Fatal(err)
	}
}

// built builds the program once and gives its path.
func built(tb testing.TB) string {
	tb.Helper()
	bin := filepath.Join(tb.TempDir(), "tonghop")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		tb.Fatalf("building: %v\n%s", err, out)
	}
	return bin
}

// timed runs the program and gives its wall time and, on Linux, its peak
// memory in MiB.
func timed(tb testing.TB, bin string, args ...string) (time.Duration, float64) {
	tb.Helper()
	cmd := exec.Command(bin, args...)
	start := time.Now()
	out, err := cmd.CombinedOutput()
	took := time.Since(start)
	if err != nil {
		tb.Fatalf("%v: %v\n%s", args, err, out)
	}
	return took, peakMiB(cmd.ProcessState)
}

// excelizeAlone loads the same cells with their types and nothing else, two
// files at a time as the round does.
func excelizeAlone(tb testing.TB, dir string) time.Duration {
	tb.Helper()
	start := time.Now()
	var g errgroup.Group
	g.SetLimit(2)
	for u := range benchUnits {
		g.Go(func() error { return loadTyped(filepath.Join(dir, fmt.Sprintf("u%d.xlsx", u))) })
	}
	if err := g.Wait(); err != nil {
		tb.Fatal(err)
	}
	return time.Since(start)
}

func loadTyped(path string) error {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := f.GetRows("Sheet1", excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	for r, row := range rows {
		for c := range row {
			name, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				return err
			}
			if _, err := f.GetCellType("Sheet1", name); err != nil {
				return err
			}
			if _, err := f.GetCellStyle("Sheet1", name); err != nil {
				return err
			}
		}
	}
	return nil
}

// BenchmarkColdRound is a first round over the whole district, as a process:
// decode, read, record, judge, write. "×excelize" is its time over that of
// excelize alone loading the same cells with their types, measured in turn.
func BenchmarkColdRound(b *testing.B) {
	dir, config := benchDistrict(b)
	bin := built(b)
	var ours, theirs time.Duration
	var peak float64
	for b.Loop() {
		theirs += excelizeAlone(b, dir)
		for _, name := range []string{"ledger.db", "ledger.db-wal", "ledger.db-shm", "out"} {
			os.RemoveAll(filepath.Join(dir, name))
		}
		took, mib := timed(b, bin, "sync", "--config", config, "--now", "2020-09-06T22:30:00+07:00", "--log", "error")
		ours, peak = ours+took, max(peak, mib)
	}
	b.ReportMetric(ours.Seconds()/float64(b.N), "s/round")
	b.ReportMetric(float64(ours)/float64(theirs), "×excelize")
	b.ReportMetric(peak, "peak-MiB")
}

// BenchmarkUnchangedRound is a round over the same district with nothing new.
func BenchmarkUnchangedRound(b *testing.B) {
	_, config := benchDistrict(b)
	f := &flags{config: config, log: "error", now: "2020-09-06T22:30:00+07:00", stdout: io.Discard, stderr: io.Discard}
	o, err := f.open(context.Background(), app.ToWrite)
	if err != nil {
		b.Fatal(err)
	}
	defer o.Close()
	if _, err := o.Round.Run(b.Context()); err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	for b.Loop() {
		res, err := o.Round.Run(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		if res.Unchanged != benchUnits || len(res.Written) != 0 || res.Report != nil {
			b.Fatalf("%d unchanged, written %v", res.Unchanged, res.Written)
		}
	}
}
