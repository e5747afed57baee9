package book

import (
	"slices"
	"testing"
)

// Two rows that take six tenths of a page each stand on two pages, of whose
// second four tenths are left: half a page begins a third.
func TestARowIsNotTornOverTwoPages(t *testing.T) {
	s := newSheet("t", "T", []int{10})
	s.RepeatRows = 0
	row := func(share float64) {
		s.wide(text("x", palette.note))
		s.Rows[len(s.Rows)-1].Height = share * pageShort
	}
	s.section("Một")
	row(0.6)
	row(0.6)
	s.section("Hai")
	title := len(s.Rows) - 1
	row(0.45)
	s.paginate()
	if !slices.Contains(s.Breaks, title) {
		t.Errorf("pages end before rows %v, want %d among them", s.Breaks, title)
	}
}
