package layout

import (
	"slices"

	"selfeval/extract/pdf/page"
)

// group is lines that touch each other.
type group struct{ hs, vs []stroke }

// adoptSides gives tables the vertical lines beside them that touch no other line: the
// side of a cell that is merged over all rows of the page, and whose ends stand on the
// pages before and after. Such a line is as long as the table is high.
func adoptSides(groups map[int]*group, roots []int) {
	var tables []outline
	for _, r := range roots {
		if g := groups[r]; len(g.hs) > 1 && len(g.vs) > 1 {
			tables = append(tables, g.outline())
		}
	}
	if len(tables) == 0 {
		return
	}
	for _, r := range roots {
		side := groups[r]
		if len(side.hs) > 0 || len(side.vs) != 1 {
			continue
		}
		if i := slices.IndexFunc(tables, func(t outline) bool { return t.hasSide(side.vs[0]) }); i >= 0 {
			tables[i].vs = append(tables[i].vs, side.vs[0])
			side.vs = nil
		}
	}
}

// outline is a group with the box around its lines.
type outline struct {
	*group
	box page.Box
}

func (g *group) outline() outline {
	o := outline{g, page.Box{X0: g.hs[0].a, X1: g.hs[0].b, Y0: g.vs[0].a, Y1: g.vs[0].b}}
	for _, h := range g.hs {
		o.box.X0, o.box.X1 = min(o.box.X0, h.a), max(o.box.X1, h.b)
	}
	for _, v := range g.vs {
		o.box.Y0, o.box.Y1 = min(o.box.Y0, v.a), max(o.box.Y1, v.b)
	}
	return o
}

// hasSide reports whether a line stands beside the table, from its top to its bottom,
// no farther off than the table is wide.
func (o *outline) hasSide(v stroke) bool {
	b, wide := o.box, o.box.X1-o.box.X0
	if abs(v.a-b.Y0) > 2*snap || abs(v.b-b.Y1) > 2*snap {
		return false
	}
	return v.pos < b.X0 && b.X0-v.pos <= wide || v.pos > b.X1 && v.pos-b.X1 <= wide
}
