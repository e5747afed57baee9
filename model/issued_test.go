package model

import "testing"

// juneIssued is June's report of twoUnits as it was issued, when An had
// reported 5 people on the 3rd, and the state in which An mended them to 9.
func juneIssued(t *testing.T) (*Programme, *State) {
	t.Helper()
	p := twoUnits()
	p.Windows = Windows{MonthStart: 1}
	s := &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, figures(5, 5)), version("binh.xlsx", "binh", 3, figures(5, 2))})}
	june := Compile(p, s, p.Windows.Month(2020, 6), at("30 18:00"))
	issued := Issued{ID: 1, Number: "12-BC/HĐTĐN", Period: june.Window.Period, At: at("30 18:00"), Figures: Freeze(june)}
	mended := version("an.xlsx", "an", 3, figures(5, 9))
	mended.Answered = at("30 20:00")
	july := version("binh.xlsx", "binh", 3, figures(6, 10))
	july.Day = Date(2020, 7, 3)
	return p, &State{Issued: []Issued{issued}, Said: SaidIn([]Version{s.Versions()[0], mended, s.Versions()[1], july})}
}

func TestWhatChangesAfterIssueIsARestatement(t *testing.T) {
	p, s := juneIssued(t)
	july := Compile(p, s, p.Windows.Month(2020, 7), at("30 18:00"))
	if len(july.Restated) != 1 {
		t.Fatalf("%d restatements, want 1: %+v", len(july.Restated), july.Restated)
	}
	r := july.Restated[0]
	if r.Unit != "an" || r.Indicator != "people" || r.Old != Stated(5) || r.New != Stated(9) || r.Report.Number != "12-BC/HĐTĐN" {
		t.Errorf("got %+v", r)
	}
	c := july.Carried
	if c == nil || c.Before[0] != Stated(7) || c.Adjusted[0] != Stated(4) {
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
	second := Compile(p, s, p.Windows.Month(2020, 6), at("30 21:00"))
	s.Issued = append(s.Issued, Issued{ID: 2, Number: "13-BC/HĐTĐN", Replaces: "12-BC/HĐTĐN", Reason: "sai số liệu",
		Period: second.Window.Period, At: at("30 21:00"), Figures: Freeze(second)})
	july := Compile(p, s, p.Windows.Month(2020, 7), at("30 21:30"))
	if len(july.Restated) != 0 || july.Carried.Report.Number != "13-BC/HĐTĐN" || july.Carried.Adjusted[0].Stated {
		t.Errorf("restated %+v, carried %+v", july.Restated, july.Carried)
	}
	if standing := Numbered(s.Issued); len(standing) != 1 || standing[0].ID != 2 {
		t.Errorf("%d reports stand", len(standing))
	}
}

// Numbers begin anew each year, so that a report may replace one of its own
// number.
func TestAReportMayReplaceOneOfItsOwnNumber(t *testing.T) {
	june := Period{Kind: KindMonth, Name: "2020-06"}
	all := []Issued{
		{ID: 1, Number: "12", Period: june, At: at("25 09:00")},
		{ID: 2, Number: "12", Replaces: "12", Period: june, At: at("26 09:00")},
	}
	if standing := Numbered(all); len(standing) != 1 || standing[0].ID != 2 {
		t.Errorf("%d reports stand, want the second", len(standing))
	}
	all = append(all, Issued{ID: 3, Number: "13", Replaces: "12", Period: june, At: at("27 09:00")})
	if standing := Numbered(all); len(standing) != 1 || standing[0].ID != 3 {
		t.Errorf("%d reports stand, want the third", len(standing))
	}
}

func TestADraftIsNotCarriedOver(t *testing.T) {
	p, s := juneIssued(t)
	s.Issued[0].Number = ""
	if july := Compile(p, s, p.Windows.Month(2020, 7), at("30 21:30")); july.Carried != nil || len(july.Restated) != 0 {
		t.Errorf("restated %+v, carried %+v", july.Restated, july.Carried)
	}
}
