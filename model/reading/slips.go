package reading

import (
	"time"

	"tonghop/model/calendar"
)

// minOrdered is how many dated rows it takes to speak of an order.
const minOrdered = 4

// findSlips refuses days whose month is a slip of the pen: the rows run in
// order, the day breaks the order, and would keep it in its neighbours' month.
func (r *reader) findSlips(t *table) {
	var seq []*line
	for i := range t.lines {
		if l := &t.lines[i]; l.kind == lineDay && l.day != 0 {
			seq = append(seq, l)
		}
	}
	up, known := direction(seq)
	if !known {
		return
	}
	for i, l := range seq {
		outside := l.month.known() && !l.month.has(l.day)
		before, after := neighbour(seq, i, -1), neighbour(seq, i, 1)
		if !outside && (before == nil || after == nil) {
			continue
		}
		low, high := before, after
		if !up {
			low, high = after, before
		}
		if between(l.day, low, high) || low == nil && high == nil {
			continue
		}
		if low != nil && high != nil && low.day > high.day {
			continue // the neighbours themselves are out of order
		}
		if slipped(l.day, low, high) {
			code := "date-ambiguous"
			if outside {
				code = "date-outside-tab"
			}
			l.date.fault, l.day, l.date.warnings = code, 0, nil
		}
	}
}

// maxNeighbour is how far a line's neighbours may stand from it.
const maxNeighbour = 64

// neighbour is the nearest line on one side that stands in its tab's month.
func neighbour(seq []*line, i, step int) *line {
	for j := i + step; j >= 0 && j < len(seq) && j-i <= maxNeighbour && i-j <= maxNeighbour; j += step {
		if n := seq[j]; n.day != 0 && (!n.month.known() || n.month.has(n.day)) {
			return n
		}
	}
	return nil
}

func between(d calendar.Day, low, high *line) bool {
	return (low == nil || low.day <= d) && (high == nil || d <= high.day)
}

// slipped reports whether the same day of a neighbour's month keeps the order.
func slipped(d calendar.Day, low, high *line) bool {
	_, _, day := d.Date()
	for _, n := range []*line{low, high} {
		if n == nil {
			continue
		}
		y, m, _ := n.day.Date()
		if other, ok := calendar.ValidDate(y, time.Month(m), day); ok && other != d && between(other, low, high) {
			return true
		}
	}
	return false
}

// direction tells which way most rows run.
func direction(seq []*line) (up, known bool) {
	ups, downs := 0, 0
	for i := 1; i < len(seq); i++ {
		switch {
		case seq[i].day > seq[i-1].day:
			ups++
		case seq[i].day < seq[i-1].day:
			downs++
		}
	}
	if len(seq) < minOrdered {
		return false, false
	}
	return ups > downs, ups >= 2*downs || downs >= 2*ups
}
