package interpret

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// Result is what the forms of a paper say.
type FormResult struct {
	Forms     []report.Form
	Proposals []Proposal
	Notes     Notes
	Claimed   Claims // what was taken before, and the blocks of the forms
}

// formRoom reads the forms of one paper.
type formRoom struct {
	*columnReader
	Notes
	claimed Claims
}

// readForms reads the forms (项目支出绩效自评表, 部门整体支出绩效自评表). A form
// is read by its labels, wherever they stand; it may fill several tables, and a
// table may hold several forms.
func readForms(p *Paper, year string, taken Claims) FormResult {
	rd := &formRoom{columnReader: &columnReader{Paper: p, year: year}, claimed: taken.clone()}
	var forms []report.Form
	for _, group := range rd.formGroups() {
		run, ok := rd.run(group)
		forms = append(forms, run...)
		if !ok {
			break
		}
		for _, t := range group {
			rd.claimed.take(t)
		}
	}
	return FormResult{Forms: forms, Proposals: proposals(forms), Notes: rd.Notes, Claimed: rd.claimed}
}

// run reads the forms of a run of tables; not ok where it was stopped.
func (rd *formRoom) run(group []*table) (forms []report.Form, ok bool) {
	over := &report.Form{}
	for _, lines := range rd.splitForms(rd.formLines(group)) {
		if rd.ctx.Err() != nil {
			return forms, false
		}
		fr := &formReader{formRoom: rd, form: &report.Form{}}
		fr.read(lines)
		if !fr.holds() {
			continue
		}
		f := fr.form
		if above := rd.overForms(lines); above.Title != "" || above.FiscalYear.Raw != "" {
			over = above
		}
		f.Department = cmp.Or(f.Department, over.Department)
		if f.FiscalYear.Raw == "" {
			f.FiscalYear = over.FiscalYear
		}
		forms = append(forms, *f)
	}
	shareYear(forms)
	return forms, true
}

// proposals let forms name title, department and year of a file that holds nothing else
// to name them: all forms must agree, but for the title.
func proposals(forms []report.Form) (out []Proposal) {
	if len(forms) == 0 {
		return nil
	}
	first := &forms[0]
	add := func(field Field, value string, at report.Location, key func(*report.Form) string) {
		for i := range forms {
			if key(&forms[i]) != key(first) {
				return
			}
		}
		out = append(out, Proposal{Field: field, Value: value, At: at, Source: FromForms})
	}
	add(Title, first.Title, first.At, func(*report.Form) string { return "" })
	add(Department, first.Department, first.At, func(f *report.Form) string { return cjk.Squeeze(f.Department) })
	add(Year, first.FiscalYear.Raw, first.FiscalYear.At, func(f *report.Form) string { return f.FiscalYear.Raw })
	return out
}

// shareYear gives forms without a year that of the others of their run, where
// these agree.
func shareYear(forms []report.Form) {
	var year report.Integer
	for i := range forms {
		switch y := forms[i].FiscalYear; {
		case y.Raw == "":
		case year.Raw != "" && year.Raw != y.Raw:
			return
		default:
			year = y
		}
	}
	for i := range forms {
		if forms[i].FiscalYear.Raw == "" {
			forms[i].FiscalYear = year
		}
	}
}

// overForms reads what the lines above a run of forms say of all of them.
func (rd *formRoom) overForms(lines []formLine) *report.Form {
	fr := &formReader{formRoom: rd, form: &report.Form{}}
	for i := range lines {
		if lines[i].t != nil {
			break
		}
		fr.paragraph(&lines[i])
	}
	return fr.form
}

// evidence is what of a form a table or line shows.
type evidence uint8

const (
	showsTitle evidence = 1 << iota
	showsProject
	showsLabels // two other labels with their values
	showsFunds
	showsGoal
	showsTree
)

// strong reports whether a table is a form on its own.
func (e evidence) strong() bool {
	parts := 0
	for _, bit := range []evidence{showsFunds, showsGoal} {
		if e&bit != 0 {
			parts++
		}
	}
	if e&(showsProject|showsLabels|showsTitle) != 0 {
		parts++
	}
	return e&showsTree != 0 || parts >= 2
}

// weak reports whether a table may be a form's part beside a strong one.
func (e evidence) weak() bool { return e != 0 }

