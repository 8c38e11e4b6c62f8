// Package baseline hides findings that were accepted earlier, by fingerprint and
// figures, so that a run shows what is new: a finding whose figures have changed is
// new. It also tells which accepted findings no longer occur.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"selfeval/internal/text/safe"
	"selfeval/report"
	"selfeval/rules"
)

// Entry is one accepted finding. What stands beside the fingerprint is for the
// people who read the file, but for Department and FiscalYear: by them an entry
// is known to belong to a report in which it no longer occurs.
type Entry struct {
	Fingerprint string `json:"fingerprint"`
	// ValuesDigest stands for the figures that were accepted. Without it the Values do;
	// without both the entry holds whatever the figures are, which users are told.
	ValuesDigest string            `json:"values_digest,omitempty"`
	Rule         string            `json:"rule,omitempty"`
	Department   string            `json:"department,omitempty"`
	FiscalYear   string            `json:"fiscal_year,omitempty"`
	Message      string            `json:"message,omitempty"`
	Values       map[string]string `json:"values,omitempty"` // the figures, for people
	Reason       string            `json:"reason,omitempty"` // why the finding is accepted
	By           string            `json:"by,omitempty"`     // who accepted it
	Date         string            `json:"date,omitempty"`   // the day it was accepted, 2006-01-02
	Until        string            `json:"until,omitempty"`  // the last day it holds, 2006-01-02
}

// Digest stands for the figures that were accepted, "" where the entry names none.
func (e *Entry) Digest() string {
	if e.ValuesDigest == "" && len(e.Values) > 0 {
		return rules.DigestOf(e.Values)
	}
	return e.ValuesDigest
}

// Holds reports whether the entry accepts a finding with these figures.
func (e *Entry) Holds(f *rules.Finding) bool {
	d := e.Digest()
	return d == "" || d == f.ValuesDigest
}

// Unbound gives the entries that name no figures: they accept whatever the figures
// become.
func (b *Baseline) Unbound() []Entry {
	return slices.DeleteFunc(slices.Clone(b.Entries), func(e Entry) bool { return e.Digest() != "" })
}

// ValidFingerprint reports whether s looks like the fingerprint of a finding.
func ValidFingerprint(s string) bool {
	return len(s) == 16 && strings.Trim(s, "0123456789abcdef") == ""
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

// maxSize bounds a baseline file.
const maxSize = 64 << 20

// Parse reads a baseline file; name is for messages.
func Parse(name string, src []byte) (*Baseline, error) {
	if len(src) > maxSize {
		return nil, fmt.Errorf("%s: larger than %d bytes", name, maxSize)
	}
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
		case e.ValuesDigest != "" && len(e.Values) > 0 && e.ValuesDigest != rules.DigestOf(e.Values):
			return nil, fmt.Errorf("%s: %s: values and values_digest say different things", name, e.Fingerprint)
		case (e.Reason == "") != (e.By == ""):
			return nil, fmt.Errorf("%s: %s: a reason and a name go together", name, e.Fingerprint)
		}
		for _, day := range []struct{ field, value string }{{"until", e.Until}, {"date", e.Date}} {
			if _, err := time.Parse(time.DateOnly, day.value); day.value != "" && err != nil {
				return nil, fmt.Errorf("%s: %s: %s %q is no day such as 2026-12-31", name, e.Fingerprint, day.field, day.value)
			}
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
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(file{1, entries}); err != nil {
		return err
	}
	_, err := w.Write(safe.JSON(out.Bytes()))
	return err
}

// Accept makes an entry of a finding.
func Accept(r *report.Report, f *rules.Finding) Entry {
	return Entry{Fingerprint: f.Fingerprint, ValuesDigest: f.ValuesDigest, Rule: f.Rule, Department: r.Department, FiscalYear: r.FiscalYear.String(),
		Message: f.Message, Values: f.Values}
}

// Lookup returns the entry of a fingerprint, nil where there is none.
func (b *Baseline) Lookup(fingerprint string) *Entry {
	if i, ok := b.index[fingerprint]; ok {
		return &b.Entries[i]
	}
	return nil
}

// find returns the entry of a finding: under its fingerprint, else under one that it
// had while the report was taken for another department's or year's.
func (b *Baseline) find(f *rules.Finding) *Entry {
	if e := b.Lookup(f.Fingerprint); e != nil {
		return e
	}
	for _, alias := range f.Aliases {
		if e := b.Lookup(alias); e != nil && e.Holds(f) {
			return e
		}
	}
	return nil
}

// On gives the entries that hold on a day: those whose last day is not over.
func (b *Baseline) On(day time.Time) *Baseline {
	return New(slices.DeleteFunc(slices.Clone(b.Entries), expired(day)))
}

// Expired gives the entries whose last day is over.
func (b *Baseline) Expired(day time.Time) []Entry {
	over := expired(day)
	return slices.DeleteFunc(slices.Clone(b.Entries), func(e Entry) bool { return !over(e) })
}

func expired(day time.Time) func(Entry) bool {
	today := day.Format(time.DateOnly)
	return func(e Entry) bool { return e.Until != "" && e.Until < today }
}

// Hide takes the accepted findings of a report out. accepted are the fingerprints
// of those, stale the ones of this report's entries that did not occur. A finding
// that was accepted with other figures is kept: it is not the one that was looked at.
func (b *Baseline) Hide(r *report.Report, found []rules.Finding) (kept []rules.Finding, accepted, stale []string) {
	var changed []string
	for _, f := range found {
		switch e := b.find(&f); {
		case e == nil:
			kept = append(kept, f)
		case e.Holds(&f):
			accepted = append(accepted, e.Fingerprint)
		default:
			kept = append(kept, f)
			changed = append(changed, e.Fingerprint)
		}
	}
	for _, fp := range b.reports[[2]string{r.Department, r.FiscalYear.String()}] {
		if !slices.Contains(accepted, fp) && !slices.Contains(changed, fp) {
			stale = append(stale, fp)
		}
	}
	return kept, accepted, stale
}
