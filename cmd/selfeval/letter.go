package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"selfeval/internal/app/isolate"
	"selfeval/internal/app/letter"
	"selfeval/internal/service/workspace"
	"selfeval/rules"
)

func letterCommand(p *program) *cobra.Command {
	var in inputs
	var at place
	var opt letter.Options
	var accepted, day, template, form string
	var filter workspace.Filter
	severity := newChoice("warning", "error", "warning", "info")
	c := &cobra.Command{
		Use:   "letter FILES… -o DIR",
		Short: "按部门写复核意见（Word 与网页）· write a letter to each department",
		Long: `检查报告，给每个有问题的部门写一份复核意见：Word 文档（按 GB/T 9704-2012 版式）和可打印的网页，
列出问题、位置、依据和请说明的事项，附问题清单；网页的清单里附有问题所在处的原文（PDF 为图）。发文字号、印章由经办人补上；改过的文件不会被覆盖。
不给文件而给 --workspace 时，取工作区里的结果。
模板：--write-template 写出默认模板，在 Word 里改字句、版式、信头，再用 --template 给出；《》里的占位符见 docs/letter.md。
Checks reports and writes a letter to each department with findings: a Word document in
the form of official papers, and a page to print, whose list shows the places of problems as
printed (of a PDF as pictures). With --workspace instead of files it
takes the results that are there. Letters that were edited are not written over.
--write-template writes the form as a Word document to be edited; --template takes it.`,
		Example: `  selfeval letter 2022/ -o 复核意见/ --from 某县财政局 --deadline 2026-12-31
  selfeval letter --workspace ws --department 水务局 -o 复核意见/
  selfeval letter --write-template 模板.docx
  selfeval letter 2022/ -o 复核意见/ --template 模板.docx`,
		RunE: func(c *cobra.Command, args []string) error {
			if form != "" {
				return p.writeTemplate(form)
			}
			if template != "" {
				if err := p.readTemplate(template, &opt); err != nil {
					return err
				}
			}
			dir := in.output
			if dir == "" {
				return usage{errors.New(p.say("请用 -o 给出输出目录", "name the output folder with -o"))}
			}
			for _, d := range []string{opt.Deadline, day} {
				if _, err := time.Parse(time.DateOnly, d); d != "" && err != nil {
					return usage{errors.New(p.say("日期应写作 2026-12-31", "a day is written as 2026-12-31"))}
				}
			}
			opt.Severity = rules.Severity(severity.value)
			opt.Date, _ = time.Parse(time.DateOnly, day)
			in.output = ""
			f := letter.Format(dir, opt)
			if len(args)+len(in.lists) == 0 && at.workspace != "" {
				p.finishes.Store(true)
				w, err := at.open(c.Context(), p, false)
				if err != nil {
					return err
				}
				defer w.Close()
				_, err = p.results(c.Context(), w, filter, f, "", in.compare)
				if err == nil && c.Context().Err() != nil {
					err = exitOf(c.Context())
				}
				return err
			}
			if err := in.accept(p, accepted); err != nil {
				return err
			}
			sum, err := in.run(c.Context(), p, args, f, isolate.Settings{Evidence: opt.Template == nil})
			if err == nil && sum.Unreadable(in.strict) {
				err = exitFailure
			}
			return err
		},
	}
	in.flags(c)
	in.compare = newComparing()
	in.compare.flags(c)
	at.flags(c)
	fl := c.Flags()
	fl.StringVar(&accepted, "baseline", "", "基线文件：其中已接受的问题不写 · baseline: leave out the findings accepted in it")
	fl.StringVar(&template, "template", "", "用这个 Word 模板写 · write by this Word template")
	fl.StringVar(&form, "write-template", "", "写出默认模板，供修改 · write the usual form as a template to edit")
	_ = c.MarkFlagFilename("template", "docx")
	fl.StringVar(&opt.From, "from", "", "落款单位 · who writes")
	fl.StringVar(&opt.Deadline, "deadline", "", "请于何日前说明，如 2026-12-31 · the day by which to answer")
	fl.StringVar(&day, "date", "", "落款日期，不给则留空 · day of the letter, left open if not given")
	fl.StringVar(&filter.Department, "department", "", "只写名称含此字样的部门（配合 --workspace）· only departments whose name contains this, with --workspace")
	fl.StringVar(&filter.Year, "year", "", "只取这一年度（配合 --workspace）· only reports of this year, with --workspace")
	severity.flag(c, fl, "severity", "写到这一级为止 · the lightest findings to name")
	return c
}

// readTemplate takes an office's template, and says what in it may be misspelt.
func (p *program) readTemplate(path string, opt *letter.Options) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if opt.Template, err = letter.ReadTemplate(data); err != nil {
		if f, ok := errors.AsType[*letter.Fault](err); ok {
			err = errors.New(f.In(p.language()))
		}
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, w := range opt.Template.Warnings {
		p.told("%s：%s", "%s: %s", path, w.In(p.language()))
	}
	return nil
}

// writeTemplate writes the usual form; one that is there is not written over.
func (p *program) writeTemplate(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	return errors.Join(letter.WriteTemplate(f), f.Close())
}
