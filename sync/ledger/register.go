package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/record"
)

// ErrTaken tells that something in the register is taken: a number of its
// year, a draft that was issued, a report that was replaced.
var ErrTaken = errors.New("it is taken in the register")

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

// KeepDraft keeps a closed report for good, with the files that it names: its
// document, the configuration, what it rests on. Where the very same was closed
// before, by its Digest, that draft is given instead and nothing is kept; a
// Draft code that another draft bears is ErrTaken.
func (l *Ledger) KeepDraft(ctx context.Context, d *record.Issued, kept []record.KeptSource, files ...[]byte) (id int64, isNew bool, err error) {
	err = l.update(ctx, "keeping a draft", func(t *tx) error {
		if d.Draft == "" || d.Digest == "" || d.Closed.IsZero() || d.AsOf.IsZero() {
			return errors.New("it does not say what was closed, or when")
		}
		all, err := t.register()
		if err != nil {
			return err
		}
		for i := range all {
			switch {
			case all[i].Digest == d.Digest:
				id = all[i].ID
				return nil
			case all[i].Draft == d.Draft:
				return fmt.Errorf("draft %s: %w", d.Draft, ErrTaken)
			}
		}
		id, err = t.keepDraft(d, kept, files)
		isNew = err == nil
		return err
	})
	return id, isNew && err == nil, err
}

func (t *tx) keepDraft(d *record.Issued, kept []record.KeptSource, files [][]byte) (int64, error) {
	for _, data := range files {
		if _, err := t.keepFile(data); err != nil {
			return 0, err
		}
	}
	figures, err := t.keepFigures(d.Figures)
	if err != nil {
		return 0, err
	}
	s := savedDraft{
		Digest: d.Digest, Kind: d.Period.Kind, Name: d.Period.Name, First: d.Period.First, Last: d.Period.Last, AsOf: d.AsOf.UnixMicro(),
		Closed: d.Closed.UnixMicro(), By: d.ClosedBy, Revision: d.Revision, Head: d.Head, Reader: d.Reader, Config: d.Config, Edition: d.Edition,
		Drafted: d.Drafted, Evidence: d.Evidence, Figures: figures,
	}
	needed := []string{s.Config, s.Drafted.SHA256}
	if s.Evidence.SHA256 != "" {
		needed = append(needed, s.Evidence.SHA256)
	}
	for _, k := range kept {
		s.Sources = append(s.Sources, savedSource(k))
	}
	if err := t.needFiles(needed...); err != nil {
		return 0, err
	}
	said, err := toJSON(&s)
	if err != nil {
		return 0, err
	}
	t.recording.changes = true
	t.recording.assert(d.Closed)
	return t.put(reports, &reportRow{kind: keptDraft, name: d.Draft, said: said}, "")
}

func (t *tx) keepFigures(figures []record.Frozen) (hash string, err error) {
	saved := make([]savedFrozen, len(figures))
	for i, f := range figures {
		saved[i] = savedFrozen{f.Unit, f.Indicator, numberOf(f.Period), numberOf(f.Year)}
	}
	text, err := toJSON(&saved)
	if err != nil {
		return "", err
	}
	return t.keepFile([]byte(text))
}

// GiveNumber issues a draft for good: its number, the day that it bears, what
// it replaces and the file that was issued. A number that another report of
// the year has, a draft that has another number and a report that is replaced
// already are ErrTaken.
func (l *Ledger) GiveNumber(ctx context.Context, r *record.Issued, files ...[]byte) error {
	return l.update(ctx, "issuing report "+r.Number, func(t *tx) error {
		if r.Number == "" || r.Dated == 0 || r.At.IsZero() {
			return errors.New("it does not say under which number, of which day, or when")
		}
		all, err := t.register()
		if err != nil {
			return err
		}
		if err := mayIssue(all, r); err != nil {
			return err
		}
		for _, data := range files {
			if _, err := t.keepFile(data); err != nil {
				return err
			}
		}
		if err := t.needFiles(r.File.SHA256); err != nil {
			return err
		}
		said, err := toJSON(&savedNumber{r.Number, r.Dated, r.At.UnixMicro(), r.By, r.Replaces, r.Reason, r.File, r.Edited, r.Compared, slices.Clone(r.Differences)})
		if err != nil {
			return err
		}
		t.recording.changes = true
		t.recording.assert(r.At)
		year, _, _ := r.Dated.Date()
		_, err = t.put(reports, &reportRow{kind: keptGiven, name: fmt.Sprintf("%d %s", year, r.Number), draft: r.ID, said: said}, "")
		return err
	})
}

