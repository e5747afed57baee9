package official

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

// offices are the names, long ones among them, of those that are no communes.
var offices = []struct{ name, kind string }{
	{"Chi đoàn Chi nhánh Văn phòng Đăng ký đất đai huyện", "chi_doan"},
	{"Đoàn trường THPT Nguyễn Hữu Cảnh", "truong"},
	{"Chi đoàn Công an huyện", "chi_doan"},
	{"Chi đoàn Trung tâm Giáo dục nghề nghiệp – Giáo dục thường xuyên", "chi_doan"},
	{"Đội hình thanh niên tình nguyện hỗ trợ dịch vụ công trực tuyến tại Bộ phận một cửa huyện", "doi"},
	{"Đoàn trường THPT Trần Phú", "truong"},
}

// district is a report as offices really have it: several types of units, long
// names, texts of several lines, and everything else that rich tells of.
func district(units int) *report.Report {
	r := synthetic(units)
	if units >= 5 {
		r = rich(units)
	}
	p := r.Programme
	others := min(units/4, len(offices))
	for i := range p.Units {
		u := &p.Units[i]
		switch at := i - (len(p.Units) - others); {
		case at >= 0:
			u.Name, u.Type = offices[at].name, offices[at].kind
		case i >= len(communes)-1:
			u.Name, u.Type = fmt.Sprintf("%s %s", communes[i%(len(communes)-1)], roman(1+i/(len(communes)-1))), "xa"
		default:
			u.Name = communes[i]
		}
	}
	first := r.Window.Period.First
	r.Notes = append(r.Notes,
		office.Note{Unit: p.Units[0].ID, Day: first, Field: "difficulties", Text: "Đường truyền mạng tại Bộ phận tiếp nhận và trả kết quả yếu, thường xuyên gián đoạn vào giờ cao điểm; " +
			"trang dịch vụ công của tỉnh có lúc không đăng nhập được, người dân phải chờ lâu nên nhiều trường hợp chuyển sang nộp trực tiếp."},
		office.Note{Unit: p.Units[1].ID, Day: first + 7, Field: "proposals", Text: "Đề nghị UBND huyện trang bị thêm 01 máy tính và 01 máy quét cho Bộ phận một cửa; " +
			"đề nghị Huyện Đoàn tổ chức thêm 01 lớp tập huấn cho đoàn viên, thanh niên mới tham gia đội hình."})
	return withDays(r)
}

// TestNoPageOfAnyFormEndsWithAHeading lays every form out for a small and for an
// ordinary district. With TONGHOP_GALLERY=DIR the workbooks, those of 40 and of
// 200 units among them, are kept there to be printed and looked at.
func TestNoPageOfAnyFormEndsWithAHeading(t *testing.T) {
	dir := os.Getenv("TONGHOP_GALLERY")
	sizes := []int{2, 13}
	if dir != "" {
		sizes = append(sizes, 40, 200)
	}
	for _, profile := range profiles {
		for _, k := range Kinds() {
			for _, units := range sizes {
				r := district(units)
				r.Programme.Letterhead.Profile = profile
				if k.Period != "" {
					r = over(r, k.Period)
				}
				b, err := Render(shipped(t, k.Name, profile), r, variantOf(units))
				if err != nil {
					t.Fatal(err)
				}
				name := fmt.Sprintf("%s-%s-%03d", profile, k.Name, units)
				checkPageEnds(t, name, b)
				if dir != "" {
					if err := os.WriteFile(filepath.Join(dir, name+".xlsx"), b, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
}

// variantOf gives each size a variant of its own: as it is issued, as it
// replaces another, provisional, and without a number.
func variantOf(units int) Variant {
	switch units {
	case 13:
		return Variant{Number: "7", Dated: calendar.Date(2020, 7, 2)}
	case 40:
		return Variant{Number: "14", Replaces: "12-BC/HĐTĐN", Reason: "Bổ sung số liệu ngày 23/6/2020 của 02 đơn vị nộp chậm do mất kết nối mạng; sửa số liệu ghi nhầm cột của xã An Phú", Provisional: true, Draft: "812-9857"}
	case 200:
		return Variant{Provisional: true}
	}
	return Variant{}
}

// A page's last row is none that leads to what follows: a section's number, the
// heading or the numbering row of a table, a line that ends with a colon.
var heading = regexp.MustCompile(`^([IVX]+|[IVX]+\. .*|A|STT|Hạng|.*:)$`)

func checkPageEnds(t *testing.T, name string, workbook []byte) {
	t.Helper()
	f := reopened(t, workbook)
	for i, sheet := range f.GetSheetList() {
		rows := raw(t, f, sheet)
		for _, brk := range breaksOf(t, workbook, i) {
			end := rows[brk-1]
			if first := slices.IndexFunc(end, func(s string) bool { return s != "" }); first >= 0 && heading.MatchString(end[first]) {
				t.Errorf("%s: a page of %q ends with %q", name, sheet, end)
			}
		}
	}
}

// breaksOf are the rows with which pages of a sheet end, by the sheet's place.
func breaksOf(t *testing.T, workbook []byte, place int) []int {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, "xl/worksheets/sheet") {
			parts = append(parts, f.Name)
		}
	}
	slices.Sort(parts)
	var s sizes
	if err := xml.Unmarshal([]byte(partOf(t, workbook, parts[place])), &s); err != nil {
		t.Fatal(err)
	}
	var rows []int
	for _, b := range s.Breaks {
		rows = append(rows, b.ID)
	}
	return rows
}
