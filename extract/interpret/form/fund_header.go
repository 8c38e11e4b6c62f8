package form

import (
	"slices"

	"github.com/shopspring/decimal"

	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// This file tells what the columns of the money table hold: by the words of their
// heads, and where these leave it open by their order and by the rates.

// fundTable is the money table of a form: its header, then a row a source.
type fundTable struct {
	cols   map[string][]int
	unit   map[string]string // by column, "" for all
	weight *report.Number    // printed in the header: 执行率（10分）
	first  int               // leftmost column of figures
	row    int               // header's row, for cells that reach down from above it
	paired bool              // made of labels with their values beside them
	heads  rows.Heads        // of a table with a header
}

// fundHead is a head of the money table.
type fundHead struct {
	rows.Cell
	field    string
	doubt    bool // words tell it only by their end: 中期调整数
	from, to int  // the columns under it
}

// moneyOrder is how forms print the columns of money.
var moneyOrder = [...]string{"initial", "budget", "executed"}

// fundHeader reads a row of column heads such as 全年预算数, 全年执行数, 执行率.
func (rd *room) fundHeader(l *rows.Line) *fundTable {
	ft := &fundTable{cols: map[string][]int{}, unit: map[string]string{}, first: l.T.Cols, row: l.Row}
	hs, ok := rd.fundHeads(l)
	if !ok {
		return nil
	}
	byFormula(hs)
	rd.orderMoney(l, hs)
	named, money := map[string]bool{}, false
	for _, h := range hs {
		if h.field != "" {
			named[h.field] = true
			money = money || isMoney(h.field)
		}
	}
	if len(named) < 2 || !money {
		return nil
	}
	for _, h := range hs {
		if u := lexicon.UnitIn(h.Text); u != "" {
			ft.unit[h.field] = u
		}
		if h.field == "" {
			continue
		}
		if p := formPoints.FindStringSubmatch(h.Key); p != nil && isShare(h.field) && ft.weight == nil {
			ft.weight = &report.Number{Raw: p[1], At: h.At}
		}
		ft.first = min(ft.first, h.from)
		if _, twice := ft.cols[h.field]; twice {
			continue
		}
		for col := h.from; col < h.to; col++ {
			ft.cols[h.field] = append(ft.cols[h.field], col)
		}
	}
	ft.heads = rows.Heads{}
	ft.heads.Add(l)
	ft.widen(l, hs)
	return ft
}

// widen takes in the columns of figures on the left of those that are told.
func (ft *fundTable) widen(l *rows.Line, hs []fundHead) {
	for _, h := range slices.Backward(hs) {
		if h.to <= ft.first {
			if !rows.FiguresBelow(l, h.Cell) {
				return
			}
			ft.first = h.from
		}
	}
}

func isMoney(field string) bool {
	return field == "initial" || field == "budget" || field == "executed"
}
func isShare(field string) bool { return field == "rate" || field == "score" || field == "weight" }

// fundHeads reads the heads of a row by their words; not ok where the row is another's.
func (rd *room) fundHeads(l *rows.Line) (hs []fundHead, ok bool) {
	for _, c := range l.Cells {
		if rd.headsOthers(c.Key) {
			return nil, false
		}
		field, doubt := rd.fundWord(c.Key)
		if isMoney(field) && len(hs) == 0 && len(l.Cells) > 2 && !rows.FiguresBelow(l, c) {
			field = "" // 年度预算（万元） over the names of the sources
		}
		if field != "" {
			if right := l.T.Cell(l.Row, c.Col+c.ColSpan); right != nil && paper.Numeric(right.Text) && right.Row == l.Row {
				return nil, false // a label with its value, not the head of a column
			}
		}
		h := fundHead{Cell: c, field: field, doubt: doubt}
		h.from, h.to = rows.Under(l, c)
		if field != "" || len(hs) > 0 || lexicon.UnitIn(c.Text) != "" || rows.FiguresBelow(l, c) {
			hs = append(hs, h)
		}
	}
	return hs, true
}

// byFormula heeds the head that says which column its rate divides by: 执行率（E/C×100%）
// is of the budget C, whatever other budgets stand beside it.
func byFormula(hs []fundHead) {
	for i := range hs {
		of, by := labels.Formula(hs[i].Key)
		if of == 0 || hs[i].field != "" && hs[i].field != "rate" {
			continue
		}
		executed, budget := -1, -1
		for j := range hs {
			switch l := labels.Letter(hs[j].Key); {
			case l == of && hs[j].field == "executed":
				executed = j
			case l == by && (hs[j].field == "" || hs[j].field == "budget"):
				budget = j
			}
		}
		if executed < 0 || budget < 0 {
			continue
		}
		for j := range hs {
			if hs[j].field == "budget" {
				hs[j].field = ""
			}
		}
		hs[i].field, hs[budget].field = "rate", "budget"
	}
}

// fundWord is the field that words give a head, "" where they give none; in doubt where
// only its end is that of another column's.
func (rd *room) fundWord(key string) (field string, doubt bool) {
	field = rd.Vocab.FormFunds.Heading(key)
	if field == "other" && rd.Vocab.FormFunds.Exactly(key) == "" {
		return "", true
	}
	return field, false
}

// headsOthers reports whether a head is that of the tasks or of the indicators.
func (rd *room) headsOthers(key string) bool {
	return rd.Vocab.FormTasks.Exactly(key) == "task" || rd.Vocab.FormIndicators.Heading(key) == "level3"
}

// orderMoney gives the heads of money that words do not tell, or tell twice, their
// meaning by their order: initial, budget, executed. Rates that say else leave them
// untold, and their columns are kept by their names.
func (rd *room) orderMoney(l *rows.Line, hs []fundHead) {
	money := moneyHeads(l, hs)
	if len(money) != 2 && len(money) != 3 {
		return
	}
	order := moneyOrder[3-len(money):]
	open, doubt := false, false
	seen := map[string]bool{}
	for k, i := range money {
		h := &hs[i]
		open = open || h.field == "" || seen[h.field] || rd.openTo(h, order[k])
		seen[h.field] = true
		doubt = doubt || h.doubt
	}
	told, fits := rd.fitsOrder(hs, money, order)
	right, all := ratesFit(l, hs, money)
	// Without a word that tells, the rates must.
	if must := told == 0 || doubt; !open || !fits || right*2 < all || must && all == 0 {
		return
	}
	for k, i := range money {
		hs[i].field = order[k]
	}
}

// moneyHeads lists the heads before those of rates and points, none where one of them
// is known for something else than money.
func moneyHeads(l *rows.Line, hs []fundHead) (money []int) {
	for i := range hs {
		h := &hs[i]
		switch {
		case isShare(h.field):
			return money
		case h.field != "" && !isMoney(h.field):
			return nil
		case rows.FiguresBelow(l, h.Cell):
			money = append(money, i)
		case h.field != "" || len(money) > 0:
			return nil
		}
	}
	return money
}

// openTo reports whether words that give a head to one field leave another open.
func (rd *room) openTo(h *fundHead, field string) bool {
	return h.field != field && rd.mayBe(h.Key, field)
}

// mayBe reports whether a head that words give to one field may be another's too.
func (rd *room) mayBe(key, field string) bool {
	fields := rd.Vocab.FormFunds.Fields(key)
	for _, f := range fields {
		if f == field {
			return len(fields) > 1
		}
	}
	return false
}

// fitsOrder reports whether no head of money contradicts the order, and of how many
// words tell that they follow it.
func (rd *room) fitsOrder(hs []fundHead, money []int, order []string) (told int, ok bool) {
	for k, i := range money {
		h := &hs[i]
		switch {
		case h.field == "":
		case h.field == order[k]:
			told++
		case rd.mayBe(h.Key, order[k]):
		default:
			return told, false // as 年初预算 is the first budget wherever it stands
		}
	}
	return told, true
}

// ratesFit counts the rates that are those of the last column of money in the one
// before it, and all that there are.
func ratesFit(l *rows.Line, hs []fundHead, money []int) (fits, all int) {
	rate := -1
	for i := range hs {
		if hs[i].field == "rate" {
			rate = i
		}
	}
	if rate < 0 {
		return 0, 0
	}
	whole, part := hs[money[len(money)-2]], hs[money[len(money)-1]]
	for row := l.Row + 1; row < l.T.Rows && row <= l.Row+12; row++ {
		a, ok1 := rows.ValueAt(l, row, whole.from)
		b, ok2 := rows.ValueAt(l, row, part.from)
		r, ok3 := rows.ValueAt(l, row, hs[rate].from)
		if !ok1 || !ok2 || !ok3 || a.IsZero() || r.IsZero() {
			continue
		}
		all++
		is := b.Shift(2).DivRound(a, 4)
		if is.Sub(r).Abs().LessThanOrEqual(decimal.New(11, -1)) || is.Shift(-2).Sub(r).Abs().LessThanOrEqual(decimal.New(11, -3)) {
			fits++
		}
	}
	return fits, all
}
