package form

import (
	"regexp"
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

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
	whole *indicatorTable
	heads []string // fields of the header row's cells, from left to right
}

// indicatorHeader reads a row of column heads such as 一级指标, 年度指标值, 得分.
func (rd *room) indicatorHeader(l *formLine) *indicatorTable {
	it := &indicatorTable{cols: map[string][]int{}, row: l.row, table: l.t}
	if !rd.indicatorHeads(l, it) {
		return nil
	}
	levels := 0
	for _, f := range []string{"level1", "level2", "level3"} {
		if it.cols[f] != nil {
			levels++
		}
	}
	if levels == 0 && it.cols["head"] != nil {
		it.cols["level3"] = it.cols["head"]
		levels++
	}
	values := 0
	for _, f := range []string{"target", "actual", "weight", "score"} {
		if it.cols[f] != nil {
			values++
		}
	}
	if levels == 0 || values == 0 || levels+values < 3 {
		return nil
	}
	// A scoring sheet has weights and scores alone.
	sheet := levels >= 2 && it.cols["weight"] != nil && it.cols["score"] != nil
	if it.cols["target"] == nil && it.cols["actual"] == nil && !sheet {
		return nil
	}
	it.heads = it.headFields(l.t, l.row)
	return it
}

// indicatorHeads notes which columns a row's heads name; false where a cell
// holds a figure, which no header does.
func (rd *room) indicatorHeads(l *formLine, it *indicatorTable) bool {
	for _, c := range l.cells {
		if paper.Numeric(c.Text) && !paper.IsYear(c.Text) {
			return false
		}
		field := rd.Vocab.FormIndicators.Heading(c.key)
		if field == "" || field == "other" {
			continue
		}
		if had, twice := it.cols[field]; twice {
			// Every level may have its weight: the last level's is an indicator's.
			if last := it.cols["level3"]; field != "weight" || last == nil || had[0] > last[0] {
				continue
			}
			delete(it.cols, field)
		}
		from, to := underHead(l, c)
		if field == "weight" || field == "score" || field == "operator" || field == "unit" {
			to = c.Col + c.ColSpan // a blank column beside them is another's
		}
		for col := from; col < to; col++ {
			it.cols[field] = append(it.cols[field], col)
		}
	}
	return true
}

// subHeader takes in a second header row, all of whose cells are heads.
func (fr *reader) subHeader(l *formLine) bool {
	it := fr.tree
	if l.t != it.table || l.row != it.row+1 || len(l.cells) == 0 {
		return false
	}
	sub := &indicatorTable{cols: map[string][]int{}}
	for _, c := range l.cells {
		if fr.Vocab.FormIndicators.Heading(c.key) == "" {
			return false
		}
	}
	if !fr.indicatorHeads(l, sub) {
		return false
	}
	for field, cols := range sub.cols {
		for i, col := range cols {
			// A lost merge leaves blanks under the heads of the row above.
			if c := l.t.Cell(it.row, col); i > 0 && c != nil && c.Col == col && c.Row == it.row && strings.TrimSpace(c.Text) != "" {
				cols = cols[:i]
				break
			}
		}
		it.cols[field] = cols
	}
	it.row = l.row
	it.heads = it.headFields(l.t, l.row)
	return true
}

// treeColumns are the tree's columns in the order of the record.
var treeColumns = []string{"level1", "level2", "level3", "operator", "target", "unit", "actual", "weight", "score", "reason"}

// moved gives the columns in a part of the table that has fewer columns or more:
// parts lose those of merged cells on the left.
func (it *indicatorTable) moved(t *document.Table) *indicatorTable {
	from := it
	if it.whole != nil {
		from = it.whole
	}
	shift := t.Cols - from.table.Cols
	out := &indicatorTable{cols: map[string][]int{}, row: -1, table: t, level1: it.level1, level2: it.level2, heads: it.heads}
	if shift != 0 {
		out.whole = from
	}
	for field, cols := range from.cols {
		for _, c := range cols {
			if c += shift; c >= 0 && c < t.Cols {
				out.cols[field] = append(out.cols[field], c)
			}
		}
	}
	return out
}

