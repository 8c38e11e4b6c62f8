// Package baseline hides findings that were accepted earlier, by fingerprint, so
// that a run shows what is new. It also tells which accepted findings no longer
// occur.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"selfeval/report"
	"selfeval/rules"
)

// Entry is one accepted finding. What stands beside the fingerprint is for the
// people who read the file, but for Department and FiscalYear: by them an entry
// is known to belong to a report in which it no longer occurs.
type Entry struct {
	Fingerprint string `json:"fingerprint"`
	Rule        string `json:"rule,omitempty"`
	Department  string `json:"department,omitempty"`
	FiscalYear  string `json:"fiscal_year,omitempty"`
	Message     string `json:"message,omitempty"`
	Reason      string `json:"reason,omitempty"` // why the finding is accepted
	By          string `json:"by,omitempty"`     // who accepted it
	Until       string `json:"until,omitempty"`  // the last day it holds, 2006-01-02
}

// Baseline is a set of accepted findings.
type Baseline struct {
	Entries []Entry
	index   map[string]int
	reports map[[2]string][]string // fingerprints by department and year
}

// New makes a baseline. Of entries with one fingerprint the last counts.
func New(entries []Entry) *Baseline {
	b := &Baseline{index: map[string]int{}, reports: map[[2]string][]string{}}
	for _, e := range entries {
		if i, ok := b.index[e.Fingerprint]; ok {
			b.Entries[i] = e
			continue
		}
		b.index[e.Fingerprint] = len(b.Entries)
		b.Entries = append(b.Entries, e)
	}
	for _, e := range b.Entries {
		if e.Department != "" {
			k := [2]string{e.Department, e.FiscalYear}
			b.reports[k] = append(b.reports[k], e.Fingerprint)
		}
	}
	return b
}

// file is the form of a baseline file.
type file struct {
	Version  int     `json:"version"`
	Findings []Entry `json:"findings"`
}

// Parse reads a baseline file; name is for messages.
func Parse(name string, src []byte) (*Baseline, error) {
	d := json.NewDecoder(bytes.NewReader(src))
	d.DisallowUnknownFields()
	var f file
	if err := d.Decode(&f); err != nil {
		line := 1 + bytes.Count(src[:min(int(d.InputOffset()), len(src))], []byte("\n"))
		if s, ok := errors.AsType[*json.SyntaxError](err); ok {
			line = 1 + bytes.Count(src[:min(int(s.Offset), len(src))], []byte("\n"))
		}
		return nil, fmt.Errorf("%s:%d: %w", name, line, err)
	}
	if f.Version != 1 {
		return nil, fmt.Errorf("%s: version %d of baseline files is not known", name, f.Version)
	}
	for i, e := range f.Findings {
		switch {
		case e.Fingerprint == "":
			return nil, fmt.Errorf("%s: entry %d has no fingerprint", name, i+1)
		case (e.Reason == "") != (e.By == ""):
			return nil, fmt.Errorf("%s: %s: a reason and a name go together", name, e.Fingerprint)
		}
		if _, err := time.Parse(time.DateOnly, e.Until); e.Until != "" && err != nil {
			return nil, fmt.Errorf("%s: %s: until %q is no day such as 2026-12-31", name, e.Fingerprint, e.Until)
		}
	}
	return New(f.Findings), nil
}

// Write writes a baseline file, its entries by department, year, rule and
// fingerprint, so that two versions compare line by line.
func (b *Baseline) Write(w io.Writer) error {
	entries := append([]Entry{}, b.Entries...)
	slices.SortFunc(entries, func(x, y Entry) int {
		return cmp.Or(cmp.Compare(x.Department, y.Department), cmp.Compare(x.FiscalYear, y.FiscalYear),
			cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Fingerprint, y.Fingerprint))
	})
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(file{1, entries})
}

// Accept makes an entry of a finding.
func Accept(r *report.Report, f *rules.Finding) Entry {
	return Entry{Fingerprint: f.Fingerprint, Rule: f.Rule, Department: r.Department, FiscalYear: r.FiscalYear.String(), Message: f.Message}
}

// Lookup returns the entry of a fingerprint, nil where there is none.
func (b *Baseline) Lookup(fingerprint string) *Entry {
	if i, ok := b.index[fingerprint]; ok {
		return &b.Entries[i]
	}
	return nil
}

// On gives the entries that hold on a day: those whose last day is not over.
func (b *Baseline) On(day time.Time) *Baseline {
	today := day.Format(time.DateOnly)
	return New(slices.DeleteFunc(slices.Clone(b.Entries), func(e Entry) bool { return e.Until != "" && e.Until < today }))
}

// Hide takes the accepted findings of a report out. accepted are the fingerprints
// of those, stale the ones of this report's entries that did not occur.
func (b *Baseline) Hide(r *report.Report, found []rules.Finding) (kept []rules.Finding, accepted, stale []string) {
	for _, f := range found {
		if b.Lookup(f.Fingerprint) != nil {
			accepted = append(accepted, f.Fingerprint)
		} else {
			kept = append(kept, f)
		}
	}
	for _, fp := range b.reports[[2]string{r.Department, r.FiscalYear.String()}] {
		if !slices.Contains(accepted, fp) {
			stale = append(stale, fp)
		}
	}
	return kept, accepted, stale
}
