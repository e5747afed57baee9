package registry

import (
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/record"
)

func TestANumberIsTheSameHoweverItIsWritten(t *testing.T) {
	o := newOffice(t)
	o.Programme.Letterhead.Code = "HĐTĐN"
	for _, same := range []string{"5", "05", "005", "5-BC", "05-BC", "5 -BC", "05 - bc / hđtđn", "5-BC/HĐTĐN", "05/BC-HĐTĐN", "5–BC", "Số: 05-BC/HĐTĐN", "05-BC/HĐTĐN"} {
		if !o.sameNumber("5-BC/HĐTĐN", same) || !o.sameNumber(same, "5") {
			t.Errorf("%q is another number than 5", same)
		}
	}
	for _, other := range []string{"", "50", "15-BC/HĐTĐN", "5-KH/HĐTĐN", "5-BC/HĐTĐN-VP", "5-BC/ĐTN", "5a", "BC", "-", "Số"} {
		if o.sameNumber("5-BC/HĐTĐN", other) || o.sameNumber(other, "5") {
			t.Errorf("%q is the number 5", other)
		}
	}
	if o.sameNumber("", "") || o.sameNumber("0", "") || !o.sameNumber("-", "-") || o.sameNumber("-", "/") || !o.sameNumber("khẩn", "KHẨN") {
		t.Error("a number without a running number is mistaken")
	}
}

func TestANumberIsGivenOnceHoweverItIsWritten(t *testing.T) {
	o := newOffice(t)
	o.Programme.Letterhead.Code = "HĐTĐN"
	x := Issuing{Draft: o.close(june).Draft.Draft, Number: "05-BC", By: "a"}
	o.issue(x)
	if o.register[0].Number != "05-BC" {
		t.Errorf("it is kept as %q, and was typed otherwise", o.register[0].Number)
	}
	x.Number = "5 -BC/HĐTĐN"
	if n := o.issue(x); !n.Again {
		t.Error("the same issuing, written otherwise, is another one")
	}
	day := o.close(Closing{Kind: calendar.KindDay, Name: "2020-06-03", By: "a"}).Draft.Draft
	for _, number := range []string{"5", "5-BC", "5 -BC", "05-BC/HĐTĐN"} {
		_, err := o.Issue(t.Context(), Issuing{Draft: day, Number: number, By: "a"})
		o.refuses(err, NumberTaken)
	}
	o.issue(Issuing{Draft: day, Number: "5-KH", By: "a"})
	o.says("an", 4, 9, "1/7 09:00")
	o.now = at("1/7 10:00")
	n := o.issue(Issuing{Draft: o.close(june).Draft.Draft, Number: "6", Replaces: "5-BC/HĐTĐN", Reason: "r", By: "a"})
	if n.Report.Replaces != "05-BC" {
		t.Errorf("it replaces %q", n.Report.Replaces)
	}
}

// A number is given anew each year: what is replaced is the report of the
// draft's own period, whatever bears its number since.
func TestAReportOfAnEarlierYearIsReplaced(t *testing.T) {
	o := newOffice(t)
	o.issue(Issuing{Draft: o.close(june).Draft.Draft, Number: "12", By: "a"})
	o.says("an", 3, 9, "1/7 09:00")
	o.now = at("1/7 10:00")
	again := o.close(june).Draft.Draft
	o.now = o.now.AddDate(1, 0, 0)
	later := *newOffice(t).close(june).Draft
	later.ID, later.Draft, later.Number, later.At, later.Dated = 3, "3", "12", o.now, calendar.Date(2021, 7, 1)
	later.Period = calendar.Period{Kind: calendar.KindMonth, Name: "2021-06", First: calendar.Date(2021, 6, 1), Last: calendar.Date(2021, 6, 30)}
	o.register = append(o.register, later)
	o.now = o.now.Add(time.Hour)
	if n := o.issue(Issuing{Draft: again, Number: "13", Replaces: "12", Reason: "r", By: "a"}); n.Report.Replaces != "12" || n.Report.Period.Name != "2020-06" {
		t.Errorf("issued %+v", n.Report)
	}
	standing := record.Numbered(o.register)
	if len(standing) != 2 || standing[0].Number != "12" || standing[1].Number != "13" {
		t.Errorf("%d reports stand", len(standing))
	}
}
