package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"tonghop/model/record"
)

// Append records looks in the order given, all of them or none.
//
// A readable look without a Reading says that its source's content and reader
// are those that Last gave; where they are not, that is an error, for what it
// saw would be lost.
//
// A look that is older than one already recorded is kept and counts from its
// own instants (see the package comment). One that was answered before it was
// asked, because the clock was set back meanwhile, is kept with the two
// exchanged: it then proves nothing about the instants between them.
func (l *Ledger) Append(ctx context.Context, looks ...record.OldLook) error {
	return l.update(ctx, "recording looks", func(t *tx) error {
		a := appender{tx: t}
		if slices.ContainsFunc(looks, func(look record.OldLook) bool { return look.Reading != nil }) {
			known, err := l.memory.recall(t)                  // before anything is written that may be undone
			if err != nil && !errors.Is(err, errUnreadable) { // of which looks at other sources know nothing
				return err
			}
			a.known = maps.Clone(known.accounts)
		}
		return a.appendAll(looks)
	})
}

// An appender records looks in one transaction.
type appender struct {
	*tx
	// known is what the sources said before the transaction; those of which it
	// has recorded a look are taken out.
	known map[int64]*account
}

func (t *appender) appendAll(looks []record.OldLook) error {
	var last int64
	for i := range looks {
		id, isNew, err := t.append(&looks[i])
		if err != nil {
			return fmt.Errorf("look at %s: %w", looks[i].Source, err)
		}
		if isNew {
			last = id
		}
	}
	if last == 0 {
		return nil
	}
	return t.revise("look", last)
}

// append records one look. It is new unless it saw exactly what the source's
// look before it saw.
func (t *appender) append(look *record.OldLook) (id int64, isNew bool, err error) {
	switch {
	case look.Source == "":
		return 0, false, errors.New("it names no source")
	case look.Asked.IsZero() || look.Answered.IsZero():
		return 0, false, errors.New("it does not say when it was asked and answered")
	case look.Fault != nil && look.Fault.Code == "":
		return 0, false, errors.New("its fault is not named")
	case look.Fault != nil && look.Reading != nil:
		return 0, false, errors.New("it has a fault and a reading")
	}
	source, err := t.intern("source", "ref", look.Source)
	if err != nil {
		return 0, false, err
	}
	answered := max(micros(look.Asked), micros(look.Answered))
	before, err := t.lookBefore(source, answered)
	if err != nil {
		return 0, false, err
	}
	var sight sql.NullInt64
	var fault, detail any
	if look.Fault != nil {
		fault, detail = string(look.Fault.Code), look.Fault.Detail
	} else if sight.Int64, err = t.sight(look.Content, look.Reader); err != nil {
		return 0, false, err
	}
	sight.Valid = look.Fault == nil
	id, err = t.insert("INSERT INTO look (source, asked, answered, sight, fault, detail, modified) VALUES (?, ?, ?, ?, ?, ?, ?)",
		source, min(micros(look.Asked), micros(look.Answered)), answered, sight, fault, detail, microsOrNull(look.Modified))
	if err != nil {
		return 0, false, err
	}
	if look.Fault != nil {
		delete(t.known, source)
		return id, before.fault != string(look.Fault.Code), nil
	}
	known := t.known[source]
	delete(t.known, source)
	said, err := t.say(look, known, source, id, answered, sight.Int64)
	return id, said || before.id == 0 || before.fault != "", err
}

// A past is what has to be known of an earlier look.
type past struct {
	id, answered, sight int64
	fault               string
}

const selectPast = "SELECT id, answered, coalesce(sight, 0), coalesce(fault, '') FROM look WHERE source = ? "

// lookBefore gives the last look at a source as of an instant; its id is 0
// where there was none.
func (t *tx) lookBefore(source, asOf int64) (p past, err error) {
	_, err = t.first(selectPast+"AND answered <= ? ORDER BY answered DESC, id DESC LIMIT 1",
		[]any{source, asOf}, &p.id, &p.answered, &p.sight, &p.fault)
	return p, err
}

