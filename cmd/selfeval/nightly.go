package main

import (
	"context"

	"github.com/spf13/cobra"

	"selfeval/internal/app/across"
	"selfeval/internal/app/isolate"
	"selfeval/internal/service/night"
)

// nightlyHow is what a nightly run is told.
type nightlyHow struct {
	workFlags
	day, out    string
	enqueueOnly bool
	format      choice
	failOn      choice
	compare     *comparing
}

func nightlyCommand(p *program) *cobra.Command {
	var in inputs
	var at place
	how := nightlyHow{format: newChoice("text", "text", "json", "html"), failOn: newChoice("none", "error", "warning", "info", "none"), compare: newComparing()}
	c := &cobra.Command{
		Use:   "nightly --workspace DIR",
		Short: "每夜一次：看有什么新的，检查，说明与上次有何不同 · once a day: look for what is new, check it, tell what changed",
		Long: `每天一次，由 cron、systemd 或 Kubernetes 调用，重复调用无妨：重新查看 selfeval add 放入过的目录，
检查新的、变了的，以及程序或规则变了的，把报告相互对照（上年、汇总表、名单），然后说明与上一次
相比新增、变化、消失了什么，并按原因（报告本身、程序、规则或配置）分开。
Once a day, from cron, systemd or Kubernetes, and no harm in calling it twice: looks
through the folders that selfeval add was given, checks what is new, what changed and
what a newer program or other rules may judge anew, compares reports with each other, and
tells what is new, changed and gone since the last time, by cause (the paper, the program,
the rules).`,
		Example: "  selfeval nightly --workspace ws --format html -o 昨夜.html\n  0 2 * * *  selfeval nightly --workspace /srv/ws   # crontab",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			p.finishes.Store(true)
			return p.nightly(c.Context(), &how, &at, &in)
		},
	}
	at.flags(c)
	how.flags(c)
	in.settingFlags(c)
	return c
}

func (how *nightlyHow) flags(c *cobra.Command) {
	how.workFlags.flags(c)
	how.compare.flags(c)
	how.format.flag(c, c.Flags(), "format", "输出格式 · form of the report")
	how.failOn.flag(c, c.Flags(), "fail-on", "有这一级或更重的新问题时退出码为 1 · exit with 1 if there are new findings this heavy")
	c.Flags().StringVarP(&how.out, "output", "o", "", "写入文件 · write to a file")
	c.Flags().StringVar(&how.day, "day", "", "哪一天的运行，默认今天 · which day's run, by default today's")
	c.Flags().BoolVar(&how.enqueueOnly, "enqueue-only", false, "只排入队列，由别处的 selfeval work 检查 · only enqueue; selfeval work elsewhere does the work")
}

// nightly does what is done once a day.
func (p *program) nightly(ctx context.Context, how *nightlyHow, at *place, in *inputs) error {
	var err error
	if how.day, err = p.day(how.day); err != nil {
		return err
	}
	d, err := at.openDesk(ctx, p, in, false)
	if err != nil {
		return err
	}
	defer d.Close()
	run := night.Run{W: d.Workspace, Q: d.q, Settings: d.name, MaxBytes: d.settings.Limits.Bytes, Day: how.day}
	if run.Across, err = how.compare.options(p, &d.settings); err != nil {
		return err
	}
	t := &tally{}
	if !how.enqueueOnly {
		run.Work = func(ctx context.Context) error {
			defer t.tell(p)
			return d.q.Run(ctx, p.work(how.workFlags, t))
		}
	}
	n, begun, refused, err := run.Enqueue(ctx)
	switch {
	case ctx.Err() != nil:
		return exitOf(ctx)
	case err != nil:
		return err
	case how.enqueueOnly && begun:
		p.told("%s 的夜间运行已排入队列", "the nightly run of %s is enqueued", how.day)
		return nil
	case how.enqueueOnly:
		p.told("%s 的夜间运行早已排入队列", "the nightly run of %s was enqueued before", how.day)
		return nil
	}
	rep, err := run.Finish(ctx, n, refused)
	switch {
	case ctx.Err() != nil:
		return exitOf(ctx)
	case err != nil:
		return err
	}
	if err := p.writeReport(how.out, how.format.value, rep); err != nil {
		return err
	}
	if rep.New(how.failOn.value) > 0 {
		return exitFindings
	}
	return nil
}

// options are those of a comparison within a workspace, by the rules of some settings; nil:
// nothing is compared.
func (x *comparing) options(p *program, s *isolate.Settings) (*across.Options, error) {
	if err := x.read(p); err != nil || !x.wanted(true, false) || s.NoRules {
		return nil, err
	}
	opt, err := s.Options()
	if err != nil {
		return nil, err
	}
	return &across.Options{Rules: rulesOf(&opt), Lang: p.language(), List: x.list}, nil
}
