package book

import "slices"

// A printed page is A4 within the margins of the renderers, in points and in
// characters of the body's text. The figures are a little small, so that no
// printer's own idea of a font pushes a row over the edge.
const (
	pageShort, pageLong = 500.0, 745.0 // points
	charPoints          = 5.25         // 7 pixels of 96 to the inch
	edgePoints          = 7.5          // beside each column
)

// paginate ends pages so that no section is torn: one that does not fit on
// what is left of a page begins the next one. One that is longer than a page
// begins where it is, unless only its head would stand there. Sections begin
// at the rows that section noted.
func (s *sheet) paginate() {
	scale := s.scale()
	capacity := pageShort / scale
	if !s.Landscape {
		capacity = pageLong / scale
	}
	repeated := s.height(0, s.RepeatRows)
	const atLeast = 6 * lineHeight // of a long section, head included
	used := s.flow(0, s.firstSection(), 0, capacity)
	for i, from := range s.sections {
		end := len(s.Rows)
		if i+1 < len(s.sections) {
			end = s.sections[i+1]
		}
		need := s.height(from, end)
		room := capacity - used
		fits := need <= room
		if s.breaksAt(from) || !fits && (need <= capacity-repeated || room < atLeast) {
			s.breakAt(from)
			used = repeated
		}
		used = s.flow(from, end, used, capacity)
	}
	slices.Sort(s.Breaks)
}

// flow is what is used of the page on which some rows end that begin on a page
// of which something is used. No row is torn, so what is left of a page below
// its last row is lost.
func (s *sheet) flow(from, to int, used, capacity float64) float64 {
	for i := from; i < to; i++ {
		h := s.height(i, i+1)
		if used+h > capacity {
			used = s.height(0, s.RepeatRows)
		}
		used += h
	}
	return used
}

// scale is how much the tab is shrunk to fit the width of a page.
func (s *sheet) scale() float64 {
	width := 0.0
	for _, chars := range s.Widths {
		width += float64(chars)*charPoints + edgePoints
	}
	room := pageLong
	if !s.Landscape {
		room = pageShort
	}
	return min(1, room/max(width, 1))
}

func (s *sheet) firstSection() int {
	if len(s.sections) == 0 {
		return len(s.Rows)
	}
	return s.sections[0]
}

// height of some rows, in points.
func (s *sheet) height(from, to int) float64 {
	h := 0.0
	for i := from; i < min(to, len(s.Rows)); i++ {
		if s.Rows[i].Height > 0 {
			h += s.Rows[i].Height
		} else {
			h += lineHeight
		}
	}
	return h
}

// The blank row above a section's title stays on the page before.
func (s *sheet) breaksAt(section int) bool { return slices.Contains(s.Breaks, section+1) }

func (s *sheet) breakAt(section int) {
	if !s.breaksAt(section) {
		s.Breaks = append(s.Breaks, section+1)
	}
}
