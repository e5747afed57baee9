package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/sync/gsheets/sheetsim"
	"tonghop/sync/workbook"
)

// BenchmarkReaderShare reads a year's tab of one commune and tells how small
// the reader's own time is beside what decoding the same tab costs others:
// excelize alone loading the cells of the .xlsx with their types, and
// encoding/json alone decoding Google's answer.
func BenchmarkReaderShare(b *testing.B) {
	path := filepath.Join(b.TempDir(), "u.xlsx")
	header := []any{"Ngày"}
	rc := reading.Context{Source: "u.xlsx", Starts: calendar.Date(2020, 1, 1), Ends: calendar.Date(2020, 12, 31), Units: []*office.Unit{{ID: "u", Name: "Xã Một"}}}
	for i := range benchIndicators {
		label := fmt.Sprintf("Nội dung số %d", i+1)
		header = append(header, label)
		rc.Indicators = append(rc.Indicators, office.Indicator{ID: fmt.Sprint("i", i), Label: label, Short: label, Unit: "lượt", Aggregate: office.AggregateSum})
	}
	benchBook(b, path, header, 3)
	book, err := workbook.Decode(path, mustRead(b, path))
	if err != nil {
		b.Fatal(err)
	}
	answer := benchAnswer(b, path)
	var read, excel, plain time.Duration
	for b.Loop() {
		start := time.Now()
		if got := reading.Read(&book, rc); len(got.Tallies) != benchDays*benchIndicators {
			b.Fatalf("%d tallies, want %d: %+v", len(got.Tallies), benchDays*benchIndicators, got.Findings)
		}
		read += time.Since(start)
		start = time.Now()
		if err := loadTyped(path); err != nil {
			b.Fatal(err)
		}
		excel += time.Since(start)
		start = time.Now()
		var s sheets.Spreadsheet
		if err := json.Unmarshal(answer, &s); err != nil {
			b.Fatal(err)
		}
		plain += time.Since(start)
	}
	b.ReportMetric(float64(read)/float64(excel), "reader÷excelize")
	b.ReportMetric(float64(read)/float64(plain), "reader÷json")
	b.ReportMetric(float64(benchDays)*float64(b.N)/read.Seconds(), "rows/s")
}

// benchAnswer is what Google answers for the same workbook.
func benchAnswer(b *testing.B, path string) []byte {
	b.Helper()
	google := sheetsim.New(sheetsim.Options{Now: time.Now, DecodeXLSX: workbook.Decode})
	if err := google.LoadXLSX("u", "u.xlsx", mustRead(b, path)); err != nil {
		b.Fatal(err)
	}
	s, _ := google.Spreadsheet("u")
	answer, err := json.Marshal(s)
	if err != nil {
		b.Fatal(err)
	}
	return answer
}
