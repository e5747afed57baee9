package ledger

import (
	"cmp"
	"slices"

	"tonghop/model/record"
)

// A row is one row of a strand, decoded: what a source said of a thing from
// one look on, until the next row of the same thing.
type row[T any] struct {
	key
	lookAt
	said  bool // false: no longer
	value T
}

func (a row[T]) compare(b row[T]) int {
	if c := cmp.Compare(a.text, b.text); c != 0 {
		return c
	}
	if c := cmp.Compare(a.n, b.n); c != 0 {
		return c
	}
	return a.inTime(b)
}

func (a row[T]) inTime(b row[T]) int { return cmp.Compare(a.answered, b.answered) }

func versionsByDay(a, b record.Version) int {
	if c := cmp.Compare(a.Unit, b.Unit); c != 0 {
		return c
	}
	return cmp.Compare(a.Day, b.Day)
}

func versionsInTime(a, b record.Version) int {
	if c := versionsByDay(a, b); c != 0 {
		return c
	}
	return a.Answered.Compare(b.Answered)
}

// merged puts sorted new things among sorted old ones, behind those that
// compare equal. It leaves the old ones as they are, and appends to them where
// all that is new comes last.
func merged[T any](old, fresh []T, compare func(a, b T) int) []T {
	if len(old) == 0 || len(fresh) == 0 || compare(old[len(old)-1], fresh[0]) <= 0 {
		return append(old, fresh...)
	}
	all := make([]T, 0, len(old)+len(fresh))
	for len(old) > 0 && len(fresh) > 0 {
		if compare(old[0], fresh[0]) <= 0 {
			all, old = append(all, old[0]), old[1:]
		} else {
			all, fresh = append(all, fresh[0]), fresh[1:]
		}
	}
	return append(append(all, old...), fresh...)
}

// sorted sorts what was read in the order of looks, which is that of time
// unless a clock was set back.
func sorted[T any](rows []T, compare func(a, b T) int) {
	if !slices.IsSortedFunc(rows, compare) {
		slices.SortStableFunc(rows, compare)
	}
}

// last gives of each thing what stands by an instant, with the look since
// which anything has stood without a break.
func last[T any](rows []row[T], asOf int64, f func(since lookAt, stands T)) {
	for len(rows) > 0 {
		var since lookAt
		var stands *row[T]
		n := 0
		for n < len(rows) && rows[n].key == rows[0].key {
			if r := &rows[n]; r.answered <= asOf {
				if stands == nil || !stands.said { // opened anew
					since = r.lookAt
				}
				stands = r
			}
			n++
		}
		if stands != nil && stands.said {
			f(since, stands.value)
		}
		rows = rows[n:]
	}
}
