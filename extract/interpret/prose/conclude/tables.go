package conclude

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// This file reads conclusions that are set as tables: labels and values, or the scores
// of dimensions with their total.

// Tables of a conclusion are small.
const (
	maxLabelCells     = 40
	maxDimensionRows  = 20
	maxDimensionCells = 120
)

// tables reads a table of a conclusion: one of dimensions wherever it stands, labels and
// values in the section on the conclusion.
func (c *reader) tables(p *outline.Passage, inside bool) {
	if c.out.Claimed[p.Block] {
		return
	}
	if t := p.Table; c.dimensionTable(t) {
		c.out.Claimed[p.Block] = true
	} else if inside && len(t.Cells) <= maxLabelCells {
		c.labels(t)
	}
}

// dimensionColumns are where a table of dimensions holds what; -1 where it does not.
type dimensionColumns struct{ name, weight, score, grade int }

// dimensionHead finds the columns by the first row.
func (c *reader) dimensionHead(t *document.Table) (dimensionColumns, bool) {
	d := dimensionColumns{-1, -1, -1, -1}
	for col := range t.Cols {
		head := lexicon.WithoutBrackets(cjk.Squeeze(t.Text(0, col)))
		to := &d.name
		switch w := c.words; {
		case w.Heads.Has(head):
		case w.Weight.Has(head):
			to = &d.weight
		case w.Rank(head) > 0:
			to = &d.score
		case lexicon.EndsWith(head, w.CueTails...):
			to = &d.grade
		default:
			continue
		}
		if *to >= 0 {
			return d, false
		}
		*to = col
	}
	return d, d.name == 0 && d.weight > 0 && d.score > 0
}

// dimensionTable reads 指标 | 分值 | 得分 with a row each and their total.
func (c *reader) dimensionTable(t *document.Table) bool {
	if t.Rows < 4 || t.Rows > maxDimensionRows || len(t.Cells) > maxDimensionCells || t.Cols > 6 || len(c.con.Dimensions) > 0 {
		return false
	}
	cols, ok := c.dimensionHead(t)
	if !ok {
		return false
	}
	found, total := c.dimensionRows(t, cols)
	if len(found) < 2 || total == nil {
		return false
	}
	c.con.Dimensions = found
	if c.con.Score == nil || c.rank > 1 {
		c.con.Score, c.con.Full, c.con.At, c.rank = total.Score, total.Weight, total.Score.At, 1
	}
	if c.con.Grade == "" {
		c.con.Grade = total.Grade
	}
	return true
}

// dimensionRows reads the dimensions and their total; none where a row is not one.
func (c *reader) dimensionRows(t *document.Table, cols dimensionColumns) (found []report.Dimension, total *report.Dimension) {
	for r := 1; r < t.Rows; r++ {
		name := strings.TrimSpace(t.Text(r, cols.name))
		weight, score := c.tablePoints(t, r, cols.weight), c.tablePoints(t, r, cols.score)
		if name == "" || weight == nil || score == nil {
			return nil, nil
		}
		d := report.Dimension{Name: name, Weight: weight, Score: score, At: paper.RowAt(t, r)}
		if cols.grade >= 0 {
			d.Grade = c.Vocab.GradeAt(cjk.Squeeze(t.Text(r, cols.grade)), 0)
		}
		if c.Vocab.Totals.Has(cjk.Squeeze(name)) || c.words.Rank(cjk.Squeeze(name)) > 0 {
			total = &d
			continue
		}
		found = append(found, d)
	}
	return found, total
}

func (c *reader) tablePoints(t *document.Table, row, col int) *report.Amount {
	cell := t.Cell(row, col)
	if cell == nil || !paper.Numeric(cell.Text) {
		return nil
	}
	return &report.Amount{Raw: cell.Text, Unit: c.words.Unit[0], At: cell.At}
}

// finalLabel reports whether a cell of a table is the label of the final score.
// 得分 alone heads a row or a column of many scores.
func (c *reader) finalLabel(t *document.Table, cell *document.Cell, label string) bool {
	rank := c.words.Rank(label)
	if rank == 0 || utf8.RuneCountInString(label) > 8 {
		return false
	}
	numbers := 0
	for _, x := range t.Cells {
		if (x.Row == cell.Row || x.Col == cell.Col) && paper.Numeric(x.Text) {
			numbers++
		}
	}
	return numbers == 1 || rank == 1
}

// labels reads a conclusion set as a table of labels and values.
func (c *reader) labels(t *document.Table) {
	for _, cell := range t.Cells {
		label := strings.TrimRight(cjk.Squeeze(cell.Text), ":")
		value := valueBeside(t, &cell)
		if value == nil {
			continue
		}
		switch {
		case c.finalLabel(t, &cell, label) && paper.Numeric(value.Text) && c.con.Score == nil:
			c.con.Score = &report.Amount{Raw: value.Text, Unit: c.words.Unit[0], At: value.At}
			c.con.At, c.rank = value.At, 1
		case c.words.Cues.Has(label) || lexicon.EndsWith(label, c.words.CueTails...):
			if g := c.Vocab.GradeAt(cjk.Squeeze(value.Text), 0); g != "" && c.con.Grade == "" {
				c.con.Grade = g
			}
		}
	}
}

// valueBeside is the value of a label: right of it or below.
func valueBeside(t *document.Table, label *document.Cell) *document.Cell {
	for _, v := range []*document.Cell{t.Cell(label.Row, label.Col+label.ColSpan), t.Cell(label.Row+label.RowSpan, label.Col)} {
		if v != nil && v.Text != "" {
			return v
		}
	}
	return nil
}
