package round

import (
	"context"
	"time"
)

// linger gives a context that ends some time after another: what is in hand
// may finish, within a bound. The caller calls done when nothing is in hand
// any more.
func linger(ctx context.Context, grace time.Duration) (work context.Context, done func()) {
	if grace <= 0 {
		return ctx, func() {}
	}
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	unwatch := context.AfterFunc(ctx, func() {
		t := time.NewTimer(grace)
		defer t.Stop()
		select {
		case <-t.C:
			cancel()
		case <-work.Done():
		}
	})
	return work, func() {
		unwatch()
		cancel()
	}
}
