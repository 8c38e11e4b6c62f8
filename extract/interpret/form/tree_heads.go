package form

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
)

// This file tells what the columns of the tree of indicators hold: by the words of
// their heads, and for heads of no known words by their order and their cells.

// indicatorTable is the tree of indicators of a form: its columns, and the
// groups under which the next row stands.
type indicatorTable struct {
	cols           map[string][]int
	row            int // header's row, -1 in a part after a page break
	table          *document.Table
	level1, level2 string
	rest           [2]*document.Cell // what a page break left of a group's name
	// whole is the tree as its header laid it out, where a part of the table has
	// more columns or fewer.
	whole     *indicatorTable
	heads     []string   // fields of the header row's cells, from left to right
	headNames []string   // and their texts
	printed   rows.Heads // what is printed over each column
}

// treeHead is a head of the tree.
type treeHead struct {
	rows.Cell
	field    string
	from, to int
}

// indicatorHeader reads a row of column heads such as 一级指标, 年度指标值, 得分.
func (rd *room) indicatorHeader(l *rows.Line) *indicatorTable {
	hs, ok := rd.treeHeads(l)
	if !ok {
		return nil
	}
	weighLevels(hs)
	rd.tellHeads(l, hs)
	it := &indicatorTable{cols: map[string][]int{}, row: l.Row, table: l.T, printed: rows.Heads{}}
	it.take(hs)
	levels, values := it.count("level1", "level2", "level3"), it.count("target", "actual", "weight", "score")
	if levels == 0 && it.cols["head"] != nil {
		it.cols["level3"] = it.cols["head"]
		levels++
	}
	if levels == 0 || values == 0 || levels+values < 3 {
		return nil
	}
	// A scoring sheet has weights and scores alone.
	sheet := levels >= 2 && it.cols["weight"] != nil && it.cols["score"] != nil
	if it.cols["target"] == nil && it.cols["actual"] == nil && !sheet {
		return nil
	}
	it.heads, it.headNames = it.headFields(l.T, l.Row)
	it.printed.Add(l)
	return it
}

func (it *indicatorTable) count(fields ...string) (n int) {
	for _, f := range fields {
		if it.cols[f] != nil {
			n++
		}
	}
	return n
}

// treeHeads reads the heads of a row by their words; not ok where a cell holds a
// figure, which no header does, or none of them is a head.
func (rd *room) treeHeads(l *rows.Line) (hs []treeHead, ok bool) {
	for _, c := range l.Cells {
		if paper.Numeric(c.Text) && !paper.IsYear(c.Text) {
			return nil, false
		}
		h := treeHead{Cell: c, field: cmp.Or(rd.Vocab.FormIndicators.Heading(c.Key), rd.Tree(c.Key))}
		ok = ok || h.field != "" && h.field != "other"
		h.from, h.to = rows.Under(l, c)
		switch h.field {
		case "weight", "score", "operator", "unit":
			h.to = c.Col + c.ColSpan // a blank column beside them is another's
		}
		hs = append(hs, h)
	}
	tellPoints(hs)
	for i := 1; i < len(hs); i++ { // 指标 before 二级指标
		if first := &hs[i-1]; hs[i].field == "level2" && (first.field == "" || first.field == "head") && labels.Shaped(first.Key) && first.RowSpan == hs[i].RowSpan {
			first.field = "level1"
		}
	}
	return hs, ok
}

// tellPoints gives heads of points (分数) to the weight or the score, whichever has no
// head of its own, the weight first.
func tellPoints(hs []treeHead) {
	has := func(field string) bool {
		return slices.ContainsFunc(hs, func(h treeHead) bool { return h.field == field })
	}
	for i := range hs {
		switch {
		case hs[i].field != "points":
		case !has("weight"):
			hs[i].field = "weight"
		case !has("score"):
			hs[i].field = "score"
		default:
			hs[i].field = ""
		}
	}
}

// take lays the columns out by their heads; of two heads of one field the first counts.
func (it *indicatorTable) take(hs []treeHead) {
	for _, h := range hs {
		if h.field == "" || h.field == "other" || it.cols[h.field] != nil {
			continue
		}
		for col := h.from; col < h.to; col++ {
			it.cols[h.field] = append(it.cols[h.field], col)
		}
	}
}

