// Package watch shows a workspace to monitoring: figures for Prometheus, health and
// readiness, and the queue's own page where the workspace lies on a server.
package watch

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"riverqueue.com/riverui"

	"selfeval/internal/service/queue"
	"selfeval/internal/service/workspace"
)

// Handler serves a workspace. q may be nil: then there is no page of the queue.
func Handler(ctx context.Context, w *workspace.Workspace, q *queue.Queue, log *slog.Logger) (http.Handler, error) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(out http.ResponseWriter, _ *http.Request) { fmt.Fprintln(out, "ok") })
	mux.HandleFunc("GET /readyz", func(out http.ResponseWriter, r *http.Request) {
		ask, cancel := context.WithTimeout(r.Context(), 5*time.Second)
		defer cancel()
		if _, err := w.Pending(ask); err != nil {
			log.Warn("not ready", "error", err)
			http.Error(out, "the database does not answer", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(out, "ready")
	})
	status := func(out http.ResponseWriter, r *http.Request) *workspace.Status {
		ask, cancel := context.WithTimeout(r.Context(), 30*time.Second)
		defer cancel()
		s, err := w.Status(ask)
		if err != nil {
			log.Warn("status", "error", err)
			http.Error(out, "the database does not answer", http.StatusServiceUnavailable)
			return nil
		}
		return s
	}
	mux.HandleFunc("GET /status", func(out http.ResponseWriter, r *http.Request) {
		if s := status(out, r); s != nil {
			out.Header().Set("Content-Type", "application/json")
			_ = json.NewEncoder(out).Encode(s)
		}
	})
	mux.HandleFunc("GET /metrics", func(out http.ResponseWriter, r *http.Request) {
		if s := status(out, r); s != nil {
			out.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
			_, _ = out.Write([]byte(figures(s)))
		}
	})
	if q != nil && w.Postgres() {
		if err := page(ctx, mux, q, log); err != nil {
			return nil, err
		}
	}
	return sameSite(mux), nil
}

// page mounts the queue's own page.
func page(ctx context.Context, mux *http.ServeMux, q *queue.Queue, log *slog.Logger) error {
	h, err := riverui.NewHandler(&riverui.HandlerOpts{Endpoints: riverui.NewEndpoints(q.Client(), nil), Logger: log, Prefix: "/riverui"})
	if err != nil {
		return err
	}
	if err := h.Start(ctx); err != nil {
		return err
	}
	mux.Handle("/riverui/", h)
	return nil
}

// sameSite keeps other sites' pages, open in the same browser, from changing anything or
// from reaching us under a name of theirs.
func sameSite(next http.Handler) http.Handler {
	return http.NewCrossOriginProtection().Handler(next)
}

// figures writes a status for Prometheus.
func figures(s *workspace.Status) string {
	var b strings.Builder
	gauge := func(name, help string, value any) {
		fmt.Fprintf(&b, "# HELP selfeval_workspace_%s %s\n# TYPE selfeval_workspace_%s gauge\nselfeval_workspace_%s %v\n", name, help, name, name, value)
	}
	labelled := func(name, help, label string, values map[string]int) {
		fmt.Fprintf(&b, "# HELP selfeval_workspace_%s %s\n# TYPE selfeval_workspace_%s gauge\n", name, help, name)
		for _, k := range slices.Sorted(maps.Keys(values)) {
			fmt.Fprintf(&b, "selfeval_workspace_%s{%s=%q} %d\n", name, label, k, values[k])
		}
	}
	gauge("documents", "Documents kept.", s.Documents)
	gauge("sources", "Files and addresses they come from.", s.Sources)
	gauge("sources_vanished", "Sources that hold nothing any more.", s.Vanished)
	gauge("documents_checked", "Documents with a result.", s.Checked)
	gauge("documents_waiting", "Documents that wait for a check or are in work.", s.Waiting)
	gauge("documents_running", "Documents in work.", s.Running)
	gauge("jobs_retrying", "Jobs that are tried again after a fault of database or store.", s.Retrying)
	gauge("workers", "Processes at work.", s.Workers)
	gauge("pages", "Pages read in all checks.", s.Pages)
	gauge("check_seconds", "Time spent on all checks.", s.Seconds)
	labelled("results", "Newest results by status.", "status", s.Statuses)
	labelled("failed", "Documents that could not be read, by cause.", "cause", s.Causes)
	labelled("findings", "Findings of the newest results by severity.", "severity", s.Findings)
	return b.String()
}
