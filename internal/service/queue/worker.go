package queue

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/internal/app/buildinfo"
	"selfeval/internal/app/isolate"
	"selfeval/internal/app/wire"
	"selfeval/internal/service/workspace"
	"selfeval/report"
)

// Work is how a process works.
type Work struct {
	Jobs int // documents at once, 0: one a processor
	// Checker makes what checks documents with some settings, jobs of them at once.
	Checker func(s isolate.Settings, jobs int) (isolate.Checker, error)
	// Forever goes on when nothing waits.
	Forever bool
	// JobTime bounds a job, 0: five minutes.
	JobTime time.Duration
	// Clock is the time of day, nil: the machine's. Tests set it wrong.
	Clock func() time.Time
	// Done is told of every document that was checked; nil: nobody.
	Done func(sha256 string, docs []*wire.Doc, took time.Duration)
}

// Run works until nothing waits, or the context ends. What is at work then is finished,
// as far as the document in hand.
func (q *Queue) Run(ctx context.Context, opt Work) error {
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	if opt.JobTime == 0 {
		opt.JobTime = jobTime
	}
	if err := q.w.Prepare(ctx); err != nil {
		return err
	}
	k := &checker{q: q, opt: opt, leaving: ctx, checkers: map[string]isolate.Checker{}}
	k.faults = faults{log: q.log, left: report.Text{ZH: "停止工作（未完成的文件仍在队列里）", EN: "what is not done still waits"}}
	defer k.close()
	cfg := q.config(&k.faults)
	cfg.Queues = map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: opt.Jobs}}
	cfg.FetchCooldown = 5 * time.Millisecond   // a free hand takes the next job at once
	cfg.JobTimeout = opt.JobTime + time.Minute // the job itself ends in time
	if err := river.AddWorkerSafely(cfg.Workers, k); err != nil {
		return err
	}
	if opt.Clock != nil {
		cfg.Test.Time = clock(opt.Clock)
	}
	idle := q.w.Idle
	if opt.Forever {
		idle = nil
	}
	return q.run(ctx, cfg, &k.faults, idle, cfg.JobTimeout)
}

// checker works the jobs.
type checker struct {
	river.WorkerDefaults[CheckArgs]
	q       *Queue
	opt     Work
	leaving context.Context // ends when the process is to stop

	mu       sync.Mutex
	checkers map[string]isolate.Checker // by settings
	faults   faults
}

// Work implements river.Worker.
func (k *checker) Work(ctx context.Context, job *river.Job[CheckArgs]) error {
	if job.Args.Form > form {
		return river.JobSnooze(time.Minute) // a newer program will know it
	}
	settings := job.Args.Settings
	check, err := k.checker(ctx, settings)
	if err != nil {
		return err
	}
	waiting, err := k.q.w.Waiting(ctx, settings, job.ID)
	if err != nil {
		return err
	}
	end := time.Now().Add(k.opt.JobTime)
	var done []*workspace.Checked
	for len(waiting) > 0 && k.leaving.Err() == nil && time.Now().Before(end) {
		// Where an earlier worker went down, each document is written down by itself:
		// one that brings its worker down must not take the others with it.
		if job.Attempt > 1 {
			err = k.careful(ctx, check, settings, waiting[0])
		} else {
			var c *workspace.Checked
			if c, err = k.one(ctx, check, waiting[0]); err == nil {
				done = append(done, c)
			}
		}
		if err != nil {
			return err
		}
		waiting = waiting[1:]
	}
	if err := k.keep(ctx, done...); err != nil {
		return err
	}
	err = k.q.w.Tx(ctx, func(tx *sql.Tx) error {
		if err := k.q.w.Save(ctx, tx, settings, buildinfo.ID(), done...); err != nil {
			return err
		}
		if len(waiting) > 0 {
			var rest []string
			for _, w := range waiting {
				rest = append(rest, w.SHA256)
			}
			if err := k.q.insert(ctx, tx, settings, job.Priority, rest); err != nil {
				return err
			}
		}
		return k.q.complete(ctx, tx, job)
	})
	if err != nil {
		return err
	}
	k.faults.none()
	for _, c := range done {
		k.told(c)
	}
	return nil
}

func (k *checker) told(c *workspace.Checked) {
	if k.opt.Done != nil {
		k.opt.Done(c.SHA256, c.Docs, c.Took)
	}
}

