package interpret

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/cjk"
	"selfeval/report"
)

// readProjects reads the summary table (部门绩效自评结果公开汇总表), however many
// pages and pieces it was cut into.
func readProjects(rd *reading) {
	var open *projectTable
	last := -1 // block of the last piece
	for i := range rd.blocks {
		t := rd.blocks[i].Table
		if t == nil || rd.claimed[i] {
			continue
		}
		if rd.form(t) {
			open = nil
			continue
		}
		hd := rd.readHeader(t)
		switch {
		case rd.isProjects(t, &hd):
			if open == nil || !rd.adjacent(last, i) {
				open = rd.newProjectTable(i)
			}
			open.header = hd
			if hd.table != "" {
				open.unit = hd.table
			} else if u := rd.captionFor(i); u != "" {
				open.unit = u
			}
			open.rows(i, hd.rows)
		case open != nil && rd.adjacent(last, i) && open.goesOn(t):
			open.rows(i, 0)
		default:
			continue
		}
		rd.claimed[i] = true
		last = i
	}
	rd.finishTotals()
}

// isProjects reports whether a table lists projects: its header names them and
// what was budgeted, spent or scored, and its cells hold that.
func (rd *reading) isProjects(t *document.Table, hd *header) bool {
	name, ok := hd.column[colName]
	if !ok {
		return false
	}
	money := 0
	for _, f := range []string{colBudget, colExecuted, colScore} {
		if _, ok := hd.column[f]; ok {
			money++
		}
	}
	_, seq := hd.column[colSeq]
	if money == 0 || money == 1 && !seq {
		return false
	}
	var names, accounts, figures, prose int
	for r := hd.rows; r < t.Rows; r++ {
		if text := cjk.Squeeze(t.Text(r, name)); wordy(text) {
			names++
			if rd.account(text) {
				accounts++
			}
		}
		for _, f := range []string{colBudget, colExecuted, colScore} {
			c, ok := hd.column[f]
			if !ok {
				continue
			}
			if text := t.Text(r, c); numeric(text) {
				figures++
			} else if utf8.RuneCountInString(text) > 12 {
				prose++
			}
		}
	}
	return accounts*2 <= names && figures >= prose
}

// account reports whether a name is a line of accounts (基本支出, 一般公共预算收入)
// rather than a project.
func (rd *reading) account(squeezed string) bool {
	s := strings.TrimLeft(squeezed, "一二三四五六七八九十0123456789、.()其中:")
	for _, a := range rd.vocab.Accounts {
		if rest, ok := strings.CutPrefix(s, a); ok && (rest == "" || utf8.RuneCountInString(rest) <= 6 && (strings.HasSuffix(rest, "收入") || strings.HasSuffix(rest, "支出") || strings.HasSuffix(rest, "预算") || strings.HasSuffix(rest, "拨款"))) {
			return true
		}
	}
	return false
}

// projectTable is one summary table being read.
type projectTable struct {
	*reading
	header header
	unit   string
	cols   int
	group  string
	first  int // position in report.Projects of its first row, 0-based
}

func (rd *reading) newProjectTable(block int) *projectTable {
	rd.starts = append(rd.starts, len(rd.report.Projects))
	return &projectTable{reading: rd, first: len(rd.report.Projects), cols: rd.blocks[block].Table.Cols}
}

// goesOn reports whether a piece without a header of its own carries on the
// table: as many columns, and figures where the table has figures.
func (p *projectTable) goesOn(t *document.Table) bool {
	if t.Cols != p.cols && !(t.Cols < p.cols && t.Rows <= 2) {
		return false
	}
	var figures, words int
	for r := range t.Rows {
		for _, f := range []string{colBudget, colExecuted, colScore} {
			if c, ok := p.header.column[f]; ok {
				if text := t.Text(r, c); numeric(text) {
					figures++
				} else if wordy(text) {
					words++
				}
			}
		}
	}
	return figures > 0 && figures >= words || figures == 0 && words == 0
}

// rows reads the rows of one piece from row from on.
func (p *projectTable) rows(block, from int) {
	t := p.blocks[block].Table
	p.cols = max(p.cols, t.Cols)
	started := false
	for r := from; r < t.Rows; r++ {
		if r%256 == 0 && p.ctx.Err() != nil {
			return
		}
		cells := ownCells(t, r)
		switch {
		case len(cells) == 0:
			continue
		case from == 0 && !started && (p.header.repeats(t, r) || numberRow(t, r)), p.header.repeats(t, r), numberRow(t, r):
			continue
		case p.total(t, r):
		case p.heading(t, r, cells, !started):
		default:
			p.project(t, r, cells)
		}
		started = true
	}
}

