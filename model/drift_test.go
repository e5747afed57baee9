package model

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// columns make a long table of headings: "Hướng dẫn=guided" means something,
// "Ghi chú khác" nothing, "" is a column without heading.
func columns(tab string, headings ...string) Table {
	t := Table{Tab: tab, Layout: "long", Header: "A3:H4", Units: []string{"an"}, Columns: []Column{{At: "A", Header: "Ngày", Role: "date"}}}
	for i, h := range headings {
		c := Column{At: string(rune('B' + i)), Role: "ignored", Header: h}
		for _, id := range []string{"people", "level3", "level4"} {
			if before, ok := cutID(h, id); ok {
				c.Header, c.Role, c.Indicator = before, "indicator", id
			}
		}
		t.Columns = append(t.Columns, c)
	}
	return t
}

func cutID(h, id string) (string, bool) {
	if suffix := "=" + id; len(h) > len(suffix) && h[len(h)-len(suffix):] == suffix {
		return h[:len(h)-len(suffix)], true
	}
	return h, false
}

// history is a source recognised in one way after the other, a day apart.
func history(tables ...[]Table) *State {
	s := &State{Mappings: map[string][]Mapping{}}
	for i, ts := range tables {
		s.Mappings["an.xlsx"] = append(s.Mappings["an.xlsx"], Mapping{june(10+i).At(8*time.Hour, hcm), ts})
	}
	return s
}

func driftsOf(s *State) []OpenFinding { return Merge(twoUnits(), s, at("24 12:00")).Findings }

func told(f OpenFinding) string {
	return fmt.Sprintf("%s: + %s - %s ~ %s", f.Cell, f.Args["added"], f.Args["lost"], f.Args["moved"])
}

