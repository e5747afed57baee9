package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"html"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tonghop/model/book"
	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
	"tonghop/sync/app/reports"
)

// A tallied district is recomputed from nothing but what export tallies prints.
type tallied struct {
	p    *office.Programme
	days map[string]map[calendar.Day]map[string]int64 // by unit, day, indicator
}

func talliedOf(t *testing.T, p *office.Programme, exported []byte) *tallied {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(exported)).ReadAll()
	if err != nil || len(rows) < 100 {
		t.Fatalf("%d tallies, %v", len(rows), err)
	}
	x := &tallied{p, map[string]map[calendar.Day]map[string]int64{}}
	for _, row := range rows[1:] {
		d, err := calendar.ParseDay(row[1])
		n, err2 := strconv.ParseInt(row[3], 10, 64)
		if err != nil || err2 != nil {
			t.Fatalf("a tally %v: %v, %v", row, err, err2)
		}
		if x.days[row[0]] == nil {
			x.days[row[0]] = map[calendar.Day]map[string]int64{}
		}
		if x.days[row[0]][d] == nil {
			x.days[row[0]][d] = map[string]int64{}
		}
		if _, twice := x.days[row[0]][d][row[2]]; twice {
			t.Fatalf("%v is told twice", row)
		}
		x.days[row[0]][d][row[2]] = n
	}
	return x
}

// sum is a unit's figure of a span, or everybody's where unit is "": flows add
// up, of a stock the last one stands, also from before.
func (x *tallied) sum(unit string, ind *office.Indicator, first, last calendar.Day) (n int64, stated bool) {
	if unit == "" {
		for i := range x.p.Units {
			m, ok := x.sum(x.p.Units[i].ID, ind, first, last)
			n, stated = n+m, stated || ok
		}
		return n, stated
	}
	from := first
	if ind.Carries() {
		from = x.p.Starts - 1000
	}
	for d := from; d <= last; d++ {
		m, ok := x.days[unit][d][ind.ID]
		switch {
		case !ok:
		case ind.Carries():
			n, stated = m, true
		default:
			n, stated = n+m, true
		}
	}
	return n, stated
}

// shown is a sum as pages show it, "" where there is none.
func (x *tallied) shown(unit string, ind *office.Indicator, first, last calendar.Day) string {
	n, ok := x.sum(unit, ind, first, last)
	if !ok {
		return ""
	}
	return office.Grouped(n)
}

// TestEveryNumberIsThatOfItsTallies recomputes each figure of the report, the
// book, the page and the summary from the exported tallies of a district's month.
func TestEveryNumberIsThatOfItsTallies(t *testing.T) {
	d := livedDemo(t)
	config := filepath.Join(d.Office.Config.Dir, "config.yaml")
	now := d.Clock.Now().Add(time.Second).Truncate(time.Second) // --now is told to the second
	call := func(args ...string) []byte {
		t.Helper()
		var out, errs bytes.Buffer
		if code := run(t.Context(), append(args, "--config", config, "--log", "error", "--now", now.Format("2006-01-02T15:04:05Z07:00")), &out, &errs); code != 0 {
			t.Fatalf("%v: exit %d: %s", args, code, errs.String())
		}
		return out.Bytes()
	}
	x := talliedOf(t, d.Office.Programme, call("export", "tallies"))
	r, err := d.Office.Round.Report(t.Context(), now)
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	check := func(where, got, want string) {
		t.Helper()
		if compared++; got != want {
			t.Errorf("%s is %q, and the tallies come to %q", where, got, want)
		}
	}
	t.Run("the report", func(*testing.T) { equalReport(x, r, check) })
	t.Run("the summary", func(t *testing.T) { equalSummary(t, x, call("export", "summary"), check) })
	t.Run("the book", func(t *testing.T) { equalBook(t, x, r, d.Office.Lay(r), check) })
	t.Run("the page", func(t *testing.T) { equalPages(t, x, r, servePage(t, d.Office, nil), check) })
	t.Run("the official report", func(t *testing.T) {
		call("report", "month", r.Window.Period.Name)
		equalOfficial(t, x, r, onlyFile(t, d.Office.Config.Report.Dir, reports.MonthFiles(r.Window.Period.Name)), d.Office.Programme.Letterhead.Indicators, check)
	})
	if compared < 1000 {
		t.Errorf("only %d numbers were compared", compared)
	}
	t.Logf("%d numbers were compared", compared)
}

func equalReport(x *tallied, r *report.Report, check func(where, got, want string)) {
	for _, s := range append(r.ByMonth(""), r.Day, r.Window, r.Year) {
		for _, l := range append(s.Lines[:len(s.Lines):len(s.Lines)], s.Total) {
			unit := ""
			if l.Unit != nil {
				unit = l.Unit.ID
			}
			for i, f := range l.Figures {
				ind := &x.p.Indicators[i]
				check(fmt.Sprintf("%s of %q, %s", ind.ID, unit, s.Period.Key()), f.String(), x.shown(unit, ind, s.Period.First, s.Through))
			}
		}
	}
}

func equalSummary(t *testing.T, x *tallied, exported []byte, check func(where, got, want string)) {
	rows, err := csv.NewReader(bytes.NewReader(exported)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		period, err := x.p.Windows.Parse(calendar.PeriodKind(row[0]), row[1])
		through, err2 := calendar.ParseDay(row[2])
		ind, ok := x.p.Indicator(row[4])
		if err != nil || err2 != nil || !ok {
			t.Fatalf("%v: %v, %v", row, err, err2)
		}
		want := ""
		if n, ok := x.sum(row[3], ind, period.First, through); ok {
			want = strconv.FormatInt(n, 10)
		}
		check(strings.Join(row[:5], " "), row[5], want)
	}
}

