package book_test

import (
	"slices"
	"strings"
	"testing"

	"tonghop/model/book"
	"tonghop/model/book/booktest"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

func TestWhatTheOfficeSettledStandsApartWithWhoAndWhy(t *testing.T) {
	r := booktest.Report(13, booktest.AsOf)
	open := len(r.Findings)
	accepted := r.Findings[0]
	accepted.Accepted = &office.Decision{Ruling: office.Ruling{By: "Văn phòng", Reason: "đã gọi điện"}, At: booktest.AsOf}
	r.Findings, r.Accepted = r.Findings[1:], []record.OpenFinding{accepted}
	r.Daily[0].Figures[0].Count = office.Stated(40)
	r.Daily[0].Figures[0].Entered = &office.Decision{Ruling: office.Ruling{By: "Trực ban", Reason: "báo qua điện thoại"}, At: booktest.AsOf}
	var numbered int
	var apart []string
	for _, row := range tab(t, lay(t, r), "findings").Rows {
		if len(row.Cells) > 1 && row.Cells[0].Kind == book.Number {
			numbered++
		}
		if len(row.Cells) > 0 && (strings.Contains(row.Cells[0].Text, "đã gọi điện") || strings.Contains(row.Cells[0].Text, "báo qua điện thoại")) {
			apart = append(apart, row.Cells[0].Text)
		}
	}
	if numbered != open-1 {
		t.Errorf("%d findings are listed as open, want %d", numbered, open-1)
	}
	if len(apart) != 2 || !strings.Contains(apart[0], "Văn phòng") || !strings.Contains(apart[1], ": 40 — Trực ban") {
		t.Errorf("apart stand %q", apart)
	}
}

func TestAReportThatIsReadAgainIsNotPutDownToItsUnit(t *testing.T) {
	r := booktest.Report(3, booktest.AsOf)
	issued := &record.Issued{Number: "12-BC/HĐTĐN", Period: r.Window.Period}
	restated := func(x *report.Reread) report.Restatement {
		return report.Restatement{Report: issued, Unit: r.Daily[0].Unit.ID, Indicator: r.Programme.Indicators[0].ID, Old: office.Stated(3), New: office.Stated(9), Reread: x}
	}
	answer := office.TeachingOf("", office.Answer{Says: "Việc X"})
	answer.By = "Trực ban"
	r.Restated = []report.Restatement{restated(nil), restated(&report.Reread{Reads: office.Stated(4), Reader: "reader-2"}), restated(&report.Reread{Taught: &answer, Says: "Việc X"})}
	r.Reread = []record.Reread{{Unit: r.Daily[0].Unit.ID, Day: r.Window.Period.First, Indicator: r.Programme.Indicators[0].ID, Old: office.Stated(5), New: office.Stated(7), Reader: "reader-2", At: booktest.AsOf}}
	var why []string
	for _, row := range tab(t, lay(t, r), "changes").Rows {
		if len(row.Cells) > 9 && (strings.Contains(row.Cells[6].Text, "12-BC/HĐTĐN") || row.Cells[6].Text == "Đọc lại") {
			why = append(why, row.Cells[9].Text)
		}
	}
	want := []string{"Bản đọc reader-2; đơn vị không sửa gì", "", "Đọc lại: 3 → 4 (bản đọc reader-2); đơn vị không sửa gì", "Đọc lại: 3 → –, theo trả lời cho “Việc X” (Trực ban); đơn vị không sửa gì"}
	if !slices.Equal(why, want) {
		t.Errorf("it says %q", why)
	}
}
