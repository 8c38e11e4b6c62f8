package form

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/form/tree"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

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
	out := &indicatorTable{cols: map[string][]int{}, row: -1, table: t, level1: it.level1, level2: it.level2, heads: it.heads, printed: rows.Heads{}}
	for col, name := range from.printed {
		out.printed[col+shift] = name
	}
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

// headWeight keeps the points that the head of all rows prints: 绩效指标（90分），
// 预算执行情况（10分）.
func (fr *reader) headWeight(c rows.Cell) (weight *report.Number) {
	name, p := labels.Points(c.Text)
	if p == "" {
		return nil
	}
	weight = &report.Number{Raw: p, At: c.At}
	for i := range fr.whole {
		if fr.whole[i].Name == name {
			return weight
		}
	}
	fr.whole = append(fr.whole, report.GroupWeight{Name: name, Weight: weight, At: c.At})
	return weight
}

// headWeights keeps the points of the heads on the left of a table's columns, and gives
// the first.
func (fr *reader) headWeights(l *rows.Line, first int) (weight *report.Number) {
	for _, c := range l.Cells {
		if c.Col >= first {
			break
		}
		if w := fr.headWeight(c); weight == nil {
			weight = w
		}
	}
	return weight
}

// first is the leftmost column of the tree.
func (it *indicatorTable) first() int {
	first := it.table.Cols
	for _, cols := range it.cols {
		for _, col := range cols {
			first = min(first, col)
		}
	}
	return first
}

