package ledger

import (
	"cmp"
	"database/sql"
	"slices"
)

// A strand is one of the tables of differences. They have one shape: a source,
// two columns that make the key, the look, and what was said from it on.
type strand struct{ table, text, n string }

var (
	versions = strand{"version", "unit", "day"}
	notes    = strand{"note", "unit", "day"}
	findings = strand{"finding", "key", "nth"}
	mapping  = strand{"mapping", "tab", "nth"}

	strands = []strand{versions, notes, findings, mapping}
)

// standing gives what a source said as of an instant.
func (s strand) standing(t *tx, source, asOf int64) (said, error) {
	type row struct {
		said         sql.NullString
		at, answered int64
	}
	last := map[key]row{}
	query := "SELECT s." + s.text + ", s." + s.n + ", s.said, l.answered, l.id FROM " + s.table +
		" s JOIN look l ON l.id = s.look WHERE s.source = ? AND l.answered <= ?"
	err := t.each(query, []any{source, asOf}, func(scan func(...any) error) error {
		var k key
		var r row
		if err := scan(&k.text, &k.n, &r.said, &r.answered, &r.at); err != nil {
			return err
		}
		if old, ok := last[k]; !ok || cmp.Or(cmp.Compare(old.answered, r.answered), cmp.Compare(old.at, r.at)) < 0 {
			last[k] = r
		}
		return nil
	})
	stands := make(said, len(last))
	for k, r := range last {
		if r.said.Valid {
			stands[k] = r.said.String
		}
	}
	return stands, err
}

// put appends what now differs from before under a look, and tells whether
// anything did. Next is the readable look that follows this one where its
// clock had been set back, else 0: what it saw must go on standing, so it is
// given the earlier text wherever it had none of its own.
func (s strand) put(t *tx, source, look, next int64, before, now said) (changed bool, err error) {
	insert := "INSERT INTO " + s.table + " (source, " + s.text + ", " + s.n + ", look, said) VALUES (?, ?, ?, ?, ?)"
	for _, k := range differing(before, now) {
		if err := t.exec(insert, source, k.text, k.n, look, now.orNull(k)); err != nil {
			return false, err
		}
		if next != 0 {
			if err := t.exec(insert+" ON CONFLICT DO NOTHING", source, k.text, k.n, next, before.orNull(k)); err != nil {
				return false, err
			}
		}
		changed = true
	}
	return changed, nil
}

// orNull gives what is said of k, and NULL for nothing.
func (s said) orNull(k key) any {
	if text, ok := s[k]; ok {
		return text
	}
	return nil
}

// differing gives the keys of which two say different things, in the order in
// which the tables are kept.
func differing(before, now said) []key {
	var keys []key
	for k, text := range now {
		if old, ok := before[k]; !ok || old != text {
			keys = append(keys, k)
		}
	}
	for k := range before {
		if _, ok := now[k]; !ok {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.text, b.text), cmp.Compare(a.n, b.n))
	})
	return keys
}
