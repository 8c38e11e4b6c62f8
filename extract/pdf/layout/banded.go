package layout

import (
	"cmp"
	"context"
	"slices"

	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// findBanded finds tables that are drawn with horizontal lines only: three-line
// tables, tables without verticals, a frame around aligned text. It returns the
// rows that stand in none.
func findBanded(ctx context.Context, drawn across, joints []jointed, rows []row, width float64) ([]*table, []row) {
	hs := slices.Clone(drawn.lines)
	slices.SortFunc(hs, func(a, b stroke) int { return cmp.Compare(b.pos, a.pos) })
	every := slices.Clone(hs)
	hs = slices.DeleteFunc(hs, func(h stroke) bool { return h.b-h.a < 0.2*width })
	var tables []*table
	widths := 0
	for len(hs) > 0 && ctx.Err() == nil {
		// Lines of one width that follow each other.
		first := hs[0]
		var group, rest []stroke
		for _, h := range hs {
			if abs(h.a-first.a) <= 2*snap && abs(h.b-first.b) <= 2*snap {
				group = append(group, h)
			} else {
				rest = append(rest, h)
			}
		}
		hs = rest
		var gaps map[float64][]stroke
		if widths++; widths <= maxWidths {
			group, gaps = gapped(group, every, first.a, first.b)
		}
		if len(group) < 2 {
			continue
		}
		var found []*table
		found, rows = bandedIn(group, across{drawn.shades, shorter(every, first)}, joints, gaps, rows)
		tables = append(tables, found...)
	}
	return tables, rows
}

// shorter gives the lines within the width of one that are clearly shorter.
func shorter(hs []stroke, whole stroke) []stroke {
	var out []stroke
	for _, h := range hs {
		if h.a > whole.a-2*snap && h.b < whole.b+2*snap && h.b-h.a < 0.95*(whole.b-whole.a) && len(out) < maxStrokes/10 {
			out = append(out, h)
		}
	}
	return out
}

// maxWidths is how many widths of lines a page of tables may have; more are a drawing.
const maxWidths = 50

// bandedIn reads the bands between lines of one width, cut where prose stands. What is
// drawn within them are shades and shorter lines.
func bandedIn(group []stroke, within across, joints []jointed, gaps map[float64][]stroke, rows []row) ([]*table, []row) {
	var tables []*table
	x0, x1 := group[0].a, group[0].b
	for i := 0; i+1 < len(group); {
		var lines []tline
		used := map[int]bool{}
		bands := []float64{group[i].pos}
		j := i
		for ; j+1 < len(group); j++ {
			band, idx, ok := bandLines(rows, x0, x1, group[j].pos, group[j+1].pos)
			if !ok || between(band, x0, x1) || figured(lines) && heads(rows, band, group[j+1:]) {
				break
			}
			if j == i {
				n := above(band, group[j].pos, group[j+1].pos)
				if n > 0 && n == len(band) {
					j++
					break // the table begins below the next line
				}
				band, idx = band[n:], idx[n:]
			}
			if group[j].pos-group[j+1].pos > 2*snap || len(band) > 0 {
				bands = append(bands, group[j+1].pos)
			}
			lines = append(lines, band...)
			for _, k := range idx {
				used[k] = true
			}
		}
		xs := jointColumns(joints, lines, bands, x0, x1)
		t := gappedTable(lines, bands, xs, gaps, x0, x1)
		if t == nil {
			bands = slices.DeleteFunc(bands, func(y float64) bool { return gaps[y] != nil })
			t = bandedTable(lines, bands, xs, within, x0, x1)
		}
		if t != nil {
			tables = append(tables, t)
			var left []row
			for k := range rows {
				if !used[k] {
					left = append(left, rows[k])
				}
			}
			rows = left
		}
		i = max(j, i+1)
	}
	return tables, rows
}

// between reports lines that stand between two tables: headings and captions, each
// short of the table's width and so not the wrapped text of one cell.
func between(band []tline, x0, x1 float64) bool {
	for i := range band {
		if i > 0 && band[i-1].base-band[i].base < 0.95*band[i].size {
			return false // cells set in the middle of one row
		}
		if s := band[i].segs; len(s) > 1 || i < len(band)-1 && s[0].x1-s[0].x0 > 0.7*(x1-x0) {
			return false
		}
	}
	return len(band) > 1
}

// heads reports a heading between two tables: a line under which stands a row of
// three names or more.
func heads(rows []row, band []tline, below []stroke) bool {
	if len(band) != 1 || len(band[0].segs) != 1 || len(below) < 2 {
		return false
	}
	next, _, ok := bandLines(rows, below[0].a, below[0].b, below[0].pos, below[1].pos)
	return ok && len(next) > 0 && len(flatten(next).segs) > 2 && !figured(next)
}

// figured reports a figure in the lines.
func figured(lines []tline) bool {
	for i := range lines {
		if slices.ContainsFunc(lines[i].segs, func(s seg) bool { return isFigure(s.text()) }) {
			return true
		}
	}
	return false
}

// above counts the lines under a line that tops a page, rather than a table, that
// stand over the table: its heading and the like, set apart from what follows.
func above(band []tline, top, bottom float64) int {
	n := 0
	for n < len(band) && len(band[n].segs) == 1 {
		l := &band[n]
		next := bottom
		if n+1 < len(band) {
			next = band[n+1].top()
		}
		apart := l.bottom()-next > 0.9*l.size
		if !apart && !lexicon.Lines().Item.MatchString(cjk.Squeeze(l.segs[0].text())) || abs((top-l.top())-(l.bottom()-bottom)) < 0.5*l.size {
			break
		}
		n++
	}
	return n
}

// bandLines gives the rows that lie between two lines, false where one of them
// is prose or reaches out of the table.
func bandLines(rows []row, x0, x1, top, bottom float64) (lines []tline, idx []int, ok bool) {
	pitch := 0.0
	for k, r := range rows {
		y := r[0].mid()
		if y > top || y < bottom {
			continue
		}
		b := boxOf(r)
		if b.X1 < x0 || b.X0 > x1 {
			continue // beside the table
		}
		l := newLine(r, tableGap)
		if b.X0 < x0-2*snap || b.X1 > x1+2*snap || len(l.segs) == 1 && b.X1-b.X0 > 0.75*(x1-x0) {
			return nil, nil, false
		}
		if n := len(lines); n > 0 {
			gap := lines[n-1].base - l.base
			if pitch > 0 && l.headsText(gap, pitch) {
				return nil, nil, false
			}
			pitch = max(pitch, gap)
		}
		lines = append(lines, l)
		idx = append(idx, k)
	}
	return lines, idx, true
}

func bandedTable(lines []tline, bands, xs []float64, within across, x0, x1 float64) *table {
	bands = trimBands(lines, bands)
	if len(lines) < 2 || len(bands) < 2 {
		return nil
	}
	// Most bands, or lines where no band parts them, hold several stretches.
	many, all := 0, 0
	groups, _ := byBands(lines, bands)
	for _, g := range groups {
		if len(g) == 0 {
			continue
		}
		if all++; len(flatten(g).segs) > 1 {
			many++
		}
	}
	if 2*many < all+1 {
		return nil
	}
	l := inferParted(lines, bands, xs, within.lines, edgesWithin(within.shades, page.Box{X0: x0, Y0: bands[len(bands)-1], X1: x1, Y1: bands[0]}))
	if l == nil || len(l.rows) < 2 {
		return nil
	}
	l.xs[0], l.xs[len(l.xs)-1] = min(x0, l.xs[0]), max(x1, l.xs[len(l.xs)-1])
	var t *table
	if l.ruled {
		t = l.table(0.9, report.Textf("只有横线，列按%s推断", "lines across alone: columns were told by %s", l.how()))
	} else {
		t = l.table(0.8, report.Textf("只有部分横线，行按文字对齐、列按%s推断", "some lines across alone: rows were told by how text is aligned, columns by %s", l.how()))
	}
	if t.fill() < 0.4 || len(bands) == 2 && !convincing(l, t) {
		return nil
	}
	t.lines, t.bands, t.ruled, t.closed = lines, bands, l.ruled, true
	t.box = page.Box{X0: t.xs[0], Y0: min(t.box.Y0, bands[len(bands)-1]), X1: t.xs[t.nc], Y1: max(t.box.Y1, bands[0])}
	return t
}

// trimBands leaves out the lines at either end that have no text on their inner
// side: double lines, and those under a running header or over a page number.
func trimBands(lines []tline, bands []float64) []float64 {
	if len(lines) == 0 {
		return nil
	}
	for len(bands) > 2 && lines[0].base < bands[1] {
		bands = bands[1:]
	}
	for len(bands) > 2 && lines[len(lines)-1].base > bands[len(bands)-2] {
		bands = bands[:len(bands)-1]
	}
	return bands
}

// convincing reports whether text alone makes a table: at least three columns,
// one of figures, well filled.
func convincing(l *lattice, t *table) bool {
	numeric := 0
	for _, n := range l.numericColumns(l.allLines()) {
		if n {
			numeric++
		}
	}
	rows := 0
	for i := range l.rows {
		if len(l.rows[i].lines) > 0 {
			rows++
		}
	}
	// A page may end after a header and one row.
	short := rows == 2 && t.nc >= 5 && numeric >= 2 && t.fill() >= 0.8
	return t.nc >= 3 && numeric > 0 && (rows >= 3 || short) && t.fill() >= 0.6 && 5*l.cross <= rows
}

func (g *grid) colOf(x float64) int {
	i, _ := slices.BinarySearch(g.xs, x)
	return i
}
