// Package queue hands the documents of a workspace to workers, with River: on the
// workspace's own database, so that a job and what it does are one transaction. A
// worker that is killed at any moment leaves its documents to others; whatever it had
// not committed is done again, whatever it had is not.
package queue

import (
	"context"
	"database/sql"
	"encoding/json"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"selfeval/internal/app/buildinfo"
	"selfeval/internal/app/isolate"
	"selfeval/internal/service/workspace"
)

// Priorities: a person who waits comes before the night's work.
const (
	Person  = 1
	Recheck = 2
	Nightly = 3
)

// form is the form of a job's arguments. A job of a higher form is left to a program
// that knows it.
const form = 1

// CheckArgs are some documents to check. Which they are stands in the workspace, under
// the number of the job.
type CheckArgs struct {
	Form     int    `json:"form"`
	Settings string `json:"settings"` // digest of the settings in the workspace
	Count    int    `json:"count"`    // of documents, for people who look at the queue
}

// Kind names the job.
func (CheckArgs) Kind() string { return "check" }

// Queue is the queue of a workspace.
type Queue struct {
	w      *workspace.Workspace
	driver riverdriver.Driver[*sql.Tx]
	client *river.Client[*sql.Tx] // to insert with
	log    *slog.Logger
}

// Open opens the queue, and makes its tables where they are missing.
func Open(ctx context.Context, w *workspace.Workspace, log *slog.Logger) (*Queue, error) {
	q := &Queue{w: w, log: log}
	if w.Postgres() {
		q.driver = riverdatabasesql.NewWithPgxListener(w.DB(), w.Pool())
	} else {
		q.driver = riversqlite.New(w.DB())
	}
	err := w.Exclusively(ctx, func() error {
		m, err := rivermigrate.New(q.driver, &rivermigrate.Config{Schema: q.schema(), Logger: log})
		if err != nil {
			return err
		}
		_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
		return err
	})
	if err != nil {
		return nil, err
	}
	q.client, err = river.NewClient(q.driver, &river.Config{Schema: q.schema(), Logger: log, MaxAttempts: maxAttempts})
	return q, err
}

func (q *Queue) schema() string {
	if q.w.Postgres() {
		return workspace.Schema
	}
	return ""
}

// Settings writes settings down in the workspace, and gives their name.
func (q *Queue) Settings(ctx context.Context, s isolate.Settings) (string, error) {
	body, err := json.Marshal(s)
	if err != nil {
		return "", err
	}
	return q.w.PutSettings(ctx, body)
}

// Enqueue lets documents be checked, those that are neither checked with these settings
// by this program nor waiting for it. It gives their number.
func (q *Queue) Enqueue(ctx context.Context, tx *sql.Tx, settings string, priority int, sums []string) (int, error) {
	need, err := q.w.Needs(ctx, tx, settings, buildinfo.ID(), sums)
	if err != nil || len(need) == 0 {
		return 0, err
	}
	return len(need), q.insert(ctx, tx, settings, priority, need)
}

// insert makes a job of documents.
func (q *Queue) insert(ctx context.Context, tx *sql.Tx, settings string, priority int, sums []string) error {
	job, err := q.client.InsertTx(ctx, tx, CheckArgs{form, settings, len(sums)}, &river.InsertOpts{Priority: priority})
	if err != nil {
		return err
	}
	return q.w.Await(ctx, tx, settings, job.Job.ID, sums)
}

// The limits of a job. One that is at work for longer than its time hands the rest of
// its documents on; River takes up what is silent for much longer than any clock is off.
const (
	jobTime     = 5 * time.Minute
	rescueAfter = 30 * time.Minute
	maxAttempts = 1000 // documents that fail are results; what is tried again is the infrastructure's fault
)

// retry waits longer after every fault, up to a minute: a database or a store that is
// away comes back.
type retry struct{}

func (retry) NextRetry(job *rivertype.JobRow) time.Time {
	wait := time.Second << min(len(job.Errors), 6)
	return time.Now().Add(min(wait, time.Minute))
}

// Client is River's own, for pages that show the queue.
func (q *Queue) Client() *river.Client[*sql.Tx] { return q.client }
