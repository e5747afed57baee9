package ledger

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// ContentAt tells of each source what the last readable look answered by an
// instant saw: its content and its reader, and nothing else.
func (l *Ledger) ContentAt(ctx context.Context, asOf time.Time) (map[string]record.LastLook, error) {
	seen := map[string]record.LastLook{}
	err := l.view(ctx, "reading what was seen", func(t *tx) error {
		return t.contentAt(micros(asOf), func(ref, content, reader string) {
			seen[ref] = record.LastLook{Content: content, Reader: reader}
		})
	})
	return seen, err
}

// contentAt gives of each source what the last readable look answered by an
// instant saw.
func (t *tx) contentAt(asOf int64, f func(ref, content, reader string)) error {
	return t.each(`SELECT s.ref, c.content, c.reader FROM source s
		JOIN look l ON l.id = (SELECT id FROM look WHERE source = s.id AND answered <= ? AND sight IS NOT NULL ORDER BY answered DESC, id DESC LIMIT 1)
		JOIN sight c ON c.id = l.sight`, []any{asOf}, func(scan func(...any) error) error {
		var ref, content, reader string
		if err := scan(&ref, &content, &reader); err != nil {
			return err
		}
		f(ref, content, reader)
		return nil
	})
}

// maxDiffering bounds how many differences Reread tells.
const maxDiffering = 10

// Reread compares a reading of a source with what the source said as of an
// instant: every unit's day and its figures. It gives what differs in words
// for the operator, at most a few and then how many there are more.
func (l *Ledger) Reread(ctx context.Context, source string, asOf time.Time, r *office.Reading) (differ []string, err error) {
	err = l.view(ctx, "comparing a reading", func(t *tx) error {
		var id int64
		if found, err := t.first("SELECT id FROM source WHERE ref = ?", []any{source}, &id); err != nil || !found {
			return err
		}
		stood, err := versions.standing(t, id, micros(asOf))
		if err != nil {
			return err
		}
		now := versionsOf(r)
		for k, said := range stood {
			if now[k] != said && !isGone(said) { // what is held was not in these bytes
				differ = append(differ, fmt.Sprintf("%s on %s: %s was recorded, and %s is read", k.text, calendar.Day(k.n), orNothing(said), orNothing(now[k])))
			}
		}
		for k := range maps.Keys(now) {
			if stood[k] == "" || stood[k] == saidGone {
				differ = append(differ, fmt.Sprintf("%s on %s: nothing was recorded, and %s is read", k.text, calendar.Day(k.n), now[k]))
			}
		}
		return nil
	})
	slices.Sort(differ)
	if more := len(differ) - maxDiffering; more > 0 {
		differ = append(differ[:maxDiffering], fmt.Sprintf("and %d more", more))
	}
	return differ, err
}

func orNothing(said string) string {
	if said == "" {
		return "nothing"
	}
	return said
}
