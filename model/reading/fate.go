package reading

import (
	"tonghop/model/grid"
	"tonghop/model/office"
)

// A fate is what became of a cell. A cell that bears a number and has none by
// the end is told as unaccounted, so that nothing is lost in silence.
type fate uint8

const (
	fateOpen     fate = iota
	fateKnown         // nothing of ours, and known what it is
	fateCompared      // held against other figures
	fateProposed      // withheld until somebody answers
	fateTold          // a finding speaks of it
	fateRead          // read as a tally
)

var fateNames = map[fate]office.AccountedAs{fateKnown: office.AsKnown, fateCompared: office.AsCompared, fateProposed: office.AsProposed,
	fateTold: office.AsFinding, fateRead: office.AsTally}

// mark settles what became of a cell; the stronger word stands.
func (s *sheet) mark(row, col int, f fate) {
	if row >= 0 && row < len(s.fate) && col >= 0 && col < len(s.fate[row]) && s.fate[row][col] < f {
		s.fate[row][col] = f
	}
}

// markRange marks every cell of a range.
func (s *sheet) markRange(r grid.Range, f fate) {
	for row := r.Row; row < min(r.EndRow, len(s.fate)); row++ {
		for col := r.Col; col < min(r.EndCol, len(s.fate[row])); col++ {
			s.mark(row, col, f)
		}
	}
}

// open reports whether a cell must be accounted for and is not yet.
func (s *sheet) open(row, col int) bool {
	return s.at(row, col).bearsNumber() && s.fate[row][col] == fateOpen
}
