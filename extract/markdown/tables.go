package markdown

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/html"
	"selfeval/internal/text/textgrid"
	"selfeval/report"
)

type tableKind uint8

const (
	noTable tableKind = iota
	pipeTable
	gridTable
	htmlTable
	escapedTable // HTML whose every < is written &lt;
	latexTable
)

// tableAt tells whether a table starts at line i, and the line after its end.
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
	case line[0] == '&' && escapedTag(line, "table"):
		return escapedEnd(lines, i), escapedTable
	case line[0] == '\\' && latexStart(line):
		return latexEnd(lines, i), latexTable
	default:
		return bareRows(lines, i)
	}
	return barRows(lines, i)
}

// bareRows finds rows that no bar opens: a rule stands below the first, or another
// such row.
func bareRows(lines []string, i int) (end int, kind tableKind) {
	row := func(s string) bool { return strings.IndexByte(s, '|') >= 0 }
	if i+1 >= len(lines) || !row(lines[i]) {
		return i, noTable
	}
	if rule(lines[i+1]) == nil {
		row = func(s string) bool { return bareRow(s) || strings.HasPrefix(s, "|") || loneCell(s) }
		if !bareRow(lines[i]) && !loneCell(lines[i]) || !row(lines[i+1]) {
			return i, noTable
		}
	}
	rows := 0
	for end = i; end < len(lines) && row(lines[end]); end++ {
		if !loneCell(lines[end]) {
			rows++
		}
	}
	if rows == 0 {
		return i, noTable
	}
	return end, pipeTable
}

// loneCell reports a line that is one cell with the bar behind it: a crawler broke the
// row at a line end in the page.
func loneCell(s string) bool {
	const most = 400 // bytes
	return strings.HasSuffix(s, "|") && strings.IndexByte(s, '|') == len(s)-1 && len(s) > 1 && len(s) <= most
}

// barRows finds rows the first of which a bar opens.
func barRows(lines []string, i int) (end int, kind tableKind) {
	ruled := false
	for end = i; end < len(lines); end++ {
		s := lines[end]
		if s == "" || s[0] != '|' && !(end > i && (carriesOn(lines[end-1], s) || bareAfter(lines[end-1], s) || loneCell(s))) {
			break
		}
		ruled = ruled || rule(s) != nil
	}
	// A lone line with a bar in prose is no table; two rows are, ruled or not,
	// since converters lose the rule at page breaks.
	if !ruled && end-i < 2 && !(len(lines[i]) > 1 && strings.HasSuffix(lines[i], "|")) {
		return i, noTable
	}
	return end, pipeTable
}

// bareRow reports whether a line is a row that no bar opens.
func bareRow(s string) bool {
	return s != "" && s[0] != '|' && s[0] != '#' && strings.Count(s, "|") >= 2
}

// bareAfter reports whether a line is a row that no bar opens, below one that a bar
// opens: its first cell is empty, and it ends as this one does.
func bareAfter(above, s string) bool {
	return bareRow(s) && (strings.HasSuffix(above, "|") || !strings.HasSuffix(s, "|") && strings.Count(s, "|") == strings.Count(above, "|"))
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
			for j+1 < len(lines) && closesPage(lines[j+1]) {
				j++
			}
			return j + 1
		}
		if j == i {
			continue
		}
		if unclosed == 0 && textAfterBlank(lines, j) {
			unclosed = j
		}
		if unclosed > 0 && tags(s, "<table") > 0 && depth > 1 {
			return unclosed // the next table starts after text: the first was never closed
		}
	}
	if unclosed > 0 {
		return unclosed
	}
	return len(lines)
}

// closesPage reports a line that closes the page around a table and says nothing else.
func closesPage(line string) bool {
	return strings.EqualFold(line, "</body>") || strings.EqualFold(line, "</html>") || strings.EqualFold(line, "</body></html>")
}

