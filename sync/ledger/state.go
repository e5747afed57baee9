package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"time"

	"tonghop/model"
)

// State gives what had been seen and decided up to an instant: by looks
// answered at or before it, and decisions made at or before it. Instants are
// in UTC. Findings are open since the answer of the look that first made them.
//
// A version that is gone repeats the figures that are held, as they last
// stood.
func (l *Ledger) State(ctx context.Context, asOf time.Time) (*model.State, error) {
	s := &model.State{AsOf: asOf, Seen: map[string][]model.Seen{}, Tables: map[string][]model.Table{}}
	err := l.view(ctx, "reading what was seen", func(t *tx) error {
		r := stateReader{tx: t, asOf: micros(asOf), state: s}
		return r.run(&l.memory)
	})
	if err != nil {
		return nil, err
	}
	if len(s.Versions) == 0 {
		s.Versions = nil
	}
	return s, nil
}

// A stateReader fills a State, source by source in the order of their refs.
type stateReader struct {
	*tx
	asOf  int64
	state *model.State
	// looks are the instants of every look, by id.
	looks   []lookAt
	figures figureScanner
}

// A lookAt places a look in time.
type lookAt struct{ asked, answered int64 }

func (r *stateReader) run(m *memory) error {
	// First of all, for the memory rests on when the transaction begins to read.
	known, err := m.recall(r.tx)
	if err != nil {
		return err
	}
	r.looks = known.looks
	refs := map[int64]string{}
	err = r.each("SELECT id, ref FROM source", nil, func(scan func(...any) error) error {
		var id int64
		var ref string
		err := scan(&id, &ref)
		refs[id] = ref
		return err
	})
	if err != nil {
		return err
	}
	for id, looks := range known.seen {
		if n := answeredBy(looks, utc(r.asOf)); n > 0 {
			r.state.Seen[refs[id]] = looks[:n:n]
		}
	}
	var rows int // of versions: room for all of them at once
	if _, err := r.first("SELECT count(*) FROM version", nil, &rows); err != nil {
		return err
	}
	r.state.Versions = make([]model.Version, 0, rows)
	ids := slices.SortedFunc(maps.Keys(refs), func(a, b int64) int { return cmp.Compare(refs[a], refs[b]) })
	for _, id := range ids {
		if err := r.source(refs[id], id); err != nil {
			return err
		}
	}
	r.state.Decisions, err = r.decisions(r.asOf)
	return err
}

// source reads everything that one source says, if it was seen at all.
func (r *stateReader) source(ref string, id int64) error {
	if len(r.state.Seen[ref]) == 0 {
		return nil
	}
	if err := r.versions(ref, id); err != nil {
		return err
	}
	if err := r.notes(ref, id); err != nil {
		return err
	}
	if err := r.findings(ref, id); err != nil {
		return err
	}
	return r.tables(ref, id)
}

// A saying is one row of a strand.
type saying struct {
	key
	lookAt
	said sql.NullString
}

// strand gives the rows of a strand that count, each key's in the order of
// their looks.
func (r *stateReader) strand(s strand, source int64, f func(*saying) error) error {
	query := "SELECT " + s.text + ", " + s.n + ", look, said FROM " + s.table +
		" WHERE source = ? ORDER BY " + s.text + ", " + s.n + ", look"
	var group []saying
	flush := func() error {
		if !slices.IsSortedFunc(group, inTime) { // a clock was set back
			slices.SortStableFunc(group, inTime)
		}
		for i := range group {
			if err := f(&group[i]); err != nil {
				return err
			}
		}
		group = group[:0]
		return nil
	}
	err := r.each(query, []any{source}, func(scan func(...any) error) error {
		var row saying
		var look int64
		if err := scan(&row.text, &row.n, &look, &row.said); err != nil {
			return err
		}
		if look >= int64(len(r.looks)) || r.looks[look].answered > r.asOf {
			return nil
		}
		row.lookAt = r.looks[look]
		if len(group) > 0 && group[0].key != row.key {
			if err := flush(); err != nil {
				return err
			}
		}
		group = append(group, row)
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

func inTime(a, b saying) int { return cmp.Compare(a.answered, b.answered) }

// last gives of each key of a strand what stands, with the look since which
// anything has stood without a break.
func (r *stateReader) last(s strand, source int64, f func(said *saying) error) error {
	var open saying
	done := func() error {
		if !open.said.Valid {
			return nil
		}
		return f(&open)
	}
	err := r.strand(s, source, func(row *saying) error {
		if row.key != open.key {
			if err := done(); err != nil {
				return err
			}
			open = *row
			return nil
		}
		if !open.said.Valid { // opened anew
			open.lookAt = row.lookAt
		}
		open.said = row.said
		return nil
	})
	if err != nil {
		return err
	}
	return done()
}

func (r *stateReader) versions(ref string, id int64) error {
	return r.strand(versions, id, func(row *saying) (err error) {
		v := model.Version{
			Source: ref, Unit: row.text, Day: model.Day(row.n), Asked: utc(row.asked), Answered: utc(row.answered),
		}
		var before *model.Version
		if n := len(r.state.Versions); n > 0 {
			before = &r.state.Versions[n-1]
			if before.Unit == v.Unit {
				v.Unit = before.Unit // one copy of the text serves all
			}
		}
		switch {
		case !row.said.Valid:
		case row.said.String == saidInvalid:
			v.Invalid = true
		case row.said.String == saidGone:
			v.Gone = true
			if before != nil && before.Source == v.Source && before.Unit == v.Unit && before.Day == v.Day {
				v.Figures, v.Invalid = before.Figures, before.Invalid
			}
		default:
			v.Figures, err = r.figures.scan(row.said.String)
		}
		r.state.Versions = append(r.state.Versions, v)
		return err
	})
}

func (r *stateReader) notes(ref string, id int64) error {
	return r.last(notes, id, func(row *saying) error {
		var saved []savedNote
		if err := fromJSON(row.said.String, &saved); err != nil {
			return err
		}
		for _, n := range saved {
			r.state.Notes = append(r.state.Notes, model.Note{
				Unit: row.text, Day: model.Day(row.n), Field: n.Field, Text: n.Text,
				Origin: model.Origin{Source: ref, Tab: n.Tab, TabID: n.TabID, Cell: n.Cell},
			})
		}
		return nil
	})
}

func (r *stateReader) findings(ref string, id int64) error {
	return r.last(findings, id, func(row *saying) error {
		var saved savedFinding
		if err := fromJSON(row.said.String, &saved); err != nil {
			return err
		}
		r.state.Findings = append(r.state.Findings, model.OpenFinding{Finding: saved.finding(ref), Since: utc(row.answered)})
		return nil
	})
}

func utc(micros int64) time.Time { return time.UnixMicro(micros).UTC() }
