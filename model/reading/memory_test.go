package reading

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"tonghop/model/calendar"
	"tonghop/model/grid"
)

type bookCase struct {
	name string
	book grid.Book
	c    Context
}

func allCases(t *testing.T) []bookCase {
	t.Helper()
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases found: %v", err)
	}
	var all []bookCase
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		book, c, _ := parseCase(t, a)
		all = append(all, bookCase{filepath.Base(name), book, c})
	}
	return all
}

// differs tells how what a memory reads differs from what a fresh reading of
// the same book gives.
func differs(m *Memory, b *grid.Book, c Context) string {
	want, got := Read(b, c), m.Read(b, c)
	for _, part := range []struct {
		name      string
		want, got any
	}{{"tallies", want.Tallies, got.Tallies}, {"notes", want.Notes, got.Notes}, {"findings", want.Findings, got.Findings}, {"tables", want.Tables, got.Tables}} {
		if !reflect.DeepEqual(part.want, part.got) {
			return fmt.Sprintf("%s:\n%+v\nfresh:\n%+v", part.name, part.got, part.want)
		}
	}
	return ""
}

func TestAMemoryReadsEveryCaseAsAFreshReadingDoes(t *testing.T) {
	for _, bc := range allCases(t) {
		var m Memory
		for range 2 {
			if d := differs(&m, &bc.book, bc.c); d != "" {
				t.Errorf("%s: %s", bc.name, d)
			}
		}
		// The same tabs beside a month of their own, in which nothing else stands.
		bc.book.Tabs = append(slices.Clone(bc.book.Tabs), monthOfDays("Tháng 11", calendar.Date(2020, 11, 2), 12))
		for range 2 {
			if d := differs(&m, &bc.book, bc.c); d != "" {
				t.Errorf("%s with November: %s", bc.name, d)
			}
		}
	}
}

// monthOfDays is a plain tab.
func monthOfDays(title string, first calendar.Day, n int) grid.Tab {
	tab := grid.Tab{Title: title, Rows: [][]grid.Cell{textRow("Ngày", "Tuyên truyền", "Hướng dẫn", "Tờ rơi", "Ghi chú")}}
	for i := range n {
		row := []grid.Cell{{Kind: grid.Date, Number: float64(first) + float64(i)}}
		for k := range 3 {
			row = append(row, grid.Cell{Kind: grid.Number, Number: float64((i*7 + k*5) % 11)})
		}
		tab.Rows = append(tab.Rows, append(row, grid.Cell{Kind: grid.Text, Text: "mưa"}))
	}
	return tab
}

// climbing makes the figures of a tab rise from day to day, from a number on.
func climbing(tab grid.Tab, from int) grid.Tab {
	for i, row := range tab.Rows[1:] {
		for k := 1; k < 4; k++ {
			row[k].Number = float64(from + i*k)
		}
	}
	return tab
}

func textRow(texts ...string) (row []grid.Cell) {
	for _, s := range texts {
		row = append(row, grid.Cell{Kind: grid.Text, Text: s})
	}
	return row
}

// Books of the tabs of all cases and of plain months, edited at random and read
// again and again by one memory.
func TestAMemoryReadsEditedBooksAsAFreshReadingDoes(t *testing.T) {
	cases := allCases(t)
	var tabs []grid.Tab
	for _, bc := range cases {
		tabs = append(tabs, bc.book.Tabs...)
	}
	for m := 6; m <= 12; m++ {
		for _, n := range []int{3, 20, 28} {
			tab := func() grid.Tab {
				return monthOfDays(fmt.Sprint("Tháng ", m), calendar.Date(2020, 6, 1)+calendar.Day(30*(m-6)), n)
			}
			tabs = append(tabs, tab(), climbing(tab(), 0), climbing(tab(), 30*m))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		like := cases[rapid.IntRange(0, len(cases)-1).Draw(t, "context")]
		c, b := like.c, grid.Book{Title: "Sổ", Locale: like.book.Locale}
		b.Tabs = append(b.Tabs, like.book.Tabs...)
		for range rapid.IntRange(0, 4).Draw(t, "tabs") {
			b.Tabs = append(b.Tabs, cloneTab(&tabs[rapid.IntRange(0, len(tabs)-1).Draw(t, "tab")]))
		}
		var m Memory
		for range rapid.IntRange(1, 6).Draw(t, "looks") {
			if d := differs(&m, &b, c); d != "" {
				t.Fatalf("%s", d)
			}
			b.Tabs = slices.Clone(b.Tabs)
			editBook(t, &b, tabs)
		}
		if d := differs(&m, &b, c); d != "" {
			t.Fatalf("%s", d)
		}
	})
}