var (
	bracketPoints = regexp.MustCompile(`\s*[(（\[【]\s*(?:共|满分|分值|权重)?\s*[:：]?\s*(\d+(?:\.\d+)?)\s*分\s*[)）\]】]\s*$`)
	// A line of the template that was left as it came: 指标2：, ……
	templateName = regexp.MustCompile(`^(?:指标\d*:?)?[.…·]*$`)
)

// points takes the points off the head of a group: 产出指标（50分）.
func points(text string) (name, weight string) {
	if m := bracketPoints.FindStringSubmatchIndex(text); m != nil && m[0] > 0 {
		return text[:m[0]], text[m[2]:m[3]]
	}
	return text, ""
}

// group follows the tree's first two levels down the rows.
func (fr *reader) group(l *formLine, field string, level int, into *string) bool {
	it := fr.tree
	cols := it.cols[field]
	text, c := textIn(l, cols, it.row+1)
	if text == "" || it.isRest(c) {
		return false
	}
	name, weight := points(text)
	if weight != "" && c != nil && c.Row == l.row {
		w := report.GroupWeight{Level: level, Name: name, Weight: &report.Number{Raw: weight, At: c.At}, At: c.At}
		if gs := fr.form.Groups; len(gs) == 0 || gs[len(gs)-1].Name != name || *into != name {
			fr.form.Groups = append(fr.form.Groups, w)
		}
	}
	changed := name != *into
	*into = name
	return changed
}

// remarkRow reads a row whose text lies over the columns of the tree, which is
// what is said of the form as a whole. It reports whether the line was one.
func (fr *reader) remarkRow(l *formLine) bool {
	it := fr.tree
	if it.cols["level3"] == nil || it.cols["target"] == nil && it.cols["actual"] == nil {
		return false
	}
	name, c := textIn(l, it.cols["level3"], -1)
	if c == nil {
		return false
	}
	for _, field := range []string{"target", "actual"} {
		over := false
		for _, col := range it.cols[field] {
			o := l.t.Cell(l.row, col)
			over = over || o == c || o != nil && o.Row == l.row && o.Text == name && paper.Wordy(name)
		}
		if !over && it.cols[field] != nil {
			return false
		}
	}
	if !printed.Unstated(name) {
		addText(&fr.form.Remark, name)
	}
	return true
}

