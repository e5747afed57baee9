package cells

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"tonghop/model/grid"
)

// tally gives a workbook of 250 rows by 14 columns, as excelize saves it: a
// date, twelve figures and a note.
func tally(b *testing.B) []byte {
	b.Helper()
	f := excelize.NewFile()
	defer f.Close()
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		b.Fatal(err)
	}
	for r := 1; r <= 250; r++ {
		row := []any{43983 + r}
		for c := range 12 {
			row = append(row, r*c)
		}
		at := fmt.Sprint("A", r)
		if err := f.SetSheetRow("Sheet1", at, new(append(row, fmt.Sprint("ghi chú ", r)))); err != nil {
			b.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", at, at, date); err != nil {
			b.Fatal(err)
		}
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		b.Fatal(err)
	}
	return buf.Bytes()
}

func BenchmarkDecode(b *testing.B) {
	data := tally(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode("a.xlsx", data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkExcelizeTyped loads the same cells with their types by excelize
// alone: what Decode is measured against.
func BenchmarkExcelizeTyped(b *testing.B) {
	data := tally(b)
	b.ReportAllocs()
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
		if err != nil {
			b.Fatal(err)
		}
		rows, err := f.GetRows("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		for i, row := range rows {
			for j := range row {
				at := grid.Address(i, j)
				_, err1 := f.GetCellType("Sheet1", at)
				_, err2 := f.GetCellStyle("Sheet1", at)
				_, err3 := f.GetCellFormula("Sheet1", at)
				if err1 != nil || err2 != nil || err3 != nil {
					b.Fatal(err1, err2, err3)
				}
			}
		}
		f.Close()
	}
}

// BenchmarkExcelizeRows loads texts only: excelize's quickest way.
func BenchmarkExcelizeRows(b *testing.B) {
	data := tally(b)
	b.ReportAllocs()
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := f.GetRows("Sheet1"); err != nil {
			b.Fatal(err)
		}
		f.Close()
	}
}
