package batch

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

func numbers(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestOrderedKeepsOrderAndWindow(t *testing.T) {
	var begun, emitted atomic.Int64
	const window, jobs = 6, 4
	next := 0
	err := ordered(context.Background(), numbers(500), jobs, window, func(_ context.Context, i int) int {
		if ahead := begun.Add(1) - emitted.Load(); ahead > window+jobs+2 {
			t.Errorf("%d results wait", ahead)
		}
		time.Sleep(time.Duration(rand.IntN(200)) * time.Microsecond)
		return i
	}, func(i int) error {
		if i != next {
			t.Errorf("got %d, want %d", i, next)
		}
		next++
		emitted.Add(1)
		return nil
	})
	if err != nil || next != 500 {
		t.Errorf("err %v after %d", err, next)
	}
}

func TestOrderedEndsEarly(t *testing.T) {
	before := runtime.NumGoroutine()
	boom := errors.New("boom")
	n := 0
	err := ordered(context.Background(), numbers(1_000_000), 3, 8, func(ctx context.Context, i int) int { return i }, func(int) error {
		if n++; n == 10 {
			return boom
		}
		return nil
	})
	if !errors.Is(err, boom) || n != 10 {
		t.Errorf("err %v after %d", err, n)
	}

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n = 0
	err = ordered(ctx, numbers(1_000_000), 3, 8, func(ctx context.Context, i int) int {
		if i == 100 {
			cancel()
		}
		return i
	}, func(int) error { n++; return nil })
	if err != nil || n < 100 || n > 200 {
		t.Errorf("err %v after %d", err, n)
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Errorf("%d goroutines left over", runtime.NumGoroutine()-before)
}
