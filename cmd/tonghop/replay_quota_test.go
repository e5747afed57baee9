package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"tonghop/model"
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
			state, err := r.office.ledger.State(t.Context(), r.until)
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
			day := model.Date(2020, 6, 24)
			for i, st := range model.Judge(r.office.programme, state, day, day, r.until) {
				count[kindOf(i)+" "+string(st.Status)]++
				if st.Status == model.Late && st.NotSeenAt.Before(st.Due) {
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
		})
	}
}

// kindOf is when a unit types: early (15:00), last (16:59:50), late (18:00),
// never.
func kindOf(i int) string { return []string{"early", "last", "late", "never"}[i%4] }

// crowd is a case with so many units.
func crowd(n int) *txtar.Archive {
	ar := &txtar.Archive{Comment: []byte("from: 2020-06-24 06:00\nuntil: 2020-06-25 06:00\nlatency: 300ms\n")}
	config := "programme: {title: \"Đông\", starts: 2020-06-24, ends: 2020-12-31}\n" +
		"indicators: [{id: people, label: \"Tuyên truyền\", short: \"Tuyên truyền\", unit: lượt}]\nunits:\n"
	var happens strings.Builder
	at := map[string]time.Duration{"early": 15 * time.Hour, "last": 17*time.Hour - 10*time.Second, "late": 18 * time.Hour}
	for i := range n {
		config += fmt.Sprintf("  - {id: u%d, name: \"Xã số %d\", type: xa, source: google/u%d}\n", i, i, i)
		ar.Files = append(ar.Files, txtar.File{Name: fmt.Sprintf("u%d/Sheet1", i), Data: []byte("Ngày,Tuyên truyền\n")})
		if when, ok := at[kindOf(i)]; ok {
			typed := model.Date(2020, 6, 24).At(when, vietnam)
			fmt.Fprintf(&happens, "%s u%d Sheet1!A2 24/6/2020 %d\n", typed.Format("2006-01-02 15:04:05"), i, i+1)
		}
	}
	ar.Files = append(ar.Files, txtar.File{Name: "config.yaml", Data: []byte(config)}, txtar.File{Name: "happens", Data: []byte(happens.String())})
	return ar
}
