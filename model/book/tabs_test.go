package book_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/book"
	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

func TestEveryChartShowsColumnsOfATableThatIsThere(t *testing.T) {
	for _, units := range []int{1, 15, 60} {
		b := lay(t, booktest.Report(units, booktest.AsOf))
		tabs := map[string]book.Tab{}
		for _, tab := range b.Tabs {
			tabs[tab.Key] = tab
		}
		charts := tabs["overview"].Charts
		if len(charts) != 3 {
			t.Fatalf("of %d units there are %d charts, want progress, days and units", units, len(charts))
		}
		for _, c := range charts {
			for _, s := range c.Series {
				of := tabs[s.Tab]
				if s.EndRow > len(of.Rows) || s.EndRow-s.Row != c.Categories.EndRow-c.Categories.Row {
					t.Errorf("%s: the series %+v does not fit its tab or its categories", c.Key, s.Ref)
				}
				if head := of.Rows[s.Row].Cells[s.Col]; head.Kind != book.Text {
					t.Errorf("%s: a series begins without a heading: %+v", c.Key, head)
				}
				for row := s.Row + 1; row < s.EndRow; row++ {
					if kind := of.Rows[row].Cells[s.Col].Kind; kind != book.Number && kind != book.Percent && kind != book.Blank {
						t.Errorf("%s: a value that is no number in row %d of %s", c.Key, row+1, s.Tab)
					}
				}
			}
			if last := len(tabs["overview"].Rows); c.Row+c.Height/20 > last {
				t.Errorf("%s: the chart reaches below the tab's %d rows", c.Key, last)
			}
		}
	}
}

// mixed is a report with what the office entered, one entry typed into the
// tab, one by a command.
func mixed() *report.Report {
	r := booktest.Report(3, booktest.AsOf)
	d := office.Decision{ID: 7, Kind: office.DecisionEnter, Unit: "don-vi-2", From: calendar.Date(2020, time.June, 12), Indicator: "people_informed",
		Entry: office.Entry{Value: office.Stated(45), Manner: office.Phoned}, Ruling: office.Ruling{By: "Lan", Reason: "mất mạng"}, At: booktest.AsOf}
	typed := d
	typed.ID, typed.Row = 8, "gõ"
	r.Entered = []report.EnteredFigure{{Decision: d, Counted: true}, {Decision: typed, UndoneBy: &office.Decision{Ruling: office.Ruling{By: "Bổ sung"}, At: booktest.AsOf}}}
	r.Typed = []report.TypedEntry{{Cells: [report.EntryCells]string{"Xã An", "12/6", "=1+1"}, Outcome: "lacking", Args: []string{"what", "lý do"}}}
	return r
}

func TestTheOfficesRowsStandAsTypedWithTheirOutcomeBeside(t *testing.T) {
	s := tab(t, lay(t, mixed()), book.EntriesKey)
	row := s.Rows[book.EntriesTop].Cells
	if row[2].Text != "=1+1" || row[2].Kind != book.Text || row[report.EntryCells].Text != "Đang chờ: còn thiếu lý do\u00a0" {
		t.Errorf("the row is %+v", row)
	}
	if o := s.Open; o == nil || o.Row != book.EntriesTop || o.EndCol != report.EntryCells || o.EndRow-o.Row < 20 {
		t.Errorf("the office may type into %+v", o)
	}
	beside := row[report.EntryCells+2].Text
	if !strings.Contains(beside, "45") || !strings.Contains(beside, "Lan") {
		t.Errorf("what was entered by a command is told as %q", beside)
	}
	if next := s.Rows[book.EntriesTop+1].Cells[report.EntryCells+2]; next.Text != "" {
		t.Errorf("an entry that was typed here is listed again: %q", next.Text)
	}
}

func TestChangesTellOldNewAndWho(t *testing.T) {
	r := mixed()
	u, x := &r.Programme.Units[0], &r.Programme.Indicators[0]
	r.Amended = []report.Amendment{{Unit: u, Day: calendar.Date(2020, time.June, 9), Indicator: x, Kind: report.AmendmentWithdrawn,
		Old: office.Stated(1280), Origin: office.Origin{Source: "s", Tab: "Tháng 6", Cell: "C7"}, Seen: booktest.AsOf}}
	r.Restated = []report.Restatement{{Report: &record.Issued{Number: "12-BC/HĐTĐN", Period: calendar.Period{Name: "2020-05"}}, Unit: u.ID, Indicator: x.ID, Old: office.Stated(3), New: office.Stated(4)}}
	text := ""
	for _, row := range tab(t, lay(t, r), "changes").Rows {
		for _, c := range row.Cells {
			text += show(c) + " | "
		}
	}
	for _, want := range []string{"1.280 | _ | Xóa số | Tháng 6 | C7", "12-BC/HĐTĐN", "3 | 4", "Báo qua điện thoại; đang tính", "Lan: mất mạng", "Bổ sung rút lại"} {
		if !strings.Contains(text, want) {
			t.Errorf("the tab does not say %q:\n%s", want, text)
		}
	}
}

