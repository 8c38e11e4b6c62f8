package rules

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"selfeval/report"
	"selfeval/rules/internal/names"
)

// Result is what the rules say of one report.
type Result struct {
	Findings []Finding
	// Withheld are the rules that could not be applied to what was read.
	Withheld []Withheld
	// Notes tell of rules that broke down on this report and were left out.
	Notes []report.Note
}

// ErrNoRules says that the config names no rules: finding nothing would mean nothing.
var ErrNoRules = errors.New("rules: the config has no rules")

// stride is how many rows are checked between two looks at the context.
const stride = 1024

// Check runs the rules over a report, in one walk for all of them. Findings come
// in order of weight, then of rule and of place in the report. reading tells which
// parts of the paper were read whole; nil where nothing is known of it. The error is
// that of ctx, or ErrNoRules.
func Check(ctx context.Context, r *report.Report, reading *report.Reading, cfg *Config) (Result, error) {
	if len(cfg.rules()) == 0 {
		return Result{}, ErrNoRules
	}
	passes := cfg.passes(ctx, r)
	lacking, gaps := broken(reading), proseGaps(r, reading)
	for _, p := range passes {
		p.reading = reading
		p.begin(lacking, gaps)
	}
	ofRows := slices.DeleteFunc(slices.Clone(passes), func(p *Pass) bool { return len(p.hooks.row) == 0 })
	for i := range r.Projects {
		if i%stride == 0 && ctx.Err() != nil {
			return Result{}, ctx.Err()
		}
		row := Row{Pos: i + 1, Project: &r.Projects[i]}
		for _, p := range ofRows {
			p.eachRow(row)
		}
	}
	for i := range r.Forms {
		if i%stride == 0 && ctx.Err() != nil {
			return Result{}, ctx.Err()
		}
		for _, p := range passes {
			p.eachForm(i+1, &r.Forms[i])
		}
	}
	for _, p := range passes {
		p.end()
	}
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	return conclude(r, reading, passes, cfg.lang()), nil
}

// conclude gathers what the passes found. Of a rule that broke down nothing is
// taken, as it did not see all of the report.
func conclude(r *report.Report, reading *report.Reading, passes []*Pass, lang report.Lang) Result {
	var res Result
	for _, p := range passes {
		if p.fault != nil {
			res.Notes = append(res.Notes, report.Note{Lost: true, Text: report.Textf(
				"规则 %s 运行出错，本报告未按该规则检查：%v", "rule %s broke down and was not applied to this report: %v", p.Rule.ID, p.fault)})
			continue
		}
		for i := range p.findings {
			p.findings[i].finish(p, lang)
		}
		res.Findings = append(res.Findings, p.findings...)
		if p.lacks != 0 {
			res.Withheld = append(res.Withheld, p.withheldFor(reading, lang))
		}
	}
	slices.SortStableFunc(res.Findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(b.Severity.Weight(), a.Severity.Weight()),
			cmp.Compare(a.Rule, b.Rule),
			slices.Compare(a.Projects, b.Projects),
			slices.Compare(a.Forms, b.Forms),
		)
	})
	fingerprints(r, res.Findings)
	causes(passes, res.Findings)
	return res
}

// finish writes a finding in the language of the run.
func (f *Finding) finish(p *Pass, lang report.Lang) {
	f.Message = f.Text.In(lang)
	f.Title = p.Rule.Title.In(lang)
	f.Advice = p.Rule.Doc.Advice.In(lang)
	if f.Key == "" {
		f.Key = p.Index.key(f)
	}
	f.ValuesDigest = DigestOf(f.Values)
}

// DigestOf is the Finding.ValuesDigest of these values: half as long a hash as would be
// safe against forgers, as of a fingerprint.
func DigestOf(values map[string]string) string {
	b := make([]byte, 0, 256)
	for _, k := range slices.Sorted(maps.Keys(values)) {
		b = append(append(append(append(b, k...), 0), values[k]...), 0)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

// fingerprints gives every finding a name that stays the same from run to run:
// made of the rule, whose report of which year it is, and the subject. Neither
// the file, nor its format, nor the position of a row goes into it. Under the other
// names of a report the finding has others, by which it was known if the report was
// taken for another's once.
func fingerprints(r *report.Report, found []Finding) {
	seen := map[string]int{}
	for i := range found {
		f := &found[i]
		key := f.Rule + "\x00" + f.Key
		seen[key]++
		f.Fingerprint = fingerprint(f, r.Department, r.FiscalYear.String(), seen[key])
		for _, a := range r.Aliases {
			f.Aliases = append(f.Aliases, fingerprint(f, a.Department, a.FiscalYear, seen[key]))
		}
	}
}

func fingerprint(f *Finding, department, year string, nth int) string {
	id := strings.Join([]string{f.Rule, names.Key(department), year, f.Key}, "\x00")
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", id, nth))
	return hex.EncodeToString(sum[:8])
}
