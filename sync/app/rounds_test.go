package app

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"tonghop/model/office"
	"tonghop/sync/round"
)

func TestRoundsPassOneAtATimeWhoeverAsks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := NewRounds()
		at, most := 0, 0
		look := func(context.Context) (*round.Result, error) {
			at++
			most = max(most, at)
			r.progress(2, 5, "")
			time.Sleep(time.Minute)
			at--
			return &round.Result{Read: 2, Skipped: 3}, nil
		}
		for range 3 {
			go func() {
				if err := r.Run(t.Context(), "Trực ban", time.Now, look); err != nil {
					t.Error(err)
				}
			}()
		}
		synctest.Wait()
		if now := r.Standing(time.Now()); !now.Running || now.By != "Trực ban" || now.Done != 2 || now.Total != 5 {
			t.Errorf("while one goes on it tells %+v", now)
		}
		given, stop := context.WithTimeout(t.Context(), time.Second)
		defer stop()
		if err := r.Run(given, "", time.Now, look); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("one that waits does not end with its context: %v", err)
		}
		time.Sleep(4 * time.Minute)
		synctest.Wait()
		now := r.Standing(time.Now())
		if most != 1 || now.Running || len(now.Last) != 3 {
			t.Errorf("%d passed at once, and then it tells %+v", most, now)
		}
		if last := now.Last[0]; last.By != "Trực ban" || last.Read != 2 || last.Skipped != 3 || last.Ended.Sub(last.Started) != time.Minute {
			t.Errorf("the last round is told as %+v", last)
		}
	})
}

func TestARoundThatFailedSaysSoAndOldOnesAreForgotten(t *testing.T) {
	r := NewRounds()
	for range roundsKept + 3 {
		_ = r.Run(t.Context(), "", time.Now, func(context.Context) (*round.Result, error) { return nil, nil })
	}
	fault := errors.New("disk full")
	if err := r.Run(t.Context(), "", time.Now, func(context.Context) (*round.Result, error) { return nil, fault }); !errors.Is(err, fault) {
		t.Errorf("the round gives %v", err)
	}
	withheld := &round.Withheld{Target: "tong-hop.xlsx", Err: &office.Fault{Code: office.FaultTruncated}}
	_ = r.Run(t.Context(), "", time.Now, func(context.Context) (*round.Result, error) { return nil, withheld })
	if last := r.Standing(time.Now()).Last[0]; last.Fault != office.FaultTruncated || !last.Withheld {
		t.Errorf("a withheld book is told as %+v", last)
	}
	if now := r.Standing(time.Now()); now.Ended != roundsKept+5 || now.Failed != 2 {
		t.Errorf("it counts %d rounds and %d failures", now.Ended, now.Failed)
	}
	if last := r.Standing(time.Now()).Last; len(last) != roundsKept || !last[1].Failed || last[1].Fault != "" || last[2].Failed {
		t.Errorf("it remembers %d rounds, the last %+v", len(last), last[1])
	}
}

func TestARoundGivesWayToTheLookAtADueInstantAndIsTakenUpAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := NewRounds()
		var order []string
		began := time.Now()
		slow := func(ctx context.Context) (*round.Result, error) {
			order = append(order, "slow at "+time.Since(began).String())
			select {
			case <-time.After(time.Hour):
				return &round.Result{Read: 1}, nil
			case <-ctx.Done():
				return &round.Result{}, ctx.Err()
			}
		}
		done := make(chan error, 1)
		go func() { done <- r.Run(t.Context(), "Trực ban", time.Now, slow) }()
		time.Sleep(10 * time.Minute)
		for range 2 {
			if err := r.Urgent(t.Context(), time.Now, func(context.Context) (*round.Result, error) {
				order = append(order, "due at "+time.Since(began).String())
				time.Sleep(time.Minute)
				return &round.Result{Read: 7}, nil
			}); err != nil {
				t.Error(err)
			}
		}
		if err := <-done; err != nil {
			t.Errorf("the round that gave way ends with %v", err)
		}
		if order[0] != "slow at 0s" || order[1] != "due at 10m0s" || order[len(order)-1][:4] != "slow" {
			t.Errorf("they ran as %q", order)
		}
		if now := r.Standing(time.Now()); now.Running || now.Failed != 0 || now.Last[0].By != "Trực ban" || now.Last[1].Read != 7 {
			t.Errorf("it tells %+v", now)
		}
	})
}

func TestALookThatIsNotLetInLeavesTheTurnToOthers(t *testing.T) {
	r := NewRounds()
	hold := make(chan struct{})
	go r.Urgent(t.Context(), time.Now, func(context.Context) (*round.Result, error) { <-hold; return nil, nil })
	for !r.Standing(time.Now()).Running {
		time.Sleep(time.Millisecond)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := r.Urgent(ctx, time.Now, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("it gives %v", err)
	}
	close(hold)
	if err := r.Run(t.Context(), "", time.Now, func(context.Context) (*round.Result, error) { return nil, nil }); err != nil {
		t.Error(err)
	}
}
