package ledger

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tonghop/model/record"
)

func TestFiguresAreStoredAsReadableJSON(t *testing.T) {
	got := encodeFigures([]record.Figure{
		{Indicator: "people", Value: 12, Tab: "Tháng 6", TabID: 7, Cell: "C7"},
		{Indicator: "a", Value: -3, Tab: `"6"`, Cell: "A1"},
		{Indicator: "blood", Value: 0, Tab: "Tháng 6", TabID: 7, Cell: "D7"},
	})
	want := `[["\"6\"",0,[["a",-3,"A1"]]],["Tháng 6",7,[["blood",0,"D7"],["people",12,"C7"]]]]`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestFiguresComeBackAsTheyWere(t *testing.T) {
	figure := rapid.Custom(func(t *rapid.T) record.Figure {
		return record.Figure{
			Indicator: rapid.SampledFrom([]string{"people", "blood", "số lượng", `q"\` + "\n"}).Draw(t, "indicator"),
			Value:     rapid.Int64().Draw(t, "value"),
			Tab:       rapid.String().Draw(t, "tab"),
			TabID:     rapid.Int64Range(0, 2).Draw(t, "id"),
			Cell:      rapid.StringMatching(`[A-Z]{1,2}[1-9][0-9]{0,3}`).Draw(t, "cell"),
		}
	})
	var s figureScanner // of one scanner, as State uses it
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(figure, 1, 20).Draw(t, "figures")
		text := encodeFigures(want) // which orders them
		got, err := s.scan(text)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Fatalf("%s: %v\n%s", text, err, diff)
		}
		slices.Reverse(want)
		if again := encodeFigures(want); again != text {
			t.Fatalf("in another order: got %s, want %s", again, text)
		}
	})
}

func TestEarlierFiguresStayAsTheyWereWhenMoreAreRead(t *testing.T) {
	var s figureScanner
	one, err := s.scan(`[["t",0,[["a",1,"A1"]]]]`)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.scan(`[["t",0,[["b",2,"B1"],["c",3,"C1"]]]]`); err != nil {
		t.Fatal(err)
	}
	if one = append(one, record.Figure{}); one[0].Indicator != "a" || len(one) != 2 {
		t.Errorf("got %v", one)
	}
	two, err := s.scan(`[["t",0,[["d",4,"D1"]]]]`)
	if err != nil || two[0].Indicator != "d" || one[0].Indicator != "a" {
		t.Errorf("got %v, %v, %v", one, two, err)
	}
}

func TestWhatIsNotFiguresIsRefused(t *testing.T) {
	for _, text := range []string{
		"", "[", "[]]", "null", `"gone"`, `[["t"]]`, `[["t",0,[["a",1,"A1"]]]`, `[["t",0,[["a",1.5,"A1"]]]]`, `[["t",0,[["a",,"A1"]]]]`,
		`[["t",0,[["a",9223372036854775808,"A1"]]]]`, `[["t",0,[["a",99999999999999999999,"A1"]]]]`, `[["t",0,[["a",1,"A\x"]]]]`, `[["t\`, "[[\"\xa1\",0,[]]]", `[["t",0,[["a",1,"A1"]]]] `,
	} {
		var s figureScanner
		if figs, err := s.scan(text); !errors.Is(err, errUnreadable) {
			t.Errorf("%s: got %v, %v; want %v", text, figs, err, errUnreadable)
		}
	}
}

func TestTheLargestFiguresAreRead(t *testing.T) {
	for _, n := range []int64{0, -1, math.MaxInt64, math.MinInt64} {
		var s figureScanner
		figs, err := s.scan(encodeFigures([]record.Figure{{Indicator: "a", Value: n}}))
		if err != nil || len(figs) != 1 || figs[0].Value != n {
			t.Errorf("%d: got %v, %v", n, figs, err)
		}
	}
}

// What can be read prints back to something that reads the same.
func FuzzFigures(f *testing.F) {
	f.Add(`[["Tháng 6",7,[["people",12,"C7"]]],["t",0,[]]]`)
	f.Add(`[["\u0041\n",0,[["a",-9223372036854775808,""]]]]`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, text string) {
		var s figureScanner
		figs, err := s.scan(text)
		if err != nil {
			return
		}
		figs = slices.Clone(figs)
		printed := encodeFigures(figs)
		again, err := s.scan(printed)
		if err != nil || encodeFigures(slices.Clone(again)) != printed {
			t.Fatalf("%q printed as %q: %v", text, printed, err)
		}
	})
}