// shows finds what a line shows of a form.
func (rd *formRoom) shows(l *formLine) evidence {
	var e evidence
	if _, ok := l.title(); ok {
		return showsTitle
	}
	if l.t == nil {
		for _, p := range rd.pairs(l.text) {
			if p.field == "project" {
				e |= showsProject
			}
		}
		return e
	}
	if passedOver(rd.vocab.FormSigns(), l.cells) {
		return 0
	}
	switch {
	case rd.indicatorHeader(l) != nil:
		return showsTree
	case rd.taskHeader(l, false) != nil, rd.fundHeader(l) != nil, rd.fundPairs(l, false) != nil:
		return showsFunds
	case rd.goalParts(l, nil) != nil:
		return showsGoal
	}
	if rd.projectOf(l) != "" {
		e |= showsProject
	}
	labels := 0
	for _, c := range l.cells {
		if f := rd.vocab.FormFields.Exactly(c.key); f != "" && f != "project" && f != "remark" {
			if v, _ := rd.valueRight(l, c); v != "" {
				labels++
			}
		}
	}
	if labels >= 2 {
		e |= showsLabels
	}
	return e
}

// projectOf is the project that a line names, "" where it names none.
func (rd *formRoom) projectOf(l *formLine) string {
	if l.t == nil {
		for _, p := range rd.pairs(l.text) {
			if p.field == "project" {
				return p.value
			}
		}
		return ""
	}
	for _, c := range l.cells {
		if rd.vocab.FormFields.Exactly(c.key) == "project" {
			v, _ := rd.valueRight(l, c)
			return v
		}
		for _, p := range rd.pairs(c.Text) {
			if p.field == "project" {
				if p.value == "" {
					p.value, _ = rd.valueRight(l, c)
				}
				return p.value
			}
		}
	}
	return ""
}

// formGroups finds the runs of tables that make up forms.
func (rd *formRoom) formGroups() [][]*table {
	tables := rd.tables()
	found := make([]evidence, len(tables))
	for i, t := range tables {
		if rd.claimed.has(t) {
			continue
		}
		for n, l := range tableLines(t.blocks[0], t.Table) {
			if n%64 == 0 && rd.ctx.Err() != nil {
				return nil
			}
			found[i] |= rd.shows(&l)
			if rd.lists(&l) {
				found[i] = 0
				break
			}
		}
		if found[i] == showsFunds && !rd.sources(t) || found[i]&(showsGoal|showsTree) == 0 && rd.projectList(t) {
			found[i] = 0 // a list of projects or accounts
		}
	}
	in := make([]bool, len(tables))
	for i := range tables {
		in[i] = found[i].strong()
	}
	for i := 1; i < len(tables); i++ { // parts after a form
		if !in[i] && in[i-1] && !rd.claimed.has(tables[i]) && rd.near(tables[i-1], tables[i]) {
			in[i] = found[i].weak() || rd.endsForm(tables[i]) || rd.continuesForm(tables[i-1], tables[i])
		}
	}
	for i := len(tables) - 2; i >= 0; i-- { // parts before a form
		if !in[i] && in[i+1] && found[i].weak() && rd.near(tables[i], tables[i+1]) {
			in[i] = true
		}
	}
	var groups [][]*table
	for i, t := range tables {
		switch {
		case !in[i]:
		case i > 0 && in[i-1] && rd.near(tables[i-1], t):
			groups[len(groups)-1] = append(groups[len(groups)-1], t)
		default:
			groups = append(groups, []*table{t})
		}
	}
	return groups
}

// lists reports whether a line sets out several projects beside its label: the
// table is a list turned on its side.
func (rd *formRoom) lists(l *formLine) bool {
	if len(l.cells) < 3 || rd.vocab.FormFields.Exactly(l.cells[0].key) != "project" {
		return false
	}
	before := l.cells[1].key
	if rd.isLabel(before) {
		return false
	}
	for _, c := range l.cells[2:] {
		// The value of a further label stands beside that label.
		if c.key != before && !rd.isLabel(c.key) && !rd.isLabel(before) {
			return true
		}
		before = c.key
	}
	return false
}

