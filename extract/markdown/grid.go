package markdown

import "strings"

// Grid tables, which Pandoc writes for tables whose cells hold several lines:
//
//	+-----+----------+
//	| 1   | 河道清淤 |
//	|     | 二期     |
//	+=====+==========+
//
// A row is what stands between two rules; a rule of = ends the header.

// gridRule recognises a rule over the table's whole width.
func gridRule(line string) bool {
	return len(line) > 4 && line[0] == '+' && line[len(line)-1] == '+' && strings.Trim(line, "+-=:") == ""
}

// gridEnd finds the line after a grid table that starts at line i.
func gridEnd(lines []string, i int) int {
	for i < len(lines) && (strings.HasPrefix(lines[i], "|") || gridRule(lines[i])) {
		i++
	}
	return i
}

// grid reads a grid table.
func (r *reader) grid(lines []string, first int) error {
	p := &tableSource{first: first, confidence: 1}
	var row []string
	start := 0
	for i, line := range lines {
		if gridRule(line) {
			if row != nil {
				p.add(first+start, row)
				row = nil
			}
			if strings.Contains(line, "=") && p.headers == 0 {
				p.headers = len(p.rows)
			}
			continue
		}
		cells := split(line)
		switch {
		case row == nil:
			row, start = cells, i
		case len(cells) == len(row) && i-start < maxRowLines:
			for c := range row {
				row[c] += "\n" + cells[c]
			}
		default: // cells merged in a way only the drawing tells, or no row at all
			p.add(first+start, row)
			row, start = cells, i
		}
		if r.cells+p.cells > r.limits.Cells {
			return r.tooManyCells(at(first))
		}
	}
	if row != nil {
		p.add(first+start, row)
	}
	return r.emit(p)
}
