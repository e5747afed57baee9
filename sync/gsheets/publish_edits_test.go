package gsheets

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/book"
)

func TestAHandEditIsToldAndOverwritten(t *testing.T) {
	for _, who := range []string{"the same process", "another process"} {
		t.Run(who, func(t *testing.T) {
			sim, p := newTarget(t)
			publish(t, p, testBook(12, 13))
			if who == "another process" {
				p = publisher(t, p.c)
			}
			if err := sim.Type("tong-hop", "Theo ngày", "B4", "31 (đã sửa)"); err != nil {
				t.Fatal(err)
			}
			res := publish(t, p, testBook(12, 13))
			want := []Edit{{Tab: "Theo ngày", Cell: "B4", Was: "31 (đã sửa)", Now: "13"}}
			if diff := cmp.Diff(want, res.Edits); diff != "" || !res.Changed {
				t.Errorf("changed %v, edits (-want +got)\n%s", res.Changed, diff)
			}
			if got := texts(tab(t, sim, "Theo ngày")); !strings.HasSuffix(got, "Đơn vị 2|13|43983") {
				t.Errorf("the tab holds %s", got)
			}
			if res := publish(t, p, testBook(12, 13)); res.Changed || res.Edits != nil {
				t.Errorf("told again: %+v", res)
			}
		})
	}
}

func TestHandEditsAreKeptInATabBeforeTheyAreOverwritten(t *testing.T) {
	names := EditsTab{Title: "Sửa tay", Head: [5]string{"Lúc", "Tab", "Ô", "Đã gõ", "Nay là"}}
	sim, p := newTarget(t, func(o *Options) { o.EditsTab = names })
	publish(t, p, testBook(12, 13))
	for i, typed := range []string{"=31", "32"} {
		if err := sim.Type("tong-hop", "Theo ngày", "B4", typed); err != nil {
			t.Fatal(err)
		}
		if res := publish(t, p, testBook(12, int64(14+i))); res.Batches != 1 || len(res.Edits) != 1 {
			t.Errorf("got %+v, want one edit in one batch", res)
		}
	}
	want := "Lúc|Tab|Ô|Đã gõ|Nay là/16:50 24/6/2020|Theo ngày|B4|32|15/16:50 24/6/2020|Theo ngày|B4|=31|14"
	if got := texts(tab(t, sim, "Sửa tay")); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if n := len(spreadsheet(t, sim).Sheets); n != 4 {
		t.Errorf("there are %d tabs, want 4", n)
	}
}

func TestAFigureOfOursThatIsOutdatedIsNoHandEdit(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12, 13, 14))
	if err := sim.Type("tong-hop", "Theo ngày", "B4", 99.0); err != nil {
		t.Fatal(err)
	}
	res := publish(t, p, testBook(20, 21, 22))
	want := []Edit{{Tab: "Theo ngày", Cell: "B4", Was: "99", Now: "21"}}
	if diff := cmp.Diff(want, res.Edits); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestWhatWasTypedBelowOurRowsIsToldWhenTheyGrowOverIt(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12))
	if err := sim.Type("tong-hop", "Theo ngày", "A4", "Người lập"); err != nil {
		t.Fatal(err)
	}
	if res := publish(t, p, testBook(12)); res.Changed || res.Edits != nil {
		t.Errorf("got %+v, want nothing done", res)
	}
	res := publish(t, p, testBook(12, 13))
	want := []Edit{{Tab: "Theo ngày", Cell: "A4", Was: "Người lập", Now: "Đơn vị 2"}}
	if diff := cmp.Diff(want, res.Edits); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// After an update of the program a heading of the tab for entries may read
// otherwise. Nobody typed the old one.
func TestAHeadingOfAnOlderProgramIsNoHandEdit(t *testing.T) {
	worded := func(title string) *book.Book {
		b := testBook(12)
		entries := &b.Tabs[1]
		entries.Rows = []book.Row{{Cells: []book.Cell{{Kind: book.Text, Text: title}}}, {Cells: []book.Cell{{Kind: book.Text, Text: "Đơn vị"}, {Kind: book.Text, Text: "Kết quả"}}}, {}, {}}
		entries.Open = &book.Merge{Row: 2, EndRow: 4, EndCol: 1}
		return b
	}
	sim, p := newTarget(t)
	publish(t, p, worded("Bổ sung"))
	if res := publish(t, publisher(t, p.c), worded("Bổ sung và đính chính")); !res.Changed || res.Edits != nil {
		t.Errorf("changed %v, and told as hand edits: %+v", res.Changed, res.Edits)
	}
	if err := sim.Type("tong-hop", "Cần sửa", "A1", "Của tôi"); err != nil {
		t.Fatal(err)
	}
	want := []Edit{{Tab: "Cần sửa", Cell: "A1", Was: "Của tôi", Now: "Bổ sung và đính chính"}}
	if diff := cmp.Diff(want, publish(t, p, worded("Bổ sung và đính chính")).Edits); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
