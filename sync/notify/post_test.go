package notify

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"text/template"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/office"
)

// senderFunc is a sender by a function.
type senderFunc func(context.Context, *Message) Result

func (f senderFunc) Send(ctx context.Context, m *Message) Result { return f(ctx, m) }

// post is a post that sends everything by one function.
func post(t *testing.T, s *Situation, ledger Ledger, send senderFunc) *Post {
	t.Helper()
	return &Post{Ledger: ledger, Words: words(t, s.Programme), Now: func() time.Time { return s.Now }, Log: quietLog(),
		Senders: map[Way]Sender{ByEmail: send, ByWebhook: send}}
}

func taken(context.Context, *Message) Result { return Result{Outcome: office.Sent} }

func TestEachMessageIsMarkedBeforeItIsSentAndSettledAfter(t *testing.T) {
	s := lastMonth(situation(t))
	l := &memory{}
	var to []string
	p := post(t, s, l, func(_ context.Context, m *Message) Result {
		last := l.past[len(l.past)-1]
		if last.Key != "before-day/2020-06-24/"+m.Unit || last.Outcome != office.Doubtful || last.Text != m.Text || last.Subject != m.Subject {
			t.Errorf("while it is sent the ledger has %+v", last)
		}
		to = append(to, m.To.Recipient)
		return Result{Outcome: office.Sent}
	})
	tally, err := p.Deliver(t.Context(), Plan(*s).Due)
	if err != nil || tally[office.Sent] != 3 {
		t.Fatalf("got %v, %v", tally, err)
	}
	if diff := cmp.Diff([]string{"an@example.vn", "binh@example.vn", "chau@example.vn"}, to); diff != "" {
		t.Error(diff)
	}
	if r := l.past[0]; r.Outcome != office.Sent || r.Unit != "an" || !r.Marked.Equal(s.Now) {
		t.Errorf("settled as %+v", r)
	}
	s.Past = l.past
	if again := Plan(*s).Due; len(again) != 0 {
		t.Errorf("due again: %v", again)
	}
}

func TestWhatIsMarkedAlreadyIsNotSent(t *testing.T) {
	s := lastMonth(situation(t))
	l := &memory{}
	agenda := Plan(*s).Due // as another process planned it too
	if _, err := post(t, s, l, taken).Deliver(t.Context(), agenda); err != nil {
		t.Fatal(err)
	}
	tally, err := post(t, s, l, func(context.Context, *Message) Result {
		t.Error("it was sent twice")
		return Result{}
	}).Deliver(t.Context(), agenda)
	if err != nil || len(tally) != 0 {
		t.Errorf("got %v, %v", tally, err)
	}
}

func TestNothingIsSentThatCannotBeMarked(t *testing.T) {
	s := lastMonth(situation(t))
	full := errors.New("the disk is full")
	_, err := post(t, s, &memory{markFails: full}, func(context.Context, *Message) Result {
		t.Error("it was sent without a mark")
		return Result{}
	}).Deliver(t.Context(), Plan(*s).Due)
	if !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

// A run that is cut short between mark and outcome, however, leaves its message
// doubtful: nobody sends it again, and the others follow.
func TestAMessageCutShortIsDoubtfulForEver(t *testing.T) {
	for name, cut := range map[string]func(t *testing.T, s *Situation, l *memory){
		"the sender panics": func(t *testing.T, s *Situation, l *memory) {
			if _, err := post(t, s, l, func(context.Context, *Message) Result { panic("in a library") }).Deliver(t.Context(), Plan(*s).Due[:1]); err != nil {
				t.Error(err)
			}
		},
		"the outcome cannot be written": func(t *testing.T, s *Situation, l *memory) {
			l.settleFails = errors.New("the disk is full")
			if _, err := post(t, s, l, taken).Deliver(t.Context(), Plan(*s).Due); err == nil {
				t.Error("nobody is told")
			}
			l.settleFails = nil
		},
		"the program stops while it is sent": func(t *testing.T, s *Situation, l *memory) {
			ctx, stop := context.WithCancel(t.Context())
			hang := make(chan struct{})
			defer close(hang)
			_, err := post(t, s, l, func(context.Context, *Message) Result {
				stop()
				<-hang
				return Result{Outcome: office.Sent}
			}).Deliver(ctx, Plan(*s).Due)
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
		},
		"the program is killed while it is sent": func(t *testing.T, s *Situation, l *memory) {
			n := Plan(*s).Due[0] // the mark is all that such a run leaves
			if _, ok, err := l.MarkReminder(t.Context(), office.Reminder{Key: n.Key, Unit: "an", Channel: "email", Recipient: n.Channel.Recipient}); !ok || err != nil {
				t.Error(ok, err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, l := lastMonth(situation(t)), &memory{}
				cut(t, s, l)
				if len(l.past) != 1 || l.past[0].Outcome != office.Doubtful {
					t.Fatalf("the ledger has %+v", l.past)
				}
				s.Past = l.past
				var to []string
				if _, err := post(t, s, l, func(_ context.Context, m *Message) Result {
					to = append(to, m.Unit)
					return Result{Outcome: office.Sent}
				}).Deliver(t.Context(), Plan(*s).Due); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff([]string{"binh", "chau"}, to); diff != "" {
					t.Errorf("sent by the next run: %s", diff)
				}
			})
		})
	}
}

