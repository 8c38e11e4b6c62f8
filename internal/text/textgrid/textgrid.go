// Package textgrid finds tables that are written as lines of plain text: cells
// parted by bars, tabs or commas, or set below each other with spaces. It knows
// lines and cells and nothing of files, and is shared by the readers.
package textgrid

import (
	"strings"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
)

// Grid is a table found in lines.
type Grid struct {
	Rows    []Row
	Headers int // rows above a rule of dashes
	// Reason says what parts the cells, Confidence how sure that is.
	Reason     string
	Confidence float64
}

// Row is a printed row: the line it stands on, counted from 0, and its cells.
type Row struct {
	Line  int
	Cells []string
}

// Finder looks for tables in the lines of one text.
type Finder struct {
	Lines []string

	failed int // no table was found in the lines up to here
	tries  int // though it was looked for so often
}

// maxTries is how often a run of lines that look like rows is looked at, each time
// without its first line, before it is taken for text.
const maxTries = 5

// At tells whether a table of tabs, commas or aligned columns starts at line i,
// and the line after its end. It is nil where none does.
func (f *Finder) At(i int) (g *Grid, end int) {
	line := f.Lines[i]
	if i >= f.failed {
		f.tries = 0
	} else if f.tries++; f.tries >= maxTries {
		return nil, i
	}
	looked := i
	for _, find := range [...]struct {
		maybe bool
		at    func([]string, int) (*Grid, int)
	}{{strings.IndexByte(line, '\t') >= 0, tabs}, {strings.Count(line, ",") >= minCommas, commas}, {gap(line), aligned}} {
		if !find.maybe {
			continue
		}
		if g, end = find.at(f.Lines, i); g != nil {
			return g, end
		}
		looked = max(looked, end)
	}
	f.failed = max(f.failed, looked)
	return nil, i
}

// maxLines is how many lines one table may take.
const maxLines = 100_000

// tabs finds rows whose cells tabs part: two lines of three cells or more, or
// three lines of a label and a value.
func tabs(lines []string, i int) (*Grid, int) {
	end, wide := i, 0
	for end < len(lines) && end-i < maxLines && strings.IndexByte(strings.TrimRight(lines[end], " \r"), '\t') >= 0 && strings.TrimSpace(lines[end]) != "" {
		if inner(lines[end]) >= 2 {
			wide++
		}
		end++
	}
	if wide < 2 && (end-i < 3 || outline(lines[i:end])) || wide*3 < end-i && outline(lines[i:end]) {
		return nil, end
	}
	g := &Grid{Reason: "tabs", Confidence: 1}
	for n := i; n < end; n++ {
		cells := strings.Split(lines[n], "\t")
		for c := range cells {
			cells[c] = strings.TrimFunc(cells[c], cjk.Space)
		}
		g.Rows = append(g.Rows, Row{n, cells})
	}
	g.trim()
	if g.width() < 2 {
		return nil, end
	}
	return g, end
}

// inner counts the tabs of a line after its first cell that is filled.
func inner(line string) int { return strings.Count(strings.TrimSpace(line), "\t") }

// outline reports whether lines are numbered headings or list items whose number a
// tab follows, or that a page number follows: no table.
func outline(lines []string) bool {
	numbered := 0
	for _, l := range lines {
		first := strings.TrimLeft(strings.TrimSpace(l), "（(第0123456789一二三四五六七八九十")
		if first != strings.TrimSpace(l) && (first == "" || strings.HasPrefix(first, "、") || strings.HasPrefix(first, ".") || strings.HasPrefix(first, "．") ||
			strings.HasPrefix(first, "）") || strings.HasPrefix(first, ")") || strings.HasPrefix(first, "章") || strings.HasPrefix(first, "部分")) {
			numbered++
		}
	}
	return numbered*2 >= len(lines)
}

// trim takes off the columns at either side that are empty in every row.
func (g *Grid) trim() {
	for lead := true; lead; {
		for _, r := range g.Rows {
			lead = lead && len(r.Cells) > 1 && r.Cells[0] == ""
		}
		for i := range g.Rows {
			if lead {
				g.Rows[i].Cells = g.Rows[i].Cells[1:]
			}
		}
	}
	filled := 0
	for _, r := range g.Rows {
		for c, text := range r.Cells {
			if text != "" {
				filled = max(filled, c+1)
			}
		}
	}
	for i, r := range g.Rows {
		g.Rows[i].Cells = r.Cells[:min(len(r.Cells), max(filled, 1))]
	}
}

func (g *Grid) width() (w int) {
	for _, r := range g.Rows {
		w = max(w, len(r.Cells))
	}
	return w
}

// minCommas is how many commas a line of a table holds at least.
const minCommas = 3

// commas finds lines of comma-separated values: three or more with as many cells
// each, short ones, a third of them figures or empty. Prose has commas, too.
func commas(lines []string, i int) (*Grid, int) {
	g := &Grid{Reason: "commas", Confidence: 0.9}
	want, size, figures, cells := 0, 0, 0, 0
	end := i
	for ; end < len(lines) && end-i < maxLines; end++ {
		if strings.Count(lines[end], ",") < minCommas || strings.HasSuffix(strings.TrimSpace(lines[end]), "。") {
			break
		}
		row, ok := values(lines[end])
		if want == 0 {
			want = len(row)
		}
		if !ok || len(row) != want {
			break
		}
		for _, c := range row {
			cells++
			size += utf8.RuneCountInString(c)
			if c == "" || numeric(c) {
				figures++
			}
		}
		g.Rows = append(g.Rows, Row{end, row})
	}
	if end-i < 3 || want <= minCommas || size > 24*cells || figures*3 < cells {
		return nil, end
	}
	return g, end
}

// values splits a line of comma-separated values, quoted ones among them.
func values(line string) (cells []string, ok bool) {
	line = strings.TrimSpace(line)
	for {
		if strings.HasPrefix(line, `"`) {
			var b strings.Builder
			rest := line[1:]
			for {
				q := strings.IndexByte(rest, '"')
				if q < 0 {
					return nil, false
				}
				b.WriteString(rest[:q])
				rest = rest[q+1:]
				if !strings.HasPrefix(rest, `"`) {
					break
				}
				b.WriteByte('"')
				rest = rest[1:]
			}
			cells = append(cells, strings.TrimSpace(b.String()))
			if rest == "" {
				return cells, true
			}
			if rest[0] != ',' {
				return nil, false
			}
			line = rest[1:]
			continue
		}
		cell, rest, more := strings.Cut(line, ",")
		cells = append(cells, strings.TrimSpace(cell))
		if !more {
			return cells, true
		}
		line = rest
	}
}

// numeric reports a figure as tables print it.
func numeric(s string) bool {
	return strings.ContainsAny(s, "0123456789") && strings.Trim(s, "0123456789.,，%％-+—() ") == ""
}
