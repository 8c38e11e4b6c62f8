package form

import (
	"cmp"
	"slices"

	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/money"
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
	rateOf string            // what the head of the rates says they are of: report.RateOfInitial, else ""
}

// fundHeader reads a row of column heads such as 全年预算数, 全年执行数, 执行率.
func (rd *room) fundHeader(l *rows.Line) *fundTable {
	ft := &fundTable{cols: map[string][]int{}, unit: map[string]string{}, first: l.T.Cols, row: l.Row}
	hs, ok := rd.fundHeads(l)
	if !ok {
		return nil
	}
	money.Choose(l, hs)
	named, any := map[string]bool{}, false
	for _, h := range hs {
		if h.Field != "" {
			named[h.Field] = true
			any = any || money.Is(h.Field)
		}
	}
	if len(named) < 2 || !any {
		return nil
	}
	ft.lay(hs)
	ft.rateOf = money.RateOf(hs, rd.Vocab)
	ft.heads = rows.Heads{}
	if slices.ContainsFunc(hs, func(h money.Head) bool { return h.Above }) {
		ft.heads.Add(&rows.Line{T: l.T, Row: l.Row - 1})
	}
	ft.heads.Add(l)
	ft.widen(l, hs)
	return ft
}

// lay lays the columns out by their heads; of two heads of one field the first counts.
func (ft *fundTable) lay(hs []money.Head) {
	for _, h := range hs {
		if u := lexicon.UnitIn(h.Text); u != "" {
			ft.unit[h.Field] = u
		}
		if h.Field == "" {
			continue
		}
		if points := lexicon.PointsIn(h.Key); points != "" && money.IsShare(h.Field) && ft.weight == nil {
			ft.weight = &report.Number{Raw: points, At: h.At}
		}
		ft.first = min(ft.first, h.From)
		if _, twice := ft.cols[h.Field]; twice {
			continue
		}
		for col := h.From; col < h.To; col++ {
			ft.cols[h.Field] = append(ft.cols[h.Field], col)
		}
	}
}

// widen takes in the columns of figures on the left of those that are told.
func (ft *fundTable) widen(l *rows.Line, hs []money.Head) {
	for _, h := range slices.Backward(hs) {
		if h.To <= ft.first {
			if !rows.FiguresBelow(l, h.Cell) {
				return
			}
			ft.first = h.From
		}
	}
}

// fundHeads reads the heads of a row by their words; not ok where the row is another's.
func (rd *room) fundHeads(l *rows.Line) (hs []money.Head, ok bool) {
	for _, c := range l.Cells {
		if rd.headsOthers(c.Key) {
			return nil, false
		}
		h := rd.fundHead(l, c, len(hs) == 0)
		if h.Field != "" {
			if right := rows.NextOther(l, c); right != nil && paper.Numeric(right.Text) && !paper.IsYear(right.Text) && right.Row == l.Row {
				return nil, false // a label with its value, not the head of a column
			}
		}
		if h.Field != "" || len(hs) > 0 || lexicon.UnitIn(c.Text) != "" || rows.FiguresBelow(l, c) {
			hs = append(hs, h)
		}
	}
	money.OnePoints(hs)
	money.OneYear(hs, paper.HeaderYear(rd.Year))
	return hs, true
}

// stacked tells the columns under a second row of heads by both rows together: 预算 over
// 年初, 调整 and 合计. It reports whether these name budget and what was spent.
func (rd *room) stacked(ft *fundTable, l *rows.Line) bool {
	hs := money.Stack(l, ft.first, ft.heads, rd.Teller)
	money.Choose(l, hs)
	cols := map[string][]int{}
	for _, h := range hs {
		for col := h.From; h.Field != "" && col < h.To && (len(cols[h.Field]) == 0 || col > h.From); col++ {
			cols[h.Field] = append(cols[h.Field], col)
		}
	}
	if cols["executed"] == nil || cols["budget"] == nil && cols["initial"] == nil {
		return false
	}
	ft.cols = cols
	return true
}

// fundHead reads a head by its words. What is money without figures below is the name of
// something else: 年度预算（万元） over the names of the sources.
func (rd *room) fundHead(l *rows.Line, c rows.Cell, first bool) money.Head {
	h := money.Head{Cell: c}
	h.Year, h.Above = money.YearOf(l, c)
	h.Readings = rd.asMoney.Of(cmp.Or(money.WithoutYear(c.Key), c.Key), rd.Money)
	h.From, h.To = rows.Under(l, c)
	if len(h.Readings) > 0 && h.Readings[0].Field != "other" {
		h.Field = h.Readings[0].Field
	}
	if len(h.Readings) == 0 && h.Year == "" && rows.FiguresBelow(l, c) && labels.Shaped(c.Key) {
		h.Readings = labels.Unknown
	}
	if money.Is(h.Field) && !rows.FiguresBelow(l, c) && !money.HeadsBelow(l, &h) && (first && len(l.Cells) > 2 || rd.Vocab.FormFunds.Heading(c.Key) == "") {
		h.Field, h.Readings = "", nil
	}
	return h
}

// headsOthers reports whether a head is that of the tasks or of the indicators.
func (rd *room) headsOthers(key string) bool {
	return rd.Vocab.FormTasks.Exactly(key) == "task" || rd.Vocab.FormIndicators.Heading(key) == "level3"
}
