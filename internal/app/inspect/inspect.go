// Package inspect draws a page of a PDF with what the reader saw on it: glyphs,
// lines, cells with their rows and columns and what the record made of them,
// paragraphs; and, of any format, the document as it was read. What the rules found is
// marked in both. It is for a person who wants to know why a cell was read as it was;
// it decides nothing.
package inspect

import (
	"fmt"
	"image/color"

	"selfeval/extract/document"
	"selfeval/extract/pdf"
	"selfeval/extract/pdf/page"
)

// mark is one thing to draw, in the page's points.
type mark struct {
	box    page.Box
	stroke color.NRGBA
	fill   color.NRGBA
	width  float64
	label  string // at the box's top left corner
	role   string // at its bottom left corner: the field it was read as
	tail   string // at its top right corner: the findings that point at it
}

var (
	glyphColor  = color.NRGBA{0x99, 0x99, 0x99, 0xa0}
	ruleColor   = color.NRGBA{0xe0, 0x20, 0x20, 0xff}
	cellColor   = color.NRGBA{0x10, 0x60, 0xd0, 0xff}
	cellFill    = color.NRGBA{0x10, 0x60, 0xd0, 0x18}
	guessFill   = color.NRGBA{0xe0, 0x90, 0x00, 0x28} // a grid inferred from text
	roleColor   = color.NRGBA{0x90, 0x20, 0xb0, 0xff}
	readFill    = color.NRGBA{0x90, 0x20, 0xb0, 0x28} // a cell that went into the record
	blockColor  = color.NRGBA{0x20, 0x90, 0x40, 0xff}
	foundColor  = color.NRGBA{0xd0, 0x00, 0x00, 0xff}
	foundFill   = color.NRGBA{0xff, 0x30, 0x30, 0x28} // what a finding points at
	figureColor = color.NRGBA{0x20, 0x90, 0x40, 0x90}
)

// marks lists what to draw on a page, the lowest layer first.
func marks(v *pdf.View, roles Roles, found Findings) []mark {
	var ms []mark
	p := v.Page
	for _, g := range p.Glyphs {
		ms = append(ms, mark{box: g.Box, stroke: glyphColor, width: 0.2})
	}
	for n, b := range v.Blocks {
		if b.Table == nil {
			ms = append(ms, paragraph(n+1, b, p.Number)...)
			continue
		}
		fill := cellFill
		if b.Table.Confidence < 1 {
			fill = guessFill
		}
		columns := roles.columns(b.Table)
		for _, c := range b.Table.Cells {
			if c.At.BBox == nil {
				continue
			}
			label := fmt.Sprintf("%d,%d", c.Row+1, c.Col+1)
			if c.RowSpan > 1 || c.ColSpan > 1 {
				label += fmt.Sprintf(" %dx%d", c.RowSpan, c.ColSpan)
			}
			ground, role := fill, roles.of(c.At, c.Text)
			if role != "" {
				ground = readFill
			}
			if c.Row == 0 && role != columns[c.Col] && columns[c.Col] != "" {
				role = "[" + columns[c.Col] + "]"
			}
			ms = append(ms, mark{box: boxOf(c.At.BBox), stroke: cellColor, fill: ground, width: 0.8, label: label, role: role})
		}
		if b.At.BBox != nil {
			box := boxOf(b.At.BBox)
			label := fmt.Sprintf("T%d %dx%d %.2g", b.Table.Index, b.Table.Rows, b.Table.Cols, b.Table.Confidence)
			ms = append(ms, mark{box: page.Box{X0: box.X0, Y0: box.Y1, X1: box.X1, Y1: box.Y1 + 7}, label: label, stroke: cellColor})
		}
	}
	for _, r := range p.Rules {
		ms = append(ms, mark{box: page.Box{X0: r.X0, Y0: r.Y0, X1: r.X1, Y1: r.Y1}, stroke: ruleColor, width: 0.6})
	}
	for _, f := range found.marks(v) {
		ms = append(ms, mark{box: f.box, stroke: foundColor, fill: foundFill, width: 2, tail: f.label()})
	}
	return ms
}

// paragraph frames a paragraph's part on the page, and its figures.
func paragraph(n int, b document.Block, number int) []mark {
	var ms []mark
	var box *page.Box
	for _, piece := range b.Pieces {
		if piece.At.Page != number || piece.At.BBox == nil {
			continue
		}
		k := boxOf(piece.At.BBox)
		if box == nil {
			box = &page.Box{X0: k.X0, Y0: k.Y0, X1: k.X1, Y1: k.Y1}
		} else {
			box.X0, box.Y0, box.X1, box.Y1 = min(box.X0, k.X0), min(box.Y0, k.Y0), max(box.X1, k.X1), max(box.Y1, k.Y1)
		}
		if t := b.Text[piece.Start:piece.End]; t[0] >= '0' && t[0] <= '9' {
			ms = append(ms, mark{box: k, stroke: figureColor, width: 0.6})
		}
	}
	if box != nil {
		label := fmt.Sprintf("P%d", n)
		if b.Bold {
			label += " bold"
		}
		ms = append(ms, mark{box: *box, stroke: blockColor, width: 0.8, label: label})
	}
	return ms
}

func boxOf(b *[4]float64) page.Box { return page.Box{X0: b[0], Y0: b[1], X1: b[2], Y1: b[3]} }
