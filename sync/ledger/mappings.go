package ledger

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// tellTables tells how a source's tables were recognised: what stands now, and
// where that changed within the model's DriftWindow what stood before.
func (a *account) tellTables(s *record.State, asOf int64) {
	window := asOf - int64(merge.DriftWindow/time.Microsecond)
	if n := len(a.tables); n == 0 || a.tables[n-1].answered <= window { // they have long stood as they do
		if len(a.stand) > 0 {
			s.Tables[a.ref] = a.stand
		}
		return
	}
	stands := map[key]office.Table{}
	var history []record.Mapping
	for i, r := range a.tables {
		if r.answered > asOf {
			break
		}
		if delete(stands, r.key); r.said {
			stands[r.key] = r.value
		}
		if i+1 < len(a.tables) {
			if next := a.tables[i+1].answered; next == r.answered || next <= window {
				continue // more of the same look, or another stood by then
			}
		}
		history = append(history, record.Mapping{Answered: utc(r.answered), Tables: inReadingOrder(stands)})
	}
	if n := len(history); n > 0 && len(history[n-1].Tables) > 0 {
		s.Tables[a.ref] = history[n-1].Tables
	}
	if len(history) > 1 {
		if s.Mappings == nil {
			s.Mappings = map[string][]record.Mapping{}
		}
		s.Mappings[a.ref] = history
	}
}

// standingTables are those that stand when all is said.
func standingTables(rows []row[office.Table]) []office.Table {
	return inReadingOrder(standingOf(rows))
}

func inReadingOrder(stands map[key]office.Table) []office.Table {
	var tables []office.Table
	for _, k := range slices.SortedFunc(maps.Keys(stands), func(a, b key) int { return cmp.Compare(a.n, b.n) }) {
		tables = append(tables, stands[k])
	}
	return tables
}
