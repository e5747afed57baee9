package grid

import (
	"strconv"
	"testing"
)

func TestWhatRestsOnTheClockIsVolatile(t *testing.T) {
	cell := func(f string) Cell {
		c := Cell{Kind: Number, Formula: true, More: &More{Formula: f}}
		c.ResultMarks(FormulaMarks(f))
		return c
	}
	b := Book{Tabs: []Tab{
		{Title: "Tháng 6", Rows: [][]Cell{
			{cell("B1-1"), cell("A2"), cell("TODAY()"), cell("SUM(A1:B2)"), cell("$C$1+1")},
			{cell("C1-7"), cell("E2"), cell("D2"), cell("'O''Neil'!A1"), {Kind: Number, Number: 5}},
		}},
		{Title: "O'Neil", Rows: [][]Cell{{cell("'Tháng 6'!C1"), cell("Sheet9!C1"), cell(`"C1"&E2`), cell("'Tháng 6'!E2")}}},
	}}
	b.SpreadVolatile()
	for tab, want := range map[int]map[string]bool{
		0: {"A1": true, "B1": true, "C1": true, "D1": true, "E1": true, "A2": true, "B2": false, "C2": true, "D2": true, "E2": false},
		1: {"A1": true, "B1": false, "C1": false, "D1": false},
	} {
		for at, volatile := range want {
			row, col, _ := ParseAddress(at)
			if got := b.Tabs[tab].At(row, col).Has(Volatile); got != volatile {
				t.Errorf("%s of tab %d: got %v, want %v", at, tab+1, got, volatile)
			}
		}
	}
}

// A column that counts down from today is followed in one round.
func TestALongChainFromTheClockIsFollowed(t *testing.T) {
	tab := Tab{Title: "T"}
	for i := range 5000 {
		c := Cell{Kind: Date, Formula: true, More: &More{Formula: "A" + strconv.Itoa(i) + "+1"}}
		if i == 0 {
			c.Marks = Volatile
		}
		tab.Rows = append(tab.Rows, []Cell{c})
	}
	b := Book{Tabs: []Tab{tab}}
	b.SpreadVolatile()
	if !b.Tabs[0].At(4999, 0).Has(Volatile) {
		t.Error("the last date of the chain is not volatile")
	}
}

func FuzzSpreadVolatile(f *testing.F) {
	f.Add("'T'!A1:$B$2+T!C1", "A1")
	f.Fuzz(func(t *testing.T, one, two string) {
		b := Book{Tabs: []Tab{{Title: "T", Rows: [][]Cell{{{Formula: true, Marks: Volatile}, {Formula: true, More: &More{Formula: one}}, {Formula: true, More: &More{Formula: two}}}}}}}
		b.SpreadVolatile()
	})
}
