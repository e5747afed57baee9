package ledger

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

func drawCanon(t *rapid.T, name string) canon {
	row := rapid.SampledFrom([]string{"", "a", "b", "c", "dd", "ee", "a long row of its own", "a long row of its 0wn", "a longer row of its own", "a long row SUM(B12:M12)", "a long row SUM(B9:M9)"})
	c := canon{Edition: 1, Head: []byte(rapid.SampledFrom([]string{"", "head"}).Draw(t, name+" head"))}
	for _, r := range rapid.SliceOfN(row, 0, 12).Draw(t, name) {
		c.Rows = append(c.Rows, []byte(r))
	}
	return c
}

func TestAnySplicedTabComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, want := drawCanon(t, "base"), drawCanon(t, "tab")
		got, err := unsplice(base, splice(base, want))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Fatalf("got %q, want %q", got.Bytes(), want.Bytes())
		}
	})
}

func TestARowThatIsPutInCostsThatRowWhereverItStands(t *testing.T) {
	var base canon
	for i := range 200 {
		base.Rows = append(base.Rows, []byte{byte(i), byte(i >> 4), 1, 2, 3, 4, 5, 6, 7, 8, 9})
	}
	fresh := bytes.Repeat([]byte("x"), 20)
	for _, at := range []int{0, 1, 100, 199, 200} {
		grown := base
		grown.Rows = append(append(append([][]byte{}, base.Rows[:at]...), fresh), base.Rows[at:]...)
		if n := len(splice(base, grown)); n > len(fresh)+16 {
			t.Errorf("a row of %d bytes put in at %d takes %d", len(fresh), at, n)
		}
	}
}

func TestRowsThatMoveDownWithTheirFormulasCostLittle(t *testing.T) {
	y := years[2]
	before, after := y.book(1, 200).Tabs[0].Canon(), y.book(1, 201).Tabs[0].Canon()
	patch := splice(before, after)
	if got, err := unsplice(before, patch); err != nil || got.Hash() != after.Hash() {
		t.Fatalf("it does not come back: %v", err)
	}
	packed, err := compress(patch)
	if err != nil {
		t.Fatal(err)
	}
	if whole, _ := compress(after.Bytes()); 5*len(packed) > len(whole) {
		t.Errorf("a row put in at the top of 200 takes %d bytes, the whole tab %d", len(packed), len(whole))
	}
}

// A patch that was damaged is refused or gives other bytes, which its hash tells;
// it never makes the program fall over.
func TestADamagedPatchIsSurvived(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := drawCanon(t, "base")
		patch := splice(base, drawCanon(t, "tab"))
		for range rapid.IntRange(1, 3).Draw(t, "flips") {
			patch[rapid.IntRange(0, len(patch)-1).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		}
		unsplice(base, patch[:rapid.IntRange(0, len(patch)).Draw(t, "cut")])
	})
}