// ownCells lists the filled cells that start in a row.
func ownCells(t *document.Table, row int) []*document.Cell {
	var out []*document.Cell
	for c := range t.Cols {
		if cell := t.Cell(row, c); cell != nil && cell.Row == row && cell.Col == c && cell.Text != "" {
			out = append(out, cell)
		}
	}
	return out
}

// cell returns the cell of a field in a row. A figure belongs to the row it
// starts in only; words reach down a merged cell.
func (p *projectTable) cell(t *document.Table, row int, field string) *document.Cell {
	c, ok := p.header.column[field]
	if !ok {
		return nil
	}
	cell := t.Cell(row, c)
	if cell == nil || cell.Row != row && field != colImplementer && field != colUse && field != colName {
		return nil
	}
	return cell
}

func (p *projectTable) text(t *document.Table, row int, field string) string {
	if c := p.cell(t, row, field); c != nil {
		return c.Text
	}
	return ""
}

// amount takes a figure as printed, with the unit that header or caption declares.
func (p *projectTable) amount(t *document.Table, row int, field string) *report.Amount {
	c := p.cell(t, row, field)
	if c == nil || c.Text == "" {
		return nil
	}
	unit := ""
	switch field {
	case colScore:
		unit = "分"
	case colRate:
		unit = "%"
	default:
		if unit = p.header.unit[field]; unit == "" {
			unit = p.unit
		}
	}
	return &report.Amount{Raw: c.Text, Unit: unit, At: c.At}
}

func (p *projectTable) figures(t *document.Table, row int) int {
	n := 0
	for _, f := range []string{colBudget, colExecuted, colReturned, colScore} {
		if numeric(p.text(t, row, f)) {
			n++
		}
	}
	return n
}

// total reads a 合计 or 小计 row.
func (p *projectTable) total(t *document.Table, row int) bool {
	label := ""
	for _, cell := range ownCells(t, row) {
		s := strings.Trim(withoutBrackets(cjk.Squeeze(cell.Text)), ":、.0123456789")
		if has(p.vocab.Totals, s) {
			label = s
			break
		}
		// 一、本级小计, 水利局合计: the word ends the label of a row without a name of its own.
		for _, w := range p.vocab.Totals {
			if strings.HasSuffix(s, w) && utf8.RuneCountInString(s) <= 16 {
				label = s
			}
		}
		if label != "" || numeric(cell.Text) {
			break
		}
	}
	if label == "" {
		return false
	}
	p.addTotal(t, row, label)
	return true
}

func (p *projectTable) addTotal(t *document.Table, row int, label string) {
	p.report.Totals = append(p.report.Totals, report.Total{
		Label: label, Budget: p.amount(t, row, colBudget), Executed: p.amount(t, row, colExecuted),
		Returned: p.amount(t, row, colReturned), Rate: p.amount(t, row, colRate), Score: p.amount(t, row, colScore),
		At: rowAt(t, row),
	})
	p.places = append(p.places, totalPlace{table: p.first, at: len(p.report.Projects), sub: p.subtotal(label), group: p.group})
}

func (p *projectTable) subtotal(label string) bool {
	for _, w := range p.vocab.Subtotals {
		if strings.HasSuffix(label, w) {
			return true
		}
	}
	return !has(p.vocab.Totals, label)
}

// heading reads a row that is no project: a group's name over its rows, a line
// of notes under the table, the rest of a name cut by a page break.
func (p *projectTable) heading(t *document.Table, row int, cells []*document.Cell, top bool) bool {
	if p.figures(t, row) > 0 {
		return false
	}
	text := cjk.Squeeze(cells[0].Text)
	for _, w := range p.vocab.Notes {
		if strings.HasPrefix(text, w) && (len(cells) == 1 || strings.Contains(text, ":")) {
			return true
		}
	}
	seq, name := p.text(t, row, colSeq), p.text(t, row, colName)
	n := len(p.report.Projects)
	_, numbered := p.header.column[colSeq]
	if top && seq == "" && numbered && n > p.first && across(t, row) == nil || top && numbered && seq == "" && name != "" && n > p.first && cells[0].ColSpan == 1 && t.Cols > 2 {
		prev := &p.report.Projects[n-1]
		prev.Name = cjk.Join(prev.Name, name)
		prev.Implementer = cjk.Join(prev.Implementer, p.text(t, row, colImplementer))
		prev.UseOfResult = cjk.Join(prev.UseOfResult, p.text(t, row, colUse))
		return true
	}
	if only := across(t, row); only != nil {
		if unitIn(only.Text) == "" && utf8.RuneCountInString(only.Text) <= 40 {
			p.group = only.Text
		}
		return true
	}
	// A number and nothing else is a template line left blank.
	return name == "" && len(cells) == 1
}

