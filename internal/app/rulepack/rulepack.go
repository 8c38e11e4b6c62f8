// Package rulepack tries the rules of a selfeval.yaml on the example reports that
// the file holds or names, so that a rule pack proves itself before it judges
// anybody.
package rulepack

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"selfeval"
	"selfeval/internal/settings/config"
	"selfeval/report"
	"selfeval/rules"
)

// Result is what became of one example.
type Result struct {
	Name string
	Line int // of the example in the configuration file
	// Missing are expected findings that did not occur, Unexpected findings of the
	// pack's rules that nobody expected. Without either the example passed.
	Missing    []config.Want
	Unexpected []rules.Finding
	Err        error // why the report could not be read or judged
}

// Passed reports an example that gave just what was expected.
func (r *Result) Passed() bool {
	return r.Err == nil && len(r.Missing) == 0 && len(r.Unexpected) == 0
}

// Run tries all examples of a pack. Judged are the pack's own rules: the custom
// ones, those it sets, and those that an example expects; what other rules say of
// an example does not count. Files are looked for from dir. The error is the
// context's.
func Run(ctx context.Context, c *config.Config, dir string, opt selfeval.Options) ([]Result, error) {
	own := map[string]bool{}
	for _, r := range c.Rules.Custom {
		own[r.ID] = true
	}
	for id := range c.Rules.Settings {
		own[id] = true
	}
	for _, t := range c.Tests {
		for _, w := range t.Want {
			own[w.Rule] = true
		}
	}
	var out []Result
	for i, t := range c.Tests {
		r := Result{Name: t.Name, Line: t.Line}
		if r.Name == "" {
			r.Name = t.File
		}
		if r.Name == "" {
			r.Name = fmt.Sprint(i + 1)
		}
		found, err := check(ctx, t, dir, opt)
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
		if r.Err = err; err == nil {
			found = slices.DeleteFunc(found, func(f rules.Finding) bool { return !own[f.Rule] })
			r.Missing, r.Unexpected = match(t.Want, found)
		}
		out = append(out, r)
	}
	return out, nil
}

// check gives the findings of an example's reports.
func check(ctx context.Context, t config.Test, dir string, opt selfeval.Options) ([]rules.Finding, error) {
	in := selfeval.Input{Name: "report.md", Data: []byte(t.Report)}
	if t.File != "" {
		in.Name = t.File
		if !filepath.IsAbs(in.Name) {
			in.Name = filepath.Join(dir, in.Name)
		}
		var err error
		if in.Data, err = os.ReadFile(in.Name); err != nil {
			return nil, err
		}
	}
	opt.Ours = true // an example is a piece of a paper
	var found []rules.Finding
	for _, d := range selfeval.Check(ctx, in, opt) {
		if d.Err != nil {
			return nil, d.Err
		}
		found = append(found, d.Findings...)
	}
	return found, nil
}

// match pairs expected and found. What says most (projects, message) is paired
// first, so that a bare rule id does not take a finding that another line means.
func match(want []config.Want, found []rules.Finding) (missing []config.Want, unexpected []rules.Finding) {
	ordered := slices.Clone(want)
	slices.SortStableFunc(ordered, func(a, b config.Want) int { return exactness(b) - exactness(a) })
	rest := slices.Clone(found)
	for _, w := range ordered {
		i := slices.IndexFunc(rest, func(f rules.Finding) bool { return meets(&f, w) })
		if i < 0 {
			missing = append(missing, w)
			continue
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return missing, rest
}

func exactness(w config.Want) int {
	n := 0
	if len(w.Projects) > 0 {
		n++
	}
	if w.Message != "" {
		n++
	}
	return n
}

func meets(f *rules.Finding, w config.Want) bool {
	return f.Rule == w.Rule &&
		(len(w.Projects) == 0 || slices.Equal(f.Projects, w.Projects)) &&
		(w.Message == "" || strings.Contains(f.Text.ZH, w.Message) || strings.Contains(f.Text.In(report.EN), w.Message))
}
