package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"tonghop/model/record"
)

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
