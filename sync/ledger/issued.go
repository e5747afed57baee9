package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tonghop/model/calendar"
	"tonghop/model/record"
)

// ErrTaken tells that something in the register is taken: a number of its
// year, a draft that was issued, a report that was replaced.
var ErrTaken = errors.New("it is taken in the register")

// KeepDraft keeps a closed report for good, with the files that it names: its
// document, the configuration, the sources. Where the very same was closed
// before, by its Digest, that draft is given instead and nothing is kept; a
// Draft code that another draft bears is ErrTaken.
func (l *Ledger) KeepDraft(ctx context.Context, d *record.Issued, sources []record.KeptSource, files ...[]byte) (id int64, isNew bool, err error) {
	err = l.update(ctx, "keeping a draft", func(t *tx) error {
		if found, err := t.first("SELECT id FROM draft WHERE digest = ?", []any{d.Digest}, &id); found || err != nil {
			return err
		}
		var other int64
		if found, err := t.first("SELECT id FROM draft WHERE code = ?", []any{d.Draft}, &other); found || err != nil {
			return errors.Join(err, fmt.Errorf("draft %s: %w", d.Draft, ErrTaken))
		}
		kept, err := t.keepAll(files)
		if err == nil {
			id, err = t.insertDraft(d, kept)
		}
		for i := 0; i < len(sources) && err == nil; i++ {
			err = t.insertSource(id, &sources[i], kept)
		}
		isNew = err == nil
		if err == nil {
			err = t.revise("draft", id)
		}
		return err
	})
	return id, isNew && err == nil, err
}

func (t *tx) insertDraft(d *record.Issued, kept bundle) (id int64, err error) {
	if d.Draft == "" || d.Digest == "" || d.Closed.IsZero() || d.AsOf.IsZero() {
		return 0, errors.New("it does not say what was closed, or when")
	}
	config, err := kept.of(t, d.Config)
	if err != nil {
		return 0, err
	}
	document, err := kept.of(t, d.Drafted.SHA256)
	if err != nil {
		return 0, err
	}
	figures, err := encodeFrozen(d.Figures)
	if err != nil {
		return 0, err
	}
	return t.insert(`INSERT INTO draft (code, digest, kind, name, first, last, as_of, closed, who, config, edition, file, blob, figures)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		d.Draft, d.Digest, string(d.Period.Kind), d.Period.Name, int64(d.Period.First), int64(d.Period.Last), micros(d.AsOf), micros(d.Closed),
		d.ClosedBy, config, d.Edition, d.Drafted.Name, document, figures)
}

func (t *tx) insertSource(draft int64, s *record.KeptSource, kept bundle) error {
	var blob sql.NullInt64
	if s.File.SHA256 != "" {
		id, err := kept.of(t, s.File.SHA256)
		if err != nil {
			return fmt.Errorf("source %s: %w", s.Source, err)
		}
		blob = sql.NullInt64{Int64: id, Valid: true}
	}
	return t.exec("INSERT INTO draft_source (draft, source, content, reader, status, fault, file, blob) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		draft, s.Source, s.Content, s.Reader, string(s.Status), string(s.Fault), s.File.Name, blob)
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
		kept, err := t.keepAll(files)
		if err != nil {
			return err
		}
		blob, err := kept.of(t, r.File.SHA256)
		if err != nil {
			return err
		}
		replaces, err := t.replaced(r)
		if err != nil {
			return err
		}
		differences, err := encodeDifferences(r)
		if err != nil {
			return err
		}
		year, _, _ := r.Dated.Date()
		if err := t.free(r, year, replaces); err != nil {
			return err
		}
		id, err := t.insert(`INSERT INTO issued (draft, number, year, dated, at, who, replaces, reason, file, blob, edited, differences)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			r.ID, r.Number, year, int64(r.Dated), micros(r.At), r.By, replaces, r.Reason, r.File.Name, blob, r.Edited, differences)
		if err != nil {
			return err
		}
		return t.revise("issued", id)
	})
}

// free refuses what the register has already.
func (t *tx) free(r *record.Issued, year int, replaces sql.NullInt64) error {
	var id int64
	found, err := t.first("SELECT id FROM issued WHERE draft = ? OR (number = ? AND year = ?) OR replaces = ?", []any{r.ID, r.Number, year, replaces}, &id)
	if err == nil && found {
		err = fmt.Errorf("number %s of %d: %w", r.Number, year, ErrTaken)
	}
	return err
}

