package form

import (
	"cmp"
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/interpret/form/goal"
	"selfeval/extract/interpret/form/left"
	"selfeval/extract/interpret/form/money"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// reader reads one form, line after line.
type reader struct {
	*room
	form *report.Form
	unit string // declared by a caption or title line

	funds *fundTable
	goal  *goal.Columns
	tree  *indicatorTable
	tasks *taskTable
	among bool
	again bool // the line before repeated the tree's header, as at the top of a page
	// superior is the department above the one that reports (中央主管部门).
	superior  string
	code      string               // printed before the project's name
	whole     []report.GroupWeight // weights in the heads beside all rows of a part
	divisions map[int]string       // columns of named figures, by what divides them
	t         *document.Table      // of the line before
	passed    int                  // rows of it that were read ahead
	summed    bool                 // the row that sums the tree was read
	sumName   string               // what the last row of sums is called
}

// read reads the form's lines.
func (fr *reader) read(lines []rows.Line) {
	for i := range lines {
		l := &lines[i]
		if l.T == nil {
			fr.paragraph(l)
			continue
		}
		if fr.form.At.IsZero() {
			fr.form.At = l.At
			if fr.unit == "" {
				fr.unit = fr.UnitOver(l.Block)
			}
		}
		if l.T != fr.t {
			fr.enter(l.T)
		}
		if len(l.Cells) > 0 && l.Row >= fr.passed {
			fr.line(l)
		}
	}
	fr.form.Others = append(fr.form.Others, left.Over(fr.form, lines, fr.Teller)...)
	if fr.form.At.IsZero() && len(lines) > 0 {
		fr.form.At = lines[0].At
	}
	fr.form.Groups = append(fr.form.Groups, fr.whole...)
	fr.form.Department = cmp.Or(fr.form.Department, fr.superior)
	fr.form.Code = cmp.Or(fr.form.Code, fr.code)
	fr.form.Kind = report.KindProject
	if key := cjk.Squeeze(fr.form.Title); lexicon.HoldsAny(key, fr.Vocab.Titles.Whole) || fr.form.Project == "" && len(fr.form.Tasks) > 0 {
		fr.form.Kind = report.KindDepartment
		fr.form.Department = cmp.Or(fr.form.Department, fr.form.Implementer) // who fills it in
	}
}

// enter goes on in another table: columns keep their places, or move with the
// merged cells that a part after a page break has lost.
func (fr *reader) enter(t *document.Table) {
	if fr.tree != nil && fr.t != nil {
		fr.tree = fr.tree.moved(t)
	}
	if fr.t != nil && (fr.tree == nil || fr.t.Cols != t.Cols) {
		fr.funds, fr.goal, fr.tasks = nil, nil, nil
	}
	if fr.goal != nil || fr.tree != nil {
		fr.funds = nil
	}
	fr.t, fr.passed = t, 0
}

func (fr *reader) paragraph(l *rows.Line) {
	if title, ok := l.Title(); ok {
		if fr.form.Title == "" {
			fr.form.Title = title
			fr.claimed[l.Block] = true
		}
		fr.caption(title, l.At)
		return
	}
	if fr.labelled(l) {
		fr.claimed[l.Block] = true
	}
	fr.caption(l.Text, l.At)
}

// line reads a row of a table.
func (fr *reader) line(l *rows.Line) {
	if title, ok := l.Title(); ok {
		if fr.form.Title == "" {
			fr.form.Title = title
		}
		fr.caption(title, l.At)
		return
	}
	if fr.numbers(l) || fr.treeHeader(l) {
		return
	}
	if fr.tree != nil {
		fr.treeLine(l)
		return
	}
	if !fr.tableHeader(l) {
		fr.bodyLine(l)
	}
}

// treeHeader reads a row that heads the tree of indicators, or a further level of its
// header.
func (fr *reader) treeHeader(l *rows.Line) bool {
	if fr.tree != nil && fr.subHeader(l) {
		fr.printed()
		return true
	}
	it := fr.indicatorHeader(l)
	if it == nil {
		return false
	}
	if fr.tree != nil {
		it.level1, it.level2 = fr.tree.level1, fr.tree.level2
		fr.again = true
	}
	fr.tree, fr.funds, fr.goal, fr.tasks = it, nil, nil, nil
	fr.headWeights(l, it.first())
	fr.printed()
	return true
}

// tableHeader reads a row that heads the tasks or the money.
func (fr *reader) tableHeader(l *rows.Line) bool {
	if tt := fr.taskHeader(l, fr.ofDepartment()); tt != nil {
		if fr.tasks == nil || l.Row != fr.tasks.row+1 { // else its second row: 总额, 其中
			fr.tasks, fr.funds, fr.goal = tt, nil, nil
		} else {
			fr.tasks.heads.Add(l)
		}
		return true
	}
	if fr.funds != nil && fr.subHeads(fr.funds, l) {
		return true
	}
	ft := fr.fundHeader(l)
	if ft == nil || fr.tasks != nil && l.Row <= fr.tasks.row+1 {
		return false
	}
	fr.funds, fr.goal, fr.tasks = ft, nil, nil
	if money.Turn(&rows.Line{Block: l.Block, T: l.T, Row: l.Row + 1}, fr.Teller) != nil {
		fr.funds = nil // the heads of columns beside money that is set out by rows
		return true
	}
	if w := fr.headWeights(l, ft.first); w != nil && ft.weight == nil && ft.cols["weight"] == nil {
		ft.weight = w
	}
	return true
}

// bodyLine reads a row below a header, or one of labels and values.
func (fr *reader) bodyLine(l *rows.Line) {
	switch {
	case fr.turned(l):
	case fr.goalLine(l):
		fr.funds, fr.tasks = nil, nil
	case fr.startsWithLabel(l):
		fr.labelled(l)
	case fr.tasks != nil:
		fr.task(l)
	case fr.moneyLine(l):
	case fr.goal != nil:
		fr.goalText(l)
	case fr.sumRow(l):
	case fr.labelled(l):
	default:
		if c, ok := l.Alone(); ok {
			fr.caption(c.Text, c.At)
		}
	}
}

// numbers takes in a row that numbers the columns, right below their heads.
func (fr *reader) numbers(l *rows.Line) bool {
	switch ft, it := fr.funds, fr.tree; {
	case !fr.NumberRow(l.T, l.Row):
		return false
	case ft != nil && !ft.paired && l.Row == ft.row+1:
		ft.row = l.Row
	case it != nil && it.table == l.T && l.Row == it.row+1:
		it.row = l.Row
	default:
		return false
	}
	return true
}

// moneyLine reads a row of money.
func (fr *reader) moneyLine(l *rows.Line) bool {
	if len(fr.form.Funds) > 0 && fr.inlineSources(l) {
		return true
	}
	if fr.funds != nil {
		if fr.pairedFigures(l) || fr.fund(l) {
			return true
		}
	}
	return fr.funds == nil && fr.pairedFunds(l) || len(fr.form.Funds) == 0 && fr.inlineFunds(l)
}

// ofDepartment reports whether the title calls the form a department's.
func (fr *reader) ofDepartment() bool {
	return lexicon.HoldsAny(cjk.Squeeze(fr.form.Title), fr.Vocab.Titles.Whole)
}

// printed notes the columns that the tree prints, in the order of the record.
func (fr *reader) printed() {
	before := fr.form.Columns
	fr.form.Columns = nil
	for _, name := range treeColumns {
		if fr.tree.cols[name] != nil || slices.Contains(before, name) {
			fr.form.Columns = append(fr.form.Columns, name)
		}
	}
}

func (fr *reader) treeLine(l *rows.Line) {
	switch {
	case fr.sumBelow(l) || fr.pairedSums(l):
	case fr.sumRow(l):
		fr.labelled(l) // 自评等级 beside the total
	case fr.startsWithLabel(l):
		fr.labelled(l)
	case fr.belowSum(l):
	default:
		if c, ok := l.Alone(); ok && c.ColSpan > 2 {
			fr.caption(c.Text, c.At)
			return // a note over the width of the table
		}
		fr.indicator(l, l.Seam || fr.again)
		fr.again = false
	}
}

// startsWithLabel reports whether a line's first text is a label of the form
// itself, alone or with its value.
func (rd *room) startsWithLabel(l *rows.Line) bool {
	c := l.Cells[0]
	return rd.Field(c.Key) != "" || len(rd.Pairs(c.Text)) > 0
}

// pairedFunds opens a money table that is made of labels and their values.
func (fr *reader) pairedFunds(l *rows.Line) bool {
	ft := fr.fundPairs(l, fr.funds != nil)
	if ft == nil {
		return false
	}
	fr.funds = ft
	before := len(fr.form.Funds)
	fr.fund(l)
	if len(fr.form.Funds) > before {
		f := &fr.form.Funds[before]
		f.Total = before == 0 || f.Total
		for _, c := range l.Cells {
			fr.inlineField(c, f) // 执行率：98.43% in one cell
		}
	}
	return true
}

// pairedFigures reads rate, weight and score that stand as labels with values in
// a line below the money rows; they are the total's.
func (fr *reader) pairedFigures(l *rows.Line) bool {
	if len(fr.form.Funds) == 0 || fr.Vocab.FormFunds.Exactly(l.Cells[0].Key) == "" {
		return false
	}
	ft := fr.fundPairs(l, fr.funds != nil)
	if ft == nil {
		return false
	}
	total := &fr.form.Funds[0]
	for i := range fr.form.Funds {
		if fr.form.Funds[i].Total {
			total = &fr.form.Funds[i]
		}
	}
	take := func(field string, into **report.Number) {
		if text, c := rows.TextIn(l, ft.cols[field], -1); *into == nil && paper.Numeric(text) {
			*into = figure(text, c)
		}
	}
	take("rate", &total.Rate)
	take("weight", &total.Weight)
	take("score", &total.Score)
	fr.pairsLeft(l, total)
	return true
}

// pairsLeft reads the other figures of such a line: the form's total, or what has no
// field.
func (fr *reader) pairsLeft(l *rows.Line, total *report.Fund) {
	for _, c := range l.Cells {
		text, at := rows.ValueRight(l, c, fr.IsLabel)
		switch {
		case at == nil || !paper.Numeric(text) || (*fundRow)(total).holds(at.At) || paper.Numeric(c.Text):
		case fr.isSum(c) && fr.form.TotalScore == nil:
			fr.form.TotalScore = figure(text, at)
		default:
			fr.other(c.Text, rows.Cell{Cell: at, Key: rows.Key(text)})
		}
	}
}

// holds reports whether anything of a form was read.
func (fr *reader) holds() bool {
	f := fr.form
	return len(f.Indicators) > 0 || len(f.Funds) > 0 || len(f.Tasks) > 0 || f.Project != "" && f.Goal.Expected != ""
}
