package columns

import (
	"cmp"
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
)

// This file reads heads that divide one sum by another in words, 支出/预算 and
// 执行率（执行数÷年初预算数）, and finds the column that a rate is taken of.

// quotient is one that a head gives in words.
type quotient struct{ over, under string }

// quotientOf takes a head's quotient apart: what was done stands over what was to be
// done. ok is false where it names no such two, as 项目/任务名称 does not.
func (rd *Reader) quotientOf(h *head) (q quotient, ok bool) {
	for _, text := range []string{inBrackets(h.last), h.bare} {
		over, under, cut := strings.Cut(strings.ReplaceAll(text, "÷", "/"), "/")
		if !cut {
			continue
		}
		if i := strings.IndexAny(under, "×*xX"); i > 0 { // ×100%
			under = under[:i]
		}
		over, under = strings.Trim(over, "()"), strings.Trim(under, "()")
		if i := strings.IndexByte(over, '='); i >= 0 { // 执行率=执行数/预算数
			over = over[i+1:]
		}
		if rd.names(over) == Executed && rd.names(under) == Budget {
			return quotient{over, under}, true
		}
	}
	return q, false
}

// inBrackets is what the last brackets of a head hold, "" where it has none.
func inBrackets(squeezed string) string {
	i, j := strings.IndexByte(squeezed, '('), strings.LastIndexByte(squeezed, ')')
	if i < 0 || j < i {
		return ""
	}
	return squeezed[i+1 : j]
}

// names is the field that a text names on its own: the budget or what was spent.
func (rd *Reader) names(text string) string {
	h := newHead(Stack{text})
	for _, m := range rd.columnMatches(h.stack) {
		if m.Field == Budget || m.Field == Executed {
			return m.Field
		}
	}
	return rd.composed(&h)
}

// rateOf finds what the rates are taken of where that is not the column of the budget:
// the column's name, or the words of the head where no column is called so. The head of
// the rates says it (占年初预算比例), or the figures of five rows and more fit another
// column that may be the budget, and do not fit that which was chosen.
func (rd *Reader) rateOf(w *table, h *Header) string {
	rate, ok := h.Column[Rate]
	if !ok {
		return ""
	}
	own, hasBudget := h.Column[Budget]
	if under := rd.underOf(&w.heads[rate]); under != "" {
		c := rd.columnCalled(w, under)
		switch {
		case c < 0 && hasBudget && !rd.first(under):
			return ""
		case c < 0:
			return under
		case hasBudget && c == own:
			return ""
		}
		return h.nameOf(c)
	}
	spent, ok := h.Column[Executed]
	if !ok || !hasBudget || w.ratesFit(own, spent, rate) {
		return ""
	}
	for _, c := range w.columnsOf(Budget, func(c int) bool { return c != own && w.sample.columns[c] != nil }) {
		if w.ratesFit(c, spent, rate) {
			return h.nameOf(c)
		}
	}
	return ""
}

// ratesFit reports whether the rates are those of two columns.
func (t *table) ratesFit(b, e, rate int) bool {
	for _, c := range []int{b, e, rate} {
		if t.sample == nil || t.sample.columns[c] == nil {
			return false
		}
	}
	return t.rows(func(r int) (bool, bool) { return t.rateRow(b, e, rate, r) }).holds()
}

// underOf is what the head of a rate says that it is taken of, "" where it says nothing.
func (rd *Reader) underOf(h *head) string {
	if q, ok := rd.quotientOf(h); ok {
		return q.under
	}
	if rd.first(h.joined) {
		return h.bare
	}
	return ""
}

// first reports words for the budget as it was first approved.
func (rd *Reader) first(text string) bool {
	signs := &rd.Vocab.ColumnSigns
	return signs.Initial.In(text) && !signs.Adjusted.In(text)
}

// columnCalled is the column that may be the budget and is called so, or is the one first
// approved where that is what the words say; -1 for none.
func (rd *Reader) columnCalled(w *table, words string) int {
	initial := -1
	for _, c := range w.columnsOf(Budget, func(int) bool { return true }) {
		h := &w.heads[c]
		if h.bare == words {
			return c
		}
		if rd.first(words) && rd.first(h.joined) && initial < 0 {
			initial = c
		}
	}
	return initial
}

// nameOf is the name under which a column that is no field of the record is kept.
func (h *Header) nameOf(c int) string {
	for _, o := range h.Others {
		if o.Column == c {
			return o.Name
		}
	}
	return ""
}

// Counts reports whether the numbers of a table's rows go up by one.
func (rd *Reader) Counts(t *document.Table, h *Header) bool {
	col, ok := h.Column[Seq]
	if !ok {
		return false
	}
	n := 0
	for r := h.End; r < t.Rows; r++ {
		if own, ok := paper.SmallNumber(t.Text(r, col)); ok && own == n+1 && paper.Wordy(t.Text(r, h.Column[Name])) {
			n++
		}
	}
	return n > 0
}

// bareWholes lets a head that says no more than 合计 be what the columns beside it are
// parts of: of the field that these are, and of the budget where they only name where
// money comes from.
func (rd *Reader) bareWholes(w *table) {
	for c := range w.heads {
		if len(w.hyps[c]) > 0 || !rd.Vocab.ColumnSigns.Whole.Has(w.heads[c].bare) {
			continue
		}
		for _, step := range []int{-1, 1} {
			if field := rd.partsBeside(w, c, step); field != "" {
				hy := Hypothesis{Field: field}
				hy.add(Evidence{Weight: bareWhole, sign: byWhole, word: w.heads[c].last})
				w.hyps[c] = append(w.hyps[c], hy)
				break
			}
		}
	}
}

// partsBeside is the field of the parts that stand on one side of a column, "" where
// fewer than two do.
func (rd *Reader) partsBeside(w *table, whole, step int) (field string) {
	parts := 0
	for c := whole + step; c >= 0 && c < len(w.heads) && parts < mostParts; c += step {
		own := rd.partField(w, c)
		if !slices.Equal(upper(w.heads[whole].stack), upper(w.heads[c].stack)) {
			break // they stand under another head
		}
		if own == sourceOnly {
			own = cmp.Or(field, Budget) // what they only name the sources of
		}
		if own == "" || parts > 0 && own != field {
			break
		}
		field = own
		parts++
	}
	if parts < 2 {
		return ""
	}
	return field
}

// upper is what stands over the lowest of a column's heads.
func upper(s Stack) Stack { return s[:max(len(s)-1, 0)] }

// sourceOnly stands for the field of a column that only names where money comes from.
const sourceOnly = "source"

// partField is the field of which a column may be a part, "" where it is none.
func (rd *Reader) partField(w *table, c int) string {
	if hs := w.hyps[c]; len(hs) > 0 {
		switch f := hs[0].Field; f {
		case Budget, Executed, Score:
			return f
		}
	}
	if rd.Vocab.PartsOf.In(w.heads[c].bare) {
		return sourceOnly
	}
	return ""
}
