package watch

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"
)

// Signs tell the world that the daemon lives. Each is given only while it does
// its work: silence is the alarm.
type Signs struct {
	Watch *Watch
	// Heartbeat is an address that is asked for every few minutes; "" for none.
	Heartbeat string
	Client    *http.Client
	// Alive tells when the daemon last got on with anything.
	Alive func() time.Time
}

const (
	// heartbeatEvery is how often the heartbeat goes out.
	heartbeatEvery = 5 * time.Minute
	heartbeatWait  = 20 * time.Second
	// stuckAfter is how long a daemon that lives may get on with nothing: longer
	// than the slowest call with its repetitions.
	stuckAfter = 20 * time.Minute
)

// Serve gives the signs until the context ends.
func (s *Signs) Serve(ctx context.Context) error {
	s.notify(daemon.SdNotifyReady)
	defer s.notify(daemon.SdNotifyStopping)
	every, err := daemon.SdWatchdogEnabled(false)
	if err != nil {
		return fmt.Errorf("reading systemd's watchdog: %w", err)
	}
	watchdog := ticker(every / 3)
	defer watchdog.Stop()
	beat := ticker(heartbeatEvery)
	defer beat.Stop()
	s.beat(ctx)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-watchdog.C:
			s.pet()
		case <-beat.C:
			s.beat(ctx)
		}
	}
}

// ticker ticks every so often, and where that is 0 once a day.
func ticker(every time.Duration) *time.Ticker {
	if every <= 0 {
		every = 24 * time.Hour
	}
	return time.NewTicker(every)
}

// pet tells systemd that the daemon is not stuck. Of one that is, systemd makes
// an end and starts it anew.
func (s *Signs) pet() {
	if now := s.Watch.Office.Now(); now.Sub(s.Alive()) < stuckAfter {
		s.notify(daemon.SdNotifyWatchdog)
	}
}

// notify tells systemd, where there is one.
func (s *Signs) notify(state string) {
	if _, err := daemon.SdNotify(false, state); err != nil {
		s.Watch.Office.Log.Debug("systemd was not told", "state", state, "err", err)
	}
}

// beat asks for the address while the daemon is ready.
func (s *Signs) beat(ctx context.Context) {
	if s.Heartbeat == "" || s.Watch.Ready(ctx) != nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, heartbeatWait)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.Heartbeat, nil)
	if err != nil {
		s.Watch.Office.Log.Warn("the heartbeat did not go out", "err", err)
		return
	}
	res, err := s.Client.Do(req)
	if err != nil {
		s.Watch.Office.Log.Warn("the heartbeat did not go out", "err", err)
		return
	}
	res.Body.Close()
	if res.StatusCode >= 300 {
		s.Watch.Office.Log.Warn("the heartbeat is not taken", "status", res.StatusCode)
	}
}