// complete ends a job within a transaction.
func (q *Queue) complete(ctx context.Context, tx *sql.Tx, job *river.Job[CheckArgs]) (err error) {
	if q.w.Postgres() {
		_, err = river.JobCompleteTx[*riverdatabasesql.Driver](ctx, tx, job)
	} else {
		_, err = river.JobCompleteTx[*riversqlite.Driver](ctx, tx, job)
	}
	return err
}

// one checks a document. An error is the infrastructure's; what is wrong with the
// document is its result.
func (k *checker) one(ctx context.Context, check isolate.Checker, w workspace.Waiting) (*workspace.Checked, error) {
	start := time.Now()
	data, err := k.q.w.Blobs.Document(ctx, w.SHA256)
	c := &workspace.Checked{SHA256: w.SHA256}
	switch {
	case workspace.IsBroken(err):
		c.Docs = failure(w, document.IO, err)
	case err != nil:
		return nil, err
	default:
		c.Docs = check.Check(ctx, w.Name, data)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	c.Took = time.Since(start)
	return c, nil
}

// keep writes whole results into the blob store.
func (k *checker) keep(ctx context.Context, done ...*workspace.Checked) error {
	if len(done) == 0 {
		return nil
	}
	pack := k.q.w.Blobs.NewPack()
	var frame bytes.Buffer
	for _, c := range done {
		frame.Reset()
		if err := wire.Write(&frame, c.Docs); err != nil {
			return err
		}
		c.Frame = pack.Add(frame.Bytes())
	}
	name, err := k.q.w.Blobs.PutPack(ctx, pack)
	for _, c := range done {
		c.Frame.Pack = name
	}
	return err
}

// maxTries is how many workers a document may bring down.
const maxTries = 2

// careful checks a document whose worker may go down over it, and writes it down at
// once.
func (k *checker) careful(ctx context.Context, check isolate.Checker, settings string, w workspace.Waiting) error {
	var c *workspace.Checked
	if w.Tries >= maxTries {
		c = &workspace.Checked{SHA256: w.SHA256, Docs: failure(w, document.Crashed, document.Errorf(report.Location{}, nil,
			"处理它的工作进程已 %d 次中途终止，不再尝试", "its worker went down %d times while reading it: it is set aside", w.Tries))}
	} else {
		if err := k.q.w.Trying(ctx, settings, w.SHA256, 1); err != nil {
			return err
		}
		var err error
		if c, err = k.one(ctx, check, w); err != nil {
			// The worker lives: what failed was something else.
			back, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
			defer cancel()
			return errors.Join(err, k.q.w.Trying(back, settings, w.SHA256, -1))
		}
	}
	if err := k.keep(ctx, c); err != nil {
		return err
	}
	err := k.q.w.Tx(ctx, func(tx *sql.Tx) error { return k.q.w.Save(ctx, tx, settings, buildinfo.ID(), c) })
	if err == nil {
		k.told(c)
	}
	return err
}

func failure(w workspace.Waiting, cause document.Cause, err error) []*wire.Doc {
	e, ok := errors.AsType[*document.Error](err)
	if !ok {
		e = document.Errorf(report.Location{}, err, "无法读取", "cannot be read")
	}
	d := selfeval.Failure(w.Name, e.Because(cause), report.ZH)
	d.SHA256 = w.SHA256
	return []*wire.Doc{wire.New(d)}
}

// checker gives what checks with some settings.
func (k *checker) checker(ctx context.Context, settings string) (isolate.Checker, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if c := k.checkers[settings]; c != nil {
		return c, nil
	}
	body, err := k.q.w.Settings(ctx, settings)
	if err != nil {
		return nil, err
	}
	var s isolate.Settings
	if err := json.Unmarshal(body, &s); err != nil {
		return nil, fmt.Errorf("settings %s: %w", settings, err)
	}
	c, err := k.opt.Checker(s, k.opt.Jobs)
	if err != nil {
		return nil, fmt.Errorf("settings %s: %w", settings, err)
	}
	k.checkers[settings] = c
	return c, nil
}

func (k *checker) close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, c := range k.checkers {
		c.Close()
	}
}

// clock is a time of day as River asks for it.
type clock func() time.Time

func (c clock) Now() time.Time { return c() }

func (c clock) NowOrNil() *time.Time {
	now := c()
	return &now
}