// projectList reports whether a table lists projects under heads that forms have for
// labels too: a row of column words names them, and no source of money stands below.
func (rd *formRoom) projectList(t *table) bool {
	h, ok := rd.readHeader(t.Table, 0)
	if !ok || !h.has(colName) {
		return false
	}
	heads := false
	for r := range h.end {
		heads = heads || rd.columnWords(t.Table, r)
	}
	if !heads {
		return false
	}
	for r := h.end; r < t.Rows; r++ {
		s := cjk.Squeeze(t.Text(r, h.column[colName]))
		if strings.HasPrefix(s, "其中") || rd.account(s) || rd.vocab.FormTotals.Has(labelKey(s)) && !rd.vocab.Totals.Has(s) {
			return false
		}
	}
	_, ok = rd.listsProjects(t, &h)
	return ok
}

// sources reports whether a table lists the sources of a project's money.
func (rd *formRoom) sources(t *table) bool {
	found := false
	for i := range t.Cells {
		key := labelKey(t.Cells[i].Text)
		if key == "序号" || rd.vocab.FormFields.Exactly(key) == "project" {
			return false
		}
		found = found || t.Cells[i].Col < 2 && fundNameLike(t.Cells[i].Text)
	}
	return found
}

// near reports whether only titles and captions stand between two tables.
func (rd *formRoom) near(a, b *table) bool {
	from, to := a.blocks[len(a.blocks)-1], b.blocks[0]
	if to-from > 8 {
		return false
	}
	for i := from + 1; i < to; i++ {
		if blk := &rd.blocks[i]; blk.Kind == document.TableBlock || utf8.RuneCountInString(cjk.Squeeze(blk.Text)) > 80 {
			return false
		}
	}
	return true
}

// continuesForm reports whether a table without labels goes on with a form that
// a page break cut.
func (rd *formRoom) continuesForm(a, b *table) bool {
	if b.Cols > a.Cols+1 || a.Cols-b.Cols > 3 || !rd.adjacent(a.blocks[len(a.blocks)-1], b.blocks[0]) {
		return false
	}
	if h, ok := rd.readHeader(b.Table, 0); ok && h.has(colName) {
		return false
	}
	return true
}

// endsForm reports whether a table holds nothing but rows with which forms end:
// the sum of the scores, remarks, who filled the form in.
func (rd *formRoom) endsForm(t *table) bool {
	fr := &formReader{formRoom: rd, form: &report.Form{}}
	for _, l := range tableLines(t.blocks[0], t.Table) {
		if len(l.cells) > 0 && !rd.isSum(l.cells[0]) && !fr.startsWithLabel(&l) {
			return false
		}
	}
	return t.Rows <= 8
}

// formLines lists the rows of a run of tables with the short paragraphs before,
// between and after them.
func (rd *formRoom) formLines(group []*table) []formLine {
	var lines []formLine
	paragraphs := func(from, to int) {
		for i := from; i < to; i++ {
			if b := &rd.blocks[i]; b.Table == nil && b.Text != "" {
				lines = append(lines, formLine{block: i, text: b.Text, at: b.At})
			}
		}
	}
	short := func(i int) bool {
		b := &rd.blocks[i]
		return b.Table == nil && utf8.RuneCountInString(b.Text) <= 60 && !strings.ContainsAny(b.Text, "。；")
	}
	first := group[0].blocks[0]
	from := first
	for from > 0 && first-from < 6 && short(from-1) {
		from--
	}
	paragraphs(from, first)
	for i, t := range group {
		if i > 0 {
			prev := group[i-1].blocks
			paragraphs(prev[len(prev)-1]+1, t.blocks[0])
		}
		own := t.Table
		if len(group) > 1 || len(t.seams) > 0 { // rows that a page break cut are joined below
			whole := *t.Table
			whole.Cells = slices.Clone(t.Cells)
			whole.Seal()
			own = &whole
		}
		ls := tableLines(t.blocks[0], own)
		for j := range ls {
			ls[j].seam = j == 0 || t.seam(j)
		}
		lines = append(lines, ls...)
	}
	rd.stitch(lines)
	last := group[len(group)-1].blocks
	end := last[len(last)-1] + 1
	to := end
	for to < len(rd.blocks) && to-end < 3 && short(to) && len(rd.pairs(rd.blocks[to].Text)) > 0 {
		to++
	}
	paragraphs(end, to)
	return lines
}

