package queue

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"selfeval/extract/document"
	"selfeval/report"
)

// VisitArgs are a host to visit. What is to be fetched there stands in the workspace's
// frontier.
type VisitArgs struct {
	Form int    `json:"form"`
	Host string `json:"host" river:"unique"`
}

// Kind names the job.
func (VisitArgs) Kind() string { return "visit" }

// visitQueue is apart from the checks: a visit mostly waits, and takes no processor.
const visitQueue = "visits"

// EnqueueVisit lets a host be visited. A host that is being visited or waits for it has
// one job, whoever asks.
func (q *Queue) EnqueueVisit(ctx context.Context, tx *sql.Tx, host string) error {
	_, err := q.client.InsertTx(ctx, tx, VisitArgs{form, host}, &river.InsertOpts{Queue: visitQueue, Priority: Nightly, UniqueOpts: river.UniqueOpts{
		ByArgs: true,
		ByState: []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
			rivertype.JobStateRunning, rivertype.JobStateScheduled},
	}})
	return err
}

// Visits are how a process visits hosts.
type Visits struct {
	Hosts int // at once
	// Visit visits a host for a while, no longer than leaving lasts, and tells when it is
	// to be visited again; 0: it is done with.
	Visit func(ctx, leaving context.Context, host string) (again time.Duration, err error)
	// Done reports whether all hosts are done with.
	Done func(context.Context) (bool, error)
}

// RunVisits visits hosts until all are done with, or the context ends.
func (q *Queue) RunVisits(ctx context.Context, opt Visits) error {
	me, err := q.w.Join(ctx)
	if err != nil {
		return err
	}
	defer me.Leave()
	v := &visitor{q: q, opt: opt, leaving: ctx}
	workers := river.NewWorkers()
	if err := river.AddWorkerSafely(workers, v); err != nil {
		return err
	}
	client, err := river.NewClient(q.driver, &river.Config{
		ID: me.ID, Schema: q.schema(), Logger: q.log, Workers: workers,
		Queues:               map[string]river.QueueConfig{visitQueue: {MaxWorkers: max(opt.Hosts, 1)}},
		FetchOnlyKnownKinds:  true,
		FetchPollInterval:    q.poll(),
		FetchCooldown:        50 * time.Millisecond,
		JobTimeout:           rescueAfter - time.Minute, // a visit itself ends in time
		RescueStuckJobsAfter: rescueAfter,
		MaxAttempts:          maxAttempts,
		RetryPolicy:          retry{},
		ErrorHandler:         v,
	})
	if err != nil {
		return err
	}
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	err = v.watch(ctx)
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), jobTime)
	defer cancel()
	return errors.Join(err, client.Stop(stop))
}

// visitor works the visits.
type visitor struct {
	river.WorkerDefaults[VisitArgs]
	q       *Queue
	opt     Visits
	leaving context.Context

	faults atomic.Int32 // in a row
	mu     sync.Mutex
	last   error
}

// watch waits for the end of the visits, and takes up what dead workers left.
func (v *visitor) watch(ctx context.Context) error {
	tick := time.NewTicker(250 * time.Millisecond)
	defer tick.Stop()
	for n := 0; ; n++ {
		if n%8 == 0 {
			if err := v.q.w.Dead(ctx, func(worker string) error { return v.q.takeUp(ctx, worker) }); err != nil && ctx.Err() == nil {
				v.q.log.Warn("dead workers", "error", err)
			}
		}
		done, err := v.opt.Done(ctx)
		switch {
		case ctx.Err() != nil, err == nil && done:
			return nil
		case v.faults.Load() >= maxFaults:
			v.mu.Lock()
			defer v.mu.Unlock()
			return document.Errorf(report.Location{}, v.last, "连续 %d 次出错，停止（未完成的仍在工作区里）", "stopped after %d faults in a row; what is not done still waits", maxFaults)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Work implements river.Worker.
func (v *visitor) Work(ctx context.Context, job *river.Job[VisitArgs]) error {
	if job.Args.Form > form {
		return river.JobSnooze(time.Minute) // a newer program will know it
	}
	if v.leaving.Err() != nil {
		return river.JobSnooze(0)
	}
	again, err := v.opt.Visit(ctx, v.leaving, job.Args.Host)
	if err != nil {
		return err
	}
	v.faults.Store(0)
	if again > 0 {
		return river.JobSnooze(again)
	}
	return nil
}

// HandleError implements river.ErrorHandler.
func (v *visitor) HandleError(_ context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	v.faults.Add(1)
	v.mu.Lock()
	v.last = err
	v.mu.Unlock()
	v.q.log.Warn("visit failed, it is tried again", slog.Int64("job", job.ID), slog.Any("error", err))
	return nil
}

// HandlePanic implements river.ErrorHandler.
func (v *visitor) HandlePanic(ctx context.Context, job *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	return v.HandleError(ctx, job, fmt.Errorf("panic: %v\n%s", value, trace))
}
