package queue

import (
	"context"
	"database/sql"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

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
	v := &visitor{opt: opt, leaving: ctx}
	v.faults = faults{log: q.log, left: report.Text{ZH: "停止（未完成的仍在工作区里）", EN: "what is not done still waits"}}
	cfg := q.config(&v.faults)
	cfg.Queues = map[string]river.QueueConfig{visitQueue: {MaxWorkers: max(opt.Hosts, 1)}}
	cfg.FetchCooldown = 50 * time.Millisecond
	cfg.JobTimeout = rescueAfter - time.Minute // a visit itself ends in time
	if err := river.AddWorkerSafely(cfg.Workers, v); err != nil {
		return err
	}
	return q.run(ctx, cfg, &v.faults, opt.Done, jobTime)
}

// visitor works the visits.
type visitor struct {
	river.WorkerDefaults[VisitArgs]
	opt     Visits
	leaving context.Context
	faults  faults
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
	v.faults.none()
	if again > 0 {
		return river.JobSnooze(again)
	}
	return nil
}
