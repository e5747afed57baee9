package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/office"
	"tonghop/sync/app"
)

func TestAWorkbookWithoutAUnitAndAUnitWithoutLifeArePointedOut(t *testing.T) {
	inRehearsal(t, 3, 1, func(t *testing.T, r *rehearsal) {
		r.load(t, "moi", "Ngày|Tuyên truyền")
		r.report(t, 0, on24(16, 0, 0), 12)
		r.report(t, 1, on24(16, 0, 0).AddDate(0, 0, 2), 12)
		pointed := func() string {
			r.look(t)
			last, err := r.Ledger.Last(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			said := r.Pointers(func(ref string) time.Time { return last[ref].Modified }, r.Now())
			return strings.Join(said, "\n")
		}
		const stranger = "Bảng tính “moi” được chia sẻ với chương trình mà chưa thuộc đơn vị nào: gán cho đơn vị nào? https://docs.google.com/spreadsheets/d/moi/edit"
		if got := pointed(); got != stranger {
			t.Errorf("on the first morning it says:\n%s", got)
		}
		r.until(on24(18, 0, 0).AddDate(0, 0, 2)) // Friday: three days were expected of unit 2
		got := pointed()
		if !strings.Contains(got, "Xã Số 2: bảng tính không được sửa từ 15:00 23/6/2020 (3 ngày phải báo cáo)") || strings.Contains(got, "Xã Số 0") || strings.Contains(got, "Xã Số 1") {
			t.Errorf("on Friday evening it says:\n%s", got)
		}
	})
}

func TestACheckupPointsThemOutToo(t *testing.T) {
	inRehearsal(t, 2, 1, func(t *testing.T, r *rehearsal) {
		for _, id := range []string{"m1", "m2", "m3", "m4", "m5", "m6", "m7"} {
			r.load(t, id, "Ngày")
		}
		var out bytes.Buffer
		k := checkup{workplace: r.workplace, w: &out, modified: map[string]time.Time{}}
		if err := k.list(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := k.source(t.Context(), rehearsalSource(0)); err != nil {
			t.Fatal(err)
		}
		k.point()
		if said := out.String(); strings.Count(said, "gán cho đơn vị nào?") != app.MaxPointers || !strings.Contains(said, "… và 2 bảng tính nữa") {
			t.Errorf("it says:\n%s", said)
		}
		if !k.modified[rehearsalSource(0)].Equal(on24(-9, 0, 0)) {
			t.Errorf("the file says that it was changed at %v", k.modified[rehearsalSource(0)])
		}
	})
}

func TestAHandEditInTheConsolidatedBookIsKeptInATabOfTheOfficesLanguage(t *testing.T) {
	inRehearsal(t, 3, 1, func(t *testing.T, r *rehearsal) {
		r.look(t)
		if err := r.sim.Type("tong-hop", r.Messages.Text("book.overview.tab"), "A1", "sửa tay"); err != nil {
			t.Fatal(err)
		}
		r.report(t, 1, on24(9, 0, 0), 12)
		r.until(on24(9, 30, 0))
		r.look(t)
		ss, ok := r.sim.Spreadsheet("tong-hop")
		i := slices.IndexFunc(ss.Sheets, func(s *sheets.Sheet) bool { return s.Properties.Title == "Sửa tay" })
		if !ok || i < 0 {
			t.Fatal("there is no tab for hand edits")
		}
		var got []string
		for _, row := range ss.Sheets[i].Data[0].RowData {
			for _, c := range row.Values {
				if c.UserEnteredValue != nil && c.UserEnteredValue.StringValue != nil {
					got = append(got, *c.UserEnteredValue.StringValue)
				}
			}
		}
		want := "Phát hiện lúc|Tab|Ô|Đã gõ tay|Đã ghi lại thành|"
		if said := strings.Join(got, "|"); !strings.HasPrefix(said, want) || !strings.Contains(said, "|Tổng quan|A1|sửa tay|") {
			t.Errorf("it holds %s", said)
		}
	})
}

func TestASheetInTheTrashIsAFaultOfItsSourceAndItsFiguresStay(t *testing.T) {
	inRehearsal(t, 2, 1, func(t *testing.T, r *rehearsal) {
		r.report(t, 0, on24(9, 0, 0), 12)
		r.until(on24(12, 0, 0))
		r.look(t)
		r.sim.Trash(rehearsalID(0))
		r.until(on24(13, 0, 0))
		res, _ := r.look(t)
		if f := res.Faults[rehearsalSource(0)]; f == nil || f.Code != office.FaultTrashed {
			t.Errorf("the fault is %v: %+v", f, res)
		}
		report, err := r.Round.Report(t.Context(), r.Now())
		if err != nil || report.Window.Total.Figures[0].String() != "12" {
			t.Errorf("the total is %v, %v", report.Window.Total.Figures[0], err)
		}
		r.sim.Restore(rehearsalID(0))
		r.until(on24(14, 0, 0))
		if res, _ = r.look(t); res.Faulty != 0 || res.Skipped != 1 {
			t.Errorf("restored: %+v", res)
		}
	})
}
