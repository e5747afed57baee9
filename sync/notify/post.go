package notify

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"tonghop/model"
)

// A Ledger remembers what was told.
type Ledger interface {
	// MarkReminder notes for good that a reminder is about to be sent; ok is
	// false where that was noted before.
	MarkReminder(ctx context.Context, r model.Reminder) (id int64, ok bool, err error)
	// SettleReminder notes what became of it.
	SettleReminder(ctx context.Context, id int64, outcome model.Outcome, why string, at time.Time) error
}

// A Message is a notice in words, ready to be sent by one channel.
type Message struct {
	// ID names the message on the way, so that a receiver can tell repetitions.
	ID            string
	Kind          Kind
	Unit          string // "" is the office
	To            Channel
	Subject, Text string
	At            time.Time
}

// A Result is what became of a message.
type Result struct {
	Outcome model.Outcome
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
type Tally map[model.Outcome]int

// patience is how long one message may take, and lastWords how long the one in
// hand may still take once the program is to stop.
const (
	patience  = 45 * time.Second
	lastWords = 5 * time.Second
)

// strikes is after how many messages in a row that met no server the others to
// it wait for the next run: a server that is down must not hold up the rest.
const strikes = 3

// Deliver sends what is due, one message after another, each at most once: it
// is marked in the ledger first, and one whose mark stands already is left
// alone. What became stale meanwhile is left out, and what would go to a server
// that is down waits for the next run, unmarked. An error means that the
// ledger failed or the context ended, and what was marked by then and not
// settled is doubtful for ever; or that a text could not be written, which
// keeps the others from nothing.
func (p *Post) Deliver(ctx context.Context, due []Notice) (Tally, error) {
	tally := Tally{}
	var unwritten []error
	down := map[string]int{}    // by server: messages in a row that did not meet it
	waiting := map[string]int{} // by channel
	defer func() {
		for channel, n := range waiting {
			p.Log.Warn("reminders wait, since their server cannot be reached", "channel", channel, "waiting", n)
		}
	}()
	for i := range due {
		n := &due[i]
		if err := ctx.Err(); err != nil {
			return tally, err
		}
		server := n.Channel.server()
		if down[server] >= strikes {
			tally[model.Unsent]++
			waiting[n.Channel.Name()]++
			continue
		}
		if !n.Until.IsZero() && !p.Now().Before(n.Until) {
			p.Log.Info("a reminder is stale and was not sent", "key", n.Key)
			continue
		}
		subject, text, err := p.Words.Write(n)
		if err != nil {
			unwritten = append(unwritten, fmt.Errorf("%s: %w", n.Key, err))
			continue
		}
		res, err := p.deliver(ctx, n, subject, text)
		if err != nil {
			return tally, err
		}
		if res.Outcome == "" {
			continue
		}
		tally[res.Outcome]++
		if down[server]++; !res.Down {
			down[server] = 0
		}
		p.pause(ctx)
	}
	return tally, errors.Join(unwritten...)
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

// deliver marks one message and sends it. The zero Result is of one whose mark
// stood already.
func (p *Post) deliver(ctx context.Context, n *Notice, subject, text string) (Result, error) {
	r := model.Reminder{Key: n.Key, Channel: n.Channel.Name(), Recipient: n.Channel.Recipient, Covers: n.Covers, Subject: subject, Text: text, Marked: p.Now()}
	if n.Unit != nil {
		r.Unit = n.Unit.ID
	}
	id, ok, err := p.Ledger.MarkReminder(ctx, r)
	if err != nil {
		return Result{}, fmt.Errorf("marking %s: %w", n.Key, err)
	}
	if !ok {
		return Result{}, nil
	}
	m := &Message{ID: short(n.Key + "\x1f" + r.Channel + "\x1f" + r.Recipient), Kind: n.Kind, Unit: r.Unit, To: n.Channel, Subject: subject, Text: text, At: r.Marked}
	res := p.send(ctx, m)
	p.say(n, res)
	if err := p.Ledger.SettleReminder(context.WithoutCancel(ctx), id, res.Outcome, cut(oneLine(res.Why), 300), p.Now()); err != nil {
		return res, fmt.Errorf("noting what became of %s: %w", n.Key, err)
	}
	return res, nil
}

// send waits for a sender no longer than patience, nor much longer than the
// program is to live: libraries may hang where no context reaches. What is not
// known then is doubtful.
func (p *Post) send(ctx context.Context, m *Message) Result {
	sender := p.Senders[m.To.Way]
	if sender == nil {
		return Result{Outcome: model.Unsent, Why: "no server is configured for " + string(m.To.Way)}
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
				done <- Result{Outcome: model.Doubtful, Why: "the program failed while it was being sent"}
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
		return Result{Outcome: model.Doubtful, Why: "no answer came in time"}
	}
}

func (p *Post) say(n *Notice, res Result) {
	level := slog.LevelWarn
	if res.Outcome == model.Sent {
		level = slog.LevelInfo
	}
	p.Log.Log(context.Background(), level, "reminder", "outcome", res.Outcome, "key", n.Key, "channel", n.Channel.Name(), "to", n.Channel.Recipient, "why", res.Why)
}
