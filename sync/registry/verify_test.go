package registry

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

func (o *workplace) audits() []Audit {
	o.Helper()
	all, err := o.Verify(o.Context())
	if err != nil {
		o.Fatal(err)
	}
	return all
}

func TestAWholeRegisterIsProved(t *testing.T) {
	o := newOffice(t)
	replaced(o)
	o.now = at("2/7 08:00")
	for _, a := range o.audits() {
		if len(a.Problems)+len(a.Notes) != 0 || !a.Bytes || a.Figures != 3 || a.Tallies != 2 {
			t.Errorf("%+v", a)
		}
	}
}

func TestAFigureThatTheLedgerDoesNotGiveIsNamed(t *testing.T) {
	o := newOffice(t)
	o.close(june)
	o.versions[0].Figures[0].Value = 50
	a := o.audits()[0]
	if len(a.Problems) != 3 || a.Problems[0] != "people of an: 5 was stated, and the ledger gives 50" || !strings.HasPrefix(a.Problems[1], "people of all units: 7 ") {
		t.Errorf("%q", a.Problems)
	}
	o = newOffice(t)
	o.close(june)
	o.register[0].Figures = o.register[0].Figures[1:]
	o.register[0].Figures = append(o.register[0].Figures, record.Frozen{Unit: "cu", Indicator: "people", Period: office.Stated(1)})
	if got := strings.Join(o.audits()[0].Problems, "\n"); !strings.Contains(got, "people of an was not stated") || !strings.Contains(got, "people of cu: 1 was stated, and the ledger gives no such figure") {
		t.Errorf("%s", got)
	}
}

func TestLaterLooksAndDecisionsDoNotDisturbTheProof(t *testing.T) {
	o := newOffice(t)
	o.close(june)
	o.says("an", 3, 9, "1/7 09:00")
	o.now = at("2/7 08:00")
	if a := o.audits()[0]; len(a.Problems) != 0 {
		t.Errorf("%q", a.Problems)
	}
}

func TestAnotherFormIsNotedAndNoFault(t *testing.T) {
	o := newOffice(t)
	o.close(june)
	o.edition = "2"
	if a := o.audits()[0]; len(a.Problems) != 0 || a.Bytes || len(a.Notes) != 1 {
		t.Errorf("%+v", a)
	}
}

func TestADocumentThatIsPrintedOtherwiseIsAFault(t *testing.T) {
	o := newOffice(t)
	o.close(june)
	print := o.Print
	o.Print = func(r *report.Report, m Marks) (Print, error) {
		p, err := print(r, m)
		p.Bytes = append(p.Bytes, '!')
		return p, err
	}
	if a := o.audits()[0]; a.Bytes || len(a.Problems) != 1 || !strings.Contains(a.Problems[0], "another document") {
		t.Errorf("%+v", a)
	}
}

func TestATallyThatItsCellDoesNotShowIsNamed(t *testing.T) {
	o := newOffice(t)
	o.close(june)
	o.tabs[0].Rows[2][2].Number = 50
	a := o.audits()[0]
	if want := `people of an on 2020-06-03: T6!C3 showed "5", and the cells of look 1 have "50"`; len(a.Problems) != 1 || a.Problems[0] != want {
		t.Errorf("%q, want %q", a.Problems, want)
	}
}

func TestAReportThatNamesAnotherRecordIsAFaultUnlessThatWasLeft(t *testing.T) {
	o := newOffice(t)
	d := o.close(june).Draft
	if want := fmt.Sprintf("%d-000000000000", d.Revision); d.Head != want {
		t.Errorf("it rests on %s, want %s", d.Head, want)
	}
	o.chain[0] = 0xab
	if a := o.audits()[0]; len(a.Problems) != 1 || !strings.Contains(a.Problems[0], "the ledger's is "+fmt.Sprintf("%d-ab0000000000", d.Revision)) {
		t.Errorf("%+v", a)
	}
	o.left = &record.Left{Number: d.Revision, By: "tonghop restore"}
	if a := o.audits()[0]; len(a.Problems) != 0 || len(a.Notes) != 1 {
		t.Errorf("after a restore: %+v", a)
	}
}

func TestWhatWasErasedOnRequestIsNotedAndNoFault(t *testing.T) {
	o := newOffice(t)
	o.close(june)
	o.erased = true
	if a := o.audits()[0]; len(a.Problems) != 0 || len(a.Notes) != 1 || !strings.Contains(a.Notes[0], "2 of its tallies") {
		t.Errorf("%+v", a)
	}
}

func TestWhatANewerReaderReadsOtherwiseIsNotedAndNoFault(t *testing.T) {
	o := newOffice(t)
	o.close(june)
	o.versions[0].Figures[0].Value = 50
	o.reader = "newer"
	a := o.audits()[0]
	if len(a.Problems) != 0 || len(a.Notes) != 2 || !strings.Contains(a.Notes[0], "people of an: 5 was stated, and the ledger gives 50") {
		t.Errorf("%+v", a)
	}
}

func TestEvidenceThatIsNotWhatWasKeptIsAFault(t *testing.T) {
	o := newOffice(t)
	d := o.close(june).Draft
	o.broken[d.Evidence.SHA256] = []byte("[")
	if a := o.audits()[0]; len(a.Problems) != 1 || !strings.Contains(a.Problems[0], "cannot be read") {
		t.Errorf("%+v", a)
	}
}

func TestAConfigurationThatCannotBeUsedIsNoted(t *testing.T) {
	o := newOffice(t)
	o.close(june)
	o.Config = []byte("programme: {title: x}")
	o.Parse = func([]byte) (*office.Programme, error) { return nil, errors.New("line 1: not a key") }
	if a := o.audits()[0]; len(a.Problems) != 0 || len(a.Notes) != 1 || a.Figures != 0 {
		t.Errorf("%+v", a)
	}
}