// splitForms cuts the lines at every form's start: a title, or the next
// project's name.
func (rd *formRoom) splitForms(lines []formLine) [][]formLine {
	type segment struct {
		lines          []formLine
		shows          evidence
		title, project string
	}
	var segs []segment
	var cur segment
	for i := range lines {
		l := lines[i]
		e := rd.shows(&l)
		project := ""
		if e&showsProject != 0 {
			project = rd.projectOf(&l)
		}
		body := cur.shows&(showsFunds|showsGoal|showsTree) != 0
		if body && e&showsTitle != 0 || e&showsProject != 0 && cur.shows&showsProject != 0 ||
			e&showsProject != 0 && cur.shows&showsTree != 0 ||
			cur.shows&showsTree != 0 && e&showsLabels != 0 && rd.leadsForm(&l) {
			segs = append(segs, cur)
			cur = segment{}
		}
		cur.lines = append(cur.lines, l)
		cur.shows |= e
		if title, ok := l.title(); ok && cur.title == "" {
			cur.title = cjk.Squeeze(title)
		}
		if cur.project == "" {
			cur.project = cjk.Squeeze(project)
		}
	}
	segs = append(segs, cur)
	var out [][]formLine
	var prev *segment
	for i := range segs {
		s := &segs[i]
		// A page that repeats the title, or title and name, above the rows that go on.
		same := prev != nil && s.shows&showsFunds == 0 &&
			(s.project == "" && s.shows&showsLabels == 0 && s.title == prev.title || s.project != "" && s.project == prev.project)
		if same {
			out[len(out)-1] = append(out[len(out)-1], s.lines...)
			prev.shows |= s.shows
			continue
		}
		prev = s
		out = append(out, slices.Clip(s.lines))
	}
	return out
}

// leadsForm reports whether a line after a finished tree starts a department's
// form: it names the department first, and is no line of signatures.
func (rd *formRoom) leadsForm(l *formLine) bool {
	f := rd.vocab.FormFields.Exactly(l.cells[0].key)
	return f == "department" || f == "implementer" && !strings.HasPrefix(l.cells[0].key, "填报")
}

// formReader reads one form, line after line.
type formReader struct {
	*formRoom
	form *report.Form
	unit string // declared by a caption or title line

	funds *fundTable
	goal  *goalColumns
	tree  *indicatorTable
	tasks *taskTable
	among bool
	again bool // the line before repeated the tree's header, as at the top of a page
	// superior is the department above the one that reports (中央主管部门).
	superior string
	t        *document.Table // of the line before
}

// read reads the form's lines.
func (fr *formReader) read(lines []formLine) {
	for i := range lines {
		l := &lines[i]
		if l.t == nil {
			fr.paragraph(l)
			continue
		}
		if fr.form.At.IsZero() {
			fr.form.At = l.at
			if fr.unit == "" {
				fr.unit = fr.captionFor(l.block)
			}
		}
		if l.t != fr.t {
			fr.enter(l.t)
		}
		if len(l.cells) > 0 {
			fr.line(l)
		}
	}
	if fr.form.At.IsZero() && len(lines) > 0 {
		fr.form.At = lines[0].at
	}
	fr.form.Department = cmp.Or(fr.form.Department, fr.superior)
	fr.form.Kind = report.KindProject
	if key := cjk.Squeeze(fr.form.Title); strings.Contains(key, "整体") || fr.form.Project == "" && len(fr.form.Tasks) > 0 {
		fr.form.Kind = report.KindDepartment
	}
}

// enter goes on in another table: columns keep their places, or move with the
// merged cells that a part after a page break has lost.
func (fr *formReader) enter(t *document.Table) {
	if fr.tree != nil && fr.t != nil {
		fr.tree = fr.tree.moved(t)
	}
	if fr.t != nil && (fr.tree == nil || fr.t.Cols != t.Cols) {
		fr.funds, fr.goal, fr.tasks = nil, nil, nil
	}
	if fr.goal != nil || fr.tree != nil {
		fr.funds = nil
	}
	fr.t = t
}

func (fr *formReader) paragraph(l *formLine) {
	if title, ok := l.title(); ok {
		if fr.form.Title == "" {
			fr.form.Title = title
			fr.claimed[l.block] = true
		}
		fr.caption(title, l.at)
		return
	}
	if fr.labelled(l) {
		fr.claimed[l.block] = true
	}
	fr.caption(l.text, l.at)
}

