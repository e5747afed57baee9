package workbench_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/reading/meaning"
	"tonghop/model/workbench"
	"tonghop/sync/config"
)

// read reads tabs that are written as lines of cells, and gives the workbook with
// its reading. A tab begins with its title.
func read(tabs ...string) (*grid.Book, *office.Reading) {
	b := &grid.Book{Title: "An"}
	for _, text := range tabs {
		title, rest, _ := strings.Cut(text, "\n")
		tab := grid.Tab{ID: int64(len(b.Tabs) + 1), Title: title}
		for line := range strings.Lines(rest) {
			var row []grid.Cell
			for _, s := range strings.Split(strings.TrimRight(line, "\n"), "|") {
				row = append(row, cell(s))
			}
			tab.Rows = append(tab.Rows, row)
		}
		b.Tabs = append(b.Tabs, tab)
	}
	c := reading.Context{Source: "an.xlsx", Lexicon: lexicon(), Units: []*office.Unit{{ID: "an", Name: "Xã An"}}, Starts: calendar.Date(2020, 6, 1), Ends: calendar.Date(2020, 12, 31)}
	for _, short := range []string{"Tuyên truyền", "Hướng dẫn"} {
		c.Indicators = append(c.Indicators, office.Indicator{ID: short, Label: "Số lượt người dân được " + strings.ToLower(short), Short: short, Unit: "lượt", Aggregate: office.AggregateSum})
	}
	r := reading.Read(b, c)
	return b, &r
}

// lexicon is the one that comes with the program.
var lexicon = sync.OnceValue(func() *meaning.Lexicon {
	l, err := config.Lexicon(os.DirFS("../../templates"))
	if err != nil {
		panic(err)
	}
	return l
})

func cell(s string) grid.Cell {
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return grid.Cell{Kind: grid.Number, Number: n}
	}
	if s == "" {
		return grid.Cell{}
	}
	return grid.Cell{Kind: grid.Text, Text: s}
}

func evidence(b *grid.Book, r *office.Reading, q *office.Question, adds func(string) bool) workbench.Evidence {
	return workbench.EvidenceOf(b, r, []office.Question{*q}, adds)[q.ID]
}

func flows(string) bool { return true }

// question finds the one question of a reading that has some words.
func question(t *testing.T, r *office.Reading, says string) *office.Question {
	t.Helper()
	all := office.QuestionsOf("an.xlsx", r)
	for i := range all {
		if strings.Contains(all[i].Says, says) {
			return &all[i]
		}
	}
	t.Fatalf("nothing is asked about %q, but %+v", says, all)
	return nil
}

// drawn writes a piece of a sheet as lines.
func drawn(c workbench.Cut) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", c.Tab, strings.Join(c.Cols, " "))
	for _, r := range c.Rows {
		fmt.Fprint(&b, r.Number)
		for _, x := range r.Cells {
			text := x.Text
			if x.Asked {
				text = "[" + text + "]"
			}
			fmt.Fprint(&b, " | ", text)
		}
		b.WriteString("\n")
	}
	return b.String()
}

const long = `T6
Ngày|Tuyên truyền|Bà con ghé chốt|Ghi chú
22/6/2020|12|7|
23/6/2020|9|8|
24/6/2020|8|9|mưa
25/6/2020|3|1|
Cộng|32|25|
`

func TestAQuestionShowsItsLatestLinesAsTheyStand(t *testing.T) {
	b, r := read(long)
	e := evidence(b, r, question(t, r, "Bà con"), flows)
	want := `T6: A B C D
1 | Ngày | Tuyên truyền | [Bà con ghé chốt] | Ghi chú
3 | 23/6/2020 | 9 | [8] | 
4 | 24/6/2020 | 8 | [9] | mưa
5 | 25/6/2020 | 3 | [1] | 
`
	if got := drawn(e.Cut); got != want || e.Figures != 4 {
		t.Errorf("%d figures, in\n%swant 4, in\n%s", e.Figures, got, want)
	}
}

