package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/book"
	"tonghop/model/calendar"
	"tonghop/model/judge"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/app/apptest"
)

// The reading of a replay's case, and what it prints in the end.

func (r *replay) instant(s string) time.Time {
	r.t.Helper()
	layout := "2006-01-02 15:04:05"
	t, err := time.ParseInLocation(layout[:min(len(s), len(layout))], s, apptest.Vietnam)
	if err != nil {
		r.t.Fatal(err)
	}
	return t
}

// head reads one line of the head.
func (r *replay) head(key, value string) {
	r.t.Helper()
	a, b, _ := strings.Cut(value, " .. ")
	switch key {
	case "from":
		r.from = r.instant(value)
	case "until":
		r.until = r.instant(value)
	case "off":
		if len(a) == len("17:30") {
			r.nightly = [2]time.Duration{timeOfDay(a), timeOfDay(b)}
			return
		}
		r.offs = append(r.offs, span{r.instant(a), r.instant(b)})
	case "latency":
		d, err := time.ParseDuration(value)
		if err != nil {
			r.t.Fatal(err)
		}
		r.latency = d
	case "show":
		r.show = [2]calendar.Day{calendar.DayOf(r.instant(a)), calendar.DayOf(r.instant(b))}
	case "months":
		r.months = strings.Split(value, ", ")
	case "longer":
		r.longer = strings.Split(value, ", ")
	case "indicators":
		r.shown = map[string]bool{}
		for _, id := range strings.Split(value, ", ") {
			r.shown[id] = true
		}
	default:
		r.t.Fatalf("unknown line %q in the head", key)
	}
}

func timeOfDay(s string) time.Duration {
	t, _ := time.Parse("15:04", s) // a faulty one shows in the result
	return t.Sub(t.Truncate(24 * time.Hour))
}

// readHappenings reads "2020-06-24 16:59:59 an Tháng~6!A3 …", a line each; ~
// stands for a space within a word.
func (r *replay) readHappenings(text string) {
	r.t.Helper()
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		r.happens = append(r.happens, happening{r.instant(words[0] + " " + words[1]), words[2:]})
	}
	slices.SortStableFunc(r.happens, func(a, b happening) int { return a.at.Compare(b.at) })
}

// standings prints how each unit stands with each day shown, then with the
// reports of the months and years shown, with the evidence and the reason.
func (r *replay) standings() string {
	state, err := r.office.Readings.State(r.t.Context(), r.until)
	if err != nil {
		r.t.Fatal(err)
	}
	p := record.Following(r.office.Programme, state.Issued)
	var out strings.Builder
	for _, st := range judge.Days(p, state, r.show[0], r.show[1], r.until) {
		fmt.Fprintf(&out, "%s %s%s\n", st.Period.First.Short(), st.Unit, r.evidence(&st))
	}
	for _, name := range r.periods() {
		period, ok := p.Windows.Find(name)
		if !ok {
			r.t.Fatalf("there is no period %s", name)
		}
		for _, st := range judge.Periods(p, state, period.Kind, period.First, period.Last, r.until) {
			if st.Period == period {
				fmt.Fprintf(&out, "%s %s%s | %d/%d ngày\n", name, st.Unit, r.evidence(&st), st.DaysSeen, st.DaysOwed)
			}
		}
	}
	return out.String()
}

// periods are the months shown, and what longer ones the case asks for.
func (r *replay) periods() []string { return append(slices.Clone(r.months), r.longer...) }

// evidence tells how a unit stands, what proves it, and why.
func (r *replay) evidence(st *office.Standing) string {
	var out strings.Builder
	fmt.Fprintf(&out, " | %s", r.office.Messages.Text("status."+string(st.Status)))
	for _, e := range []struct {
		word string
		at   time.Time
	}{{"chưa có lúc", st.NotSeenAt}, {"có lúc", st.SeenAt}} {
		if !e.at.IsZero() {
			fmt.Fprintf(&out, " | %s %s", e.word, e.at.In(apptest.Vietnam).Format("15:04:05 2/1"))
		}
	}
	if st.Fault != "" {
		fmt.Fprintf(&out, " | %s", r.office.Messages.Text("fault."+string(st.Fault)+".message"))
	}
	if st.Reason != "" {
		fmt.Fprintf(&out, " | lý do: %s", st.Reason)
	}
	if st.Received != nil {
		fmt.Fprintf(&out, " | báo cáo bằng văn bản nhận lúc %s", st.Received.Received.In(apptest.Vietnam).Format("15:04 2/1"))
	}
	return out.String()
}

// totals prints the figures of the months shown, with the days on which they
// were stated, and how many reports came and came in time.
func (r *replay) totals() string {
	var out strings.Builder
	for _, name := range r.months {
		report, err := r.office.Round.ReportOf(r.t.Context(), r.until, func(w calendar.Windows) (calendar.Period, error) { return w.ParseMonth(name) })
		if err != nil {
			r.t.Fatal(err)
		}
		for _, l := range append(slices.Clip(report.Window.Lines), report.Window.Total) {
			who := "Cả huyện"
			if l.Unit != nil {
				who = l.Unit.Name
			} else {
				who += fmt.Sprintf(", %s – %s", report.Window.Period.First.Short(), report.Window.Period.Last.Short())
			}
			fmt.Fprintf(&out, "tháng %s | %s | %s | đã báo cáo %d/%d, đúng hạn %d/%d\n", name, who, r.figures(&l),
				l.Rate.Complete(), l.Rate.Judged(), l.Rate.Timely(), l.Rate.Judged())
		}
		for _, f := range report.Findings {
			fmt.Fprintf(&out, "tháng %s | %s | %s %s\n", name, f.Unit, f.Code, f.Day)
		}
		out.WriteString(r.restated(name, report))
		fmt.Fprintf(&out, "năm %s | Cả huyện | %s\n", report.Year.Period.Name, report.Year.Total.Figures[0].String())
	}
	return out.String()
}

// published prints what the consolidated spreadsheet shows of each unit and of
// all of them: the month's figures, and the matrix of standings.
func (r *replay) published() string {
	target, ok := r.google.Spreadsheet("tong-hop")
	if !ok {
		r.t.Fatal("there is no consolidated spreadsheet")
	}
	var out strings.Builder
	for _, sheet := range target.Sheets {
		title := sheet.Properties.Title
		if title == "Bổ sung" && len(sheet.Data) > 0 {
			for _, row := range sheet.Data[0].RowData[min(book.EntriesTop, len(sheet.Data[0].RowData)):] {
				if cells := shown(row); len(cells) > 0 {
					fmt.Fprintf(&out, "%s | %s\n", title, strings.Join(cells, " | "))
				}
			}
			continue
		}
		if title != "Theo tháng" && title != "Tình hình nộp báo cáo" || len(sheet.Data) == 0 {
			continue
		}
		for _, row := range sheet.Data[0].RowData {
			cells := shown(row)
			if len(cells) > 1 && (isNumber(cells[0]) || cells[0] == "TỔNG CỘNG") {
				fmt.Fprintf(&out, "%s | %s\n", title, strings.Join(cells, " | "))
			}
		}
	}
	return out.String()
}

// shown lists what stands in a row's cells that are not empty.
func shown(row *sheets.RowData) (cells []string) {
	for _, c := range row.Values {
		switch v := c.EffectiveValue; {
		case v == nil:
		case v.StringValue != nil:
			cells = append(cells, strings.TrimSpace(*v.StringValue))
		case v.NumberValue != nil:
			cells = append(cells, fmt.Sprint(*v.NumberValue))
		}
	}
	return cells
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}
