package ledger

import (
	"maps"
	"sort"
	"sync"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
)

// A memory holds what was read once, in decoded form. Looks and what was said
// at them never change, and a year of a district has some hundred thousand of
// each, of which a daemon would otherwise read and decode every one for each
// report.
//
// It holds what the ledger holds and nothing twice. A look takes about 100
// bytes and a unit's day of twelve figures about 900, so that 200 units' year
// of 250 days and 1,000 looks each comes to 65 MB, which a State shares.
type memory struct {
	mu    sync.Mutex
	known recollection
	// figures goes on from one recall to the next, so that texts are kept once
	// and no room is lost.
	figures figureScanner
}

// A recollection is what was known at one time. Nobody changes it any more.
type recollection struct {
	looks    []lookAt // by id
	accounts map[int64]*account
}

// A lookAt places a look in time.
type lookAt struct{ asked, answered int64 }

// An account is all that one source ever said, whenever that was.
type account struct {
	ref      string
	seen     []record.Seen    // in the order of answers
	versions []record.Version // by unit and day, then in the order of answers
	said     []record.Said    // the versions, by unit
	notes    []row[[]office.Note]
	findings []row[office.Finding]
	tables   []row[office.Table] // in the order of answers
	stand    []office.Table      // those of tables that stand
}

// recall gives everything that a transaction sees. It has to be the first that
// the transaction reads: then the transaction sees at least what is remembered
// already, since whoever remembered it had begun before.
func (m *memory) recall(t *tx) (recollection, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.figures.texts == nil {
		m.figures.texts = texts{}
	}
	r := recaller{tx: t, figures: &m.figures, looks: m.known.looks, fresh: map[int64]*account{}, whole: map[int64]bool{}}
	if err := r.run(m.known.accounts); err != nil {
		return recollection{}, err
	}
	if len(r.looks) > len(m.known.looks) {
		m.known = m.known.with(&r)
	}
	return m.known, nil
}

// holdsAny reports whether anything is remembered.
func (m *memory) holdsAny() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.known.looks) > 0
}

// with adds what was read anew. Whatever was handed out stays as it is:
// accounts are replaced, and where their slices grow in place it is beyond the
// length of the old ones.
func (known recollection) with(r *recaller) recollection {
	next := recollection{r.looks, maps.Clone(known.accounts)}
	if next.accounts == nil {
		next.accounts = map[int64]*account{}
	}
	for id, fresh := range r.fresh {
		old := known.accounts[id]
		switch {
		case old == nil:
			old = &account{}
		case r.whole[id]:
			old = &account{seen: old.seen}
		}
		next.accounts[id] = old.with(fresh)
	}
	return next
}

// with merges what was read anew into what was known.
func (a *account) with(fresh *account) *account {
	a.hold(fresh.versions)
	next := &account{
		ref:      fresh.ref,
		seen:     merged(a.seen, fresh.seen, seenInTime),
		versions: merged(a.versions, fresh.versions, versionsInTime),
		notes:    merged(a.notes, fresh.notes, row[[]office.Note].compare),
		findings: merged(a.findings, fresh.findings, row[office.Finding].compare),
		tables:   merged(a.tables, fresh.tables, row[office.Table].inTime),
		stand:    a.stand,
		said:     a.said,
	}
	if len(fresh.versions) > 0 {
		next.said = record.SaidIn(next.versions)
	}
	if len(fresh.tables) > 0 {
		next.stand = standingTables(next.tables)
	}
	return next
}

// hold gives those of the fresh versions that are gone what was last said of
// their day.
func (a *account) hold(fresh []record.Version) {
	for i := range fresh {
		v := &fresh[i]
		if !v.Gone {
			continue
		}
		before := fresh[:i]
		if i == 0 || versionsByDay(*v, fresh[i-1]) != 0 {
			n := sort.Search(len(a.versions), func(j int) bool { return versionsByDay(a.versions[j], *v) > 0 })
			before = a.versions[:n]
		}
		if n := len(before); n > 0 && versionsByDay(*v, before[n-1]) == 0 {
			v.Figures, v.Invalid = before[n-1].Figures, before[n-1].Invalid
		}
	}
}

func (a *account) sort() {
	sorted(a.versions, versionsInTime)
	sorted(a.notes, row[[]office.Note].compare)
	sorted(a.findings, row[office.Finding].compare)
	sorted(a.tables, row[office.Table].inTime)
}

func seenInTime(a, b record.Seen) int { return a.Answered.Compare(b.Answered) }

// answeredBy counts the looks answered at or before an instant.
func answeredBy(looks []record.Seen, asOf time.Time) int {
	return sort.Search(len(looks), func(i int) bool { return looks[i].Answered.After(asOf) })
}
