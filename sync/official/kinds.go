package official

import "tonghop/model/calendar"

// The sheets of forms.
const (
	sheetReport  = "Báo cáo"
	sheetDaily   = "Phụ lục I"
	sheetTimely  = "Phụ lục II"
	sheetRanking = "Phụ lục III"
	sheetAnnex   = "Phụ lục"
	sheetProse   = "Lời văn"
	sheetRemarks = "Khó khăn, kiến nghị"
	sheetChanges = "Thay thế"
	sheetMend    = "Cần sửa"
	sheetEntered = "Văn phòng nhập"
	sheetRanked  = "Xếp hạng"
	sheetDays    = "Tổng từng ngày"
)

// A Kind is a kind of official report.
type Kind struct {
	// Name is the form's file without its extension: "bao-cao-thang".
	Name string
	// Period is the kind of period whose report this is unless another form is
	// asked for; "" for forms that serve several.
	Period calendar.PeriodKind
	sheets []neededSheet
}

// A neededSheet must be in a form, with a row that has the mark.
type neededSheet struct{ name, mark string }

// Kinds are the reports that the program knows. Forms by other names need the
// sheet of the report with its row of units.
func Kinds() []Kind {
	report := neededSheet{sheetReport, markUnit}
	remarks, changes := neededSheet{sheetRemarks, markDifficulty}, neededSheet{sheetChanges, markChange}
	full := []neededSheet{report, {sheetDaily, markUnit}, {sheetTimely, markUnit}, remarks, changes}
	review := []neededSheet{{sheetReport, markGoal}, {sheetDaily, markUnit}, {sheetTimely, markUnit}, {sheetRanking, markRank}}
	return []Kind{
		{"bao-cao-ngay", calendar.KindDay, []neededSheet{report, remarks, changes}},
		{"bao-cao-thang", calendar.KindMonth, full},
		{"bao-cao-quy", calendar.KindQuarter, full},
		{"bao-cao-6-thang", calendar.KindHalf, full},
		{"bao-cao-nam", calendar.KindYear, full},
		{"bao-cao-dot", calendar.KindNamed, full},
		{"so-ket", "", review},
		{"tong-ket", "", review},
		{"phu-luc", "", []neededSheet{{sheetAnnex, markUnit}, {sheetProse, ""}, changes}},
		{InternalForm, "", []neededSheet{{sheetMend, markFinding}, {sheetEntered, markEntered}, {sheetDays, markDay}, {sheetRanked, markRank}}},
	}
}

// InternalForm is the workbook of what is wrong or doubtful, for the office
// alone: none of it goes into what is signed.
const InternalForm = "noi-bo"

// KindFor is the report of a kind of period.
func KindFor(period calendar.PeriodKind) Kind {
	for _, k := range Kinds() {
		if k.Period == period {
			return k
		}
	}
	return Kind{}
}

// HasWord reports whether there is a form for Word of a kind: of all but the
// office's own workbook.
func HasWord(k Kind) bool { return k.Name != InternalForm }

// needed lists what a form must have.
func needed(name string) []neededSheet {
	for _, k := range Kinds() {
		if k.Name == name {
			return k.sheets
		}
	}
	return []neededSheet{{sheetReport, markUnit}}
}
