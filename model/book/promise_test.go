package book_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/book"
	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

func lay(t *testing.T, r *report.Report) *book.Book {
	t.Helper()
	return book.Lay(r, catalogue(t, "vi"), book.Options{Link: link})
}

func tab(t *testing.T, b *book.Book, key string) book.Tab {
	t.Helper()
	for _, tab := range b.Tabs {
		if tab.Key == key {
			return tab
		}
	}
	t.Fatalf("the book has no tab %q", key)
	return book.Tab{}
}

func TestTheSameReportGivesTheSameBookWhateverTheOrderOfItsDays(t *testing.T) {
	want := lay(t, booktest.Report(13, booktest.AsOf))
	r := booktest.Report(13, booktest.AsOf)
	rng := rand.New(rand.NewPCG(1, 2))
	rng.Shuffle(len(r.Standings), func(i, j int) { r.Standings[i], r.Standings[j] = r.Standings[j], r.Standings[i] })
	rng.Shuffle(len(r.Daily), func(i, j int) { r.Daily[i], r.Daily[j] = r.Daily[j], r.Daily[i] })
	if diff := cmp.Diff(want, lay(t, r)); diff != "" {
		t.Errorf("a shuffled report gives another book (-want +got):\n%s", diff)
	}
}

func TestADayWithoutAReportSaysSoAndShowsNoFigure(t *testing.T) {
	r := booktest.Report(13, booktest.AsOf)
	missing := 0
	for _, row := range tab(t, lay(t, r), "daily").Rows {
		if len(row.Cells) < 4 || row.Cells[3].Text != "Chưa BC" {
			continue
		}
		missing++
		for i, c := range row.Cells[4:] {
			if c.Kind != book.Blank {
				t.Errorf("%s on %s: column %d shows %q/%d, want a blank", row.Cells[2].Text, calendar.Day(row.Cells[0].Number), i, c.Text, c.Number)
			}
		}
	}
	if want := r.Window.Total.Rate.Missing; missing != want || want == 0 {
		t.Errorf("%d rows say Chưa BC, want the %d missing reports", missing, want)
	}
}

func TestEveryStatedFigureStandsOnceAndNoUnstatedOne(t *testing.T) {
	r := booktest.Report(13, booktest.AsOf)
	want := 0
	for _, d := range r.Daily {
		for _, f := range d.Figures {
			if f.Stated {
				want++
			}
		}
	}
	got := 0
	for _, row := range tab(t, lay(t, r), "daily").Rows[4:] {
		for _, c := range row.Cells[4:] {
			if c.Kind == book.Number {
				got++
			}
		}
	}
	if got != want || want == 0 {
		t.Errorf("the daily tab shows %d figures, want %d", got, want)
	}
}

func TestATotalThatNobodyStatedIsBlank(t *testing.T) {
	r := booktest.Report(3, booktest.AsOf)
	for i := range r.Window.Total.Figures {
		r.Window.Total.Figures[i].Count = office.Count{}
	}
	for _, row := range tab(t, lay(t, r), "monthly").Rows {
		if len(row.Cells) < 3 || row.Cells[1].Text != "TỔNG CỘNG" || row.Cells[2].Style.Italic {
			continue
		}
		for i := range r.Programme.Indicators {
			if c := row.Cells[2+i]; c.Kind != book.Blank {
				t.Errorf("total %d shows %d, want a blank", i, c.Number)
			}
		}
		return
	}
	t.Error("the monthly tab has no total")
}

func TestTextsFromCommunesStayTexts(t *testing.T) {
	r := booktest.Report(2, booktest.AsOf)
	const evil = `=HYPERLINK("http://x","y")`
	r.Programme.Units[0].Name = evil
	r.Findings[0].Raw, r.Findings[0].Tab = evil, evil
	seen := 0
	for _, tab := range lay(t, r).Tabs {
		for _, row := range tab.Rows {
			for _, c := range row.Cells {
				if strings.Contains(c.Text, evil) {
					seen++
					if c.Kind != book.Text || c.Link == evil {
						t.Errorf("%s: %+v is not a plain text", tab.Key, c)
					}
				}
			}
		}
	}
	if seen < 4 {
		t.Errorf("the name and the cell show %d times, want at least 4", seen)
	}
}

