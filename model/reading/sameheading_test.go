package reading

import (
	"testing"
)

func TestTheHeadingOfATabIsThatOfItsForm(t *testing.T) {
	tab := func(rows string) HeadingID {
		marks := map[string]bool{}
		x := parseTab(t, "T6", rows, marks)
		return HeadingOf(&x)
	}
	long := "BÁO CÁO THÁNG 6\nNgày | Tuyên truyền | Ghi chú\n1/6/2020 | 5 | tốt\n"
	wide := "Nội dung | @2020-06-01 | @2020-06-02\nTuyên truyền | 5 | 6\nHướng dẫn | 7 | 8\n"
	for name, c := range map[string]struct {
		a, b string
		same bool
	}{
		"another month, another title":     {long, "UBND XÃ AN\nTháng 7\n\nNgày | Tuyên truyền | Ghi chú\nNgày 1/7/2020 | 8 |\n@2020-07-02 | 9 |", true},
		"no figures yet":                   {long, "Ngày | Tuyên truyền | Ghi chú", true},
		"other accents and spaces":         {long, "NGÀY |  tuyên  truyền | ghi chú\n2/6 | 1 |", true},
		"a column more":                    {long, "Ngày | Lượt | Tuyên truyền | Ghi chú\n1/6/2020 | 1 | 5 | tốt", false},
		"a column that bears another name": {long, "Ngày | Hướng dẫn | Ghi chú\n1/6/2020 | 5 | tốt", false},
		"columns that changed places":      {long, "Ngày | Ghi chú | Tuyên truyền\n1/6/2020 | tốt | 5", false},
		"a second line of heading":         {long, "Ngày | Tuyên truyền | Ghi chú\n | lượt |\n1/6/2020 | 5 |", false},
		"a day more in a wide table":       {wide, "Nội dung | @2020-06-01 | @2020-06-02 | @2020-06-03\nTuyên truyền | 5 | 6 | 1\nHướng dẫn | 7 | 8 | 1", true},
		"a line more in a wide table":      {wide, "Nội dung | @2020-06-01 | @2020-06-02\nTờ rơi | 1 | 1\nTuyên truyền | 5 | 6\nHướng dẫn | 7 | 8", false},
	} {
		if got := tab(c.a) == tab(c.b); got != c.same {
			t.Errorf("%s: the same %v, want %v", name, got, c.same)
		}
	}
	if tab("") != (HeadingID{}) || tab("1 | 2\n3 | 4") != (HeadingID{}) || tab(long) == (HeadingID{}) {
		t.Error("a tab without texts has a heading, or one with texts has none")
	}
}
