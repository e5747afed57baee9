package spelling

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestATextIsBroughtToOneForm(t *testing.T) {
	for in, want := range map[string]string{
		"  Hướng\n\tdẫn ": "Hướng dẫn", norm.NFD.String("Hướng dẫn"): "Hướng dẫn", "Hướng\u00a0dẫn": "Hướng dẫn", "Hướng\u200b dẫn\u00ad": "Hướng dẫn",
		"Ðội": "Đội", "ðội": "đội", "НỒ SƠ": "HỒ SƠ", "": "", "a b": "a b", " \u00a0 ": "", "a": "a",
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestThePlaceOfAToneMarkDoesNotMatter(t *testing.T) {
	for _, pair := range [][2]string{{"hòa", "hoà"}, {"ủy", "uỷ"}, {"lũy kế", "luỹ kế"}, {"khoản", "khỏan"}, {"lượt", "lựơt"}} {
		if ToneKey(pair[0]) != ToneKey(pair[1]) {
			t.Errorf("%s and %s differ", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"thành", "thạnh"}, {"tơ", "tô"}, {"lang", "lăng"}, {"hòa an", "hoa àn"}} {
		if ToneKey(pair[0]) == ToneKey(pair[1]) {
			t.Errorf("%s and %s are one", pair[0], pair[1])
		}
	}
}

func TestMarksAndSignsAreForgotten(t *testing.T) {
	for in, want := range map[string]string{"hồ sơ (mđ 3)": "ho so md 3", "đạt: 5%": "dat 5", "tin, bài": "tin bai", "- ": "", "ascii": "ascii", "a--b": "a b"} {
		if got := Fold(in); got != want {
			t.Errorf("%q folds to %q, want %q", in, got, want)
		}
	}
	if got := Unmark("hồ sơ (mđ)"); got != "ho so (md)" {
		t.Errorf("without marks it is %q", got)
	}
}

func TestASlipLeavesMarksOutOrConfusesHoiAndNga(t *testing.T) {
	slip := func(a, b string) bool { return Slip(ToneKey(a), ToneKey(b)) }
	for _, pair := range [][2]string{{"sô", "số"}, {"luot", "lượt"}, {"buỗi", "buổi"}, {"dẩn", "dẫn"}, {"hộ", "hộ"}, {"dươc", "được"}, {"doi", "đội"}} {
		if !slip(pair[0], pair[1]) {
			t.Errorf("%s is no slip of %s", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"số", "sô"}, {"hồ", "hộ"}, {"trúc", "trực"}, {"lươ", "lượt"}, {"lượtt", "lượt"}, {"đội", "doi"}} {
		if slip(pair[0], pair[1]) {
			t.Errorf("%s is taken for a slip of %s", pair[0], pair[1])
		}
	}
}

func TestDistanceCountsLetters(t *testing.T) {
	for _, x := range []struct {
		a, b        string
		limit, want int
	}{{"huong dan", "huong dan", 3, 0}, {"huong dan", "huong da", 3, 1}, {"huong dan", "huong gan", 3, 1}, {"abc", "xyz", 9, 3}, {"abc", "xyz", 2, 2}, {"", "abcd", 3, 3}, {"tuyen", "tuyeen", 2, 1}, {"abcdef", "a", 4, 4}} {
		if got := Distance(x.a, x.b, x.limit); got != x.want {
			t.Errorf("%q to %q within %d is %d, want %d", x.a, x.b, x.limit, got, x.want)
		}
	}
}