// weighLevels parts the weights of the tree's levels, each behind its level, from those
// of the indicators, which stand last.
func weighLevels(hs []treeHead) {
	last := -1
	for i := range hs {
		if hs[i].field == "weight" {
			last = i
		}
	}
	for i := 1; i < last; i++ {
		if hs[i].field != "weight" {
			continue
		}
		switch hs[i-1].field {
		case "level1":
			hs[i].field = levelWeights[0]
		case "level2":
			hs[i].field = levelWeights[1]
		}
	}
}

// tellHeads gives heads that words leave open their field by their order, where the
// cells below fit it.
func (rd *room) tellHeads(l *rows.Line, hs []treeHead) {
	at := map[string]int{}
	for i := range hs {
		if _, twice := at[hs[i].field]; !twice {
			at[hs[i].field] = i
		}
	}
	levels, named := -1, -1
	for _, f := range []string{"level1", "level2"} {
		if i, ok := at[f]; ok {
			levels = max(levels, i)
		}
	}
	if levels < 0 {
		return
	}
	if i, ok := at["level3"]; ok {
		named = i
	} else if levels+1 < len(hs) {
		// What stands behind the groups and holds names is the indicators' name.
		if h := &hs[levels+1]; (h.field == "" || h.field == "head") && !mostly(l, h, isMeasure) {
			h.field, named = "level3", levels+1
		}
	}
	if named >= 0 {
		tellMeasures(l, hs, named, at)
	}
}

// tellMeasures finds target and result among the heads behind the indicators' name.
func tellMeasures(l *rows.Line, hs []treeHead, named int, at map[string]int) {
	measures := func(i int) bool {
		return i > named && i < len(hs) && hs[i].field == "" && mostly(l, &hs[i], isMeasure)
	}
	target, aimed := at["target"]
	actual, reached := at["actual"]
	_, adjusted := at["adjusted"]
	switch {
	case aimed && reached:
	case reached:
		if !adjusted && measures(actual-1) {
			hs[actual-1].field = "target"
		}
	case aimed:
		if measures(target + 1) {
			hs[target+1].field = "actual"
		}
	case at["score"] > named+2 && measures(named+1) && measures(named+2):
		hs[named+1].field, hs[named+2].field = "target", "actual"
	}
}

// isMeasure reports whether a cell may be what an indicator aims at or reached: it
// holds a figure and few words.
func isMeasure(text string) bool {
	return strings.ContainsFunc(text, unicode.IsDigit) && utf8.RuneCountInString(text) <= 16
}

// mostly reports whether more than half of the cells below a head are of a kind.
func mostly(l *rows.Line, h *treeHead, kind func(string) bool) bool {
	of, n := 0, 0
	for row := h.Row + h.RowSpan; row < l.T.Rows && row < h.Row+h.RowSpan+40; row++ {
		c := l.T.Cell(row, h.from)
		if c == nil || c.Row != row || strings.TrimSpace(c.Text) == "" || c.ColSpan > h.to-h.from {
			continue
		}
		n++
		if kind(c.Text) {
			of++
		}
	}
	return of*2 > n
}

// subHeader takes in a second header row, all of whose cells are heads.
func (fr *reader) subHeader(l *rows.Line) bool {
	it := fr.tree
	if l.T != it.table || l.Row != it.row+1 || len(l.Cells) == 0 {
		return false
	}
	for _, c := range l.Cells {
		if fr.Vocab.FormIndicators.Heading(c.Key) == "" {
			return false
		}
	}
	hs, ok := fr.treeHeads(l)
	if !ok {
		return false
	}
	sub := &indicatorTable{cols: map[string][]int{}}
	sub.take(hs)
	for field, cols := range sub.cols {
		for i, col := range cols {
			// A lost merge leaves blanks under the heads of the row above.
			if c := l.T.Cell(it.row, col); i > 0 && c != nil && c.Col == col && c.Row == it.row && strings.TrimSpace(c.Text) != "" {
				cols = cols[:i]
				break
			}
		}
		it.cols[field] = cols
	}
	it.row = l.Row
	it.heads, it.headNames = it.headFields(l.T, l.Row)
	it.printed.Add(l)
	return true
}
