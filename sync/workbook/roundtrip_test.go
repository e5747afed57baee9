package workbook

import (
	"bytes"
	"testing"

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

func bookCell() *rapid.Generator[book.Cell] {
	return rapid.Custom(func(t *rapid.T) book.Cell {
		c := book.Cell{Kind: book.Kind(rapid.IntRange(0, 4).Draw(t, "kind")), Style: book.Style{
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
			c.Style.Format = rapid.SampledFrom([]book.Format{book.FormatPlain, book.FormatGrouped}).Draw(t, "format")
		case book.Percent:
			c.Number, c.Style.Format = rapid.Int64Range(-1e6, 1e6).Draw(t, "tenths"), book.FormatPercent
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
	case book.Number, book.Percent:
		return grid.Cell{Kind: grid.Number, Number: c.Value()}
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
