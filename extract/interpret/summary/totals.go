package summary

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/columns"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// totalPlace is where a total row stands among the projects, by which the rows
// that it sums are told.
type totalPlace struct {
	at    int        // projects read before it
	level totalLevel // how much it sums
	leads bool       // it can only stand before its rows
}

// totalLevel orders totals by how much they sum.
type totalLevel uint8

const (
	pageTotal  totalLevel = iota // 本页合计
	minorTotal                   // （一）, （二） under 一
	subtotal                     // 小计, XX局合计, 一、本级
	plainTotal                   // 合计
	grandTotal                   // 总计
)

// total reads a 合计 or 小计 row: its label stands in the first filled cells of a
// row without a number of its own.
func (p *projectTable) total(row int, cells []*document.Cell) bool {
	label, ok := p.totalLabel(row, cells)
	if ok {
		p.addTotal(row, label, false)
	}
	return ok
}

// totalLabel finds the label of a total in a row.
func (p *projectTable) totalLabel(row int, cells []*document.Cell) (label string, ok bool) {
	if len(cells) > 1 { // 合 | 计
		if s := cjk.Squeeze(cells[0].Text + cells[1].Text); p.Vocab.Totals.Has(s) {
			return s, true
		}
	}
	// Where the columns stand in an order of their own, figures come before it.
	for _, field := range []string{columns.Name, columns.Seq} {
		if s := strings.Trim(cjk.Squeeze(p.text(row, field)), ":"); p.Vocab.Totals.Has(s) {
			return s, true
		}
	}
	for i, cell := range cells {
		if i > 2 || paper.Numeric(cell.Text) && i > 0 {
			return "", false
		}
		s := strings.Trim(lexicon.WithoutBrackets(cjk.Squeeze(cell.Text)), ":、.")
		if p.Vocab.Totals.Has(s) {
			return s, true
		}
		if _, ok := paper.SmallNumber(cell.Text); ok {
			return "", false
		}
		if utf8.RuneCountInString(s) > lexicon.MaxBare || p.text(row, columns.Implementer) != "" && cell != p.cell(row, columns.Implementer) {
			continue
		}
		if p.Vocab.Totals.Ends(s) { // 一、本级小计, 水利局合计: the word ends the label
			return s, true
		}
	}
	return "", false
}

func (p *projectTable) addTotal(row int, label string, leads bool) {
	p.totals = append(p.totals, len(p.out.Totals))
	p.places = append(p.places, totalPlace{at: len(p.out.Projects), level: p.totalLevel(row, label, leads), leads: leads})
	p.out.Totals = append(p.out.Totals, report.Total{
		Label: label, Budget: p.amount(row, columns.Budget), Executed: p.amount(row, columns.Executed),
		Returned: p.amount(row, columns.Returned), CarriedOver: p.amount(row, columns.Carried), Rate: p.amount(row, columns.Rate), Score: p.amount(row, columns.Score),
		Others: p.others(row), At: paper.RowAt(p.table.Table, row),
	})
}

func (p *projectTable) totalLevel(row int, label string, leads bool) totalLevel {
	signs := &p.Vocab.ColumnSigns
	switch {
	case leads:
		if strings.HasPrefix(cjk.Squeeze(p.text(row, columns.Seq)+label), "(") {
			return minorTotal
		}
		return subtotal
	case signs.Page.In(label):
		return pageTotal
	case signs.Narrowest.Ends(label):
		return subtotal
	case signs.Widest.Ends(label):
		return grandTotal
	case p.Vocab.Totals.Has(label):
		return plainTotal
	}
	// 水利局合计 sums its department, 项目合计 the table.
	name := label
	for _, w := range p.Vocab.Totals {
		name = strings.TrimSuffix(name, w)
	}
	if paper.Numbered(label) || p.Vocab.EndsAsGroup(name) || name == cjk.Squeeze(p.group) {
		return subtotal
	}
	return plainTotal
}

