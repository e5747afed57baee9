package reading

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

func FuzzFigure(f *testing.F) {
	for _, s := range []string{"12", "1.234", "5 000", "3+2=5", "~10", "10 (4)", "-5", "１２", "12 hs", "khoảng 1,234 lượt"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := &numbers{words: newWords(encoding{}), seen: map[string]figure{}}
		got := n.read(&grid.Cell{Kind: grid.Text, Text: s}, nil)
		if got.state == stated && (got.value < 0 || got.value > maxFigure) {
			t.Errorf("%q: %d is out of bounds", s, got.value)
		}
		if got.state == stated && got.value > 9 && !strings.ContainsAny(asciiDigits(s), "123456789") {
			t.Errorf("%q: %d comes from nowhere", s, got.value)
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"1/6/2020", "T2 01/06", "ngày 1 tháng 6", "2020-06-01", "1/6-3/6", "06/13/2020"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := dateOf(newWords(encoding{}).of(s))
		if (d.kind == dateFull || d.kind == dateMonth) && (d.day < 1 || d.day > 31 || d.month < 1 || d.month > 12) {
			t.Errorf("%q: %+v is no day", s, d)
		}
	})
}

func FuzzHeading(f *testing.F) {
	for _, s := range []string{"Số lượt TT", "Tờ rơi (lũy kế)", "SL", "số số số", "((", "1. -"} {
		f.Add(s)
	}
	c := usualContext()
	f.Fuzz(func(t *testing.T, s string) {
		m := newMind(&c)
		clean := cleanText(s)
		if utf8.ValidString(s) && !utf8.ValidString(clean) {
			t.Errorf("%q cleaned is not a text", s)
		}
		if again := cleanText(clean); again != clean && utf8.ValidString(s) {
			t.Errorf("%q cleaned twice is %q, once %q", s, again, clean)
		}
		m.heading(meaning.Heading{Path: []string{clean}})
		newRoster(c.Units).find(newWords(encoding{}).of(s))
	})
}

// FuzzGrid builds a sheet from bytes: rows of lines, cells of tabs.
func FuzzGrid(f *testing.F) {
	f.Add("Ngày\tTờ rơi\n1\t5\n2\t6", uint8(0))
	f.Add("Nội dung\t1\t2\t3\nTờ rơi\t5\t6\t7\nCộng\t5", uint8(3))
	f.Add("Ngày\tTuyên truyền\t\tHướng dẫn\n\tNam\tNữ\t\n1/6/2020\t5\t6\t7\n2/6/2020\t1\t\t3", uint8(2))
	f.Add("BÁO CÁO NGÀY 1/6/2020\nNội dung\tKết quả\nTờ rơi\t5\nHướng dẫn\t6", uint8(0))
	f.Add("Ngày\tBuổi\tTờ rơi\n@43983\tSáng\t5\n\tChiều\t6\n\tCộng\t12", uint8(0))
	f.Add("STT\tNgày\tHướng dẫn\n1\t@43983\t=5\nTổng\t\t#x", uint8(7))
	f.Fuzz(func(t *testing.T, s string, shape uint8) {
		tab := grid.Tab{Title: "T6"}
		for i, line := range strings.Split(s, "\n") {
			var row []grid.Cell
			for j, c := range strings.Split(line, "\t") {
				row = append(row, fuzzCell(c))
				if shape&1 != 0 && (i+j)%5 == int(shape>>1)%5 {
					tab.Merges = append(tab.Merges, grid.Range{Row: i, Col: j, EndRow: i + int(shape>>4), EndCol: j + 2})
				}
			}
			tab.Rows = append(tab.Rows, row)
		}
		b := grid.Book{Locale: []string{"", "vi_VN", "en_US"}[int(shape)%3], Tabs: []grid.Tab{tab}}
		c := usualContext()
		r := Read(&b, c)
		for _, x := range r.Tallies {
			if x.Value < 0 || !c.inProgramme(x.Day) {
				t.Errorf("%+v is no tally", x)
			}
			if _, _, ok := grid.ParseAddress(x.Cell); !ok {
				t.Errorf("%+v stands nowhere", x)
			}
		}
		for _, fault := range unaccounted(&b, &c, &r) {
			t.Error(fault)
		}
		again := Read(&b, c)
		if len(again.Tallies) != len(r.Tallies) || len(again.Findings) != len(r.Findings) {
			t.Error("the same bytes read differently")
		}
	})
}

func fuzzCell(s string) grid.Cell {
	switch {
	case s == "":
		return grid.Cell{}
	case s[0] == '@':
		n := 0
		for _, r := range s[1:] {
			n = n*10%100000 + int(r)%10
		}
		return grid.Cell{Kind: grid.Date, Number: float64(n)}
	case s[0] == '=':
		return grid.Cell{Kind: grid.Number, Number: float64(len(s) - 2), Formula: true}
	case s[0] == '#':
		return grid.Cell{Kind: grid.Error, Text: s}
	}
	if v, ok := digits(s); ok {
		return grid.Cell{Kind: grid.Number, Number: float64(v)}
	}
	return grid.Cell{Kind: grid.Text, Text: s}
}

func TestBooksAreReadSideBySide(t *testing.T) {
	book, c := yearBook()
	book.Tabs[0].Rows[3][2] = grid.Cell{}
	want := len(Read(&book, c).Tallies)
	done := make(chan int)
	for range 4 {
		go func() { done <- len(Read(&book, c).Tallies) }()
	}
	for range 4 {
		if got := <-done; got != want {
			t.Errorf("read %d tallies, want %d", got, want)
		}
	}
}

func TestKeyTellsContextsApart(t *testing.T) {
	a, b := usualContext(), usualContext()
	if a.Key() != b.Key() {
		t.Error("equal contexts have different keys")
	}
	b.Units = []*office.Unit{{ID: "thanh-an", Name: "Xã Thanh An", Type: "xa", Reading: office.ReadingOptions{SumSameDay: true}}}
	if a.Key() == b.Key() {
		t.Error("same_day does not change the key")
	}
	b = usualContext()
	b.Indicators[0].Aliases = append(b.Indicators[0].Aliases, "x")
	if a.Key() == b.Key() {
		t.Error("an alias does not change the key")
	}
}
