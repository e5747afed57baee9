package gsheets

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/office"
	"tonghop/sync/gsheets/sheetsim"
)

func TestAFailedWriteIsMendedByReadingBack(t *testing.T) {
	const method = "sheets.spreadsheets.batchUpdate"
	for _, tc := range []struct {
		name   string
		fault  sheetsim.Fault
		writes int
	}{
		{"503 before anything was done", sheetsim.Fault{Method: method, Status: 503}, 2},
		{"503 after all was done", sheetsim.Fault{Method: method, Status: 503, AfterApply: true}, 1},
		{"500 after all was done", sheetsim.Fault{Method: method, Status: 500, AfterApply: true}, 1},
		{"the connection cut before", sheetsim.Fault{Method: method, Cut: true}, 2},
		{"the connection cut after", sheetsim.Fault{Method: method, Cut: true, AfterApply: true}, 1},
		{"too many writes", sheetsim.Fault{Method: method, Status: 429}, 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			sim, p := newTarget(t)
			sim.Inject(tc.fault)
			res := publish(t, p, testBook(12, 13))
			if !res.Changed || len(res.Edits) != 0 {
				t.Errorf("got %+v", res)
			}
			if got := writes(sim); got != tc.writes {
				t.Errorf("it took %d writes, want %d", got, tc.writes)
			}
			ss := spreadsheet(t, sim)
			if got, want := texts(tab(t, sim, "Theo ngày")), "TỔNG HỢP/Đơn vị|Hồ sơ|Ngày/Đơn vị 1|12|43983/Đơn vị 2|13|43983"; got != want || len(ss.Sheets) != 3 {
				t.Errorf("%d tabs, and %s, want 3 and %s", len(ss.Sheets), got, want)
			}
			if res := publish(t, p, testBook(12, 13)); res.Changed {
				t.Errorf("it is written again: %+v", res)
			}
		})
	}
}

func TestABookBeyondThePayloadIsWrittenTabByTabWithTheStampLast(t *testing.T) {
	sim, p := newTarget(t)
	small := func(c *Client) *Publisher { p := publisher(t, c); p.payload = 250 << 10; return p }
	figures := make([]int64, 3000)
	for i := range figures {
		figures[i] = int64(i)
	}
	sim.Inject(sheetsim.Fault{Method: "sheets.spreadsheets.batchUpdate", From: 2, Status: 403})
	if _, err := small(p.c).Put(t.Context(), testBook(figures...)); err == nil {
		t.Fatal("want the fault of the second batch")
	}
	if half := strings.Count(texts(tab(t, sim, "Theo ngày")), "/"); half == 0 || half > 2900 {
		t.Fatalf("%d rows were written before the fault, want a part", half)
	}
	res := publish(t, small(p.c), testBook(figures...))
	if len(res.Edits) != 0 || res.Batches < 3 {
		t.Errorf("got %d edits in %d batches; an unfinished tab tells of no edits", len(res.Edits), res.Batches)
	}
	if got := texts(tab(t, sim, "Theo ngày")); strings.Count(got, "/") != 3001 || !strings.HasSuffix(got, "Đơn vị 3000|2999|43983") {
		t.Errorf("the tab ends with %s", got[max(len(got)-60, 0):])
	}
	for _, title := range []string{"Theo ngày", "Cần sửa"} {
		stamps := slices.DeleteFunc(tab(t, sim, title).DeveloperMetadata, func(m *sheets.DeveloperMetadata) bool { return m.MetadataKey != keyStamp })
		if len(stamps) != 1 || len(stamps[0].MetadataValue) > 30_000 {
			t.Errorf("tab %q has %d stamps, want one of at most 30,000 characters", title, len(stamps))
		}
	}
	if err := sim.Type("tong-hop", "Theo ngày", "B2500", 1.0); err != nil {
		t.Fatal(err)
	}
	res = publish(t, small(p.c), testBook(figures...))
	if want := []Edit{{Tab: "Theo ngày", Cell: "B2500", Was: "1", Now: "2497"}}; !slices.Equal(res.Edits, want) || res.Batches != 1 {
		t.Errorf("got %+v in %d batches, want %+v in one", res.Edits, res.Batches, want)
	}
}

func TestATargetThatCannotBeReachedIsAFault(t *testing.T) {
	sim, p := newTarget(t)
	sim.Deny("tong-hop")
	var f *office.Fault
	if _, err := p.Publish(t.Context(), testBook(1)); !errors.As(err, &f) || f.Code != office.FaultNotShared {
		t.Errorf("got %v, want %s", err, office.FaultNotShared)
	}
	if _, err := p.c.Publisher("tong-hop.xlsx"); err == nil {
		t.Error("a path is taken for a link")
	}
}

func TestNothingIsWrittenIntoTheTrash(t *testing.T) {
	sim, p := newTarget(t)
	know := func() {
		t.Helper()
		if _, err := p.c.Unchanged(t.Context(), nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	know()
	publish(t, p, testBook(1))
	if n := sim.Requests()["drive.files.get"]; n != 0 {
		t.Errorf("Drive was asked about a spreadsheet %d times that it had listed", n)
	}
	sim.Trash("tong-hop")
	know()
	before := writes(sim)
	if _, err := p.Publish(t.Context(), testBook(2)); !isFault(err, office.FaultTrashed) || writes(sim) != before {
		t.Errorf("got %v after %d writes, want %s and none", err, writes(sim)-before, office.FaultTrashed)
	}
	sim.Restore("tong-hop")
	sim.LinkOnly("tong-hop") // listed no more, and not in the trash
	know()
	if res := publish(t, p, testBook(2)); !res.Changed {
		t.Error("what no listing shows is not written to")
	}
}
