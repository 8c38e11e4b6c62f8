// Package layout turns what a PDF engine saw on a page, glyphs and drawn rules,
// into what a reader sees: lines of text in reading order and tables, then,
// over all pages, paragraphs without running headers and page numbers. It knows
// no PDF and no budgets: engines are packages content and pdfium, meaning is
// package interpret's.
//
// Analyse works on one page and may run for many pages at once; Assemble joins
// the pages in order.
package layout

import (
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
)

// Sheet is one page after Analyse: lines and tables in reading order. Only the
// lines at its ends still hold their characters.
type Sheet struct {
	Number        int
	Width, Height float64 // points, as read
	Chars         int     // visible characters, furniture included
	Pictures      int
	Slanted       int // characters that run across the page and were left out, though no mark

	turn  turn    // how the page was turned to bring its text upright
	size  float64 // the text size that most characters have
	items []item
	// letters are the characters that text, tables and furniture must account for.
	letters  int
	pictures []page.Box
	rules    []float64 // heights of the drawn horizontal lines, until the pages are joined
}

// item is a line of text or a table.
type item struct {
	line  *line
	table *table
}

func (i item) box() page.Box {
	if i.table != nil {
		return i.table.box
	}
	return i.line.box
}

// Analyse lays one page out.
func Analyse(ctx context.Context, p *page.Page, limits document.Limits) (*Sheet, error) {
	limits = limits.WithDefaults()
	p, turn := upright(p)
	if parts := partsOf(p); parts != nil {
		return analyseParts(ctx, p, turn, parts, limits)
	}
	blocks, err := turnedBlocks(ctx, p, limits)
	if err != nil {
		return nil, err
	}
	if len(blocks) > 0 {
		return analyseBlocks(ctx, p, turn, blocks, limits)
	}
	return analyse(ctx, p, turn, limits)
}

// analyseBlocks lays out a page of which parts are turned.
func analyseBlocks(ctx context.Context, p *page.Page, turn turn, blocks []block, limits document.Limits) (*Sheet, error) {
	own := make([]*page.Page, len(blocks))
	for i := range blocks {
		p, own[i] = blocks[i].apart(p)
	}
	s, err := analyse(ctx, p, turn, limits)
	if err != nil {
		return nil, err
	}
	for i := range blocks {
		q, t := turned(own[i], blocks[i].quarter)
		o, err := analyse(ctx, q, t, limits)
		if err != nil {
			return nil, err
		}
		s.takeIn(&blocks[i], o)
	}
	return s, nil
}

// analyse lays out a page that is upright.
func analyse(ctx context.Context, p *page.Page, turn turn, limits document.Limits) (*Sheet, error) {
	s := &Sheet{Number: p.Number, Width: p.Width, Height: p.Height, Pictures: len(p.Pictures), pictures: p.Pictures, turn: turn}
	ink := visible(p)
	s.Chars, s.size, s.Slanted = len(ink.upright)+len(ink.sideways), ink.size, ink.slanted
	hs, vs := cleanRules(p)
	grids, loose, err := findGrids(ctx, hs, vs, limits)
	if err != nil {
		return nil, err
	}
	// Inner tables first: text belongs to the innermost.
	slices.SortFunc(grids, func(a, b *grid) int { return cmp.Compare(area(a.box), area(b.box)) })
	if len(p.Areas) > 0 {
		for _, g := range grids {
			g.shades, g.turns = shadesIn(p, g.box)
		}
	}
	ink.upright = overruns(grids, ink.upright)
	rows := ink.rows()
	s.letters = painted(grids, rows, ink.sideways)
	tables, rows := fillGrids(grids, rows, ink.sideways, p.Height)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, h := range loose {
		s.rules = append(s.rules, h.pos)
	}
	joints, drawn := findJoints(p), across{shades(p, grids), loose}
	banded, rows := findBanded(ctx, drawn, joints, rows, p.Width)
	tables = append(tables, banded...)
	begun, rows := findBegun(joints, grids, loose, rows)
	tables = append(tables, begun...)
	s.items = order(ctx, rows, tables, s.size, drawn)
	s.adopt()
	s.adoptHeads()
	s.headAll()
	s.strays()
	s.keepSeams()
	return s, ctx.Err()
}

// ToEdge reports a table that lines draw up to the page's right edge.
func (s *Sheet) ToEdge() bool {
	return slices.ContainsFunc(s.items, func(i item) bool {
		t := i.table
		return t != nil && !t.inferred && t.quarters == 0 && t.nr > 2 && t.box.X1 > s.Width-2*snap
	})
}

// painted counts the letters of a page, those painted twice once.
func painted(grids []*grid, rows []row, side []sideways) int {
	n := 0
	count := func(rows []row) {
		for _, r := range rows {
			for i := range r {
				n += utf8.RuneCountInString(r[i].text)
			}
		}
	}
	count(rows)
	for _, g := range grids {
		for i := range g.cells {
			count(rowsOf(g.cells[i].marks))
		}
	}
	for i := range side {
		n += utf8.RuneCountInString(side[i].text)
	}
	return n
}
