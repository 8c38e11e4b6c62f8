package form

import (
	"cmp"
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/money"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// This file reads cells that hold a name with its figure: 一般公共预算：1352.75.

// inlineSources reads a line all of whose cells hold a name with its figure, or a name
// whose figure was left blank: the year's money divided in other ways than the table's
// columns do. It reports whether the line was one.
func (fr *reader) inlineSources(l *rows.Line) bool {
	var out []report.Other
	divided := map[int]string{}
	for i, c := range l.Cells {
		if i > 0 && c.Text == l.Cells[i-1].Text || fr.Vocab.FormHeads.Has(c.Key) || rows.SameAsAbove(l, c) {
			continue // a merged cell repeated, the head of the rows
		}
		text, _ := fr.AmongParts(cjk.Squeeze(c.Text))
		name, raw, unit, ok := labels.NamedFigure(text)
		if !ok {
			if paper.Numeric(c.Text) || !strings.ContainsAny(c.Text, ":：") {
				return false
			}
			continue // left blank
		}
		if fr.Divides(name) {
			divided[c.Col] = name
		} else if of := fr.division(c.Col); of != "" {
			name = of + "/" + name
		}
		out = append(out, report.Other{Name: name, At: c.At, Amount: &report.Amount{Raw: raw, Unit: cmp.Or(unit, fr.moneyUnit()), At: c.At}})
	}
	if len(out) == 0 {
		return false
	}
	for col, name := range divided {
		if fr.divisions == nil {
			fr.divisions = map[int]string{}
		}
		fr.divisions[col] = name
	}
	fr.form.Others = append(fr.form.Others, out...)
	return true
}

// moneyUnit is the unit of the form's money.
func (fr *reader) moneyUnit() string {
	if fr.funds != nil && fr.funds.unit[""] != "" {
		return fr.funds.unit[""]
	}
	return cmp.Or(fr.form.Unit, fr.unit)
}

// division is the head under which a column's named figures stand.
func (fr *reader) division(col int) string {
	best, name := -1, ""
	for c, n := range fr.divisions {
		if c <= col && c > best {
			best, name = c, n
		}
	}
	return name
}

// turned reads money that is set out by rows: 年初预算, 预算调整数 and 执行数 one below the
// other, a column for each source. It reports whether it begins in the line.
func (fr *reader) turned(l *rows.Line) bool {
	if fr.funds != nil && !fr.funds.paired {
		return false
	}
	t := money.Turn(l, fr.Teller)
	if t == nil {
		return false
	}
	lines := rows.Of(l.Block, t.Table)
	ft := fr.fundHeader(&lines[0])
	if ft == nil {
		return false
	}
	for row := max(l.Row-1, 0); row <= l.Row; row++ {
		for _, c := range rows.Cells(l.T, row) {
			ft.unit[""] = cmp.Or(ft.unit[""], lexicon.UnitIn(c.Text))
		}
	}
	fr.funds, fr.goal, fr.tasks = ft, nil, nil
	before := len(fr.form.Funds)
	for i := 1; i < len(lines) && fr.funds != nil; i++ { // a line that is none of money ends it
		fr.fund(&lines[i])
	}
	if len(fr.form.Funds) == before+1 {
		fr.form.Funds[before].Total = true
	}
	for i := before; i < len(fr.form.Funds); i++ {
		if f := &fr.form.Funds[i]; f.Total {
			f.Score, f.Weight = cmp.Or(f.Score, figureOf(t.Apart["score"])), cmp.Or(f.Weight, figureOf(t.Apart["weight"]))
			break
		}
	}
	fr.funds, fr.passed = nil, t.End
	return true
}

func figureOf(c *document.Cell) *report.Number {
	if c == nil {
		return nil
	}
	return figure(c.Text, c)
}
