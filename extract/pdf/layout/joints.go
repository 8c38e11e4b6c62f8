package layout

import (
	"cmp"
	"slices"

	"selfeval/extract/pdf/page"
)

// Writers that draw the border of each cell leave joints in a line over the width of a
// table: where one piece ends and the next begins, a column does. Where a page end cuts
// a table Firefox draws no line down, and the joints are all that is left of the columns.

// jointed is a horizontal line drawn in pieces.
type jointed struct {
	stroke
	joints []float64
}

// findJoints finds the lines of a page that are drawn in pieces, each as long as a
// column is wide at least: dashes are shorter, or lie farther apart.
func findJoints(p *page.Page) []jointed {
	var hs []stroke
	for i := range p.Rules {
		r := &p.Rules[i]
		if r.Horizontal() && finite(r.X0, r.X1, r.Y0, r.Y1) && luminance(r.Color) <= 0.97 && r.X1-r.X0 >= leastPiece {
			hs = append(hs, stroke{(r.Y0 + r.Y1) / 2, r.X0, r.X1})
		}
	}
	if len(hs) < 3 || len(hs) > 4*maxStrokes {
		return nil
	}
	slices.SortFunc(hs, func(x, y stroke) int { return cmp.Or(cmp.Compare(x.pos, y.pos), cmp.Compare(x.a, y.a)) })
	var out []jointed
	for i := 0; i < len(hs); {
		j := i + 1
		for j < len(hs) && hs[j].pos-hs[i].pos <= samePiece {
			j++
		}
		line := hs[i:j]
		i = j
		slices.SortFunc(line, func(x, y stroke) int { return cmp.Compare(x.a, y.a) })
		cur := jointed{stroke: line[0]}
		for _, s := range line[1:] {
			switch gap := s.a - cur.b; {
			case gap > widestJoint:
				out = append(out, cur)
				cur = jointed{stroke: s}
				continue
			case gap >= -widestJoint/2:
				cur.joints = append(cur.joints, cur.b+gap/2)
			}
			cur.b = max(cur.b, s.b)
		}
		out = append(out, cur)
	}
	return slices.DeleteFunc(out, func(l jointed) bool { return len(l.joints) == 0 || len(l.joints) > mostJoints })
}

// jointColumns gives the columns of a table between x0 and x1, by the joints of its lines,
// those of a header without text above it included; nil where these are no columns.
func jointColumns(joints []jointed, lines []tline, bands []float64, x0, x1 float64) []float64 {
	var xs []float64
	for _, l := range joints {
		if l.pos < bands[0]+thinRowHeight && l.pos > bands[len(bands)-1]-snap && abs(l.a-x0) <= snap && abs(l.b-x1) <= snap {
			xs = append(xs, l.joints...)
		}
	}
	if len(xs) < 2 {
		return nil
	}
	xs = append(append([]float64{x0}, cluster(xs)...), x1)
	lat := &lattice{xs: xs, drawn: true}
	crossed := 0
	own := make([]tline, len(lines))
	for i := range lines {
		own[i] = tline{base: lines[i].base, size: lines[i].size, segs: lines[i].segs}
		lat.resplit(&own[i])
		for k := range own[i].segs {
			if from, to := lat.span(&own[i].segs[k]); from < to {
				crossed++
			}
		}
	}
	// A header's labels go over joints, rows do not; columns that have no joint show in
	// the rows.
	if 8*crossed > len(lines) || lat.crowded(own) || lat.beside(own) {
		return nil
	}
	return xs
}
