package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"selfeval"
	"selfeval/internal/app/buildinfo"
	"selfeval/internal/app/dataset"
	"selfeval/internal/app/isolate"
	"selfeval/internal/app/output"
	"selfeval/internal/app/wire"
	"selfeval/internal/service/beside"
	"selfeval/internal/service/workspace"
	"selfeval/internal/settings/baseline"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

func resultsCommand(p *program) *cobra.Command {
	var at place
	var filter workspace.Filter
	var out, since, tables string
	compare := newComparing()
	format := newChoice("text", formatNames()...)
	failOn := newChoice("none", "error", "warning", "info", "none")
	severity := newChoice("", "", "error", "warning", "info")
	c := &cobra.Command{
		Use:   "results --workspace DIR",
		Short: "输出工作区里的结果 · write what a workspace holds",
		Long: `输出工作区里每份报告的最新结果，格式与 selfeval check 相同；--dataset 写成数据表。
已接受的问题（selfeval decisions accept）不列出。
Writes the newest result of every report in the forms of selfeval check, or with
--dataset as tables. Findings that were accepted are left out.`,
		Example: `  selfeval results --workspace ws --format xlsx -o 结果.xlsx
  selfeval results --workspace ws --department 水务局 --year 2022
  selfeval results --workspace ws --dataset out/ --format csv,parquet`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			p.finishes.Store(true)
			ctx := c.Context()
			w, err := at.open(ctx, p, false)
			if err != nil {
				return err
			}
			defer w.Close()
			if since != "" {
				n, err := w.NightOf(ctx, since)
				if err != nil {
					return err
				}
				filter.Since = n.ID
			}
			filter.Severity = rules.Severity(severity.value)
			f, _ := output.Lookup(format.value)
			if tables != "" {
				kind, err := tableFormat(p, c.Flag("dataset-format").Value.String())
				if err != nil {
					return err
				}
				f = output.Dataset(tables, []dataset.Format{kind}, dataset.Options{Version: buildinfo.Version(), Created: startTime().UTC().Format(time.RFC3339)})
			}
			sum, err := p.results(ctx, w, filter, f, out, compare)
			switch {
			case err != nil:
				return err
			case ctx.Err() != nil:
				return exitOf(ctx)
			case sum.Findings.AtLeast(rules.Severity(failOn.value)) > 0:
				return exitFindings
			}
			return nil
		},
	}
	at.flags(c)
	compare.flags(c)
	format.flag(c, c.Flags(), "format", "输出格式 · form of the output")
	failOn.flag(c, c.Flags(), "fail-on", "有这一级或更重的问题时退出码为 1 · exit with 1 if there are findings this heavy")
	fl := c.Flags()
	fl.StringVarP(&out, "output", "o", "", "写入文件 · write to a file, whole or not at all")
	fl.StringVar(&tables, "dataset", "", "写成数据表，放入此目录 · write tables into this folder")
	fl.String("dataset-format", "csv", "数据表的格式 · form of the tables: csv, jsonl, parquet, sqlite, xlsx")
	fl.StringVar(&filter.Department, "department", "", "只要名称含此字样的部门 · departments whose name contains this")
	fl.StringVar(&filter.Year, "year", "", "只要这一年度 · reports of this year")
	fl.StringVar(&filter.Source, "source", "", "只要路径或网址含此字样的 · paths or addresses that contain this")
	fl.StringVar(&filter.Rule, "rule", "", "只要有此规则问题的 · reports with a finding of this rule")
	fl.StringVar(&filter.Status, "status", "", "只要此状态的：ok partial other failed · reports of this status")
	fl.StringVar(&since, "new-since", "", "只要某日夜间运行之后新查的，如 2026-11-24 · what was checked after the nightly run of a day")
	severity.flag(c, fl, "severity", "只要有这一级问题的 · reports with a finding of this severity")
	return c
}

