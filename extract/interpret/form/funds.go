package form

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/money"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// inlineLabel is a label that may stand before its figure in one cell: 预算数：86.40.
var inlineLabel = regexp.MustCompile(`^[\p{Han}（）()%/×A-Z]{2,16}$`)

// inlineFunds reads a money row whose cells hold label and figure: 预算数：86.40 |
// 执行数：85.10 | 执行率：98.50%. It reports whether the line was one.
func (fr *reader) inlineFunds(l *rows.Line) bool {
	f := report.Fund{Total: true, At: l.At}
	for _, c := range l.Cells {
		if fr.unit == "" {
			fr.unit = lexicon.UnitIn(c.Text)
		}
		if fr.inlineField(c, &f) {
			continue
		}
		if name, raw, unit, ok := labels.NamedFigure(cjk.Squeeze(c.Text)); ok && fr.FundNameLike(name) {
			rest, _ := fr.AmongParts(name)
			f.Others = append(f.Others, report.Other{Name: rest, At: c.At, Amount: &report.Amount{Raw: raw, Unit: cmp.Or(unit, fr.unit), At: c.At}})
		}
	}
	if f.Executed == nil || f.Budget == nil && f.Initial == nil {
		return false
	}
	fr.form.Unit = cmp.Or(fr.form.Unit, f.Executed.Unit)
	fr.form.Funds = append(fr.form.Funds, f)
	return true
}

// inlineField reads a cell that holds the label of a field with its figure.
func (rd *reader) inlineField(c rows.Cell, f *report.Fund) bool {
	label, value, ok := strings.Cut(c.Key, ":")
	if !ok || !inlineLabel.MatchString(label) {
		return false
	}
	raw, unit := money.CutUnit(value)
	if raw == "" || strings.Trim(raw, "0123456789,.") != "" || unit != "" && unit != "%" && !printed.IsMoney(unit) {
		return false
	}
	field := rd.Vocab.FormFunds.Exactly(label)
	if money.Is(field) {
		return unit != "%" && putMoney(f, field, &report.Amount{Raw: raw, Unit: cmp.Or(unit, rd.unit), At: c.At})
	}
	to := map[string]**report.Number{"rate": &f.Rate, "weight": &f.Weight, "score": &f.Score}[field]
	if to == nil || field != "rate" && unit != "" {
		return false
	}
	if field == "rate" {
		raw += unit
	}
	if *to == nil {
		*to = &report.Number{Raw: raw, At: c.At}
	}
	return true
}

// putMoney puts an amount into the field of a money row that is named.
func putMoney(f *report.Fund, field string, amount *report.Amount) bool {
	to := map[string]**report.Amount{"initial": &f.Initial, "budget": &f.Budget, "executed": &f.Executed}[field]
	if to != nil {
		*to = amount
	}
	return to != nil
}

// fundPairs reads a money row that is made of labels with their values beside
// them: 预算数 | 100 | 执行数 | 95. below says that money rows stand above it, so that
// figures without money count.
func (rd *room) fundPairs(l *rows.Line, below bool) *fundTable {
	ft := &fundTable{cols: map[string][]int{}, unit: map[string]string{}, first: l.T.Cols, row: l.Row - 1, paired: true, heads: rows.Heads{}}
	any := false
	for _, c := range l.Cells {
		field, v := rd.Vocab.FormFunds.Exactly(c.Key), rows.NextOther(l, c)
		ft.unit[field] = cmp.Or(lexicon.UnitIn(c.Text), ft.unit[field])
		switch {
		case v == nil || field == "" || field == "score" && rd.isSum(c): // the form's total
		case field == "other":
			ft.heads[v.Col] = c.Text // 到位数
		case ft.cols[field] == nil && paper.Numeric(v.Text):
			ft.cols[field] = []int{v.Col}
			ft.first = min(ft.first, v.Col)
			any = any || money.Is(field)
		}
	}
	if !any && (!below || len(ft.cols) == 0) {
		return nil
	}
	if col, ok := money.RateBeside(l, rd.Teller); ok && ft.cols["rate"] == nil {
		ft.cols["rate"] = []int{col}
	}
	return ft
}

