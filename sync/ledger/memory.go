package ledger

import (
	"database/sql"
	"maps"
	"slices"
	"sort"
	"sync"
	"time"

	"tonghop/model"
)

// A memory holds the looks that were read once. They never change, and a year
// of a district has some hundred thousand of them, of which a daemon would
// otherwise read every one for each report. A look takes about 100 bytes.
type memory struct {
	mu    sync.Mutex
	looks []lookAt               // by id
	seen  map[int64][]model.Seen // by source, in the order of answers
}

// A recollection is what was known at one time. Nobody changes it any more.
type recollection struct {
	looks []lookAt
	seen  map[int64][]model.Seen
}

// recall gives every look that a transaction sees. It has to be the first that
// the transaction reads: then the transaction sees at least what is remembered
// already, since whoever remembered it had begun before.
func (m *memory) recall(t *tx) (recollection, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	fresh := map[int64][]model.Seen{}
	err := t.each("SELECT id, source, asked, answered, modified, fault, detail FROM look WHERE id >= ? ORDER BY id",
		[]any{len(m.looks)}, func(scan func(...any) error) error {
			var id, source int64
			var at lookAt
			var modified sql.NullInt64
			var fault, detail sql.NullString
			if err := scan(&id, &source, &at.asked, &at.answered, &modified, &fault, &detail); err != nil {
				return err
			}
			for int64(len(m.looks)) < id { // a number that is not there counts for nothing
				m.looks = append(m.looks, lookAt{answered: never})
			}
			m.looks = append(m.looks, at)
			s := model.Seen{Asked: utc(at.asked), Answered: utc(at.answered), Modified: instant(modified)}
			if fault.Valid {
				s.Fault = &model.Fault{Code: model.FaultCode(fault.String), Detail: detail.String}
			}
			fresh[source] = append(fresh[source], s)
			return nil
		})
	if err != nil {
		m.looks, m.seen = nil, nil // half of it would be wrong
		return recollection{}, err
	}
	m.add(fresh)
	return recollection{m.looks, m.seen}, nil
}

// never is later than every instant that may be asked about.
var never = micros(endOfTime) + 1

// add puts looks behind those of their sources, or where a clock was set back
// among them. Slices and maps that were handed out stay as they are.
func (m *memory) add(fresh map[int64][]model.Seen) {
	if len(fresh) == 0 && m.seen != nil {
		return
	}
	next := maps.Clone(m.seen)
	if next == nil {
		next = map[int64][]model.Seen{}
	}
	byAnswer := func(a, b model.Seen) int { return a.Answered.Compare(b.Answered) }
	for source, looks := range fresh {
		old := next[source]
		all := append(old, looks...)
		if !slices.IsSortedFunc(all[max(0, len(old)-1):], byAnswer) {
			all = slices.Clone(all) // what was handed out shares the old array
			slices.SortStableFunc(all, byAnswer)
		}
		next[source] = all
	}
	m.seen = next
}

// answeredBy counts the looks answered at or before an instant.
func answeredBy(looks []model.Seen, asOf time.Time) int {
	return sort.Search(len(looks), func(i int) bool { return looks[i].Answered.After(asOf) })
}
