package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tonghop/model/office"
)

// An outboxRow is a row of the table outbox: a mark, or the outcome of one.
type outboxRow struct {
	mark                          int64
	key, unit, channel, recipient string
	attempt                       int
	covers, subject, text         string
	outcome                       office.Outcome
	why                           string
	at                            time.Time
}

func (r *outboxRow) fields() []any {
	return []any{&r.mark, &r.key, &r.unit, &r.channel, &r.recipient, &r.attempt, &r.covers, &r.subject, &r.text, &r.outcome, &r.why, &r.at}
}
func (r *outboxRow) beside() []any { return nil }

// MarkReminder records for good that a reminder is about to be sent, and gives
// its id. It gives false where the same was marked before for the same
// recipient, and so must not be sent: by another run, by another process, or
// before a crash. Only what was Unsent is marked again, as its next attempt.
func (l *Ledger) MarkReminder(ctx context.Context, r office.Reminder) (id int64, ok bool, err error) {
	err = l.update(ctx, "marking a reminder", func(t *tx) error {
		if r.Key == "" || r.Channel == "" || r.Recipient == "" || r.Marked.IsZero() {
			return errors.New("it does not say what, how, to whom or when")
		}
		last, err := t.lastAttempt(&r)
		if err != nil || !last.Open() {
			return err
		}
		covers := append([]string{}, r.Covers...)
		text, err := toJSON(&covers)
		if err != nil {
			return err
		}
		t.recording.assert(r.Marked)
		id, err = t.put(outbox, &outboxRow{key: r.Key, unit: r.Unit, channel: r.Channel, recipient: r.Recipient, attempt: last.Attempt + 1,
			covers: text, subject: r.Subject, text: r.Text, at: r.Marked}, "")
		ok = err == nil
		return err
	})
	return id, ok && err == nil, err
}

// lastAttempt gives what is known of the last attempt at a reminder; where there
// was none, one that may be made.
func (t *tx) lastAttempt(r *office.Reminder) (last office.Reminder, err error) {
	last.Outcome = office.Unsent
	var id int64
	found, err := t.first("SELECT id FROM outbox WHERE office = ? AND key = ? AND channel = ? AND recipient = ? AND mark = 0 ORDER BY attempt DESC LIMIT 1",
		[]any{field{&r.Key}, field{&r.Channel}, field{&r.Recipient}}, &id)
	if err != nil || !found {
		return last, err
	}
	err = rows(t, outbox, "(id = ? OR mark = ?)", []any{id, id}, nil, func(row int64, r *outboxRow) error {
		if row == id {
			last.Attempt, last.Outcome = r.attempt, office.Doubtful
		} else {
			last.Outcome = r.outcome
		}
		return nil
	})
	return last, err
}

// SettleReminder records what became of a reminder that was marked. It is
// settled once.
func (l *Ledger) SettleReminder(ctx context.Context, id int64, outcome office.Outcome, why string, at time.Time) error {
	return l.update(ctx, "settling a reminder", func(t *tx) error {
		var there int
		found, err := t.first("SELECT 1 FROM outbox WHERE office = ? AND id = ? AND mark = 0", []any{id}, &there)
		if err == nil && !found {
			err = fmt.Errorf("there is no reminder %d", id)
		}
		if err != nil {
			return err
		}
		t.recording.assert(at)
		_, err = t.put(outbox, &outboxRow{mark: id, outcome: outcome, why: why, at: at}, "")
		return err
	})
}

// Reminders gives those marked at or after an instant, in the order of marking
// and without their texts. One that was never settled is Doubtful.
func (l *Ledger) Reminders(ctx context.Context, since time.Time) (all []office.Reminder, err error) {
	err = l.view(ctx, "reading the reminders", func(t *tx) error {
		at := map[int64]int{} // of each mark, its place in all
		return rows(t, outbox, "(at >= ? AND mark = 0 OR mark IN (SELECT id FROM outbox WHERE office = ?1 AND at >= ?2 AND mark = 0))",
			[]any{since.UnixMicro()}, nil, func(id int64, r *outboxRow) error {
				if r.mark != 0 {
					one := &all[at[r.mark]]
					one.Outcome, one.Why, one.Settled = r.outcome, r.why, r.at
					return nil
				}
				at[id] = len(all)
				one := office.Reminder{ID: id, Key: r.key, Unit: r.unit, Channel: r.channel, Recipient: r.recipient, Attempt: r.attempt,
					Marked: r.at, Outcome: office.Doubtful}
				all = append(all, one)
				return fromJSON(r.covers, &all[len(all)-1].Covers)
			})
	})
	return all, err
}
