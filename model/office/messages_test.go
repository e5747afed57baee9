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

// Half a mask says nothing and looks like damage: words take its place before a long
// text is cut.
func TestAMaskIsShownAsWhatItStandsFor(t *testing.T) {
	m := office.Messages{Lang: "vi", Texts: map[string]string{"masked.name": "(tên người)", "masked.phone": "(số điện thoại)", "finding.x.message": "Ô ghi “{raw}” ({note})"}}
	name, phone := office.Mask{Kind: office.MaskName, Length: 14, Digest: "1a2b3c4d5e6f"}.String(), office.Mask{Kind: office.MaskPhone, Length: 10, Digest: "000000000000"}.String()
	if got := m.Shown("Ông " + name + ", " + phone); got != "Ông (tên người), (số điện thoại)" {
		t.Errorf("it shows %q", got)
	}
	long := strings.Repeat("x", 60) + name + strings.Repeat("y", 50)
	got, _ := m.Finding(&office.Finding{Code: "x", Raw: long, Args: map[string]string{"note": long}}, "")
	if strings.Contains(got, office.MaskOpen) || strings.Count(got, "(tên người)") != 2 {
		t.Errorf("it says %q", got)
	}
}
