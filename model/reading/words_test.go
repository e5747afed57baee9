package reading

import (
	"testing"

	"golang.org/x/text/unicode/norm"

	"tonghop/model/grid"
)

func TestCleanTextGivesOneForm(t *testing.T) {
	want := "Đoàn xã Thanh Hòa"
	for _, s := range []string{"  Đoàn xã  Thanh Hòa ", "Ðoàn xã Thanh Hòa", "Đoàn\u00a0xã\nThanh\u200b Hòa\ufeff", norm.NFD.String(want), "Đoàn xã Thanh\u2003Hòa"} {
		if got := cleanText(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

func TestToneKeyForgetsWhereTheToneStands(t *testing.T) {
	for _, p := range [][2]string{{"hoà", "hòa"}, {"uỷ", "ủy"}, {"khoẻ", "khỏe"}, {"số lượng", "số lượng"}} {
		if toneKey(p[0]) != toneKey(p[1]) {
			t.Errorf("%q and %q differ", p[0], p[1])
		}
	}
	if toneKey("hòa") == toneKey("hóa") {
		t.Error("hòa and hóa are the same")
	}
}

func TestFoldForgetsMarksAndPunctuation(t *testing.T) {
	if got, want := foldText("số hồ sơ, mức-độ 3 (đợt 1)"), "so ho so muc do 3 dot 1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLegacyEncodingsAreToldApart(t *testing.T) {
	tab := func(texts ...string) *grid.Tab {
		t := &grid.Tab{}
		for _, s := range texts {
			t.Rows = append(t.Rows, []grid.Cell{{Kind: grid.Text, Text: s}})
		}
		return t
	}
	cases := []struct {
		tab  *grid.Tab
		want string
	}{
		{tab("Tæng céng", "Sè l\u00adît ng\u00adêi d©n", "§oµn x·"), "TCVN3"},
		{tab("Soá löôït ngöôøi daân ñöôïc tuyeân truyeàn"), "VNI"},
		{tab("Số lượt người dân", "§ 5"), ""},
		{tab("Tæng céng", "Sè l\u00adît ng\u00adêi d©n", "Đoàn"), ""}, // one Unicode letter is enough
		{tab("hello", "5 µm", "©"), ""},
	}
	for i, c := range cases {
		if got := detectLegacy(c.tab).name; got != c.want {
			t.Errorf("case %d: got %q, want %q", i, got, c.want)
		}
	}
	for stored, want := range map[string]string{"Sè l\u00adît ng\u00adêi d©n": "Số lượt người dân", "§oµn x·": "Đoàn xã"} {
		if got := (encoding{"TCVN3", tcvn3}).decode(stored); got != want {
			t.Errorf("TCVN3 %q: got %q, want %q", stored, got, want)
		}
	}
	if got, want := (encoding{"VNI", vniWindows}).decode("Ñoaøn xaõ Höôùng Phuù"), "Đoàn xã Hướng Phú"; got != want {
		t.Errorf("VNI: got %q, want %q", got, want)
	}
}
