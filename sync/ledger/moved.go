package ledger

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"tonghop/model/record"
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

// keepMoved marks as moved the days whose figures have only changed places
// among one another: what becomes of a sheet in which one column, or that of
// the dates, was sorted without the rest, or slid along by a row. Such figures
// stand on days that they are not about, so the old ones are held until they
// return or the office accepts the change (DESIGN.md, What vanishes).
//
// Days that are gone count by what is held of them. Of those that were found to
// be moved before, two in each other's place are enough: others have been put
// right since.
func keepMoved(now, before, held said) error {
	stood := func(k key) string {
		if text := before[k]; !isGone(text) {
			return text
		}
		return held[k]
	}
	changed := map[string][]key{} // by unit
	for k, text := range now {
		if old := stood(k); text != old && isFigures(text) && isFigures(old) {
			changed[k.text] = append(changed[k.text], k)
		}
	}
	for _, keys := range changed {
		if len(keys) < movedAgain {
			continue
		}
		series, err := exchanges(keys, now, stood)
		if err != nil {
			return err
		}
		for _, of := range series {
			if !of.moved(movedTogether) {
				of = slices.DeleteFunc(of, func(e exchange) bool { return before[e.day] != saidMoved })
				if !of.moved(movedAgain) {
					continue
				}
			}
			for _, e := range of {
				now[e.day] = saidMoved
			}
		}
	}
	return nil
}

// An exchange is what a day said before and says now; "" for nothing.
type exchange struct {
	day      key
	was, now string
}

// A series is the exchanges of one column, or of whole rows.
type series []exchange

// exchanges compares days column by column, and as whole rows. Where a figure
// stands is no part of it.
func exchanges(keys []key, now said, stood func(key) string) (map[string]series, error) {
	all := map[string]series{}
	var scanner figureScanner
	for _, k := range keys {
		was, err := scanner.scan(stood(k))
		if err != nil {
			return nil, err
		}
		is, err := scanner.scan(now[k])
		if err != nil {
			return nil, err
		}
		if slices.EqualFunc(was, is, func(a, b record.Figure) bool { return a.Indicator == b.Indicator && a.Value == b.Value }) {
			continue // the rows have moved, as where a sheet grows at the top
		}
		old, present := valuesOf(was), valuesOf(is)
		for column := range present {
			if _, ok := old[column]; !ok {
				old[column] = ""
			}
		}
		for column, value := range old {
			if value != present[column] {
				all[column] = append(all[column], exchange{k, value, present[column]})
			}
		}
	}
	return all, nil
}

// valuesOf gives a day's figures by indicator, and all of them together under
// "".
func valuesOf(figs []record.Figure) map[string]string {
	values := map[string]string{}
	for _, f := range figs {
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
		if left[e.now] == 0 {
			out++
		}
		left[e.now] = max(0, left[e.now]-1)
	}
	return different >= least && out <= len(s)/movedOut
}
