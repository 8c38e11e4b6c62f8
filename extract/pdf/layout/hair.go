package layout

import (
	"slices"
	"strings"

	"selfeval/internal/text/cjk"
)

// Columns set so close that their texts leave less between them than texts have within.

// hairEdges adds the edges at narrower strips that part figures in three lines or
// more, or squares in four: columns set close. Within a text no such gap runs
// through all lines. Where cells are merged over rows, one side of a strip is empty in
// most lines: there two names that it parts must do, with three lines set along it.
func hairEdges(xs []float64, lines []tline) []float64 {
	n := len(xs) - 1
	add := func(x float64) {
		xs = append(xs, x)
		slices.Sort(xs)
	}
	var touch []tline
	near := func(x float64) bool {
		k := xs[nearest(xs, x)]
		if touch == nil {
			touch = everyLine(lines, touchGap)
		}
		return abs(k-x) < lines[0].size || white(touch, min(k, x), max(k, x))
	}
	for _, x := range strips(lines, xs[0], xs[n], hairGap) {
		if near(x) {
			continue
		}
		figures, squares := 0, 0
		for i := range lines {
			a, b := lines[i].around(x)
			switch {
			case a == nil || b == nil:
			case endsFigure(a.text) && (startsFigure(b.text) || b.text == "-"):
				figures++
			case (a.wide || endsFigure(a.text)) && (b.wide || startsFigure(b.text)):
				squares++
			}
		}
		if figures > 2 || figures+squares > 3 || partsNames(lines, x) && along(lines, x) > 2 {
			add(x)
		}
	}
	apart := spaced(lines)
	for _, x := range strips(lines, xs[0], xs[n], touchGap) {
		if near(x) || touching(lines, x, apart) < 3 {
			continue
		}
		// A strip that close to it, in front of the last characters of a few words, is none.
		if k := nearest(xs, x); k > 0 && k < len(xs)-1 && abs(xs[k]-x) < 1.5*lines[0].size {
			xs[k] = x
		} else {
			add(x)
		}
	}
	return xs
}

// touchGap parts words set to the left from figures set to the right, where the
// longest of both leave no more between them.
const touchGap = 0.05

// touching counts the lines in which x parts a word or a figure from a figure, or, in
// text that is not spaced, a word from a word; 0 where it lies within a text.
func touching(lines []tline, x float64, spaced bool) int {
	n, words := 0, 0
	for i := range lines {
		a, b := lines[i].around(x)
		if a == nil || b == nil {
			continue
		}
		gap := b.box.X0 - a.box.X1
		switch {
		case (a.wide || endsFigure(a.text)) && onlyFigure(figureFrom(&lines[i], b)):
			n++
		case gap > hairGap*lines[i].size:
		case !spaced && a.wide && b.wide && gap > touchGap*lines[i].size:
			words++
		default:
			return 0
		}
	}
	if words > 0 && words < 4 {
		return 0
	}
	return n + words
}

// spaced reports text whose characters are set apart, as in lines of one width.
func spaced(lines []tline) bool {
	apart, all := 0, 0
	for i := range lines {
		for _, s := range lines[i].segs {
			for k := 1; k < len(s.marks); k++ {
				if a, b := &s.marks[k-1], &s.marks[k]; a.wide && b.wide {
					if all++; b.box.X0-a.box.X1 > 0.02*a.size {
						apart++
					}
				}
			}
		}
	}
	return 10*apart > all
}

func onlyFigure(s string) bool { return isFigure(s) && !strings.ContainsFunc(s, cjk.Wide) }

// figureFrom is the text from a mark to the next gap.
func figureFrom(l *tline, from *mark) string {
	var r row
	for i := range l.segs {
		for k := range l.segs[i].marks {
			m := &l.segs[i].marks[k]
			switch {
			case m.box.X0 < from.box.X0:
			case len(r) > 0 && m.box.X0-r[len(r)-1].box.X1 > hairGap*l.size:
				return rowText(r)
			default:
				r = append(r, *m)
			}
		}
	}
	return rowText(r)
}

// partsNames reports a line in which two names stand apart at x, each of two characters
// or more: letters of one name that are set apart stand alone.
func partsNames(lines []tline, x float64) bool {
	for i := range lines {
		var left, right *seg
		for _, s := range everyLine(lines[i:i+1], fineGap)[0].segs {
			if s.x1 <= x {
				left = &s
			} else if s.x0 >= x {
				right = &s
				break
			}
		}
		if left != nil && right != nil && right.x0-left.x1 < 2*lines[i].size && name(left) && name(right) {
			return true
		}
	}
	return false
}

func name(s *seg) bool { return len(s.marks) > 1 && s.marks[0].wide && s.marks[1].wide }

// along counts the lines of which a stretch starts or ends at a strip.
func along(lines []tline, x float64) int {
	n := 0
	for i := range lines {
		near := 0.6 * lines[i].size
		if slices.ContainsFunc(lines[i].segs, func(s seg) bool { return s.x0 > x && s.x0-x < near || s.x1 < x && x-s.x1 < near }) {
			n++
		}
	}
	return n
}

// around gives the characters to the left and right of x, nil where there is none.
func (l *tline) around(x float64) (left, right *mark) {
	for i := range l.segs {
		for k := range l.segs[i].marks {
			m := &l.segs[i].marks[k]
			if m.center() > x {
				return left, m
			}
			left = m
		}
	}
	return left, nil
}

// parts reports a gap from a to b with x clearly within.
func parts(a, b, x, size float64) bool { return a < x-0.02*size && x+0.02*size < b }

// findTight marks the edges that all lines leave free, some of them by less than a gap
// within a text.
func (t *lattice) findTight(lines []tline) {
	t.tight = nil
	for k := 1; k < len(t.xs)-1; k++ {
		close, free := 0, true
		for i := range lines {
			a, b := lines[i].around(t.xs[k])
			if a == nil || b == nil {
				continue
			}
			if free = parts(a.box.X1, b.box.X0, t.xs[k], lines[i].size); !free {
				break
			}
			if b.box.X0-a.box.X1 < 0.3*lines[i].size {
				close++
			}
		}
		if free && close > 1 {
			if t.tight == nil {
				t.tight = make([]bool, len(t.xs))
			}
			t.tight[k] = true
		}
	}
}