func TestTheMonthsSumStandsBesideTheSheetsOwn(t *testing.T) {
	for total, agrees := range map[string]bool{"25": true, "26": false} {
		b, r := read(strings.Replace(long, "|25|", "|"+total+"|", 1))
		e := evidence(b, r, question(t, r, "Bà con"), flows)
		if len(e.Sums) != 1 || e.Sums[0].Total != 25 || e.Sums[0].Month != calendar.Date(2020, 6, 1) || e.Sums[0].Own == nil {
			t.Fatalf("the sums are %+v", e.Sums)
		}
		own := *e.Sums[0].Own
		if want := total; strconv.FormatInt(own.Value, 10) != want || own.Label != "Cộng" || own.Cell != "C6" || e.Sums[0].Agrees() != agrees {
			t.Errorf("beside 25 stands %+v, agreeing: %v; want %s at Cộng, C6: %v", own, e.Sums[0].Agrees(), want, agrees)
		}
	}
	b, r := read(strings.Replace(long, "Cộng|32|25|\n", "", 1))
	if e := evidence(b, r, question(t, r, "Bà con"), flows); len(e.Sums) != 1 || e.Sums[0].Own != nil {
		t.Errorf("a sheet without a total states %+v", e.Sums)
	}
}

func TestAStockIsNotAddedUp(t *testing.T) {
	b, r := read(strings.Replace(long, "Bà con ghé chốt", "Hướng dẫn nộp hồ sơ", 1))
	q := question(t, r, "nộp hồ sơ")
	if e := evidence(b, r, q, func(string) bool { return false }); len(e.Sums) != 0 || e.Figures != 4 {
		t.Errorf("%d figures with the sums %+v, want 4 without", e.Figures, e.Sums)
	}
	if e := evidence(b, r, q, flows); len(e.Sums) != 1 || e.Sums[0].Total != 25 || e.Sums[0].Indicator != "Hướng dẫn" {
		t.Errorf("the sums are %+v", e.Sums)
	}
}

func TestARowOfAWideTableIsShownWithItsDays(t *testing.T) {
	b, r := read(`T6
Nội dung|22/6/2020|23/6/2020|24/6/2020|25/6/2020|Cộng
Tuyên truyền|12|9|8|3|32
Bà con ghé chốt|7|8|9|1|25
`)
	e := evidence(b, r, question(t, r, "Bà con"), flows)
	want := `T6: A C D E
1 | Nội dung | 23/6/2020 | 24/6/2020 | 25/6/2020
3 | [Bà con ghé chốt] | [8] | [9] | [1]
`
	if got := drawn(e.Cut); got != want || e.Figures != 4 || len(e.Sums) != 1 || e.Sums[0].Total != 25 || e.Sums[0].Own == nil || e.Sums[0].Own.Value != 25 || e.Sums[0].Own.Label != "Cộng" {
		t.Errorf("%d figures, sums %+v, in\n%swant 4, in\n%s", e.Figures, e.Sums, got, want)
	}
}

func TestASheetIsDrawnWithWhatBecameOfEachCell(t *testing.T) {
	b, r := read("Bìa\nĐoàn xã An\n", long)
	p := workbench.PictureOf(b, r, office.QuestionsOf("an.xlsx", r), "T6", 0, 0)
	if !slices.Equal(p.Tabs, []string{"Bìa", "T6"}) || p.Rows != 6 || p.Cols != 4 || len(p.Blocks) != 1 || len(p.Lines) != 6 {
		t.Fatalf("the picture is %+v", p)
	}
	var got strings.Builder
	for _, l := range p.Lines {
		for _, c := range l.Cells {
			mark := map[office.AccountedAs]string{office.AsTally: "✓", office.AsFinding: "!", office.AsCompared: "Σ", office.AsKnown: "·"}[c.As]
			if c.Question != nil {
				mark = map[bool]string{true: "taken", false: "asked"}[c.Question.Taken]
			}
			fmt.Fprintf(&got, "%s%s ", c.Text, mark)
		}
		got.WriteString("\n")
	}
	want := `Ngày Tuyên truyềntaken Bà con ghé chốtasked Ghi chú 
22/6/2020· 12✓ 7!  
23/6/2020· 9✓ 8!  
24/6/2020· 8✓ 9! mưa 
25/6/2020· 3✓ 1!  
Cộng 32Σ 25Σ  
`
	if got.String() != want {
		t.Errorf("the cells are\n%swant\n%s", got.String(), want)
	}
	if m := p.Columns[1].Means; len(m) != 1 || m[0].Indicator != "Tuyên truyền" || p.Lines[1].Day != calendar.Date(2020, 6, 22) {
		t.Errorf("column B is taken for %+v, row 2 for %s", m, p.Lines[1].Day)
	}
}

