package registry

import (
	"bytes"
	"errors"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestNumberAndDateAreOnTheDocumentAsTheRegisterHasThem(t *testing.T) {
	o := newOffice(t)
	done := o.close(june)
	o.now = at("1/7 10:00")
	n := o.issue(Issuing{Draft: done.Draft.Draft, Number: " 12-BC/HĐTĐN ", Dated: "30/6/2020", By: "lãnh đạo"})
	if want := "12-BC/HĐTĐN 2020-06-30"; !bytes.Contains(n.File.Bytes, []byte(want)) || bytes.Contains(done.File.Bytes, []byte(want)) || n.Report.Edited {
		t.Errorf("issued %s of the draft %s", n.File.Bytes, done.File.Bytes)
	}
	if o.files[n.Report.File.SHA256] == nil || o.files[done.Draft.Drafted.SHA256] == nil {
		t.Error("what was issued and what was read are not both kept")
	}
	w, err := o.Word(t.Context(), &o.register[0])
	if err != nil || w.Name != "bao-cao-so-12-BC-HĐTĐN.docx" || !bytes.Contains(w.Bytes, []byte("12-BC/HĐTĐN 2020-06-30")) {
		t.Errorf("for Word it is %s: %s (%v)", w.Name, w.Bytes, err)
	}
	if r := o.register[0]; r.Number != "12-BC/HĐTĐN" || r.Dated != calendar.Date(2020, 6, 30) || r.By != "lãnh đạo" || r.File.Name != "bao-cao-so-12-BC-HĐTĐN.xlsx" {
		t.Errorf("registered %+v", r)
	}
}

func TestADraftThatCannotBePrintedAgainIsIssuedOnlyAsItWasSigned(t *testing.T) {
	o := newOffice(t)
	d := o.close(june)
	o.edition = "2"
	x := Issuing{Draft: d.Draft.Draft, Number: "12", By: "a"}
	_, err := o.Issue(t.Context(), x)
	o.refuses(err, ShapeChanged)
	x.Signed = &Print{"x.xlsx", d.File.Bytes}
	_, err = o.Issue(t.Context(), x)
	o.refuses(err, ShapeChanged) // the bare draft has neither number nor date
	x.Signed.Bytes = []byte("signed")
	if n := o.issue(x); !n.Report.Edited || string(n.File.Bytes) != "signed" {
		t.Errorf("issued %+v", n.Report)
	}
}

func TestANumberThatOnlyAFileKnowsIsNotGivenAgain(t *testing.T) {
	o := newOffice(t)
	signed := Print{"bao-cao-2020-so-12.xlsx", []byte("signed")}
	o.OnDisk = func(string) (map[string]string, error) {
		return map[string]string{signed.Name: hashOf(signed.Bytes)}, nil
	}
	x := Issuing{Draft: o.close(june).Draft.Draft, Number: "12", By: "a"}
	_, err := o.Issue(t.Context(), x)
	o.refuses(err, NumberOnFile)
	if o.register[0].Number != "" {
		t.Error("it is given all the same")
	}
	x.Signed = &signed // the very file is entered again
	if n := o.issue(x); string(n.File.Bytes) != "signed" {
		t.Errorf("issued %s", n.File.Bytes)
	}
}

func TestIssuingAgainGivesWhatWasIssued(t *testing.T) {
	o := newOffice(t)
	x := Issuing{Draft: o.close(june).Draft.Draft, Number: "12", By: "a"}
	first := o.issue(x)
	o.now = at("2/7 08:00")
	again := o.issue(x)
	if !again.Again || !again.Report.At.Equal(first.Report.At) || !bytes.Equal(again.File.Bytes, first.File.Bytes) {
		t.Errorf("got %+v", again)
	}
	x.Number = "13"
	_, err := o.Issue(t.Context(), x)
	o.refuses(err, DraftIssued)
}

func TestAPreviewTellsWhatIssuingComesToAndKeepsNothing(t *testing.T) {
	o := newOffice(t)
	d := o.close(june)
	x := Issuing{Draft: d.Draft.Draft, Number: "12", By: "a", Signed: &Print{"đã ký.xlsx", []byte("edited")}}
	n, err := o.Preview(t.Context(), x)
	if err != nil || len(n.Report.Differences) != 1 || !n.Report.Compared {
		t.Fatalf("%+v %v", n, err)
	}
	if r := o.register[0]; r.Number != "" || r.Edited {
		t.Errorf("the draft is %+v", r)
	}
	o.issue(x)
	x.Number = "13"
	_, err = o.Preview(t.Context(), x)
	o.refuses(err, DraftIssued)
}

func TestAnEditedFileIsKeptWithItsDifferences(t *testing.T) {
	o := newOffice(t)
	d := o.close(june)
	n := o.issue(Issuing{Draft: d.Draft.Draft, Number: "12", By: "a", Signed: &Print{"đã ký.XLSX", []byte("edited")}})
	if n.Report.Compared { // .XLSX is no ending that this office's decoder knows
		t.Errorf("compared: %+v", n.Report)
	}
	o = newOffice(t)
	d = o.close(june)
	n = o.issue(Issuing{Draft: d.Draft.Draft, Number: "12", By: "a", Signed: &Print{"đã ký.xlsx", []byte("edited")}})
	want := []record.CellDifference{{Tab: "Báo cáo", Cell: "A1", Old: string(d.File.Bytes), New: "edited"}}
	if diff := cmp.Diff(want, n.Report.Differences); diff != "" || !n.Report.Edited || !n.Report.Compared || string(n.File.Bytes) != "edited" {
		t.Errorf("%+v\n%s", n.Report, diff)
	}
	if o.files[d.Draft.Drafted.SHA256] == nil {
		t.Error("the draft is not kept")
	}
}

func TestAScanIsKeptWithoutAComparison(t *testing.T) {
	o := newOffice(t)
	n := o.issue(Issuing{Draft: o.close(june).Draft.Draft, Number: "12", By: "a", Signed: &Print{"scan.PDF", []byte("%PDF")}})
	if !n.Report.Edited || n.Report.Compared || n.File.Name != "bao-cao-so-12.pdf" {
		t.Errorf("got %+v", n.Report)
	}
}

func TestAFileThatIsTheDraftIsNotEdited(t *testing.T) {
	o := newOffice(t)
	d := o.close(june)
	if n := o.issue(Issuing{Draft: d.Draft.Draft, Number: "12", By: "a", Signed: &Print{"x.xlsx", d.File.Bytes}}); n.Report.Edited {
		t.Errorf("got %+v", n.Report)
	}
}

func TestWhatCannotBeIssuedIsRefused(t *testing.T) {
	o := newOffice(t)
	o.issue(Issuing{Draft: o.close(june).Draft.Draft, Number: "12", By: "a"})
	o.says("an", 4, 1, "1/7 08:30")
	o.now = at("1/7 09:00")
	code := o.close(june).Draft.Draft
	day := o.close(Closing{Kind: calendar.KindDay, Name: "2020-06-03", By: "a"}).Draft.Draft
	o.says("an", 5, 1, "1/7 09:30")
	o.now = at("1/7 10:00")
	changed := o.close(june).Draft.Draft
	o.says("binh", 5, 1, "1/7 10:30")
	o.now = at("1/7 11:00")
	before := maps.Clone(o.files)
	for _, c := range []struct {
		name string
		x    Issuing
		want Code
	}{
		{"by nobody", Issuing{Draft: code, Number: "13"}, NoPerson},
		{"without a number", Issuing{Draft: code, By: "a"}, NoNumber},
		{"no such draft", Issuing{Draft: "0", Number: "13", By: "a"}, DraftUnknown},
		{"a number of the same year", Issuing{Draft: code, Number: "12", By: "a"}, NumberTaken},
		{"dated after today", Issuing{Draft: day, Number: "13", Dated: "2020-07-02", By: "a"}, DateInvalid},
		{"dated before its period", Issuing{Draft: day, Number: "13", Dated: "2020-06-02", By: "a"}, DateInvalid},
		{"of a period that has its report", Issuing{Draft: code, Number: "13", By: "a"}, PeriodIssued},
		{"in place of nothing", Issuing{Draft: code, Number: "13", Replaces: "9", Reason: "r", By: "a"}, ReplacedUnknown},
		{"in place of another period's", Issuing{Draft: day, Number: "13", Replaces: "12", Reason: "r", By: "a"}, ReplacedOther},
		{"in place without a reason", Issuing{Draft: code, Number: "13", Replaces: "12", By: "a"}, NoReason},
		{"older than changes", Issuing{Draft: changed, Number: "13", Replaces: "12", Reason: "r", By: "a"}, Changed},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := o.Issue(t.Context(), c.x)
			o.refuses(err, c.want)
		})
	}
	if len(o.files) != len(before) || len(record.Numbered(o.register)) != 1 {
		t.Error("something was kept of what was refused")
	}
}

