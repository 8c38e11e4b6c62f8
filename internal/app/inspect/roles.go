package inspect

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// Roles tell what the record made of a document's cells: the last name of a
// field's path, such as budget, by table, row and column from 1.
type Roles struct {
	cells map[[3]int]string
	texts map[[2]int]map[string]string // of a row, by what stands in the cell
}

// RolesOf gathers the places of all that was read into records, as extracted:
// normalising changes texts, and a text is found again by what it says.
func RolesOf(reports []*report.Report) Roles {
	r := Roles{map[[3]int]string{}, map[[2]int]map[string]string{}}
	cell := func(path report.Path, at report.Location) {
		if at.Table > 0 && at.Row > 0 && at.Column > 0 {
			r.cells[[3]int{at.Table, at.Row, at.Column}] = fieldOf(path)
		}
	}
	for _, rep := range reports {
		rep.Walk(report.Visitor{
			Amount:  func(path report.Path, a **report.Amount) { cell(path, (*a).At) },
			Number:  func(path report.Path, n **report.Number) { cell(path, (*n).At) },
			Integer: func(path report.Path, n *report.Integer) { cell(path, n.At) },
			Text: func(path report.Path, s *string, at report.Location) {
				if at.Table == 0 || at.Row == 0 || *s == "" {
					return
				}
				row := [2]int{at.Table, at.Row}
				if r.texts[row] == nil {
					r.texts[row] = map[string]string{}
				}
				r.texts[row][cjk.Squeeze(*s)] = fieldOf(path)
			},
		})
	}
	return r
}

// fieldOf names the field that a text belongs to: a measure (指标值) is printed in one
// cell and kept in several texts.
func fieldOf(path report.Path) string {
	whole := path.String()
	if strings.Contains(whole, ".others[") { // a column without a field: kept by its name
		return "others"
	}
	if parent, ok := strings.CutSuffix(whole, "."+path.Name()); ok && (path.Name() == "raw" || path.Name() == "value") {
		return parent[strings.LastIndexByte(parent, '.')+1:]
	}
	return path.Name()
}

// of is what a cell was read as, "" where it was not read into the record.
func (r Roles) of(at report.Location, text string) string {
	if role := r.cells[[3]int{at.Table, at.Row, at.Column}]; role != "" {
		return role
	}
	if text = cjk.Squeeze(text); text == "" {
		return ""
	}
	return r.texts[[2]int{at.Table, at.Row}][text]
}

// columns are the fields that most cells of each column were read as.
func (r Roles) columns(t *document.Table) []string {
	count := make([]map[string]int, t.Cols)
	best := make([]string, t.Cols)
	for i := range t.Cells {
		c := &t.Cells[i]
		role := r.of(c.At, c.Text)
		if role == "" || c.Col >= t.Cols {
			continue
		}
		if count[c.Col] == nil {
			count[c.Col] = map[string]int{}
		}
		count[c.Col][role]++
		if n := count[c.Col]; n[role] > n[best[c.Col]] {
			best[c.Col] = role
		}
	}
	return best
}