// mayIssue refuses what the register has already: the number, the draft, or the
// report that is to be replaced, which must be of the same period.
func mayIssue(all []record.Issued, r *record.Issued) error {
	taken := fmt.Errorf("number %s of %s: %w", r.Number, r.Dated, ErrTaken)
	year, _, _ := r.Dated.Date()
	there, old := false, -1
	for i := range all {
		other := &all[i]
		if other.ID == r.ID {
			there = true
		}
		if other.Number == "" {
			continue
		}
		if of, _, _ := other.Dated.Date(); other.ID == r.ID || of == year && other.Number == r.Number {
			return taken
		}
		if other.Number == r.Replaces && other.Period.Key() == r.Period.Key() && (old < 0 || !other.At.Before(all[old].At)) {
			old = i
		}
	}
	switch {
	case !there:
		return fmt.Errorf("there is no draft %d", r.ID)
	case r.Replaces == "":
		return nil
	case old < 0:
		return fmt.Errorf("no report %s of %s was issued", r.Replaces, r.Period.Key())
	}
	for i := range all {
		other := &all[i]
		if other.Number != "" && other.Replaces == r.Replaces && other.Period.Key() == r.Period.Key() && !other.At.Before(all[old].At) {
			return taken
		}
	}
	return nil
}

// Register gives every report that was closed, in the order of closing, with
// its figures and without its files.
func (l *Ledger) Register(ctx context.Context) (all []record.Issued, err error) {
	err = l.view(ctx, "reading the register of reports", func(t *tx) error {
		all, err = t.register()
		return err
	})
	return all, err
}

// register gives all that was closed, as it stands.
func (t *tx) register() ([]record.Issued, error) {
	to, err := t.rowsOf(reports)
	if err != nil {
		return nil, err
	}
	steps, err := t.registered(0, to)
	if err != nil {
		return nil, err
	}
	var all []record.Issued
	for _, s := range steps {
		if i := slices.IndexFunc(all, func(r record.Issued) bool { return r.ID == s.ID }); i >= 0 {
			all[i] = s.Issued
		} else {
			all = append(all, s.Issued)
		}
	}
	return all, nil
}

// A registered is a report as it stood from a row on.
type registered struct {
	row int64
	record.Issued
}

// registered gives what was closed or issued by the rows from one id, itself not
// included, up to another.
func (t *tx) registered(from, to int64) (all []registered, err error) {
	var rows []*reportRow
	err = stretch(t, reports, from, to, nil, func(_ int64, r *reportRow) error {
		rows = append(rows, r)
		return nil
	})
	for i := 0; i < len(rows) && err == nil; i++ {
		r, id := rows[i], from+int64(i)+1
		switch r.kind {
		case keptDraft:
			var d record.Issued
			d, err = t.draftOf(id, r)
			all = append(all, registered{id, d})
		case keptGiven:
			draft := r.draft
			row := r
			if draft > from && draft < id {
				row = rows[draft-from-1]
			} else if row, err = t.reportRow(draft); err != nil {
				break
			}
			var d record.Issued
			if d, err = t.draftOf(draft, row); err == nil {
				err = r.give(&d)
			}
			all = append(all, registered{id, d})
		}
	}
	return all, err
}

func (t *tx) reportRow(id int64) (row *reportRow, err error) {
	err = stretch(t, reports, id-1, id, nil, func(_ int64, r *reportRow) error {
		row = r
		return nil
	})
	return row, err
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

// give puts into a draft what it was given.
func (r *reportRow) give(d *record.Issued) error {
	var s savedNumber
	if err := fromJSON(r.said, &s); err != nil {
		return err
	}
	d.Number, d.Dated, d.At, d.By, d.Replaces, d.Reason = s.Number, s.Dated, time.UnixMicro(s.At).UTC(), s.By, s.Replaces, s.Reason
	d.File, d.Edited, d.Compared, d.Differences = s.File, s.Edited, s.Compared, s.Differences
	return nil
}

// KeptSources gives the sources as they stood when a draft was closed, in the
// order of their references.
func (l *Ledger) KeptSources(ctx context.Context, draft int64) (all []record.KeptSource, err error) {
	err = l.view(ctx, "reading the sources of a draft", func(t *tx) error {
		row, err := t.reportRow(draft)
		if err != nil {
			return err
		}
		var s savedDraft
		if err := fromJSON(row.said, &s); err != nil {
			return fmt.Errorf("draft %s: %w", row.name, err)
		}
		for _, k := range s.Sources {
			all = append(all, record.KeptSource(k))
		}
		return nil
	})
	return all, err
}
