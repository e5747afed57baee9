package merge

import (
	"slices"
	"strconv"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// When a figure is out of proportion (docs/rules.md, Checks between figures). Counts are small and
// skewed, and a campaign's first day is no mistake: the rule looks for the slip
// that shows, a digit too many or two figures run together, and for nothing
// finer.
const (
	// outlierAround is how many reports of more than zero, half before and half
	// after, make the history that a figure is compared with: of what is
	// counted daily six working weeks, so that a quiet winter is not measured
	// by the summer's campaign.
	outlierAround = 30
	// outlierHistory is how many there must be at least. What is counted on
	// few days, such as training classes, has no usual size.
	outlierHistory = 10
	// outlierAbove: smaller figures happen, whatever the others are.
	outlierAbove = 50
	// outlierTimes the median is what one digit too many comes to.
	outlierTimes = 10
	// outlierSpread times the median absolute deviation lies beyond what even
	// a series of wild ups and downs reaches once in some hundred days; in a
	// steady one outlierTimes is the stricter. A deviation below outlierLeast
	// counts as that much, or a constant series would make everything wild.
	outlierSpread = 30
	outlierLeast  = 1
)

// A point is one stated figure of a series.
type point struct {
	part  *Part
	fig   *record.Figure
	day   calendar.Day
	value int64
}

// outliers warns of figures that a unit stated of a flow and that are out of
// all proportion to its own reports around them. A stock is left alone, since
// it moves by steps, and so is what the office entered.
func (r *reviewer) outliers(m *Merged, days []UnitDay, c *Claims) {
	series := r.seriesOf(days)
	around := make([]int64, 0, outlierAround)
	for _, points := range series {
		for i, pt := range points {
			if pt.value <= outlierAbove || pt.part.Decision != 0 {
				continue
			}
			around = neighbours(around[:0], points, i)
			median, out := outlying(pt.value, around)
			if !out {
				continue
			}
			f := office.Finding{Unit: days[0].Unit.ID, Code: office.CodeOutlier, Severity: office.SeverityWarning,
				Day: pt.day, Indicator: pt.fig.Indicator, Raw: strconv.FormatInt(pt.value, 10),
				Origin: office.Origin{Source: pt.part.Source, Tab: pt.fig.Tab, TabID: pt.fig.TabID, Cell: pt.fig.Cell},
				Args:   map[string]string{"median": office.Grouped(median), "n": strconv.Itoa(len(around))}}
			m.add(c.stated(pt.day), f)
		}
	}
}

// seriesOf gives the flows of a unit in which a figure may be out of
// proportion, by indicator; the others are empty.
func (r *reviewer) seriesOf(days []UnitDay) [][]point {
	series := r.series // room that one unit leaves to the next
	large := make([]bool, len(series))
	r.flows(days, outlierAbove, func(at int, _ point) { large[at] = true })
	for at := range series {
		series[at] = series[at][:0]
	}
	if slices.Contains(large, true) {
		r.flows(days, 0, func(at int, p point) {
			if large[at] {
				series[at] = append(series[at], p)
			}
		})
	}
	return series
}

// flows gives each figure of a flow that is above a number.
func (r *reviewer) flows(days []UnitDay, above int64, take func(indicator int, p point)) {
	for i := range days {
		nth := -1
		for part, f := range days[i].All() {
			if nth++; f.Value <= above {
				continue
			}
			if at, ok := r.find(f.Indicator, nth); ok && r.P.Indicators[at].AddsUp() {
				take(at, point{part, f, days[i].Day, f.Value})
			}
		}
	}
}

// neighbours appends the figures nearest to the i-th, without itself: as many
// before as after it, or more on one side where the other ends.
func neighbours(to []int64, points []point, i int) []int64 {
	first := max(0, min(i-outlierAround/2, len(points)-1-outlierAround))
	for j := first; j < len(points) && len(to) < outlierAround; j++ {
		if j != i {
			to = append(to, points[j].value)
		}
	}
	return to
}

// outlying compares a figure with others by their median and median absolute
// deviation, which one more slip among them hardly moves, unlike mean and
// standard deviation. The others are sorted.
func outlying(value int64, others []int64) (median int64, out bool) {
	if len(others) < outlierHistory {
		return 0, false
	}
	usual := 0
	for _, o := range others {
		if o > (value-1)/outlierTimes { // times o reaches value
			usual++
		}
	}
	if usual > len(others)/2 { // then so is the median: no need to sort
		return 0, false
	}
	slices.Sort(others)
	median = middle(others)
	deviations := make([]int64, len(others))
	for i, o := range others {
		deviations[i] = max(o-median, median-o)
	}
	slices.Sort(deviations)
	spread := max(middle(deviations), outlierLeast)
	return median, (value-1)/outlierTimes >= median && (value-median-1)/outlierSpread >= spread
}

// middle is the median of sorted numbers, rounded down.
func middle(sorted []int64) int64 {
	n := len(sorted)
	low, high := sorted[(n-1)/2], sorted[n/2]
	return low + (high-low)/2
}
