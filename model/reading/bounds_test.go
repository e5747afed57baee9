package reading

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/grid"
)

// Monstrous sheets read in bounded time: none of these may take more than a
// few seconds even on a slow machine.
func TestMonstrousSheetsAreBounded(t *testing.T) {
	text := func(s string) grid.Cell { return grid.Cell{Kind: grid.Text, Text: s} }
	head := []grid.Cell{text("Ngày"), text("Tờ rơi")}
	day := []grid.Cell{{Kind: grid.Date, Number: float64(calendar.Date(2020, 6, 1))}, {Kind: grid.Number, Number: 5}}
	empty := grid.Tab{Title: "T6", Rows: make([][]grid.Cell, 1_000_000)}
	empty.Rows[10], empty.Rows[11], empty.Rows[999_999] = head, day, []grid.Cell{text("hết")}

	wide := grid.Tab{Title: "T6"}
	for range 300 {
		row := make([]grid.Cell, 5000)
		for i := range row {
			row[i] = grid.Cell{Kind: grid.Number, Number: float64(i)}
		}
		wide.Rows = append(wide.Rows, row)
	}
	wide.Rows[0] = append([]grid.Cell{text("Ngày"), text("Tờ rơi")}, wide.Rows[0][2:]...)

	heads := grid.Tab{Title: "T6", Rows: slices.Clone(wide.Rows)}
	heads.Rows[0] = []grid.Cell{text("Ngày"), text("Tờ rơi")}
	for i := range 5000 {
		heads.Rows[0] = append(heads.Rows[0], text(fmt.Sprintf("Việc %d", i)))
	}

	long := grid.Tab{Title: "T6", Rows: [][]grid.Cell{head, day}}
	for range 200 {
		long.Rows = append(long.Rows, []grid.Cell{text(strings.Repeat("Hồ sơ ", 9000)), text(strings.Repeat("1+", 25000)), text(strings.Repeat("(", 50000))})
	}

	merged := grid.Tab{Title: "T6", Rows: make([][]grid.Cell, 20000)}
	merged.Rows[0], merged.Rows[1] = head, day
	merged.Rows[19999] = day
	for i := range 5000 {
		merged.Merges = append(merged.Merges, grid.Range{Row: i, Col: 0, EndRow: i + 1_000_000, EndCol: 5000}, grid.Range{Row: i, Col: i % 7, EndRow: i + 3, EndCol: i%7 + 2})
	}
	for name, tab := range map[string]grid.Tab{"a million empty rows": empty, "5,000 columns": wide, "5,000 headings": heads, "cells of 50,000 characters": long, "thousands of merges": merged} {
		start := time.Now()
		Read(&grid.Book{Tabs: []grid.Tab{tab}}, usualContext())
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		} else {
			t.Logf("%s: %v", name, took)
		}
	}
}
