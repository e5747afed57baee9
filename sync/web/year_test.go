package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/explain"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// yearPaths are all pages of a district, with what each needs to be worst.
var yearPaths = []string{
	"/", "/?day=2021-05-27", "/calls", "/enter-day?unit=don-vi-7", "/in-time", "/month", "/year", "/unit/don-vi-7", "/findings", "/findings?page=2", "/decisions", "/rounds",
	"/trace/don-vi-7/2021-05-12/people_informed", "/why", "/why?from=4/2021&to=5/2021", "/enter?unit=don-vi-7",
}

// A yearOf is a district's year as the ledger gives it: every unit reports
// every working day, and the office looks three times a day.
func yearOf(units int) (*office.Programme, *record.State, time.Time) {
	p := booktest.Programme(units)
	asOf := time.Date(2021, 5, 28, 18, 0, 0, 0, booktest.Zone)
	s := &record.State{AsOf: asOf, Seen: map[string][]record.Seen{}, Tables: map[string][]office.Table{}}
	last := calendar.DayOf(asOf)
	for i := range p.Units {
		u := &p.Units[i]
		src := u.Sources[0].Ref
		for d := p.Starts; d <= last; d++ {
			if !p.Calendar.Working(d) {
				continue
			}
			for _, h := range []time.Duration{12 * time.Hour, 17 * time.Hour, 22 * time.Hour} {
				if at := d.At(h, booktest.Zone); !at.After(asOf) {
					s.Seen[src] = append(s.Seen[src], record.Seen{Asked: at, Answered: at.Add(time.Second)})
				}
			}
			s.Say(yearVersions(u.ID, src, i, d)...)
		}
		s.Tables[src] = []office.Table{{Tab: "Tháng 6", Layout: "long", Header: "A3:H4", First: p.Starts, Last: last, Units: []string{u.ID}, Columns: []office.Column{
			{At: "A", Header: "Ngày", Role: "date"}, {At: "C", Header: "Số lượt tuyên truyền", Role: "indicator", Indicator: "people_informed"}, {At: "K", Header: "Ghi chú khác", Role: "unknown"}}}}
		for k := range 5 {
			s.Findings = append(s.Findings, record.OpenFinding{Since: asOf, Finding: office.Finding{Unit: u.ID, Code: "number-invalid", Severity: office.SeverityError,
				Origin: office.Origin{Source: src, Tab: "Tháng 6", Cell: fmt.Sprintf("D%d", 30+k)}, Raw: strings.Repeat("mười đến mười lăm ", 40), Indicator: "people_guided"}})
		}
		s.Decisions = append(s.Decisions, office.Decision{ID: int64(i + 1), Kind: office.DecisionEnter, Unit: u.ID, From: last, To: last, Indicator: "people_informed",
			Entry: office.Entry{Manner: office.Phoned, Value: office.Stated(5)}, Received: asOf, At: asOf, Ruling: office.Ruling{By: "Văn phòng", Reason: strings.Repeat("báo qua điện thoại ", 10)}})
	}
	return p, s, asOf
}

// yearVersions are what a unit said of a day: each fifth day it mends a figure.
func yearVersions(unit, src string, i int, d calendar.Day) []record.Version {
	v := record.Version{Source: src, Unit: unit, Day: d, Asked: d.At(12*time.Hour, booktest.Zone), Answered: d.At(12*time.Hour, booktest.Zone)}
	n := int64((i*7 + int(d)*13) % 23)
	for k, id := range []string{"people_informed", "people_guided", "people_supported", "dossiers_total", "members_trained", "teams_active"} {
		v.Figures = append(v.Figures, record.Figure{Indicator: id, Value: n + int64(k), Tab: "Tháng 6", Cell: fmt.Sprintf("%c%d", 'C'+k, int(d)%31+4)})
	}
	if (i+int(d))%5 != 0 {
		return []record.Version{v}
	}
	w := v
	w.Figures = append([]record.Figure{}, v.Figures...)
	w.Figures[0].Value += 3
	w.Asked, w.Answered = d.At(22*time.Hour, booktest.Zone), d.At(22*time.Hour, booktest.Zone)
	return []record.Version{v, w}
}

// yearServer serves that year, as the program does between two rounds: the
// report is at hand.
func yearServer(t testing.TB, units int) *Server {
	t.Helper()
	p, s, asOf := yearOf(units)
	r := report.Compile(p, s, p.Windows.MonthOf(calendar.DayOf(asOf)), asOf)
	o, desk := acting(t, r)
	desk.state = s
	o.Sync = func(context.Context, string) error { return nil }
	o.Letter = func(*report.Report, *office.Unit) string { return strings.Repeat("Kính gửi đơn vị. ", 100) }
	return newServer(t, o)
}

func TestNoPageIsOver100KBAt200UnitsAndAYear(t *testing.T) {
	const limit = 100_000
	s := yearServer(t, 200)
	for _, path := range yearPaths {
		w := get(t, s, path)
		if w.Code != http.StatusOK || w.Body.Len() > limit {
			t.Errorf("%s gives %d with %d bytes, want 200 with at most %d", path, w.Code, w.Body.Len(), limit)
		}
		t.Logf("%s has %d bytes", path, w.Body.Len())
	}
}

func TestAFigureOfOneUnitIsProvedAsAmongAll(t *testing.T) {
	p, s, asOf := yearOf(7)
	for _, day := range []calendar.Day{calendar.Date(2021, 5, 12), calendar.Date(2021, 5, 28), calendar.Date(2021, 5, 16)} {
		alonePlan, aloneState := alone(p, s, "don-vi-3")
		want, _ := explain.Trace(p, s, "don-vi-3", day, "people_informed", asOf)
		got, ok := explain.Trace(alonePlan, aloneState, "don-vi-3", day, "people_informed", asOf)
		if !ok || fmt.Sprintf("%+v", shown(got)) != fmt.Sprintf("%+v", shown(want)) {
			t.Errorf("%s alone is proved\n%+v, among all\n%+v", day, shown(got), shown(want))
		}
	}
}

// shown is a proof without pointers.
func shown(p *explain.Proof) []any {
	all := []any{p.Count, p.Basis, p.Origin, p.Month, p.Year, p.Entries, p.Findings}
	for _, s := range p.Sources {
		all = append(all, s.Source, s.Sayings, s.Looks)
	}
	if p.Standing != nil {
		all = append(all, *p.Standing)
	}
	return all
}

func BenchmarkPage(b *testing.B) {
	s := yearServer(b, 200)
	for _, path := range yearPaths {
		b.Run(strings.ReplaceAll(path, "/", "_"), func(b *testing.B) {
			for b.Loop() {
				if w := get(b, s, path); w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
