package account

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// cells are the cells of the reader's tables by the rows that they stand in.
type cells struct {
	rows  map[spotKey][]*document.Cell
	table map[int][]*document.Cell
}

// Cells tells for the names and grades of a record in which cell each of them stands,
// so that what is found in one can point at it and not at its row.
func Cells(blocks []document.Block, r *report.Report) {
	c := cells{rows: map[spotKey][]*document.Cell{}, table: map[int][]*document.Cell{}}
	for i := range blocks {
		t := blocks[i].Table
		if t == nil {
			continue
		}
		for k := range t.Cells {
			cell := &t.Cells[k]
			if cell.Text == "" {
				continue
			}
			c.table[t.Index] = append(c.table[t.Index], cell)
			for row := cell.Row; row < cell.Row+min(max(cell.RowSpan, 1), mostRows); row++ {
				key := spotKey{table: t.Index, row: row + 1}
				c.rows[key] = append(c.rows[key], cell)
			}
		}
	}
	r.Cells = ofPaper(r)
	for i := range r.Projects {
		p := &r.Projects[i]
		p.Cells = c.of(p.At, text{"name", p.Name}, text{"department", p.Department}, text{"implementer", p.Implementer},
			text{"grade", p.Grade}, text{"use_of_result", p.UseOfResult})
	}
	for i := range r.Totals {
		r.Totals[i].Cells = c.of(r.Totals[i].At, text{"label", r.Totals[i].Label})
	}
	for i := range r.Forms {
		c.ofForm(&r.Forms[i])
	}
	if con := r.Conclusion; con != nil && con.Grade != "" && !con.At.IsZero() {
		con.Cells = c.of(con.At, text{"grade", con.Grade})
		if con.Cells == nil {
			con.Cells = report.Cells{"grade": con.At}
		}
	}
}

// ofPaper are the places of the paper's own names, as its title gives them.
func ofPaper(r *report.Report) report.Cells {
	out := report.Cells{}
	for i := range r.Mentions {
		if m := &r.Mentions[i]; m.Where == "title" && !m.At.IsZero() && r.Title != "" {
			out["title"] = m.At
			break
		}
	}
	for i := range r.Departments {
		m := &r.Departments[i]
		if m.At.IsZero() || m.Name != r.Department {
			continue
		}
		if _, known := out["department"]; !known || m.Where == "title" {
			out["department"] = m.At
		}
		if m.Where == "title" {
			break
		}
	}
	if at, ok := out["department"]; ok && r.Title != "" {
		if _, known := out["title"]; !known && strings.Contains(cjk.Squeeze(r.Title), cjk.Squeeze(r.Department)) {
			out["title"] = at
		}
	}
	return some(out)
}

func (c *cells) ofForm(f *report.Form) {
	f.Cells = c.of(report.Location{Table: f.At.Table}, text{"project", f.Project}, text{"department", f.Department},
		text{"implementer", f.Implementer}, text{"grade", f.Grade},
		text{"expected", f.Goal.Expected}, text{"actual", f.Goal.Actual}, text{"problems", f.Problems}, text{"measures", f.Measures})
	for i := range f.Funds {
		f.Funds[i].Cells = c.of(f.Funds[i].At, text{"name", f.Funds[i].Name})
	}
	for i := range f.Tasks {
		f.Tasks[i].Cells = c.of(f.Tasks[i].At, text{"name", f.Tasks[i].Name})
	}
	for i := range f.Indicators {
		in := &f.Indicators[i]
		in.Cells = c.of(in.At, text{"level1", in.Level1}, text{"level2", in.Level2}, text{"level3", in.Level3}, text{"reason", in.Reason})
	}
}

// text is a text of a record by the name of its field.
type text struct{ field, value string }

// of finds texts among the cells of a row, or of a table where the place names no row.
func (c *cells) of(at report.Location, texts ...text) report.Cells {
	in := c.rows[spotKey{table: at.Table, row: at.Row}]
	if at.Row == 0 {
		in = c.table[at.Table]
	}
	if at.Table == 0 || len(in) == 0 {
		return nil
	}
	out, taken := report.Cells{}, map[*document.Cell]bool{}
	for _, t := range texts {
		if found := cellOf(in, cjk.Squeeze(t.value), taken); found != nil {
			taken[found] = true
			out[t.field] = found.At
		}
	}
	return some(out)
}

// cellOf is the cell that holds a text: it alone, else with more (a code before a name), or
// a part of it (a name that a page end cut). One that another field took is the last
// choice: a cell may hold two of them.
func cellOf(in []*document.Cell, value string, taken map[*document.Cell]bool) *document.Cell {
	const known = 4 // characters: a part that is shorter stands in many texts
	if value == "" {
		return nil
	}
	var best *document.Cell
	rank := 0
	for _, cell := range in {
		own := cjk.Squeeze(cell.Text)
		fits := 0
		switch {
		case own == value:
			fits = 4
		case utf8.RuneCountInString(value) > 1 && strings.Contains(own, value):
			fits = 3
		case utf8.RuneCountInString(own) >= known && strings.HasPrefix(value, own):
			fits = 2
		}
		if fits > 0 && taken[cell] {
			fits = 1
		}
		if fits > rank {
			best, rank = cell, fits
		}
	}
	return best
}

// some is nil where there is nothing in it.
func some(c report.Cells) report.Cells {
	if len(c) == 0 {
		return nil
	}
	return c
}