func TestADraftOlderThanChangesIsIssuedOnlyAsClosed(t *testing.T) {
	o := newOffice(t)
	d := o.close(june)
	o.says("an", 3, 9, "1/7 09:00")
	o.now = at("1/7 10:00")
	x := Issuing{Draft: d.Draft.Draft, Number: "12", By: "a"}
	_, err := o.Issue(t.Context(), x)
	o.refuses(err, Changed)
	var r *Outdated
	if errors.As(err, &r); len(r.Changes) != 1 || r.Changes[0].Old != office.Stated(5) || r.Changes[0].New != office.Stated(9) {
		t.Errorf("it names %+v", r.Changes)
	}
	x.AsClosed = true
	if n := o.issue(x); len(n.Changed) != 1 || !bytes.HasSuffix(n.File.Bytes, []byte(" 7\n")) {
		t.Errorf("got %+v", n)
	}
}

// replaced issues June, then once more in its place.
func replaced(o *workplace) *Numbered {
	o.issue(Issuing{Draft: o.close(june).Draft.Draft, Number: "12", By: "a"})
	o.says("an", 3, 9, "1/7 09:00")
	o.now = at("1/7 10:00")
	return o.issue(Issuing{Draft: o.close(june).Draft.Draft, Number: "13", Replaces: "12", Reason: "An sửa số liệu", By: "a"})
}

