package inspect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/extract/pdf"
	"selfeval/extract/pdf/page"
	"selfeval/internal/app/evidence"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// NeutralFinding is what a rule found, with the number by which cells and texts name it.
type NeutralFinding struct {
	Number   int               `json:"number"`
	Part     int               `json:"part,omitempty"` // of which report of the file
	Rule     string            `json:"rule"`
	Title    string            `json:"title,omitempty"`
	Severity rules.Severity    `json:"severity"`
	Message  string            `json:"message"`
	Advice   string            `json:"advice,omitempty"`
	At       []report.Location `json:"at"`

	Marked bool `json:"-"` // stands somewhere in the blocks
}

// NeutralWithheld is a rule that did not apply, since what it needs was not read.
type NeutralWithheld struct {
	Rule  string `json:"rule"`
	Title string `json:"title,omitempty"`
	Why   string `json:"why"`
}

// NeutralMark is a part of a block's text that findings point at: bytes from Start to End.
type NeutralMark struct {
	Start    int   `json:"start"`
	End      int   `json:"end"`
	Findings []int `json:"findings"`
}

// Findings are what the rules found in the reports of a file, numbered from 1.
type Findings struct {
	list     []NeutralFinding
	found    []rules.Finding
	withheld []NeutralWithheld
	status   selfeval.Status
}

// FindingsOf gathers the findings of the reports that one file gave.
func FindingsOf(docs []*selfeval.Document, lang report.Lang) Findings {
	var out Findings
	for _, d := range docs {
		if out.status == "" || out.status == selfeval.OK {
			out.status = d.Status
		}
		for i := range d.Findings {
			f := &d.Findings[i]
			out.found = append(out.found, *f)
			out.list = append(out.list, NeutralFinding{
				Number: len(out.found), Part: d.Part, Rule: f.Rule, Title: f.Title, Severity: f.Severity,
				Message: f.Message, Advice: f.Advice, At: append([]report.Location{}, f.At...),
			})
		}
		for i := range d.Withheld {
			w := NeutralWithheld{Rule: d.Withheld[i].Rule, Why: d.Withheld[i].Why}
			if rule := builtin.Lookup(w.Rule); rule != nil {
				w.Title = rule.Title.In(lang)
			}
			out.withheld = append(out.withheld, w)
		}
	}
	return out
}

// Mark adds the findings to the document and names them on the cells and texts that they
// point at.
func (n *Neutral) Mark(doc *document.Document, found Findings) {
	n.Status, n.Withheld = found.status, append(n.Withheld, found.withheld...)
	n.Findings = append(n.Findings, found.list...)
	for _, p := range evidence.Places(doc, found.found) {
		if p.Block >= len(n.Blocks) {
			continue
		}
		b, number := &n.Blocks[p.Block], p.Finding+1
		n.Findings[p.Finding].Marked = true
		switch {
		case b.Table == nil:
			b.Marks = append(b.Marks, NeutralMark{p.Start, p.End, []int{number}})
		case p.Row < 0:
			name(&b.Findings, number)
		default:
			b.Table.mark(p, number)
		}
	}
	for i := range n.Blocks {
		n.Blocks[i].Marks = apart(n.Blocks[i].Marks)
	}
}

// name adds a finding to those of a place.
func name(of *[]int, number int) {
	if !slices.Contains(*of, number) {
		*of = append(*of, number)
	}
}

// mark names a finding on the cells that it points at.
func (t *NeutralTable) mark(p evidence.Place, number int) {
	for i := range t.Cells {
		c := &t.Cells[i]
		row, col := p.Row+1, p.Column+1
		if c.Row <= row && row < c.Row+c.RowSpan && (col < 1 || c.Column <= col && col < c.Column+c.ColumnSpan) {
			name(&c.Findings, number)
		}
	}
}

// apart cuts marks that lie over each other, so that each piece names all its findings.
func apart(marks []NeutralMark) (out []NeutralMark) {
	var ends []int
	for _, m := range marks {
		ends = append(ends, m.Start, m.End)
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	for i := 1; i < len(ends); i++ {
		piece := NeutralMark{Start: ends[i-1], End: ends[i]}
		for _, m := range marks {
			if m.Start <= piece.Start && piece.End <= m.End {
				name(&piece.Findings, m.Findings[0])
			}
		}
		if len(piece.Findings) > 0 {
			out = append(out, piece)
		}
	}
	return out
}

// Listed are the findings that a picture of a page shows, a line each.
func (f Findings) Listed(v *pdf.View) (lines []string) {
	for _, m := range f.marks(v) {
		for _, n := range m.numbers {
			lines = append(lines, fmt.Sprintf("%d  %s", n, f.list[n-1].Message))
		}
	}
	slices.SortFunc(lines, func(a, b string) int { return cmp.Or(cmp.Compare(number(a), number(b)), strings.Compare(a, b)) })
	return slices.Compact(lines)
}

func number(line string) (n int) {
	_, _ = fmt.Sscan(line, &n)
	return n
}

// found is a box of a page that findings point at.
type found struct {
	box     page.Box
	numbers []int
}

// label is what stands at the box's corner.
func (f found) label() string {
	var b strings.Builder
	for i, n := range f.numbers {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "#%d", n)
	}
	return b.String()
}

// marks are the boxes on a page that findings point at.
func (f Findings) marks(v *pdf.View) (out []found) {
	for n := range f.found {
		for _, at := range f.found[n].At {
			box := boxAt(v, at)
			if box == nil {
				continue
			}
			if i := slices.IndexFunc(out, func(o found) bool { return o.box == *box }); i >= 0 {
				name(&out[i].numbers, n+1)
				continue
			}
			out = append(out, found{*box, []int{n + 1}})
		}
	}
	return out
}

// boxAt is the box of a place on a page: its own, or that of its cell, which a place that
// was put together may not know.
func boxAt(v *pdf.View, at report.Location) *page.Box {
	if at.Page != v.Page.Number {
		return nil
	}
	if at.BBox != nil {
		b := boxOf(at.BBox)
		return &b
	}
	for i := range v.Blocks {
		t := v.Blocks[i].Table
		if t == nil || t.Index != at.Table || at.Table == 0 {
			continue
		}
		if c := t.Cell(at.Row-1, at.Column-1); at.Row > 0 && at.Column > 0 && c != nil && c.At.BBox != nil {
			b := boxOf(c.At.BBox)
			return &b
		}
	}
	return nil
}
