package reading

import (
	"fmt"
	"testing"
)

func TestDateTexts(t *testing.T) {
	cases := map[string]string{
		"01/6": "1.6", "1.6.2020": "1.6.2020", "1-6-20": "1.6.2020", "1 / 6 / 2020": "1.6.2020", "01/06/2020.": "1.6.2020",
		"Thứ 2, 01/06/2020": "1.6.2020 Monday", "T2 01/06": "1.6 Monday", "CN 07/6": "7.6 Sunday", "Thứ Hai 1/6": "1.6 Monday", "Chủ nhật, 7/6": "7.6 Sunday", "01/06/2020 (Thứ 2)": "1.6.2020 Monday",
		"ngày 1/6": "1.6", "Ngày 01 tháng 6 năm 2020": "1.6.2020", "1 tháng 6": "1.6", "ngày 01 tháng 6/2020": "1.6.2020",
		"2020-06-01": "1.6.2020", "2020-06-01 00:00:00": "1.6.2020", "2020/6/1": "1.6.2020",
		"1": "1", "31": "31", "Ngày 5": "5",
		"06/13/2020": "13.6.2020 month first", "6/13": "13.6 month first",
		"32/7/2020": "invalid", "0/6/2020": "invalid", "1/0/2020": "invalid", "13/13/2020": "invalid", "32": "invalid", "1/6/202": "invalid",
		"01/06 - 05/06": "range", "1/6-3/6": "range", "Tuần 1": "range", "1-3/6": "range", "1-3/06": "range", "15-20": "range", "1,2/6": "range", "từ 1/6 đến 5/6": "range", "1/6 và 2/6": "range",
		"": "none", "Nguyễn Văn An": "none", "NGƯỜI LẬP": "none", "0912345678x": "none",
	}
	w := newWords(encoding{})
	for s, want := range cases {
		if got := printDate(dateOf(w.of(s))); got != want {
			t.Errorf("%q: got %s, want %s", s, got, want)
		}
	}
}

func printDate(d dateText) string {
	s := ""
	switch d.kind {
	case dateNone:
		return "none"
	case dateRange:
		return "range"
	case dateInvalid:
		return "invalid"
	case dateBare:
		s = fmt.Sprint(d.day)
	case dateMonth:
		s = fmt.Sprintf("%d.%d", d.day, d.month)
	case dateFull:
		s = fmt.Sprintf("%d.%d.%d", d.day, d.month, d.year)
	}
	if d.hasWeekday {
		s += " " + d.weekday.String()
	}
	if d.monthFirst {
		s += " month first"
	}
	return s
}

func TestMonthsInTitles(t *testing.T) {
	for title, want := range map[string]month{
		"Tháng 6": {0, 6}, "T6": {0, 6}, "t.6": {0, 6}, "Thg 6": {0, 6}, "06-2020": {2020, 6}, "6.2020": {2020, 6}, "T06/2020": {2020, 6},
		"Tháng 06 năm 2020": {2020, 6}, "THANG 6 2020": {2020, 6}, "Tân Lập T7": {0, 7}, "T6/20": {2020, 6}, "2020-06": {2020, 6},
		"T6-T7": {}, "Tháng 6, 7": {}, "Tháng 13": {}, "Số liệu": {}, "Năm 2020": {2020, 0}, "Đội 3": {},
	} {
		if got := monthInTabTitle(foldText(lowerClean(title))); got != want {
			t.Errorf("%q: got %v, want %v", title, got, want)
		}
	}
}
