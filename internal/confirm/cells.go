package confirm

import (
	"slices"

	"selfeval/report"
	"selfeval/rules"
)

// figure is a figure of the record: what was printed, and where its value is kept, nil
// where it is a whole number or a measure.
type figure struct {
	raw    string
	amount *report.Amount
	number *report.Number
}

// figuresOf finds the figures of a record by their places.
func figuresOf(r *report.Report) map[report.Location][]figure {
	out := map[report.Location][]figure{}
	add := func(at report.Location, f figure) {
		if !at.IsZero() && f.raw != "" {
			out[at] = append(out[at], f)
		}
	}
	r.Walk(report.Visitor{
		Amount:  func(_ report.Path, a **report.Amount) { add((*a).At, figure{raw: (*a).Raw, amount: *a}) },
		Number:  func(_ report.Path, n **report.Number) { add((*n).At, figure{raw: (*n).Raw, number: *n}) },
		Integer: func(_ report.Path, n *report.Integer) { add(n.At, figure{raw: n.Raw}) },
		Text: func(p report.Path, s *string, at report.Location) {
			if p.Name() == "raw" && p.Within("forms") && len(tokens(*s)) > 0 {
				add(at, figure{raw: *s})
			}
		},
	})
	return out
}

// cell is a figure that a finding rests on.
type cell struct {
	figure
	at   report.Location
	box  *Box
	over bool // one of many that are added up: not what the finding points at
}

// plan is what is to be read again for one finding.
type plan struct {
	finding *rules.Finding
	cells   []cell // contested ones first
	pages   map[int]bool
	more    bool // there are cells on further pages, or a figure without a place
}

// plan finds the cells on which errors rest, and those of warnings that stand on the same
// pages.
func (r *again) plan(found []rules.Finding) []plan {
	var plans []plan
	pages := map[int]bool{}
	for _, severity := range []rules.Severity{rules.Error, rules.Warning} {
		for i := range found {
			if f := &found[i]; f.Severity == severity {
				p := r.planOf(f)
				if severity == rules.Warning && !p.within(pages) {
					continue
				}
				for n := range p.pages {
					pages[n] = true
				}
				plans = append(plans, p)
			}
		}
	}
	return plans
}

// within reports whether a plan needs no other pages.
func (p *plan) within(pages map[int]bool) bool {
	for n := range p.pages {
		if !pages[n] {
			return false
		}
	}
	return true
}

func (r *again) planOf(f *rules.Finding) plan {
	p := plan{finding: f, pages: map[int]bool{}}
	for _, at := range f.At {
		for _, fig := range r.figures[at] {
			p.add(cell{figure: fig, at: at, box: at.BBox})
		}
	}
	for _, at := range f.Summed {
		for _, fig := range r.figures[at] {
			p.add(cell{figure: fig, at: at, box: at.BBox, over: true})
		}
	}
	for _, n := range f.Over {
		if n < 1 || n > len(r.Report.Projects) {
			continue
		}
		row := &r.Report.Projects[n-1]
		for _, a := range []*report.Amount{row.Budget, row.Executed, row.Returned, row.Score} {
			if a != nil && inColumnOf(f.At, a.At) {
				p.add(cell{figure: figure{raw: a.Raw, amount: a}, at: a.At, box: a.At.BBox, over: true})
			}
		}
	}
	return p
}

func (p *plan) add(c cell) {
	p.cells = append(p.cells, c)
	switch n := c.at.Page; {
	case c.box == nil || p.pages[n]:
	case len(p.pages) < mostPages:
		p.pages[n] = true
	default:
		p.more = true
	}
}

// inColumnOf reports whether a cell stands in a column that a finding points at; where it
// points at none, every cell may be meant.
func inColumnOf(at []report.Location, cell report.Location) bool {
	if !slices.ContainsFunc(at, func(l report.Location) bool { return l.Column > 0 }) {
		return true
	}
	return slices.ContainsFunc(at, func(l report.Location) bool { return l.Column == cell.Column })
}
