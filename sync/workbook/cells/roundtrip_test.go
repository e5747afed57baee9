package cells

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

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
