package web

import (
	"strings"
	"testing"

	"tonghop/model/book/booktest"
	"tonghop/model/office"
)

func TestAnEnteredFigureNamesWhoEnteredIt(t *testing.T) {
	r := booktest.Report(3, booktest.AsOf)
	f := &r.Daily[0].Figures[0]
	f.Flagged, f.Entered = true, &office.Decision{Ruling: office.Ruling{By: "Trực ban", Reason: "báo qua điện thoại"}, At: booktest.AsOf}
	page := get(t, newServer(t, options(t, r)), "/unit/"+r.Daily[0].Unit.ID).Body.String()
	if want := `title="Văn phòng nhập: Trực ban, 17:40 ngày 24/6/2020 (báo qua điện thoại)"`; !strings.Contains(page, want) {
		t.Errorf("the page does not have %s", want)
	}
}
