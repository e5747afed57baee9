package pack

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"tonghop/model/grid"
)

func drawCanon(t *rapid.T, name string) grid.Canon {
	row := rapid.SampledFrom([]string{"", "a", "b", "c", "dd", "ee", "a long row of its own", "a long row of its 0wn", "a longer row of its own", "a long row SUM(B12:M12)", "a long row SUM(B9:M9)"})
	c := grid.Canon{Edition: 1, Head: []byte(rapid.SampledFrom([]string{"", "head"}).Draw(t, name+" head"))}
	for _, r := range rapid.SliceOfN(row, 0, 12).Draw(t, name) {
		c.Rows = append(c.Rows, []byte(r))
	}
	return c
}

func TestAnySplicedTabComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, want := drawCanon(t, "base"), drawCanon(t, "tab")
		got, err := Unsplice(base, Splice(base, want))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Fatalf("got %q, want %q", got.Bytes(), want.Bytes())
		}
	})
}

func TestARowThatIsPutInCostsThatRowWhereverItStands(t *testing.T) {
	var base grid.Canon
	for i := range 200 {
		base.Rows = append(base.Rows, []byte{byte(i), byte(i >> 4), 1, 2, 3, 4, 5, 6, 7, 8, 9})
	}
	fresh := bytes.Repeat([]byte("x"), 20)
	for _, at := range []int{0, 1, 100, 199, 200} {
		grown := base
		grown.Rows = append(append(append([][]byte{}, base.Rows[:at]...), fresh), base.Rows[at:]...)
		if n := len(Splice(base, grown)); n > len(fresh)+16 {
			t.Errorf("a row of %d bytes put in at %d takes %d", len(fresh), at, n)
		}
	}
}

// grown is a tab whose newest day stands on top, with a sum in each row.
func grown(days int) *grid.Tab {
	t := &grid.Tab{Title: "Năm 2020", Rows: [][]grid.Cell{{{Kind: grid.Text, Text: "Ngày"}, {Kind: grid.Text, Text: "Tổng"}}}}
	for d := days; d > 0; d-- {
		row := []grid.Cell{{Kind: grid.Date, Number: float64(43830 + d)}}
		for i := range 12 {
			row = append(row, grid.Cell{Kind: grid.Number, Number: float64((d*31 + i*17) % 197)})
		}
		at := days - d + 2
		t.Rows = append(t.Rows, append(row, grid.Cell{Kind: grid.Number, Number: float64(d % 7), Formula: true, More: &grid.More{Formula: fmt.Sprintf("SUM(B%d:M%d)", at, at)}}))
	}
	return t
}

func TestRowsThatMoveDownWithTheirFormulasCostLittle(t *testing.T) {
	before, after := grown(200).Canon(), grown(201).Canon()
	patch := Splice(before, after)
	if got, err := Unsplice(before, patch); err != nil || got.Hash() != after.Hash() {
		t.Fatalf("it does not come back: %v", err)
	}
	packed, err := Compress(patch)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := Compress(after.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if back, err := Decompress(packed); err != nil || !bytes.Equal(back, patch) {
		t.Errorf("compressed it does not come back: %v", err)
	}
	if 3*len(packed) > len(whole) {
		t.Errorf("a row put in at the top of 200 takes %d bytes, the whole tab %d", len(packed), len(whole))
	}
}

func TestWhatWasNotPackedIsRefused(t *testing.T) {
	for _, b := range [][]byte{nil, {deflated}, {deflated, 7, 7}, {9, 1, 2}} {
		if _, err := Decompress(b); !errors.Is(err, ErrUnreadable) {
			t.Errorf("%v: got %v", b, err)
		}
	}
}

// A patch that was damaged is refused or gives other bytes, which its hash tells;
// it never makes the program fall over.
func TestADamagedPatchIsSurvived(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := drawCanon(t, "base")
		patch := Splice(base, drawCanon(t, "tab"))
		for range rapid.IntRange(1, 3).Draw(t, "flips") {
			patch[rapid.IntRange(0, len(patch)-1).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		}
		Unsplice(base, patch[:rapid.IntRange(0, len(patch)).Draw(t, "cut")])
	})
}
