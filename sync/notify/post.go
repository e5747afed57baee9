package notify

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"tonghop/model/office"
)

// A Ledger remembers what was told.
type Ledger interface {
	// MarkReminder notes for good that a reminder is about to be sent; ok is
	// false where that was noted before.
	MarkReminder(ctx context.Context, r office.Reminder) (id int64, ok bool, err error)
	// SettleReminder notes what became of it.
	SettleReminder(ctx context.Context, id int64, outcome office.Outcome, why string, at time.Time) error
}

// A Message is a Parcel ready to be sent by one channel.
type Message struct {
	// ID names the message on the way, so that a receiver can tell repetitions.
	ID            string
	Kind          Kind
	Unit          string // "" is the office, or several units
	To            Channel
	Subject, Text string
	At            time.Time
}

// A Result is what became of a message.
type Result struct {
	Outcome office.Outcome
	Why     string // in English, without secrets; may be empty
	// Down tells that no conversation with the server came about: the next
	// message would fare no better.
	Down bool
}

// A Sender sends by one way. It never tries a message twice, and tells what is
// doubtful apart from what certainly did not arrive.
type Sender interface {
	Send(ctx context.Context, m *Message) Result
}

// A Post marks messages and sends them.
type Post struct {
	Ledger  Ledger
	Words   *Words
	Senders map[Way]Sender
	// Pace is the pause between two messages: services take a burst for abuse.
	Pace time.Duration
	Now  func() time.Time
	Log  *slog.Logger
}

// A Tally counts what became of a run's messages.
type Tally map[office.Outcome]int

// patience is how long one message may take, and lastWords how long the one in
// hand may still take once the program is to stop.
const (
	patience  = 45 * time.Second
	lastWords = 5 * time.Second
)

// strikes is after how many messages in a row that met no server the others to
// it wait for the next run: a server that is down must not hold up the rest.
const strikes = 3

// Deliver sends what is due, one message after another (Parcel), each at most
// once: it is marked in the ledger first, and what is marked already is left
// alone. What became stale meanwhile is left out, and what would go to a server
// that is down waits for the next run, unmarked. An error means that the
// ledger failed or the context ended, and what was marked by then and not
// settled is doubtful for ever; or that a text could not be written, which
// keeps the others from nothing.
func (p *Post) Deliver(ctx context.Context, due []Notice) (Tally, error) {
	tally := Tally{}
	parcels, unwritten := p.Words.Pack(due)
	down := map[string]int{}    // by server: messages in a row that did not meet it
	waiting := map[string]int{} // by channel
	defer func() {
		for channel, n := range waiting {
			p.Log.Warn("reminders wait, since their server cannot be reached", "channel", channel, "waiting", n)
		}
	}()
	for _, parcel := range parcels {
		if err := ctx.Err(); err != nil {
			return tally, err
		}
		to := parcel[0].Channel
		server := to.server()
		if down[server] >= strikes {
			tally[office.Unsent] += len(parcel)
			waiting[to.Name()] += len(parcel)
			continue
		}
		res, sent, err := p.deliver(ctx, p.timely(parcel), tally)
		if err != nil {
			return tally, err
		}
		if !sent {
			continue
		}
		if down[server]++; !res.Down {
			down[server] = 0
		}
		p.pause(ctx)
	}
	return tally, unwritten
}

// timely leaves out what must not go any more: it became stale, or the hours
// without messages began.
func (p *Post) timely(parcel Parcel) (kept Parcel) {
	for _, l := range parcel {
		if !l.Until.IsZero() && !p.Now().Before(l.Until) {
			p.Log.Info("a reminder came too late in its run and was not sent", "key", l.Key)
			continue
		}
		kept = append(kept, l)
	}
	return kept
}