func TestAPictureIsAWindow(t *testing.T) {
	var rows strings.Builder
	for range 100 {
		rows.WriteString(strings.Repeat("x|", 30) + "x\n")
	}
	b, r := read("T6\n" + rows.String())
	p := workbench.PictureOf(b, r, nil, "none of them", 90, 25)
	if p.Tab != "T6" || p.Row != 90 || p.Col != 25 || len(p.Lines) != 10 || len(p.Columns) != 6 || len(p.Lines[0].Cells) != 6 || p.Columns[0].Letters != "Z" {
		t.Errorf("the window is at %d, %d with %d rows and %d columns", p.Row, p.Col, len(p.Lines), len(p.Columns))
	}
	for _, at := range [][2]int{{-5, -5}, {1 << 40, 1 << 40}} {
		if p := workbench.PictureOf(b, r, nil, "T6", at[0], at[1]); len(p.Lines) == 0 || len(p.Lines) > workbench.WindowRows || len(p.Columns) > workbench.WindowCols {
			t.Errorf("from %v on there are %d rows", at, len(p.Lines))
		}
	}
	if p := workbench.PictureOf(&grid.Book{}, &office.Reading{}, nil, "", 0, 0); len(p.Lines) != 0 {
		t.Error("an empty workbook has lines")
	}
}

func TestTheQueueAsksEqualWordingsOnceAndTheMostFiguresFirst(t *testing.T) {
	ask := func(id, source, says, indicator string, against ...string) office.Question {
		return office.Question{Proposal: office.Proposal{ID: id, Origin: office.Origin{Source: source}, Says: says, Meaning: office.Meaning{Indicator: indicator}, Against: against}}
	}
	questions := []office.Question{
		ask("1", "an", "Hướng dẫn (chốt)", "g"), ask("2", "binh", "Tờ rơi A4", "t"), ask("3", "binh", " hướng dẫn  (Chốt)", "g"),
		ask("4", "an", "Hướng dẫn (chốt)", "i"), ask("5", "an", "không có số", ""), ask("6", "binh", "KH tháng 6", ""), ask("7", "an", "kh tháng 6", ""), ask("8", "chi", "Hướng dẫn (chốt)", "g", "9"),
	}
	evidence := map[string]workbench.Evidence{}
	for id, n := range map[string]int{"1": 10, "2": 12, "3": 5, "4": 3, "5": 0, "6": 2, "7": 1, "8": 40} {
		evidence[id] = workbench.Evidence{Figures: n}
	}
	var got []string
	for _, g := range workbench.Queue(questions, evidence) {
		line := fmt.Sprint(g.Figures, ":")
		for _, q := range g.Questions {
			line += q.ID
		}
		got = append(got, line)
	}
	if want := []string{"40:8", "15:13", "12:2", "3:4", "2:6", "1:7"}; !slices.Equal(got, want) {
		t.Errorf("asked in the order %v, want %v", got, want)
	}
}

func TestCellsAreShownAsPeopleSeeThem(t *testing.T) {
	for want, c := range map[string]grid.Cell{
		"24/6/2020": {Kind: grid.Date, Number: 44006}, "17:00": {Kind: grid.Date, Number: 17.0 / 24}, "12:00 24/6/2020": {Kind: grid.Date, Number: 44006.5},
		"0,1": {Kind: grid.Number, Number: 0.1}, "7%": {Kind: grid.Number, Number: 0.07, Marks: grid.Percent}, "1234567": {Kind: grid.Number, Number: 1234567},
		strings.Repeat("mặt nạ ", 20): {Kind: grid.Text, Text: strings.Repeat("mặt nạ ", 20), Marks: grid.Masked}, "#REF!": {Kind: grid.Error, Text: "#REF!"}, "TRUE": {Kind: grid.Bool, Number: 1}, "a b": {Kind: grid.Text, Text: " a \n b "},
		"1/1/9999": {Kind: grid.Date, Number: 2958101}, "-1": {Kind: grid.Date, Number: -1},
		strings.Repeat("ừ", 80) + "…": {Kind: grid.Text, Text: strings.Repeat("ừ", 81)},
	} {
		if got := workbench.Shown(&c); got != want {
			t.Errorf("%+v is shown as %q, want %q", c, got, want)
		}
	}
}

