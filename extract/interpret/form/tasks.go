package form

import (
	"cmp"

	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// taskTable is the list of main tasks of a department's form (年度主要任务).
type taskTable struct {
	cols  map[string][]int
	unit  map[string]string
	row   int
	heads rows.Heads
}

// taskHeader reads a row of column heads such as 任务名称, 主要内容, 预算数.
// projects says that the form lists its projects as tasks.
func (rd *room) taskHeader(l *rows.Line, projects bool) *taskTable {
	tt := &taskTable{cols: map[string][]int{}, unit: map[string]string{}, row: l.Row}
	for _, c := range l.Cells {
		if paper.Numeric(c.Text) {
			return nil
		}
		field := rd.Vocab.FormTasks.Exactly(c.Key)
		if projects && rd.Vocab.FormFields.Exactly(c.Key) == "project" {
			field = "task" // a department's form lists its projects
		}
		if field == "" || field == "other" || tt.cols[field] != nil {
			continue
		}
		from, to := rows.Under(l, c)
		if field == "budget" || field == "executed" {
			to = from + 1
		}
		for col := from; col < to; col++ {
			tt.cols[field] = append(tt.cols[field], col)
		}
		tt.unit[field] = lexicon.UnitIn(c.Text)
	}
	if tt.cols["task"] == nil || tt.cols["budget"] == nil && tt.cols["executed"] == nil {
		return nil
	}
	tt.heads = rows.Heads{}
	tt.heads.Add(l)
	return tt
}

// others keeps the cells of a row behind the task's name that stand under no head with
// a field: 财政拨款 and 其他资金 beside the total.
func (fr *reader) taskOthers(l *rows.Line, row string) (out []report.Other) {
	tt := fr.tasks
	taken := map[int]bool{}
	for field, cols := range tt.cols {
		for _, col := range cols {
			taken[col] = row == "" || field == "task"
		}
	}
	for _, c := range l.Rest(tt.cols["task"][0]+1, tt.heads, func(col int) bool { return taken[col] }) {
		name := tt.heads[c.Col]
		if c.Text == row {
			continue // its name repeated over a merged cell
		}
		if row != "" {
			name = row + "/" + name
		}
		if o, ok := rows.Other(name, c, cmp.Or(lexicon.UnitIn(name), fr.unit), fr.MoneyHead(name)); ok {
			out = append(out, o)
		}
	}
	return out
}

// task reads a row of the list.
func (fr *reader) task(l *rows.Line) {
	tt := fr.tasks
	if l.Row == tt.row+1 && !l.Figures() {
		tt.heads.Add(l) // 总额, 财政拨款, 其他资金
		return
	}
	name, _ := rows.TextIn(l, tt.cols["task"], -1)
	switch {
	case name == "" || !paper.Wordy(name):
		return
	case fr.Vocab.FormTotals.Has(rows.Key(name)) || fr.Vocab.IsFormSum(rows.Key(name)):
		fr.form.Others = append(fr.form.Others, fr.taskOthers(l, name)...)
		return
	}
	amount := func(field string) *report.Amount {
		text, c := rows.TextIn(l, tt.cols[field], -1)
		if !paper.Numeric(text) {
			return nil
		}
		return &report.Amount{Raw: text, Unit: cmp.Or(tt.unit[field], fr.unit), At: c.At}
	}
	if l.Seam && len(fr.form.Tasks) > 0 && amount("budget") == nil && amount("executed") == nil {
		prev := &fr.form.Tasks[len(fr.form.Tasks)-1] // the rest of a row that a page break cut
		content, _ := rows.TextIn(l, tt.cols["content"], -1)
		prev.Name, prev.Content = cjk.Join(prev.Name, name), cjk.Join(prev.Content, content)
		return
	}
	task := report.Task{Name: name, Budget: amount("budget"), Executed: amount("executed"), At: l.At}
	task.Others = fr.taskOthers(l, "")
	task.Content, _ = rows.TextIn(l, tt.cols["content"], -1)
	if task.Budget == nil && task.Executed == nil && fr.IsLabel(rows.Key(name)) {
		return
	}
	fr.form.Tasks = append(fr.form.Tasks, task)
}