func TestASenderThatHangsIsGivenUpAndDoubtful(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, l := lastMonth(situation(t)), &memory{}
		hang := make(chan struct{})
		defer close(hang)
		began := time.Now()
		tally, err := post(t, s, l, func(context.Context, *Message) Result {
			<-hang
			return Result{Outcome: office.Sent}
		}).Deliver(t.Context(), Plan(*s).Due[:1])
		if err != nil || tally[office.Doubtful] != 1 || time.Since(began) > 2*patience {
			t.Errorf("got %v, %v after %v", tally, err, time.Since(began))
		}
	})
}

func TestASenderThatSawTheStopTellsHowFarItCame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, l := lastMonth(situation(t)), &memory{}
		ctx, stop := context.WithCancel(t.Context())
		_, err := post(t, s, l, func(ctx context.Context, _ *Message) Result {
			stop()
			<-ctx.Done()
			return Result{Outcome: office.Unsent, Why: "nothing had gone out"}
		}).Deliver(ctx, Plan(*s).Due)
		if !errors.Is(err, context.Canceled) || len(l.past) != 1 || l.past[0].Outcome != office.Unsent {
			t.Errorf("got %v, %+v", err, l.past)
		}
	})
}

func TestAReminderWhoseDeadlinePassedMeanwhileIsNotSent(t *testing.T) {
	s := lastMonth(situation(t))
	agenda := Plan(*s).Due
	s.Now = at(24, 17, 0)
	l := &memory{}
	if tally, err := post(t, s, l, taken).Deliver(t.Context(), agenda); err != nil || len(tally) != 0 || len(l.past) != 0 {
		t.Errorf("got %v, %v, %v", tally, err, l.past)
	}
}

func TestAWayWithoutASenderIsTriedAgainLater(t *testing.T) {
	s := lastMonth(situation(t))
	p := post(t, s, &memory{}, taken)
	p.Senders = nil
	if tally, err := p.Deliver(t.Context(), Plan(*s).Due[:1]); err != nil || tally[office.Unsent] != 1 {
		t.Errorf("got %v, %v", tally, err)
	}
}

func TestAMessageInHandMayFinishAfterTheStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, l := lastMonth(situation(t)), &memory{}
		ctx, stop := context.WithCancel(t.Context())
		tally, err := post(t, s, l, func(ctx context.Context, _ *Message) Result {
			stop()
			select {
			case <-ctx.Done():
				return Result{Outcome: office.Doubtful, Why: "cut short"}
			case <-time.After(lastWords - time.Second):
				return Result{Outcome: office.Sent}
			}
		}).Deliver(ctx, Plan(*s).Due)
		if !errors.Is(err, context.Canceled) || tally[office.Sent] != 1 || len(l.past) != 1 {
			t.Errorf("got %v, %v, %+v", err, tally, l.past)
		}
	})
}

// A mail server that is down holds nobody up who is reached in another way, and
// costs a district of 200 three attempts, not 200. What waits stays due.
func TestAServerThatIsDownIsAskedThreeTimesARun(t *testing.T) {
	s, l := lastMonth(situation(t)), &memory{}
	for i := range 200 {
		id := fmt.Sprint("u", i)
		s.Programme.Units = append(s.Programme.Units, office.Unit{ID: id, Name: id, Sources: []office.SourceFrom{{Ref: id}}})
		s.Contacts.Units[id] = []Channel{NewEmail(id + "@example.vn")}
		s.look(id, at(24, 16, 0))
	}
	s.Rules.Limit = 1000
	hook, err := NewWebhook("https://example.vn/hooks/1")
	if err != nil {
		t.Fatal(err)
	}
	s.Contacts.Units["u199"] = []Channel{hook}
	asked := map[Way]int{}
	p := post(t, s, l, func(_ context.Context, m *Message) Result {
		asked[m.To.Way]++
		if m.To.Way == ByEmail {
			return Result{Outcome: office.Unsent, Why: "connection refused", Down: true}
		}
		return Result{Outcome: office.Sent}
	})
	tally, err := p.Deliver(t.Context(), Plan(*s).Due)
	if err != nil || asked[ByEmail] != 3 || tally[office.Sent] != 1 || tally[office.Unsent] != 202 || len(l.past) != 4 {
		t.Errorf("asked %v, tally %v, %d marked, %v", asked, tally, len(l.past), err)
	}
	s.Past = l.past
	if left := len(Plan(*s).Due); left != 202 {
		t.Errorf("%d are due still, want 202", left)
	}
}

func TestMessagesKeepTheirPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lastMonth(situation(t))
		p, began := post(t, s, &memory{}, taken), time.Now()
		p.Pace = time.Second
		if tally, err := p.Deliver(t.Context(), Plan(*s).Due); err != nil || tally[office.Sent] != 3 || time.Since(began) < 2*time.Second {
			t.Errorf("%v in %v, %v", tally, time.Since(began), err)
		}
	})
}

func TestATextThatCannotBeWrittenKeepsTheOthersFromNothing(t *testing.T) {
	s := lastMonth(situation(t))
	s.find("binh", "C23", "10-15")
	p := post(t, s, &memory{}, taken)
	// Fits the example, and no unit without findings.
	p.Words.templates[BeforeDay] = template.Must(template.New("mine").Parse("S\n\n{{(index .Findings 0).Says}}"))
	tally, err := p.Deliver(t.Context(), Plan(*s).Due)
	if err == nil || !strings.Contains(err.Error(), "before-day/2020-06-24/an") || tally[office.Sent] != 1 {
		t.Errorf("got %v, %v", tally, err)
	}
}
