package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"selfeval/internal/app/safefile"
	"selfeval/internal/settings/baseline"
	"selfeval/report"
)

// writeTo has f write to a file, whole or not at all, or to stdout where none is named.
func (p *program) writeTo(path string, f func(io.Writer) error) error {
	if path == "" || path == "-" {
		return p.outputError(f(p.out))
	}
	file, err := safefile.Create(path)
	if err != nil {
		return p.outputError(err)
	}
	if err := f(file); err != nil {
		file.Abort()
		return p.outputError(err)
	}
	return p.outputError(file.Commit())
}

// legible is what a person can read, and a program as JSON.
type legible interface {
	Text(io.Writer, report.Lang) error
}

// paged is what can be shown as a page, too.
type paged interface {
	HTML(io.Writer, report.Lang) error
}

// writeReport writes what a command has to tell as text, JSON or a page.
func (p *program) writeReport(path, format string, r legible) error {
	return p.writeTo(path, func(w io.Writer) error {
		if format == "json" {
			b, err := json.MarshalIndent(r, "", "  ")
			if err == nil {
				_, err = fmt.Fprintf(w, "%s\n", b)
			}
			return err
		}
		if page, ok := r.(paged); ok && format == "html" {
			return page.HTML(w, p.language())
		}
		return r.Text(w, p.language())
	})
}

// day is a day that was given, or today.
func (p *program) day(given string) (string, error) {
	if given == "" {
		return time.Now().Format(time.DateOnly), nil
	}
	return given, p.isDay("--day", given)
}

func (p *program) isDay(flag, given string) error {
	if _, err := time.Parse(time.DateOnly, given); err != nil {
		return usage{fmt.Errorf(p.say("%s 应是日期，如 2026-12-31", "%s is a day such as 2026-12-31"), flag)}
	}
	return nil
}

// acceptance is who accepts findings, why and for how long.
type acceptance struct{ reason, by, until string }

func (a *acceptance) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&a.reason, "reason", "", "理由 · why the finding is accepted")
	f.StringVar(&a.by, "by", "", "姓名 · who accepts it")
	f.StringVar(&a.until, "until", "", "有效期至 · the last day it holds")
}

// named reports whether a reason and a name are given.
func (a *acceptance) named() bool { return a.reason != "" && a.by != "" }

// check holds the day and the fingerprints that were given against their forms.
func (a *acceptance) check(p *program, fingerprints []string) error {
	if a.until != "" {
		if err := p.isDay("--until", a.until); err != nil {
			return err
		}
	}
	if i := slices.IndexFunc(fingerprints, func(fp string) bool { return !baseline.ValidFingerprint(fp) }); i >= 0 {
		return usage{fmt.Errorf(p.say("%q 不是问题的指纹（16 位十六进制数，见 --format json）", "%q is no fingerprint of a finding (16 hexadecimal digits, see --format json)"), fingerprints[i])}
	}
	return nil
}

// sign writes down on an entry who accepts it.
func (a *acceptance) sign(e *baseline.Entry) {
	e.Reason, e.By, e.Until, e.Date = a.reason, a.by, a.until, startTime().Format(time.DateOnly)
}
