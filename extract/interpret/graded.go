package interpret

import (
	"cmp"
	"slices"
	"strings"

	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// Some tables print score and grade in one cell: 98（优）, 优秀/92.5分.

// withGrade parts the one cell that holds a project's score and its grade.
func (p *projectTable) withGrade(pr *report.Project, row int) {
	switch {
	case pr.Score != nil:
		if score, grade, ok := p.vocab.Graded(cjk.Squeeze(pr.Score.Raw)); ok {
			pr.Score.Raw, pr.Grade = score, cmp.Or(pr.Grade, grade)
		} else if pr.Grade == "" && slices.Contains(p.vocab.Grades, cjk.Squeeze(pr.Score.Raw)) && strings.Contains(p.header.text[p.header.column[colScore]], "等") {
			pr.Score, pr.Grade = nil, pr.Score.Raw
		}
	case pr.Grade != "":
		if score, grade, ok := p.vocab.Graded(cjk.Squeeze(pr.Grade)); ok {
			pr.Score, pr.Grade = &report.Amount{Raw: score, Unit: "分", At: p.cell(row, colGrade).At}, grade
		}
	}
}
