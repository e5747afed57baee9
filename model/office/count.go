package office

import "strconv"

// A Count is a whole number that may not have been stated at all. A blank is
// not a zero: the zero Count is unstated.
type Count struct {
	N      int64
	Stated bool
}

// Stated makes a Count of a stated number.
func Stated(n int64) Count { return Count{N: n, Stated: true} }

// Plus adds two counts; unstated adds nothing, and only unstated plus
// unstated stays unstated.
func (c Count) Plus(d Count) Count {
	return Count{N: c.N + d.N, Stated: c.Stated || d.Stated}
}

// String prints the number as Vietnamese offices group it (1.234.567), and
// nothing for an unstated count.
func (c Count) String() string {
	if !c.Stated {
		return ""
	}
	return Grouped(c.N)
}

// Grouped prints a whole number with dots between groups of three digits.
func Grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return sign + s
}
