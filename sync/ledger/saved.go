package ledger

import (
	"fmt"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/record"
)

// A savedDraft is what was closed, in stored form.
type savedDraft struct {
	Digest   string              `json:"digest"`
	Kind     calendar.PeriodKind `json:"kind"`
	Name     string              `json:"name"`
	First    calendar.Day        `json:"first"`
	Last     calendar.Day        `json:"last"`
	AsOf     int64               `json:"as_of"` // microseconds, as all instants
	Closed   int64               `json:"closed"`
	By       string              `json:"by"`
	Revision int64               `json:"revision"`
	Head     string              `json:"head"`
	Reader   string              `json:"reader"`
	Config   string              `json:"config"` // SHA-256 of a file, as Figures
	Edition  string              `json:"edition"`
	Drafted  record.Document     `json:"drafted"`
	Evidence record.Document     `json:"evidence"`
	Figures  string              `json:"figures"`
	Sources  []savedSource       `json:"sources"`
}

// A savedSource is a source as it stood at the close.
type savedSource struct {
	Source  string `json:"source"`
	Look    int64  `json:"look"`
	Content string `json:"content,omitempty"`
}

// A savedNumber is what a draft was given, in stored form.
type savedNumber struct {
	Number      string                  `json:"number"`
	Dated       calendar.Day            `json:"dated"`
	At          int64                   `json:"at"`
	By          string                  `json:"by"`
	Replaces    string                  `json:"replaces,omitempty"`
	Reason      string                  `json:"reason,omitempty"`
	File        record.Document         `json:"file"`
	Edited      bool                    `json:"edited,omitempty"`
	Compared    bool                    `json:"compared,omitempty"`
	Differences []record.CellDifference `json:"differences,omitempty"`
}

// A savedFrozen is a frozen figure in stored form; nil is unstated.
type savedFrozen struct {
	Unit      string `json:"u,omitempty"`
	Indicator string `json:"i"`
	Period    *int64 `json:"p,omitempty"`
	Year      *int64 `json:"y,omitempty"`
}

// draftOf gives a draft with its figures.
func (t *tx) draftOf(id int64, r *reportRow) (record.Issued, error) {
	if d, ok := t.drafts.get(id); ok {
		return d, nil
	}
	var s savedDraft
	if err := fromJSON(r.said, &s); err != nil {
		return record.Issued{}, fmt.Errorf("draft %s: %w", r.name, err)
	}
	d := record.Issued{
		ID: id, Draft: r.name, Digest: s.Digest, AsOf: time.UnixMicro(s.AsOf).UTC(), Closed: time.UnixMicro(s.Closed).UTC(),
		ClosedBy: s.By, Revision: s.Revision, Head: s.Head, Reader: s.Reader, Config: s.Config, Edition: s.Edition, Drafted: s.Drafted, Evidence: s.Evidence,
	}
	d.Period.Kind, d.Period.Name, d.Period.First, d.Period.Last = s.Kind, s.Name, s.First, s.Last
	text, err := t.file(s.Figures)
	if err != nil {
		return d, fmt.Errorf("the figures of draft %s: %w", r.name, err)
	}
	var saved []savedFrozen
	if err := fromJSON(string(text), &saved); err != nil {
		return d, fmt.Errorf("the figures of draft %s: %w", r.name, err)
	}
	for _, f := range saved {
		d.Figures = append(d.Figures, record.Frozen{Unit: f.Unit, Indicator: f.Indicator, Period: countOf(f.Period), Year: countOf(f.Year)})
	}
	if t.recording == nil { // else it may be undone
		t.drafts.put(id, d)
	}
	return d, nil
}
