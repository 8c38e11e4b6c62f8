package layout

import (
	"strings"

	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// doubled reports a column of figures with more than one of them in the lines.
func (t *lattice) doubled(lines []tline, numeric []bool) bool {
	for c := range numeric {
		last, above := "", 0.0
		for i := range lines {
			if !numeric[c] || !t.figureIn(&lines[i], c) {
				continue
			}
			text, width := t.textIn(&lines[i], c)
			if k := joint(last, text); last != "" && (k == apart || k != broken && !t.breaks(c, above, width, lines[i].size)) {
				return true
			}
			last, above = last+text, width
		}
	}
	return false
}

// How two figures, the one over the other in a cell, hang together.
const (
	apart  = iota // they make no number together
	either        // a number broken over two lines, or two numbers
	likely        // the same, but the lower one goes on the upper one's decimals
	broken        // only together they make a number
)

// joint tells whether two figures may be the parts of one that a narrow column broke.
func joint(a, b string) int {
	switch {
	case !oneNumber(a + b):
		return apart
	case !oneNumber(a) || !oneNumber(b) || strings.HasSuffix(a, "."):
		return broken
	case strings.Contains(a, "."):
		return likely
	}
	return either
}

// isFigure reports a number, well formed or not, or a sign that stands for none.
func isFigure(s string) bool {
	t := printed.Parse(s)
	switch t.Kind {
	case printed.Figure, printed.Jumble, printed.Year, printed.Dash:
		return !t.Spelled
	}
	return t.Doubt == printed.Cut // 81. of 81.25
}

// isYear reports a year, which heads a column or stands in a title.
func isYear(s string) bool {
	t := printed.Parse(s)
	_, _, ok := t.Years()
	return ok
}

// decimals reports a figure with decimals, as amounts are.
func decimals(s string) bool {
	t := printed.Parse(s)
	return t.Known() && t.Measure == printed.Bare && t.Decimals > 0 && t.Decimals <= 6
}

// oneNumber reports a number that may be cut after its point.
func oneNumber(s string) bool {
	if whole, cut := strings.CutSuffix(s, "."); cut {
		s = whole
	}
	t := printed.Parse(s)
	return t.Known() && !t.Spelled && (t.Measure == printed.Bare || t.Measure == printed.Percent)
}

// breaks reports whether the first part of a figure leaves no room for more in its
// column, as that of one broken over two lines does: it is as wide as the part below,
// and the column hardly wider.
func (t *lattice) breaks(column int, above, below, size float64) bool {
	return breaksIn(t.xs[column+1]-t.xs[column], above, below, size)
}

func breaksIn(column, above, below, size float64) bool {
	const digit, padding = 0.6, 2.5 // in characters; padding is that of both sides
	return above > below-digit*size && column-above < (padding+digit)*size
}

// apartIn reports two lines of a cell that are a figure each.
func apartIn(rows []row, cell page.Box) bool {
	a, b := cjk.Squeeze(rowText(rows[0])), cjk.Squeeze(rowText(rows[1]))
	if !oneNumber(a) || !oneNumber(b) {
		return false
	}
	above, below := boxOf(rows[0]), boxOf(rows[1])
	return joint(a, b) == apart || !breaksIn(cell.X1-cell.X0, above.X1-above.X0, below.X1-below.X0, rows[0][0].size)
}

// textIn is what a line has in a column, and how wide it is set.
func (t *lattice) textIn(l *tline, column int) (text string, width float64) {
	for k := range l.segs {
		if from, to := t.span(&l.segs[k]); from == to && from == column {
			text += cjk.Squeeze(l.segs[k].text())
			width += l.segs[k].x1 - l.segs[k].x0
		}
	}
	return text, width
}

// figureIn reports whether a line has a figure in a column.
func (t *lattice) figureIn(l *tline, column int) bool {
	for k := range l.segs {
		if from, to := t.span(&l.segs[k]); from == to && from == column && isFigure(l.segs[k].text()) {
			return true
		}
	}
	return false
}
