package layout

import (
	"regexp"
	"strings"

	"selfeval/internal/cjk"
)

// doubled reports a column of figures with more than one of them in the lines.
func (t *lattice) doubled(lines []tline, numeric []bool) bool {
	for c := range numeric {
		last := ""
		for i := range lines {
			if !numeric[c] || !t.figureIn(&lines[i], c) {
				continue
			}
			text := t.textIn(&lines[i], c)
			if last != "" && joint(last, text) == apart {
				return true
			}
			last += text
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
	case !oneNumber.MatchString(a + b):
		return apart
	case !oneNumber.MatchString(a) || !oneNumber.MatchString(b) || strings.HasSuffix(a, "."):
		return broken
	case strings.Contains(a, "."):
		return likely
	}
	return either
}

var oneNumber = regexp.MustCompile(`^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?%?$`)

// textIn is what a line has in a column.
func (t *lattice) textIn(l *tline, column int) string {
	var text string
	for k := range l.segs {
		if from, to := t.span(&l.segs[k]); from == to && from == column {
			text += cjk.Squeeze(l.segs[k].text())
		}
	}
	return text
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
