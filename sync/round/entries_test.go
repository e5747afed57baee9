package round_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"tonghop/model/book"
	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/judge"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/round"
)

// sheet is the tab Bổ sung as the office sees it; nil rows are no tab.
type sheet struct {
	rows []string // cells parted by |
	err  error
}

func (s *sheet) EntryTab(context.Context, string) (*grid.Tab, error) {
	if s.rows == nil || s.err != nil {
		return nil, s.err
	}
	tab := &grid.Tab{Title: "Bổ sung", Rows: make([][]grid.Cell, book.EntriesTop)}
	for _, line := range s.rows {
		var cells []grid.Cell
		for _, text := range strings.Split(line, "|") {
			cells = append(cells, grid.Cell{Kind: grid.Text, Text: text})
		}
		tab.Rows = append(tab.Rows, cells)
	}
	return tab, nil
}

// typing gives the district a tab to type into.
func typing(t *testing.T) (*district, *sheet) {
	d, s := newDistrict(t), &sheet{rows: []string{}}
	texts := map[string]string{"book.entries.tab": "Bổ sung", "book.entries.reason": "Lý do", "book.entries.kind": "Hình thức", "book.instant": "{time} {day}"}
	d.Entries = &round.Entries{Tab: s, Target: "wall", Ledger: d.ledger, Programme: d.Programme, Messages: office.Messages{Lang: "vi", Texts: texts}}
	return d, s
}

// outcomes gives what a round answers to each row.
func (d *district) outcomes(t *testing.T, at time.Time) []string {
	t.Helper()
	var all []string
	for _, row := range d.run(t, at).Typed {
		all = append(all, strings.TrimSpace(row.Outcome+" "+strings.Join(row.Args, " ")))
	}
	return all
}

// decided counts the decisions, and those that took back another.
func (d *district) decided(t *testing.T) (all, undone int) {
	t.Helper()
	list, err := d.ledger.Decisions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range list {
		if x.Kind == office.DecisionUndo {
			undone++
		}
	}
	return len(list), undone
}

const (
	phoned = "Xã Bình|2/6/2020|Tuyên truyền|45|điện thoại|Chị Hoa|16:40 2/6/2020|Mất mạng"
	other  = "xa an|2/6|tuyên truyền|1.280|đính chính||| Gõ nhầm"
)

func TestARowOfTheOfficeCountsOnceAndStandsUnderItsName(t *testing.T) {
	d, s := typing(t)
	s.rows = []string{phoned, "", other}
	want := []string{"taken id 1 at 17:30 2/6/2020", "", "taken id 2 at 17:30 2/6/2020"}
	for range 2 {
		if got := d.outcomes(t, at(2, 17, 30)); !slices.Equal(got, want) {
			t.Fatalf("the rows are answered with %q, want %q", got, want)
		}
	}
	if got := d.total(t); got != "1.342" {
		t.Errorf("the total is %s, want 12 + 5 + 45 + 1.280", got)
	}
	list, _ := d.ledger.Decisions(t.Context())
	a, b := list[0], list[1]
	if a.By != "Chị Hoa" || a.Manner != office.Phoned || !a.Received.Equal(at(2, 16, 40)) || a.Reason != "Mất mạng" {
		t.Errorf("recorded %+v", a)
	}
	if b.By != "Bổ sung" || b.Manner != office.Corrected || !b.Received.IsZero() {
		t.Errorf("without a person and a time recorded %+v", b)
	}
	standings := judge.Days(d.Programme, mustState(t, d), calendar.Date(2020, 6, 2), calendar.Date(2020, 6, 2), d.clock)
	if got := standings[1].Status; got != office.OnTime {
		t.Errorf("what was told at 16:40 is judged %s", got)
	}
}

func mustState(t *testing.T, d *district) *record.State {
	t.Helper()
	return d.state(t, d.clock)
}

func TestSortingTheRowsDoesNothing(t *testing.T) {
	d, s := typing(t)
	s.rows = []string{phoned, other}
	d.outcomes(t, at(2, 17, 30))
	s.rows = []string{"", other, phoned + "  "}
	d.outcomes(t, at(2, 18, 0))
	if all, undone := d.decided(t); all != 2 || undone != 0 {
		t.Errorf("%d decisions, %d taken back", all, undone)
	}
}

