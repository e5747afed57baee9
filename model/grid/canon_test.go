package grid

import (
	"bytes"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// sample is a tab that has something in every field.
func sample() Tab {
	struck := &More{Kept: "15", Fill: "FFFF00", Note: "hỏi lại", Format: `0"/5"`, Formula: "SUM(A1:A2)"}
	return Tab{
		ID: -7, Title: "Tháng 6", Hidden: true, Damage: "the XML is cut off",
		Rows: [][]Cell{
			{{Kind: Text, Text: "Ngày"}, {}, {Kind: Text, Text: "~", Formula: true, More: struck}},
			nil,
			{{Kind: Date, Number: 43983.75}, {Kind: Number, Number: -12}, {Kind: Number}, {Kind: Number, Number: math.Copysign(0, -1)}},
			{{Kind: Bool, Number: 1}, {Kind: Error, Text: "#REF!", Marks: Pending | Imported}, {Formula: true, Marks: Untrusted}, {More: &More{Note: "chưa có"}}},
		},
		Merges:     []Range{{0, 0, 1, 2}, {0, 1, 2, 3}, {2, 0, 3, 1}},
		HiddenRows: []int{0, 1, 3}, FilteredRows: []int{3}, HiddenCols: []int{2},
		Fields: []int{3, 0, 5, 4},
	}
}

func TestATabComesBackFromItsCanonicalForm(t *testing.T) {
	for _, want := range []Tab{sample(), {}, {Title: "Trang 1", Rows: [][]Cell{{{Kind: Number, Number: 1 << 53}, {Kind: Number, Number: 0.1}}}}} {
		got, err := Decode(want.Canonical())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if got.Hash() != want.Hash() {
			t.Error("the hash changed")
		}
	}
}

func TestTheCanonicalFormKnowsNoOrderAndNoBlankEnds(t *testing.T) {
	want, got := sample(), sample()
	got.Merges = []Range{got.Merges[2], got.Merges[0], got.Merges[1], got.Merges[0]}
	got.HiddenRows = []int{3, 1, 0, 1}
	got.Rows[0] = append(got.Rows[0], Cell{}, Cell{})
	got.Rows[1] = []Cell{{}}
	got.Rows = append(got.Rows, nil, []Cell{{}})
	got.Rows[0][2].More = new(*got.Rows[0][2].More)
	if !bytes.Equal(want.Canonical(), got.Canonical()) {
		t.Error("two forms of one tab are encoded differently")
	}
}

func TestEachFieldOfATabCounts(t *testing.T) {
	plain := new(sample()).Hash()
	for name, change := range map[string]func(t *Tab){
		"id": func(t *Tab) { t.ID++ }, "title": func(t *Tab) { t.Title += " " }, "hidden": func(t *Tab) { t.Hidden = false },
		"damage": func(t *Tab) { t.Damage = "" }, "merge": func(t *Tab) { t.Merges[0].EndCol++ }, "hidden row": func(t *Tab) { t.HiddenRows[2]-- },
		"filtered row": func(t *Tab) { t.FilteredRows = nil }, "hidden column": func(t *Tab) { t.HiddenCols[0]++ }, "fields": func(t *Tab) { t.Fields[2]++ },
		"no fields": func(t *Tab) { t.Fields = nil }, "text": func(t *Tab) { t.Rows[0][0].Text = "ngày" }, "number": func(t *Tab) { t.Rows[2][1].Number = 12 },
		"kind": func(t *Tab) { t.Rows[2][0].Kind = Number }, "formula": func(t *Tab) { t.Rows[0][2].Formula = false }, "marks": func(t *Tab) { t.Rows[3][1].Marks = Pending },
		"minus zero": func(t *Tab) { t.Rows[2][3].Number = 0 }, "row": func(t *Tab) { t.Rows[1] = []Cell{{Kind: Text}} },
		"formula text": func(t *Tab) { t.Rows[0][2].More.Formula = "" }, "kept": func(t *Tab) { t.Rows[0][2].More.Kept = "" }, "note": func(t *Tab) { t.Rows[0][2].More.Note = "" },
		"format": func(t *Tab) { t.Rows[0][2].More.Format = "" }, "fill": func(t *Tab) { t.Rows[0][2].More.Fill = "" },
	} {
		changed := sample()
		change(&changed)
		if changed.Hash() == plain {
			t.Errorf("another %s does not change the hash", name)
		}
	}
}

// Rows are kept apart, and one edited row leaves the bytes of the others alone.
func TestARowsBytesRestOnThatRowAlone(t *testing.T) {
	a, b := sample(), sample()
	b.Rows[2][1].Number = 13
	b.Rows[0][0].More = &More{Note: "mới"}
	x, y := a.Canon(), b.Canon()
	for i := range x.Rows {
		if same, want := bytes.Equal(x.Rows[i], y.Rows[i]), i == 1 || i == 3; same != want {
			t.Errorf("row %d: equal is %v, want %v", i+1, same, want)
		}
	}
}

func TestTextThatNoStoreTakesIsEscaped(t *testing.T) {
	got, err := Decode((&Tab{Title: "a\x00b\xff", Rows: [][]Cell{{{Kind: Text, Text: "\x0012\xc3"}}}}).Canonical())
	if err != nil {
		t.Fatal(err)
	}
	if got.Title != "a␀b\uFFFD" || got.At(0, 0).Text != "␀12\uFFFD" {
		t.Errorf("got %q, %q", got.Title, got.At(0, 0).Text)
	}
}

func TestAnotherEditionIsNamed(t *testing.T) {
	b := new(sample()).Canonical()
	b[0]++
	if _, err := Decode(b); !errors.Is(err, ErrEdition) {
		t.Errorf("got %v, want ErrEdition", err)
	}
}

func TestEveryCutOfTheCanonicalFormIsAnError(t *testing.T) {
	b := new(sample()).Canonical()
	for n := range b {
		if _, err := Decode(b[:n]); err == nil {
			t.Errorf("the first %d of %d bytes were decoded", n, len(b))
		}
	}
	if _, err := Decode(append(b, 0)); err == nil {
		t.Error("a byte too many was decoded")
	}
}

func drawCell(t *rapid.T) Cell {
	c := Cell{Kind: rapid.SampledFrom([]Kind{Blank, Text, Number, Date, Bool, Error}).Draw(t, "kind"), Formula: rapid.Bool().Draw(t, "formula")}
	switch c.Kind {
	case Text, Error:
		c.Text = rapid.String().Draw(t, "text")
	case Number, Date, Bool:
		c.Number = rapid.OneOf(rapid.Float64(), rapid.Map(rapid.IntRange(-3, 1<<40), func(n int) float64 { return float64(n) })).Draw(t, "number")
	}
	c.Marks = Marks(rapid.SampledFrom([]uint16{0, 0, 1, 1 << 9, math.MaxUint16}).Draw(t, "marks"))
	if rapid.Bool().Draw(t, "more") {
		c.More = &More{Note: rapid.String().Draw(t, "note"), Fill: rapid.SampledFrom([]string{"", "FF0000"}).Draw(t, "fill")}
	}
	return c
}

func TestAnyTabComesBackFromItsCanonicalForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab := Tab{Title: rapid.String().Draw(t, "title"), Rows: rapid.SliceOfN(rapid.SliceOfN(rapid.Custom(drawCell), 0, 6), 0, 6).Draw(t, "rows")}
		b := tab.Canonical()
		back, err := Decode(b)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range tab.Rows {
			for j, c := range row {
				c.Text = CleanText(c.Text)
				if c.More != nil {
					c.More.Note = CleanText(c.More.Note)
					if *c.More == (More{}) {
						c.More = nil
					}
				}
				if got := back.At(i, j); !got.Equal(c) {
					t.Fatalf("cell %s: got %+v, want %+v", Address(i, j), got, c)
				}
			}
		}
		if !bytes.Equal(b, back.Canonical()) {
			t.Fatal("it is not encoded again as it was")
		}
	})
}

func FuzzCanonical(f *testing.F) {
	f.Add(new(sample()).Canonical())
	f.Add((&Tab{}).Canonical())
	f.Fuzz(func(t *testing.T, b []byte) {
		tab, err := Decode(b)
		if err != nil {
			return
		}
		if again := tab.Canonical(); !bytes.Equal(b, again) {
			t.Errorf("%x was decoded and is encoded as %x", b, again)
		}
	})
}

func BenchmarkCanonical(b *testing.B) {
	var tab Tab
	for i := range 365 {
		row := []Cell{{Kind: Date, Number: float64(43983 + i)}}
		for j := range 14 {
			row = append(row, Cell{Kind: Number, Number: float64(i * j)})
		}
		tab.Rows = append(tab.Rows, row)
	}
	b.Run("encode", func(b *testing.B) {
		for b.Loop() {
			tab.Canonical()
		}
	})
	raw := tab.Canonical()
	b.SetBytes(int64(len(raw)))
	b.Run("decode", func(b *testing.B) {
		for b.Loop() {
			if _, err := Decode(raw); err != nil {
				b.Fatal(err)
			}
		}
	})
}