func TestAChangeOfColumnsIsToldByItsHeadings(t *testing.T) {
	before := columns("T6", "Người=people", "Mức 3=level3", "Mức 4=level4")
	for _, c := range []struct {
		name string
		now  Table
		want string
	}{
		{"a heading renamed beyond recognition", columns("T6", "Người=people", "Mức ba", "Mức 4=level4"),
			"A3: + “Mức ba” (C) - “Mức 3” (C) ~ –"},
		{"a column inserted", columns("T6", "Người=people", "Tổ", "Mức 3=level3", "Mức 4=level4"),
			"A3: + “Tổ” (C) - – ~ “Mức 3” (C → D), “Mức 4” (D → E)"},
		{"two headings swapped", columns("T6", "Người=people", "Mức 4=level4", "Mức 3=level3"),
			"A3: + – - – ~ “Mức 4” (D → C), “Mức 3” (C → D)"},
		{"a column removed", columns("T6", "Người=people", "Mức 4=level4"),
			"A3: + – - “Mức 3” (C) ~ “Mức 4” (D → C)"},
		{"a heading that now means another indicator", columns("T6", "Người=people", "Mức 3=level3", "Số người=people"),
			"A3: + “Số người” (D) - “Mức 4” (D) ~ –"},
		{"a heading copied, so that neither is read", columns("T6", "Người=people", "Mức 3", "Mức 4=level4", "Mức 3"),
			"A3: + – - “Mức 3” (C) ~ –"},
		{"nothing", before, ""},
		{"a heading renamed and still recognised", columns("T6", "Số người=people", "Mức 3=level3", "Mức 4=level4"), ""},
		{"a column of notes behind", columns("T6", "Người=people", "Mức 3=level3", "Mức 4=level4", "Ký tên"), ""},
		{"recognised otherwise under the same headings: that was our doing", columns("T6", "Người=people", "Mức 3", "Mức 4=level4"), ""},
		{"another tab", columns("T7", "Người=people"), ""},
	} {
		got := ""
		if fs := driftsOf(history([]Table{before}, []Table{c.now})); len(fs) == 1 {
			got = told(fs[0])
			if fs[0].Unit != "an" || fs[0].Severity != SeverityWarning || fs[0].Source != "an.xlsx" || fs[0].Tab != "T6" {
				t.Errorf("%s: %+v", c.name, fs[0])
			}
		} else if len(fs) > 1 {
			t.Errorf("%s: %d findings", c.name, len(fs))
		}
		if got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestAChangeIsAsOldAsItsFirstStep(t *testing.T) {
	a := columns("T6", "Người=people", "Mức 3=level3")
	longer := a
	longer.Last = june(30)
	b, c := columns("T6", "Mức 3=level3", "Người=people"), columns("T6", "Mức 3=level3", "Tổ", "Người=people")
	fs := driftsOf(history([]Table{a}, []Table{longer}, []Table{b}, []Table{c}))
	if len(fs) != 1 || !fs[0].Since.Equal(at("12 08:00")) {
		t.Fatalf("got %+v, want one since the 12th", fs)
	}
	if back := driftsOf(history([]Table{a}, []Table{b}, []Table{a})); back != nil {
		t.Errorf("put back, and yet %+v", back)
	}
}

func TestAnAcceptedChangeIsSilentUntilTheNext(t *testing.T) {
	a, b, c := columns("T6", "Người=people", "Mức 3=level3"), columns("T6", "Mức 3=level3", "Người=people"), columns("T6", "Mức 3=level3", "Tổ", "Người=people")
	s := history([]Table{a}, []Table{b})
	s.Decisions = []Decision{{ID: 1, Kind: DecisionAccept, Finding: driftsOf(s)[0].Key(), At: at("11 09:00")}}
	if fs := driftsOf(s); len(fs) != 1 || fs[0].Accepted == nil || fs[0].Accepted.ID != 1 {
		t.Errorf("accepted, and yet not among the accepted ones: %+v", fs)
	}
	next := history([]Table{a}, []Table{b}, []Table{c})
	next.Decisions = s.Decisions
	if fs := driftsOf(next); len(fs) != 1 || fs[0].Accepted != nil {
		t.Errorf("changed again after it was accepted: %+v", fs)
	}
}

func TestAWideTableIsMeasuredFromItsHeader(t *testing.T) {
	wide := func(header Range, rows ...string) Table {
		t := columns("T6", "Người=people", "Mức 3=level3")
		t.Layout, t.Header, t.Columns = "wide", header, t.Columns[1:]
		for i := range t.Columns {
			t.Columns[i].At = rows[i]
		}
		return t
	}
	before := wide("A3:AF3", "4", "5")
	if fs := driftsOf(history([]Table{before}, []Table{wide("A5:AF5", "6", "7")})); fs != nil {
		t.Errorf("two titles above it: %+v", fs)
	}
	if fs := driftsOf(history([]Table{before}, []Table{wide("A3:AF3", "4", "6")})); len(fs) != 1 || told(fs[0]) != "A3: + – - – ~ “Mức 3” (5 → 6)" {
		t.Errorf("a row put in between: %+v", fs)
	}
	if fs := driftsOf(history([]Table{before}, []Table{columns("T6", "Người=people", "Mức 3=level3")})); fs != nil {
		t.Errorf("turned, with all it had: %+v", fs)
	}
}

func TestAGoogleTabKeepsItsColumnsUnderANewTitle(t *testing.T) {
	a, b := columns("T6", "Người=people", "Mức 3=level3"), columns("Tháng 6", "Mức 3=level3", "Người=people")
	a.TabID, b.TabID = 77, 77
	fs := driftsOf(history([]Table{a}, []Table{b}))
	if len(fs) != 2 || fs[0].Code != CodeTabRenamed || fs[0].Severity != SeverityNotice || fs[0].Args["before"] != "T6" ||
		fs[1].Code != CodeColumnsChanged || fs[1].Tab != "Tháng 6" {
		t.Errorf("got %+v", fs)
	}
}

// Columns that keep their order and headings are never reported, whatever tabs
// come and go; columns that change places always are.
func TestOnlyAChangeOfColumnsIsTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heads := []string{"Người=people", "Mức 3=level3", "Mức 4=level4"}
		same := columns("T6", heads...)
		others := rapid.SliceOfN(rapid.SampledFrom([]string{"T5", "T7", "Bìa"}), 0, 3).Draw(t, "tabs")
		var now []Table
		for _, tab := range others {
			now = append(now, columns(tab, "Mức 3=level3"))
		}
		shuffled := rapid.Permutation(heads).Draw(t, "order")
		now = append(now, columns("T6", shuffled...))
		fs := driftsOf(history([]Table{same}, now))
		if want := !slices.Equal(heads, shuffled); (len(fs) == 1) != want || len(fs) > 1 {
			t.Fatal(cmp.Diff(shuffled, heads), fs)
		}
	})
}
