package registry

import (
	"bytes"
	"strings"
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestClosingFreezesFiguresDocumentAndSources(t *testing.T) {
	o := newOffice(t)
	done := o.close(june)
	d := done.Draft
	if d.ID != 1 || d.Period.Last != calendar.Date(2020, 6, 30) || d.ClosedBy != "văn phòng" || !d.Closed.Equal(o.now) {
		t.Errorf("draft %+v", d)
	}
	if want := (record.Frozen{Unit: "an", Indicator: "people", Period: office.Stated(5), Year: office.Stated(5)}); d.Figures[0] != want {
		t.Errorf("froze %+v, want %+v", d.Figures[0], want)
	}
	if !bytes.Contains(done.File.Bytes, []byte(d.Draft)) || done.File.Name != "bao-cao-nhap-"+d.Draft+".xlsx" {
		t.Errorf("the document does not bear its code %s: %s", d.Draft, done.File.Bytes)
	}
	if d.Revision != o.now.Unix() || d.Reader != "r" {
		t.Errorf("it rests on revision %d, read by %s", d.Revision, d.Reader)
	}
	if want := `{"unit":"an","day":"2020-06-03","indicator":"people","value":5,"source":"an.xlsx","look":1,"tab":"T6","cell":"C3","shown":"5"}`; !strings.Contains(string(o.files[d.Evidence.SHA256]), want) {
		t.Errorf("it rests on %s, want %s", o.files[d.Evidence.SHA256], want)
	}
	if len(done.Sources) != 2 || done.Sources[0].Look != 1 || done.Sources[1].Look != 2 {
		t.Errorf("sources %+v", done.Sources)
	}
	if string(o.files[d.Config]) != "programme: {}" {
		t.Error("the configuration is not kept")
	}
}

func TestClosingAgainWithoutAChangeGivesTheSameDraft(t *testing.T) {
	o := newOffice(t)
	first := o.close(june)
	o.now = at("1/7 09:00")
	again := o.close(Closing{Kind: june.Kind, Name: june.Name, By: "người khác"})
	if !again.Again || again.Draft.ID != first.Draft.ID || !bytes.Equal(again.File.Bytes, first.File.Bytes) || len(o.register) != 1 {
		t.Errorf("got %+v", again)
	}
	o.says("an", 4, 1, "1/7 09:30")
	o.now = at("1/7 10:00")
	if changed := o.close(june); changed.Again || changed.Draft.Draft == first.Draft.Draft {
		t.Errorf("a changed report has the draft %s of the old one", changed.Draft.Draft)
	}
}

func TestTheSameFiguresHaveTheSameCodeUnlessItIsTaken(t *testing.T) {
	o, p := newOffice(t), newOffice(t)
	p.edition = "2"
	first, other := o.close(june).Draft, p.close(june).Draft
	if first.Draft != other.Draft {
		t.Errorf("codes %s and %s", first.Draft, other.Draft)
	}
	if !sameCode(first.Draft, first.Draft[:3]+first.Draft[4:]) {
		t.Errorf("%s is not known without its dash", first.Draft)
	}
	o.edition = "2" // the same figures in another document
	if second := o.close(june).Draft; second.Draft == first.Draft || len(o.register) != 2 {
		t.Errorf("two drafts bear %s", second.Draft)
	}
}

func TestASourceThatWasNeverReadIsTold(t *testing.T) {
	o := newOffice(t)
	o.looks = o.looks[:1]
	if got := o.close(june).Sources[1]; got.Look != 0 || got.Source != "binh.xlsx" {
		t.Errorf("%+v", got)
	}
}

func TestWhatCannotBeClosedIsRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		x    Closing
		want Code
	}{
		{"by nobody", Closing{Kind: calendar.KindMonth, Name: "2020-06", By: " "}, NoPerson},
		{"no such period", Closing{Kind: calendar.KindMonth, Name: "June", By: "a"}, PeriodUnknown},
		{"before the programme", Closing{Kind: calendar.KindMonth, Name: "2019-06", By: "a"}, OutsideProgramme},
		{"not over", Closing{Kind: calendar.KindMonth, Name: "2020-07", By: "a"}, NotOver},
		{"not looked at", Closing{Kind: calendar.KindDay, Name: "2020-07-01", By: "a"}, NotLooked},
		{"through no day", Closing{Kind: calendar.KindMonth, Name: "2020-06", Through: "hôm qua", By: "a"}, ThroughInvalid},
		{"through a day before", Closing{Kind: calendar.KindMonth, Name: "2020-06", Through: "2020-05-31", By: "a"}, ThroughOutside},
		{"through all of the next month", Closing{Kind: calendar.KindMonth, Name: "2020-06", Through: "2020-07-31", By: "a"}, ThroughOutside},
		{"a quarter through a day after", Closing{Kind: calendar.KindQuarter, Name: "2020-Q2", Through: "2020-07-01", By: "a"}, ThroughOutside},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			_, err := o.Close(t.Context(), c.x)
			o.refuses(err, c.want)
			if len(o.register) != 0 {
				t.Error("it is kept all the same")
			}
		})
	}
}

func TestTheNextWindowBeginsWhereTheIssuedOneEnded(t *testing.T) {
	o := newOffice(t)
	early := june
	early.Through = "22/6/2020"
	d := o.close(early).Draft
	if d.Period.Last != calendar.Date(2020, 6, 22) {
		t.Fatalf("closed %+v", d.Period)
	}
	o.issue(Issuing{Draft: d.Draft, Number: "12", By: "a"})
	o.now = at("1/8 08:00")
	o.says("an", 25, 3, "1/8 07:00")
	july := o.close(Closing{Kind: calendar.KindMonth, Name: "2020-07", By: "a"}).Draft
	if july.Period.First != calendar.Date(2020, 6, 23) || july.Figures[0].Period != office.Stated(3) || july.Figures[0].Year != office.Stated(8) {
		t.Errorf("July is %+v", july)
	}
}