// fund reads a row of the money table. It reports whether the line was one.
func (fr *reader) fund(l *rows.Line) bool {
	ft := fr.funds
	if fr.subHeads(ft, l) {
		return true
	}
	name := fr.fundName(l, ft)
	if ft.paired && name != "" && !fr.FundNameLike(name) && !l.RepeatsName() {
		return false
	}
	f, words := fr.fundFigures(l)
	if words && (name == "" || money.None(&f)) {
		fr.funds = nil // rows of another kind, or all slipped out from under their heads
		return false
	}
	if words {
		// The row has slipped out from under the heads: no telling which is which.
		f = report.Fund{At: l.At}
	}
	f.Name = name
	f.Others = fr.fundOthers(l, (*fundRow)(&f), words)
	if money.Empty(&f) && (name == "" || !fr.FundNameLike(name)) {
		// A source without money is kept by its name, left out where it has none.
		return name == "" && len(l.Cells) == 0
	}
	f.Name, f.Level = fr.FundLevel(name)
	if strings.ContainsAny(f.Name, ":：") {
		// 一般公共预算：1352.75, and nothing says which figure of the year it is.
		return fr.inlineSources(l)
	}
	fr.addFund(&f)
	return true
}

// fundOthers keeps the cells of a row that stand under no head with a field, and those
// of which nothing says which one is meant. slipped says that no cell stands under its
// head.
func (fr *reader) fundOthers(l *rows.Line, f *fundRow, slipped bool) (out []report.Other) {
	ft := fr.funds
	if ft.paired {
		return fr.pairedOthers(l, f)
	}
	shown := map[string]bool{} // head and text of what was taken
	for _, c := range l.Cells {
		if ft.holds(c.Col) && f.holds(c.At) { // all that stood in one line have one place
			shown[ft.heads[c.Col]+"\x00"+c.Text] = true
		}
	}
	for _, c := range l.Rest(ft.first, ft.heads, func(int) bool { return false }) {
		name := ft.heads[c.Col]
		if shown[name+"\x00"+c.Text] {
			continue // taken, or a merged cell repeated
		}
		if !paper.Numeric(c.Text) && (slipped || ft.holds(c.Col)) {
			continue // a word where a figure should stand says nothing of money
		}
		if slipped {
			name = ""
		}
		if fr.form.TotalScore == nil && !slipped && fr.Vocab.FormFields.Exactly(rows.Key(name)) == "total_score" {
			fr.form.TotalScore = figure(c.Text, c) // a column beside the money
			continue
		}
		if o, ok := rows.Other(name, c, cmp.Or(lexicon.UnitIn(name), ft.unit[""], fr.unit), fr.MoneyHead(name)); ok {
			out = append(out, o)
		}
	}
	return out
}

// pairedOthers keeps the figures of a row of labels and values that stand in the column of
// a label without a field: 到位数.
func (fr *reader) pairedOthers(l *rows.Line, f *fundRow) (out []report.Other) {
	for _, c := range l.Cells {
		name := fr.funds.heads[c.Col]
		if name == "" || !paper.Numeric(c.Text) || f.holds(c.At) {
			continue
		}
		if o, ok := rows.Other(name, c.Cell, cmp.Or(lexicon.UnitIn(name), fr.funds.unit[""], fr.unit), fr.MoneyHead(name)); ok {
			out = append(out, o)
		}
	}
	return out
}

// fundRow is a row of the money table while it is read.
type fundRow report.Fund

// holds reports whether a figure of the row stands at a place.
func (f *fundRow) holds(at report.Location) bool {
	for _, a := range []*report.Amount{f.Initial, f.Budget, f.Executed} {
		if a != nil && a.At == at {
			return true
		}
	}
	for _, n := range []*report.Number{f.Weight, f.Rate, f.Score} {
		if n != nil && n.At == at {
			return true
		}
	}
	return false
}

// holds reports whether a column stands under a head with a field.
func (ft *fundTable) holds(col int) bool {
	for _, cols := range ft.cols {
		if slices.Contains(cols, col) {
			return true
		}
	}
	return false
}

