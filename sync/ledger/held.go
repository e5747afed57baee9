package ledger

import (
	"database/sql"

	"tonghop/model/office"
)

// held gives what is held of those versions of a source that are gone, as of
// an instant. Where the office has accepted since that they are (a finding of
// office.CodeRowsGone), nothing is held against what the sheet says now.
func (t *tx) held(ref string, source, asOf int64, stands said) (said, error) {
	held, accepted := said{}, map[string]int64{}
	for k, text := range stands {
		if !isGone(text) {
			continue
		}
		last, since, err := t.beforeGone(k, source, asOf)
		if err != nil {
			return nil, err
		}
		if !isFigures(last) {
			continue
		}
		var scanner figureScanner
		figs, err := scanner.scan(last)
		if err != nil {
			return nil, err
		}
		f := office.Finding{Unit: k.text, Code: office.CodeRowsGone, Origin: office.Origin{Source: ref, Tab: figs[0].Tab}}
		at, asked := accepted[f.Key()]
		if !asked {
			if at, err = t.accepted(f.Key()); err != nil {
				return nil, err
			}
			accepted[f.Key()] = at
		}
		if at < since {
			held[k] = last
		}
	}
	return held, nil
}

// beforeGone gives what was said of a day before it was gone, and since when it
// is.
func (t *tx) beforeGone(k key, source, asOf int64) (last string, since int64, err error) {
	err = t.each("SELECT v.said, l.answered FROM version v JOIN look l ON l.id = v.look"+
		" WHERE v.source = ? AND v.unit = ? AND v.day = ? AND l.answered <= ? AND v.said IS NOT NULL ORDER BY l.answered DESC, l.id DESC",
		[]any{source, k.text, k.n, asOf}, func(scan func(...any) error) error {
			var text string
			var at int64
			if err := scan(&text, &at); err != nil {
				return err
			}
			switch {
			case last != "":
			case isGone(text):
				since = at
			default:
				last = text
			}
			return nil
		})
	return last, since, err
}

// accepted tells when the office last accepted a finding, 0 for never.
func (t *tx) accepted(finding string) (at int64, err error) {
	var last sql.NullInt64
	_, err = t.first("SELECT max(at) FROM decision WHERE kind = ? AND finding = ?"+
		" AND id NOT IN (SELECT undoes FROM decision WHERE undoes IS NOT NULL)",
		[]any{string(office.DecisionAccept), finding}, &last)
	return last.Int64, err
}
