package notify

import (
	"context"
	"errors"
	"testing"
	"time"

	"tonghop/model/office"
)

// lame fails at its nth mark from now, as where the disk is full for a moment.
type lame struct {
	*memory
	left int
	fail func() error
}

func (l *lame) MarkReminder(ctx context.Context, r office.Reminder) (int64, bool, error) {
	if l.left--; l.left == 0 {
		return 0, false, l.fail()
	}
	return l.memory.MarkReminder(ctx, r)
}

func (l *lame) SettleReminder(ctx context.Context, id int64, outcome office.Outcome, why string, at time.Time) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return l.memory.SettleReminder(ctx, id, outcome, why, at)
}

// The letters of a message that is not sent, since one of them could not be
// marked, are due again.
func TestAMessageThatCannotBeMarkedWholeIsSentByTheNextRun(t *testing.T) {
	for name, stops := range map[string]bool{"the ledger fails": false, "the program stops": true} {
		ctx, stop := context.WithCancel(t.Context())
		fail := func() error { return errors.New("the disk is full") }
		if stops {
			fail = func() error { stop(); return ctx.Err() }
		}
		s := together(lastMonth(situation(t)), NewEmail("nhom@example.vn"))
		l := &lame{&memory{}, 3, fail}
		tally, err := post(t, s, l, func(context.Context, *Message) Result {
			t.Error("it was sent without its marks")
			return Result{}
		}).Deliver(ctx, Plan(*s).Due)
		if err == nil || len(l.past) != 2 || tally[office.Unsent] != 2 {
			t.Fatalf("%s: %v, %v, the ledger has %+v", name, tally, err, l.past)
		}
		for _, r := range l.past {
			if r.Outcome != office.Unsent || r.Why == "" {
				t.Errorf("%s: %s is settled as %s, %q", name, r.Unit, r.Outcome, r.Why)
			}
		}
		s.Past = l.past
		if tally, err := post(t, s, l, taken).Deliver(t.Context(), Plan(*s).Due); err != nil || tally[office.Sent] != 3 {
			t.Errorf("%s: the next run: %v, %v", name, tally, err)
		}
		stop()
	}
}

// forgetful cannot settle the first letter of a message.
type forgetful struct{ *memory }

func (f forgetful) SettleReminder(ctx context.Context, id int64, outcome office.Outcome, why string, at time.Time) error {
	if id == 1 {
		return errors.New("the disk is full")
	}
	return f.memory.SettleReminder(ctx, id, outcome, why, at)
}

func TestALetterThatCannotBeSettledLeavesTheOthersOfItsMessageSettled(t *testing.T) {
	s := together(lastMonth(situation(t)), NewEmail("nhom@example.vn"))
	l := forgetful{&memory{}}
	tally, err := post(t, s, l, func(context.Context, *Message) Result { return Result{Outcome: office.Unsent, Why: "not now"} }).Deliver(t.Context(), Plan(*s).Due)
	if err == nil || tally[office.Unsent] != 2 || tally[office.Doubtful] != 1 {
		t.Errorf("got %v, %v", tally, err)
	}
	for i, want := range []office.Outcome{office.Doubtful, office.Unsent, office.Unsent} {
		if l.past[i].Outcome != want {
			t.Errorf("of %s the ledger has %s, want %s", l.past[i].Unit, l.past[i].Outcome, want)
		}
	}
}