func cloneTab(t *grid.Tab) grid.Tab {
	c := *t
	c.Rows = make([][]grid.Cell, len(t.Rows))
	for i := range t.Rows {
		c.Rows[i] = slices.Clone(t.Rows[i])
	}
	return c
}

// editBook does to a book what people do.
func editBook(t *rapid.T, b *grid.Book, tabs []grid.Tab) {
	if len(b.Tabs) == 0 {
		return
	}
	at := rapid.IntRange(0, len(b.Tabs)-1).Draw(t, "edited")
	tab := cloneTab(&b.Tabs[at])
	row := 0
	if len(tab.Rows) > 0 {
		row = rapid.IntRange(0, len(tab.Rows)-1).Draw(t, "row")
	}
	switch what := rapid.IntRange(0, 8).Draw(t, "what"); {
	case what == 0:
		b.Tabs = append(b.Tabs, cloneTab(&tabs[rapid.IntRange(0, len(tabs)-1).Draw(t, "new")]))
		return
	case what == 1:
		b.Tabs = slices.Delete(b.Tabs, at, at+1)
		return
	case what == 2:
		tab.Hidden = !tab.Hidden
	case what == 3:
		tab.Title = rapid.SampledFrom([]string{"Tháng 7", "T8", "Bản sao của T6", "Số liệu", tab.Title + " "}).Draw(t, "title")
	case len(tab.Rows) == 0:
	case what == 4:
		tab.Rows = slices.Delete(tab.Rows, row, row+1)
	case what == 5: // a line twice
		tab.Rows = slices.Insert(tab.Rows, row, slices.Clone(tab.Rows[row]))
	case len(tab.Rows[row]) == 0:
	case what == 6: // a day of another tab
		tab.Rows[row][0] = grid.Cell{Kind: grid.Date, Number: float64(calendar.Date(2020, 6, 1)) + float64(rapid.IntRange(0, 200).Draw(t, "day"))}
	default:
		text := rapid.SampledFrom([]string{"", "12", "7", "1.5", "x", "Không phát sinh", "Cộng", "lũy kế", "~4"}).Draw(t, "text")
		cell := grid.Cell{Kind: grid.Text, Text: text}
		if n, err := strconv.Atoi(text); err == nil {
			cell = grid.Cell{Kind: grid.Number, Number: float64(n)}
		}
		tab.Rows[row][rapid.IntRange(0, len(tab.Rows[row])-1).Draw(t, "col")] = cell
	}
	b.Tabs[at] = tab
}

func TestATabThatDidNotChangeIsNotReadAnew(t *testing.T) {
	c := usualContext()
	b := grid.Book{Locale: "vi_VN", Tabs: []grid.Tab{monthOfDays("Tháng 6", calendar.Date(2020, 6, 1), 20), monthOfDays("Tháng 7", calendar.Date(2020, 7, 1), 9)}}
	var m Memory
	m.Read(&b, c)
	const mark = 4711 // stands in no cell
	m.books[c.Source].pages[fingerprintOf(&b.Tabs[0])].shares[0].figures[0].value = mark
	b.Tabs[1] = monthOfDays("Tháng 7", calendar.Date(2020, 7, 1), 10)
	got := m.Read(&b, c)
	if got.Tallies[0].Value != mark {
		t.Error("June was read anew although only July changed")
	}
	if want := 3 * (20 + 10); len(got.Tallies) != want {
		t.Errorf("%d tallies, want %d", len(got.Tallies), want)
	}
	c.Indicators[0].Aliases = append(c.Indicators[0].Aliases, "khác")
	if got := m.Read(&b, c); got.Tallies[0].Value == mark {
		t.Error("what was read under another config is remembered")
	}
	b.Locale = "en_US"
	m.Read(&b, c)
	b.Tabs = b.Tabs[1:]
	b.Tabs = append(b.Tabs, monthOfDays("Tháng 8", calendar.Date(2020, 8, 1), 1))
	m.Read(&b, c)
	if n := len(m.books[c.Source].pages); n != 2 {
		t.Errorf("%d tabs are remembered, want the 2 of the last book", n)
	}
}

