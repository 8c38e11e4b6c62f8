package textgrid

import (
	"strings"
	"unicode/utf8"
)

// Rows whose cells bars part.

// asciiBar writes the bars that are drawn or of full width as ASCII ones.
var asciiBar = strings.NewReplacer("｜", "|", "│", "|", "┃", "|", "║", "|", "┆", "|", "┊", "|")

// Split cuts a table row at its bars; a bar at its start only opens it. \| is a bar
// in a cell.
func Split(line string) []string {
	return SplitOpen(strings.TrimPrefix(strings.TrimSpace(line), "|"))
}

// SplitOpen cuts a row that no bar opens.
func SplitOpen(s string) []string {
	cells := make([]string, 0, strings.Count(s, "|")+1)
	for s != "" {
		end, escaped := 0, false
		for end < len(s) && s[end] != '|' {
			if s[end] == '\\' && end+1 < len(s) && s[end+1] == '|' {
				escaped = true
				end++
			}
			end++
		}
		end = min(end, len(s))
		cell := strings.TrimSpace(s[:end])
		if escaped {
			cell = strings.ReplaceAll(cell, `\|`, "|")
		}
		cells = append(cells, cell)
		s = s[min(end+1, len(s)):]
	}
	return cells
}

// Bars tells whether rows of cells parted by bars, drawn ones too, start at line i,
// and the line after the last.
func Bars(lines []string, i int) (*Grid, int) {
	g := &Grid{Reason: "bars", Confidence: 1}
	end := i
	for ; end < len(lines) && end-i < maxLines; end++ {
		line := asciiBar.Replace(strings.TrimSpace(lines[end]))
		if ruleOf(line) && utf8.RuneCountInString(line) > 4 {
			if len(g.Rows) > 0 && g.Headers == 0 && len(g.Rows) <= 3 {
				g.Headers = len(g.Rows)
			}
			continue
		}
		if strings.Count(line, "|") < 2 {
			break
		}
		g.Rows = append(g.Rows, Row{end, Split(line)})
	}
	if len(g.Rows) < 2 {
		return nil, i
	}
	return g, end
}
