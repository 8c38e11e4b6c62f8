package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"

	"selfeval/internal/cjk"
)

// Rows without lines between them are told by distance: within a cell, lines
// follow each other closer than one row does the next. Where rows are set as
// close as lines, a line belongs to the nearest row of figures.

// apart parts lines into rows where the distances tell them apart, else it gives nil.
func (t *lattice) apart(lines []tline, anchors []int, numeric []bool) []lrow {
	groups := t.cellGroups(lines, numeric)
	if groups == nil {
		return nil
	}
	// A row is what overlaps in height.
	slices.SortStableFunc(groups, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	var rows []lrow
	inRow := make([]int, len(lines))
	last := -1 // the lowest line of the row so far
	for _, g := range groups {
		if len(rows) == 0 || g[0] > last && lines[g[0]].top() < lines[last].bottom()+0.3*lines[g[0]].size {
			rows = append(rows, lrow{})
		}
		last = max(last, g[len(g)-1])
		for _, i := range g {
			inRow[i] = len(rows) - 1
		}
	}
	for i := range lines {
		r := &rows[inRow[i]]
		r.lines = append(r.lines, lines[i])
	}
	rows = slices.DeleteFunc(rows, func(r lrow) bool { return len(r.lines) == 0 })
	header := true
	for k := range rows {
		ls := rows[k].lines
		rows[k].top, rows[k].bottom = ls[0].top(), ls[len(ls)-1].bottom()
		header = header && !t.hasFigures(ls, numeric)
		rows[k].header = header
	}
	// Two figures of one column in one row: the distances misled.
	for k := range rows {
		if !rows[k].header && t.doubled(rows[k].lines, numeric) {
			return nil
		}
	}
	return rows
}

// doubled reports a column of figures with more than one of them in the lines.
func (t *lattice) doubled(lines []tline, numeric []bool) bool {
	for c := range numeric {
		last := ""
		for i := range lines {
			if !numeric[c] || !t.figureIn(&lines[i], c) {
				continue
			}
			text := t.textIn(&lines[i], c)
			if last != "" && !broken(last, text) {
				return true
			}
			last += text
		}
	}
	return false
}

// broken reports the two parts of one figure that a narrow column broke: they
// make a number together, and show by a point, a comma or a per cent sign that
// they are not two.
func broken(a, b string) bool {
	return oneNumber.MatchString(a+b) && !wholeNumber.MatchString(b) || oneNumber.MatchString(a+b) && strings.ContainsAny(a, ".,")
}

var (
	oneNumber   = regexp.MustCompile(`^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?%?$`)
	wholeNumber = regexp.MustCompile(`^\d+$`)
)

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

// assign tells for each line the row, by its place in anchors, that it belongs
// to where distances do not tell: the nearest.
func (t *lattice) assign(lines []tline, anchors []int) []int {
	row := make([]int, len(lines))
	aligned := anchors[0] == 0 // nothing above the first: cells start at their row's top
	k := 0
	for i := range lines {
		for k+1 < len(anchors) && anchors[k+1] <= i {
			k++
		}
		row[i] = k
		if !aligned && k+1 < len(anchors) && i > anchors[k] {
			up, down := lines[anchors[k]].base-lines[i].base, lines[i].base-lines[anchors[k+1]].base
			if up >= down+0.25*lines[i].size {
				row[i] = k + 1
			}
		}
	}
	return row
}

// cellGroups finds the lines that follow each other within one cell, column by
// column, by their places in lines. It gives nil where distances do not tell.
func (t *lattice) cellGroups(lines []tline, numeric []bool) [][]int {
	columns := make([][]int, len(t.xs)-1)
	var wide [][]int // lines with text over several columns
	for i := range lines {
		for k := range lines[i].segs {
			from, to := t.span(&lines[i].segs[k])
			if from != to {
				wide = append(wide, []int{i})
				continue
			}
			if n := len(columns[from]); n == 0 || columns[from][n-1] != i {
				columns[from] = append(columns[from], i)
			}
		}
	}
	least := math.Inf(1)
	for _, c := range columns {
		for j := 1; j < len(c); j++ {
			least = min(least, lines[c[j-1]].base-lines[c[j]].base)
		}
	}
	limit := 1.12*least + 0.3
	for c := range columns {
		last := -1
		for _, i := range columns[c] {
			if !numeric[c] || !t.figureIn(&lines[i], c) {
				continue
			}
			if last >= 0 && lines[last].base-lines[i].base <= limit && !broken(t.textIn(&lines[last], c), t.textIn(&lines[i], c)) {
				return nil // rows stand as close as lines
			}
			last = i
		}
	}
	out := wide
	for _, c := range columns {
		for j := 0; j < len(c); {
			k := j + 1
			for k < len(c) && lines[c[k-1]].base-lines[c[k]].base <= limit {
				k++
			}
			out = append(out, c[j:k])
			j = k
		}
	}
	return out
}
