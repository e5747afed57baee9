package grid

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAFormulaIsShiftedAsWhenItIsFilledDown(t *testing.T) {
	cases := []struct {
		f          string
		rows, cols int
		want       string
	}{
		{"SUM(B2:B5)", 1, 0, "SUM(B3:B6)"}, {"$A$1+A$1+$A1", 2, 1, "$A$1+B$1+$A3"}, {"'T 6'!A1&\"A1\"", 1, 0, "'T 6'!A2&\"A1\""},
		{"LOG10(A1)", 1, 0, "LOG10(A2)"}, {"Thang6!C3", 1, 1, "Thang6!D4"}, {"TONG_A1+A1B", 1, 0, "TONG_A1+A1B"}, {"Z1", 0, 1, "AA1"},
		{"A1:A1", 0, 0, "A1:A1"}, {"_A1+A1.5+ABCD1", 1, 1, "_A1+A1.5+ABCD1"}, {"T6!A1", 1, 0, "T6!A2"},
	}
	for _, c := range cases {
		if got, ok := ShiftFormula(c.f, c.rows, c.cols); !ok || got != c.want {
			t.Errorf("%s by %d, %d: got %s, %v, want %s", c.f, c.rows, c.cols, got, ok, c.want)
		}
	}
	for _, f := range []string{"A1", "SUM(C3:A1)"} {
		if got, ok := ShiftFormula(f, -1, 0); ok {
			t.Errorf("%s one up: got %s", f, got)
		}
	}
}

func TestSortsOfFormulas(t *testing.T) {
	for f, want := range map[string]Marks{
		"SUM(A1:A3)": 0, "TODAY()": Volatile, "IF(A1=\"\",\"\",now())": Volatile, "RANDBETWEEN(1,5)": Volatile, "_xlfn.RANDARRAY(2)": Volatile,
		"OFFSET(A1,1,1)": 0, "\"TODAY()\"": 0, "IMPORTRANGE(\"x\",\"T!A1\")": Imported, "[1]Sheet1!$A$1": Imported, "'[1]Tháng 6'!A1+1": Imported,
		"'C:\\so lieu\\[xa.xlsx]T6'!A1": Imported, "Bang1[Hồ sơ]": 0, "SUM(Bang1[[#This Row],[A]])": 0, "IMPORTRANGES(1)": 0, "SUM('T 6'!A1)": 0, "MYTODAY()": 0,
	} {
		if got := FormulaMarks(f); got != want {
			t.Errorf("%s: got marks %b, want %b", f, got, want)
		}
	}
}

// A sheet that grows at its top moves every row, and each row's sum with it.
func TestAFormulaThatMovedWithItsRowHasTheSameBytes(t *testing.T) {
	row := func(f string) []Cell {
		return []Cell{{Kind: Number, Number: 5, Formula: true, More: &More{Formula: f}}}
	}
	up, down := Tab{Rows: [][]Cell{row("SUM(B1:H1)+$C$1")}}, Tab{Rows: [][]Cell{nil, row("SUM(B2:H2)+$C$1")}}
	if a, b := up.Canon().Rows[0], down.Canon().Rows[1]; !bytes.Equal(a, b) {
		t.Errorf("got %q and %q", a, b)
	}
	back, err := Decode(down.Canonical())
	if got := back.At(1, 0).FormulaText(); err != nil || got != "SUM(B2:H2)+$C$1" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestAnyFormulaComesBackFromItsCanonicalForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.OneOf(rapid.String(), rapid.StringMatching(`([A-D]?\$?[A-Z]{1,4}\$?\x01?[0-9]{1,8}['"!(:+]?){1,4}`)).Draw(t, "formula")
		row := rapid.IntRange(0, 20).Draw(t, "row")
		tab := Tab{Rows: make([][]Cell, row+1)}
		tab.Rows[row] = []Cell{{Formula: true, More: &More{Formula: f}}}
		back, err := Decode(tab.Canonical())
		if err != nil {
			t.Fatalf("%q: %v", f, err)
		}
		if got := back.At(row, 0).FormulaText(); got != strings.ReplaceAll(CleanText(f), "\x01", "␁") {
			t.Fatalf("got %q, want %q", got, f)
		}
	})
}
