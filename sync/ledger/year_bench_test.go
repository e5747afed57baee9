package ledger

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tonghop/model/grid"
	"tonghop/model/record"
)

// A yearOf is a commune's workbook that is filled in for a year.
type yearOf struct {
	name string
	book func(unit, days int) *grid.Book
}

// The ways in which communes keep their year: a tab a month, one tab that grows
// at its end or at its top, all with a formula a row.
var years = []yearOf{
	{"tab a month", func(unit, days int) *grid.Book {
		b := &grid.Book{Title: fmt.Sprintf("Xã %d", unit), Locale: "vi_VN", TimeZone: "Asia/Ho_Chi_Minh"}
		for m := range 12 {
			tab := grid.Tab{ID: int64(m + 1), Title: fmt.Sprintf("Tháng %d", m+1), Rows: head()}
			for d := m * 21; d < min((m+1)*21, days); d++ {
				tab.Rows = append(tab.Rows, dayRow(unit, d, len(tab.Rows)))
			}
			b.Tabs = append(b.Tabs, tab)
		}
		return b
	}},
	{"one tab", func(unit, days int) *grid.Book {
		tab := grid.Tab{ID: 1, Title: "Năm 2020", Rows: head()}
		for d := range days {
			tab.Rows = append(tab.Rows, dayRow(unit, d, len(tab.Rows)))
		}
		return &grid.Book{Title: fmt.Sprintf("Xã %d", unit), Tabs: []grid.Tab{tab}}
	}},
	{"one tab, newest first", func(unit, days int) *grid.Book {
		tab := grid.Tab{ID: 1, Title: "Năm 2020", Rows: head()}
		for d := days - 1; d >= 0; d-- {
			tab.Rows = append(tab.Rows, dayRow(unit, d, len(tab.Rows)))
		}
		return &grid.Book{Title: fmt.Sprintf("Xã %d", unit), Tabs: []grid.Tab{tab}}
	}},
}

func head() [][]grid.Cell {
	rows := [][]grid.Cell{{{Kind: grid.Text, Text: "BÁO CÁO KẾT QUẢ HẰNG NGÀY"}}, nil, {{Kind: grid.Text, Text: "Ngày"}}}
	for i := range 12 {
		rows[2] = append(rows[2], grid.Cell{Kind: grid.Text, Text: fmt.Sprintf("Số lượt nội dung thứ %d", i+1)})
	}
	rows[2] = append(rows[2], grid.Cell{Kind: grid.Text, Text: "Tổng"}, grid.Cell{Kind: grid.Text, Text: "Ghi chú"})
	return rows
}

func dayRow(unit, day, at int) []grid.Cell {
	random := rand.New(rand.NewPCG(uint64(unit), uint64(day)))
	row := []grid.Cell{{Kind: grid.Date, Number: float64(43831 + day*365/250)}}
	sum := 0
	for range 12 {
		n := random.IntN(200)
		sum += n
		row = append(row, grid.Cell{Kind: grid.Number, Number: float64(n)})
	}
	row = append(row, grid.Cell{Kind: grid.Number, Number: float64(sum), Formula: true, More: &grid.More{Formula: fmt.Sprintf("SUM(B%d:M%d)", at+1, at+1)}})
	if random.IntN(4) == 0 {
		row = append(row, grid.Cell{Kind: grid.Text, Text: fmt.Sprintf("ra quân tại thôn %d cùng %d đoàn viên", random.IntN(9), random.IntN(50))})
	}
	return row
}

// recordYear records the looks at so many units, twice each of so many days, a
// round at once.
func recordYear(tb testing.TB, l *Ledger, y yearOf, units, days int) {
	tb.Helper()
	start := time.Date(2020, time.January, 2, 9, 0, 0, 0, time.UTC)
	for day := 1; day <= days; day++ {
		for _, hour := range []int{0, 8} {
			at := start.AddDate(0, 0, day*365/250).Add(time.Duration(hour) * time.Hour)
			var answers []record.Answer
			for unit := range units {
				a := record.Answer{Look: record.Look{
					Source: fmt.Sprintf("https://docs.google.com/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789%05d/edit", unit), Asked: at,
					Answered: at.Add(800 * time.Millisecond), Content: fmt.Sprintf("sha256:%064x", day*1000+unit), Offset: record.Offset{Known: true, By: time.Second}, Modified: at,
				}}
				if hour == 0 {
					a.Cells = y.book(unit, day)
				}
				answers = append(answers, a)
			}
			if _, err := l.Record(context.Background(), answers...); err != nil {
				tb.Fatal(err)
			}
		}
	}
}

// BenchmarkAYear records a year of 40 units and tells how large the ledger is.
func BenchmarkAYear(b *testing.B) {
	const units, days = 40, 250
	for _, y := range years {
		b.Run(y.name, func(b *testing.B) {
			for range b.N {
				path := filepath.Join(b.TempDir(), "ledger.db")
				l, err := Open(context.Background(), path, Options{})
				if err != nil {
					b.Fatal(err)
				}
				recordYear(b, l, y, units, days)
				if err := l.Close(); err != nil {
					b.Fatal(err)
				}
				info, err := os.Stat(path)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(info.Size())/1e6, "MB")
			}
		})
	}
}

// BenchmarkSince reads the record of a year anew, in a process that remembers
// nothing, and the cells of its tabs one after another.
func BenchmarkSince(b *testing.B) {
	const units, days = 40, 250
	path := filepath.Join(b.TempDir(), "ledger.db")
	l, err := Open(context.Background(), path, Options{})
	if err != nil {
		b.Fatal(err)
	}
	recordYear(b, l, years[0], units, days)
	if err := l.Close(); err != nil {
		b.Fatal(err)
	}
	b.Run("commits", func(b *testing.B) {
		for range b.N {
			l, err := Open(context.Background(), path, Options{ReadOnly: true})
			if err != nil {
				b.Fatal(err)
			}
			if all, err := l.Since(context.Background(), 0); err != nil || len(all) != 2*days {
				b.Fatal(len(all), err)
			}
			if err := l.Close(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/(2*units*days)*1000, "ms/1000looks")
	})
	b.Run("cells", func(b *testing.B) {
		for range b.N {
			l, err := Open(context.Background(), path, Options{ReadOnly: true})
			if err != nil {
				b.Fatal(err)
			}
			for id := int64(1); id <= units*days; id++ {
				if _, err := l.Cells(context.Background(), id); err != nil {
					b.Fatal(err)
				}
			}
			if err := l.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("verify", func(b *testing.B) {
		for range b.N {
			l, err := Open(context.Background(), path, Options{ReadOnly: true})
			if err != nil {
				b.Fatal(err)
			}
			if a, err := l.Verify(context.Background()); err != nil || !a.Sound() {
				b.Fatal(problems(a), err)
			}
			if err := l.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