// subHeads takes in a second row of heads: 中央, 省级 and 合计 under each kind of money.
func (rd *room) subHeads(ft *fundTable, l *rows.Line) bool {
	if ft.paired || l.Row != ft.row+1 {
		return false
	}
	n := 0
	for _, c := range l.Cells {
		switch {
		case paper.Numeric(c.Text) || printed.Unstated(c.Text):
			return false
		case c.Col >= ft.first && ft.holds(c.Col):
			n++
		case c.Col < ft.first:
			return false
		}
	}
	if n < 2 {
		return false
	}
	ft.heads.Add(l)
	ft.row = l.Row
	if rd.stacked(ft, l) {
		return true
	}
	for field, cols := range ft.cols { // of several columns the total counts
		for _, col := range cols {
			if c := l.T.Cell(l.Row, col); c != nil && rd.Vocab.Totals.Has(rows.Key(c.Text)) {
				ft.cols[field] = []int{col}
			}
		}
	}
	return true
}

// addFund puts a row among the money rows: which of them is the total, and which is a
// part of which.
func (fr *reader) addFund(f *report.Fund) {
	ft := fr.funds
	f.Total = fr.Vocab.FormTotals.Has(rows.Key(lexicon.WithoutBrackets(cjk.Squeeze(f.Name))))
	if last := len(fr.form.Funds) - 1; f.Level == 1 && last >= 0 && fr.form.Funds[last].Level > 0 {
		f.Level = fr.form.Funds[last].Level + 1 // 其中 of a part
	}
	switch {
	case f.Total:
		f.Level = 0
	case f.Level == 0 && money.Numbered(f.Name):
		f.Level = 1
	case f.Level == 0 && len(fr.form.Funds) > 0:
		f.Level = max(fr.form.Funds[len(fr.form.Funds)-1].Level, 1)
	}
	if (f.Total || len(fr.form.Funds) == 0) && f.Weight == nil && ft.weight != nil {
		f.Weight, ft.weight = ft.weight, nil
	}
	fr.form.Unit = cmp.Or(fr.form.Unit, money.UnitOf(f.Budget), money.UnitOf(f.Executed), money.UnitOf(f.Initial))
	fr.form.Funds = append(fr.form.Funds, *f)
}

// fundName is the text nearest to the left of the figures that is no head.
func (fr *reader) fundName(l *rows.Line, ft *fundTable) string {
	name := ""
	for _, c := range l.Cells {
		if c.Col >= ft.first {
			break
		}
		if u := lexicon.UnitIn(c.Text); u != "" && ft.unit[""] == "" {
			ft.unit[""] = u
		}
		if w := fr.headWeight(c); w != nil && ft.weight == nil && ft.cols["weight"] == nil {
			ft.weight = w
		}
		bare := rows.Key(lexicon.WithoutBrackets(lexicon.StripUnit(c.Key)))
		if fr.Vocab.FormHeads.Has(bare) || paper.Numeric(c.Text) || fr.Vocab.Among.Has(bare) && c.Col+c.ColSpan < ft.first {
			if fr.Vocab.Among.Has(bare) {
				fr.among = true
			}
			continue
		}
		if f := fr.Vocab.FormFunds.Exactly(c.Key); f != "" && name != "" {
			continue // the label of the figure beside it
		}
		name = c.Text
	}
	return name
}

// fundFigures reads what stands in a row under the heads. words says that there are
// words where amounts should stand.
func (fr *reader) fundFigures(l *rows.Line) (f report.Fund, words bool) {
	ft := fr.funds
	f.At = l.At
	amount := func(field string) *report.Amount {
		text, c, told := rows.FigureIn(l, ft.cols[field])
		if strings.ContainsAny(text, "%％") {
			text, told = "", true
		}
		words = words || told
		if text == "" {
			return nil
		}
		return &report.Amount{Raw: text, Unit: cmp.Or(ft.unit[field], ft.unit[""], fr.unit), At: c.At}
	}
	plain := func(field string) *report.Number {
		text, c, _ := rows.FigureIn(l, ft.cols[field])
		return figure(text, c)
	}
	f.Initial, f.Budget, f.Executed = amount("initial"), amount("budget"), amount("executed")
	f.Weight, f.Rate, f.Score = plain("weight"), plain("rate"), plain("score")
	if f.Rate != nil {
		f.RateOf = ft.rateOf
	}
	return f, words
}