// textAfterBlank reports an empty line with text below it that is no markup.
func textAfterBlank(lines []string, j int) bool {
	return lines[j] == "" && j+1 < len(lines) && lines[j+1] != "" && strings.IndexByte(lines[j+1], '<') < 0
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

// split cuts a table row at its bars.
func split(line string) []string { return textgrid.Split(line) }

// pipes reads a pipe table. Its rows may be shorter or longer than its header:
// each keeps the cells that are printed. Row counts the printed rows, the header
// included, the rule left out.
func (r *reader) pipes(lines []string, first int) error {
	p := &tableSource{first: first, confidence: 1}
	if r.cells+barsIn(lines) > r.limits.Cells+len(lines) {
		return r.tooManyCells(at(first))
	}
	bare, width := bareTable(lines)
	for i := 0; i < len(lines); i++ {
		line, number := lines[i], first+i
		if p.rule(line) {
			continue
		}
		for !bare && i+1 < len(lines) && line[0] == '|' && brokenOff(lines[i], lines[i+1]) && first+i-number < maxRowLines {
			i++
			line += "\n" + lines[i]
		}
		if bare {
			p.add(number, bareCells(line, width))
		} else {
			p.add(number, split(line))
		}
	}
	p.undouble()
	return r.emit(p)
}

// bareCells cuts a row of a table whose rows no bar opens.
func bareCells(line string, width int) []string {
	cells := split(line)
	if line[0] == '|' && len(cells) < width {
		cells = textgrid.SplitOpen(line) // the bar closes an empty cell
	}
	if len(cells)+1 == width && strings.HasSuffix(line, "|") && strings.Count(line, "|") == len(cells) {
		cells = append(cells, "") // and the last one opens one, since no bar closes the rows
	}
	return cells
}

func barsIn(lines []string) (n int) {
	for _, l := range lines {
		n += strings.Count(l, "|")
	}
	return n
}

// rule takes a delimiter row, the first of which ends the header.
func (p *tableSource) rule(line string) bool {
	heads := !p.ruled && len(p.rows) <= maxHeaders
	if d := rule(line); d == nil || !heads && !long(d) {
		return false
	}
	if heads {
		p.headers = len(p.rows)
	}
	p.ruled = true
	return true
}

// brokenOff reports whether a line goes on with the row that the line above starts.
func brokenOff(above, s string) bool {
	return s[0] != '|' && (carriesOn(above, s) || !bareRow(s))
}

// bareTable reports whether the rows of a table have no bar before their first
// cell, so that one that starts with a bar starts with an empty cell, and how many
// cells its widest such row has. Rows that start with a bar tell by how many they have:
// as many as the others, or one more.
func bareTable(lines []string) (bare bool, width int) {
	open, most := 0, 0
	shut := map[int]int{} // rows that start with a bar, by their bars
	for i, l := range lines {
		bars := strings.Count(l, "|")
		switch {
		case rule(l) != nil:
		case l[0] == '|':
			shut[bars]++
			shut[-1]++
		case i == 0 || !carriesOn(lines[i-1], l):
			open++
			width, most = max(width, len(split(l))), max(most, bars)
		}
	}
	if open == 0 {
		return false, width
	}
	if empty, closed := shut[most], shut[most+1]; empty != closed {
		return empty > closed, width
	}
	return open >= shut[-1], width
}

// tableSource is the rows of a table as the source prints them.
type tableSource struct {
	first   int // line of the table in the file, 0-based
	headers int
	rows    []printedRow
	cells   int
	widest  int

	ruled      bool // a delimiter row was seen
	confidence float64
	reason     report.Text
}

type printedRow struct {
	line  int // 0-based
	cells []string
}

func (p *tableSource) add(line int, cells []string) {
	p.rows = append(p.rows, printedRow{line, cells})
	p.cells += len(cells)
	p.widest = max(p.widest, len(cells))
}

// undouble takes out the empty cells that doubled bars make (||序号||项目||): in a
// row all of whose cells but every second are empty, where every row is such a one
// or another has as many cells as are left.
func (p *tableSource) undouble() {
	var doubled []int
	single := map[int]bool{}
	for i, row := range p.rows {
		if isDoubled(row.cells) {
			doubled = append(doubled, i)
		} else {
			single[len(row.cells)] = true
		}
	}
	for _, i := range doubled {
		cells := p.rows[i].cells
		left := len(cells) / 2
		if len(single) > 0 && !single[left] && !single[left+1] {
			continue
		}
		for c := range left {
			cells[c] = cells[2*c+1]
		}
		p.cells -= len(cells) - left
		p.rows[i].cells = cells[:left]
	}
	p.widest = 0
	for _, row := range p.rows {
		p.widest = max(p.widest, len(row.cells))
	}
}

func isDoubled(cells []string) bool {
	filled := 0
	for c, text := range cells {
		switch {
		case c%2 == 1 && text != "":
			filled++
		case c%2 == 0 && text != "":
			return false
		}
	}
	return filled >= 2
}

// emit makes a table of the printed rows.
func (r *reader) emit(p *tableSource) error {
	if p.cells == 0 {
		return nil
	}
	t := &document.Table{Index: r.table, Rows: len(p.rows), Headers: p.headers, Confidence: p.confidence, Reason: p.reason, At: report.Location{Line: p.first + 1, Table: r.table}}
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
	b := document.Block{Kind: document.TableBlock, Table: t, At: t.At}
	if html.RecordTable(t) {
		b.Furniture = document.Record
	}
	r.add(b)
	return nil
}

// text reads the text of a cell.
func (r *reader) text(c *document.Cell, src string) {
	if !strings.ContainsAny(src, special) {
		var runs []document.Run
		if c.Text, runs = document.Plain(src); runs != nil {
			c.SetPrint(document.Place(runs, c.At), nil)
		}
		return
	}
	s := scanner{markup: true, number: c.At.Line - 1}
	s.read(src, 0)
	s.end(true)
	if c.Text = s.text.String(); s.runs != nil || s.breaks != nil {
		c.SetPrint(document.Place(s.runs, c.At), s.breaks)
	}
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
					if text, runs := plain(c.Text, false); text != c.Text || runs != nil {
						c.Text = text
						c.SetPrint(document.Place(runs, c.At), nil)
					}
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
