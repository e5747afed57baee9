package gsheets

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/office"
	"tonghop/sync/gsheets/sheetsim"
)

// owner does what the owner of the office's spreadsheet does in it.
func owner(t *testing.T, sim *sheetsim.Server, requests string) {
	t.Helper()
	rec := httptest.NewRecorder()
	req := httptest.NewRequest("POST", "/v4/spreadsheets/tong-hop:batchUpdate", bytes.NewBufferString(`{"requests":[`+requests+`]}`))
	req.Header.Set("Authorization", "Bearer chu-bang")
	if sim.ServeHTTP(rec, req); rec.Code != 200 {
		t.Fatalf("the owner's change: %d %s", rec.Code, rec.Body)
	}
}

func protect(t *testing.T, sim *sheetsim.Server, title, where string) {
	t.Helper()
	raw, err := json.Marshal(tab(t, sim, title).Properties.SheetId)
	if err != nil {
		t.Fatal(err)
	}
	owner(t, sim, `{"addProtectedRange":{"protectedRange":{"range":{"sheetId":`+string(raw)+where+`}}}}`)
}

const whole3 = "TỔNG HỢP/Đơn vị|Hồ sơ|Ngày/Đơn vị 1|12|43983/Đơn vị 2|13|43983/Đơn vị 3|14|43983"

func TestAProtectedRangeKeepsOneTabFromBeingWrittenAndNoOther(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12, 13))
	protect(t, sim, "Theo ngày", "")
	next := testBook(12, 99)
	next.Tabs[1].Rows[0].Cells[0].Text = "mới"
	_, err := p.Put(t.Context(), next)
	if !isFault(err, office.FaultProtected) || !strings.Contains(err.Error(), "“Theo ngày”") || strings.Contains(err.Error(), "“Cần sửa”") {
		t.Errorf("it says %v", err)
	}
	if got := texts(tab(t, sim, "Cần sửa")); !strings.HasPrefix(got, "mới") {
		t.Errorf("the other tab holds %s", got)
	}
	unprotect(t, sim)
	if res := publish(t, p, next); !res.Changed || !strings.Contains(texts(tab(t, sim, "Theo ngày")), "Đơn vị 2|99") {
		t.Errorf("unprotected, it is not written: %+v", res)
	}
	if res := publish(t, p, next); res.Changed {
		t.Errorf("and then again: %+v", res)
	}
}

// unprotect takes away what the owner protected.
func unprotect(t *testing.T, sim *sheetsim.Server) {
	t.Helper()
	rec := httptest.NewRecorder()
	sim.ServeHTTP(rec, httptest.NewRequest("GET", "/v4/spreadsheets/tong-hop?fields=sheets(protectedRanges)", nil))
	var ss sheets.Spreadsheet
	if err := json.Unmarshal(rec.Body.Bytes(), &ss); err != nil {
		t.Fatal(err)
	}
	for _, s := range ss.Sheets {
		for _, r := range s.ProtectedRanges {
			if !r.WarningOnly {
				raw, _ := json.Marshal(r.ProtectedRangeId)
				owner(t, sim, `{"deleteProtectedRange":{"protectedRangeId":`+string(raw)+`}}`)
			}
		}
	}
}

func TestAroundAProtectedRangeTheOtherFiguresAreWritten(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12, 13, 14, 15, 16))
	protect(t, sim, "Theo ngày", `,"startRowIndex":2,"endRowIndex":3`)
	if _, err := p.Put(t.Context(), testBook(90, 13, 14, 15, 91)); !isFault(err, office.FaultProtected) {
		t.Errorf("it says %v", err)
	}
	if got := texts(tab(t, sim, "Theo ngày")); !strings.Contains(got, "Đơn vị 1|12") || !strings.Contains(got, "Đơn vị 5|91") {
		t.Errorf("it holds %s", got)
	}
	unprotect(t, sim)
	if publish(t, p, testBook(90, 13, 14, 15, 91)); !strings.Contains(texts(tab(t, sim, "Theo ngày")), "Đơn vị 1|90") {
		t.Error("unprotected, the rest is not written")
	}
}