// project reads a row of the table.
func (p *projectTable) project(t *document.Table, row int, cells []*document.Cell) {
	at := rowAt(t, row)
	seq, name := p.text(t, row, colSeq), p.text(t, row, colName)
	if chineseNumeral(seq) && p.figures(t, row) > 0 && !p.allChinese(t) {
		p.group = name
		p.addTotal(t, row, name)
		p.places[len(p.places)-1].sub, p.places[len(p.places)-1].leads = true, true
		return
	}
	pr := report.Project{
		Seq:         report.Integer{Raw: seq},
		SeqPrinted:  seq,
		Name:        name,
		Implementer: p.text(t, row, colImplementer),
		Budget:      p.amount(t, row, colBudget),
		Executed:    p.amount(t, row, colExecuted),
		Returned:    p.amount(t, row, colReturned),
		Rate:        p.amount(t, row, colRate),
		Score:       p.amount(t, row, colScore),
		UseOfResult: p.text(t, row, colUse),
		Group:       p.group,
		At:          at,
	}
	if c := p.cell(t, row, colSeq); c != nil {
		pr.Seq.At = c.At
	}
	if last := p.lastColumn(); t.Cell(row, last) == nil && !p.reached(t, row, last) {
		p.note(true, at, "这一行只有 %d 格，少于表头的 %d 列", "this row has %d cells, fewer than the header's %d columns", filled(t, row), p.cols)
	}
	if p.report.Unit == "" {
		for _, a := range []*report.Amount{pr.Budget, pr.Executed, pr.Returned} {
			if a != nil && a.Unit != "" {
				p.report.Unit = a.Unit
				break
			}
		}
	}
	p.report.Projects = append(p.report.Projects, pr)
}

// lastColumn is the rightmost column that holds a figure.
func (p *projectTable) lastColumn() int {
	last := 0
	for _, f := range []string{colBudget, colExecuted, colReturned, colScore} {
		if c, ok := p.header.column[f]; ok {
			last = max(last, c)
		}
	}
	return last
}

func (p *projectTable) reached(t *document.Table, row, col int) bool { return filled(t, row) > col }

func filled(t *document.Table, row int) int {
	n := 0
	for c := range t.Cols {
		if t.Cell(row, c) != nil {
			n++
		}
	}
	return n
}

// chineseNumeral reports a number such as 一、 or （二）, which marks a group.
func chineseNumeral(s string) bool {
	s = strings.Trim(cjk.Squeeze(s), "()、.")
	return s != "" && strings.Trim(s, "一二三四五六七八九十") == ""
}

// allChinese reports whether a table numbers its projects themselves with
// Chinese numerals.
func (p *projectTable) allChinese(t *document.Table) bool {
	c, ok := p.header.column[colSeq]
	if !ok {
		return false
	}
	for r := range t.Rows {
		if _, ok := smallNumber(cjk.Squeeze(t.Text(r, c))); ok {
			return false
		}
	}
	return true
}

// rowAt is the place of a row: its first cell's line and page, boxes united.
func rowAt(t *document.Table, row int) report.Location {
	at := report.Location{Table: t.Index, Row: row + 1, Page: t.At.Page}
	first := true
	for c := range t.Cols {
		cell := t.Cell(row, c)
		if cell == nil || cell.Row != row {
			continue
		}
		if first {
			at.Page, at.Line, at.Row, first = cell.At.Page, cell.At.Line, cell.At.Row, false
		}
		if cell.At.BBox != nil && cell.RowSpan == 1 {
			box := *cell.At.BBox
			if at.BBox != nil {
				box = document.Union(*at.BBox, box)
			}
			at.BBox = &box
		}
	}
	return at
}
