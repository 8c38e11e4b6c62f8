package content

import (
	"math"

	"selfeval/extract/pdf/page"
)

// matrix is a transformation [a b c d e f]: x' = ax + cy + e, y' = bx + dy + f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul applies m first, then n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// box is the upright box around a transformed rectangle.
func (m matrix) box(x0, y0, x1, y1 float64) page.Box {
	ax, ay := m.apply(x0, y0)
	bx, by := m.apply(x1, y1)
	if m[1] == 0 && m[2] == 0 {
		return page.Box{X0: min(ax, bx), Y0: min(ay, by), X1: max(ax, bx), Y1: max(ay, by)}
	}
	cx, cy := m.apply(x0, y1)
	dx, dy := m.apply(x1, y0)
	return page.Box{X0: min(ax, bx, cx, dx), Y0: min(ay, by, cy, dy), X1: max(ax, bx, cx, dx), Y1: max(ay, by, cy, dy)}
}

// scale is how much lengths grow, on the average of both directions.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

func intersect(a, b page.Box) page.Box {
	return page.Box{X0: max(a.X0, b.X0), Y0: max(a.Y0, b.Y0), X1: min(a.X1, b.X1), Y1: min(a.Y1, b.Y1)}
}
