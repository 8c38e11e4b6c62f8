package crawl

import (
	"context"
	"math/rand/v2"
	"time"
)

// DefaultDelay is how long a host is left alone after each response.
const DefaultDelay = 2 * time.Second

// gap is the time between a response and the next request to its host.
type gap struct{ delay time.Duration }

func newGap(delay time.Duration) *gap {
	if delay <= 0 {
		delay = DefaultDelay
	}
	return &gap{delay}
}

// least makes the gap as long as a site asks for; it never becomes shorter.
func (g *gap) least(d time.Duration) { g.delay = max(g.delay, d) }

// next is the gap with up to a quarter more, so that visits do not fall into step.
func (g *gap) next() time.Duration { return g.delay + rand.N(g.delay/4+1) }

// wait waits the gap out. It is called when a response has ended.
func (g *gap) wait(ctx context.Context) error { return pause(ctx, g.next()) }

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// backoff is how long a host is left alone after so many faults in a row.
func backoff(delay time.Duration, faults int) time.Duration {
	return min(delay<<min(faults, 12), time.Hour)
}
