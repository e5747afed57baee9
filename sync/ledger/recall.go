package ledger

import (
	"database/sql"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A recaller reads what is not remembered yet.
type recaller struct {
	*tx
	figures *figureScanner
	// looks are those that are remembered, and then all of them, by id.
	looks []lookAt
	// fresh is what was read, by source; of those in whole, everything that
	// was ever said.
	fresh map[int64]*account
	whole map[int64]bool
}

// run reads the new looks and what was said at them. A source that is not known
// is read whole, and so is one whose clock was set back: then a look that is
// known already was given rows too (strand.put).
func (r *recaller) run(known map[int64]*account) error {
	from := int64(len(r.looks))
	if err := r.readLooks(); err != nil {
		return err
	}
	for id, fresh := range r.fresh {
		if _, err := r.first("SELECT ref FROM source WHERE id = ?", []any{id}, &fresh.ref); err != nil {
			return err
		}
		sorted(fresh.seen, seenInTime)
		if old := known[id]; old != nil && seenInTime(old.seen[len(old.seen)-1], fresh.seen[0]) <= 0 {
			continue
		}
		r.whole[id] = true
		if err := r.readSaid("source = ? ORDER BY 2, 3, 4", id, nil); err != nil {
			return err
		}
	}
	if len(r.whole) < len(r.fresh) {
		if err := r.readSaid("look >= ? ORDER BY 4", from, r.whole); err != nil {
			return err
		}
	}
	for _, a := range r.fresh {
		a.sort()
	}
	return nil
}

// never is later than every instant that may be asked about.
var never = micros(endOfTime) + 1

func (r *recaller) readLooks() error {
	return r.each("SELECT l.id, source, asked, answered, modified, fault, detail, coalesce(reader, '') FROM look l LEFT JOIN sight s ON s.id = sight WHERE l.id >= ? ORDER BY l.id",
		[]any{len(r.looks)}, func(scan func(...any) error) error {
			var id, source int64
			var at lookAt
			var modified sql.NullInt64
			var fault, detail sql.NullString
			var reader string
			if err := scan(&id, &source, &at.asked, &at.answered, &modified, &fault, &detail, &reader); err != nil {
				return err
			}
			for int64(len(r.looks)) < id { // a number that is not there counts for nothing
				r.looks = append(r.looks, lookAt{answered: never})
			}
			r.looks = append(r.looks, at)
			s := record.Seen{Asked: utc(at.asked), Answered: utc(at.answered), Modified: instant(modified), Reader: r.figures.texts.one(reader)}
			if fault.Valid {
				s.Fault = &office.Fault{Code: office.FaultCode(fault.String), Detail: detail.String}
			}
			if r.fresh[source] == nil {
				r.fresh[source] = &account{}
			}
			r.fresh[source].seen = append(r.fresh[source].seen, s)
			return nil
		})
}

// readSaid reads the rows that a condition chooses into what is fresh, but for
// those of the sources in except.
func (r *recaller) readSaid(where string, arg int64, except map[int64]bool) error {
	for _, s := range []struct {
		strand
		take func(*account, *saying) error
	}{
		{versions, r.version}, {notes, note}, {findings, finding}, {mapping, table},
	} {
		query := "SELECT source, " + s.text + ", " + s.n + ", look, said FROM " + s.table + " WHERE " + where
		err := r.each(query, []any{arg}, func(scan func(...any) error) error {
			var source, look int64
			var row saying
			if err := scan(&source, &row.text, &row.n, &look, &row.said); err != nil {
				return err
			}
			a := r.fresh[source]
			if a == nil || except[source] || look >= int64(len(r.looks)) {
				return nil
			}
			row.lookAt = r.looks[look]
			return s.take(a, &row)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// A saying is one row of a strand as it is stored.
type saying struct {
	key
	lookAt
	said sql.NullString
}

func (r *recaller) version(a *account, s *saying) (err error) {
	v := record.Version{
		Source: a.ref, Unit: r.figures.texts.one(s.text), Day: calendar.Day(s.n), Asked: utc(s.asked), Answered: utc(s.answered),
	}
	switch {
	case !s.said.Valid:
	case s.said.String == saidInvalid:
		v.Invalid = true
	case isGone(s.said.String):
		v.Gone = true // account.hold gives it its figures
	default:
		v.Figures, err = r.figures.scan(s.said.String)
	}
	a.versions = append(a.versions, v)
	return err
}

func note(a *account, s *saying) error {
	var saved []savedNote
	return take(&a.notes, s, &saved, func() []office.Note {
		all := make([]office.Note, len(saved))
		for i, n := range saved {
			all[i] = office.Note{Unit: s.text, Day: calendar.Day(s.n), Field: n.Field, Text: n.Text,
				Origin: office.Origin{Source: a.ref, Tab: n.Tab, TabID: n.TabID, Cell: n.Cell}}
		}
		return all
	})
}

func finding(a *account, s *saying) error {
	var saved savedFinding
	return take(&a.findings, s, &saved, func() office.Finding { return saved.finding(a.ref) })
}

func table(a *account, s *saying) error {
	var saved savedTable
	return take(&a.tables, s, &saved, func() office.Table { return saved.table(s.text) })
}

// take appends a row, with its value made of what is saved in it, if anything
// is.
func take[T any](to *[]row[T], s *saying, saved any, value func() T) error {
	r := row[T]{key: s.key, lookAt: s.lookAt, said: s.said.Valid}
	if r.said {
		if err := fromJSON(s.said.String, saved); err != nil {
			return err
		}
		r.value = value()
	}
	*to = append(*to, r)
	return nil
}