func TestAChangedRowReplacesItsFigureAndARemovedOneTakesItBack(t *testing.T) {
	d, s := typing(t)
	s.rows = []string{phoned}
	d.outcomes(t, at(2, 17, 30))
	s.rows = []string{strings.Replace(phoned, "45", "54", 1)}
	d.outcomes(t, at(2, 18, 0))
	if got := d.total(t); got != "71" {
		t.Errorf("after the change the total is %s, want 12 + 5 + 54", got)
	}
	s.rows = []string{""}
	d.outcomes(t, at(2, 18, 30))
	if got := d.total(t); got != "17" {
		t.Errorf("after the removal the total is %s, want 17", got)
	}
	if all, undone := d.decided(t); all != 4 || undone != 2 {
		t.Errorf("%d decisions, %d taken back, want all four on record", all, undone)
	}
	s.rows = []string{phoned} // typed anew, it counts anew
	if got := d.outcomes(t, at(2, 19, 0)); got[0] != "taken id 5 at 19:00 2/6/2020" {
		t.Errorf("typed anew: %q", got)
	}
}

func TestATabThatIsGoneOrUnreadableTakesNothingBack(t *testing.T) {
	d, s := typing(t)
	s.rows = []string{phoned}
	d.outcomes(t, at(2, 17, 30))
	s.rows = nil
	res := d.run(t, at(2, 18, 0))
	if len(res.Typed) != 1 || res.Typed[0].Cells[3] != "45" || res.Typed[0].Outcome != "taken" {
		t.Errorf("a new tab would begin with %+v", res.Typed)
	}
	s.err = errors.New("down")
	d.clock = at(2, 18, 30)
	if _, err := d.Run(t.Context()); err == nil || len(d.wall.books) != 1 {
		t.Errorf("with the tab unread, error %v and %d books", err, len(d.wall.books))
	}
	if all, _ := d.decided(t); all != 1 {
		t.Errorf("%d decisions", all)
	}
}

// With the tab unread the looks count all the same, and every other target is
// written; the book that holds the tab is left as it stands.
func TestATabThatCannotBeReadWithholdsItsOwnBookAlone(t *testing.T) {
	d, s := typing(t)
	communes := &wall{}
	d.Targets = append(d.Targets, round.Target{Name: "communes", Publisher: communes})
	s.rows = []string{phoned}
	d.run(t, at(2, 17, 30))
	s.err = errors.New("down")
	d.shelf.sheets["an.xlsx"] = append(d.shelf.sheets["an.xlsx"], []string{"02/6/2020", "30", "1"})
	d.clock = at(2, 18, 0)
	res, err := d.Run(t.Context())
	if w := (*round.Withheld)(nil); !errors.As(err, &w) || w.Target != "wall" || !errors.Is(err, s.err) {
		t.Fatalf("got %v, want that the wall was left as it stands", err)
	}
	if got := d.total(t); got != "92" || res.Read != 1 {
		t.Errorf("the total is %s, %d read; want 12 + 30 + 5 + 45 on record", got, res.Read)
	}
	if len(d.wall.books) != 1 || len(communes.books) != 2 || !slices.Equal(res.Written, []string{"communes"}) {
		t.Errorf("%d books on the wall, %d for the communes, written %v; want 1, 2 and the communes'", len(d.wall.books), len(communes.books), res.Written)
	}
	s.err = nil
	if res := d.run(t, at(2, 18, 1)); !slices.Contains(res.Written, "wall") {
		t.Errorf("readable again, written were %v", res.Written)
	}
}

func TestARowThatCannotBeTakenSaysWhy(t *testing.T) {
	for row, want := range map[string]string{
		"Xã Bình|2/6/2020|Tuyên truyền|45|điện thoại|||":                           "lacking what lý do",
		"Xã Bình|2/6/2020|Tuyên truyền|45||||x":                                    "lacking what hình thức",
		"Xã Cam|2/6/2020|Tuyên truyền|45|điện thoại|||x":                           "unit raw Xã Cam",
		"Xã Bình|31/6/2020|Tuyên truyền|45|điện thoại|||x":                         "day raw 31/6/2020",
		"Xã Bình|3/6/2020|Tuyên truyền|45|điện thoại|||x":                          "outside raw 3/6/2020",
		"Xã Bình|31/5/2020|Tuyên truyền|45|điện thoại|||x":                         "outside raw 31/5/2020",
		"Xã Bình|2/6/2020|Hồ sơ|45|điện thoại|||x":                                 "indicator raw Hồ sơ",
		"Xã Bình|2/6/2020|Tuyên truyền|10-15|điện thoại|||x":                       "figure raw 10-15",
		"Xã Bình|2/6/2020|Tuyên truyền|1,5|điện thoại|||x":                         "figure raw 1,5",
		"Xã Bình|2/6/2020|Tuyên truyền|45|bồ câu|||x":                              "kind raw bồ câu",
		"Xã Bình|2/6/2020|Tuyên truyền|45|điện thoại||18:00 2/6/2020|x":            "received raw 18:00 2/6/2020",
		"Xã Bình|2/6/2020|Tuyên truyền|45|điện thoại||hôm qua|x":                   "received raw hôm qua",
		"Xã Bình|2/6/2020|Tuyên truyền|bỏ||||Trùng với xã An":                      "taken id 1 at 17:30 2/6/2020",
		"binh|ngày 2/6|tuyen truyen|45 lượt|gọi điện|Anh Tư|16h40 ngày 2/6|họp xã": "taken id 1 at 17:30 2/6/2020",
	} {
		d, s := typing(t)
		s.rows = []string{row}
		if got := d.outcomes(t, at(2, 17, 30))[0]; got != want {
			t.Errorf("%s\n  is answered with %q, want %q", row, got, want)
		}
	}
}

