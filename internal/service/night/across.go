package night

import (
	"context"
	"encoding/json"

	"selfeval"
	"selfeval/internal/app/across"
	"selfeval/internal/app/buildinfo"
	"selfeval/internal/app/output"
	"selfeval/internal/app/wire"
	"selfeval/internal/service/workspace"
)

// What a report shows beside others changes with any of them. So all of them are compared
// anew where anything changed, as a batch is, and what that shows is held against what it
// showed the last time.

// gathered keeps of a comparison what it shows.
type gathered struct {
	found []Move
	sums  []string // digests of the figures of each
	// state tells of documents of interest whether they are there and could be read.
	state map[string]bool
}

// Packed implements output.PackedWriter.
func (g *gathered) Packed(d *wire.Doc) error {
	if _, ok := g.state[d.Path]; ok {
		g.state[d.Path] = d.Status != selfeval.Failed
	}
	if d.Errors+d.Warnings+d.Infos == 0 {
		return nil
	}
	doc, err := d.Document()
	if err != nil {
		return err
	}
	return g.Document(doc)
}

// Document implements output.Writer.
func (g *gathered) Document(d *selfeval.Document) error {
	for i := range d.Findings {
		f := &d.Findings[i]
		if len(f.Against) == 0 {
			continue
		}
		m := Move{Path: d.Path, Part: d.Part, Rule: f.Rule, Severity: string(f.Severity), Fingerprint: f.Fingerprint, ZH: f.Text.ZH, EN: f.Text.EN}
		if r := d.Report; r != nil {
			m.Department, m.Year = r.Department, r.FiscalYear.String()
		}
		for _, a := range f.Against {
			m.Against = append(m.Against, a.Document)
		}
		g.found, g.sums = append(g.found, m), append(g.sums, f.ValuesDigest)
	}
	return nil
}

// Close implements output.Writer.
func (g *gathered) Close(output.Summary) error { return nil }

// across compares the reports with each other where the night changed any, puts what is new,
// gone or changed into the report, and gives what stands now; nil: what stood before.
func (r *Run) across(ctx context.Context, rep *Report) ([]workspace.Compared, error) {
	d := &rep.Documents
	if r.Across == nil || len(d.New)+len(d.Changed)+len(d.Vanished)+d.Recheck == 0 && r.Across.List == nil {
		return nil, nil
	}
	before, err := r.W.Standing(ctx)
	if err != nil {
		return nil, err
	}
	was := make([]Move, len(before))
	g := &gathered{state: map[string]bool{}}
	for i := range before {
		if err := json.Unmarshal(before[i].Body, &was[i]); err != nil {
			return nil, err
		}
		for _, at := range append(was[i].Against, was[i].Path) {
			g.state[at] = false
		}
	}
	if err := r.gather(ctx, g); err != nil {
		return nil, err
	}
	why, err := r.causes(ctx, rep)
	if err != nil {
		return nil, err
	}
	return rep.moves(g, before, was, why)
}

// gather compares the reports.
func (r *Run) gather(ctx context.Context, g *gathered) error {
	opt := *r.Across
	opt.Context = ctx
	w, err := across.Wrap(g, opt)
	if err != nil {
		return err
	}
	err = r.W.Each(ctx, workspace.Filter{}, func(found *workspace.Found) error {
		for _, d := range found.Docs {
			if err := d.From(found.Source.Location, nil); err != nil {
				return err
			}
			if err := w.Packed(d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.Abort()
		return err
	}
	return w.Close(output.Summary{})
}

// causes tells why what a comparison shows changed: one of the papers, or else what they
// were read and judged by.
func (r *Run) causes(ctx context.Context, rep *Report) (func(*Move) Cause, error) {
	last, err := r.W.LastNight(ctx)
	if err != nil {
		return nil, err
	}
	touched := map[string]bool{}
	for _, list := range [][]string{rep.Documents.New, rep.Documents.Changed, rep.Documents.Vanished} {
		for _, at := range list {
			touched[at] = true
		}
	}
	return func(m *Move) Cause {
		for _, at := range append(m.Against, m.Path) {
			if touched[at] {
				return Paper
			}
		}
		if last != nil && last.Program != buildinfo.ID() {
			return Program
		}
		return Rules
	}, nil
}

// moves tells which findings of a comparison came, went or show other figures. Where a paper
// vanished or could not be read this time, nothing is said to be gone.
func (rep *Report) moves(g *gathered, before []workspace.Compared, was []Move, why func(*Move) Cause) ([]workspace.Compared, error) {
	type key struct {
		path        string
		part        int
		fingerprint string
	}
	of := func(m *Move) key { return key{m.Path, m.Part, m.Fingerprint} }
	sums := map[key]string{}
	for i := range was {
		sums[of(&was[i])] = before[i].Figures
	}
	now := []workspace.Compared{}
	stands := map[key]bool{}
	for i := range g.found {
		m := &g.found[i]
		k := of(m)
		if stands[k] {
			continue
		}
		stands[k] = true
		body, err := json.Marshal(m)
		if err != nil {
			return nil, err
		}
		now = append(now, workspace.Compared{Location: m.Path, Part: m.Part, Fingerprint: m.Fingerprint, Figures: g.sums[i], Body: body})
		m.Cause = why(m)
		if sum, ok := sums[k]; !ok {
			rep.Findings.New = append(rep.Findings.New, *m)
		} else if sum != g.sums[i] {
			rep.Findings.Changed = append(rep.Findings.Changed, *m)
		}
	}
	for i := range was {
		m := &was[i]
		there := g.state[m.Path]
		for _, at := range m.Against {
			there = there && g.state[at]
		}
		if there && !stands[of(m)] {
			m.Cause = why(m)
			rep.Findings.Gone = append(rep.Findings.Gone, *m)
		}
	}
	return now, nil
}
