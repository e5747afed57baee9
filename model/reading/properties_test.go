package reading

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// A plain sheet as a commune might keep it: days down, indicators across.
type plainSheet struct {
	heads  []string
	days   []int
	values [][]int // by day, by column; -1 is blank
}

var headChoices = []string{"Tuyên truyền", "Hướng dẫn", "HS mức độ 3", "HS mức độ 4", "Tờ rơi", "Đội hình"}

func drawSheet(t *rapid.T) plainSheet {
	s := plainSheet{heads: rapid.SliceOfNDistinct(rapid.SampledFrom(headChoices), 1, 6, rapid.ID[string]).Draw(t, "heads")}
	s.days = rapid.SliceOfNDistinct(rapid.IntRange(1, 30), 1, 20, rapid.ID[int]).Draw(t, "days")
	slices.Sort(s.days)
	for range s.days {
		s.values = append(s.values, rapid.SliceOfN(rapid.IntRange(-1, 99), len(s.heads), len(s.heads)).Draw(t, "row"))
	}
	return s
}

// tab lays the sheet out; text writes figures as text, and order permutes the
// columns.
func (s plainSheet) tab(text bool, order []int) grid.Tab {
	head := []grid.Cell{{Kind: grid.Text, Text: "STT"}, {Kind: grid.Text, Text: "Ngày"}}
	for _, k := range order {
		head = append(head, grid.Cell{Kind: grid.Text, Text: s.heads[k]})
	}
	tab := grid.Tab{Title: "Tháng 6", Rows: [][]grid.Cell{head}}
	for i, d := range s.days {
		row := []grid.Cell{{Kind: grid.Number, Number: float64(i + 1)}, {Kind: grid.Date, Number: float64(calendar.Date(2020, 6, d))}}
		for _, k := range order {
			switch v := s.values[i][k]; {
			case v < 0:
				row = append(row, grid.Cell{})
			case text:
				row = append(row, grid.Cell{Kind: grid.Text, Text: strconv.Itoa(v)})
			default:
				row = append(row, grid.Cell{Kind: grid.Number, Number: float64(v)})
			}
		}
		tab.Rows = append(tab.Rows, row)
	}
	return tab
}

func straight(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}

// figuresOf forgets where tallies stand.
func figuresOf(tabs ...grid.Tab) []string {
	r := Read(&grid.Book{Locale: "vi_VN", Tabs: tabs}, usualContext())
	var out []string
	for _, x := range r.Tallies {
		out = append(out, fmt.Sprintf("%s %s %d", x.Day, x.Indicator, x.Value))
	}
	return out
}

func TestTheOrderOfColumnsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		order := rapid.Permutation(straight(len(s.heads))).Draw(t, "order")
		same(t, figuresOf(s.tab(false, straight(len(s.heads)))), figuresOf(s.tab(false, order)))
	})
}

func TestNumbersAndTextsReadTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		same(t, figuresOf(s.tab(false, straight(len(s.heads)))), figuresOf(s.tab(true, straight(len(s.heads)))))
	})
}

func TestTitlesAboveAndEmptyColumnsChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		tab := s.tab(false, straight(len(s.heads)))
		moved := grid.Tab{Title: tab.Title}
		for _, title := range rapid.SliceOfN(rapid.SampledFrom([]string{"", "HUYỆN ĐOÀN HỚN QUẢN", "THỐNG KÊ KẾT QUẢ", "THÁNG 6 NĂM 2020", "ĐOÀN XÃ THANH AN"}), 0, 4).Draw(t, "titles") {
			moved.Rows = append(moved.Rows, []grid.Cell{{Kind: grid.Text, Text: title}})
		}
		shift := rapid.IntRange(0, 3).Draw(t, "shift")
		moved.Rows = append(moved.Rows, nil)
		for _, row := range tab.Rows {
			moved.Rows = append(moved.Rows, append(make([]grid.Cell, shift), row...))
		}
		same(t, figuresOf(tab), figuresOf(moved))
	})
}

func TestDecomposedTextsReadTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		tab := s.tab(true, straight(len(s.heads)))
		want := figuresOf(tab)
		for _, row := range tab.Rows {
			for i := range row {
				row[i].Text = norm.NFD.String(row[i].Text)
			}
		}
		same(t, want, figuresOf(tab))
	})
}

// Whatever is stated and not read has a finding that points at its cell, row,
// column or tab: nothing is lost in silence.
func TestEveryFigureIsReadOrReported(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		tab := s.tab(false, straight(len(s.heads)))
		junk := rapid.SampledFrom([]string{"x", "10-15", "#", "Mười", "1.5", "l2", "~4", "K", "3+2", "100%"})
		for _, row := range tab.Rows[1:] {
			if col := rapid.IntRange(0, 3*len(row)).Draw(t, "col"); col < len(row) && col > 0 {
				row[col] = grid.Cell{Kind: grid.Text, Text: junk.Draw(t, "junk")}
			}
		}
		checkAccounted(t, &tab)
	})
}

func checkAccounted(t *rapid.T, tab *grid.Tab) {
	r := Read(&grid.Book{Locale: "vi_VN", Tabs: []grid.Tab{*tab}}, usualContext())
	read := map[string]bool{}
	for _, x := range r.Tallies {
		read[x.Cell] = true
	}
	for row := 1; row < len(tab.Rows); row++ {
		for col := 2; col < len(tab.Rows[row]); col++ {
			cell := grid.Address(row, col)
			if tab.Rows[row][col].Kind == grid.Blank || read[cell] {
				continue
			}
			told := slices.ContainsFunc(r.Findings, func(f office.Finding) bool {
				return (f.Severity != office.SeverityNotice || f.Code == "date-out-of-programme") && (f.Cell == "" || covers(f.Cell, cell) || covers(f.Cell, grid.Address(row, 1)) || f.Cell == grid.Address(row, 1))
			})
			if !told {
				t.Fatalf("%s = %+v was neither read nor reported", cell, tab.Rows[row][col])
			}
		}
	}
}

func same(t *rapid.T, want, got []string) {
	if !reflect.DeepEqual(want, got) {
		t.Fatalf("got %v, want %v", got, want)
	}
}

// A mark beside a number is no numbering row, or the only figure of a sheet
// would go for one.
func TestAMarkInAFirstRowIsNoNumbering(t *testing.T) {
	for text, figure := range map[string]bool{"x": true, "K": true, "(x)": true, "A": false, "b": false} {
		tab := plainSheet{heads: []string{"Tuyên truyền"}, days: []int{1}, values: [][]int{{2}}}.tab(false, []int{0})
		tab.Rows[1][1] = grid.Cell{Kind: grid.Text, Text: text}
		found := Read(&grid.Book{Locale: "vi_VN", Tabs: []grid.Tab{tab}}, usualContext()).Findings
		told := slices.ContainsFunc(found, func(f office.Finding) bool { return f.Cell == "B2" && f.Severity == office.SeverityError })
		if told != figure {
			t.Errorf("%q: %v", text, found)
		}
	}
}
