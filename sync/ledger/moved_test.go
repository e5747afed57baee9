package ledger_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/ledger"
)

// columns is a reading of two columns, from 1 June on; -1 is a blank.
func columns(people, blood []int64) *office.Reading {
	r := &office.Reading{Tables: []office.Table{table("Tháng 6", "an")}}
	for i := range people {
		for indicator, value := range map[string]int64{"people": people[i], "blood": blood[i]} {
			if value >= 0 {
				r.Tallies = append(r.Tallies, office.Tally{Unit: "an", Day: calendar.Date(2020, time.June, i+1), Indicator: indicator, Value: value,
					Origin: office.Origin{Source: "a", Tab: "Tháng 6", TabID: 7, Cell: fmt.Sprint(indicator, i)}})
			}
		}
	}
	slices.SortFunc(r.Tallies, func(a, b office.Tally) int { return int(a.Day - b.Day) })
	return r
}

// heldDays lists the days of June of which the old figures are held.
func heldDays(t *testing.T, l *ledger.Ledger) string {
	t.Helper()
	s, err := l.State(t.Context(), clock(23, 0))
	if err != nil {
		t.Fatal(err)
	}
	last := map[calendar.Day]record.Version{}
	for _, v := range s.Versions() {
		last[v.Day] = v
	}
	var held []string
	for d := calendar.Date(2020, time.June, 1); d <= calendar.Date(2020, time.June, 30); d++ {
		if last[d].Gone {
			_, _, day := d.Date()
			held = append(held, fmt.Sprint(day))
		}
	}
	return strings.Join(held, " ")
}

func TestFiguresThatChangedPlacesAreHeld(t *testing.T) {
	people, blood := []int64{12, 7, 31, 4, 18, 9, 22}, []int64{1, 0, 1, 1, 0, 2, 0}
	for name, c := range map[string]struct {
		people, blood []int64
		held          string
	}{
		"nothing changed":                        {people, blood, ""},
		"a column is sorted without the other":   {[]int64{4, 7, 9, 12, 18, 22, 31}, blood, "1 3 4 6 7"},
		"so it is, and today's row is new":       {[]int64{2, 4, 7, 9, 12, 18, 22, 31}, []int64{1, 0, 1, 1, 0, 2, 0, 1}, "1 2 3 4 5 6"},
		"the dates are sorted without the rest":  {[]int64{22, 9, 18, 4, 31, 7, 12}, []int64{0, 2, 0, 1, 1, 0, 1}, "1 2 3 5 6 7"},
		"a column slid down by a cell":           {[]int64{-1, 12, 7, 31, 4, 18, 9, 22}, []int64{1, 0, 1, 1, 0, 2, 0, 1}, "1 2 3 4 5 6 7"},
		"a column slid up by a cell":             {[]int64{7, 31, 4, 18, 9, 22, -1}, blood, "1 2 3 4 5 6 7"},
		"five figures are mended":                {[]int64{13, 8, 30, 5, 19, 9, 22}, blood, ""},
		"all figures are mended":                 {[]int64{11, 6, 30, 3, 17, 8, 21}, blood, ""},
		"a column is left out":                   {people, []int64{-1, -1, -1, -1, -1, -1, -1}, ""},
		"two figures are exchanged":              {[]int64{7, 12, 31, 4, 18, 9, 22}, blood, ""},
		"four figures have changed places":       {[]int64{7, 12, 4, 31, 18, 9, 22}, blood, ""},
		"small counts are mended into one other": {people, []int64{0, 1, 0, 0, 1, 1, 2}, ""},
		"six are mended, of which two as others": {[]int64{7, 13, 30, 5, 12, 8, 22}, blood, ""},
	} {
		t.Run(name, func(t *testing.T) {
			l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
			defer l.Close()
			if err := l.Append(t.Context(), look(clock(8, 0), "x", columns(people, blood)), look(clock(9, 0), "y", columns(c.people, c.blood))); err != nil {
				t.Fatal(err)
			}
			if got := heldDays(t, l); got != c.held {
				t.Errorf("held are %q, want %q", got, c.held)
			}
		})
	}
}

func TestMovedFiguresAreHeldUntilTheyReturn(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	defer l.Close()
	blood := []int64{1, 0, 1, 1, 0, 2, 0, 1}
	for i, step := range []struct {
		says   string
		people []int64
		held   string
	}{
		{"all is well", []int64{12, 7, 31, 4, 18, 9}, ""},
		{"sorted", []int64{4, 7, 9, 12, 18, 31}, ""}, // four of them changed: 7 and 18 stand where they stood
		{"well again", []int64{12, 7, 31, 4, 18, 9}, ""},
		{"sorted downwards", []int64{31, 18, 12, 9, 7, 4}, "1 2 3 4 5 6"},
		{"a day more", []int64{31, 18, 12, 9, 7, 4, 25}, "1 2 3 4 5 6"},
		{"half of it put right", []int64{12, 7, 31, 9, 4, 18, 25}, "4 5 6"},
		{"and today's figure mended", []int64{12, 7, 31, 9, 4, 18, 26}, "4 5 6"},
		{"all of it, and one mended", []int64{12, 7, 31, 5, 18, 9, 25}, ""},
	} {
		if err := l.Append(t.Context(), look(clock(8+i, 0), fmt.Sprint(i), columns(step.people, blood[:len(step.people)]))); err != nil {
			t.Fatal(err)
		}
		if got := heldDays(t, l); got != step.held {
			t.Errorf("%s: held are %q, want %q", step.says, got, step.held)
		}
	}
}

// What the office has checked and found right, as where a unit had typed into
// the wrong rows and then moved all of it, counts from the next change on.
func TestMovedFiguresThatTheOfficeAcceptsAreHeldNoLonger(t *testing.T) {
	people, blood := []int64{12, 7, 31, 4, 18, 9}, []int64{1, 0, 1, 1, 0, 2, 0, 1}
	moved := []int64{31, 18, 12, 9, 7, 4}
	gone := office.Finding{Unit: "an", Code: office.CodeRowsGone, Origin: office.Origin{Source: "a", Tab: "Tháng 6", TabID: 7}}
	for name, c := range map[string]struct {
		at     time.Time
		undone bool
		held   string
	}{
		"accepted":                    {clock(10, 0), false, ""},
		"accepted, and taken back":    {clock(10, 0), true, "1 2 3 4 5 6"},
		"accepted before it was seen": {clock(8, 30), false, "1 2 3 4 5 6"},
	} {
		t.Run(name, func(t *testing.T) {
			l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
			defer l.Close()
			if err := l.Append(t.Context(), look(clock(8, 0), "x", columns(people, blood[:6])), look(clock(9, 0), "y", columns(moved, blood[:6]))); err != nil {
				t.Fatal(err)
			}
			d := office.AcceptanceOf(&gone)
			d.By, d.At, d.Reason = "văn phòng", c.at, "xã ghi nhầm dòng, đã dời lại"
			id, err := l.Decide(t.Context(), d)
			if err == nil && c.undone {
				_, err = l.Decide(t.Context(), office.Decision{Kind: office.DecisionUndo, Undoes: id, By: "văn phòng", At: clock(10, 30)})
			}
			if err == nil {
				err = l.Append(t.Context(), look(clock(11, 0), "z", columns(append(moved, 25), blood[:7])))
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := heldDays(t, l); got != c.held {
				t.Errorf("held are %q, want %q", got, c.held)
			}
		})
	}
}