// equalBook compares the tables of units × indicators of the month and of the
// year, and each figure of each day.
func equalBook(t *testing.T, x *tallied, r *report.Report, b *book.Book, check func(where, got, want string)) {
	show := func(c book.Cell) string {
		if c.Kind == book.Number {
			return office.Grouped(c.Number)
		}
		return ""
	}
	names := map[string]string{}
	for i := range x.p.Units {
		names[x.p.Units[i].Name] = x.p.Units[i].ID
	}
	for i := range b.Tabs {
		tab := &b.Tabs[i]
		first, last, column := r.Window.Period.First, r.Window.Through, 2
		switch tab.Key {
		case "monthly":
		case "cumulative":
			first, last = r.Year.Period.First, r.Year.Through
		case "daily":
			column = 4
		default:
			continue
		}
		rows := tab.Rows[tab.Filter.Row+1 : tab.Filter.EndRow]
		if tab.Key != "daily" && len(rows) != len(r.Window.Lines) {
			t.Errorf("%s has %d units", tab.Key, len(rows))
		}
		for _, row := range rows {
			unit := names[row.Cells[1].Text]
			if tab.Key == "daily" {
				unit, first = names[row.Cells[2].Text], calendar.Day(row.Cells[0].Number)
				last = first
			}
			for j := range x.p.Indicators {
				ind := &x.p.Indicators[j]
				want := x.shown(unit, ind, first, last)
				if n, ok := x.days[unit][first][ind.ID]; tab.Key == "daily" {
					want = ""
					if ok {
						want = office.Grouped(n)
					}
				}
				check(fmt.Sprintf("%s of %s in %s, %s", ind.ID, unit, tab.Key, last), show(row.Cells[column+j]), want)
			}
		}
	}
}

var (
	totalsRow = regexp.MustCompile(`<tr><th scope="row">([^<]*?)(?: <small>\([^<]*\)</small>)?</th>(<td class="n">.*)</tr>`)
	coverOf   = regexp.MustCompile(`<small>.*?</small>|<span class="none">.*?</span>`)
)

// equalPages compares the totals of every unit's page and of the first page.
func equalPages(t *testing.T, x *tallied, r *report.Report, base string, check func(where, got, want string)) {
	paths := map[string]string{"": "/?day=" + r.Day.Period.First.String()}
	for i := range x.p.Units {
		paths[x.p.Units[i].ID] = "/unit/" + x.p.Units[i].ID
	}
	for unit, path := range paths {
		got, err := http.Get(base + path)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(got.Body)
		_ = got.Body.Close()
		if err != nil || got.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d, %v", path, got.StatusCode, err)
		}
		rows := 0
		for _, m := range totalsRow.FindAllStringSubmatch(string(page), -1) {
			for i := range x.p.Indicators {
				ind := &x.p.Indicators[i]
				cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(m[2], `<td class="n">`), "</td>"), `</td><td class="n">`)
				if html.UnescapeString(m[1]) != ind.Label || len(cells) != 3 {
					continue
				}
				rows++
				for k, s := range []report.Summary{r.Day, r.Window, r.Year} {
					check(fmt.Sprintf("%s on %s, %s", ind.ID, path, s.Period.Key()), coverOf.ReplaceAllString(cells[k], ""), x.shown(unit, ind, s.Period.First, s.Through))
				}
			}
		}
		if rows != len(x.p.Indicators) {
			t.Errorf("%s shows %d of %d indicators", path, rows, len(x.p.Indicators))
		}
	}
}

// columnHeaded is the column over whose figures an indicator is named; -1 for
// none.
func columnHeaded(rows [][]string, ind *office.Indicator) int {
	for _, row := range rows {
		for k, cell := range row {
			name, _, _ := strings.Cut(strings.Join(strings.Fields(cell), " "), " (") // the measure
			if strings.EqualFold(name, ind.Short) || strings.EqualFold(name, ind.Label) {
				return k
			}
		}
	}
	return -1
}

// equalOfficial compares each unit's row of the report that is signed.
func equalOfficial(t *testing.T, x *tallied, r *report.Report, file string, indicators []string, check func(where, got, want string)) {
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetName(0), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, l := range r.Window.Lines {
		for _, row := range rows {
			if len(row) < 2+len(indicators) || row[1] != l.Unit.Name {
				continue
			}
			found++
			for _, id := range indicators {
				ind, _ := x.p.Indicator(id)
				k := columnHeaded(rows, ind)
				if k < 2 || k >= len(row) {
					t.Errorf("the official report has no column %q", ind.Short)
					continue
				}
				want := ""
				if n, ok := x.sum(l.Unit.ID, ind, r.Window.Period.First, r.Window.Through); ok {
					want = strconv.FormatInt(n, 10)
				}
				got := strings.Trim(row[k], "—- ")
				if _, err := strconv.ParseInt(got, 10, 64); err != nil {
					got = ""
				}
				check(fmt.Sprintf("%s of %s in the official report", id, l.Unit.ID), got, want)
			}
			break
		}
	}
	if found < len(r.Window.Lines)-1 { // who reported nothing at all may be named below
		t.Errorf("the official report has rows of %d of %d units", found, len(r.Window.Lines))
	}
}
