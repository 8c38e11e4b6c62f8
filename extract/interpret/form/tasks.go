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
	cols map[string][]int
	unit map[string]string
	row  int
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
	return tt
}

// task reads a row of the list.
func (fr *reader) task(l *rows.Line) {
	tt := fr.tasks
	name, _ := rows.TextIn(l, tt.cols["task"], -1)
	if name == "" || !paper.Wordy(name) || fr.Vocab.FormTotals.Has(rows.Key(name)) || fr.Vocab.FormSums.Has(rows.Key(name)) {
		return
	}
	amount := func(field string) *report.Amount {
		text, c := rows.TextIn(l, tt.cols[field], -1)
		if !paper.Numeric(text) {
			return nil
		}
		return &report.Amount{Raw: text, Unit: cmp.Or(tt.unit[field], fr.unit), At: c.At}
	}
	if n := len(fr.form.Tasks); l.Seam && n > 0 && amount("budget") == nil && amount("executed") == nil {
		prev := &fr.form.Tasks[n-1] // the rest of a row that a page break cut
		content, _ := rows.TextIn(l, tt.cols["content"], -1)
		prev.Name, prev.Content = cjk.Join(prev.Name, name), cjk.Join(prev.Content, content)
		return
	}
	task := report.Task{Name: name, Budget: amount("budget"), Executed: amount("executed"), At: l.At}
	task.Content, _ = rows.TextIn(l, tt.cols["content"], -1)
	if task.Budget == nil && task.Executed == nil && fr.IsLabel(rows.Key(name)) {
		return
	}
	fr.form.Tasks = append(fr.form.Tasks, task)
}
