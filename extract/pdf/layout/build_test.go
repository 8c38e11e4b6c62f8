package layout

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
)

// canvas builds pages for tests as an engine would hand them over.
type canvas struct {
	pages []*page.Page
	*page.Page
	size float64
	bold bool
}

func newCanvas() *canvas {
	c := &canvas{size: 10}
	c.next()
	return c
}

// next starts a page, A4 upright.
func (c *canvas) next() {
	c.Page = &page.Page{Number: len(c.pages) + 1, Width: 595, Height: 842}
	c.pages = append(c.pages, c.Page)
}

// text sets a string with its baseline's start at x, y; it gives the end.
func (c *canvas) text(x, y float64, s string) float64 {
	space := false
	for _, r := range s {
		w := c.size / 2
		if cjk.Wide(r) {
			w = c.size
		}
		if cjk.Space(r) {
			space = true
		} else {
			c.Glyphs = append(c.Glyphs, page.Glyph{Text: string(r), Box: page.Box{X0: x, Y0: y - 0.2*c.size, X1: x + w, Y1: y + 0.8*c.size},
				Size: c.size, Baseline: y, Bold: c.bold, Space: space})
			space = false
		}
		x += w
	}
	return x
}

func (c *canvas) h(y, x0, x1 float64) {
	c.Rules = append(c.Rules, page.Rule{X0: x0, Y0: y, X1: x1, Y1: y, Width: 0.5})
}

func (c *canvas) v(x, y0, y1 float64) {
	c.Rules = append(c.Rules, page.Rule{X0: x, Y0: y0, X1: x, Y1: y1, Width: 0.5})
}

// grid draws all lines between the positions, ys from the top.
func (c *canvas) grid(xs, ys []float64) {
	for _, y := range ys {
		c.h(y, xs[0], xs[len(xs)-1])
	}
	for _, x := range xs {
		c.v(x, ys[len(ys)-1], ys[0])
	}
}

// cells writes a row's texts, each 4 points right of its column's edge.
func (c *canvas) cells(y float64, xs []float64, texts ...string) {
	for i, t := range texts {
		c.text(xs[i]+4, y, t)
	}
}

// prose sets a paragraph with a first-line indent between the margins, and gives
// the baseline below it.
func (c *canvas) prose(left, right, y float64, s string) float64 {
	x := left + 2*c.size
	var line strings.Builder
	start := x
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		w := c.size / 2
		if cjk.Wide(r) {
			w = c.size
		}
		if x+w > right {
			c.text(start, y, line.String())
			line.Reset()
			x, start = left, left
			y -= 1.6 * c.size
		}
		line.WriteRune(r)
		x += w
		s = s[n:]
	}
	c.text(start, y, line.String())
	return y - 1.6*c.size
}

func (c *canvas) blocks(t *testing.T) []document.Block {
	t.Helper()
	var sheets []*Sheet
	for _, p := range c.pages {
		s, err := Analyse(context.Background(), p, document.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		sheets = append(sheets, s)
	}
	blocks, _ := Assemble(sheets)
	return blocks
}

// show writes blocks as lines, tables as their grid.
func show(bs []document.Block) string {
	var b strings.Builder
	for _, k := range bs {
		if k.Table != nil {
			if k.Table.Continues {
				b.WriteString("continues\n")
			}
			b.WriteString(k.Table.String())
		} else {
			b.WriteString(k.Text + "\n")
		}
	}
	return b.String()
}

func check(t *testing.T, c *canvas, want string) []document.Block {
	t.Helper()
	bs := c.blocks(t)
	if diff := cmp.Diff(strings.TrimLeft(want, "\n"), show(bs)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	return bs
}
