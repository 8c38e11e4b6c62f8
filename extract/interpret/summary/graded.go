package summary

import (
	"cmp"
	"slices"

	"selfeval/extract/interpret/columns"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// Some tables print score and grade in one cell: 98（优）, 优秀/92.5分.

// withGrade parts the one cell that holds a project's score and its grade.
func (p *projectTable) withGrade(pr *report.Project, row int) {
	switch {
	case pr.Score != nil:
		if score, grade, ok := p.Vocab.Graded(cjk.Squeeze(pr.Score.Raw)); ok {
			pr.Score.Raw, pr.Grade = score, cmp.Or(pr.Grade, grade)
		} else if pr.Grade == "" && slices.Contains(p.Vocab.Grades, cjk.Squeeze(pr.Score.Raw)) && p.Vocab.ColumnSigns.Grades.In(p.header.Text[p.header.Column[columns.Score]]) {
			pr.Score, pr.Grade = nil, pr.Score.Raw
		}
	case pr.Grade != "":
		if score, grade, ok := p.Vocab.Graded(cjk.Squeeze(pr.Grade)); ok {
			pr.Score, pr.Grade = &report.Amount{Raw: score, Unit: lexicon.Points, At: p.cell(row, columns.Grade).At}, grade
		}
	}
}