func TestAFindingsCellOpensThatCell(t *testing.T) {
	r := booktest.Report(1, booktest.AsOf)
	row := tab(t, lay(t, r), "findings").Rows[4]
	if got, want := row.Cells[4].Link, link(r.Findings[0].Origin); got != want || want == "" {
		t.Errorf("the cell opens %q, want %q", got, want)
	}
	unlinked := book.Lay(r, catalogue(t, "vi"), book.Options{})
	if got := tab(t, unlinked, "findings").Rows[4].Cells[4]; got.Link != "" || got.Text != r.Findings[0].Cell {
		t.Errorf("without links the cell is %+v, want its address alone", got)
	}
}

func TestStandingsReadInBlackAndWhite(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		m := catalogue(t, lang)
		letters := map[string]string{}
		for _, s := range []string{"pending", "on_time", "late", "missing", "unproven", "invalid", "unreadable", "excused"} {
			letter := m.Text("status." + s + ".letter")
			if other, taken := letters[letter]; taken || letter == "" {
				t.Errorf("%s: %s and %s share the letter %q", lang, s, other, letter)
			}
			letters[letter] = s
		}
	}
}

func TestAnEmptyReportStillGivesEveryTab(t *testing.T) {
	b := lay(t, &report.Report{})
	var keys []string
	for _, tab := range b.Tabs {
		keys = append(keys, tab.Key)
	}
	want := []string{"overview", "daily", "monthly", "cumulative", "past", "submission", "findings", "review", "entries", "changes", "journal"}
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Errorf("tabs (-want +got):\n%s", diff)
	}
}

func TestEveryTextIsInTheCatalogue(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		b := book.Lay(booktest.Report(13, booktest.AsOf), catalogue(t, lang), book.Options{})
		for _, line := range strings.Split(dump(b), "\n") {
			if strings.Contains(line, "book.") || strings.Contains(line, "status.") {
				t.Errorf("%s: a text is missing: %s", lang, line)
			}
		}
	}
}

func TestEveryRangeLiesOnItsTabAndNoneOverlap(t *testing.T) {
	for _, tab := range lay(t, booktest.Report(40, booktest.AsOf)).Tabs {
		covered := map[[2]int]bool{}
		for _, m := range tab.Merges {
			if m.EndRow > len(tab.Rows) || m.EndCol > len(tab.Widths) || m.EndRow <= m.Row || m.EndCol <= m.Col {
				t.Errorf("%s: the merge %+v leaves the tab", tab.Key, m)
			}
			for col := m.Col; col < m.EndCol; col++ {
				if covered[[2]int{m.Row, col}] {
					t.Errorf("%s: the merge %+v overlaps another", tab.Key, m)
				}
				covered[[2]int{m.Row, col}] = true
			}
		}
		for i, row := range tab.Rows {
			if len(row.Cells) > len(tab.Widths) {
				t.Errorf("%s: row %d has %d cells, the tab %d columns", tab.Key, i+1, len(row.Cells), len(tab.Widths))
			}
		}
		if f := tab.Filter; f != nil && (f.EndRow > len(tab.Rows) || f.EndCol > len(tab.Widths)) {
			t.Errorf("%s: the filter %+v leaves the tab", tab.Key, *f)
		}
	}
}

func TestALongTextGetsAHigherRow(t *testing.T) {
	r := booktest.Report(1, booktest.AsOf)
	short := tab(t, lay(t, r), "findings").Rows[4].Height
	r.Findings[0].Raw = strings.Repeat("mười đến mười lăm lượt ", 10)
	if long := tab(t, lay(t, r), "findings").Rows[4].Height; long < short+100 {
		t.Errorf("a text of 230 characters in 16 columns gets %.0f points, a short one %.0f", long, short)
	}
}

func BenchmarkLay200Units(b *testing.B) {
	r, m := booktest.Report(200, booktest.AsOf), catalogue(b, "vi")
	for b.Loop() {
		book.Lay(r, m, book.Options{Link: link})
	}
}
