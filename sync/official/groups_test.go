package official

import (
	"slices"
	"strings"
	"testing"

	"tonghop/model/office"
)

func TestUnitsOfAGroupStandUnderItsNameWithASubtotal(t *testing.T) {
	r := synthetic(5)
	p := *r.Programme
	p.Groups = []office.Group{{ID: "cum-1", Name: "Cụm số 1"}, {ID: "cum-2", Name: "Cụm số 2"}}
	r.Programme = &p
	for i := range r.Window.Lines {
		u := *r.Window.Lines[i].Unit
		u.Parent = p.Groups[i%2].ID
		r.Window.Lines[i].Unit = &u
	}
	d := data{Report: r}
	d.findSections()
	if len(d.sections) != 2 || d.sections[0].name != "Cụm số 1" || d.sections[1].name != "Cụm số 2" {
		t.Fatalf("sections %+v", d.sections)
	}
	for i := range d.sections[0].total.Figures {
		whole := d.sections[0].total.Figures[i].N + d.sections[1].total.Figures[i].N
		sum := int64(0)
		for _, l := range d.lines {
			sum += l.Figures[i].N
		}
		if whole != sum {
			t.Errorf("indicator %d: the groups have %d, the units %d", i, whole, sum)
		}
	}
}

func TestWhatTheOfficeHasNotSaidIsSeenToBeBlank(t *testing.T) {
	r := synthetic(5)
	p := *r.Programme
	p.Letterhead = office.Letterhead{Profile: p.Letterhead.Profile, Indicators: p.Letterhead.Indicators}
	r.Programme = &p
	var blanks int
	for _, row := range raw(t, rendered(t, r), sheetReport) {
		for _, cell := range row {
			if strings.Contains(cell, unsaid) {
				blanks++
			}
		}
	}
	if blanks < 4 {
		t.Errorf("%d cells are seen to be blank", blanks)
	}
	if slices.Contains(p.Blanks(), "nothing") || len(p.Blanks()) < 9 {
		t.Errorf("blank are %q", p.Blanks())
	}
}