// readableBefore is lookBefore among readable looks, another than id.
func (t *tx) readableBefore(source, asOf, id int64) (p past, err error) {
	_, err = t.first(selectPast+"AND answered <= ? AND sight IS NOT NULL AND id <> ? ORDER BY answered DESC, id DESC LIMIT 1",
		[]any{source, asOf, id}, &p.id, &p.answered, &p.sight, &p.fault)
	return p, err
}

// readableAfter gives the first readable look at a source that was answered
// after an instant, which there is only where a clock was set back.
func (t *tx) readableAfter(source, asOf int64) (p past, err error) {
	_, err = t.first(selectPast+"AND answered > ? AND sight IS NOT NULL ORDER BY answered, id LIMIT 1",
		[]any{source, asOf}, &p.id, &p.answered, &p.sight, &p.fault)
	return p, err
}

// say records what a readable look says beyond what stood before it. Known is
// all that its source said before, nil where that is not known.
func (t *tx) say(look *record.OldLook, known *account, source, id, answered, sight int64) (changed bool, err error) {
	if look.Reading != nil && known != nil {
		before, now, ok, err := known.compare(look.Source, look.Reading, answered)
		if err != nil {
			return false, err
		}
		if ok {
			return t.put(source, id, 0, before, now)
		}
	}
	var now sayings
	if look.Reading == nil {
		last, err := t.readableBefore(source, answered, id)
		if err != nil || last.sight == sight {
			return false, err
		}
		if now, err = t.sayingsOfLast(source, id, sight); err != nil {
			return false, err
		}
	}
	standing, err := t.standing(source, answered)
	if err != nil {
		return false, err
	}
	if look.Reading != nil {
		held, err := t.held(look.Source, source, answered, standing.versions)
		if err != nil {
			return false, err
		}
		if now, err = sayingsOf(look.Source, look.Reading, standing.versions, held); err != nil {
			return false, err
		}
	}
	next, err := t.readableAfter(source, answered)
	if err != nil {
		return false, err
	}
	return t.put(source, id, next.id, standing, now)
}

// sayingsOfLast gives what the source's very last readable look said, for a
// look that saw the same and yet stands before it.
func (t *tx) sayingsOfLast(source, id, sight int64) (sayings, error) {
	last, err := t.readableBefore(source, micros(endOfTime), id)
	if err != nil {
		return sayings{}, err
	}
	if last.sight != sight {
		return sayings{}, errors.New("it has no reading, and its content is not what was seen last")
	}
	return t.standing(source, last.answered)
}

// standing gives what a source said as of an instant.
func (t *tx) standing(source, asOf int64) (s sayings, err error) {
	if s.versions, err = versions.standing(t, source, asOf); err != nil {
		return s, err
	}
	if s.notes, err = notes.standing(t, source, asOf); err != nil {
		return s, err
	}
	if s.findings, err = findings.standing(t, source, asOf); err != nil {
		return s, err
	}
	s.mapping, err = mapping.standing(t, source, asOf)
	return s, err
}

func (t *tx) put(source, look, next int64, before, now sayings) (changed bool, err error) {
	for _, d := range []struct {
		strand
		before, now said
	}{
		{versions, before.versions, now.versions},
		{notes, before.notes, now.notes},
		{findings, before.findings, now.findings},
		{mapping, before.mapping, now.mapping},
	} {
		differs, err := d.put(t, source, look, next, d.before, d.now)
		if err != nil {
			return false, err
		}
		changed = changed || differs
	}
	return changed, nil
}

// intern gives the id of a text in a table of texts, where it is put if new.
func (t *tx) intern(table, column, text string) (id int64, err error) {
	found, err := t.first("SELECT id FROM "+table+" WHERE "+column+" = ?", []any{text}, &id)
	if found || err != nil {
		return id, err
	}
	return t.insert("INSERT INTO "+table+" ("+column+") VALUES (?)", text)
}

func (t *tx) sight(content, reader string) (id int64, err error) {
	found, err := t.first("SELECT id FROM sight WHERE content = ? AND reader = ?", []any{content, reader}, &id)
	if found || err != nil {
		return id, err
	}
	return t.insert("INSERT INTO sight (content, reader) VALUES (?, ?)", content, reader)
}