// line reads a row of a table.
func (fr *formReader) line(l *formLine) {
	if title, ok := l.title(); ok {
		if fr.form.Title == "" {
			fr.form.Title = title
		}
		fr.caption(title, l.at)
		return
	}
	if fr.tree != nil && fr.subHeader(l) {
		fr.printed()
		return
	}
	if it := fr.indicatorHeader(l); it != nil {
		if fr.tree != nil {
			it.level1, it.level2 = fr.tree.level1, fr.tree.level2
			fr.again = true
		}
		fr.tree, fr.funds, fr.goal, fr.tasks = it, nil, nil, nil
		fr.printed()
		return
	}
	if fr.tree != nil {
		fr.treeLine(l)
		return
	}
	if tt := fr.taskHeader(l, fr.ofDepartment()); tt != nil {
		if fr.tasks == nil || l.row != fr.tasks.row+1 { // else its second row: 总额, 其中
			fr.tasks, fr.funds, fr.goal = tt, nil, nil
		}
		return
	}
	if ft := fr.fundHeader(l); ft != nil && (fr.tasks == nil || l.row > fr.tasks.row+1) {
		fr.funds, fr.goal, fr.tasks = ft, nil, nil
		return
	}
	switch {
	case fr.goalLine(l):
		fr.funds, fr.tasks = nil, nil
	case fr.startsWithLabel(l):
		fr.labelled(l)
	case fr.tasks != nil:
		fr.task(l)
	case fr.funds != nil && fr.pairedFigures(l):
	case fr.funds != nil && fr.fund(l):
	case fr.funds == nil && fr.pairedFunds(l):
	case len(fr.form.Funds) == 0 && fr.inlineFunds(l):
	case fr.goal != nil:
		fr.goalText(l)
	case fr.sumRow(l):
	case fr.labelled(l):
	default:
		if c, ok := l.alone(); ok {
			fr.caption(c.Text, c.At)
		}
	}
}

// ofDepartment reports whether the title calls the form a department's.
func (fr *formReader) ofDepartment() bool {
	return strings.Contains(cjk.Squeeze(fr.form.Title), "整体")
}

// printed notes the columns that the tree prints, in the order of the record.
func (fr *formReader) printed() {
	before := fr.form.Columns
	fr.form.Columns = nil
	for _, name := range treeColumns {
		if fr.tree.cols[name] != nil || slices.Contains(before, name) {
			fr.form.Columns = append(fr.form.Columns, name)
		}
	}
}

func (fr *formReader) treeLine(l *formLine) {
	switch {
	case fr.sumRow(l):
		fr.labelled(l) // 自评等级 beside the total
	case fr.startsWithLabel(l):
		fr.labelled(l)
	default:
		if c, ok := l.alone(); ok && c.ColSpan > 2 {
			fr.caption(c.Text, c.At)
			return // a note over the width of the table
		}
		fr.indicator(l, l.seam || fr.again)
		fr.again = false
	}
}

// startsWithLabel reports whether a line's first text is a label of the form
// itself, alone or with its value.
func (rd *formRoom) startsWithLabel(l *formLine) bool {
	c := l.cells[0]
	return rd.vocab.FormFields.Exactly(c.key) != "" || len(rd.pairs(c.Text)) > 0
}

// pairedFunds opens a money table that is made of labels and their values.
func (fr *formReader) pairedFunds(l *formLine) bool {
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
	}
	return true
}

// pairedFigures reads rate, weight and score that stand as labels with values in
// a line below the money rows; they are the total's.
func (fr *formReader) pairedFigures(l *formLine) bool {
	if len(fr.form.Funds) == 0 || fr.vocab.FormFunds.Exactly(l.cells[0].key) == "" {
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
		if text, c := textIn(l, ft.cols[field], -1); *into == nil && numeric(text) {
			*into = figure(text, c)
		}
	}
	take("rate", &total.Rate)
	take("weight", &total.Weight)
	take("score", &total.Score)
	return true
}

// holds reports whether anything of a form was read.
func (fr *formReader) holds() bool {
	f := fr.form
	return len(f.Indicators) > 0 || len(f.Funds) > 0 || len(f.Tasks) > 0 || f.Project != "" && f.Goal.Expected != ""
}
