package gsheets

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tonghop/model/book"
	"tonghop/model/grid"
)

// Whatever books follow one another and whatever people type meanwhile: our
// columns hold the last book, each remark beside them is still there, each
// edit inside them was told, and repeating writes nothing.
func TestAnyHistoryEndsInTheLastBookAndKeepsTheOfficesRemarks(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		sim, p := newTarget(t)
		width, rows, remarks := 0, 0, 0
		for step := range rapid.IntRange(1, 6).Draw(rt, "steps") {
			b := drawBook(rt, step)
			var told map[string]bool
			if width > 0 && rapid.Bool().Draw(rt, "remark") {
				remarks++
				if err := sim.Type("tong-hop", "T", grid.Address(remarks-1, width), fmt.Sprintf("remark %d", remarks)); err != nil {
					rt.Fatal(err)
				}
			}
			if width > 0 && rows > 0 && rapid.Bool().Draw(rt, "edit") {
				cell := grid.Address(rapid.IntRange(0, rows-1).Draw(rt, "row"), rapid.IntRange(0, width-1).Draw(rt, "col"))
				if err := sim.Type("tong-hop", "T", cell, "typed"); err != nil {
					rt.Fatal(err)
				}
				told = map[string]bool{cell: true}
			}
			if rapid.Bool().Draw(rt, "restart") {
				p = publisher(t, p.c)
			}
			res := publish(t, p, b)
			for _, e := range res.Edits {
				delete(told, e.Cell)
			}
			if len(told) > 0 {
				rt.Fatalf("the edit of %v was not told: %+v", told, res.Edits)
			}
			width, rows = renderBook(b)[0].cols, len(b.Tabs[0].Rows)
			checkTab(rt, cellsOf(texts(tab(t, sim, "T"))), b, width, remarks)
			if res := publish(t, p, b); res.Changed {
				rt.Fatalf("the same book is written twice: %+v", res)
			}
		}
	})
}

func drawBook(rt *rapid.T, step int) *book.Book {
	styles := []book.Style{{}, {Bold: true}, {Border: true, Fill: 0xFFFF00}}
	t := book.Tab{Key: "t", Title: "T"}
	cols := rapid.IntRange(1, 4).Draw(rt, "cols")
	for row := range rapid.IntRange(1, 6).Draw(rt, "rows") {
		var r book.Row
		for col := range cols {
			c := book.Cell{Kind: book.Text, Text: fmt.Sprintf("%d:%d:%d", step*rapid.IntRange(0, 1).Draw(rt, "new"), row, col), Style: rapid.SampledFrom(styles).Draw(rt, "style")}
			if rapid.IntRange(0, 4).Draw(rt, "blank") == 0 {
				c = book.Cell{}
			}
			r.Cells = append(r.Cells, c)
		}
		t.Rows = append(t.Rows, r)
	}
	if rapid.Bool().Draw(rt, "filter") {
		t.Filter = &book.Merge{EndRow: len(t.Rows), EndCol: cols}
		t.Frozen = book.Frozen{Rows: 1, Cols: rapid.IntRange(0, 1).Draw(rt, "frozen")}
	}
	if rapid.Bool().Draw(rt, "merge") {
		t.Merges = []book.Merge{{Row: 0, Col: 0, EndRow: 1, EndCol: 2}}
		t.Rows[0].Cells = t.Rows[0].Cells[:1]
	}
	return &book.Book{Tabs: []book.Tab{t}}
}

func cellsOf(s string) [][]string {
	var out [][]string
	for _, row := range strings.Split(s, "/") {
		out = append(out, strings.Split(row, "|"))
	}
	return out
}

func checkTab(rt *rapid.T, have [][]string, b *book.Book, width, remarks int) {
	at := func(row, col int) string {
		if row >= len(have) || col >= len(have[row]) {
			return ""
		}
		return have[row][col]
	}
	want := renderBook(b)[0]
	for row := range max(len(have), want.rows) {
		for col := range width {
			if got, want := at(row, col), cellOf(want.values, row, col).String(); got != want {
				rt.Fatalf("%s holds %q, want %q", grid.Address(row, col), got, want)
			}
		}
	}
	for n := 1; n <= remarks; n++ {
		found := 0
		for row := range have {
			for col := width; col < len(have[row]); col++ {
				if have[row][col] == fmt.Sprintf("remark %d", n) {
					found++
				}
			}
		}
		if found != 1 {
			rt.Fatalf("remark %d stands %d times beside our columns: %v", n, found, have)
		}
	}
}