func TestWhatIsInTheWayOfLooksLeavesTheFiguresWritten(t *testing.T) {
	for name, refusal := range map[string]struct {
		message string
		want    office.FaultCode
	}{
		"a Table":                     {"Invalid requests[3].mergeCells: This operation is not allowed on cells that are in a table.", office.FaultTable},
		"tomorrow's refusal":          {"Invalid requests[3].mergeCells: Not today.", office.FaultInternal},
		"a bad request without words": {"Request contains an invalid argument.", office.FaultInternal},
	} {
		t.Run(name, func(t *testing.T) {
			ck := newClock()
			sim := sheetsim.New(sheetsim.Options{Now: ck.Now})
			if err := sim.LoadSpreadsheet("tong-hop", []byte(`{"properties":{"title":"Tổng hợp"},"sheets":[{"properties":{"sheetId":0,"title":"A"}}]}`)); err != nil {
				t.Fatal(err)
			}
			refusing := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body := new(bytes.Buffer)
				body.ReadFrom(r.Body)
				if bytes.Contains(body.Bytes(), []byte("mergeCells")) {
					w.WriteHeader(400)
					w.Write([]byte(apiError(400, "INVALID_ARGUMENT", refusal.message, "").body))
					return
				}
				r.Body = http.NoBody
				if body.Len() > 0 {
					r = r.Clone(r.Context())
					r.Body = readCloser{body}
				}
				sim.ServeHTTP(w, r)
			})
			c, _ := serve(t, refusing)
			_, err := publisher(t, c).Put(t.Context(), testBook(12, 13, 14))
			if !isFault(err, refusal.want) || !strings.Contains(err.Error(), "Theo ngày") {
				t.Errorf("it says %v, want %s", err, refusal.want)
			}
			if got := texts(tab(t, sim, "Theo ngày")); got != whole3 {
				t.Errorf("the figures are %s, want %s", got, whole3)
			}
		})
	}
}

type readCloser struct{ *bytes.Buffer }

func (readCloser) Close() error { return nil }

func TestAFullSpreadsheetIsNamedAndItsOtherTabsAreWritten(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12))
	owner(t, sim, `{"addSheet":{"properties":{"title":"Đầy","gridProperties":{"rowCount":98900,"columnCount":101}}}}`)
	figures := make([]int64, 2000)
	next := testBook(figures...)
	next.Tabs[1].Rows[0].Cells[0].Text = "mới"
	_, err := p.Put(t.Context(), next)
	if !isFault(err, office.FaultFull) || !strings.Contains(err.Error(), "“Theo ngày”") {
		t.Errorf("it says %v", err)
	}
	if got := texts(tab(t, sim, "Cần sửa")); !strings.HasPrefix(got, "mới") {
		t.Errorf("the other tab holds %s", got)
	}
}

func TestATabThatIsRenamedBetweenTheTwoReadsIsFoundAgain(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12))
	id, _ := json.Marshal(tab(t, sim, "Theo ngày").Properties.SheetId)
	done := false
	sim.Inject(sheetsim.Fault{Method: "sheets.spreadsheets.get", From: 2, Delay: renameOnce(t, sim, string(id), &done)})
	res := publish(t, p, testBook(13))
	if !res.Changed || !done || !strings.Contains(texts(tab(t, sim, "Của tôi")), "|13|") {
		t.Errorf("got %+v, renamed %v", res, done)
	}
}

