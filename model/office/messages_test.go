package office_test

import (
	"strings"
	"testing"

	"tonghop/model/office"
)

func TestAFindingIsPutIntoASentence(t *testing.T) {
	m := office.Messages{Texts: map[string]string{
		"finding.number-invalid.message": "Ô {cell} tab “{tab}”: “{raw}” không phải một con số, gần {near}.",
		"finding.number-invalid.hint":    "Hãy ghi một số nguyên.",
	}}
	f := office.Finding{Code: "number-invalid", Origin: office.Origin{Tab: "Tháng 6", Cell: "C7"}, Raw: "10-15", Args: map[string]string{"near": "12"}}
	message, hint := m.Finding(&f, "")
	if want := "Ô C7 tab “Tháng 6”: “10-15” không phải một con số, gần 12."; message != want || hint != "Hãy ghi một số nguyên." {
		t.Errorf("%q %q", message, hint)
	}
	f.Raw = strings.Repeat("ở", 50_000)
	if message, _ = m.Finding(&f, ""); len([]rune(message)) > 200 || !strings.Contains(message, "ở…”") {
		t.Errorf("a cell of fifty thousand letters is quoted in %d", len([]rune(message)))
	}
	f.Code = "new-code"
	if message, _ = m.Finding(&f, ""); message != "finding.new-code.message" {
		t.Errorf("a gap in the catalogue shows as %q", message)
	}
}

func TestYearsWithoutDaysOffAreNamedAndNoneSaysNothing(t *testing.T) {
	m := office.Messages{Texts: map[string]string{"book.uncharted.message": "Chưa có ngày nghỉ năm {years}.", "book.uncharted.hint": "Xin thêm."}}
	if message, hint := m.Uncharted([]int{2021, 2022}); message != "Chưa có ngày nghỉ năm 2021, 2022." || hint != "Xin thêm." {
		t.Errorf("%q %q", message, hint)
	}
	if message, hint := m.Uncharted(nil); message != "" || hint != "" {
		t.Errorf("of no year it says %q %q", message, hint)
	}
}
