package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"tonghop/model/record"
)

// ErrTaken tells that something in the register is taken: a number of its
// year, a draft that was issued, a report that was replaced.
var ErrTaken = errors.New("it is taken in the register")

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
