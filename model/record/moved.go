package record

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"tonghop/model/calendar"
)

const (
	// movedTogether is of how many days of a unit the figures must have changed
	// places at once, with as many different figures among them, to be taken for
	// a slip. Who mends what he wrote writes something else, and small counts
	// that come again and again prove nothing.
	movedTogether = 5
	// movedAgain is of how many where they were found to be moved before.
	movedAgain = 2
	// movedOut: of so many figures one may not be found again on the days that
	// changed. It went to a row that is new, or fell out at an end when cells
	// were put in or taken out.
	movedOut = 6
)

// A rewriting is a day whose figures are others than they were: for a day that
// is held, others than those that are held.
type rewriting struct {
	day     calendar.Day
	was, is []Figure
	// moved: it was found to be moved before.
	moved bool
}

// moved gives the days whose figures have only changed places among one
// another: what becomes of a sheet in which one column, or that of the dates,
// was sorted without the rest, or slid along by a row. Such figures stand on
// days that they are not about.
//
// Of those that were found to be moved before, two in each other's place are
// enough: others have been put right since.
func moved(days []rewriting) map[calendar.Day]bool {
	if len(days) < movedAgain {
		return nil
	}
	all := map[calendar.Day]bool{}
	for _, s := range exchanges(days) {
		if !s.moved(movedTogether) {
			s = slices.DeleteFunc(s, func(e exchange) bool { return !e.again })
			if !s.moved(movedAgain) {
				continue
			}
		}
		for _, e := range s {
			all[e.day] = true
		}
	}
	return all
}

// An exchange is what a day said before and says now; "" for nothing.
type exchange struct {
	day     calendar.Day
	was, is string
	again   bool
}

// A series is the exchanges of one column, or of whole rows.
type series []exchange

// exchanges compares days column by column, and as whole rows. Where a figure
// stands is no part of it.
func exchanges(days []rewriting) map[string]series {
	all := map[string]series{}
	for i := range days {
		d := &days[i]
		old, present := valuesOf(d.was), valuesOf(d.is)
		for column := range present {
			if _, ok := old[column]; !ok {
				old[column] = ""
			}
		}
		for column, value := range old {
			if value != present[column] {
				all[column] = append(all[column], exchange{d.day, value, present[column], d.moved})
			}
		}
	}
	return all
}

// valuesOf gives a day's figures by indicator, and all of them together under
// "".
func valuesOf(figures []Figure) map[string]string {
	values := map[string]string{}
	for _, f := range figures {
		values[f.Indicator] += fmt.Sprint(f.Value, " ")
	}
	var row strings.Builder
	for _, column := range slices.Sorted(maps.Keys(values)) {
		fmt.Fprintf(&row, "%s %s", column, values[column])
	}
	values[""] = row.String()
	return values
}

// moved reports whether figures have changed places and, but for one here and
// there, nothing else.
func (s series) moved(least int) bool {
	left := map[string]int{}
	for _, e := range s {
		left[e.was]++
	}
	different := len(left)
	if left[""] > 0 {
		different--
	}
	out := 0
	for _, e := range s {
		if left[e.is] == 0 {
			out++
		}
		left[e.is] = max(0, left[e.is]-1)
	}
	return different >= least && out <= len(s)/movedOut
}
