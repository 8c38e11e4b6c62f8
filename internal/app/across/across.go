// Package across compares the reports of a run with each other: this year's with last
// year's, forms with the summary table of another file, a department's with the list of
// its county. It stands before a writer, holds the documents back until all are there, and
// hands them on in their order with what was found added to them. In memory it keeps an
// index; the documents lie packed in a spool.
package across

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"selfeval"
	"selfeval/internal/app/output"
	"selfeval/internal/app/wire"
	"selfeval/report"
	"selfeval/rules"
)

// Options are what a run is compared by.
type Options struct {
	Rules *rules.Config
	Lang  report.Lang
	List  *List // of departments that should publish; nil: none was given
	// Hide takes accepted findings out, as selfeval.Options.Hide does; nil: none.
	Hide func(r *report.Report, found []rules.Finding) (kept []rules.Finding, accepted, stale []string)
	// Accepted is told of the fingerprints that Hide took out; nil: nobody is.
	Accepted func(fingerprints []string)
	Context  context.Context
	// Stopped ends when the run is stopped, which does not keep back what was done; nil:
	// nobody stops it.
	Stopped context.Context
	// Memory is how many bytes of packed documents are kept in memory; 0: a sensible number.
	Memory int
}

// Writer is an output.Writer before another.
type Writer struct {
	output.Writer
	opt     Options
	spool   *spool
	entries []entry
	groups  map[string]map[int][]int // of entries, by group and year
	lists   map[int][]int            // of entries that list departments, by year
	table   *table
	sum     output.Summary
	recent  map[int]*rules.Paper // the papers that were last compared with
	order   []int
}

// Wrap puts a Writer before another.
func Wrap(inner output.Writer, opt Options) (*Writer, error) {
	s, err := newSpool(cmp.Or(opt.Memory, inMemory))
	if err != nil {
		return nil, err
	}
	if opt.Context == nil {
		opt.Context = context.Background()
	}
	return &Writer{Writer: inner, opt: opt, spool: s, groups: map[string]map[int][]int{}, lists: map[int][]int{}, table: newTable(opt.List)}, nil
}

// Document implements output.Writer.
func (w *Writer) Document(d *selfeval.Document) error { return w.Packed(wire.New(d)) }

// Packed implements output.PackedWriter.
func (w *Writer) Packed(x *wire.Doc) error {
	d, err := x.Document()
	if err != nil {
		return err
	}
	n := len(w.entries)
	e := entry{}
	if r := d.Report; r != nil && (d.Status == selfeval.OK || d.Status == selfeval.Partial) {
		e.year, e.subject = 0, subjectOf(r)
		e.projects, e.forms, e.list = len(r.Projects) > 0, len(r.Forms) > 0, listsDepartments(r)
		if r.FiscalYear.Known() {
			e.year = r.FiscalYear.Int()
			e.group = w.opt.List.groupOf(d)
		}
	}
	w.table.add(d, e.group, e.list)
	if e.place, err = w.spool.put(x); err != nil {
		return err
	}
	w.entries = append(w.entries, e)
	switch {
	case e.list:
		w.lists[e.year] = append(w.lists[e.year], n)
	case e.group != "":
		if w.groups[e.group] == nil {
			w.groups[e.group] = map[int][]int{}
		}
		w.groups[e.group][e.year] = append(w.groups[e.group][e.year], n)
	}
	return nil
}

// Close implements output.Writer.
func (w *Writer) Close(s output.Summary) error {
	defer w.spool.close()
	for n := range w.entries {
		d, err := w.judge(n, &s)
		if err != nil {
			return err
		}
		if err := output.Emit(w.Writer, d); err != nil {
			return err
		}
	}
	if w.opt.Stopped != nil && w.opt.Stopped.Err() != nil {
		s.Interrupted = true // while it was written; all of it is there
	}
	s.Across = w.table.across()
	w.sum = s
	return w.Writer.Close(s)
}

// Summary is that of the run with what was found here, once it is closed.
func (w *Writer) Summary() output.Summary { return w.sum }

// Abort implements output.Aborter.
func (w *Writer) Abort() {
	w.spool.close()
	if a, ok := w.Writer.(output.Aborter); ok {
		a.Abort()
	}
}

// Warnings implement output.Warner.
func (w *Writer) Warnings() []report.Text {
	if inner, ok := w.Writer.(output.Warner); ok {
		return inner.Warnings()
	}
	return nil
}

