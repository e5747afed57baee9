package ledger

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"tonghop/model"
)

// tables reads how a source's tables were recognised: what stands now, and
// where that changed within the model's DriftWindow what stood before.
func (r *stateReader) tables(ref string, id int64) error {
	var rows []saying
	err := r.strand(mapping, id, func(row *saying) error {
		rows = append(rows, *row)
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortStableFunc(rows, inTime)
	window := r.asOf - int64(model.DriftWindow/time.Microsecond)
	stands := map[key]string{}
	var history []model.Mapping
	for i, row := range rows {
		if delete(stands, row.key); row.said.Valid {
			stands[row.key] = row.said.String
		}
		last := i == len(rows)-1
		if !last && (rows[i+1].answered == row.answered || rows[i+1].answered <= window) {
			continue // more of the same look, or another stood by then
		}
		tables, err := tablesOf(stands)
		if err != nil {
			return err
		}
		history = append(history, model.Mapping{Answered: utc(row.answered), Tables: tables})
	}
	if n := len(history); n > 0 && len(history[n-1].Tables) > 0 {
		r.state.Tables[ref] = history[n-1].Tables
	}
	if len(history) > 1 {
		if r.state.Mappings == nil {
			r.state.Mappings = map[string][]model.Mapping{}
		}
		r.state.Mappings[ref] = history
	}
	return nil
}

// tablesOf puts tables back into reading order.
func tablesOf(stands map[key]string) ([]model.Table, error) {
	var tables []model.Table
	for _, k := range slices.SortedFunc(maps.Keys(stands), func(a, b key) int { return cmp.Compare(a.n, b.n) }) {
		var saved savedTable
		if err := fromJSON(stands[k], &saved); err != nil {
			return nil, err
		}
		tables = append(tables, saved.table(k.text))
	}
	return tables, nil
}
