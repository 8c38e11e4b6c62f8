package queue

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"selfeval/extract/document"
	"selfeval/report"
)

// config is what all workers have in common.
func (q *Queue) config(f *faults) *river.Config {
	return &river.Config{
		Schema: q.schema(), Logger: q.log, Workers: river.NewWorkers(),
		FetchOnlyKnownKinds:  true,
		FetchPollInterval:    q.poll(),
		RescueStuckJobsAfter: rescueAfter,
		MaxAttempts:          maxAttempts,
		RetryPolicy:          retry{},
		ErrorHandler:         f,
	}
}

// poll is how often the queue is looked at where nobody calls.
func (q *Queue) poll() time.Duration {
	if q.w.Postgres() {
		return time.Second
	}
	return 100 * time.Millisecond
}

// run works until done says that nothing is left, nil: until the context ends. What is at
// work then has a while to finish.
func (q *Queue) run(ctx context.Context, cfg *river.Config, f *faults, done func(context.Context) (bool, error), while time.Duration) error {
	me, err := q.w.Join(ctx)
	if err != nil {
		return err
	}
	defer me.Leave()
	cfg.ID = me.ID
	client, err := river.NewClient(q.driver, cfg)
	if err != nil {
		return err
	}
	// River is stopped below and not by the context: jobs in hand are finished.
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	err = q.watch(ctx, f, done)
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), while)
	defer cancel()
	return errors.Join(err, client.Stop(stop))
}

// watch waits for the end of the work, and takes up what dead workers left.
func (q *Queue) watch(ctx context.Context, f *faults, done func(context.Context) (bool, error)) error {
	tick := time.NewTicker(250 * time.Millisecond)
	defer tick.Stop()
	for n := 0; ; n++ {
		if n%8 == 0 {
			if err := q.w.Dead(ctx, func(worker string) error { return q.takeUp(ctx, worker) }); err != nil && ctx.Err() == nil {
				q.log.Warn("dead workers", "error", err)
			}
		}
		if done != nil {
			if all, err := done(ctx); err == nil && all {
				return nil
			}
			if err := f.tooMany(); err != nil && ctx.Err() == nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// maxFaults ends a run that is not to go on forever: so many jobs failed one after the
// other for something that is no document's and no site's fault.
const maxFaults = 8

// faults are the jobs that failed one after the other. It is River's error handler.
type faults struct {
	log  *slog.Logger
	left report.Text // what becomes of the work that is not done

	mu   sync.Mutex
	n    int
	last error
}

// none says that a job went well.
func (f *faults) none() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.n = 0
}

// tooMany is the error to end with, nil where there is hope.
func (f *faults) tooMany() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.n < maxFaults {
		return nil
	}
	return document.Errorf(report.Location{}, f.last, "连续 %d 次出错，"+f.left.ZH, "stopped after %d faults in a row; "+f.left.EN, maxFaults)
}

// HandleError implements river.ErrorHandler.
func (f *faults) HandleError(_ context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	f.mu.Lock()
	f.n, f.last = f.n+1, err
	f.mu.Unlock()
	f.log.Warn("job failed, it is tried again", slog.String("kind", job.Kind), slog.Int64("job", job.ID), slog.Int("attempt", job.Attempt), slog.Any("error", err))
	return nil
}

// HandlePanic implements river.ErrorHandler.
func (f *faults) HandlePanic(ctx context.Context, job *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	return f.HandleError(ctx, job, fmt.Errorf("panic: %v\n%s", value, trace))
}
