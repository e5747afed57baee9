package reading

import (
	"maps"
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/reading/meaning"
)

// pins gives the columns that the config pins to indicators: by place, and by
// heading (folded). A pin may name several columns, to be added up. Units that
// share a table must agree.
func (r *reader) pins(t *table) (places map[int]int, heads map[string]int) {
	places, heads = map[int]int{}, map[string]int{}
	for _, u := range t.units {
		columns := r.ctx.options(t.sh.tab, u).Columns
		for _, id := range slices.Sorted(maps.Keys(columns)) {
			i := r.mind.indicator(id)
			if i < 0 {
				continue
			}
			for at := range strings.SplitSeq(columns[id], "+") {
				at = strings.TrimSpace(at)
				if col, ok := grid.ParseColumn(at); ok && strings.ToUpper(at) == at {
					places[col] = i
					continue
				}
				heads[foldText(lowerClean(at))] = i
			}
		}
	}
	return places, heads
}

// pin gives a field the indicator that the configuration pins to its place or
// heading.
func (r *reader) pin(t *table, f *field, byPlace map[int]int, byHead map[string]int) {
	if f.sub >= 0 && t.layout != "list" && !f.roles.Plain() {
		return // a plan or a share beside the day's own figure
	}
	i, ok := -1, false
	if !t.wide { // letters name columns, and those are days in a wide table
		i, ok = byPlace[f.at]
		ok = ok && f.sub < 0
	}
	if !ok && f.header != "" {
		names := []string{strings.Join(f.heading.path, " "), f.heading.last()}
		if n := len(f.heading.path); f.sub >= 0 && n > 1 { // the row's own label, without that of its column
			names = append(names, strings.Join(f.heading.path[:n-1], " "), f.heading.path[n-2])
		}
		for _, name := range names {
			if i, ok = byHead[foldText(lowerClean(name))]; ok {
				break
			}
		}
	}
	if !ok {
		return
	}
	f.role, f.indicator, f.how, f.why, f.counting = roleIndicator, i, howPinned, "", false
	f.roles.Scale = meaning.ScaleUnsaid
	if f.sub < 0 {
		f.roles.Result, f.roles.Part = meaning.ResultUnsaid, meaning.Part{}
	}
}

// told reports whether the configuration says of each of a table's units that a
// field holds running totals, or that it does not.
func (r *reader) told(t *table, f *field) bool {
	for _, u := range t.units {
		says := r.ctx.options(t.sh.tab, u).Cumulative
		_, own := says[r.ctx.Indicators[f.indicator].ID]
		_, all := says["*"]
		if !own && !all {
			return false
		}
	}
	return len(t.units) > 0
}
