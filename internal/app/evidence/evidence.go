// Package evidence shows the places of findings as the paper prints them: the rows of a
// table with the cells that are compared marked, the sentence, and of a PDF a drawing of
// the page cut to them, made of the glyphs and lines that the reader saw. It decides
// nothing, and what it cannot show it leaves out.
package evidence

import (
	"context"
	"slices"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/extract/pdf"
	"selfeval/extract/pdf/page"
	"selfeval/report"
	"selfeval/rules"
)

// Limits of what is shown of one paper.
const (
	maxFindings = 200     // findings that are shown
	maxDrawn    = 60      // drawings
	maxBytes    = 512_000 // of drawings
	maxPages    = 40      // pages that are read for drawings
	maxPlaces   = 24      // places of one finding that are looked at
)

// Collect fills in the evidence of the documents that one file gave. The documents must
// still have their source.
func Collect(ctx context.Context, data []byte, docs []*selfeval.Document, limits document.Limits) {
	for _, d := range docs {
		if d.Source != nil && d.Status != selfeval.Failed {
			collect(ctx, data, d, limits)
		}
	}
}

func collect(ctx context.Context, data []byte, d *selfeval.Document, limits document.Limits) {
	// What cannot be shown must not cost what was found.
	defer func() { _ = recover() }()
	src := &source{doc: d.Source, rows: map[*document.Table][]span{}}
	d.Evidence = map[string]*selfeval.Evidence{}
	var sketches []*sketch
	for _, f := range slices.Concat(pointers(d.Findings), pointers(d.Hidden)) {
		if ctx.Err() != nil || len(d.Evidence) >= maxFindings {
			break
		}
		e := &selfeval.Evidence{}
		s := src.show(f, e)
		if s != nil && len(sketches) < maxDrawn {
			s.to = e
			sketches = append(sketches, s)
		}
		if len(e.Rows) > 0 || len(e.Text) > 0 || s != nil {
			d.Evidence[f.Fingerprint] = e
		}
	}
	if d.Format == document.PDF {
		draw(ctx, data, sketches, limits)
	}
}

func pointers(found []rules.Finding) (out []*rules.Finding) {
	for i := range found {
		out = append(out, &found[i])
	}
	return out
}

// draw draws what stands on the pages. Each page is read once.
func draw(ctx context.Context, data []byte, sketches []*sketch, limits document.Limits) {
	var numbers []int
	for _, s := range sketches {
		for i := range s.strips {
			if n := s.strips[i].page; !slices.Contains(numbers, n) && len(numbers) < maxPages {
				numbers = append(numbers, n)
			}
		}
	}
	if len(numbers) == 0 {
		return
	}
	slices.Sort(numbers)
	_ = pdf.Pages(ctx, data, numbers, limits, func(p *page.Page) {
		for _, s := range sketches {
			for i := range s.strips {
				if s.strips[i].page == p.Number {
					s.strips[i].take(p)
				}
			}
		}
	})
	total := 0
	for _, s := range sketches {
		svg := s.svg()
		if total += len(svg); total > maxBytes {
			return
		}
		s.to.SVG = svg
	}
}

// source finds places in what a reader saw.
type source struct {
	doc  *document.Document
	rows map[*document.Table][]span
}

// table is the part of a table that a place is in, nil where there is none.
func (s *source) table(at report.Location) *document.Block {
	if at.Table == 0 {
		return nil
	}
	for i := range s.doc.Blocks {
		if b := &s.doc.Blocks[i]; b.Table != nil && b.Table.Index == at.Table {
			return b
		}
	}
	return nil
}

// show fills in the rows or the sentence of a finding, and gives what is to be drawn.
func (s *source) show(f *rules.Finding, e *selfeval.Evidence) *sketch {
	sk := &sketch{}
	var seen []*document.Table
	for _, at := range f.At[:min(len(f.At), maxPlaces)] {
		b := s.table(at)
		switch {
		case b == nil:
			s.sentence(f, at, e)
			sk.line(at)
		case !slices.Contains(seen, b.Table):
			seen = append(seen, b.Table)
			s.cells(f, b, e, sk)
		}
	}
	if len(sk.strips) == 0 {
		return nil
	}
	return sk
}
