package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"selfeval/internal/service/workspace"
)

func statusCommand(p *program) *cobra.Command {
	var at place
	format := newChoice("text", "text", "json")
	var wait time.Duration
	c := &cobra.Command{
		Use:   "status --workspace DIR",
		Short: "工作区里有什么，还有多少在等 · what a workspace holds, and what waits",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx := c.Context()
			w, _, err := at.openQueue(ctx, p, false)
			if err != nil {
				return err
			}
			defer w.Close()
			s, err := w.Status(ctx)
			if err != nil {
				return err
			}
			speed := pace{}
			if s.Waiting > 0 && s.Workers > 0 && wait > 0 {
				if speed, s, err = measure(c, w, s, wait); err != nil {
					return err
				}
			}
			if format.value == "json" {
				b, err := json.MarshalIndent(struct {
					*workspace.Status
					pace
				}{s, speed}, "", "  ")
				if err == nil {
					_, err = fmt.Fprintf(p.out, "%s\n", b)
				}
				return err
			}
			return p.status(s, speed)
		},
	}
	at.flags(c)
	format.flag(c, c.Flags(), "format", "输出格式 · form of the output")
	c.Flags().DurationVar(&wait, "measure", time.Second, "量多久来算速度，0 为不量 · how long to measure the pace, 0: not")
	return c
}

// pace is how fast the work goes.
type pace struct {
	Rate  float64 `json:"documents_per_second,omitempty"`
	Pages float64 `json:"pages_per_second,omitempty"`
	Left  float64 `json:"seconds_left,omitempty"`
}

// measure looks twice.
func measure(c *cobra.Command, w *workspace.Workspace, before *workspace.Status, wait time.Duration) (pace, *workspace.Status, error) {
	start := time.Now()
	select {
	case <-c.Context().Done():
		return pace{}, before, nil
	case <-time.After(wait):
	}
	s, err := w.Status(c.Context())
	if err != nil {
		return pace{}, before, err
	}
	took := time.Since(start).Seconds()
	v := pace{Rate: float64(before.Waiting-s.Waiting) / took, Pages: float64(s.Pages-before.Pages) / took}
	if v.Rate > 0 {
		v.Left = float64(s.Waiting) / v.Rate
	}
	return v, s, nil
}

func (p *program) status(s *workspace.Status, v pace) error {
	line := func(zh, en string, args ...any) { fmt.Fprintf(p.out, p.say(zh, en)+"\n", args...) }
	n := func(n int) string { return humanize.Comma(int64(n)) }
	line("工作区　%s", "workspace  %s", s.Workspace)
	line("文件　　%s 份，来自 %s 处（%s 处已不在）", "documents  %s, from %s sources (%s of them gone)", n(s.Documents), n(s.Sources), n(s.Vanished))
	line("已检查　%s 份：正常 %s，不完整 %s，非本类 %s，读不了 %s", "checked    %s: %s ok, %s partial, %s other, %s failed",
		n(s.Checked), n(s.Statuses["ok"]), n(s.Statuses["partial"]), n(s.Statuses["other"]), n(s.Statuses["failed"]))
	line("问题　　错误 %s，警告 %s，提示 %s", "findings   %s errors, %s warnings, %s infos", n(s.Findings["error"]), n(s.Findings["warning"]), n(s.Findings["info"]))
	line("等待　　%s 份，其中 %s 份在处理；工作进程 %d 个", "waiting    %s, of which %s in work; %d workers", n(s.Waiting), n(s.Running), s.Workers)
	if s.Retrying > 0 {
		line("重试　　%d 批因环境故障（数据库、存储）在等待重试", "retrying   %d batches wait to be tried again after a fault of database or store", s.Retrying)
	}
	if v.Rate > 0 {
		line("速度　　每秒 %.1f 份、%.1f 页，约剩 %s", "pace       %.1f documents and %.1f pages a second, about %s left", v.Rate, v.Pages, (time.Duration(v.Left) * time.Second).String())
	}
	return nil
}
