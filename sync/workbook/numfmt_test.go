package workbook

import "testing"

func TestDateFormats(t *testing.T) {
	dates := []string{
		"dd/mm/yyyy", "d/m/yy", "m/d/yyyy", "yyyy-mm-dd", "DD/MM/YYYY", "mmm-yy", "dddd", "mmmm",
		"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "[$-F400]h:mm:ss\\ AM/PM", "[$-42A]dd mmmm yyyy", "[$-1042A]d/m;@",
		`"Ngày "dd" tháng "mm" năm "yyyy`, `d"/"m"/"yyyy`, `d\/m\/yyyy`, "dd/mm/yyyy;@", "[Red]dd/mm",
		"h:mm", "[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[ss]", "mm:ss.0", "h:mm:ss.000", "h:mm AM/PM",
		"[<43831]0;dd/mm/yyyy", "ggge", "aaaa", "[$-411]ge.m.d;@",
	}
	for _, code := range dates {
		if !isDateFormat(code) {
			t.Errorf("isDateFormat(%q) = false, want true", code)
		}
	}
	numbers := []string{
		"", "General", "GENERAL", `General" ngày"`, "0", "0.00", "#,##0", "0%", "0.00E+00", "# ?/?", "@", `"ngày "@`,
		`0" tháng"`, `0" ngày"`, `#,##0" hs"`, `0\ \h\s`, "0 tháng", "#,##0 [$đ-42A]", `#,##0\ "₫"`, "[$VND] #,##0",
		"[Red]0", "[Red]-0;[Blue]0", "[Color10]General", "[>=1000]#,##0;0", `[>=1000000]#"."000"."000;[>=1000]#"."000;0`,
		`_(* #,##0_);_(* \(#,##0\);_(* "-"??_);_(@_)`, "_d0", "*d0", `"d"`, `\d`, `0;0;0;"d/m"@`, `0;-0;;@`, `"chưa đóng`, "[đỏ", `0_`, `\`,
	}
	for _, code := range numbers {
		if isDateFormat(code) {
			t.Errorf("isDateFormat(%q) = true, want false", code)
		}
	}
}

func TestBuiltInDateFormats(t *testing.T) {
	for _, id := range []int{14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 36, 45, 46, 47, 50, 58, 71, 81} {
		if !isBuiltInDate(id) {
			t.Errorf("isBuiltInDate(%d) = false, want true", id)
		}
	}
	for _, id := range []int{0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 23, 26, 37, 44, 48, 49, 59, 70, 82, 164, -1} {
		if isBuiltInDate(id) {
			t.Errorf("isBuiltInDate(%d) = true, want false", id)
		}
	}
}