func TestTabsThatExplainOneAnotherAreReadTogether(t *testing.T) {
	june := func(n int) grid.Tab { return monthOfDays("Tháng 6", calendar.Date(2020, 6, 1), n) }
	july := func(n int) grid.Tab { return monthOfDays("Tháng 7", calendar.Date(2020, 7, 1), n) }
	running := func(tab grid.Tab) grid.Tab {
		tab.Rows[0][1].Text += " (lũy kế)"
		return climbing(tab, 100)
	}
	twice := june(9)
	twice.Rows[3][0].Number = float64(calendar.Date(2020, 7, 2)) // a day of July in June's tab
	among := july(9)
	among.Rows = slices.Delete(among.Rows, 2, 3)
	for name, tabs := range map[string][]grid.Tab{
		"a series rises over two months":       {climbing(june(4), 0), climbing(july(4), 50)},
		"a series rises and begins anew":       {climbing(june(6), 9), climbing(july(6), 9)},
		"a series rises in one month of two":   {climbing(june(8), 0), july(8)},
		"running totals in both":               {running(june(5)), running(july(5))},
		"running totals in the second":         {june(5), running(july(5))},
		"a day stands in two tabs":             {twice, july(9)},
		"a day stands among another tab's":     {twice, among},
		"the same tab twice":                   {june(5), june(5)},
		"a copy that holds a day more":         {june(5), func() grid.Tab { c := june(6); c.Title = "Bản sao của Tháng 6"; return c }()},
		"a copy that holds no day more":        {june(5), func() grid.Tab { c := june(5); c.Hidden = true; return c }()},
		"a tab without a table beside one":     {june(5), {Title: "Hướng dẫn", Rows: [][]grid.Cell{textRow("Nhập mỗi ngày")}}},
		"a tab without a table":                {{Title: "Hướng dẫn", Rows: [][]grid.Cell{textRow("Nhập mỗi ngày")}}, {Title: "Trống"}},
		"the months in the order of the lines": {july(9), june(9)},
	} {
		var m Memory
		b := grid.Book{Locale: "vi_VN", Tabs: tabs}
		for range 2 {
			if d := differs(&m, &b, usualContext()); d != "" {
				t.Errorf("%s: %s", name, d)
			}
		}
	}
}

func TestTabsThatDifferHaveDifferentFingerprints(t *testing.T) {
	plain := monthOfDays("Tháng 6", calendar.Date(2020, 6, 1), 3)
	for name, edit := range map[string]func(*grid.Tab){
		"id":          func(t *grid.Tab) { t.ID = 1 },
		"title":       func(t *grid.Tab) { t.Title = "Tháng 7" },
		"hidden":      func(t *grid.Tab) { t.Hidden = true },
		"number":      func(t *grid.Tab) { t.Rows[1][1].Number++ },
		"kind":        func(t *grid.Tab) { t.Rows[1][0].Kind = grid.Number },
		"formula":     func(t *grid.Tab) { t.Rows[1][1].Formula = true },
		"text":        func(t *grid.Tab) { t.Rows[0][1].Text += " " },
		"blank cell":  func(t *grid.Tab) { t.Rows[1] = append(t.Rows[1], grid.Cell{}) },
		"blank row":   func(t *grid.Tab) { t.Rows = append(t.Rows, nil) },
		"merge":       func(t *grid.Tab) { t.Merges = []grid.Range{{Row: 1, EndRow: 3, EndCol: 1}} },
		"hidden rows": func(t *grid.Tab) { t.HiddenRows = []int{1} },
		"hidden cols": func(t *grid.Tab) { t.HiddenCols = []int{1} },
		"cells moved": func(t *grid.Tab) { t.Rows[0], t.Rows[1] = t.Rows[0][:4], append(t.Rows[0][4:5:5], t.Rows[1]...) },
	} {
		other := cloneTab(&plain)
		edit(&other)
		if fingerprintOf(&other) == fingerprintOf(&plain) {
			t.Errorf("%s: the same fingerprint", name)
		}
	}
}
