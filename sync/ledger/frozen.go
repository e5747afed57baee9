package ledger

import (
	"database/sql"
	"sync"

	"tonghop/model/office"
	"tonghop/model/record"
)

// A savedFrozen is a frozen figure in stored form; nil is unstated.
type savedFrozen struct {
	Unit      string `json:"u,omitempty"`
	Indicator string `json:"i"`
	Period    *int64 `json:"p,omitempty"`
	Year      *int64 `json:"y,omitempty"`
}

func encodeFrozen(figures []record.Frozen) (string, error) {
	saved := make([]savedFrozen, len(figures))
	for i, f := range figures {
		saved[i] = savedFrozen{f.Unit, f.Indicator, numberOf(f.Period), numberOf(f.Year)}
	}
	return toJSON(saved)
}

func decodeFrozen(text string) ([]record.Frozen, error) {
	var saved []savedFrozen
	if err := fromJSON(text, &saved); err != nil {
		return nil, err
	}
	figures := make([]record.Frozen, len(saved))
	for i, f := range saved {
		figures[i] = record.Frozen{Unit: f.Unit, Indicator: f.Indicator, Period: countOf(f.Period), Year: countOf(f.Year)}
	}
	return figures, nil
}

// A frozenMemory holds the figures of drafts that were read once. They never
// change, and every report of every day is held against them.
type frozenMemory struct {
	mu sync.Mutex
	by map[int64][]record.Frozen // by the draft's id
}

// of gives a draft's figures.
func (m *frozenMemory) of(t *tx, draft int64) ([]record.Frozen, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if figures, ok := m.by[draft]; ok {
		return figures, nil
	}
	var text string
	if _, err := t.first("SELECT figures FROM draft WHERE id = ?", []any{draft}, &text); err != nil {
		return nil, err
	}
	figures, err := decodeFrozen(text)
	if err != nil {
		return nil, err
	}
	if m.by == nil {
		m.by = map[int64][]record.Frozen{}
	}
	m.by[draft] = figures
	return figures, nil
}

func numberOf(c office.Count) *int64 {
	if !c.Stated {
		return nil
	}
	return &c.N
}

func countOf(n *int64) office.Count {
	if n == nil {
		return office.Count{}
	}
	return office.Stated(*n)
}

// encodeDifferences gives NULL where nothing was compared.
func encodeDifferences(r *record.Issued) (text sql.NullString, err error) {
	if !r.Compared {
		return text, nil
	}
	text.String, err = toJSON(append([]record.CellDifference{}, r.Differences...))
	text.Valid = err == nil
	return text, err
}