func TestAReplacingReportSaysWhatItReplacesAndWhy(t *testing.T) {
	o := newOffice(t)
	n := replaced(o)
	if !bytes.Contains(n.File.Bytes, []byte("12 An sửa số liệu")) || n.Report.Edited || n.Report.Replaces != "12" {
		t.Errorf("printed %s of %+v", n.File.Bytes, n.Report)
	}
	if len(n.Replaced) != 1 || n.Replaced[0].Old != office.Stated(5) || n.Replaced[0].New != office.Stated(9) {
		t.Errorf("old and new: %+v", n.Replaced)
	}
	if standing := record.Numbered(o.register); len(standing) != 1 || standing[0].Number != "13" {
		t.Errorf("standing are %+v", standing)
	}
	o.says("an", 4, 1, "1/7 11:00")
	o.now = at("1/7 12:00")
	_, err := o.Issue(t.Context(), Issuing{Draft: o.close(june).Draft.Draft, Number: "14", Replaces: "12", Reason: "r", By: "a"})
	o.refuses(err, ReplacedAlready)
}

func TestADraftReplacesNoReportThatWasIssuedAfterIt(t *testing.T) {
	o := newOffice(t)
	first := o.close(june).Draft.Draft
	o.says("an", 3, 9, "1/7 09:00")
	o.now = at("1/7 10:00")
	second := o.close(june).Draft.Draft
	o.now = at("1/7 11:00")
	o.issue(Issuing{Draft: first, Number: "12", AsClosed: true, By: "a"})
	_, err := o.Issue(t.Context(), Issuing{Draft: second, Number: "13", Replaces: "12", Reason: "r", By: "a"})
	o.refuses(err, ReplacedLater)
}

func TestAReplacingReportIsNotPrintedFromAnotherForm(t *testing.T) {
	o := newOffice(t)
	o.issue(Issuing{Draft: o.close(june).Draft.Draft, Number: "12", By: "a"})
	o.says("an", 3, 9, "1/7 09:00")
	o.now = at("1/7 10:00")
	d := o.close(june).Draft
	o.edition = "2"
	_, err := o.Issue(t.Context(), Issuing{Draft: d.Draft, Number: "13", Replaces: "12", Reason: "r", By: "a"})
	o.refuses(err, ShapeChanged)
}

func TestAReplacingReportMayEndElsewhereUnlessALaterOneGoesOnFromThere(t *testing.T) {
	o := newOffice(t)
	early := june
	early.Through = "2020-06-22"
	o.issue(Issuing{Draft: o.close(early).Draft.Draft, Number: "12", By: "a"})
	whole := june
	whole.Through = "2020-06-30"
	d := o.close(whole).Draft
	july := record.Issued{ID: 3, Draft: "3", Number: "13", Period: calendar.Period{Kind: calendar.KindMonth, Name: "2020-07", First: d.Period.First + 22, Last: d.Period.Last}}
	if interchangeable(append(o.register, july), o.register[0].Period, d.Period) {
		t.Error("July goes on from the 23rd, and June ends on the 30th")
	}
	if n := o.issue(Issuing{Draft: d.Draft, Number: "13", Replaces: "12", Reason: "r", By: "a"}); n.Report.Period.Last != calendar.Date(2020, 6, 30) {
		t.Errorf("got %+v", n.Report)
	}
}

func TestBooksAreComparedCellByCell(t *testing.T) {
	book := func(tabs ...grid.Tab) *grid.Book { return &grid.Book{Tabs: tabs} }
	row := func(cells ...grid.Cell) []grid.Cell { return cells }
	text := func(s string) grid.Cell { return grid.Cell{Kind: grid.Text, Text: s} }
	before := book(grid.Tab{Title: "A", Rows: [][]grid.Cell{row(text("x"), grid.Cell{Kind: grid.Number, Number: 12}), row(text("gone"))}}, grid.Tab{Title: "B", Rows: [][]grid.Cell{row(text("b"))}})
	after := book(grid.Tab{Title: "C", Rows: [][]grid.Cell{row(text("c"))}}, grid.Tab{Title: "A", Rows: [][]grid.Cell{row(text("x"), grid.Cell{Kind: grid.Number, Number: 12.5, Formula: true}, text("new"))}})
	want := []record.CellDifference{{Tab: "A", Cell: "B1", Row: "x", Old: "12", New: "12.5"}, {Tab: "A", Cell: "C1", Row: "x", New: "new"}, {Tab: "A", Cell: "A2", Old: "gone"},
		{Tab: "B", Cell: "A1", Old: "b"}, {Tab: "C", Cell: "A1", New: "c"}}
	got, err := compare(t.Context(), before, after)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if got, err := compare(t.Context(), before, before); len(got) != 0 || err != nil {
		t.Errorf("a book differs from itself in %v, %v", got, err)
	}
}
