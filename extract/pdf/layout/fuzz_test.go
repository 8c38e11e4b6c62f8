package layout

import (
	"context"
	"encoding/binary"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
)

// FuzzTables lays out pages of arbitrary lines and characters. Whatever is
// drawn: no panic, every cell inside its table's grid, no position covered twice.
func FuzzTables(f *testing.F) {
	add := func(c *canvas) {
		var b []byte
		for _, r := range c.Rules {
			for _, v := range []float64{-1, r.X0, r.Y0, r.X1, r.Y1} {
				b = binary.LittleEndian.AppendUint16(b, uint16(int16(v*8)))
			}
		}
		for _, g := range c.Glyphs {
			for _, v := range []float64{float64([]rune(g.Text)[0]) / 8, g.Box.X0, g.Baseline, g.Size, g.Angle} {
				b = binary.LittleEndian.AppendUint16(b, uint16(int16(v*8)))
			}
		}
		f.Add(b)
	}
	c := newCanvas()
	xs := []float64{70, 110, 300, 400, 520}
	c.grid(xs, []float64{700, 680, 660})
	c.cells(686, xs, "序号", "项目", "预算", "得分")
	c.cells(666, xs, "1", "清淤", "10", "98")
	add(c)
	c = newCanvas()
	c.h(700, 70, 520)
	c.h(640, 70, 520)
	c.cells(686, xs, "序号", "项目", "预算", "得分")
	c.cells(666, xs, "1", "清淤", "10", "98")
	c.cells(650, xs, "2", "植树", "10", "98")
	add(c)
	f.Add([]byte("\xff\xff\x00\x10\x00\x10\x00\x10\x00\x80"))

	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 20_000 {
			return
		}
		p := &page.Page{Number: 1, Width: 595, Height: 842}
		for ; len(data) >= 10; data = data[10:] {
			var v [5]float64
			for i := range v {
				v[i] = float64(int16(binary.LittleEndian.Uint16(data[2*i:]))) / 8
			}
			if v[0] < 0 {
				p.Rules = append(p.Rules, page.Rule{X0: min(v[1], v[3]), Y0: min(v[2], v[4]), X1: max(v[1], v[3]), Y1: max(v[2], v[4])})
				continue
			}
			p.Glyphs = append(p.Glyphs, page.Glyph{Text: string(rune(v[0] * 8)), Size: v[3], Baseline: v[2], Angle: v[4],
				Box: page.Box{X0: v[1], Y0: v[2] - 2, X1: v[1] + v[3], Y1: v[2] + v[3]}})
		}
		// The page, and its halves on two pages: what the one ends the other goes on.
		first, second := *p, *p
		n, k := len(p.Glyphs)/2, len(p.Rules)/2
		first.Glyphs, second.Glyphs = p.Glyphs[:n], p.Glyphs[n:]
		first.Rules, second.Rules = p.Rules[:k], p.Rules[k:]
		var sheets []*Sheet
		for i, p := range []*page.Page{p, &first, &second} {
			p.Number = i + 1
			s, err := Analyse(context.Background(), p, document.Limits{})
			if err != nil {
				return
			}
			sheets = append(sheets, s)
		}
		blocks, _ := Assemble(sheets)
		for _, b := range blocks {
			if b.Table == nil {
				for _, piece := range b.Pieces {
					if piece.Start < 0 || piece.End > len(b.Text) || piece.Start > piece.End {
						t.Fatalf("piece %d–%d of %q", piece.Start, piece.End, b.Text)
					}
				}
				continue
			}
			taken := make([]bool, b.Table.Rows*b.Table.Cols)
			for _, c := range b.Table.Cells {
				if c.Row < 0 || c.Col < 0 || c.Row+c.RowSpan > b.Table.Rows || c.Col+c.ColSpan > b.Table.Cols {
					t.Fatalf("cell %+v of %d×%d", c, b.Table.Rows, b.Table.Cols)
				}
				for r := c.Row; r < c.Row+c.RowSpan; r++ {
					for k := c.Col; k < c.Col+c.ColSpan; k++ {
						if taken[r*b.Table.Cols+k] {
							t.Fatalf("two cells at %d, %d:\n%s", r, k, b.Table)
						}
						taken[r*b.Table.Cols+k] = true
					}
				}
			}
		}
	})
}