func TestUnitTargetsThatDoNotAddUpAreShown(t *testing.T) {
	r := booktest.Report(3, booktest.AsOf)
	x := &r.Programme.Indicators[3]
	for want, units := range map[string]int64{"Khớp": 3000, "-100": 2900} {
		r.Plan = []report.PlanCheck{{Indicator: x, District: 3000, Units: units, Having: 2, Of: 3}}
		rows := tab(t, lay(t, r), "cumulative").Rows
		found := false
		for _, row := range rows {
			if len(row.Cells) > 5 && row.Cells[1].Text == "Chênh lệch" {
				found = show(row.Cells[5]) == want
			}
		}
		if !found {
			t.Errorf("with %d of 3.000 the check does not say %s", units, want)
		}
	}
}

func TestTheSharedBookShowsEachUnitItsOwnAndNobodysStanding(t *testing.T) {
	r := booktest.Report(15, booktest.AsOf)
	b := book.Share(r, catalogue(t, "vi"), book.Options{Link: link})
	if len(b.Tabs) != 15 {
		t.Fatalf("%d tabs, want one a unit", len(b.Tabs))
	}
	listed := 0
	for i, tab := range b.Tabs {
		for _, row := range tab.Rows {
			for _, c := range row.Cells {
				for j := range r.Programme.Units {
					if u := &r.Programme.Units[j]; j != i && strings.Contains(c.Text, u.Name) {
						t.Errorf("the tab %s names %s: %q", tab.Title, u.Name, c.Text)
					}
				}
				if c.Text == "Chưa báo cáo" || c.Text == "Trễ hạn" {
					t.Errorf("the tab %s tells a standing", tab.Title)
				}
			}
		}
		listed += tab.Filter.EndRow - tab.Filter.Row - 1
	}
	if listed != len(r.Findings) {
		t.Errorf("%d findings are shared of %d", listed, len(r.Findings))
	}
}

func TestTheCommunesBookTellsNoUnitOfAnother(t *testing.T) {
	r := mixed()
	r.Strays = []office.Stray{{Cell: "I7", Text: "của văn phòng"}}
	b := book.Share(r, catalogue(t, "vi"), book.Options{Link: link})
	if len(b.Tabs) != len(r.Programme.Units) {
		t.Fatalf("%d tabs for %d units", len(b.Tabs), len(r.Programme.Units))
	}
	for i, tab := range b.Tabs {
		text := tab.Title
		for _, row := range tab.Rows {
			for _, c := range row.Cells {
				text += "\n" + c.Text
			}
		}
		for j := range r.Programme.Units {
			if other := r.Programme.Units[j].Name; j != i && strings.Contains(text+"\n", other+"\n") {
				t.Errorf("the tab of %s names %s", r.Programme.Units[i].Name, other)
			}
		}
		for _, word := range []string{"Chưa BC", "Trễ hạn", "Đúng hạn", "của văn phòng", "Lan"} {
			if strings.Contains(text, word) {
				t.Errorf("the tab of %s says %q", r.Programme.Units[i].Name, word)
			}
		}
		if tab.Filter == nil || tab.Frozen.Rows == 0 || len(tab.Charts) > 0 {
			t.Errorf("the tab of %s: filter %v, %d frozen rows, %d charts", r.Programme.Units[i].Name, tab.Filter, tab.Frozen.Rows, len(tab.Charts))
		}
	}
}

func TestAYearWithoutDaysOffIsToldUnderTheHeadOfTheOverview(t *testing.T) {
	r := booktest.Report(3, booktest.AsOf)
	quiet := tab(t, lay(t, r), "overview").Rows
	r.Uncharted = []int{2021, 2022}
	for lang, wants := range map[string][]string{
		"vi": {"chưa có ngày nghỉ nào của năm 2021, 2022", "Xin báo người vận hành", "ngày làm bù", "config.yaml"},
		"en": {"no day off of 2021, 2022", "Ask the operator", "make-up days", "config.yaml"},
	} {
		told := tab(t, book.Lay(r, catalogue(t, lang), book.Options{}), "overview")
		if len(told.Rows) != len(quiet)+1 {
			t.Fatalf("%s: the notice takes %d rows, want one", lang, len(told.Rows)-len(quiet))
		}
		row := told.Rows[2]
		for _, want := range wants {
			if !strings.Contains(row.Cells[0].Text, want) {
				t.Errorf("%s: under the head it says %q, want %q in it", lang, row.Cells[0].Text, want)
			}
		}
		if told.Frozen.Rows != 2 || row.Height < 30 || !row.Cells[0].Style.Wrap {
			t.Errorf("%s: %d rows are frozen, the notice is %v high, %+v", lang, told.Frozen.Rows, row.Height, row.Cells[0].Style)
		}
	}
}

func TestTheCommunesBookSaysNothingOfTheCalendar(t *testing.T) {
	r := booktest.Report(3, booktest.AsOf)
	quiet := book.Share(r, catalogue(t, "vi"), book.Options{})
	r.Uncharted = []int{2021}
	if diff := cmp.Diff(quiet, book.Share(r, catalogue(t, "vi"), book.Options{})); diff != "" {
		t.Errorf("the communes are told (-without +with):\n%s", diff)
	}
}
