package sheetsim

// Rules of frozen rows and columns, in the words that users of the API quote:
// a merge may not cross the edge of what is frozen, and something must stay
// that is not frozen.

// frozen gives how many rows and columns of a sheet are frozen.
func (s *sheet) frozen() (rows, cols int) {
	size := child(s.props, "gridProperties")
	rows, _ = number(size, "frozenRowCount")
	cols, _ = number(size, "frozenColumnCount")
	return rows, cols
}

// crosses tells whether a span lies on both sides of an edge.
func crosses(from, to, edge int) bool { return from < edge && to > edge }

// mayMerge refuses a merge over the edge of what is frozen.
func (s *sheet) mayMerge(sp span) *apiError {
	rows, cols := s.frozen()
	switch {
	case crosses(sp.r0, sp.r1, rows):
		return invalid("You can't merge frozen and non-frozen rows.")
	case crosses(sp.c0, sp.c1, cols):
		return invalid("You can't merge frozen and non-frozen columns.")
	}
	return nil
}

// mayFreeze refuses what is frozen now if it cuts a merge or leaves nothing.
func (s *sheet) mayFreeze() *apiError {
	rows, cols := s.frozen()
	switch {
	case rows >= s.rows:
		return invalid("You can't freeze all visible rows on the sheet.")
	case cols >= s.cols:
		return invalid("You can't freeze all visible columns on the sheet.")
	}
	for _, m := range s.merges {
		switch {
		case crosses(m.r0, m.r1, rows):
			return invalid("You can't freeze rows which contain only part of a merged cell.")
		case crosses(m.c0, m.c1, cols):
			return invalid("You can't freeze columns which contain only part of a merged cell.")
		}
	}
	return nil
}

// mayShrink refuses a size that leaves nothing below or right of what is
// frozen before the edit.
func (s *sheet) mayShrink(rows, cols int) *apiError {
	frozenRows, frozenCols := s.frozen()
	switch {
	case rows < 1:
		return invalid("You can't delete all the rows on the sheet.")
	case cols < 1:
		return invalid("You can't delete all the columns on the sheet.")
	case rows < s.rows && rows <= frozenRows:
		return invalid("Sorry, it is not possible to delete all non-frozen rows.")
	case cols < s.cols && cols <= frozenCols:
		return invalid("Sorry, it is not possible to delete all non-frozen columns.")
	}
	return nil
}
