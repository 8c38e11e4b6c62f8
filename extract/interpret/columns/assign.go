package columns

import (
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// fields are those that columns are given, in the order in which they are told.
var fields = []string{Seq, Code, Name, Implementer, Department, Unit, Budget, Executed, Returned, Balance, Carried, Rate, Score, Grade, Use, Remark}

// assign gives each field its column: each column is weighed as each field that its head
// allows, and the best choice without conflict wins. whole says that the header is
// complete: then the figures are asked too.
func (rd *Reader) assign(h *Header, t *document.Table, columns []Stack, whole bool) {
	w := &table{heads: make([]head, len(columns)), hyps: make([]hypotheses, len(columns))}
	for c, s := range columns {
		w.heads[c] = newHead(s)
	}
	carryYears(w.heads)
	wanted := rd.headerYear(w.heads)
	contents := rd.Profiles(t, h.End, min(t.Rows, h.End+profileRows))
	for c := range w.heads {
		w.hyps[c] = rd.byWords(&w.heads[c], wanted)
	}
	rd.bareWholes(w)
	if whole {
		w.sample = rd.takeSample(t, h.End, func(c int) bool { return contents[c].Figures > 0 && (len(columns[c]) == 0 || w.mayHoldFigures(c)) })
		w.byPrint()
	}
	rd.beside(w)
	for c := range w.hyps {
		byCellsOf(w.hyps[c], contents[c])
	}
	if whole {
		w.arithmetic()
	}
	h.Column, h.Unit = map[string]int{}, map[string]string{}
	for i, c := range w.choose() {
		if c < 0 {
			continue
		}
		f := fields[i]
		h.Column[f] = c
		if u := unitOver(columns[c]); u != "" {
			h.Unit[f] = u
		}
		if f == Score {
			h.ScoreFull = fullScore(t, c, h.End)
		}
	}
	if whole {
		h.Choices = w.explain(h.Column)
		h.Doubts = rd.doubts(w, h, contents)
		h.Others = rd.others(w, h, contents)
		h.RateOf = rd.rateOf(w, h)
	}
}

// mayHoldFigures reports a column that a relation may rest on: one that may be a field of
// figures, or stands beside one as its part.
func (w *table) mayHoldFigures(c int) bool {
	for b := max(0, c-mostParts); b < min(len(w.hyps), c+mostParts+1); b++ {
		for _, f := range []string{Budget, Executed, Score, Rate, Balance} {
			if w.hyps[b].of(f) != nil {
				return true
			}
		}
	}
	return false
}

// byPrint adds what the figures look like: percentages are a rate and no amount; a column
// without a head that counts is the number of the row.
func (w *table) byPrint() {
	for c, column := range w.sample.columns {
		if column == nil {
			continue
		}
		if len(w.heads[c].stack) == 0 && w.sample.counts(c) {
			hy := Hypothesis{Field: Seq}
			hy.add(Evidence{Weight: countsUp, sign: byCount})
			w.hyps[c] = append(w.hyps[c], hy)
		}
		if !w.sample.percent(c) {
			continue
		}
		for i := range w.hyps[c] {
			switch hy := &w.hyps[c][i]; {
			case hy.Field == Rate:
				hy.add(Evidence{Weight: percents, sign: byPercent})
			case money(hy.Field) || hy.Field == Score:
				hy.add(Evidence{Weight: never, sign: byPercent})
			}
		}
	}
}

// choose finds the best assignment: for each of fields its column, -1 where it has none.
// Of equal columns the left one wins.
func (w *table) choose() []int {
	weight := make([][]int, len(fields))
	for i, f := range fields {
		weight[i] = make([]int, len(w.hyps))
		for c := range w.hyps {
			if hy := w.hyps[c].of(f); hy != nil && hy.Weight > 0 {
				weight[i][c] = hy.Weight*1000 - c
			}
		}
	}
	return match(weight)
}

// explain tells for each column what was chosen, by how much, and the evidence of the
// best two.
func (w *table) explain(chosen map[string]int) []Choice {
	out := make([]Choice, len(w.hyps))
	for f, c := range chosen {
		out[c].Field = f
	}
	for c := range out {
		ch := &out[c]
		ch.Column, ch.Head, ch.rival = c, strings.Join(w.heads[c].stack, " "), -1
		if own := w.hyps[c].of(ch.Field); own != nil {
			next := 0
			for other := range w.hyps {
				if hy := w.hyps[other].of(ch.Field); other != c && hy != nil && hy.Weight > next && out[other].Field == "" {
					next, ch.rival = hy.Weight, other
				}
			}
			for i := range w.hyps[c] {
				if hy := &w.hyps[c][i]; hy.Field != ch.Field && hy.Weight > next {
					if _, taken := chosen[hy.Field]; !taken {
						next = hy.Weight
					}
				}
			}
			ch.Margin = own.Weight - next
		}
		hs := slices.Clone(w.hyps[c])
		hs.bestFirst()
		slices.SortStableFunc(hs, func(a, b Hypothesis) int { return b2i(b.Field == ch.Field) - b2i(a.Field == ch.Field) })
		ch.Hypotheses = hs[:min(2, len(hs))]
	}
	return out
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// fullScore reads what the scores of a column are out of from the rows of the header.
func fullScore(t *document.Table, col, end int) *report.Amount {
	for r := range end {
		c := t.Cell(r, col)
		if c == nil || c.Row != r {
			continue
		}
		if full := lexicon.FullMarkIn(cjk.Squeeze(c.Text)); full != "" {
			return &report.Amount{Raw: full, Unit: lexicon.Points, At: c.At}
		}
	}
	return nil
}

// others lists the columns that hold something and are no field of the record.
func (rd *Reader) others(w *table, h *Header, contents []paper.Profile) (out []Other) {
	kept := make([]bool, len(w.hyps))
	for f, c := range h.Column {
		kept[c] = f != Balance && f != Remark && f != Code
	}
	used, whole := map[string]bool{}, "" // the unit of the column that the next ones may be parts of
	for c := range w.heads {
		p := contents[c]
		if part := rd.Vocab.PartsOf.In(w.heads[c].bare); !part {
			whole = unitOver(w.heads[c].stack)
		}
		if kept[c] {
			used[strings.Join(w.heads[c].stack, " ")] = true
			continue
		}
		if p.Figures+p.Words == 0 {
			continue
		}
		if w.heads[c].joined == "" && p.Figures > p.Words {
			h.Nameless++
		}
		name := nameOf(w.heads, c, used, rd.Vocab.PartsOf)
		used[name] = true
		o := Other{Column: c, Name: name, Unit: unitOver(w.heads[c].stack)}
		if o.Unit == "" && p.Figures > 0 {
			if o.Unit, o.Money = rd.unitOf(w, c); o.Money && whole != "" {
				o.Unit, o.Money = whole, false
			}
		}
		out = append(out, o)
	}
	return out
}

// unitOf tells what the figures of a column are in by its head and its cells; the unit of
// money is the caption's.
func (rd *Reader) unitOf(w *table, c int) (unit string, money bool) {
	signs, h := &rd.Vocab.ColumnSigns, &w.heads[c]
	switch {
	case signs.Shares.Ends(h.bare) || w.sample.columns[c] != nil && w.sample.percent(c):
		return "%", false
	case signs.Points.In(h.bare) || signs.Full.In(h.bare):
		return lexicon.Points, false
	}
	return "", signs.Money.In(h.joined)
}

// doubts are the choices that were close or that something speaks against, and the heads
// that name a field and have other cells.
func (rd *Reader) doubts(w *table, h *Header, contents []paper.Profile) (out []report.Text) {
	for _, f := range []string{Budget, Executed, Returned, Rate, Score} {
		c, ok := h.Column[f]
		if !ok {
			out = append(out, w.unnamed(f, contents)...)
			continue
		}
		ch := &h.Choices[c]
		own := w.hyps[c].of(f)
		switch against := own.against(); {
		case ch.rival < 0:
		case ch.Margin < closeChoice:
			out = append(out, report.Textf("“%s”和“%s”都可能是%s，相差不多，取前者", "%q and %q may both be the column of %s, by little; the first was taken", ch.Head, h.Choices[ch.rival].Head, fieldText(f)))
		case against != nil:
			out = append(out, report.Textf("%s取“%s”一列，未取“%s”；不过：%s", "for %s the column %q was taken and not %q; but: %s", fieldText(f), ch.Head, h.Choices[ch.rival].Head, *against))
		}
	}
	return out
}

// unnamed tells why a field has no column though heads name it.
func (w *table) unnamed(f string, contents []paper.Profile) (out []report.Text) {
	for c := range w.hyps {
		hy := w.hyps[c].of(f)
		if hy == nil || contents[c].Figures+contents[c].Words == 0 {
			continue
		}
		for _, e := range hy.Evidence {
			switch {
			case e.sign == byMisfit && w.plain(c, f):
				return append(out, report.Textf("“%s”一列的表头是%s，单元格却多不是数字，未当作%[2]s", "the column %q is headed as %s, but most of its cells are no figures; it was not read as such", w.heads[c].joined, fieldText(f)))
			case e.sign == byAllParts:
				return append(out, report.Textf("“%s”之下只有各部分，没有合计，%s留空", "under %q there are parts and no whole; %s is left open", e.word, fieldText(f)))
			}
		}
	}
	return out
}

// plain reports whether the head names the field before any other.
func (w *table) plain(c int, field string) bool {
	return len(w.hyps[c]) > 0 && w.hyps[c][0].Field == field && w.hyps[c][0].Evidence[0].sign == byWord
}

// fieldText is what a field is called.
func fieldText(field string) report.Text {
	switch field {
	case Budget:
		return report.Text{ZH: "预算数", EN: "the budget"}
	case Executed:
		return report.Text{ZH: "执行数", EN: "what was executed"}
	case Returned:
		return report.Text{ZH: "交回财政数", EN: "what was returned"}
	case Rate:
		return report.Text{ZH: "执行率", EN: "the rate"}
	case Score:
		return report.Text{ZH: "自评得分", EN: "the score"}
	}
	return report.Text{ZH: field, EN: field}
}
