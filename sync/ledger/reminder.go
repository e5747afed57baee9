package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"tonghop/model/office"
)

// MarkReminder records for good that a reminder is about to be sent, and gives
// its id. It gives false where the same was marked before for the same
// recipient, and so must not be sent: by another run, by another process, or
// before a crash. Only what was Unsent is marked again, as its next attempt.
func (l *Ledger) MarkReminder(ctx context.Context, r office.Reminder) (id int64, ok bool, err error) {
	err = l.update(ctx, "marking a reminder", func(t *tx) error {
		if r.Key == "" || r.Channel == "" || r.Recipient == "" || r.Marked.IsZero() {
			return errors.New("it does not say what, how, to whom or when")
		}
		last := office.Reminder{Outcome: office.Unsent}
		if _, err := t.first(`SELECT r.attempt, coalesce(o.outcome, 'doubtful') FROM reminder r LEFT JOIN reminded o ON o.reminder = r.id
			WHERE r.key = ? AND r.channel = ? AND r.recipient = ? ORDER BY r.attempt DESC LIMIT 1`,
			[]any{r.Key, r.Channel, r.Recipient}, &last.Attempt, &last.Outcome); err != nil || !last.Open() {
			return err
		}
		covers, err := json.Marshal(append([]string{}, r.Covers...))
		if err != nil {
			return err
		}
		id, err = t.insert(`INSERT INTO reminder (key, unit, channel, recipient, attempt, covers, subject, text, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			r.Key, r.Unit, r.Channel, r.Recipient, last.Attempt+1, string(covers), r.Subject, r.Text, micros(r.Marked))
		ok = err == nil
		return err
	})
	return id, ok && err == nil, err
}

// SettleReminder records what became of a reminder that was marked. It is
// settled once.
func (l *Ledger) SettleReminder(ctx context.Context, id int64, outcome office.Outcome, why string, at time.Time) error {
	return l.update(ctx, "settling a reminder", func(t *tx) error {
		return t.exec("INSERT INTO reminded (reminder, outcome, why, at) VALUES (?, ?, ?, ?)", id, string(outcome), why, micros(at))
	})
}

// Reminders gives those marked at or after an instant, in the order of marking
// and without their texts. One that was never settled is Doubtful.
func (l *Ledger) Reminders(ctx context.Context, since time.Time) (all []office.Reminder, err error) {
	err = l.view(ctx, "reading the reminders", func(t *tx) error {
		return t.each(`SELECT r.id, r.key, r.unit, r.channel, r.recipient, r.attempt, r.covers, r.at,
			coalesce(o.outcome, ''), coalesce(o.why, ''), coalesce(o.at, 0)
			FROM reminder r LEFT JOIN reminded o ON o.reminder = r.id WHERE r.at >= ? ORDER BY r.id`,
			[]any{micros(since)}, func(scan func(...any) error) error {
				var r office.Reminder
				var covers string
				var marked, settled int64
				if err := scan(&r.ID, &r.Key, &r.Unit, &r.Channel, &r.Recipient, &r.Attempt, &covers, &marked, &r.Outcome, &r.Why, &settled); err != nil {
					return err
				}
				if err := json.Unmarshal([]byte(covers), &r.Covers); err != nil {
					return fmt.Errorf("%w: what reminder %d covers", errUnreadable, r.ID)
				}
				r.Marked = utc(marked)
				if r.Outcome == "" {
					r.Outcome = office.Doubtful
				} else {
					r.Settled = utc(settled)
				}
				all = append(all, r)
				return nil
			})
	})
	return all, err
}