// group follows the tree's first two levels down the rows.
func (fr *reader) group(l *rows.Line, field string, level int, into *string) bool {
	it := fr.tree
	cols := it.cols[field]
	text, c := rows.TextIn(l, cols, it.row+1)
	if text == "" || it.isRest(c) {
		return false
	}
	name, weight := labels.GroupPoints(text)
	at := report.Location{}
	if c != nil {
		at = c.At
	}
	// Every level may have a column of weights of its own.
	if w, wc := rows.TextIn(l, it.cols[tree.LevelWeights[level-1]], -1); weight == "" && paper.Numeric(w) {
		weight, at = w, wc.At
	}
	if weight != "" && c != nil && c.Row == l.Row {
		w := report.GroupWeight{Level: level, Name: name, Weight: &report.Number{Raw: weight, At: at}, At: c.At}
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
func (fr *reader) remarkRow(l *rows.Line) bool {
	it := fr.tree
	if it.cols["level3"] == nil || it.cols["target"] == nil && it.cols["actual"] == nil {
		return false
	}
	name, c := rows.TextIn(l, it.cols["level3"], -1)
	if c == nil {
		return false
	}
	for _, field := range []string{"target", "actual"} {
		over := false
		for _, col := range it.cols[field] {
			o := l.T.Cell(l.Row, col)
			over = over || o == c && !fr.scored(l) || fr.copied(l, o, name)
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

// copied reports whether a cell repeats a text that was merged over it.
func (fr *reader) copied(l *rows.Line, c *document.Cell, text string) bool {
	return c != nil && c.Row == l.Row && c.Text == text && paper.Wordy(text) && !fr.scored(l)
}

// scored reports whether a row of the tree has a weight or a score: equal neighbours in
// it are equal values and no merged cell.
func (fr *reader) scored(l *rows.Line) bool {
	for _, field := range []string{"weight", "score"} {
		if text, _ := rows.TextIn(l, fr.tree.cols[field], -1); paper.Numeric(text) {
			return true
		}
	}
	return false
}

// indicator reads a row of the tree.
func (fr *reader) indicator(l *rows.Line, seam bool) {
	if whole := fr.tree; whole.straddles(l) {
		part := whole.inOrder(l)
		if part == nil {
			fr.Note(true, l.At, "自评表的一行单元格与表头对不齐，未能分栏读入：%s", "the cells of a form's row do not stand under its heads and were not read: %s", rows.RawRow(l))
			fr.form.Indicators = append(fr.form.Indicators, report.Indicator{Level3: rows.RawRow(l), At: l.At})
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
	in := fr.indicatorCells(l)
	if fr.executionLine(l, &in) {
		return
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
	if empty && (in.Weight == nil || !paper.Wordy(in.Level3)) && (lexicon.IsTemplateName(rows.Key(in.Level3)) || in.Weight == nil) {
		return // left blank
	}
	fr.form.Indicators = append(fr.form.Indicators, in)
}

// indicatorCells reads what stands in a row under the heads of the tree.
func (fr *reader) indicatorCells(l *rows.Line) report.Indicator {
	it := fr.tree
	text := func(field string) (string, *document.Cell) { return rows.TextIn(l, it.cols[field], -1) }
	in := report.Indicator{At: l.At}
	in.Level3, _ = text("level3")
	if in.Level3 == "" {
		if t, c := rows.TextIn(l, it.cols["level3"], it.row+1); c != nil && c.RowSpan > 1 {
			in.Level3 = t // one indicator in several rows
		}
	}
	if in.Level3 == "" && fr.scored(l) {
		in.Level3 = fr.onlyName(l)
	}
	in.Target, in.Actual = fr.measure(l, "target"), fr.measure(l, "actual")
	adjusted := fr.measure(l, "adjusted")
	changed := adjusted.Raw != "" && !printed.Unstated(adjusted.Raw)
	if changed {
		in.Target = adjusted
	}
	fr.signs(l, &in)
	w, wc := text("weight")
	s, sc := text("score")
	in.Weight, in.Score = figure(w, wc), figure(s, sc)
	in.Reason, _ = rows.TextIn(l, it.cols["reason"], it.row+1)
	if printed.Unstated(in.Reason) && !paper.Wordy(in.Reason) {
		in.Reason = ""
	}
	if name, p := labels.Points(in.Level3); p != "" && in.Weight == nil {
		in.Level3, in.Weight = name, &report.Number{Raw: p, At: l.At}
	}
	in.Others = fr.indicatorOthers(l, changed)
	return in
}

// onlyName is the name of a row that stands alone, in the first column of groups or left
// of it: a merged cell of which a converter left blanks.
func (fr *reader) onlyName(l *rows.Line) string {
	if text, _ := rows.TextIn(l, fr.tree.cols["level2"], -1); text != "" {
		return ""
	}
	if text, _ := rows.TextIn(l, fr.tree.cols["level1"], -1); text != "" {
		return text
	}
	c, level1 := l.Cells[0], fr.tree.cols["level1"]
	if len(level1) == 0 || c.Col >= level1[0] || !paper.Wordy(c.Text) {
		return ""
	}
	return c.Text
}

// executionLine reads a row of the tree that scores the execution of the budget and says
// neither aim nor result: the money's own line, where that has no score.
func (fr *reader) executionLine(l *rows.Line, in *report.Indicator) bool {
	if in.Target.Raw != "" || in.Actual.Raw != "" || in.Score == nil || !fr.Executes(rows.Key(in.Level3)) {
		return false
	}
	for _, c := range l.Distinct() {
		if paper.Wordy(c.Text) && c.Text != in.Level3 {
			return false // it stands in a group of its own
		}
	}
	for i := range fr.form.Funds {
		if f := &fr.form.Funds[i]; (f.Total || len(fr.form.Funds) == 1) && f.Score == nil && f.Weight == nil {
			f.Weight, f.Score = in.Weight, in.Score
			return true
		}
	}
	return false
}

// signs puts the sign and the unit that have columns of their own to the measures.
func (fr *reader) signs(l *rows.Line, in *report.Indicator) {
	it := fr.tree
	op, _ := rows.TextIn(l, it.cols["operator"], -1)
	unit, _ := rows.TextIn(l, it.cols["unit"], it.row+1)
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
}

// indicatorOthers keeps the cells of a row that stand under no head with a field, and
// the target that another one replaced.
func (fr *reader) indicatorOthers(l *rows.Line, changed bool) (out []report.Other) {
	it := fr.tree
	taken := map[int]bool{}
	for field, cols := range it.cols {
		for _, col := range cols {
			taken[col] = taken[col] || !(changed && field == "target")
		}
	}
	from := it.first()
	fr.headWeights(l, from)
	for _, c := range l.Cells {
		if o, ok := rows.Other(it.printed[c.Col], c.Cell, "", false); ok && c.Col < from && paper.Numeric(c.Text) {
			out = append(out, o) // the row's number
		}
	}
	for _, c := range l.Rest(from, it.printed, func(col int) bool { return taken[col] }) {
		if o, ok := rows.Other(it.printed[c.Col], c, "", false); ok {
			out = append(out, o)
		}
	}
	return out
}

func (fr *reader) measure(l *rows.Line, field string) report.Measure {
	text, c := rows.TextIn(l, fr.tree.cols[field], -1)
	if text == "" || c == nil || fr.tree.overName(l, c) {
		return report.Measure{}
	}
	return report.Measure{Raw: text, At: c.At}
}

// overName reports a cell that is merged over the name of the indicator and over what
// stands left of it, too, or that a converter repeats so: it says what is scored, and not
// how much of it.
func (it *indicatorTable) overName(l *rows.Line, c *document.Cell) bool {
	for _, col := range it.cols["level3"] {
		name := l.T.Cell(l.Row, col)
		if name == c {
			return true
		}
		if left := l.T.Cell(l.Row, col-1); name != nil && col > 0 && left != nil && left.Row == l.Row && paper.Wordy(c.Text) && name.Text == c.Text && left.Text == c.Text {
			return true
		}
	}
	return false
}

func (rd *room) isSum(c rows.Cell) bool {
	key := labels.WithoutOrdinal(rows.Key(lexicon.WithoutBrackets(strings.TrimRight(c.Key, ":"))))
	return rd.Vocab.IsFormSum(key) || rd.Sums(key)
}
