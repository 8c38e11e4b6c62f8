package batch

import (
	"context"
	"iter"
	"sync"
)

// ordered runs work over the sources with several workers and hands the results
// to emit one at a time in the order of the sources. Results wait for at most
// window others, so that one slow file does not make memory grow. It ends early
// when emit fails or the context ends; work still running then has its context
// ended and is waited for.
func ordered[S, R any](ctx context.Context, sources iter.Seq[S], jobs, window int, work func(context.Context, S) R, emit func(R) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type task struct {
		source S
		result chan R
	}
	tasks := make(chan task)
	queue := make(chan chan R, window)
	var wg sync.WaitGroup
	for range jobs {
		wg.Go(func() {
			for t := range tasks {
				t.result <- work(ctx, t.source)
			}
		})
	}
	wg.Go(func() {
		defer close(tasks)
		defer close(queue)
		for s := range sources {
			t := task{s, make(chan R, 1)}
			select {
			case queue <- t.result:
			case <-ctx.Done():
				return
			}
			// A queued result must come: a worker takes the task even if it is to be
			// given up at once.
			tasks <- t
		}
	})
	var failed error
	for result := range queue {
		r := <-result
		if failed != nil {
			continue // let the workers finish
		}
		if err := emit(r); err != nil {
			failed = err
			cancel()
		}
	}
	wg.Wait()
	return failed
}
