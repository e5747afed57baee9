package gsheets

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"time"

	"tonghop/model/office"
	"tonghop/sync/gsheets/sheetsim"
)

func TestFewCallsAreOnTheWireSideBySide(t *testing.T) {
	var mu sync.Mutex
	now, most := 0, 0
	enough := make(chan struct{})
	c, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		if now++; now > most {
			if most = now; most == 3 {
				close(enough)
			}
		}
		mu.Unlock()
		<-enough // until as many as may are here
		mu.Lock()
		now--
		mu.Unlock()
		w.Write([]byte(oneCell))
	}), func(o *Options) { o.CallsAtOnce = 3 })
	var wg sync.WaitGroup
	for range 30 {
		wg.Go(func() {
			if _, err := c.Fetch(t.Context(), testRef); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most != 3 {
		t.Errorf("%d calls were on the wire at once, want 3", most)
	}
}

func TestAStopWhileWaitingIsNoFaultOfASource(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	c, _ := serve(t, &script{replies: []reply{fine}}, func(o *Options) {
		o.ReadsPerMinute = 1
		o.Sleep = func(ctx context.Context, d time.Duration) error { stop(); return ctx.Err() }
	})
	if _, err := c.Fetch(ctx, testRef); err != nil {
		t.Fatal(err)
	}
	_, err := c.Fetch(ctx, testRef)
	var f *office.Fault
	if !errors.Is(err, context.Canceled) || errors.As(err, &f) {
		t.Errorf("got %v, want the context's error", err)
	}
}

func TestAFrozenClockDelaysAndDoesNotHang(t *testing.T) {
	s := &script{replies: []reply{fine}}
	c, _ := serve(t, s, func(o *Options) {
		o.ReadsPerMinute = 2
		o.Sleep = func(ctx context.Context, d time.Duration) error { return ctx.Err() } // Now stands still
	})
	for range 5 {
		if _, err := c.Fetch(t.Context(), testRef); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.count(); got != 5 {
		t.Errorf("there were %d calls, want 5", got)
	}
}

func TestUnderAFrozenClockOnlyGooglesOwnWordIsWaitedFor(t *testing.T) {
	c, ck := serve(t, &script{replies: []reply{fine}}, func(o *Options) { o.Frozen = true })
	for range 200 {
		if _, err := c.Fetch(t.Context(), testRef); err != nil {
			t.Fatal(err)
		}
	}
	if len(ck.slept) > 0 {
		t.Errorf("it waited %v", ck.slept)
	}
}

func TestNoLimitMeansNoWaiting(t *testing.T) {
	c, ck := serve(t, &script{replies: []reply{fine}}, func(o *Options) { o.ReadsPerMinute = -1 })
	for range 400 {
		if _, err := c.Fetch(t.Context(), testRef); err != nil {
			t.Fatal(err)
		}
	}
	if len(ck.slept) != 0 {
		t.Errorf("waited %v", ck.slept)
	}
}

// Each kind of fault strikes a round of ten sources once; every source is read
// all the same, and none is blamed.
func TestARoundSurvivesEachFaultAndLosesNothing(t *testing.T) {
	for name, f := range map[string]sheetsim.Fault{
		"429 storm":             {Method: "sheets.", From: 3, Times: 3, Status: 429},
		"500":                   {Method: "sheets.", From: 3, Status: 500},
		"503 storm":             {Method: "sheets.", From: 3, Times: 4, Status: 503},
		"404 by mistake":        {Method: "sheets.", From: 3, Status: 404},
		"401 expiry":            {Method: "sheets.", From: 3, Status: 401},
		"a cut connection":      {Method: "sheets.", From: 3, Cut: true},
		"a truncated body":      {Method: "sheets.", From: 3, Truncate: true},
		"an HTML body":          {Method: "sheets.", From: 3, Status: 502, Body: "<html>Error</html>", ContentType: "text/html"},
		"an HTML body with 200": {Method: "sheets.", From: 3, Status: 200, Body: "<html>Wi-Fi</html>", ContentType: "text/html"},
		"an empty body":         {Method: "sheets.", From: 3, Status: 200, Body: " "},
	} {
		t.Run(name, func(t *testing.T) {
			sim := sheetsim.New(sheetsim.Options{})
			refs := sources(t, sim, 10)
			c, _ := serve(t, sim)
			sim.Inject(f)
			for _, ref := range refs {
				snap, err := c.Fetch(t.Context(), ref)
				if err != nil {
					t.Fatalf("%s: %v", ref, err)
				}
				if b, err := snap.Decode(); err != nil || b.Tabs[0].At(0, 0).Number != 12 {
					t.Errorf("%s: got %+v, %v", ref, b, err)
				}
			}
		})
	}
}

func TestEachKindOfFailureHasItsOwnPatience(t *testing.T) {
	refused := apiError(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.", "")
	// The token ran out while a used-up quota was waited for.
	web := &script{replies: []reply{quotaError("ReadRequestsPerMinutePerUser", nil), refused, down, fine}}
	c, _ := serve(t, web)
	if _, err := c.Fetch(t.Context(), testRef); err != nil || web.count() != 4 {
		t.Errorf("got %v after %d calls, want the sheet with the fourth", err, web.count())
	}
}

func TestTheUseOfTheQuotasIsTold(t *testing.T) {
	c, ck := serve(t, &script{replies: []reply{fine, fine}}, func(o *Options) { o.ReadsPerMinute, o.WritesPerMinute = 7, -1 })
	use := func() map[string][2]int {
		all := map[string][2]int{}
		for _, q := range c.Quotas() {
			if q.Account != 1 {
				t.Errorf("there is an account %d", q.Account)
			}
			all[q.Kind] = [2]int{q.Used, q.Allowed}
		}
		return all
	}
	if _, err := c.Fetch(t.Context(), testRef); err != nil {
		t.Fatal(err)
	}
	if got := use(); got["read"][0] == 0 || got["read"][1] != 7 || got["write"] != [2]int{} || got["drive"][1] != drivePerMinute {
		t.Errorf("after a look the quotas are %v", got)
	}
	ck.now = ck.now.Add(2 * time.Minute)
	if got := use(); got["read"][0] != 0 {
		t.Errorf("two minutes later the quotas are %v", got)
	}
}
