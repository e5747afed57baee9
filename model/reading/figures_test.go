package reading

import (
	"fmt"
	"testing"

	"tonghop/model/grid"
)

// What is written and what it is read as, line by line (docs/rules.md, Figures). A want is "12", "12 code", "-" for
// not stated, or the code alone for a cell that is rejected.
func TestFigures(t *testing.T) {
	text := func(s string) grid.Cell { return grid.Cell{Kind: grid.Text, Text: s} }
	num := func(n float64) grid.Cell { return grid.Cell{Kind: grid.Number, Number: n} }
	cases := []struct {
		cell grid.Cell
		want string
	}{
		{num(12), "12"}, {num(0), "0"}, {num(5.0), "5"}, {num(1.0000000000000848), "1"},
		{text("12"), "12"}, {text("05"), "5"}, {text(" 7 "), "7"}, {text("\u00a07\u2007"), "7"}, {text("\u200b7"), "7"}, {text("'12"), "12"}, {text("１２"), "12"},
		{text("12 hs"), "12"}, {text("12hs"), "12"}, {text("12 hồ sơ"), "12"}, {text("12 Hồ Sơ"), "12"}, {text("15 lượt"), "15"}, {text("3 buổi"), "3"},
		{text("1.234"), "1234"}, {text("1.234.567"), "1234567"}, {text("5 000"), "5000"}, {text("5\u00a0000"), "5000"}, {text("5,0"), "5"}, {text("5.0"), "5"}, {text("1.234 lượt"), "1234"},
		{text("1,234"), "1234 number-grouping"}, {text("1,234,567"), "1234567 number-grouping"},
		{text("0"), "0"}, {text("-"), "0"}, {text("–"), "0"}, {text("Không"), "0"}, {text("ko"), "0"}, {text("KPS"), "0"}, {text("Không phát sinh"), "0"},
		{text("K"), "0 number-unclear"}, {text("O"), "0 number-unclear"},
		{grid.Cell{}, "-"}, {text(""), "-"}, {text("  \u00a0"), "-"}, {text("Đang cập nhật"), "-"}, {text("chưa có"), "-"}, {text("..."), "-"}, {text("…"), "-"},
		{grid.Cell{Kind: grid.Text, Formula: true}, "-"},
		{text("3+2"), "5 number-sum"}, {text("3 + 2 = 5"), "5 number-sum"}, {text("1+2+3"), "6 number-sum"}, {text("3+2=6"), "number-invalid"},
		{text("~10"), "10 number-with-note"}, {text("khoảng 10"), "10 number-with-note"}, {text("10 (trong đó 4 mức 4)"), "10 number-with-note"},
		{text("12 (lũy kế 150)"), "12 number-with-note"}, {text("~10 hs"), "10 number-with-note"},
		{text("x"), "number-invalid"}, {text("✓"), "number-invalid"}, {text("Mười"), "number-invalid"}, {text("l2"), "number-invalid"}, {text(">10"), "number-invalid"},
		{text("10-15"), "number-invalid"}, {text("10/15"), "number-invalid"}, {text("100%"), "number-invalid"}, {text("1.5"), "number-invalid"}, {text("12,5"), "number-invalid"},
		{grid.Cell{Kind: grid.Bool, Number: 1}, "number-invalid"}, {text("5²"), "5 shown-differs"}, {text("15 *"), "15 shown-differs"}, {text("1.5*"), "number-invalid"}, {text("½"), "number-invalid"}, {text("1 2"), "number-invalid"},
		{text("1\n234"), "number-invalid"}, {text("0.123"), "number-invalid"}, {text("1.2345"), "number-invalid"}, {text("1.234,5"), "number-invalid"}, {text("12 giờ"), "number-invalid"},
		{text("(10)"), "number-invalid"}, {text("0912345678"), "number-invalid"}, {text("12k"), "number-invalid"}, {text("+5"), "number-invalid"}, {text("1e3"), "number-invalid"}, {num(1e12), "number-invalid"},
		{num(1.234), "number-fraction"}, {num(12.5), "number-fraction"}, {num(-2.5), "number-fraction"},
		{num(-5), "number-negative"}, {text("-5"), "number-negative"}, {text("−5"), "number-negative"}, {text("- 5"), "number-negative"},
		{grid.Cell{Kind: grid.Error, Text: "#REF!"}, "formula-error"}, {grid.Cell{Kind: grid.Error, Text: "Loading...", Formula: true}, "formula-error"},
		{grid.Cell{Formula: true}, "formula-error"}, {text("#N/A"), "formula-error"}, {text("Loading..."), "formula-error"},
		{grid.Cell{Kind: grid.Date, Number: 43987}, "number-is-date"},
	}
	n := &numbers{words: newWords(encoding{}), seen: map[string]figure{}}
	for _, c := range cases {
		if got := print(n.read(&c.cell, unitWords("hồ sơ"))); got != c.want {
			t.Errorf("%+v: got %s, want %s", c.cell, got, c.want)
		}
	}
}

func TestFiguresOfAnEnglishFile(t *testing.T) {
	n := &numbers{words: newWords(encoding{}), english: true, seen: map[string]figure{}}
	for s, want := range map[string]string{"1,234": "1234", "1.234": "1234 number-grouping", "5.0": "5", "1.5": "number-invalid"} {
		if got := print(n.read(&grid.Cell{Kind: grid.Text, Text: s}, nil)); got != want {
			t.Errorf("%q: got %s, want %s", s, got, want)
		}
	}
}

func TestUnitWordsTakeInitialsAndParts(t *testing.T) {
	for unit, words := range map[string][]string{"tài khoản": {"tai khoan", "tk"}, "tin/bài": {"tin bai", "tin", "bai"}, "học sinh": {"hs"}} {
		for _, w := range words {
			if !unitWords(unit)[w] {
				t.Errorf("unit %q: %q may not follow its figures", unit, w)
			}
		}
	}
}

func print(f figure) string {
	switch {
	case f.state == unstated:
		return "-"
	case f.state == rejected:
		return faults[f.fault].code
	case f.fault != noFault:
		return fmt.Sprintf("%d %s", f.value, faults[f.fault].code)
	}
	return fmt.Sprint(f.value)
}
