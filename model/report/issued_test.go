package report

import (
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

// juneIssued is June's report of twoUnits as it was issued, when An had
// reported 5 people on the 3rd, and the state in which An mended them to 9.
func juneIssued(t *testing.T) (*office.Programme, *record.State) {
	t.Helper()
	p := modeltest.TwoUnits()
	p.Windows = calendar.Windows{MonthStart: 1}
	s := &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, modeltest.Figures(5, 5)), modeltest.Version("binh.xlsx", "binh", 3, modeltest.Figures(5, 2))})}
	june := Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("30 18:00"))
	issued := record.Issued{ID: 1, Number: "12-BC/HĐTĐN", Period: june.Window.Period, At: modeltest.At("30 18:00"), Figures: Freeze(june)}
	mended := modeltest.Version("an.xlsx", "an", 3, modeltest.Figures(5, 9))
	mended.Answered = modeltest.At("30 20:00")
	july := modeltest.Version("binh.xlsx", "binh", 3, modeltest.Figures(6, 10))
	july.Day = calendar.Date(2020, 7, 3)
	return p, &record.State{Issued: []record.Issued{issued}, Said: record.SaidIn([]record.Version{s.Versions()[0], mended, s.Versions()[1], july})}
}

func TestWhatChangesAfterIssueIsARestatement(t *testing.T) {
	p, s := juneIssued(t)
	july := Compile(p, s, p.Windows.Month(2020, 7), modeltest.At("30 18:00"))
	if len(july.Restated) != 1 {
		t.Fatalf("%d restatements, want 1: %+v", len(july.Restated), july.Restated)
	}
	r := july.Restated[0]
	if r.Unit != "an" || r.Indicator != "people" || r.Old != office.Stated(5) || r.New != office.Stated(9) || r.Report.Number != "12-BC/HĐTĐN" {
		t.Errorf("got %+v", r)
	}
	c := july.Carried
	if c == nil || c.Before[0] != office.Stated(7) || c.Adjusted[0] != office.Stated(4) {
		t.Fatalf("carried %+v, want 7 with 4 more", c)
	}
	if sum := c.Before[0].N + c.Adjusted[0].N + july.Window.Total.Figures[0].N; sum != july.Year.Total.Figures[0].N {
		t.Errorf("before + adjusted + July = %d, the year has %d", sum, july.Year.Total.Figures[0].N)
	}
	if c.Before[4].Stated || c.Adjusted[4].Stated {
		t.Error("a stock is carried over")
	}
}

func TestAReplacedReportIsRestatedNoMore(t *testing.T) {
	p, s := juneIssued(t)
	second := Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("30 21:00"))
	s.Issued = append(s.Issued, record.Issued{ID: 2, Number: "13-BC/HĐTĐN", Replaces: "12-BC/HĐTĐN", Reason: "sai số liệu",
		Period: second.Window.Period, At: modeltest.At("30 21:00"), Figures: Freeze(second)})
	july := Compile(p, s, p.Windows.Month(2020, 7), modeltest.At("30 21:30"))
	if len(july.Restated) != 0 || july.Carried.Report.Number != "13-BC/HĐTĐN" || july.Carried.Adjusted[0].Stated {
		t.Errorf("restated %+v, carried %+v", july.Restated, july.Carried)
	}
	if standing := record.Numbered(s.Issued); len(standing) != 1 || standing[0].ID != 2 {
		t.Errorf("%d reports stand", len(standing))
	}
}

func TestADraftIsNotCarriedOver(t *testing.T) {
	p, s := juneIssued(t)
	s.Issued[0].Number = ""
	if july := Compile(p, s, p.Windows.Month(2020, 7), modeltest.At("30 21:30")); july.Carried != nil || len(july.Restated) != 0 {
		t.Errorf("restated %+v, carried %+v", july.Restated, july.Carried)
	}
}
