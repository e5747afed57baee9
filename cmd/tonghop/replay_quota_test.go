package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"tonghop/model/calendar"
	"tonghop/model/judge"
	"tonghop/model/office"
	"tonghop/sync/app/apptest"
)

// TestNoUnitIsBlamedForGooglesPace lives through a day's deadline with ever
// more units at Google's true pace of 60 reads a minute. Every unit types
// before 17:00, an hour after it, or never, and each stands as it deserves: the
// first never late, the second late or, where no look came between, at worst
// unproven, the third missing.
func TestNoUnitIsBlamedForGooglesPace(t *testing.T) {
	for _, n := range []int{1, 13, 60, 111} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			r := newReplay(t, crowd(n))
			r.live()
			state, err := r.office.Readings.State(t.Context(), r.until)
			if err != nil {
				t.Fatal(err)
			}
			for ref, seen := range state.Seen {
				for _, s := range seen {
					if s.Fault != nil {
						t.Errorf("%s was not read at %v: %v", ref, s.Asked, s.Fault)
					}
				}
			}
			count := map[string]int{}
			day := calendar.Date(2020, 6, 24)
			standings := judge.Days(r.office.Programme, state, day, day, r.until)
			for i, st := range standings {
				count[kindOf(i)+" "+string(st.Status)]++
				if st.Status == office.Late && st.NotSeenAt.Before(st.Due) {
					t.Errorf("%s is late without a look after the deadline that missed it: %+v", st.Unit, st)
				}
			}
			for what, n := range count {
				switch what {
				case "early on_time", "last unproven", "last on_time", "late late", "late unproven", "never missing":
				default:
					t.Errorf("%d units stand as %q", n, what)
				}
			}
			t.Log(count)
			r.tells(standings)
		})
	}
}

// tells holds what the totals and the consolidated spreadsheet say of a crowd
// against how its units stand: each figure that was typed is there and counted
// once, none is made up, and the matrix shows every unit with its letter.
func (r *replay) tells(standings []office.Standing) {
	r.t.Helper()
	sum, came, timely := 0, 0, 0
	letters := map[office.Status]string{office.OnTime: "Đ", office.Unproven: "Đ?", office.Late: "T", office.Missing: "C"}
	totals, published := r.totals(), r.published()
	for i, st := range standings {
		figure := " (0/1 ngày) | đã báo cáo 0/1, đúng hạn 0/1"
		if kindOf(i) != "never" {
			sum, came = sum+i+1, came+1
			on := 0
			if st.Status != office.Late {
				on, timely = 1, timely+1
			}
			figure = fmt.Sprintf("%d (1/1 ngày) | đã báo cáo 1/1, đúng hạn %d/1", i+1, on)
		}
		for where, want := range map[string]string{
			totals:    fmt.Sprintf("tháng 2020-06 | Xã số %d | %s\n", i, figure),
			published: fmt.Sprintf("Tình hình nộp báo cáo | %d | Xã số %d | %s | 1 |", i+1, i, letters[st.Status]),
		} {
			if !strings.Contains(where, want) {
				r.t.Errorf("%q is not in\n%s", want, where)
			}
		}
	}
	n := len(standings)
	for where, want := range map[string]string{
		totals:    fmt.Sprintf("| %s (%d/%d ngày) | đã báo cáo %d/%d, đúng hạn %d/%d\n", office.Grouped(int64(sum)), came, n, came, n, timely, n),
		published: fmt.Sprintf("Theo tháng | TỔNG CỘNG | %d | %d/%d\n", sum, came, n),
	} {
		if !strings.Contains(where, want) {
			r.t.Errorf("%q is not in\n%s", want, where)
		}
	}
}

// kindOf is when a unit types: early (15:00), last (16:59:50), late (18:00),
// never.
func kindOf(i int) string { return []string{"early", "last", "late", "never"}[i%4] }

// crowd is a case with so many units.
func crowd(n int) *txtar.Archive {
	ar := &txtar.Archive{Comment: []byte("from: 2020-06-24 06:00\nuntil: 2020-06-24 23:30\nlatency: 300ms\nmonths: 2020-06\n")}
	config := "programme: {title: \"Đông\", starts: 2020-06-24, ends: 2020-12-31}\n" +
		"indicators: [{id: people, label: \"Tuyên truyền\", short: \"Tuyên truyền\", unit: lượt}]\nunits:\n"
	var happens strings.Builder
	at := map[string]time.Duration{"early": 15 * time.Hour, "last": 17*time.Hour - 10*time.Second, "late": 18 * time.Hour}
	for i := range n {
		config += fmt.Sprintf("  - {id: u%d, name: \"Xã số %d\", type: xa, source: google/u%d}\n", i, i, i)
		ar.Files = append(ar.Files, txtar.File{Name: fmt.Sprintf("u%d/Sheet1", i), Data: []byte("Ngày,Tuyên truyền\n")})
		if when, ok := at[kindOf(i)]; ok {
			typed := calendar.Date(2020, 6, 24).At(when, apptest.Vietnam)
			fmt.Fprintf(&happens, "%s u%d Sheet1!A2 24/6/2020 %d\n", typed.Format("2006-01-02 15:04:05"), i, i+1)
		}
	}
	ar.Files = append(ar.Files, txtar.File{Name: "config.yaml", Data: []byte(config)}, txtar.File{Name: "happens", Data: []byte(happens.String())})
	return ar
}
