package flat

import (
	"slices"
	"strings"
)

// This file cuts the points at the end of a glued row, 5050 into 50 and 50, and weighs the
// ways to cut a row into cells.

// tellRow tells the cells behind the names of groups: name, target, result, points. It
// is not ok where they can be told in two ways that are as good.
func tellRow(seg string, s shape) (best gluedRow, ok bool) {
	body := strings.TrimRight(seg, digits+". ")
	run := seg[len(body):]
	b := best2{top: -1, second: -1}
	for k := range len(run) + 1 {
		if s.behind == 0 && k < len(run) || strings.HasPrefix(run[k:], " ") {
			continue // a space is a border, which the figure before it keeps
		}
		for _, cut := range cutPoints(run[k:], s.behind) {
			for _, m := range tellMeasures(body+strings.TrimRight(run[:k], " "), s.before) {
				weight := m.weight + weighCut(cut)
				if len(m.points) == 1 && len(cut) > 0 && m.points[0] == cut[len(cut)-1] {
					weight += weighsSame
				}
				b.add(weight, gluedRow{names: []string{m.name}, target: m.target, actual: m.actual, points: append(slices.Clone(m.points), cut...)})
			}
		}
	}
	best = b.row
	best.doubtful = b.second >= 0 && b.top-b.second < margin || !best.within()
	return best, b.top >= 0 && b.top > b.second
}

// best2 is the best of several ways to tell a row, and how good the next is.
type best2 struct {
	row         gluedRow
	top, second int
}

func (b *best2) add(weight int, r gluedRow) {
	switch {
	case b.top >= 0 && r.same(&b.row):
	case weight > b.top:
		b.top, b.second, b.row = weight, b.top, r
	case weight > b.second:
		b.second = weight
	}
}

// within reports whether the score lies within the weight. Where it does not, only the
// sums of the form can say that the figures were cut as they were printed.
func (r *gluedRow) within() bool {
	if len(r.points) != 2 {
		return true
	}
	a, _ := value(r.points[0])
	b, _ := value(r.points[1])
	return b.LessThanOrEqual(a)
}

// same reports whether two rows say the same.
func (r *gluedRow) same(o *gluedRow) bool {
	return r.target == o.target && r.actual == o.actual && slices.Equal(r.names, o.names) && slices.Equal(r.points, o.points)
}

// weighCut weighs points: those that are the same, and a score within its weight.
func weighCut(cut []string) int {
	if len(cut) != 2 {
		return 0
	}
	a, _ := value(cut[0])
	b, _ := value(cut[1])
	switch {
	case a.Equal(b):
		return 3
	case b.LessThan(a):
		return 1
	}
	return 0
}

// cutPoints lists the ways to cut a text into so many figures up to 100.
func cutPoints(s string, n int) (out [][]string) {
	if n == 0 {
		if s == "" {
			return [][]string{nil}
		}
		return nil
	}
	s = strings.TrimLeft(s, " ")
	for _, end := range numbers(s) {
		v, ok := value(s[:end])
		if !ok || v.GreaterThan(hundred) || strings.HasSuffix(s[:end], ".") {
			continue
		}
		if end < len(s) && s[end] == '.' {
			continue
		}
		for _, rest := range cutPoints(s[end:], n-1) {
			out = append(out, append([]string{s[:end]}, rest...))
		}
	}
	return out
}