func TestTwoLedgersDoNotWriteOneBookUnnoticed(t *testing.T) {
	sim, p := newTarget(t)
	us := Writer{Ledger: "a", Revision: 7}
	p.c.opts.Writer = func() Writer { return us }
	publish(t, p, testBook(12))
	for name, other := range map[string]Writer{"another ledger": {Ledger: "b", Revision: 3}, "an older copy of ours": {Ledger: "a", Revision: 6}} {
		us = other
		before := writes(sim)
		if _, err := p.Put(t.Context(), testBook(13)); !isFault(err, office.FaultSecondWriter) || writes(sim) != before {
			t.Errorf("%s: %v after %d writes", name, err, writes(sim)-before)
		}
	}
	us = Writer{Ledger: "b", Revision: 3}
	p.TakeOver()
	publish(t, p, testBook(13))
	us = Writer{Ledger: "a", Revision: 9}
	if _, err := p.Put(t.Context(), testBook(12)); !isFault(err, office.FaultSecondWriter) {
		t.Errorf("taken over, the first writes on: %v", err)
	}
	us = Writer{Ledger: "b", Revision: 4, Head: "4-9f8e7d6c5b4a"}
	publish(t, p, testBook(14))
	if got, err := p.Signed(t.Context()); err != nil || got != us {
		t.Errorf("it is signed by %+v, %v", got, err)
	}
	us = Writer{Ledger: "b", Revision: 5, Head: "5-000000000000"}
	for _, holds := range []bool{false, true} {
		p.c.opts.Holds = func(head string) bool {
			if head != "4-9f8e7d6c5b4a" {
				t.Errorf("asked for %s", head)
			}
			return holds
		}
		if _, err := p.Put(t.Context(), testBook(14)); isFault(err, office.FaultSecondWriter) == holds {
			t.Errorf("where the ledger has the book's revision: %v; %v", holds, err)
		}
	}
}

func TestABookThatWasChangedByHandDoesNotStand(t *testing.T) {
	sim, p := newTarget(t)
	stands := func(when string, want bool) {
		t.Helper()
		if got := p.Standing(t.Context()); got != want {
			t.Errorf("%s: it stands: %v", when, got)
		}
	}
	publish(t, p, testBook(12, 13))
	stands("as it was written", true)
	if err := sim.Type("tong-hop", "Của văn phòng", "A1", "của tôi"); err != nil {
		t.Fatal(err)
	}
	stands("the office's own tab changed", true)
	if err := sim.Type("tong-hop", "Theo ngày", "B3", 99.0); err != nil {
		t.Fatal(err)
	}
	stands("a cell of ours changed", false)
	publish(t, p, testBook(12, 13))
	stands("written anew", true)
	id, _ := json.Marshal(tab(t, sim, "Cần sửa").Properties.SheetId)
	owner(t, sim, `{"deleteSheet":{"sheetId":`+string(id)+`}}`)
	stands("a tab of ours deleted", false)
	publish(t, p, testBook(12, 13))
	stands("written anew", true)
	sim.Inject(sheetsim.Fault{Status: 503, Times: -1})
	stands("while Google is down", true)
}

func TestWhatMayBeWrittenCanBeReadBack(t *testing.T) {
	sim, p := newTarget(t)
	p.atOnce = 300
	figures := make([]int64, 400)
	for i := range figures {
		figures[i] = int64(i)
	}
	publish(t, p, testBook(figures...))
	before := reads(sim)
	figures[350] = -1
	if res := publish(t, p, testBook(figures...)); !res.Changed || len(res.Edits) != 0 {
		t.Errorf("got %+v", res)
	}
	if n := reads(sim) - before; n != 6 {
		t.Errorf("1,216 cells were read back in %d answers, want 5 and one for the tabs", n-1)
	}
	if !strings.Contains(texts(tab(t, sim, "Theo ngày")), "Đơn vị 351|-1|") {
		t.Error("the figure is not there")
	}
	if !p.Standing(t.Context()) {
		t.Error("read in parts, it does not stand")
	}
}

func renameOnce(t *testing.T, sim *sheetsim.Server, id string, done *bool) func(context.Context) {
	return func(context.Context) {
		if !*done {
			*done = true
			owner(t, sim, `{"updateSheetProperties":{"fields":"title","properties":{"sheetId":`+id+`,"title":"Của tôi"}}}`)
		}
	}
}
