package record_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// drawSheet draws what a clerk may make of the sheet before: days written, taken
// out, emptied, put under another date, written over, sorted, or all gone.
func drawSheet(t *rapid.T, before map[calendar.Day]int64, today calendar.Day) map[calendar.Day]int64 {
	now := map[calendar.Day]int64{}
	for d, v := range before {
		now[d] = v
	}
	days := func() []calendar.Day {
		var all []calendar.Day
		for d := range now {
			all = append(all, d)
		}
		slices.Sort(all)
		return all
	}
	for range rapid.IntRange(0, 2).Draw(t, "edits") {
		all := days()
		what := rapid.SampledFrom([]string{"write", "write", "write", "take out", "change", "redate", "overtype", "roll", "clear", "sort"}).Draw(t, "edit")
		if len(all) == 0 || what == "write" {
			now[today] = rapid.Int64Range(0, 30).Draw(t, "figure")
			continue
		}
		d := rapid.SampledFrom(all).Draw(t, "day")
		switch what {
		case "take out":
			delete(now, d)
		case "change":
			now[d] = rapid.Int64Range(0, 30).Draw(t, "figure")
		case "redate", "overtype":
			v := now[d]
			delete(now, d)
			if what == "overtype" {
				v = rapid.Int64Range(0, 30).Draw(t, "figure")
			}
			now[today] = v
		case "roll":
			delete(now, all[0])
			now[today] = rapid.Int64Range(0, 30).Draw(t, "figure")
		case "clear":
			clear(now)
		case "sort":
			var figures []int64
			for _, d := range all {
				figures = append(figures, now[d])
			}
			slices.Sort(figures)
			for i, d := range all {
				now[d] = figures[i]
			}
		}
	}
	return now
}

func readingOf(sheet map[calendar.Day]int64) *office.Reading {
	r := &office.Reading{Tables: []office.Table{{Tab: "T", Layout: "long", First: 0, Last: 1 << 20, Units: []string{"an"}}}}
	for d, v := range sheet {
		r.Tallies = append(r.Tallies, office.Tally{Unit: "an", Day: d, Indicator: "people", Value: v,
			Origin: office.Origin{Source: "an.csv", Tab: "T", Cell: fmt.Sprint("B", int(d)%1000)}})
	}
	slices.SortFunc(r.Tallies, func(a, b office.Tally) int { return int(a.Day - b.Day) })
	return r
}

// A step that was packed and read back makes the same history, whatever was
// folded before; and no day that was reported leaves the total in silence.
func TestNoDayThatWasReportedLeavesTheTotalInSilence(t *testing.T) {
	first := calendar.Date(2020, 6, 1)
	p := &office.Programme{Starts: first - 10, Location: time.UTC, Units: []office.Unit{{ID: "an", Name: "An", Sources: []office.SourceFrom{{Ref: "an.csv"}}}},
		Indicators: []office.Indicator{{ID: "people", Label: "Người", Aggregate: office.AggregateSum}}}
	rapid.Check(t, func(t *rapid.T) {
		h, again := record.NewHistory("an.csv"), record.NewHistory("an.csv")
		sheet, ever := map[calendar.Day]int64{}, map[calendar.Day]bool{}
		var at time.Time
		for day := first; day < first+calendar.Day(rapid.IntRange(2, 14).Draw(t, "days")); day++ {
			at = day.At(16*time.Hour, time.UTC)
			sheet = drawSheet(t, sheet, day)
			for d := range sheet {
				ever[d] = true
			}
			seen := record.Seen{Asked: at, Answered: at}
			step := h.Sheet().Next("an.csv", readingOf(sheet), false)
			h.Look(record.Sight{Seen: seen, Step: step})
			kept, err := record.Unpack(step.Pack(), record.Texts{})
			if err != nil {
				t.Fatal(err)
			}
			again.Look(record.Sight{Seen: seen, Step: kept})
		}
		s, twin := stateOf(h, at), stateOf(again, at)
		if diff := cmp.Diff(s, twin); diff != "" {
			t.Fatalf("packed and read back (-folded +read back):\n%s", diff)
		}
		m := merge.Merge(p, s, at)
		silent := len(ever)
		for _, d := range m.Days {
			if ever[d.Day] {
				silent--
			}
		}
		for i := range m.Findings {
			switch f := &m.Findings[i]; f.Code {
			case office.CodeDayWithdrawn, office.CodeDayRedated:
				silent--
			case office.CodeRowsGone, office.CodeDayReplaced:
				if n, err := strconv.Atoi(f.Args["n"]); err != nil || n < 1 {
					t.Fatalf("%s of %q days", f.Code, f.Args["n"])
				}
			}
		}
		if silent != 0 {
			t.Fatalf("%d of %d days are in no total and no finding: %+v", silent, len(ever), m.Findings)
		}
		for d, v := range sheet { // what stands is told, or what is held in its place
			if i := slices.IndexFunc(m.Days, func(ud merge.UnitDay) bool { return ud.Day == d }); i < 0 {
				t.Fatalf("%s stands with %d and is in no total", d, v)
			} else if got := m.Days[i].Parts[0].Figures[0].Value; got != v && !slices.ContainsFunc(m.Findings, func(f record.OpenFinding) bool { return f.Code == office.CodeRowsGone }) {
				t.Fatalf("%s counts %d and the sheet says %d, and nobody is asked", d, got, v)
			}
		}
	})
}

func stateOf(h *record.History, asOf time.Time) *record.State {
	s := &record.State{AsOf: asOf, Seen: map[string][]record.Seen{}, Tables: map[string][]office.Table{}}
	h.Tell(s, asOf)
	return s
}