func TestOfTwoRowsAboutOneFigureOneStands(t *testing.T) {
	d, s := typing(t)
	second := strings.Replace(phoned, "45", "50", 1)
	s.rows = []string{phoned, phoned, second}
	want := []string{"taken id 1 at 17:30 2/6/2020", "same row 5 id 1", "clash row 5"}
	if got := d.outcomes(t, at(2, 17, 30)); !slices.Equal(got, want) {
		t.Errorf("answered with %q, want %q", got, want)
	}
	s.rows = []string{second, phoned}
	want = []string{"clash row 6", "taken id 1 at 17:30 2/6/2020"}
	if got := d.outcomes(t, at(2, 18, 0)); !slices.Equal(got, want) {
		t.Errorf("sorted, answered with %q, want %q", got, want)
	}
}

func TestWhatAnOfficerTookBackIsNotEnteredAgain(t *testing.T) {
	d, s := typing(t)
	s.rows = []string{phoned}
	d.outcomes(t, at(2, 17, 30))
	undo := office.Decision{Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: 1}, Ruling: office.Ruling{By: "Lan", Reason: "nhầm xã"}, At: at(2, 17, 45)}
	if _, err := d.Entries.Ledger.Decide(t.Context(), func(record.View) (office.Decision, error) { return undo, nil }); err != nil {
		t.Fatal(err)
	}
	if got := d.outcomes(t, at(2, 18, 0))[0]; got != "undone id 1 by Lan at 17:45 2/6/2020" {
		t.Errorf("answered with %q", got)
	}
	if got := d.total(t); got != "17" {
		t.Errorf("the total is %s, want 17", got)
	}
}

func TestAnOutcomeIsPublishedThoughNothingElseIsNew(t *testing.T) {
	d, s := typing(t)
	d.run(t, at(2, 17, 30))
	s.rows = []string{"Xã Cam|2/6/2020|Tuyên truyền|45|điện thoại|||x"}
	d.run(t, at(2, 17, 31))
	d.run(t, at(2, 17, 32))
	if n := len(d.wall.books); n != 2 {
		t.Errorf("%d books, want the first and one with the outcome", n)
	}
}

func TestWhatIsTypedIntoTheProgramsColumnsIsKeptOnce(t *testing.T) {
	d, s := typing(t)
	taken := phoned + "|Đã ghi số 1 lúc 17:30 ngày 2/6/2020\u00a0"
	s.rows = []string{taken, "||||||||gọi lại xã An|7", "||||||||Đã ghi số 9"}
	for range 2 {
		d.outcomes(t, at(2, 17, 30))
	}
	var kept []string
	for _, x := range d.report(t).Strays {
		kept = append(kept, x.Cell+" "+x.Text)
	}
	if want := []string{"I6 gọi lại xã An", "J6 7", "I7 Đã ghi số 9"}; !slices.Equal(kept, want) {
		t.Errorf("kept %q, want %q", kept, want)
	}
	if got := d.total(t); got != "62" {
		t.Errorf("the total is %s, want 12 + 5 + 45", got)
	}
	// The office has seen to one; the cells are filled again by now.
	list, _ := d.ledger.Decisions(t.Context())
	undo := office.Decision{Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: list[0].ID}, Ruling: office.Ruling{By: "Lan", Reason: "đã gọi"}, At: at(2, 17, 45)}
	if _, err := d.Entries.Ledger.Decide(t.Context(), func(record.View) (office.Decision, error) { return undo, nil }); err != nil {
		t.Fatal(err)
	}
	s.rows = []string{"", taken}
	d.outcomes(t, at(2, 18, 0))
	if n := len(d.report(t).Strays); n != 2 {
		t.Errorf("%d are left, want 2", n)
	}
}
