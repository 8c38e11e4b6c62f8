package form

import (
	"cmp"
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/form/tree"
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

// indicatorHeader reads a row of column heads such as 一级指标, 年度指标值, 得分.
func (rd *room) indicatorHeader(l *rows.Line) *indicatorTable {
	hs, ok := rd.treeHeads(l)
	if !ok {
		return nil
	}
	tree.WeighLevels(hs)
	rd.tellHeads(l, hs)
	it := &indicatorTable{cols: map[string][]int{}, row: l.Row, table: l.T, printed: rows.Heads{}}
	it.take(hs)
	levels, values := it.count("level1", "level2", "level3"), it.count("target", "actual", "weight", "score")
	if it.namedByHead(levels) {
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

// namedByHead reports that the column headed 绩效指标 holds the names: there are no
// levels, or it stands behind them and no other column does.
func (it *indicatorTable) namedByHead(levels int) bool {
	head := it.cols["head"]
	if head == nil || levels == 0 || it.cols["level3"] != nil {
		return head != nil && levels == 0
	}
	for _, field := range []string{"level1", "level2"} {
		for _, col := range it.cols[field] {
			if col > head[0] {
				return false
			}
		}
	}
	return true
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
func (rd *room) treeHeads(l *rows.Line) (hs []tree.Head, ok bool) {
	for _, c := range l.Cells {
		if paper.Numeric(c.Text) && !paper.IsYear(c.Text) {
			return nil, false
		}
	}
	if !slices.ContainsFunc(l.Cells, func(c rows.Cell) bool { f := rd.asTree.Of(c.Key, rd.treeWord); return f != "" && f != "other" }) {
		return nil, false
	}
	hs = make([]tree.Head, 0, len(l.Cells))
	for _, c := range l.Cells {
		h := tree.Head{Cell: c, Field: rd.asTree.Of(c.Key, rd.treeWord)}
		h.From, h.To = rows.Under(l, c)
		switch h.Field {
		case "weight", "score", "operator", "unit":
			h.To = c.Col + c.ColSpan // a blank column beside them is another's
		}
		hs = append(hs, h)
	}
	tree.Points(hs)
	tree.Heading(hs)
	tree.Twins(hs)
	tree.Levels(l, hs, func(text string) bool { return rd.Vocab.FormGroups.Holds(rows.Key(text)) })
	for i := 1; i < len(hs); i++ { // 指标 before 二级指标
		if first := &hs[i-1]; hs[i].Field == "level2" && (first.Field == "" || first.Field == "head") && labels.Shaped(first.Key) && first.RowSpan == hs[i].RowSpan {
			first.Field = "level1"
		}
	}
	return hs, true
}

// treeWord is the field of the tree that words give a head.
func (rd *room) treeWord(key string) string {
	field := rd.Vocab.FormIndicators.Heading(key)
	if rd.Vocab.FormIndicators.Listed(key) != "" {
		return field
	}
	if field = cmp.Or(rd.Tree(key), field); field != "" { // 年度完成目标值 only ends as a target
		return field
	}
	// 绩效度量（指标值）: what stands in brackets says it in the usual words.
	if i := strings.IndexByte(key, '('); i > 0 && strings.HasSuffix(key, ")") {
		return rd.Vocab.FormIndicators.Listed(key[i+1 : len(key)-1])
	}
	return ""
}

// take lays the columns out by their heads; of two heads of one field the first counts.
func (it *indicatorTable) take(hs []tree.Head) {
	for _, h := range hs {
		if h.Field == "" || h.Field == "other" || it.cols[h.Field] != nil {
			continue
		}
		for col := h.From; col < h.To; col++ {
			it.cols[h.Field] = append(it.cols[h.Field], col)
		}
	}
}

// tellHeads gives heads that words leave open their field by their order, where the
// cells below fit it.
func (rd *room) tellHeads(l *rows.Line, hs []tree.Head) {
	at := map[string]int{}
	for i := range hs {
		if _, twice := at[hs[i].Field]; !twice {
			at[hs[i].Field] = i
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
		if h := &hs[levels+1]; (h.Field == "" || h.Field == "head") && !tree.Mostly(l, h, tree.IsMeasure) {
			h.Field, named = "level3", levels+1
		}
	}
	if named >= 0 {
		tree.Measures(l, hs, named, at)
		tree.Weights(l, hs, named)
	}
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
