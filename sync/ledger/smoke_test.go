package ledger

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"tonghop/model/grid"
	"tonghop/model/record"
)

func TestSmoke(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	l, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 6, 1, 10, 0, 0, 0, time.UTC)
	book := &grid.Book{Title: "b", Tabs: []grid.Tab{{Title: "T6", Rows: [][]grid.Cell{{{Kind: grid.Text, Text: "Ngày"}}}}}}
	for i := range 100 {
		book.Tabs[0].Rows = append(book.Tabs[0].Rows, []grid.Cell{{Kind: grid.Number, Number: float64(i)}, {Kind: grid.Text, Text: fmt.Sprint("row ", i)}})
		got, err := l.Record(t.Context(), record.Answer{Look: record.Look{Source: "a", Asked: at, Answered: at, Content: fmt.Sprint(i)}, Cells: book})
		if err != nil {
			t.Fatal(err)
		}
		_ = got
	}
	all, err := l.Since(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(len(all), all[99])
	a, err := l.Verify(t.Context())
	t.Log(a, err)
	tab, err := l.Cells(t.Context(), 77)
	t.Log(len(tab.Rows), err)
	last, err := l.Last(t.Context())
	t.Log(last, err)
	l.Close()
}
