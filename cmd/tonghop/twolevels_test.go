package main

import (
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
	"tonghop/sync/gsheets/sheetsim"
)

// levelIndicators are counted at both levels: two flows and a stock.
const levelIndicators = `
indicators:
  - {id: people, label: "Số lượt người dân được tuyên truyền", short: "Tuyên truyền", unit: lượt}
  - {id: dossiers, label: "Tổng số hồ sơ", short: "Hồ sơ", unit: hồ sơ}
`

// A level is one office of the two, with its own configuration.
type level struct {
	flags *flags
	clock *apptest.Clock
}

// newLevel writes an office's configuration.
func newLevel(t *testing.T, clock *apptest.Clock, dir, units, target, google string) *level {
	t.Helper()
	text := `programme: {title: "Hai cấp", starts: 2020-06-01, ends: 2020-12-31}` + levelIndicators + "units:\n" + units +
		fmt.Sprintf("consolidated: {target: %q}\n", target)
	if google != "" {
		text += fmt.Sprintf("google: {endpoint: %q}\n", google)
	}
	path := filepath.Join(dir, "config.yaml")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return &level{clock: clock, flags: &flags{config: path, log: "error", stdout: io.Discard, stderr: io.Discard,
		clockOverride: clock.Now, sleepOverride: clock.Sleep}}
}