// closeTables tells each total of each summary table which rows it sums, and
// settles what only the whole table shows.
func (rd *room) closeTables() {
	for i, p := range rd.summaries {
		end := len(rd.out.Projects)
		if i+1 < len(rd.summaries) {
			end = rd.summaries[i+1].first
		}
		for j := range p.places {
			from, to, ok := p.sums(j, end)
			ok = ok && !slices.ContainsFunc(p.lost, func(n int) bool { return from <= n && n <= to })
			for n := from; ok && n < to; n++ {
				t := &rd.out.Totals[p.totals[j]]
				t.Rows = append(t.Rows, n+1)
			}
		}
		p.mergedImplementer(p.out.Projects[p.first:end])
	}
}

// sums finds the rows that total j sums, as positions from ≤ n < to. ok is false
// where the layout leaves a doubt: a total that is compared with the wrong rows
// accuses wrongly.
func (p *projectTable) sums(j, end int) (from, to int, ok bool) {
	pl := p.places[j]
	var top totalLevel
	var same []totalPlace // the totals of its level
	for _, o := range p.places {
		top = max(top, o.level)
		if o.level == pl.level {
			same = append(same, o)
		}
	}
	if pl.level == top && pl.level >= plainTotal {
		switch n := len(same); {
		case n == 1 && (pl.at == p.first || pl.at == end || p.onlyTotalsAfter(j, end)):
			return p.first, end, true
		case n == 1:
			return 0, 0, false // rows on both sides, and no word which
		case pl.at == end && same[n-2].at == end && j == len(p.places)-1:
			return p.first, end, true // the last of two in a row sums all
		}
	}
	leads, ok := p.standsAbove(pl, same, end)
	if !ok {
		return 0, 0, false
	}
	if leads {
		to = p.ledTo(j, end)
		return pl.at, to, to > pl.at
	}
	from = p.trailedFrom(j)
	return from, pl.at, from < pl.at
}

// standsAbove reports whether a total stands above the rows that it sums and not below them; ok
// is false where that cannot be told.
func (p *projectTable) standsAbove(pl totalPlace, same []totalPlace, end int) (leads, ok bool) {
	if pl.leads {
		return true, true
	}
	trails, leads := same[0].at > p.first, same[len(same)-1].at < end
	if trails != leads {
		return leads, true
	}
	// The headings of groups decide: a total right below one leads.
	below := p.groupStart(pl.at)
	trails = pl.level < plainTotal && trails && (below < pl.at && below >= 0 ||
		len(p.groups) == 0) // rows after the last subtotal belong to none
	return false, trails
}

// ledTo finds the end of the rows below total j that it sums.
func (p *projectTable) ledTo(j, end int) int {
	pl := p.places[j]
	for _, o := range p.places[j+1:] {
		if o.level >= pl.level && o.level < plainTotal && o.at > pl.at {
			return o.at
		}
	}
	return end
}

// trailedFrom finds the first of the rows above total j that it sums.
func (p *projectTable) trailedFrom(j int) int {
	pl, from := p.places[j], p.first
	for _, o := range p.places[:j] {
		if o.level == pl.level {
			from = o.at
		}
	}
	if g := p.groupStart(pl.at); pl.level != pageTotal && g > from && g < pl.at {
		from = g
	}
	return from
}

// onlyTotalsAfter reports whether no project follows total j.
func (p *projectTable) onlyTotalsAfter(j, end int) bool { return p.places[j].at == end }

// groupStart is where the last group that starts at or before a position starts,
// -1 where none does.
func (p *projectTable) groupStart(at int) int {
	start := -1
	for _, g := range p.groups {
		if g <= at {
			start = g
		}
	}
	return start
}

// mergedImplementer fills the implementer down where a merged cell was written
// into one row alone: the first row, or the only one, has it and most are blank.
func (p *projectTable) mergedImplementer(rows []report.Project) {
	filled, last := 0, ""
	for i := range rows {
		if rows[i].Implementer != "" {
			filled, last = filled+1, rows[i].Implementer
		}
	}
	blank := len(rows) - filled
	if filled == 0 || blank < 2 || blank < filled {
		return
	}
	if filled > 1 && rows[0].Implementer == "" {
		return
	}
	for i := range rows {
		switch {
		case filled == 1:
			rows[i].Implementer = last
		case rows[i].Implementer == "":
			rows[i].Implementer = rows[i-1].Implementer
		}
	}
}