func TestNothingIsAskedAboutHeadingsWithoutFigures(t *testing.T) {
	_, r := read("T6\nNgày|Tuyên truyền|Bà con ghé chốt\n22/6/2020|12|\n23/6/2020|9|nghỉ\n24/6/2020|8|\n")
	if all := office.QuestionsOf("an.xlsx", r); slices.ContainsFunc(all, func(q office.Question) bool { return !q.Taken }) {
		t.Errorf("it is asked: %+v", all)
	}
}

func TestALabelOfAListIsShownWithItsFigure(t *testing.T) {
	b, r := read(`T6
BÁO CÁO NGÀY 24/6/2020
Nội dung|Kết quả
Tuyên truyền|12
Bà con ghé chốt|7
`)
	all := office.QuestionsOf("an.xlsx", r)
	for i := range all {
		if !all[i].Open {
			continue
		}
		if e := evidence(b, r, &all[i], flows); e.Figures != 1 || !strings.Contains(drawn(e.Cut), "[Bà con ghé chốt] | [7]") {
			t.Errorf("%d figures in\n%s", e.Figures, drawn(e.Cut))
		}
		return
	}
	t.Fatalf("nothing is asked, but %+v", all)
}

func TestTwoTablesUnderOneAnotherHaveTheirHeadingsEach(t *testing.T) {
	b, r := read("T6\nNgày|Tuyên truyền\n22/6/2020|12\n23/6/2020|9\n24/6/2020|8\n\nNgày|Hướng dẫn\n22/6/2020|3\n23/6/2020|4\n24/6/2020|5\n")
	p := workbench.PictureOf(b, r, office.QuestionsOf("an.xlsx", r), "T6", 0, 0)
	for row, want := range map[int]string{0: "Tuyên truyền", 5: "Hướng dẫn"} {
		if q := p.Lines[row].Cells[1].Question; q == nil || q.Meaning.Indicator != want {
			t.Errorf("row %d asks %+v, want about %s", row+1, q, want)
		}
	}
	for _, q := range p.Lines[5].Cells[1:] {
		if e := evidence(b, r, q.Question, flows); e.Figures != 3 || e.Sums[0].Total != 12 || !strings.Contains(drawn(e.Cut), "6 | Ngày | [Hướng dẫn]") {
			t.Errorf("%d figures, %+v, in\n%s", e.Figures, e.Sums, drawn(e.Cut))
		}
	}
}

func TestATabThatWaitsAsAWholeShowsNothingAsTaken(t *testing.T) {
	b, r := read("T6\nNgày|Tuyên truyền\n22/6/2020|12\n23/6/2020|9\n24/6/2020|8\n", "T6 (nháp)\nNgày|Tuyên truyền\n22/6/2020|12\n23/6/2020|9\n25/6/2020|8\n")
	questions := office.QuestionsOf("an.xlsx", r)
	p := workbench.PictureOf(b, r, questions, "T6 (nháp)", 0, 0)
	if len(p.Whole) != 1 || p.Columns[1].Means[0].Role != "proposed" {
		t.Fatalf("the tab asks %+v and shows %+v", p.Whole, p.Columns)
	}
	e := evidence(b, r, p.Whole[0], flows)
	if e.Figures == 0 || len(e.Cut.Rows) != e.Figures+1 && len(e.Cut.Rows) != 4 {
		t.Errorf("%d figures in\n%s", e.Figures, drawn(e.Cut))
	}
	if p := workbench.PictureOf(b, r, questions, "T6", 0, 0); len(p.Whole) != 0 || p.Columns[1].Means[0].Role != "indicator" {
		t.Errorf("the other tab shows %+v", p.Columns)
	}
}
