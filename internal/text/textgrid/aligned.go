package textgrid

import (
	"strings"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
)

// Columns set below each other with spaces, as a page's <pre> or a report printed
// to text holds them. What parts two columns is a river: places, counted as a
// fixed-width font sets them with Chinese two wide, that hardly any line fills.

const (
	maxWidth   = 600 // places of a line
	minAligned = 3   // rows and columns of a table at least
)

// gap reports whether a line holds words set apart by two places or more.
func gap(line string) bool {
	line = strings.TrimFunc(line, cjk.Space)
	return strings.Contains(line, "  ") || strings.Contains(line, "\u3000") || strings.Contains(line, "\t")
}

// places calls f for every character of a line with the place it is set at.
func places(line string, f func(r rune, at, width, offset int)) (end int) {
	at := 0
	for i, r := range line {
		w := 1
		switch {
		case r == '\t':
			w = 8 - at%8
		case r == '\u3000' || cjk.Wide(r) && r != '·':
			w = 2
		case r == '\u200b' || r == '\ufeff':
			w = 0
		}
		f(r, at, w, i)
		at += w
	}
	return at
}

// aligned finds a table of aligned columns that starts at line i.
func aligned(lines []string, i int) (*Grid, int) {
	end := i
	for end < len(lines) && end-i < maxLines && !strings.HasPrefix(strings.TrimSpace(lines[end]), "|") && (gap(lines[end]) || ruleOf(lines[end]) && end > i) && len(lines[end]) < 3*maxWidth {
		end++
	}
	looked := end
	for range 4 { // a line that is no row ends the table before it
		if end-i < minAligned {
			break
		}
		columns := rivers(lines[i:end])
		if len(columns) < minAligned {
			break
		}
		odd := firstOdd(lines[i:end], columns)
		if odd < 0 {
			if g := alignedGrid(lines, i, end, columns); g != nil {
				return g, end
			}
			break
		}
		end = i + odd
	}
	return nil, looked
}

// column is a range of places.
type column struct{ from, to int }

// rivers finds the columns between places that hardly any line fills. A header
// wider than what stands below it may fill a river.
func rivers(lines []string) []column {
	var filled [maxWidth + 1]int
	rows := 0
	for _, l := range lines {
		if ruleOf(l) {
			continue
		}
		rows++
		places(l, func(r rune, at, width, _ int) {
			if !cjk.Space(r) {
				for k := at; k < min(at+width, maxWidth); k++ {
					filled[k]++
				}
			}
		})
	}
	tolerated := min(rows/12, 3)
	if rows >= 4 && tolerated == 0 {
		tolerated = 1
	}
	var out []column
	from, dry := -1, 2
	for k := range filled {
		switch {
		case filled[k] > tolerated:
			if from < 0 && dry < 2 && len(out) > 0 { // one place does not part columns
				from = out[len(out)-1].from
				out = out[:len(out)-1]
			} else if from < 0 {
				from = k
			}
			dry = 0
		default:
			if from >= 0 {
				out = append(out, column{from, k})
				from = -1
			}
			dry++
		}
	}
	return out
}

// firstOdd is the first line that is no row: its text runs through several rivers.
// It is -1 where every line is one.
func firstOdd(lines []string, columns []column) int {
	for n, l := range lines {
		if ruleOf(l) {
			continue
		}
		crossed, c, last := 0, 0, -1
		places(l, func(r rune, at, _, _ int) {
			for c+1 < len(columns) && at >= columns[c+1].from {
				c++
			}
			if !cjk.Space(r) && at >= columns[c].to && c+1 < len(columns) && last != c {
				crossed, last = crossed+1, c
			}
		})
		if n > 2 && crossed > 1 && crossed*2 > len(columns) {
			return n
		}
	}
	return -1
}

// alignedGrid cuts lines at the starts of their columns. One column at least must
// hold figures: lists of names are set in columns, too.
func alignedGrid(lines []string, i, end int, columns []column) *Grid {
	g := &Grid{Reason: "spaces", Confidence: 0.8}
	figures := make([]int, len(columns))
	for n := i; n < end; n++ {
		if ruleOf(lines[n]) {
			if g.Headers == 0 && len(g.Rows) <= 3 {
				g.Headers = len(g.Rows)
			}
			continue
		}
		cells := cut(lines[n], columns)
		for c, text := range cells {
			if numeric(text) {
				figures[c]++
			}
		}
		g.Rows = append(g.Rows, Row{n, cells})
	}
	for _, f := range figures {
		if f*2 >= len(g.Rows) && len(g.Rows) >= minAligned {
			return g
		}
	}
	return nil
}

// cut splits a line into the cells of its columns. A word belongs to the column
// that it starts in, or before which it starts in the river; where it runs on to
// the very start of the next one without a space, it is cut there.
func cut(line string, columns []column) []string {
	cells := make([]string, len(columns))
	c, from := 0, 0
	spaced := true // the last character was a space
	places(line, func(r rune, at, _, offset int) {
		for c+1 < len(columns) && (at >= columns[c+1].from || spaced && at >= columns[c].to && !cjk.Space(r)) {
			cells[c] = join(cells[c], line[from:offset])
			c, from = c+1, offset
		}
		spaced = cjk.Space(r)
	})
	cells[c] = join(cells[c], line[from:])
	return cells
}

func join(a, b string) string { return strings.TrimFunc(a+b, cjk.Space) }

// ruleOf reports a line that only draws: dashes, bars and corners.
func ruleOf(line string) bool {
	line = strings.TrimFunc(line, cjk.Space)
	if utf8.RuneCountInString(line) < 3 {
		return false
	}
	for _, r := range line {
		if !strings.ContainsRune("-=+|:_ \t", r) && (r < 0x2500 || r > 0x257f) {
			return false
		}
	}
	return true
}