// round runs one round and gives the sums of the month that a day lies in, by
// unit and indicator and for all units.
func (l *level) round(t *testing.T, now time.Time, day calendar.Day) map[string]int64 {
	t.Helper()
	l.clock.Set(now)
	o, err := l.flags.open(t.Context(), app.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if _, err := o.Round.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	report, err := o.Round.ReportOf(t.Context(), now, func(w calendar.Windows) (calendar.Period, error) { return w.MonthOf(day), nil })
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Findings {
		if f.Severity != office.SeverityNotice {
			t.Errorf("%s, %s: %s %s %q", now.Format("2/1"), f.Unit, f.Code, f.Cell, f.Raw)
		}
	}
	sums := map[string]int64{}
	for _, line := range append(report.Window.Lines, report.Window.Total) {
		name := ""
		if line.Unit != nil {
			name = line.Unit.ID
		}
		for i, f := range line.Figures {
			sums[name+"/"+o.Programme.Indicators[i].ID] = f.N
		}
	}
	return sums
}

// A place is where books stand: a folder, or the local Google.
type place struct {
	google string // its endpoint; "" for a folder
	ref    func(name string) string
	write  func(t *testing.T, name string, rows [][]string)
}

func onDisk(t *testing.T) place {
	dir := t.TempDir()
	return place{
		ref: func(name string) string { return filepath.ToSlash(filepath.Join(dir, name+".xlsx")) },
		write: func(t *testing.T, name string, rows [][]string) {
			// A commune's sheet may be any workbook; a .csv is the simplest.
			var text strings.Builder
			for _, row := range rows {
				fmt.Fprintln(&text, strings.Join(row, ","))
			}
			if err := os.WriteFile(filepath.Join(dir, name+".csv"), []byte(text.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		},
	}
}

func onGoogle(t *testing.T, clock *apptest.Clock) place {
	sim := sheetsim.New(sheetsim.Options{Now: clock.Now})
	srv := httptest.NewServer(sim)
	t.Cleanup(srv.Close)
	link := func(name string) string { return "https://docs.google.com/spreadsheets/d/" + name }
	load := func(t *testing.T, name string) {
		if _, there := sim.Spreadsheet(name); there {
			return
		}
		if err := sim.LoadSpreadsheet(name, []byte(`{"properties":{"title":"`+name+`","locale":"vi_VN"},"sheets":[{"properties":{"sheetId":0,"title":"Trang tính1"}}]}`)); err != nil {
			t.Fatal(err)
		}
	}
	for _, book := range []string{"hon-quan", "bu-dop", "tinh"} {
		load(t, book)
	}
	return place{google: srv.URL, ref: link, write: func(t *testing.T, name string, rows [][]string) {
		load(t, name)
		for i, row := range rows {
			for j, text := range row {
				if err := sim.Type(name, "Trang tính1", string(rune('A'+j))+fmt.Sprint(i+1), text); err != nil {
					t.Fatal(err)
				}
			}
		}
	}}
}

// TestAProvinceReadsItsDistrictsBooks runs both levels with the same program:
// two districts gather their communes, and the province reads "Theo ngày" of
// their consolidated books.
func TestAProvinceReadsItsDistrictsBooks(t *testing.T) {
	for _, where := range []string{"disk", "google"} {
		t.Run(where, func(t *testing.T) {
			clock := &apptest.Clock{}
			at := onDisk(t)
			if where == "google" {
				at = onGoogle(t, clock)
			}
			testTwoLevels(t, clock, at)
		})
	}
}

func testTwoLevels(t *testing.T, clock *apptest.Clock, at place) {
	root := t.TempDir()
	source := func(name string) string {
		if at.google == "" {
			return strings.TrimSuffix(at.ref(name), ".xlsx") + ".csv"
		}
		return at.ref(name)
	}
	communes := map[string][]string{"hon-quan": {"Thanh An", "An Phú", "Tân Lợi"}, "bu-dop": {"Hưng Phước", "Thanh Hòa"}}
	var province strings.Builder
	districts := map[string]*level{}
	for _, district := range []string{"hon-quan", "bu-dop"} {
		var units strings.Builder
		for i, name := range communes[district] {
			id := fmt.Sprintf("%s-%d", district, i)
			fmt.Fprintf(&units, "  - {id: %s, name: \"Xã %s\", type: xa, source: %q}\n", id, name, source(id))
		}
		districts[district] = newLevel(t, clock, filepath.Join(root, district), units.String(), at.ref(district), at.google)
		fmt.Fprintf(&province, "  - {id: %s, name: \"Huyện %s\", type: huyen, source: %q, tabs: [\"Theo ngày\"], same_day: sum}\n",
			district, map[string]string{"hon-quan": "Hớn Quản", "bu-dop": "Bù Đốp"}[district], at.ref(district))
	}
	above := newLevel(t, clock, filepath.Join(root, "tinh"), province.String(), at.ref("tinh"), at.google)

	june, july := calendar.Date(2020, 6, 10), calendar.Date(2020, 7, 10)
	fill := func(through calendar.Day) {
		for district, names := range communes {
			for i := range names {
				rows := [][]string{{"Ngày", "Tuyên truyền", "Hồ sơ"}}
				for d := calendar.Date(2020, 6, 1); d <= through; d++ {
					if (int(d)+i)%7 != 3 { // each commune leaves out some days
						rows = append(rows, []string{d.Short(), fmt.Sprint(1000 + int(d)*17%41*(i+1)), fmt.Sprint(int(d) * 7 % (5 + i))})
					}
				}
				at.write(t, fmt.Sprintf("%s-%d", district, i), rows)
			}
		}
	}
	both := func(now time.Time, month calendar.Day) {
		t.Helper()
		want := map[string]int64{}
		for name, l := range districts {
			for key, n := range l.round(t, now, month) {
				if ind, ok := strings.CutPrefix(key, "/"); ok {
					want[name+"/"+ind] = n
					want["/"+ind] += n
				}
			}
		}
		got := above.round(t, now.Add(time.Minute), month)
		for key, n := range want {
			if got[key] != n || n == 0 {
				t.Errorf("%s, month of %s: the province has %d of %s, its districts %d", now.Format("2/1/2006"), month.Short(), got[key], key, n)
			}
		}
	}
	evening := func(d calendar.Day) time.Time { return d.At(18*time.Hour, apptest.Vietnam) }
	fill(june)
	both(evening(june), june)
	// The district's window moves on: what the book no longer lists stays.
	late := calendar.Date(2020, 6, 30)
	fill(late)
	both(evening(late), june)
	both(evening(late), july)
}
