package registry

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tonghop/model/grid"
)

// sheet makes a tab of lines whose cells are parted by |; digits are numbers.
func sheet(lines ...string) *grid.Tab {
	t := &grid.Tab{Title: "Báo cáo"}
	for _, line := range lines {
		var row []grid.Cell
		for _, text := range strings.Split(line, "|") {
			c := grid.Cell{Kind: grid.Text, Text: text}
			if n, err := strconv.ParseFloat(text, 64); err == nil {
				c = grid.Cell{Kind: grid.Number, Number: n}
			} else if text == "" {
				c = grid.Cell{}
			}
			row = append(row, c)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// told writes the differences of two tabs as the clerk is shown them.
func told(before, after *grid.Tab) []string {
	var all []string
	differences, err := compareTabs(context.Background(), "Báo cáo", before, after)
	if err != nil {
		panic(err)
	}
	for _, d := range differences {
		all = append(all, d.Place()+": "+d.Old+" → "+d.New)
	}
	return all
}

var reportSheet = []string{
	"HUYỆN ĐOÀN",
	"",
	"TT|Đơn vị|Hồ sơ trực tuyến||Ghi chú",
	"||Mức độ 3|Mức độ 4|",
	"1|Xã An|12|3|",
	"2|Xã Bình|5|0|nộp muộn",
	"|TỔNG CỘNG|17|3|",
	"Nơi nhận:|||BÍ THƯ|",
}

func edited(change func(lines []string) []string) *grid.Tab {
	return sheet(change(slices.Clone(reportSheet))...)
}

func TestADifferenceIsCalledByUnitAndIndicator(t *testing.T) {
	got := told(sheet(reportSheet...), edited(func(lines []string) []string {
		lines[0] = "HUYỆN ĐOÀN HỚN QUẢN"
		lines[4] = "1|Xã An|13||"
		lines[5] = "2|Xã Bình|5|0|nộp trễ"
		lines[7] = "Nơi nhận:|||PHÓ BÍ THƯ|"
		return lines
	}))
	want := []string{
		"Báo cáo!A1: HUYỆN ĐOÀN → HUYỆN ĐOÀN HỚN QUẢN",
		"Xã An, Mức độ 3 (Báo cáo!C5): 12 → 13",
		"Xã An, Mức độ 4 (Báo cáo!D5): 3 → ",
		"Xã Bình (Báo cáo!E6): nộp muộn → nộp trễ",
		"Nơi nhận (Báo cáo!D8): BÍ THƯ → PHÓ BÍ THƯ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestARowPutInOrTakenOutIsOneDifference(t *testing.T) {
	more := func(lines []string) []string { return slices.Insert(lines, 2, "(Kèm theo Báo cáo số 12)") }
	for _, c := range []struct {
		name          string
		before, after *grid.Tab
		want          []string
	}{
		{"put in", sheet(reportSheet...), edited(more), []string{"Báo cáo!A3:  → (Kèm theo Báo cáo số 12)"}},
		{"taken out", edited(more), sheet(reportSheet...), []string{"Báo cáo!A3: (Kèm theo Báo cáo số 12) → "}},
		{"put in, and a figure besides", sheet(reportSheet...), edited(func(lines []string) []string {
			lines[5] = "2|Xã Bình|6|0|nộp muộn"
			return more(lines)
		}), []string{"Báo cáo!A3:  → (Kèm theo Báo cáo số 12)", "Xã Bình, Mức độ 3 (Báo cáo!C6): 5 → 6"}},
	} {
		if diff := cmp.Diff(c.want, told(c.before, c.after)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestEachRowHasOnePairInItsOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.SampledFrom([]string{"", "a", "b", "c"}), 0, 9)
		before, after := rows.Draw(t, "before"), rows.Draw(t, "after")
		var i, j int
		for _, p := range align(before, after) {
			if p.before != none {
				if p.before != i {
					t.Fatalf("row %d of the draft comes as %d", i, p.before)
				}
				i++
			}
			if p.after != none {
				if p.after != j {
					t.Fatalf("row %d of the edited file comes as %d", j, p.after)
				}
				j++
			}
		}
		if i != len(before) || j != len(after) {
			t.Fatalf("paired %d of %d and %d of %d", i, len(before), j, len(after))
		}
	})
}

func TestACheckedBoxIsADifference(t *testing.T) {
	box := func(c grid.Cell) *grid.Tab { return &grid.Tab{Rows: [][]grid.Cell{{c}}} }
	yes, no := box(grid.Cell{Kind: grid.Bool, Number: 1}), box(grid.Cell{Kind: grid.Bool})
	for _, c := range []struct {
		before, after *grid.Tab
		want          []string
	}{
		{yes, no, []string{"Báo cáo!A1: TRUE → FALSE"}},
		{no, box(grid.Cell{}), []string{"Báo cáo!A1: FALSE → "}},
		{box(grid.Cell{}), no, []string{"Báo cáo!A1:  → FALSE"}},
		{yes, yes, nil},
	} {
		if diff := cmp.Diff(c.want, told(c.before, c.after)); diff != "" {
			t.Error(diff)
		}
	}
}

// A comparison of every row with every column, or of every figure with all
// above it, would go on for minutes here.
func TestAFileThatIsAsWideAsItIsLongIsComparedAtOnce(t *testing.T) {
	number := grid.Cell{Kind: grid.Number, Number: 5}
	cross := &grid.Tab{Rows: make([][]grid.Cell, 1<<20)}
	cross.Rows[0] = make([]grid.Cell, 1<<14)
	cross.Rows[0][1<<14-1], cross.Rows[1<<20-1] = number, []grid.Cell{number}
	column := &grid.Tab{}
	for range 1 << 19 {
		column.Rows = append(column.Rows, []grid.Cell{number})
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for _, tab := range []*grid.Tab{cross, column} {
		if all, err := compareTabs(ctx, "", sheet(reportSheet...), tab); err != nil || ctx.Err() != nil || len(all) == 0 {
			t.Errorf("%d differences, %v", len(all), err)
		}
	}
}

func TestAComparisonEndsWhereNobodyWaitsForIt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := compareTabs(ctx, "", sheet(reportSheet...), sheet("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("it gives %v", err)
	}
	o := newOffice(t)
	d := o.close(june)
	x := Issuing{Draft: d.Draft.Draft, Number: "12", By: "a", Signed: &Print{"đã ký.xlsx", []byte("edited")}}
	if _, err := o.Issue(ctx, x); !errors.Is(err, context.Canceled) || o.register[0].Number != "" {
		t.Errorf("it gives %v, registered %+v", err, o.register[0])
	}
}
