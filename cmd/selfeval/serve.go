package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"selfeval/internal/service/queue"
	"selfeval/internal/service/watch"
	"selfeval/internal/service/workspace"
)

func serveCommand(p *program) *cobra.Command {
	var at place
	var listen string
	c := &cobra.Command{
		Use:   "serve --workspace DIR",
		Short: "以网页和指标观察工作区 · watch a workspace: figures, health, the queue's page",
		Long: `在本机提供 /metrics（Prometheus）、/healthz、/readyz 和 /status；工作区在 PostgreSQL 上时，
另有队列页面 /riverui/。默认只监听本机：页面没有登录，不要对外开放。
Serves /metrics for Prometheus, /healthz, /readyz and /status, and where the workspace
lies in PostgreSQL the queue's own page at /riverui/. It listens on this machine only
unless told otherwise: there is no login, do not open it to others.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			p.finishes.Store(true)
			ctx := c.Context()
			w, q, err := at.openQueue(ctx, p, false)
			if err != nil {
				return err
			}
			defer w.Close()
			stop, err := p.listenHTTP(ctx, listen, w, q)
			if err != nil {
				return err
			}
			defer stop()
			<-ctx.Done()
			return exitOf(ctx)
		},
	}
	at.flags(c)
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:9464", "监听地址 · address to listen on")
	return c
}

// listenHTTP serves figures and health until stop is called. With a queue it shows the
// queue's page too.
func (p *program) listenHTTP(ctx context.Context, address string, w *workspace.Workspace, q *queue.Queue) (stop func(), err error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf(p.say("无法监听 %s：%w", "cannot listen on %s: %w"), address, err)
	}
	h, err := watch.Handler(ctx, w, q, p.slog())
	if err != nil {
		_ = l.Close()
		return nil, err
	}
	// The address that was taken is told: port 0 asks for any.
	p.told("监听 http://%s", "listening on http://%s", l.Addr())
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	go func() { _ = server.Serve(l) }()
	return func() {
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		_ = server.Shutdown(end)
	}, nil
}
