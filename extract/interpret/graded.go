package interpret

import (
	"regexp"
	"slices"
	"strings"

	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// Some tables print score and grade in one cell: 98（优）, 优秀/92.5分.

var (
	scoreFirst = regexp.MustCompile(`^(\d{1,3}(?:\.\d+)?分?)[(/、,:;]?([^\d()/]+)\)?$`)
	gradeFirst = regexp.MustCompile(`^([^\d()/]+?)[(/、,:;]?(\d{1,3}(?:\.\d+)?分?)\)?$`)
	gradeTail  = regexp.MustCompile(`(?:等级|等次|档次|级|档|等)$`)
)

// graded parts the squeezed text of a cell with a score and a grade.
func (v *Vocabulary) graded(s string) (score, grade string, ok bool) {
	if len(s) > 40 || !strings.ContainsAny(s, "0123456789") {
		return "", "", false
	}
	if m := scoreFirst.FindStringSubmatch(s); m != nil {
		score, grade = m[1], m[2]
	} else if m := gradeFirst.FindStringSubmatch(s); m != nil {
		score, grade = m[2], m[1]
	}
	if !slices.Contains(v.Grades, grade) {
		grade = gradeTail.ReplaceAllString(grade, "")
	}
	return score, grade, slices.Contains(v.Grades, grade)
}

// withGrade parts the one cell that holds a project's score and its grade.
func (p *projectTable) withGrade(pr *report.Project, row int) {
	switch {
	case pr.Score != nil:
		if score, grade, ok := p.vocab.graded(cjk.Squeeze(pr.Score.Raw)); ok {
			pr.Score.Raw, pr.Grade = score, cmpOr(pr.Grade, grade)
		} else if pr.Grade == "" && slices.Contains(p.vocab.Grades, cjk.Squeeze(pr.Score.Raw)) && strings.Contains(p.header.text[p.header.column[colScore]], "等") {
			pr.Score, pr.Grade = nil, pr.Score.Raw
		}
	case pr.Grade != "":
		if score, grade, ok := p.vocab.graded(cjk.Squeeze(pr.Grade)); ok {
			pr.Score, pr.Grade = &report.Amount{Raw: score, Unit: "分", At: p.cell(row, colGrade).At}, grade
		}
	}
}
