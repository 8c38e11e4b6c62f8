package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"selfeval/internal/app/across"
	"selfeval/internal/app/output"
	"selfeval/internal/settings/baseline"
	"selfeval/rules"
)

// comparing are the flags of commands that compare reports with each other.
type comparing struct {
	mode        choice
	departments string
	list        *across.List
	accepted    func(fingerprints []string) // told of accepted findings that were not shown; nil: nobody
}

// newComparing compares where there are many files.
func newComparing() *comparing { return &comparing{mode: newChoice("auto", "auto", "always", "never")} }

func (x *comparing) flags(c *cobra.Command) {
	x.mode.flag(c, c.Flags(), "across", "报告之间相互对照（上年、汇总表、名单）；auto 为多份文件且不是 jsonl 时 · compare reports with each other; auto: many files, not jsonl")
	c.Flags().StringVar(&x.departments, "departments", "", "应公开的部门名单（文本、CSV、YAML，可带别名、曾用名）：列出谁没有公开、缺哪类文件 · list of departments that should publish: who has not, and what is missing")
	_ = c.MarkFlagFilename("departments", "txt", "csv", "yaml", "yml")
}

// read reads the list of departments.
func (x *comparing) read(p *program) error {
	if x.departments == "" || x.list != nil {
		return nil
	}
	data, err := os.ReadFile(x.departments)
	if err != nil {
		return err
	}
	x.list, err = across.ParseList(x.departments, data)
	if f, ok := errors.AsType[*across.Fault](err); ok {
		err = fmt.Errorf("%s: %s", x.departments, f.In(p.language()))
	}
	return err
}

// wanted reports whether reports are to be compared. many says that there may be more than
// one, streams that each is awaited as soon as it is done.
func (x *comparing) wanted(many, streams bool) bool {
	switch x.mode.value {
	case "always":
		return true
	case "auto":
		return x.list != nil || many && !streams
	}
	return false
}

// wrap puts the comparison before a format.
func (x *comparing) wrap(ctx context.Context, p *program, format output.Format, cfg *rules.Config, accepted *baseline.Baseline) output.Format {
	open := format.New
	format.New = func(w io.Writer, opt output.Options) (output.Writer, error) {
		inner, err := open(w, opt)
		if err != nil {
			return nil, err
		}
		if _, holds := inner.(output.Holder); holds {
			return inner, nil
		}
		o := across.Options{Rules: cfg, Lang: p.language(), List: x.list, Accepted: x.accepted, Context: context.WithoutCancel(ctx), Stopped: ctx}
		if accepted != nil {
			o.Hide = accepted.On(time.Now()).Hide
		}
		return across.Wrap(inner, o)
	}
	return format
}

// total is the summary of a run with what comparing its reports found.
func total(w output.Writer, sum output.Summary) output.Summary {
	if a, ok := w.(*across.Writer); ok && a.Summary().Across != nil {
		with := a.Summary()
		sum.Findings, sum.Across, sum.Interrupted = with.Findings, with.Across, with.Interrupted
	}
	return sum
}
