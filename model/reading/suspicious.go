package reading

import "slices"

// suspect marks figures that look like a year or a date's serial beside small
// neighbours.
func suspect(t *table, k int) {
	var odd []*figure
	var others []int64
	for i := range t.lines {
		l := &t.lines[i]
		f := &l.figures[k]
		if l.kind != lineDay || f.state != stated {
			continue
		}
		if looksLikeYear(f.value) || looksLikeSerial(f.value) {
			odd = append(odd, f)
		} else {
			others = append(others, f.value)
		}
	}
	if len(odd) == 0 {
		return
	}
	middle := median(others)
	for _, f := range odd {
		switch {
		case f.value < 5*middle:
		case looksLikeSerial(f.value):
			*f = figure{state: rejected, fault: faultSerial, formula: f.formula}
		case f.fault == noFault:
			f.fault = faultSuspicious
		}
	}
}

func looksLikeYear(v int64) bool   { return v >= 2019 && v <= 2030 }
func looksLikeSerial(v int64) bool { return v >= 43000 && v <= 48000 }

func median(v []int64) int64 {
	if len(v) == 0 {
		return 0
	}
	s := slices.Clone(v)
	slices.Sort(s)
	return s[len(s)/2]
}
