package reading

import (
	"fmt"
	"testing"
)

// Each label with the stretch that it names; else that it is of a part of a
// month or of another time, or which kinds of stretches it leaves in doubt.
func TestALabelSaysWhatItsTotalIsOf(t *testing.T) {
	for label, want := range map[string]string{
		"Cộng": "plain", "Tổng cộng (22 ngày)": "plain", "Cả tháng": "plain", "Tổng quý 11": "plain",
		"Tổng cộng T6": "0000-06", "Cộng tháng 6 (từ ngày 25/5 đến ngày 24/6)": "0000-06", "Tổng cộng T6 năm 2020": "2020-06",
		"Cộng tháng 6 (4 tuần)": "0000-06", "Tổng các ngày trong tháng 6": "0000-06",
		"Cộng quý II/2020": "2020-Q2", "Cộng quý II (tháng 4, 5, 6)": "0000-Q2", "Cộng quý III (T7, T8, T9/2020)": "2020-Q3",
		"Cộng 6 tháng đầu năm 2020": "2020-H1", "6 tháng cuối năm": "0000-H2",
		"Cả năm 2020": "2020", "Tổng cộng năm 2020": "2020", "Toàn xã năm 2020": "2020", "Cộng 12 tháng năm 2020": "2020", "Cả năm (12 tháng)": "0000",
		"Cộng tuần 1": "part", "Cộng tuần 1 năm 2020": "part", "Cộng tuần 1 tháng 6": "part", "Tổng cộng đợt 1 năm 2020": "part",
		"Cộng ngày 5 năm 2020": "part", "Cộng ngày 05 tháng 6 năm 2020": "part",
		"Cộng 9 tháng đầu năm 2020": "beyond", "Cộng 9 tháng": "beyond", "Cộng từ đầu năm 2020": "beyond",
		"Cộng cùng kỳ năm 2019": "beyond", "Tổng kế hoạch năm 2020": "beyond", "Cộng quý II so với quý II năm 2019": "beyond",
		"Cộng 3 tháng đầu năm 2020": "[quarter] beyond", "Cộng 6 tháng": "[half] beyond", "Cả quý": "[quarter] beyond",
		"Cộng quý I + II": "[quarter half year] beyond", "Cộng quý I và quý II": "[quarter half year] beyond",
		"Cộng tháng 4+5+6 năm 2020": "[quarter half year] beyond", "Cộng tháng 5, tháng 6": "[quarter half year] beyond",
		"Cộng tháng 13": "[month]", "Cộng Quý 2 (tháng 6)": "[month quarter half year]", "Tổng chiến dịch hè năm 2020": "[month quarter half year]",
		"Cộng từ 01/01 đến 30/9 năm 2020": "[month quarter half year]",
	} {
		e, got := extentOf(newWords(encoding{}).of(label).fold), "plain"
		switch {
		case e.n != 0:
			got = e.name()
		case e.part():
			got = "part"
		case e.other:
			got = "beyond"
		case e.doubt != nil && e.beyond:
			got = fmt.Sprint(e.doubt, " beyond")
		case e.doubt != nil:
			got = fmt.Sprint(e.doubt)
		}
		if got != want {
			t.Errorf("%q is of %s, want %s", label, got, want)
		}
	}
}
