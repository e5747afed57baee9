package record_test

import (
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/record"
)

// Numbers begin anew each year, so that a report may replace one of its own
// number.
func TestAReportMayReplaceOneOfItsOwnNumber(t *testing.T) {
	june := calendar.Period{Kind: calendar.KindMonth, Name: "2020-06"}
	all := []record.Issued{
		{ID: 1, Number: "12", Period: june, At: modeltest.At("25 09:00")},
		{ID: 2, Number: "12", Replaces: "12", Period: june, At: modeltest.At("26 09:00")},
	}
	if standing := record.Numbered(all); len(standing) != 1 || standing[0].ID != 2 {
		t.Errorf("%d reports stand, want the second", len(standing))
	}
	all = append(all, record.Issued{ID: 3, Number: "13", Replaces: "12", Period: june, At: modeltest.At("27 09:00")})
	if standing := record.Numbered(all); len(standing) != 1 || standing[0].ID != 3 {
		t.Errorf("%d reports stand, want the third", len(standing))
	}
}
