// Package crawl fetches what sites publish: politely, only what is new, trusting nothing.
// A page's links, names, labels and lengths are claims of its author's. It stands beside
// the house that reads papers and hands documents to the workspace's intake.
//
// The frontier is a table of the workspace, and a host is visited by one job of its queue,
// so that any number of processes share a crawl.
package crawl

import (
	"context"
	"database/sql"
	"time"

	"selfeval/internal/service/queue"
	"selfeval/internal/service/workspace"
)

// Crawl is a night's crawl into a workspace.
type Crawl struct {
	W        *workspace.Workspace
	Q        *queue.Queue
	F        *Fetcher
	Settings string // digest of the settings to check documents with
	Day      string // 2006-01-02
	Hosts    int    // at once, 0: 64
	Archive  *WARC
	// Visited is told of every visit; nil: nobody.
	Visited func(url string, v Verdict)
	// Clock is the time of day, by which sites have their hours; nil: the machine's.
	Clock func() time.Time
}

func (c *Crawl) now() time.Time {
	if c.Clock != nil {
		return c.Clock()
	}
	return time.Now()
}

// Begin enters the sites of a night and has them visited. Whoever calls it again, the
// night goes on where it was.
func (c *Crawl) Begin(ctx context.Context, s *Sites) error {
	return c.W.Tx(ctx, func(tx *sql.Tx) error {
		f := frontier{c.W}
		for i := range s.Sites {
			if err := f.begin(ctx, tx, &s.Sites[i], c.Day); err != nil {
				return err
			}
		}
		for i := range s.Sites {
			for _, h := range s.Sites[i].Hosts {
				if err := c.Q.EnqueueVisit(ctx, tx, h); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// Run visits hosts until all are done with for the night, or the context ends.
func (c *Crawl) Run(ctx context.Context) error {
	hosts := c.Hosts
	if hosts <= 0 {
		hosts = 64
	}
	looks := 0
	return c.Q.RunVisits(ctx, queue.Visits{
		Hosts: hosts,
		Visit: c.visit,
		Done: func(ctx context.Context) (bool, error) {
			looks++
			return c.done(ctx, looks%16 == 1)
		},
	})
}

// done reports whether all hosts are done with. Where asked to, it gives every open one a
// job: one that was opened again while its last visit was ending has none.
func (c *Crawl) done(ctx context.Context, enqueue bool) (bool, error) {
	hosts, err := frontier{c.W}.opened(ctx)
	if err != nil || len(hosts) == 0 || !enqueue {
		return err == nil && len(hosts) == 0, err
	}
	return false, c.W.Tx(ctx, func(tx *sql.Tx) error {
		for _, h := range hosts {
			if err := c.Q.EnqueueVisit(ctx, tx, h); err != nil {
				return err
			}
		}
		return nil
	})
}