// replaced finds the report that a new one replaces: of the same period, and
// not replaced before.
func (t *tx) replaced(r *record.Issued) (id sql.NullInt64, err error) {
	if r.Replaces == "" {
		return id, nil
	}
	found, err := t.first(`SELECT i.id FROM issued i JOIN draft d ON d.id = i.draft WHERE i.number = ? AND d.kind = ? AND d.name = ?
		ORDER BY i.id DESC LIMIT 1`, []any{r.Replaces, string(r.Period.Kind), r.Period.Name}, &id)
	if err == nil && !found {
		err = fmt.Errorf("no report %s of %s was issued", r.Replaces, r.Period.Key())
	}
	return id, err
}

// Register gives every report that was closed, in the order of closing, with
// its figures and without its files.
func (l *Ledger) Register(ctx context.Context) (all []record.Issued, err error) {
	err = l.view(ctx, "reading the register of reports", func(t *tx) error {
		all, err = t.register(micros(endOfTime), &l.frozen)
		return err
	})
	return all, err
}

const selectRegister = `SELECT d.id, d.code, d.digest, d.kind, d.name, d.first, d.last, d.as_of, d.closed, d.who, c.sha256, d.edition, d.file, b.sha256,
	coalesce(i.number, ''), coalesce(i.dated, 0), i.at, coalesce(i.who, ''), coalesce(r.number, ''), coalesce(i.reason, ''),
	coalesce(i.file, ''), coalesce(f.sha256, ''), coalesce(i.edited, 0), i.differences
	FROM draft d JOIN blob b ON b.id = d.blob JOIN blob c ON c.id = d.config
	LEFT JOIN issued i ON i.draft = d.id AND i.at <= ? LEFT JOIN issued r ON r.id = i.replaces LEFT JOIN blob f ON f.id = i.blob
	WHERE d.closed <= ? ORDER BY d.id`

// register gives what had been closed and issued by an instant, with the
// figures from a memory of them.
func (t *tx) register(asOf int64, figures *frozenMemory) (all []record.Issued, err error) {
	err = t.each(selectRegister, []any{asOf, asOf}, func(scan func(...any) error) error {
		var r record.Issued
		var first, last, read, closed, dated int64
		var at sql.NullInt64
		var differences sql.NullString
		err := scan(&r.ID, &r.Draft, &r.Digest, &r.Period.Kind, &r.Period.Name, &first, &last, &read, &closed, &r.ClosedBy, &r.Config, &r.Edition,
			&r.Drafted.Name, &r.Drafted.SHA256, &r.Number, &dated, &at, &r.By, &r.Replaces, &r.Reason,
			&r.File.Name, &r.File.SHA256, &r.Edited, &differences)
		if err != nil {
			return err
		}
		r.Period.First, r.Period.Last, r.Dated = calendar.Day(first), calendar.Day(last), calendar.Day(dated)
		r.AsOf, r.Closed, r.At = utc(read), utc(closed), instant(at)
		r.Compared = r.Edited && differences.Valid
		if differences.Valid {
			if err := fromJSON(differences.String, &r.Differences); err != nil {
				return fmt.Errorf("the differences of report %s: %w", r.Number, err)
			}
		}
		all = append(all, r)
		return nil
	})
	for i := 0; i < len(all) && err == nil; i++ {
		if all[i].Figures, err = figures.of(t, all[i].ID); err != nil {
			err = fmt.Errorf("the figures of draft %s: %w", all[i].Draft, err)
		}
	}
	return all, err
}

// KeptSources gives the sources as they stood when a draft was closed, in the
// order of their references.
func (l *Ledger) KeptSources(ctx context.Context, draft int64) (all []record.KeptSource, err error) {
	err = l.view(ctx, "reading the sources of a draft", func(t *tx) error {
		return t.each(`SELECT s.source, s.content, s.reader, s.status, s.fault, s.file, coalesce(b.sha256, '')
			FROM draft_source s LEFT JOIN blob b ON b.id = s.blob WHERE s.draft = ? ORDER BY s.source`, []any{draft}, func(scan func(...any) error) error {
			var k record.KeptSource
			err := scan(&k.Source, &k.Content, &k.Reader, &k.Status, &k.Fault, &k.File.Name, &k.File.SHA256)
			all = append(all, k)
			return err
		})
	})
	return all, err
}
