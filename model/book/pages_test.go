package book_test

import (
	"slices"
	"strings"
	"testing"

	"tonghop/model/book"
	"tonghop/model/book/booktest"
	"tonghop/model/office"
	"tonghop/model/report"
)

// What does not fit on what is left of a page begins the next one.
func TestPagesEndBetweenSections(t *testing.T) {
	begins := map[int]map[string][]string{
		1:  {"monthly": {"Tổng số của tất cả đơn vị"}, "cumulative": {}},
		13: {"overview": {"Kết quả", "Biểu đồ"}, "monthly": {"Độ phủ: số ngày có", "Độ phủ: số ngày phải", "Tổng số của tất cả đơn vị"}, "cumulative": {"Chỉ tiêu của từng", "Độ phủ: số ngày có", "Độ phủ: số ngày phải"}},
	}
	for units, tabs := range begins {
		b := book.Lay(booktest.Report(units, booktest.AsOf), catalogue(t, "vi"), book.Options{})
		for key, want := range tabs {
			tab := tab(t, b, key)
			if len(tab.Breaks) != len(want) {
				t.Errorf("%d units, %s: pages end before rows %v, want %d", units, key, tab.Breaks, len(want))
				continue
			}
			for i, row := range tab.Breaks {
				if got := tab.Rows[row].Cells[0].Text; !strings.HasPrefix(got, want[i]) {
					t.Errorf("%d units, %s: a page begins with %q, want %q", units, key, got, want[i])
				}
			}
		}
	}
}

func TestAUnitThatNeverReportedIsNamedSoAndNeverZero(t *testing.T) {
	r := booktest.Report(13, booktest.AsOf)
	line := &r.Window.Lines[2]
	line.Figures = make([]report.Sum, len(line.Figures))
	line.Rate = office.Rate{Expected: 19, Missing: 19}
	year := &r.Year.Lines[2]
	year.Figures = make([]report.Sum, len(year.Figures))
	b := book.Lay(r, catalogue(t, "vi"), book.Options{})
	for _, key := range []string{"monthly", "cumulative"} {
		cells := tab(t, b, key).Rows[4+2].Cells
		for i := range r.Programme.Indicators {
			if c := cells[2+i]; c.Kind != book.Text || c.Text != "Chưa BC" {
				t.Errorf("%s: %s has %+v", key, cells[1].Text, c)
			}
		}
	}
}

func TestTheNamesOfManyUnitsEndWithHowManyMore(t *testing.T) {
	for _, row := range tab(t, book.Lay(booktest.Report(200, booktest.AsOf), catalogue(t, "vi"), book.Options{}), "overview").Rows {
		if len(row.Cells) > 0 && row.Cells[0].Text == "Đúng hạn" {
			if names := row.Cells[2].Text; strings.Count(names, ",") != 61 || !strings.HasSuffix(names, "và 66 đơn vị nữa, xem tab “Tình hình nộp báo cáo”") {
				t.Errorf("the units in time are told as %s", names)
			}
			if row.Height > 409 {
				t.Errorf("the row is %v points high, more than Excel can show", row.Height)
			}
			return
		}
	}
	t.Error("no unit is in time")
}

// Beside more than twenty upright columns no name can be read: the bars lie on
// a page of their own, with one figure by unit, which the title names.
func TestTheBarsOfManyUnitsLie(t *testing.T) {
	for units, lies := range map[int]bool{20: false, 21: true} {
		tab := tab(t, book.Lay(booktest.Report(units, booktest.AsOf), catalogue(t, "vi"), book.Options{}), "overview")
		at := slices.IndexFunc(tab.Charts, func(c book.Chart) bool { return c.Key == "units" })
		if at < 0 {
			t.Fatalf("%d units are not compared", units)
		}
		c := tab.Charts[at]
		want := "So sánh các đơn vị, tháng 6/2020 (lượt)"
		if lies {
			want = "So sánh các đơn vị theo Số lượt người dân được tuyên truyền, tháng 6/2020 (lượt)"
		}
		if (c.Kind == book.ChartBars) != lies || (len(c.Series) == 1) != lies || c.Title != want {
			t.Errorf("%d units are compared by kind %v, %d series, %q", units, c.Kind, len(c.Series), c.Title)
		}
		if slices.Contains(tab.Breaks, c.Row) != lies {
			t.Errorf("%d units: the chart stands in row %d, pages end before %v", units, c.Row, tab.Breaks)
		}
	}
}
