package layout

import (
	"cmp"
	"slices"
	"strings"

	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
)

// textOf reads marks as the lines of one cell and joins the lines.
func textOf(marks []mark) string {
	if len(marks) == 0 {
		return ""
	}
	text := ""
	for _, r := range rowsOf(marks) {
		line := rowText(r)
		text += lineGap(text, line) + line
	}
	return text
}

// rowText writes a row with the spaces that belong there.
func rowText(r row) string {
	var b strings.Builder
	spread := spreadOut(r)
	for i := range r {
		if i > 0 && gapSpace(&r[i-1], &r[i], spread) {
			b.WriteByte(' ')
		}
		b.WriteString(r[i].text)
	}
	return b.String()
}

// gapSpace reports whether the gap between two neighbours is a space. Beside a
// wide character only a gap that separates phrases is one: narrower ones are
// justification, or the quarter square set between Han and digits.
func gapSpace(a, b *mark, spread bool) bool {
	gap := b.box.X0 - a.box.X1
	em := max(a.size, b.size)
	if a.wide || b.wide {
		return !spread && gap > 1.4*em
	}
	return b.space && gap > 0.05*em || gap > 0.22*em
}

// spreadOut reports a short text that is spread evenly over a width (分散对齐):
// every gap of it is wide.
func spreadOut(r row) bool {
	if len(r) < 2 || len(r) > 12 {
		return false
	}
	lo, hi := 1e9, 0.0
	for i := 1; i < len(r); i++ {
		if !r[i].wide || !r[i-1].wide {
			return false
		}
		gap := r[i].box.X0 - r[i-1].box.X1
		lo, hi = min(lo, gap), max(hi, gap)
	}
	// Two characters far apart may be two columns; three evenly spaced are a word.
	return hi > 0 && (len(r) == 2 && hi < 4*r[0].size || len(r) > 2 && lo > 0.75*hi)
}

// sideText reads vertical writing and lines turned by a quarter.
func sideText(ms []sideways) string {
	if len(ms) == 0 {
		return ""
	}
	text := ""
	for _, r := range columnsOf(ms) {
		text = cjk.Join(text, rowText(r))
	}
	return text
}

// columnsOf gives sideways characters as rows of upright text, so that they read
// as lines: each keeps the box it has on the page.
func columnsOf(ms []sideways) []row {
	if len(ms) == 0 {
		return nil
	}
	x := func(m *sideways) float64 { return m.center() }
	slices.SortStableFunc(ms, func(a, b sideways) int {
		if a.quarter == 1 && b.quarter == 1 { // lines that run upwards follow each other to the right
			return cmp.Compare(x(&a), x(&b))
		}
		return cmp.Compare(x(&b), x(&a))
	})
	var out []row
	for i := 0; i < len(ms); {
		j := i + 1
		for j < len(ms) && abs(x(&ms[j])-x(&ms[i])) < 0.6*ms[i].size && ms[j].quarter == ms[i].quarter {
			j++
		}
		line := ms[i:j]
		up := ms[i].quarter == 1
		slices.SortStableFunc(line, func(a, b sideways) int {
			if up {
				return cmp.Compare(a.box.Y0, b.box.Y0)
			}
			return cmp.Compare(b.box.Y1, a.box.Y1)
		})
		r := make(row, 0, len(line))
		for _, m := range line {
			r = append(r, m.mark)
		}
		out = append(out, splitColumn(r)...)
		i = j
	}
	return out
}

// splitColumn cuts a vertical line where it has a wide gap.
func splitColumn(r row) []row {
	var out []row
	start := 0
	for i := 1; i < len(r); i++ {
		gap := max(r[i-1].box.Y0-r[i].box.Y1, r[i].box.Y0-r[i-1].box.Y1)
		if gap > 2*r[i].size {
			out = append(out, r[start:i:i])
			start = i
		}
	}
	return append(out, r[start:])
}

func abs(f float64) float64 { return max(f, -f) }

func boxOf(r row) page.Box {
	b := r[0].box
	for i := range r[1:] {
		b = b.Union(r[i+1].box)
	}
	return b
}
