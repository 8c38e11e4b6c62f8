package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"selfeval"
	"selfeval/internal/app/output"
	"selfeval/internal/text/suggest"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// endings are the forms that a file's name asks for.
var endings = map[string]string{
	".html": "html", ".htm": "html", ".xlsx": "xlsx", ".md": "markdown", ".markdown": "markdown",
	".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".sarif": "sarif", ".xml": "junit", ".txt": "text",
}

// formatFor is the form to write: the one named, else the one that the file's ending
// asks for. Where the two differ it is told.
func (p *program) formatFor(c *cobra.Command, named, path string) output.Format {
	by := endings[strings.ToLower(filepath.Ext(path))]
	if by != "" && by != named {
		if c.Flags().Changed("format") {
			p.told("%s 的扩展名像是 %s 格式，按 --format 写成 %s", "%s looks like %s by its name; it is written as %s, as --format says", path, by, named)
		} else {
			named = by
		}
	}
	f, _ := output.Lookup(named)
	return f
}

// filter chooses which findings and reports are shown. What is counted and how the run
// ends does not depend on it.
type filter struct {
	severity    choice
	rules       []string
	departments []string
	years       []string
	hidden      int // findings that were found and not shown
	reports     int // reports that were left out whole
}

func (f *filter) flags(c *cobra.Command) {
	f.severity = newChoice("info", "error", "warning", "info")
	f.severity.flag(c, c.Flags(), "severity", "只列出这一级或更重的问题 · show findings this heavy or heavier")
	c.Flags().StringSliceVar(&f.rules, "rule", nil, "只列出这些规则的问题 · show findings of these rules")
	c.Flags().StringSliceVar(&f.departments, "department", nil, "只列出名称含此字样的部门 · show departments whose name contains this")
	c.Flags().StringSliceVar(&f.years, "year", nil, "只列出这些年度的报告 · show reports of these years")
}

// filterOf shows the reports of one year.
func filterOf(year string) *filter {
	return &filter{severity: newChoice("info", "info"), years: []string{year}}
}

// check refuses rules that do not exist, and names near ones. Rules of the user's own
// stand in the configuration.
func (f *filter) check(p *program, configuration string) error {
	if len(f.rules) == 0 {
		return nil
	}
	_, _, cfg, err := p.readConfig(configuration)
	if err != nil {
		return err
	}
	var ids []string
	for _, r := range slices.Concat(builtin.All(), cfg.Rules.Custom) {
		ids = append(ids, r.ID)
	}
	for _, id := range f.rules {
		if !slices.Contains(ids, id) {
			return usage{errors.New(fmt.Sprintf(p.say("没有规则 %s", "no such rule: %s"), id) + suggest.Phrase(id, ids, p.language()))}
		}
	}
	return nil
}

func (f *filter) active() bool {
	return f.severity.value != "info" || len(f.rules)+len(f.departments)+len(f.years) > 0
}

// shows reports whether a finding is to be shown.
func (f *filter) shows(x *rules.Finding) bool {
	var c output.Counts
	c.Add([]rules.Finding{*x})
	return c.AtLeast(rules.Severity(f.severity.value)) > 0 && (len(f.rules) == 0 || slices.Contains(f.rules, x.Rule))
}

// of reports whether a report is of those to be shown. One whose department or year is
// not known is shown only where neither is asked for.
func (f *filter) of(d *selfeval.Document) bool {
	if len(f.departments)+len(f.years) == 0 {
		return true
	}
	r := d.Report
	return r != nil && (len(f.years) == 0 || slices.Contains(f.years, r.FiscalYear.String())) &&
		(len(f.departments) == 0 || slices.ContainsFunc(f.departments, func(name string) bool { return strings.Contains(r.Department, name) }))
}

// wrap puts the filter before a format.
func (f *filter) wrap(format output.Format) output.Format {
	if !f.active() {
		return format
	}
	open := format.New
	format.New = func(w io.Writer, opt output.Options) (output.Writer, error) {
		out, err := open(w, opt)
		if err != nil {
			return nil, err
		}
		return &filtered{out, f}, nil
	}
	return format
}

// filtered writes what a filter shows.
type filtered struct {
	output.Writer
	f *filter
}

// Document implements output.Writer.
func (w *filtered) Document(d *selfeval.Document) error {
	kept := make([]rules.Finding, 0, len(d.Findings))
	for i := range d.Findings {
		if w.f.of(d) && w.f.shows(&d.Findings[i]) {
			kept = append(kept, d.Findings[i])
		}
	}
	w.f.hidden += len(d.Findings) - len(kept)
	byFinding := w.f.severity.value != "info" || len(w.f.rules) > 0
	if !w.f.of(d) || byFinding && len(kept) == 0 && d.Status != selfeval.Failed {
		w.f.reports++
		return nil
	}
	shown := *d
	shown.Findings = kept
	return w.Writer.Document(&shown)
}

// Abort implements output.Aborter.
func (w *filtered) Abort() {
	if a, ok := w.Writer.(output.Aborter); ok {
		a.Abort()
	}
}

// Warnings implement output.Warner: what is not shown is said.
func (w *filtered) Warnings() []report.Text {
	var out []report.Text
	if inner, ok := w.Writer.(output.Warner); ok {
		out = inner.Warnings()
	}
	if w.f.hidden > 0 || w.f.reports > 0 {
		out = append(out, report.Textf("按所选条件另有 %d 个问题、%d 份报告没有列出", "%d findings and %d reports are not among those chosen and not shown", w.f.hidden, w.f.reports))
	}
	return out
}
