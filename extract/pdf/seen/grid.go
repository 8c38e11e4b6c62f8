package seen

import "selfeval/extract/pdf/page"

// grid finds the glyphs near a place.
type grid struct {
	cell float64
	at   map[[2]int32][]int32
}

// newGrid sorts glyphs by where their middle lies.
func newGrid(gs []page.Glyph) *grid {
	g := &grid{cell: 12, at: make(map[[2]int32][]int32, len(gs))}
	for i := range gs {
		g.cell = max(g.cell, min(gs[i].Size, 200))
	}
	for i := range gs {
		x, y := gs[i].Box.Center()
		k := g.key(x, y)
		g.at[k] = append(g.at[k], int32(i))
	}
	return g
}

func (g *grid) key(x, y float64) [2]int32 {
	return [2]int32{int32(x / g.cell), int32(y / g.cell)}
}

// near calls f for the glyphs whose middle may be a cell's width away; it returns how
// many they are.
func (g *grid) near(x, y float64, f func(i int)) (n int) {
	k := g.key(x, y)
	for dx := int32(-1); dx <= 1; dx++ {
		for dy := int32(-1); dy <= 1; dy++ {
			for _, i := range g.at[[2]int32{k[0] + dx, k[1] + dy}] {
				f(int(i))
				n++
			}
		}
	}
	return n
}