// results writes what a filter chooses.
func (p *program) results(ctx context.Context, w *workspace.Workspace, filter workspace.Filter, f output.Format, path string, compare *comparing) (sum output.Summary, err error) {
	decisions, err := w.Decisions(ctx)
	if err != nil {
		return sum, err
	}
	today := decisions.On(time.Now())
	run, err := p.appliedIn(ctx, w)
	if err != nil {
		return sum, err
	}
	run.Accepted = len(today.Entries)
	if f, filter, err = p.comparingIn(ctx, w, f, filter, today, compare); err != nil {
		return sum, err
	}
	out, err := p.create(path, f, output.Options{Run: run}, nil)
	if err != nil {
		return sum, err
	}
	err = w.Each(ctx, filter, func(found *workspace.Found) error {
		for _, d := range found.Docs {
			if err := settle(found, d, today); err != nil {
				return err
			}
			if err := output.Emit(out.writer, d); err != nil {
				return err
			}
			sum.Count(d.Status, d.Cause, output.Counts{Error: d.Errors, Warning: d.Warnings, Info: d.Infos})
		}
		return nil
	})
	sum.Interrupted = ctx.Err() != nil
	if sum.Interrupted {
		err = nil
	}
	err = out.finish(sum, err)
	return total(out.writer, sum), err
}

// comparingIn puts the comparison of reports before a format, where it is wanted. Last
// year's papers are read with those of the year that was asked for.
func (p *program) comparingIn(ctx context.Context, w *workspace.Workspace, f output.Format, filter workspace.Filter, today *baseline.Baseline, compare *comparing) (output.Format, workspace.Filter, error) {
	if compare == nil {
		return f, filter, nil
	}
	if err := compare.read(p); err != nil {
		return f, filter, err
	}
	if !compare.wanted(true, f.Name == "jsonl") {
		return f, filter, nil
	}
	cfg, err := rulesIn(ctx, w)
	if err != nil {
		return f, filter, err
	}
	if filter.Year != "" {
		show := filterOf(filter.Year)
		f, filter.Year = show.wrap(f), ""
	}
	return compare.wrap(ctx, p, f, cfg, today), filter, nil
}

// newestIn are the settings that the newest results of a workspace went by, nil where it
// has none.
func newestIn(ctx context.Context, w *workspace.Workspace) (*isolate.Settings, *selfeval.Options, error) {
	body, err := w.NewestSettings(ctx)
	if err != nil || body == nil {
		return nil, nil, err
	}
	var s isolate.Settings
	if err := json.Unmarshal(body, &s); err != nil {
		return nil, nil, err
	}
	opt, err := s.Options()
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", w, err)
	}
	return &s, &opt, nil
}

// rulesIn are the rules that the newest results of a workspace went by.
func rulesIn(ctx context.Context, w *workspace.Workspace) (*rules.Config, error) {
	_, opt, err := newestIn(ctx, w)
	if err != nil {
		return nil, err
	}
	return rulesOf(opt), nil
}

// rulesOf are the rules of some options; nil: those built in.
func rulesOf(opt *selfeval.Options) *rules.Config {
	cfg := rules.Config{}
	if opt != nil && opt.Rules != nil {
		cfg = *opt.Rules
	}
	if cfg.Registry == nil {
		cfg.Registry = builtin.Registry()
	}
	return &cfg
}

// settle gives a result its source, and takes accepted findings out.
func settle(found *workspace.Found, d *wire.Doc, accepted *baseline.Baseline) error {
	origin, err := beside.Origin(found, d)
	if err != nil {
		return err
	}
	if err := d.From(found.Source.Location, origin); err != nil {
		return err
	}
	if len(accepted.Entries) == 0 || d.Errors+d.Warnings+d.Infos == 0 {
		return nil
	}
	doc, err := d.Document()
	if err != nil || doc.Report == nil {
		return err
	}
	all := doc.Findings
	doc.Findings, doc.Accepted, doc.Stale = accepted.Hide(doc.Report, all)
	doc.Hidden = append(doc.Hidden, selfeval.Without(all, doc.Findings)...)
	if doc.Findings == nil {
		doc.Findings = []rules.Finding{}
	}
	*d = *wire.New(doc)
	return nil
}

// appliedIn says what the newest results of a workspace went by.
func (p *program) appliedIn(ctx context.Context, w *workspace.Workspace) (*output.Run, error) {
	run := &output.Run{Program: "selfeval", Version: buildinfo.Version(), Started: startTime().UTC().Format(time.RFC3339)}
	s, opt, err := newestIn(ctx, w)
	if err != nil || s == nil {
		return run, err
	}
	if s.Config != "" {
		run.Config, run.ConfigDigest = new(p.say("工作区", "workspace")), digest(s.Config)
	}
	if s.Vocabulary != "" {
		run.Vocabulary, run.VocabularyDigest = p.say("工作区", "workspace"), digest(s.Vocabulary)
	}
	cfg := rules.Config{}
	if opt.Rules != nil {
		cfg = *opt.Rules
	}
	run.Rules, run.RulesDigest = ruleSet(&cfg, *s)
	return run, nil
}
