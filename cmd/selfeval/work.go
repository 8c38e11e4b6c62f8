package main

import (
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"selfeval"
	"selfeval/internal/app/wire"
	"selfeval/internal/service/queue"
)

func workCommand(p *program) *cobra.Command {
	var at place
	var how workFlags
	var listen string
	c := &cobra.Command{
		Use:   "work --workspace DIR",
		Short: "检查工作区里等待的报告 · check what waits in a workspace",
		Long: `检查工作区里等待的报告，查完即止；--forever 则一直等新的。可以同时开任意多个，
在同一台或多台机器上：每份报告的结果只写一次。按 Ctrl-C 或收到 SIGTERM 时查完手上的一份再停。
Checks what waits in a workspace until nothing does; with --forever it goes on waiting.
Any number of them may run, on one machine or many: every result is written once. On
Ctrl-C or SIGTERM the documents in hand are finished first.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			p.finishes.Store(true)
			ctx := c.Context()
			w, q, err := at.openQueue(ctx, p, false)
			if err != nil {
				return err
			}
			defer w.Close()
			if listen != "" {
				stop, err := p.listenHTTP(ctx, listen, w, nil)
				if err != nil {
					return err
				}
				defer stop()
			}
			t := &tally{}
			err = q.Run(ctx, p.work(how, t))
			t.tell(p)
			if err == nil && ctx.Err() != nil {
				err = exitOf(ctx)
			}
			return err
		},
	}
	at.flags(c)
	how.flags(c)
	c.Flags().BoolVar(&how.forever, "forever", false, "没有等待的报告时继续等 · go on when nothing waits")
	c.Flags().StringVar(&listen, "listen", "", "在此地址提供 /metrics、/healthz、/readyz，如 127.0.0.1:9464 · serve figures and health here")
	return c
}

// work is how this process works.
func (p *program) work(how workFlags, t *tally) queue.Work {
	return queue.Work{Jobs: how.jobs, Forever: how.forever, Checker: p.newChecker, Done: t.done}
}

// tally counts what a process did.
type tally struct {
	documents, failed, partial atomic.Int64
	pages                      atomic.Int64
	begun                      atomic.Int64
}

func (t *tally) done(_ string, docs []*wire.Doc, _ time.Duration) {
	t.begun.CompareAndSwap(0, time.Now().UnixNano())
	t.documents.Add(1)
	pages := 0
	for _, d := range docs {
		pages = max(pages, d.Pages)
		switch d.Status {
		case selfeval.Failed:
			t.failed.Add(1)
		case selfeval.Partial:
			t.partial.Add(1)
		}
	}
	t.pages.Add(int64(pages))
}

func (t *tally) tell(p *program) {
	p.told("检查了 %d 份（%d 页），其中 %d 份未能全部读出，%d 份读不了", "%d documents checked (%d pages), %d of them not whole, %d not readable",
		t.documents.Load(), t.pages.Load(), t.partial.Load(), t.failed.Load())
}
