package page

import "math"

// Matrix is a transformation [a b c d e f]: x' = ax + cy + e, y' = bx + dy + f.
type Matrix [6]float64

// Identity changes nothing.
var Identity = Matrix{1, 0, 0, 1, 0, 0}

// Mul applies m first, then n.
func (m Matrix) Mul(n Matrix) Matrix {
	return Matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// Apply transforms a point.
func (m Matrix) Apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// Inverse undoes m; where that cannot be undone it is Identity.
func (m Matrix) Inverse() Matrix {
	d := m[0]*m[3] - m[1]*m[2]
	if d == 0 || math.IsNaN(d) || math.IsInf(d, 0) {
		return Identity
	}
	return Matrix{m[3] / d, -m[1] / d, -m[2] / d, m[0] / d,
		(m[2]*m[5] - m[3]*m[4]) / d, (m[1]*m[4] - m[0]*m[5]) / d}
}

// Box is the upright box around a transformed rectangle.
func (m Matrix) Box(x0, y0, x1, y1 float64) Box {
	ax, ay := m.Apply(x0, y0)
	bx, by := m.Apply(x1, y1)
	if m[1] == 0 && m[2] == 0 {
		return Box{X0: min(ax, bx), Y0: min(ay, by), X1: max(ax, bx), Y1: max(ay, by)}
	}
	cx, cy := m.Apply(x0, y1)
	dx, dy := m.Apply(x1, y0)
	return Box{X0: min(ax, bx, cx, dx), Y0: min(ay, by, cy, dy), X1: max(ax, bx, cx, dx), Y1: max(ay, by, cy, dy)}
}

// Scale is how much lengths grow, on the average of both directions.
func (m Matrix) Scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

// Intersect is what two boxes share; it is turned inside out where they share
// nothing.
func (b Box) Intersect(o Box) Box {
	return Box{X0: max(b.X0, o.X0), Y0: max(b.Y0, o.Y0), X1: min(b.X1, o.X1), Y1: min(b.Y1, o.Y1)}
}

// Union is the least box that holds both.
func (b Box) Union(o Box) Box {
	return Box{X0: min(b.X0, o.X0), Y0: min(b.Y0, o.Y0), X1: max(b.X1, o.X1), Y1: max(b.Y1, o.Y1)}
}

// Frame is the transformation from a page's own space to the page as it is read:
// its visible box moved to the origin, its rotation (degrees clockwise) undone,
// its unit brought to points. w and h are its size as read.
func Frame(visible Box, rotate int, unit float64) (m Matrix, w, h float64) {
	w, h = visible.X1-visible.X0, visible.Y1-visible.Y0
	m = Matrix{1, 0, 0, 1, -visible.X0, -visible.Y0}
	switch ((rotate%360 + 360) % 360) / 90 {
	case 1:
		m = m.Mul(Matrix{0, -1, 1, 0, 0, w})
		w, h = h, w
	case 2:
		m = m.Mul(Matrix{-1, 0, 0, -1, w, h})
	case 3:
		m = m.Mul(Matrix{0, 1, -1, 0, h, 0})
		w, h = h, w
	}
	if unit > 0 && unit < 1000 && unit != 1 {
		m = m.Mul(Matrix{unit, 0, 0, unit, 0, 0})
		w, h = w*unit, h*unit
	}
	return m, w, h
}
