package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/record"
)

// A toldRow is a row of the table told.
type toldRow struct {
	look   int64
	reader string
	days   string
}

func (r *toldRow) fields() []any { return []any{&r.look, &r.reader, &r.days} }
func (r *toldRow) beside() []any { return nil }

// A toldUnit is a unit's days in stored form.
type toldUnit struct {
	Unit string         `json:"unit"`
	Days []calendar.Day `json:"days"`
}

// Tell records what we led people to believe, at an instant.
func (l *Ledger) Tell(ctx context.Context, at time.Time, all ...record.Told) error {
	return l.update(ctx, "recording what was told", func(t *tx) error {
		t.recording.assert(at)
		for i := range all {
			if look := all[i].Look; look < 1 || look > t.recording.head.counts[looks] {
				return fmt.Errorf("there is no look %d in which it was seen", look)
			}
			r, err := rowOfTold(&all[i])
			if err == nil {
				_, err = t.put(told, r, "")
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func rowOfTold(one *record.Told) (*toldRow, error) {
	days := slices.SortedFunc(slices.Values(one.Days), func(a, b record.UnitDay) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Day, b.Day))
	})
	var saved []toldUnit
	for _, d := range days {
		if n := len(saved); n == 0 || saved[n-1].Unit != d.Unit {
			saved = append(saved, toldUnit{Unit: d.Unit})
		}
		last := &saved[len(saved)-1]
		last.Days = append(last.Days, d.Day)
	}
	text, err := toJSON(&saved)
	return &toldRow{one.Look, one.Reader, text}, err
}

func (r *toldRow) told(id int64) (record.Told, error) {
	var saved []toldUnit
	if err := fromJSON(r.days, &saved); err != nil {
		return record.Told{}, fmt.Errorf("told %d: %w", id, err)
	}
	one := record.Told{Look: r.look, Reader: r.reader}
	for _, s := range saved {
		for _, d := range s.Days {
			one.Days = append(one.Days, record.UnitDay{Unit: s.Unit, Day: d})
		}
	}
	return one, nil
}