// pause keeps the pace, unless the program is to stop.
func (p *Post) pause(ctx context.Context) {
	t := time.NewTimer(p.Pace)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

// deliver marks the letters of a message, sends those whose mark did not stand
// already, and counts what became of each. Sent is false where nothing was
// handed to a sender. Where one letter cannot be marked none is sent, and those
// that were marked by then are Unsent, so that the next run sends all.
func (p *Post) deliver(ctx context.Context, parcel Parcel, tally Tally) (res Result, sent bool, err error) {
	marked, ids, err := p.mark(ctx, parcel)
	if err != nil {
		res = Result{Outcome: office.Unsent, Why: "another letter of its message could not be marked"}
		return res, false, errors.Join(err, p.settle(ctx, marked, ids, res, tally))
	}
	if len(marked) == 0 {
		return res, false, nil
	}
	res = p.send(ctx, p.message(marked))
	return res, true, p.settle(ctx, marked, ids, res, tally)
}

// settle notes and counts what became of marked letters, though the context may
// have ended. One that cannot be noted is doubtful, and keeps the others from
// nothing.
func (p *Post) settle(ctx context.Context, marked Parcel, ids []int64, res Result, tally Tally) error {
	var failed []error
	for i, l := range marked {
		p.say(l.Notice, res)
		if err := p.Ledger.SettleReminder(context.WithoutCancel(ctx), ids[i], res.Outcome, cut(oneLine(res.Why), 300), p.Now()); err != nil {
			failed = append(failed, fmt.Errorf("noting what became of %s: %w", l.Key, err))
			tally[office.Doubtful]++
			continue
		}
		tally[res.Outcome]++
	}
	return errors.Join(failed...)
}

// mark marks letters, and gives those that had no mark yet; with an error, those
// that it had marked by then.
func (p *Post) mark(ctx context.Context, parcel Parcel) (marked Parcel, ids []int64, err error) {
	for _, l := range parcel {
		r := office.Reminder{Key: l.Key, Channel: l.Channel.Name(), Recipient: l.Channel.Recipient, Covers: l.Covers, Subject: l.Subject, Text: l.Text, Marked: p.Now()}
		if l.Unit != nil {
			r.Unit = l.Unit.ID
		}
		id, ok, err := p.Ledger.MarkReminder(ctx, r)
		if err != nil {
			return marked, ids, fmt.Errorf("marking %s: %w", l.Key, err)
		}
		if ok {
			marked, ids = append(marked, l), append(ids, id)
		}
	}
	return marked, ids, nil
}

// message is what a sender is handed. Of several units it names none.
func (p *Post) message(parcel Parcel) *Message {
	m := &Message{Kind: parcel[0].Kind, To: parcel[0].Channel, At: p.Now()}
	m.Subject, m.Text = p.Words.Compose(parcel)
	keys := ""
	for _, l := range parcel {
		keys += l.Key + "\x1f"
	}
	m.ID = short(keys + m.To.Name() + "\x1f" + m.To.Recipient)
	if len(parcel) == 1 && parcel[0].Unit != nil {
		m.Unit = parcel[0].Unit.ID
	}
	return m
}

// send waits for a sender no longer than patience, nor much longer than the
// program is to live: libraries may hang where no context reaches. What is not
// known then is doubtful.
func (p *Post) send(ctx context.Context, m *Message) Result {
	sender := p.Senders[m.To.Way]
	if sender == nil {
		return Result{Outcome: office.Unsent, Why: "no server is configured for " + string(m.To.Way)}
	}
	life := ctx
	ctx, cancel := context.WithTimeout(context.WithoutCancel(life), patience)
	defer cancel()
	defer context.AfterFunc(life, func() { time.AfterFunc(lastWords, cancel) })()
	done := make(chan Result, 1)
	go func() {
		defer func() {
			if v := recover(); v != nil {
				p.Log.Error("panic while sending a reminder", "channel", m.To.Name(), "panic", v, "stack", string(debug.Stack()))
				done <- Result{Outcome: office.Doubtful, Why: "the program failed while it was being sent"}
			}
		}()
		done <- sender.Send(ctx, m)
	}()
	select {
	case res := <-done:
		return res
	case <-ctx.Done():
	}
	select {
	case res := <-done: // it saw the end as well, and knows how far it had come
		return res
	case <-time.After(time.Second):
		return Result{Outcome: office.Doubtful, Why: "no answer came in time"}
	}
}

func (p *Post) say(n *Notice, res Result) {
	level := slog.LevelWarn
	if res.Outcome == office.Sent {
		level = slog.LevelInfo
	}
	p.Log.Log(context.Background(), level, "reminder", "outcome", res.Outcome, "key", n.Key, "channel", n.Channel.Name(), "to", n.Channel.Recipient, "why", res.Why)
}
