package markdown

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/html"
	"selfeval/report"
)

type tableKind uint8

const (
	noTable tableKind = iota
	pipeTable
	gridTable
	htmlTable
)

// tableAt tells whether a table starts at line i, and the line after its end.
// A row starts with a bar; rows without outer bars need a rule below the first.
func tableAt(lines []string, i int) (end int, kind tableKind) {
	line := lines[i]
	switch {
	case line == "":
		return i, noTable
	case line[0] == '|':
	case gridRule(line) && i+1 < len(lines) && strings.HasPrefix(lines[i+1], "|"):
		return gridEnd(lines, i), gridTable
	case opensTable(line):
		return htmlEnd(lines, i), htmlTable
	case i+1 < len(lines) && strings.IndexByte(line, '|') >= 0 && rule(lines[i+1]) != nil:
		for end = i; end < len(lines) && strings.IndexByte(lines[end], '|') >= 0; end++ {
		}
		return end, pipeTable
	default:
		return i, noTable
	}
	ruled := false
	for end = i; end < len(lines); end++ {
		s := lines[end]
		if s == "" || s[0] != '|' && !(end > i && carriesOn(lines[end-1], s)) {
			break
		}
		ruled = ruled || rule(s) != nil
	}
	// A lone line with a bar in prose is no table; two rows are, ruled or not,
	// since converters lose the rule at page breaks.
	if !ruled && end-i < 2 && !(len(line) > 1 && strings.HasSuffix(line, "|")) {
		return i, noTable
	}
	return end, pipeTable
}

// carriesOn reports whether a line is the rest of the row above, which a
// converter broke at a line end in the page: the row above is left open and this
// line closes it.
func carriesOn(above, s string) bool {
	return !strings.HasSuffix(above, "|") && strings.HasSuffix(s, "|") && strings.Count(above, "|") > 1
}

// opensTable finds "<table" in either case.
func opensTable(line string) bool {
	return tags(line, "<table") > 0
}

// tags counts the tags that start so, in either case.
func tags(line, start string) int {
	n := 0
	for {
		i := strings.IndexByte(line, '<')
		if i < 0 {
			return n
		}
		line = line[i:]
		if len(line) >= len(start) && strings.EqualFold(line[:len(start)], start) {
			n++
		}
		line = line[1:]
	}
}

// htmlEnd finds the line after the one that closes a raw HTML table. One that is
// never closed ends before the first blank line with text that is no markup
// below it.
func htmlEnd(lines []string, i int) int {
	depth := 0
	unclosed := 0 // where the table ends if nothing closes it
	for j := i; j < len(lines); j++ {
		s := lines[j]
		depth += tags(s, "<table") - tags(s, "</table")
		if depth <= 0 {
			for j+1 < len(lines) && (strings.EqualFold(lines[j+1], "</body>") || strings.EqualFold(lines[j+1], "</html>") || strings.EqualFold(lines[j+1], "</body></html>")) {
				j++
			}
			return j + 1
		}
		if unclosed == 0 && j > i && s == "" && j+1 < len(lines) && lines[j+1] != "" && strings.IndexByte(lines[j+1], '<') < 0 {
			unclosed = j
		}
		if j > i && unclosed > 0 && tags(s, "<table") > 0 && depth > 1 {
			return unclosed // the next table starts after text: the first was never closed
		}
	}
	if unclosed > 0 {
		return unclosed
	}
	return len(lines)
}

// rule splits a delimiter row (|---|:-:|) into its cells, nil if it is none.
func rule(line string) []string {
	if strings.IndexByte(line, '-') < 0 || strings.IndexByte(line, '|') < 0 || strings.Trim(line, "|-: \t") != "" {
		return nil
	}
	cells := split(line)
	for _, c := range cells {
		if strings.Trim(strings.Trim(c, ":"), "-") != "" {
			return nil
		}
	}
	return cells
}

// long reports whether every cell of a delimiter row has three dashes or more. A
// row of data may well hold nothing but single dashes: nothing to state.
func long(rule []string) bool {
	for _, c := range rule {
		if c != "" && strings.Count(c, "-") < 3 {
			return false
		}
	}
	return true
}

