package markdown

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/html"
	"selfeval/internal/cjk"
	"selfeval/report"
)

type tableKind uint8

const (
	noTable tableKind = iota
	pipeTable
	htmlTable
)

// tableAt tells whether a table starts at line i, and the line after its end.
func tableAt(lines []string, i int) (end int, kind tableKind) {
	line := strings.TrimSpace(lines[i])
	lower := strings.ToLower(line)
	switch {
	case strings.Contains(lower, "<table"):
		return htmlEnd(lines, i), htmlTable
	case strings.HasPrefix(line, "|") || rule(line) != nil || i+1 < len(lines) && strings.Contains(line, "|") && rule(lines[i+1]) != nil:
	default:
		return i, noTable
	}
	ruled := false
	end = i
	for end < len(lines) {
		s := strings.TrimSpace(lines[end])
		if s == "" || !strings.Contains(s, "|") || !strings.HasPrefix(s, "|") && strings.HasPrefix(strings.TrimSpace(lines[i]), "|") {
			break
		}
		ruled = ruled || rule(s) != nil
		end++
	}
	// A lone line with bars in prose is no table; two rows of the same width are,
	// rule or not, since converters lose the rule at page breaks.
	if end == i || !ruled && (end-i < 2 && !strings.HasSuffix(line, "|")) {
		return i, noTable
	}
	return end, pipeTable
}

// htmlEnd finds the line after the one that closes a raw HTML table, or where
// the next blank line followed by text that is no markup ends an unclosed one.
func htmlEnd(lines []string, i int) int {
	depth := 0
	for j := i; j < len(lines); j++ {
		s := strings.ToLower(lines[j])
		depth += strings.Count(s, "<table") - strings.Count(s, "</table")
		if depth <= 0 {
			if rest := strings.TrimSpace(s[strings.LastIndex(s, "</table"):]); j+1 < len(lines) && strings.HasPrefix(strings.TrimSpace(strings.ToLower(lines[j+1])), "</") && strings.HasSuffix(rest, ">") {
				return j + 2 // </body></html> on the next line
			}
			return j + 1
		}
		if j > i && strings.TrimSpace(s) == "" && j+1 < len(lines) && !strings.Contains(lines[j+1], "<") && !strings.Contains(strings.Join(lines[j:min(len(lines), j+50)], ""), "</t") {
			return j
		}
	}
	return len(lines)
}

// rule splits a delimiter row (|---|:-:|) into its cells, nil if it is none.
func rule(line string) []string {
	s := strings.TrimSpace(line)
	if !strings.Contains(s, "-") || strings.Trim(s, "|-:  \t") != "" || !strings.Contains(s, "|") {
		return nil
	}
	cells := split(s)
	for _, c := range cells {
		if c != "" && strings.Trim(c, ":") != strings.Repeat("-", len(strings.Trim(c, ":"))) {
			return nil
		}
	}
	return cells
}

// split cuts a table row at its bars. \| is a bar in a cell.
func split(line string) []string {
	s := strings.TrimSpace(line)
	s = strings.TrimPrefix(s, "|")
	var cells []string
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && s[i+1] == '|':
			b.WriteByte('|')
			i++
		case s[i] == '|':
			cells = append(cells, strings.TrimSpace(b.String()))
			b.Reset()
		default:
			b.WriteByte(s[i])
		}
	}
	if last := strings.TrimSpace(b.String()); last != "" || !strings.HasSuffix(s, "|") {
		cells = append(cells, last)
	}
	return cells
}

// pipes reads a pipe table. Its rows may be shorter or longer than its header:
// each keeps the cells that are printed. Row counts the printed rows, the header
// included, the rule left out.
func (r *reader) pipes(lines []string, first int) error {
	t := &document.Table{Index: r.table, Confidence: 1, At: report.Location{Line: first + 1, Table: r.table}}
	row := 0
	for i, line := range lines {
		if rule(line) != nil {
			if row <= 1 {
				t.Headers = row
			}
			continue
		}
		cells := split(line)
		if r.cells += len(cells); r.cells > r.limits.Cells {
			return document.Errorf(t.At, document.ErrLimit, "表格单元格超过上限 %d", "more table cells than the limit of %d", r.limits.Cells)
		}
		for col, text := range cells {
			t.Cells = append(t.Cells, document.Cell{Row: row, Col: col, RowSpan: 1, ColSpan: 1, Header: row < t.Headers,
				Text: inline(text), At: report.Location{Line: first + i + 1, Table: t.Index, Row: row + 1, Column: col + 1}})
		}
		row++
	}
	if row == 0 {
		return nil
	}
	t.Rows = row
	t.Seal()
	r.table++
	r.add(document.Block{Kind: document.TableBlock, Table: t, At: t.At})
	return nil
}

// html reads a raw HTML table and whatever markup stands on its lines.
func (r *reader) html(lines []string, first int) error {
	blocks, err := html.Fragment(r.ctx, strings.Join(lines, "\n"), first+1, r.table, r.limits)
	if err != nil {
		return err
	}
	for _, b := range blocks {
		if b.Table != nil {
			r.table++
			for i := range b.Table.Cells {
				b.Table.Cells[i].Text = inline(b.Table.Cells[i].Text)
			}
			r.cells += len(b.Table.Cells)
		}
		r.add(b)
	}
	if r.cells > r.limits.Cells {
		return document.Errorf(at(first), document.ErrLimit, "表格单元格超过上限 %d", "more table cells than the limit of %d", r.limits.Cells)
	}
	return nil
}

// inline reads the little markup that cells carry: <br>, emphasis, entities,
// formulas left by a converter.
func inline(s string) string {
	if strings.ContainsAny(s, "<&") {
		s = breaks.Replace(s)
		s = html.Text(s)
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "**", ""), "__", "")
	return cjk.Collapse(formulas(s))
}

var breaks = strings.NewReplacer("<br>", "\n", "<br/>", "\n", "<br />", "\n", "<BR>", "\n")
