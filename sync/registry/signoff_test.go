package registry

import (
	"slices"
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestTheSignOffListNamesWhoIsMissingAndWhatHasChanged(t *testing.T) {
	o := newOffice(t)
	o.Programme.Calendar.Weekdays = calendar.MondayToFriday
	s, err := o.SignOff(t.Context(), june)
	if err != nil || s.Last != nil || len(s.Changed) != 0 || len(s.Missing) != 2 || len(s.Unread) != 0 {
		t.Fatalf("before anything was closed: %+v (%v)", s, err)
	}
	d := o.close(june)
	o.says("an", 3, 9, "1/7 09:00")
	o.now = at("1/7 10:00")
	s, err = o.SignOff(t.Context(), june)
	if err != nil || s.Last == nil || s.Last.Draft != d.Draft.Draft || len(s.Changed) != 1 || s.Changed[0].New != office.Stated(9) {
		t.Errorf("since the draft: %+v (%v)", s, err)
	}
	if len(o.register) != 1 {
		t.Error("it keeps something")
	}
	_, err = o.SignOff(t.Context(), Closing{Kind: calendar.KindMonth, Name: "2020-07", By: "a"})
	o.refuses(err, NotOver)
}

func TestAUnitThatWasNeverReadHeadsTheSignOffList(t *testing.T) {
	o := newOffice(t)
	o.Programme.Calendar.Weekdays = calendar.MondayToFriday
	delete(o.seen, "binh.xlsx") // no look of it was ever answered
	o.versions = slices.DeleteFunc(o.versions, func(v record.Version) bool { return v.Unit == "binh" })
	s, err := o.SignOff(t.Context(), june)
	if err != nil || len(s.Unread) != 1 || s.Unread[0].Unit.ID != "binh" {
		t.Errorf("%+v %+v (%v)", s, s.Report.Window.Lines, err)
	}
}

func TestAnIndicatorThatMovedByHalfIsToldBesideThePeriodBefore(t *testing.T) {
	o := newOffice(t)
	o.Programme.Starts = calendar.Date(2020, 5, 1)
	for day := 1; day <= 30; day++ {
		o.says("an", day, 10, "30/6 22:40")
		o.says("binh", day, 10, "30/6 22:40")
	}
	s, err := o.SignOff(t.Context(), june)
	if err != nil || len(s.Steps) != 0 {
		t.Errorf("with nothing of May: %+v (%v)", s.Steps, err)
	}
}
