package workbook

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tonghop/model/book"
	"tonghop/model/grid"
)

// Texts as they are typed: no control characters but tabs and line breaks,
// and none of the words that are errors.
func typedText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringOf(rapid.RuneFrom([]rune("aăâđêôơưạếộ ĐÂ12,.-=+@_x\u00a0\u00ad\n\t&<>\"'"))),
		rapid.SampledFrom([]string{" 12 hs", "_x000D_", "=1+1", "'12", "Ðoàn", "Tæng céng", "１２", "5/6", "\ufeff1", "]]>"}),
	).Filter(func(s string) bool { return s != "" })
}

func gridCell() *rapid.Generator[grid.Cell] {
	return rapid.Custom(func(t *rapid.T) grid.Cell {
		c := grid.Cell{Kind: grid.Kind(rapid.IntRange(0, 5).Draw(t, "kind")), Formula: rapid.Bool().Draw(t, "formula")}
		switch c.Kind {
		case grid.Text:
			c.Text = typedText().Draw(t, "text")
		case grid.Number:
			c.Number = rapid.OneOf(rapid.Float64Range(-1e15, 1e15), rapid.Map(rapid.IntRange(-9, 99_999), func(n int) float64 { return float64(n) })).Draw(t, "number")
		case grid.Date:
			c.Number = rapid.Float64Range(61, 2_958_465).Draw(t, "serial")
		case grid.Bool:
			c.Number = float64(rapid.IntRange(0, 1).Draw(t, "bool"))
		case grid.Error:
			c.Text = rapid.SampledFrom([]string{"#REF!", "#N/A", "#DIV/0!"}).Draw(t, "code")
		}
		if c.Formula {
			c.More = &grid.More{Formula: "A1"} // as rawBook writes it
			c.ResultMarks(0)
		}
		return c
	})
}

func gridTab() *rapid.Generator[grid.Tab] {
	return rapid.Custom(func(t *rapid.T) grid.Tab {
		tab := grid.Tab{Title: rapid.SampledFrom([]string{"Tháng 6", " T6", "a & b"}).Draw(t, "title"), Hidden: rapid.Bool().Draw(t, "hidden")}
		full := rapid.SliceOfN(gridCell().Filter(func(c grid.Cell) bool { return !c.Empty() }), 1, 1)
		for range rapid.IntRange(0, 6).Draw(t, "rows") {
			row := rapid.SliceOfN(gridCell(), 0, 5).Draw(t, "row")
			tab.Rows = append(tab.Rows, append(row, full.Draw(t, "last")...))
			if rapid.Bool().Draw(t, "gap") {
				tab.Rows = append(tab.Rows[:len(tab.Rows)-1], nil, tab.Rows[len(tab.Rows)-1])
			}
		}
		for i := range tab.Rows {
			if rapid.Bool().Draw(t, "hide row") {
				tab.HiddenRows = append(tab.HiddenRows, i)
			}
		}
		width := tab.Width()
		for i := range width {
			if rapid.Bool().Draw(t, "hide column") {
				tab.HiddenCols = append(tab.HiddenCols, i)
			}
		}
		if len(tab.Rows) > 1 {
			tab.Merges = []grid.Range{{EndRow: rapid.IntRange(2, len(tab.Rows)).Draw(t, "to row"), EndCol: rapid.IntRange(1, width).Draw(t, "to column")}}
		}
		return tab
	})
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := grid.Book{Title: "a", Tabs: rapid.SliceOfN(gridTab(), 1, 3).Draw(t, "tabs")}
		got, err := Decode("a.xlsx", rawBook(want).bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("book (-want +got):\n%s", diff)
		}
	})
}

func bookCell() *rapid.Generator[book.Cell] {
	return rapid.Custom(func(t *rapid.T) book.Cell {
		c := book.Cell{Kind: book.Kind(rapid.IntRange(0, 3).Draw(t, "kind")), Style: book.Style{
			Bold: rapid.Bool().Draw(t, "bold"), Wrap: rapid.Bool().Draw(t, "wrap"), Border: rapid.Bool().Draw(t, "border"),
			Size: rapid.SampledFrom([]uint8{0, 10, 14}).Draw(t, "size"), Fill: rapid.SampledFrom([]book.Color{0, 0xFFF2CC}).Draw(t, "fill"),
			Align: book.Align(rapid.IntRange(0, 3).Draw(t, "align")),
		}}
		switch c.Kind {
		case book.Text:
			c.Text = typedText().Draw(t, "text")
			c.Link = rapid.SampledFrom([]string{"", "https://docs.google.com/x#gid=0&range=C7"}).Draw(t, "link")
		case book.Number:
			c.Number = rapid.Int64Range(-1e9, 1e12).Draw(t, "number")
			c.Style.Format = rapid.SampledFrom([]book.Format{book.FormatPlain, book.FormatGrouped, book.FormatTenths}).Draw(t, "format")
		case book.Date:
			c.Number = rapid.Int64Range(61, 60_000).Draw(t, "day")
			c.Style.Format = rapid.SampledFrom([]book.Format{book.FormatPlain, book.FormatDate}).Draw(t, "format")
		}
		return c
	})
}

// gridOf gives the grid that a laid-out cell must be read back as.
func gridOf(c book.Cell) grid.Cell {
	switch c.Kind {
	case book.Text:
		return grid.Cell{Kind: grid.Text, Text: c.Text}
	case book.Date:
		return grid.Cell{Kind: grid.Date, Number: float64(c.Number)}
	case book.Number:
		return grid.Cell{Kind: grid.Number, Number: float64(c.Number)}
	}
	return grid.Cell{}
}

func TestWhatIsEncodedIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.SliceOfN(bookCell(), 0, 5), 0, 6).Draw(t, "rows")
		tab := book.Tab{Title: "Tổng hợp", Widths: []int{5, 20}}
		for _, cells := range rows {
			tab.Rows = append(tab.Rows, book.Row{Cells: cells})
		}
		var file bytes.Buffer
		if err := Encode(&file, &book.Book{Title: "b", Tabs: []book.Tab{tab}}); err != nil {
			t.Fatal(err)
		}
		got, err := Decode("b.xlsx", file.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for i, cells := range rows {
			for j, c := range cells {
				got, want := got.Tabs[0].At(i, j), gridOf(c)
				got.More, got.Marks = nil, 0 // how we show it
				if got != want {
					t.Fatalf("%s: got %+v, want %+v", grid.Address(i, j), got, want)
				}
			}
		}
	})
}
