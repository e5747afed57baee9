package official

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"tonghop/model/office"
	"tonghop/model/report"
)

// withDays gives a report the totals of its days.
func withDays(r *report.Report) *report.Report {
	for day := r.Window.Period.First; day <= r.Window.Period.Last; day++ {
		t := report.DayTotal{Day: day, Figures: make([]office.Count, len(r.Programme.Indicators))}
		for _, l := range r.Daily {
			if l.Day != day {
				continue
			}
			t.Reported++
			for i, f := range l.Figures {
				t.Figures[i] = t.Figures[i].Plus(f.Count)
			}
		}
		if t.Reported > 0 {
			r.Totals = append(r.Totals, t)
		}
	}
	return r
}

func TestARowRepeatsForEachDayWithAllUnitsFigures(t *testing.T) {
	r := withDays(synthetic(13))
	f := filled(t, InternalForm, r, Variant{})
	rows := raw(t, f, sheetDays)
	first := rowStarting(t, rows, 0, 0, "1")
	for i, day := range r.Totals {
		row := rows[first+i]
		if got, want := row[:4], []string{fmt.Sprint(i + 1), weekday(day.Day), dayMonth(day.Day), fmt.Sprintf("%d/13", day.Reported)}; !slices.Equal(got, want) {
			t.Errorf("the day's row is %q, want %q", got, want)
		}
		for k := range 7 {
			if got, want := row[4+k], fmt.Sprint(day.Figures[k].N); got != want {
				t.Errorf("%s, indicator %d: %s, want %s", day.Day, k, got, want)
			}
		}
	}
	last := first + len(r.Totals)
	if formula, err := f.GetCellFormula(sheetDays, cellName(5, last+1)); err != nil || formula != fmt.Sprintf("SUM(E%d:E%d)", first+1, last) {
		t.Errorf("the total is the formula %q (%v)", formula, err)
	}
	if got, want := rows[last][4], plain(r.Window.Total.Figures[0]); got != want {
		t.Errorf("the total is %s, want %s", got, want)
	}
}

func TestDaysThatDoNotMakeUpTheTotalHaveNoFormula(t *testing.T) {
	r := withDays(synthetic(3))
	r.Totals[0].Figures[0].N--
	f := filled(t, InternalForm, r, Variant{})
	rows := raw(t, f, sheetDays)
	at := rowStarting(t, rows, 0, 0, "TỔNG CỘNG") + 1
	for col, want := range map[int]bool{5: false, 6: true} {
		if formula, err := f.GetCellFormula(sheetDays, cellName(col, at)); err != nil || (formula != "") != want {
			t.Errorf("column %d has the formula %q (%v)", col, formula, err)
		}
	}
}

func TestACellNamedAsAPlaceholderPrintsIt(t *testing.T) {
	form := edited(t, func(f *excelize.File) error {
		_, err := f.NewSheet("Tờ trình")
		name := func(name, ref string) error {
			return f.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: "'Tờ trình'!" + ref})
		}
		return errors.Join(err, f.SetCellStr("Tờ trình", "B2", "Trích yếu mẫu"), f.SetCellStr("Tờ trình", "B4", "Ký tại {{dia_danh}}"),
			name("trich_yeu", "$B$2"), name("nguoi_ky", "$C$9"), name("ngay_thang", "$B$4"), name("cua_van_phong", "$B$5"))
	})
	b, err := Render(monthly(form), synthetic(3), Variant{})
	if err != nil {
		t.Fatal(err)
	}
	f := reopened(t, b)
	for cell, want := range map[string]string{"B2": "Kết quả hỗ trợ dịch vụ công trực tuyến mức độ 3, mức độ 4", "C9": "Người ký mẫu", "B4": "Ký tại Hớn Quản", "B5": ""} {
		if got := cellAt(t, f, "Tờ trình", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
}