// indicator reads a row of the tree.
func (fr *reader) indicator(l *formLine, seam bool) {
	if whole := fr.tree; whole.straddles(l) {
		part := whole.inOrder(l)
		if part == nil {
			fr.Note(true, l.at, "自评表的一行单元格与表头对不齐，未能分栏读入：%s", "the cells of a form's row do not stand under its heads and were not read: %s", rawRow(l))
			fr.form.Indicators = append(fr.form.Indicators, report.Indicator{Level3: rawRow(l), At: l.at})
			return
		}
		fr.tree = part
		defer func() {
			whole.level1, whole.level2 = part.level1, part.level2
			fr.tree = whole
		}()
	}
	it := fr.tree
	if fr.remarkRow(l) {
		return
	}
	text := func(field string) (string, *document.Cell) { return textIn(l, it.cols[field], -1) }
	in := report.Indicator{At: l.at}
	in.Level3, _ = text("level3")
	if in.Level3 == "" {
		if t, c := textIn(l, it.cols["level3"], it.row+1); c != nil && c.RowSpan > 1 {
			in.Level3 = t // one indicator in several rows
		}
	}
	in.Target, in.Actual = fr.measure(l, "target"), fr.measure(l, "actual")
	if adjusted := fr.measure(l, "adjusted"); adjusted.Raw != "" && !printed.Unstated(adjusted.Raw) {
		in.Target = adjusted
	}
	op, _ := text("operator")
	unit, _ := textIn(l, it.cols["unit"], it.row+1)
	if in.Target.Raw != "" {
		if !printed.Unstated(op) {
			in.Target.Operator = op
		}
		if !printed.Unstated(unit) {
			in.Target.Unit = unit
		}
	}
	if in.Actual.Raw != "" && !printed.Unstated(unit) {
		in.Actual.Unit = unit
	}
	w, wc := text("weight")
	s, sc := text("score")
	in.Weight, in.Score = figure(w, wc), figure(s, sc)
	in.Reason, _ = textIn(l, it.cols["reason"], it.row+1)
	if printed.Unstated(in.Reason) && !paper.Wordy(in.Reason) {
		in.Reason = ""
	}
	if name, p := points(in.Level3); p != "" && in.Weight == nil {
		in.Level3, in.Weight = name, &report.Number{Raw: p, At: l.at}
	}
	if seam {
		if fr.restOfRow(&in) {
			fr.joinRow(l, &in)
			return
		}
		fr.joinGroups(l)
	}
	if fr.group(l, "level1", 1, &it.level1) {
		it.level2 = ""
	}
	fr.group(l, "level2", 2, &it.level2)
	in.Level1, in.Level2 = it.level1, it.level2
	empty := in.Target.Raw == "" && in.Actual.Raw == "" && in.Score == nil
	if empty && (in.Weight == nil || !paper.Wordy(in.Level3)) && (templateName.MatchString(labelKey(in.Level3)) || in.Weight == nil) {
		return // left blank
	}
	fr.form.Indicators = append(fr.form.Indicators, in)
}

func (fr *reader) measure(l *formLine, field string) report.Measure {
	text, c := textIn(l, fr.tree.cols[field], -1)
	if text == "" || c == nil {
		return report.Measure{}
	}
	return report.Measure{Raw: text, At: c.At}
}

// sumRow reads the row that sums weights and scores.
func (fr *reader) sumRow(l *formLine) bool {
	if len(l.cells) == 0 || !fr.isSum(l.cells[0]) && (len(l.cells) < 2 || !fr.Vocab.FormHeads.Has(l.cells[0].key) || !fr.isSum(l.cells[1])) {
		return false
	}
	for _, c := range l.cells {
		if f := fr.Vocab.FormFields.Exactly(c.key); f == "total_weight" {
			return true // labels with values of their own: 总分值 | 100 | 总得分 | 96
		}
	}
	var weight, score *report.Number
	if it := fr.tree; it != nil && it.table == l.t && it.whole == nil {
		if w, c := textIn(l, it.cols["weight"], -1); paper.Numeric(w) {
			weight = figure(w, c)
		}
		if s, c := textIn(l, it.cols["score"], -1); paper.Numeric(s) {
			score = figure(s, c)
		}
	}
	var figures []formCell
	for _, c := range l.cells {
		if paper.Numeric(c.Text) {
			figures = append(figures, c)
		}
	}
	if weight == nil && score == nil || (weight == nil || score == nil) && len(figures) == 2 && figures[0].key != figures[1].key {
		switch len(figures) { // two figures are weight and score, wherever they stand
		case 1:
			score = figure(figures[0].Text, figures[0].Cell)
		case 2:
			weight, score = figure(figures[0].Text, figures[0].Cell), figure(figures[1].Text, figures[1].Cell)
		}
	}
	if weight == nil {
		if _, p := points(l.cells[0].Text); p != "" {
			weight = &report.Number{Raw: p, At: l.cells[0].At}
		}
	}
	if weight != nil {
		fr.form.TotalWeight = weight
	}
	if score != nil {
		fr.form.TotalScore = score
	}
	return true
}

func (rd *room) isSum(c formCell) bool {
	return rd.Vocab.FormSums.Has(labelKey(lexicon.WithoutBrackets(strings.TrimRight(c.key, ":"))))
}
