package merge

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func driftsOf(s *record.State) []record.OpenFinding {
	return Merge(modeltest.TwoUnits(), s, modeltest.At("24 12:00")).Findings
}

func told(f record.OpenFinding) string {
	return fmt.Sprintf("%s: + %s - %s ~ %s", f.Cell, f.Args["added"], f.Args["lost"], f.Args["moved"])
}

func TestAChangeOfColumnsIsToldByItsHeadings(t *testing.T) {
	before := modeltest.Columns("T6", "Người=people", "Mức 3=level3", "Mức 4=level4")
	for _, c := range []struct {
		name string
		now  office.Table
		want string
	}{
		{"a heading renamed beyond recognition", modeltest.Columns("T6", "Người=people", "Mức ba", "Mức 4=level4"),
			"A3: + “Mức ba” (C) - “Mức 3” (C) ~ –"},
		{"a column inserted", modeltest.Columns("T6", "Người=people", "Tổ", "Mức 3=level3", "Mức 4=level4"),
			"A3: + “Tổ” (C) - – ~ “Mức 3” (C → D), “Mức 4” (D → E)"},
		{"two headings swapped", modeltest.Columns("T6", "Người=people", "Mức 4=level4", "Mức 3=level3"),
			"A3: + – - – ~ “Mức 4” (D → C), “Mức 3” (C → D)"},
		{"a column removed", modeltest.Columns("T6", "Người=people", "Mức 4=level4"),
			"A3: + – - “Mức 3” (C) ~ “Mức 4” (D → C)"},
		{"a heading that now means another indicator", modeltest.Columns("T6", "Người=people", "Mức 3=level3", "Số người=people"),
			"A3: + “Số người” (D) - “Mức 4” (D) ~ –"},
		{"a heading copied, so that neither is read", modeltest.Columns("T6", "Người=people", "Mức 3", "Mức 4=level4", "Mức 3"),
			"A3: + – - “Mức 3” (C) ~ –"},
		{"nothing", before, ""},
		{"a heading renamed and still recognised", modeltest.Columns("T6", "Số người=people", "Mức 3=level3", "Mức 4=level4"), ""},
		{"a column of notes behind", modeltest.Columns("T6", "Người=people", "Mức 3=level3", "Mức 4=level4", "Ký tên"), ""},
		{"recognised otherwise under the same headings: that was our doing", modeltest.Columns("T6", "Người=people", "Mức 3", "Mức 4=level4"), ""},
		{"another tab", modeltest.Columns("T7", "Người=people"), ""},
	} {
		got := ""
		if fs := driftsOf(modeltest.History([]office.Table{before}, []office.Table{c.now})); len(fs) == 1 {
			got = told(fs[0])
			if fs[0].Unit != "an" || fs[0].Severity != office.SeverityWarning || fs[0].Source != "an.xlsx" || fs[0].Tab != "T6" {
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
	a := modeltest.Columns("T6", "Người=people", "Mức 3=level3")
	longer := a
	longer.Last = modeltest.June(30)
	b, c := modeltest.Columns("T6", "Mức 3=level3", "Người=people"), modeltest.Columns("T6", "Mức 3=level3", "Tổ", "Người=people")
	fs := driftsOf(modeltest.History([]office.Table{a}, []office.Table{longer}, []office.Table{b}, []office.Table{c}))
	if len(fs) != 1 || !fs[0].Since.Equal(modeltest.At("12 08:00")) {
		t.Fatalf("got %+v, want one since the 12th", fs)
	}
	if back := driftsOf(modeltest.History([]office.Table{a}, []office.Table{b}, []office.Table{a})); back != nil {
		t.Errorf("put back, and yet %+v", back)
	}
}

func TestAnAcceptedChangeIsSilentUntilTheNext(t *testing.T) {
	a, b, c := modeltest.Columns("T6", "Người=people", "Mức 3=level3"), modeltest.Columns("T6", "Mức 3=level3", "Người=people"), modeltest.Columns("T6", "Mức 3=level3", "Tổ", "Người=people")
	s := modeltest.History([]office.Table{a}, []office.Table{b})
	s.Decisions = []office.Decision{{ID: 1, Kind: office.DecisionAccept, Acceptance: office.Acceptance{Finding: driftsOf(s)[0].Key()}, At: modeltest.At("11 09:00")}}
	if fs := driftsOf(s); len(fs) != 1 || fs[0].Accepted == nil || fs[0].Accepted.ID != 1 {
		t.Errorf("accepted, and yet not among the accepted ones: %+v", fs)
	}
	next := modeltest.History([]office.Table{a}, []office.Table{b}, []office.Table{c})
	next.Decisions = s.Decisions
	if fs := driftsOf(next); len(fs) != 1 || fs[0].Accepted != nil {
		t.Errorf("changed again after it was accepted: %+v", fs)
	}
}

func TestAWideTableIsMeasuredFromItsHeader(t *testing.T) {
	wide := func(header office.Range, rows ...string) office.Table {
		t := modeltest.Columns("T6", "Người=people", "Mức 3=level3")
		t.Layout, t.Header, t.Columns = "wide", header, t.Columns[1:]
		for i := range t.Columns {
			t.Columns[i].At = rows[i]
		}
		return t
	}
	before := wide("A3:AF3", "4", "5")
	if fs := driftsOf(modeltest.History([]office.Table{before}, []office.Table{wide("A5:AF5", "6", "7")})); fs != nil {
		t.Errorf("two titles above it: %+v", fs)
	}
	if fs := driftsOf(modeltest.History([]office.Table{before}, []office.Table{wide("A3:AF3", "4", "6")})); len(fs) != 1 || told(fs[0]) != "A3: + – - – ~ “Mức 3” (5 → 6)" {
		t.Errorf("a row put in between: %+v", fs)
	}
	if fs := driftsOf(modeltest.History([]office.Table{before}, []office.Table{modeltest.Columns("T6", "Người=people", "Mức 3=level3")})); fs != nil {
		t.Errorf("turned, with all it had: %+v", fs)
	}
}

func TestAGoogleTabKeepsItsColumnsUnderANewTitle(t *testing.T) {
	a, b := modeltest.Columns("T6", "Người=people", "Mức 3=level3"), modeltest.Columns("Tháng 6", "Mức 3=level3", "Người=people")
	a.TabID, b.TabID = 77, 77
	fs := driftsOf(modeltest.History([]office.Table{a}, []office.Table{b}))
	if len(fs) != 2 || fs[0].Code != office.CodeTabRenamed || fs[0].Severity != office.SeverityNotice || fs[0].Args["before"] != "T6" ||
		fs[1].Code != office.CodeColumnsChanged || fs[1].Tab != "Tháng 6" {
		t.Errorf("got %+v", fs)
	}
}

// Columns that keep their order and headings are never reported, whatever tabs
// come and go; columns that change places always are.
func TestOnlyAChangeOfColumnsIsTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heads := []string{"Người=people", "Mức 3=level3", "Mức 4=level4"}
		same := modeltest.Columns("T6", heads...)
		others := rapid.SliceOfN(rapid.SampledFrom([]string{"T5", "T7", "Bìa"}), 0, 3).Draw(t, "tabs")
		var now []office.Table
		for _, tab := range others {
			now = append(now, modeltest.Columns(tab, "Mức 3=level3"))
		}
		shuffled := rapid.Permutation(heads).Draw(t, "order")
		now = append(now, modeltest.Columns("T6", shuffled...))
		fs := driftsOf(modeltest.History([]office.Table{same}, now))
		if want := !slices.Equal(heads, shuffled); (len(fs) == 1) != want || len(fs) > 1 {
			t.Fatal(cmp.Diff(shuffled, heads), fs)
		}
	})
}
