package queue

import (
	"context"
	"encoding/json"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"
)

// takeUp gives the jobs of a dead worker back to the queue, as River itself would after
// its long wait: by its own statement, for those that are still the dead worker's.
func (q *Queue) takeUp(ctx context.Context, worker string) error {
	for {
		list := river.NewJobListParams().States(rivertype.JobStateRunning).First(1000).OrderBy(river.JobListOrderByID, river.SortOrderAsc)
		jobs, err := q.client.JobList(ctx, list)
		if err != nil {
			return err
		}
		p := &riverdriver.JobRescueManyParams{Schema: q.schema(), StuckHorizon: time.Now().Add(24 * time.Hour)}
		for _, j := range jobs.Jobs {
			if n := len(j.AttemptedBy); n == 0 || j.AttemptedBy[n-1] != worker {
				continue
			}
			said, err := json.Marshal(rivertype.AttemptError{At: time.Now().UTC(), Attempt: j.Attempt, Error: "its worker is gone: " + worker})
			if err != nil {
				return err
			}
			p.ID = append(p.ID, j.ID)
			p.Error = append(p.Error, said)
			p.FinalizedAt = append(p.FinalizedAt, nil)
			p.ScheduledAt = append(p.ScheduledAt, time.Now().Add(-time.Hour))
			p.State = append(p.State, string(rivertype.JobStateAvailable))
		}
		if len(p.ID) == 0 {
			return nil
		}
		q.log.Info("taking up what a dead worker left", "worker", worker, "jobs", len(p.ID))
		if _, err := q.driver.GetExecutor().JobRescueMany(ctx, p); err != nil {
			return err
		}
		if len(jobs.Jobs) < 1000 {
			return nil
		}
	}
}
