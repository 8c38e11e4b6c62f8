package interpret

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/cjk"
)

// header is what the top rows of a table say of its columns.
type header struct {
	rows   int               // rows that belong to the header, captions inside the table included
	column map[string]int    // field → column
	unit   map[string]string // field → unit declared in the header cell
	table  string            // unit declared in a caption row inside the table
	text   []string          // header text by column, for messages and for telling a repeated header
}

// maxHeaderRows is how deep a header can be: title, caption and three levels.
const maxHeaderRows = 6

// readHeader finds the header that names the most fields in the table's top rows.
func (rd *reading) readHeader(t *document.Table) header {
	var best header
	captions := ""
	for h := 1; h <= min(maxHeaderRows, t.Rows); h++ {
		if dataRow(t, h-1) {
			break
		}
		if across(t, h-1) != nil {
			if u := unitIn(across(t, h-1).Text); u != "" {
				captions = u
			}
		}
		cand := rd.columnsOf(t, h)
		if len(cand.column) > len(best.column) || len(cand.column) == len(best.column) && len(best.column) > 0 && best.rows == h-1 && continues(t, h-1) {
			best = cand
		}
	}
	best.table = captions
	return best
}

// continues reports whether a header row only carries on cells from above: all
// its own cells are empty.
func continues(t *document.Table, row int) bool {
	for c := range t.Cols {
		if cell := t.Cell(row, c); cell != nil && cell.Row == row && cell.Text != "" {
			return false
		}
	}
	return true
}

// across returns the cell that fills a whole row, nil where several do. A row
// whose other cells are all empty counts.
func across(t *document.Table, row int) *document.Cell {
	var only *document.Cell
	for c := range t.Cols {
		cell := t.Cell(row, c)
		if cell == nil || cell.Text == "" || cell == only {
			continue
		}
		if cell.Row != row || only != nil {
			return nil
		}
		only = cell
	}
	return only
}

// dataRow reports whether a row holds figures in at least two cells, which no
// header does. A row of column numbers (1 2 3 …) is no data.
func dataRow(t *document.Table, row int) bool {
	figures := 0
	var seen *document.Cell
	for c := range t.Cols {
		cell := t.Cell(row, c)
		if cell == nil || cell == seen || cell.Row != row {
			continue
		}
		seen = cell
		if numeric(cell.Text) && !year(cell.Text) {
			figures++
		}
	}
	return figures >= 2 && !numberRow(t, row)
}

// year reports a cell such as 2022 or 2022年, which headers do hold.
func year(s string) bool {
	s = strings.TrimSuffix(cjk.Squeeze(s), "年")
	return len(s) == 4 && (strings.HasPrefix(s, "20") || strings.HasPrefix(s, "19")) && strings.Trim(s, "0123456789") == ""
}

// numberRow reports a row that only numbers the columns: 1 2 3 … or 栏次 1 2 3.
func numberRow(t *document.Table, row int) bool {
	next, count := 0, 0
	for c := range t.Cols {
		text := cjk.Squeeze(t.Text(row, c))
		if text == "" || c == 0 && has([]string{"栏次", "序号", "行次"}, text) {
			continue
		}
		n, ok := smallNumber(text)
		if !ok || count > 0 && n != next {
			return false
		}
		next, count = n+1, count+1
	}
	return count >= 3 && count*2 > t.Cols
}

func smallNumber(s string) (int, bool) {
	s = strings.Trim(s, "()")
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || n > 99 {
			return 0, false
		}
		n = n*10 + int(r-'0')
	}
	return n, s != ""
}

// columnsOf reads the first h rows as a header. For every column the lowest cell
// speaks first, then the whole stack above it: 预算执行情况 over 执行数.
func (rd *reading) columnsOf(t *document.Table, h int) header {
	hd := header{rows: h, column: map[string]int{}, unit: map[string]string{}, text: make([]string, t.Cols)}
	best := map[string]match{}
	for c := range t.Cols {
		var stack []string
		var last *document.Cell
		for r := range h {
			cell := t.Cell(r, c)
			if cell == nil || cell == last || cell.Text == "" || across(t, r) != nil && t.Cols > 1 {
				continue
			}
			last = cell
			stack = append(stack, cell.Text)
		}
		if len(stack) == 0 {
			continue
		}
		joined := strings.Join(stack, "")
		hd.text[c] = joined
		m, ok := rd.vocab.match(stack[len(stack)-1])
		if whole, okWhole := rd.vocab.match(joined); okWhole && (!ok || len(stack) > 1 && whole.loose == 0) {
			m, ok = whole, true
		}
		if !ok {
			continue
		}
		old, taken := best[m.field]
		if taken && !m.better(old) {
			continue
		}
		best[m.field] = m
		hd.column[m.field] = c
		delete(hd.unit, m.field)
		for i := len(stack) - 1; i >= 0; i-- {
			if u := unitIn(stack[i]); u != "" {
				hd.unit[m.field] = u
				break
			}
		}
	}
	return hd
}

// repeats reports whether a row prints the header again.
func (hd *header) repeats(t *document.Table, row int) bool {
	same, filled := 0, 0
	for c := range t.Cols {
		text := cjk.Squeeze(t.Text(row, c))
		if text == "" {
			continue
		}
		filled++
		if c < len(hd.text) && strings.Contains(cjk.Squeeze(hd.text[c]), text) {
			same++
		}
	}
	return filled >= 2 && same == filled
}
