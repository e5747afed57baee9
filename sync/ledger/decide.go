package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// Decide records a decision of the office for good and gives its id. The ID
// in d is ignored. A decision that takes back another names one that is there.
func (l *Ledger) Decide(ctx context.Context, d office.Decision) (id int64, err error) {
	err = l.update(ctx, "recording a decision", func(t *tx) error {
		if err := t.admissible(&d); err != nil {
			return err
		}
		id, err = t.insert(`INSERT INTO decision (kind, unit, first, last, indicator, value, finding, received, who, at, reason, undoes, manner, period, raw)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			string(d.Kind), d.Unit, int64(d.From), int64(d.To), d.Indicator,
			sql.NullInt64{Int64: d.Value.N, Valid: d.Value.Stated}, d.Finding, microsOrNull(d.Received),
			d.By, micros(d.At), d.Reason, sql.NullInt64{Int64: d.Undoes, Valid: d.Undoes != 0},
			string(d.Manner), d.Period, d.Raw)
		if err != nil {
			return err
		}
		return t.revise("decision", id)
	})
	return id, err
}

func (t *tx) admissible(d *office.Decision) error {
	switch {
	case d.Kind == "":
		return errors.New("it does not say of what kind it is")
	case d.At.IsZero():
		return errors.New("it does not say when it was made")
	case d.Undoes == 0:
		return nil
	}
	var there int
	found, err := t.first("SELECT 1 FROM decision WHERE id = ?", []any{d.Undoes}, &there)
	if err == nil && !found {
		err = fmt.Errorf("it takes back decision %d, and there is none of that number", d.Undoes)
	}
	return err
}

// Decisions gives all that the office ever decided, in the order of deciding.
func (l *Ledger) Decisions(ctx context.Context) (all []office.Decision, err error) {
	err = l.view(ctx, "reading the decisions", func(t *tx) error {
		all, err = t.decisions(micros(endOfTime))
		return err
	})
	return all, err
}

// decisions gives the decisions made at or before an instant.
func (t *tx) decisions(asOf int64) (all []office.Decision, err error) {
	err = t.each(`SELECT id, kind, unit, first, last, indicator, value, finding, received, who, at, reason, undoes, manner, period, raw
		FROM decision WHERE at <= ? ORDER BY id`, []any{asOf}, func(scan func(...any) error) error {
		var d office.Decision
		var from, to, at int64
		var value, received, undoes sql.NullInt64
		err := scan(&d.ID, &d.Kind, &d.Unit, &from, &to, &d.Indicator, &value, &d.Finding, &received, &d.By, &at, &d.Reason, &undoes,
			&d.Manner, &d.Period, &d.Raw)
		d.From, d.To, d.At, d.Received, d.Undoes = calendar.Day(from), calendar.Day(to), utc(at), instant(received), undoes.Int64
		d.Value = office.Count{N: value.Int64, Stated: value.Valid}
		all = append(all, d)
		return err
	})
	return all, err
}
