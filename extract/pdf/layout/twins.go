package layout

import (
	"cmp"
	"slices"
)

// A column that is merged over all rows of a page, its ends on the pages before and
// after, has no line there, and often no text. What is left of the table are two parts
// beside each other whose rows lie at the same heights.

// joinTwins brings the parts of such tables together: the lines of the right one go to
// the left one.
func joinTwins(groups map[int]*group, roots []int) {
	type part struct {
		*group
		outline
		ys, xs []float64
	}
	var parts []part
	for _, r := range roots {
		g := groups[r]
		if len(g.hs) < twinRows+1 || len(g.vs) < 2 || len(g.hs) > maxStrokes {
			continue
		}
		p := part{group: g, outline: g.outline()}
		for _, h := range g.hs {
			p.ys = append(p.ys, h.pos)
		}
		for _, v := range g.vs {
			p.xs = append(p.xs, v.pos)
		}
		p.ys, p.xs = cluster(p.ys), cluster(p.xs)
		parts = append(parts, p)
	}
	if len(parts) < 2 || len(parts) > 50 {
		return
	}
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.box.X0, b.box.X0) })
	for i := range parts {
		for k := i + 1; k < len(parts) && parts[i].group != nil; k++ {
			a, b := &parts[i], &parts[k]
			if b.group == nil || !sameHeights(a.ys, b.ys) || b.box.X0 < a.box.X1+2*snap || likeColumns(a.xs, b.xs) {
				continue
			}
			a.group.hs, a.group.vs = append(a.group.hs, b.group.hs...), append(a.group.vs, b.group.vs...)
			a.box.X1, a.xs = b.box.X1, append(a.xs, b.xs...)
			b.group.hs, b.group.vs, b.group = nil, nil, nil
		}
	}
}

// sameHeights reports the same heights, as those of one table's rows are.
func sameHeights(a, b []float64) bool {
	return len(a) > twinRows && slices.EqualFunc(a, b, func(x, y float64) bool { return abs(x-y) < snap/2 })
}

// likeColumns reports as many columns of like widths: a list set in two columns, not
// the two ends of one table.
func likeColumns(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	if len(a) < 3 {
		return true
	}
	for i := 1; i < len(a); i++ {
		if w, v := a[i]-a[i-1], b[i]-b[i-1]; abs(w-v) > 0.15*max(w, v) {
			return false
		}
	}
	return true
}