// split cuts a table row at its bars. \| is a bar in a cell.
func split(line string) []string {
	s := strings.TrimPrefix(strings.TrimSpace(line), "|")
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

// pipes reads a pipe table. Its rows may be shorter or longer than its header:
// each keeps the cells that are printed. Row counts the printed rows, the header
// included, the rule left out.
func (r *reader) pipes(lines []string, first int) error {
	p := &printed{first: first}
	bars := 0
	for _, l := range lines {
		bars += strings.Count(l, "|")
	}
	if r.cells+bars > r.limits.Cells+len(lines) {
		return r.tooManyCells(at(first))
	}
	ruled := false
	for i := 0; i < len(lines); i++ {
		line, number := lines[i], first+i
		if d := rule(line); d != nil && (!ruled && len(p.rows) <= maxHeaders || long(d)) {
			if !ruled && len(p.rows) <= maxHeaders {
				p.headers = len(p.rows)
			}
			ruled = true
			continue
		}
		for i+1 < len(lines) && line[0] == '|' && lines[i+1][0] != '|' && first+i-number < maxRowLines {
			i++
			line += "\n" + lines[i]
		}
		p.add(number, split(line))
	}
	return r.emit(p)
}

// printed are the rows of a table as the source prints them.
type printed struct {
	first   int // line of the table in the file, 0-based
	headers int
	rows    []printedRow
	cells   int
	widest  int
}

type printedRow struct {
	line  int // 0-based
	cells []string
}

func (p *printed) add(line int, cells []string) {
	p.rows = append(p.rows, printedRow{line, cells})
	p.cells += len(cells)
	p.widest = max(p.widest, len(cells))
}

// emit makes a table of the printed rows.
func (r *reader) emit(p *printed) error {
	if p.cells == 0 {
		return nil
	}
	t := &document.Table{Index: r.table, Rows: len(p.rows), Headers: p.headers, Confidence: 1, At: report.Location{Line: p.first + 1, Table: r.table}}
	if r.cells += len(p.rows) * p.widest; r.cells > r.limits.Cells {
		return r.tooManyCells(t.At)
	}
	if p.widest > document.MaxColumns {
		return document.Errorf(t.At, document.ErrLimit, "表格列数超过上限 %d", "more table columns than the limit of %d", document.MaxColumns)
	}
	t.Cells = make([]document.Cell, 0, p.cells)
	for y, row := range p.rows {
		if y%1024 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		for x, text := range row.cells {
			t.Cells = append(t.Cells, document.Cell{Row: y, Col: x, RowSpan: 1, ColSpan: 1, Header: y < p.headers,
				At: report.Location{Line: row.line + 1, Table: t.Index, Row: y + 1, Column: x + 1}})
			r.text(&t.Cells[len(t.Cells)-1], text)
		}
	}
	t.Seal()
	r.table++
	r.add(document.Block{Kind: document.TableBlock, Table: t, At: t.At})
	return nil
}

// text reads the text of a cell.
func (r *reader) text(c *document.Cell, src string) {
	if !strings.ContainsAny(src, special) {
		var runs []document.Run
		c.Text, runs = document.Plain(src)
		c.SetRuns(document.Place(runs, c.At))
		return
	}
	s := scanner{markup: true, number: c.At.Line - 1}
	s.read(src, 0)
	s.end(true)
	c.Text = s.text.String()
	c.SetRuns(document.Place(s.runs, c.At))
	r.leave(&s)
}

// leave notes what a scanner left out besides its runs.
func (r *reader) leave(s *scanner) {
	r.doc.LeftOut = append(r.doc.LeftOut, s.left.LeftOut...)
}

// maxRowLines is how many lines of the source one row may take.
const maxRowLines = 500

// maxHeaders is how many rows may stand above a pipe table's rule.
const maxHeaders = 3

func (r *reader) tooManyCells(at report.Location) error {
	return document.Errorf(at, document.ErrLimit, "表格单元格超过上限 %d", "more table cells than the limit of %d", r.limits.Cells)
}

// html reads a raw HTML table and whatever markup stands on its lines.
func (r *reader) html(lines []string, first int) error {
	limits := r.limits
	limits.Cells = max(r.limits.Cells-r.cells, 1)
	found, err := html.Fragment(r.ctx, strings.Join(lines, "\n"), first+1, r.table, limits)
	if err != nil {
		return err
	}
	r.fragment(found)
	return nil
}

// fragment adds what a piece of HTML holds. Markdown in its text is read; marks that
// the HTML set have their places in the text as it stands, so that is left alone.
func (r *reader) fragment(found *document.Document) {
	for _, b := range found.Blocks {
		if b.Table != nil {
			r.table++
			for i := range b.Table.Cells {
				if c := &b.Table.Cells[i]; c.Runs() == nil && strings.ContainsAny(c.Text, special) {
					text, runs := plain(c.Text, false)
					c.Text = text
					c.SetRuns(document.Place(runs, c.At))
				}
			}
			r.cells += b.Table.Rows * b.Table.Cols
		}
		if b.Runs == nil && b.Text != "" {
			b.Text, b.Runs = plain(b.Text, false)
			document.Place(b.Runs, b.At)
		}
		r.add(b)
	}
	r.doc.Notes = append(r.doc.Notes, found.Notes...)
	r.doc.LeftOut = append(r.doc.LeftOut, found.LeftOut...)
}