// judge takes a document out of the spool and adds what comparing it shows.
func (w *Writer) judge(n int, s *output.Summary) (*wire.Doc, error) {
	e := &w.entries[n]
	d, err := w.spool.get(e.place)
	if err != nil {
		return nil, err
	}
	papers, err := w.papers(n)
	if err != nil || len(papers.Prior)+len(papers.Beside)+len(papers.Lists) == 0 {
		return d, err
	}
	doc, err := d.Document()
	if err != nil {
		return nil, err
	}
	w.table.compared++
	cfg := *w.opt.Rules
	cfg.Lang, cfg.Path = w.opt.Lang, doc.Path
	papers.Names = w.opt.List.keys(doc.Report.Department)
	res, err := rules.Across(w.opt.Context, doc.Report, doc.Reading, papers, &cfg)
	if err != nil {
		return d, nil //nolint:nilerr // the run was stopped, or no rule is on: the document stands as it is
	}
	w.add(doc, res, s)
	return wire.New(doc), nil
}

// add puts findings into a document, without those that are accepted.
func (w *Writer) add(doc *selfeval.Document, res rules.Result, s *output.Summary) {
	found := res.Findings
	if w.opt.Hide != nil {
		var accepted []string
		found, accepted, _ = w.opt.Hide(doc.Report, found)
		doc.Hidden = append(doc.Hidden, selfeval.Without(res.Findings, found)...)
		doc.Accepted = append(doc.Accepted, accepted...)
		doc.Stale = slices.DeleteFunc(doc.Stale, func(fp string) bool { return slices.Contains(accepted, fp) })
		if w.opt.Accepted != nil {
			w.opt.Accepted(accepted)
		}
	}
	s.Findings.Add(found)
	w.table.found(doc, found)
	doc.Findings = append(doc.Findings, found...)
	slices.SortStableFunc(doc.Findings, func(a, b rules.Finding) int { return cmp.Compare(b.Severity.Weight(), a.Severity.Weight()) })
	doc.Withheld = append(doc.Withheld, res.Withheld...)
	for _, note := range res.Notes {
		doc.Notes = append(doc.Notes, selfeval.Note{Message: note.Text.In(w.opt.Lang), At: note.At, Lost: note.Lost, Text: note.Text})
	}
}

// mostPapers bounds how many papers one is compared with.
const mostPapers = 24

// papers are those that a document is compared with.
func (w *Writer) papers(n int) (out rules.Papers, err error) {
	e := &w.entries[n]
	if e.group == "" || e.list {
		return out, nil
	}
	years := w.groups[e.group]
	for _, k := range years[e.year-1] {
		if x := &w.entries[k]; x.subject == e.subject || e.subject != "" && x.projects || e.subject == "" && e.forms && x.projects {
			if err := w.take(k, &out.Prior); err != nil {
				return out, err
			}
		}
	}
	if e.forms && !e.projects {
		for _, k := range years[e.year] {
			if k != n && w.entries[k].projects {
				if err := w.take(k, &out.Beside); err != nil {
					return out, err
				}
			}
		}
	}
	for _, k := range w.lists[e.year] {
		if w.entries[k].group != e.group && e.subject == "" {
			if err := w.take(k, &out.Lists); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

func (w *Writer) take(k int, to *[]*rules.Paper) error {
	if len(*to) >= mostPapers {
		return nil
	}
	x := w.recent[k]
	if x == nil {
		d, err := w.spool.get(w.entries[k].place)
		if err != nil {
			return err
		}
		doc, err := d.Document()
		if err != nil {
			return err
		}
		if doc.Report == nil {
			return fmt.Errorf("%s: no record", doc.Path)
		}
		x = &rules.Paper{Path: doc.Path, Part: doc.Part, Report: doc.Report, Reading: doc.Reading}
		w.keep(k, x)
	}
	*to = append(*to, x)
	return nil
}

// mostRecent is how many papers stay unpacked: a list of departments is asked for by each.
const mostRecent = 32

func (w *Writer) keep(k int, x *rules.Paper) {
	if w.recent == nil {
		w.recent = map[int]*rules.Paper{}
	}
	w.recent[k] = x
	if w.order = append(w.order, k); len(w.order) > mostRecent {
		delete(w.recent, w.order[0])
		w.order = w.order[1:]
	}
}
