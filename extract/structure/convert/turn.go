package convert

import (
	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
)

// Upright turns a table that lies on its side, and sets below each other the halves of
// one that is printed side by side.
func Upright(t *grid.Table) {
	w := &sheet{Table: t}
	w.turn()
	w.halves()
}

// turn turns a table whose labels stand in its first column and whose records stand
// side by side. It may print them in bands below each other.
func (w *sheet) turn() {
	t := w.Table.Table
	const mostRows, mostCols = 400, 200
	if w.Form || t.Cols < 3 || t.Cols > mostCols || t.Rows < 3 || t.Rows > mostRows {
		return
	}
	from := 0
	for from < t.Rows && from < w.Lead {
		from++
	}
	period := bands(w.See, t, from)
	if period == 0 {
		return
	}
	c := w.lies(from)
	if c.Sum() < grid.Accept+grid.Fair {
		return
	}
	w.Table.Table = turned(w.See, t, from, period)
	w.Lead, w.Head, w.Tail = 0, 1, w.Table.Table.Rows
	w.Seams = nil
	d := grid.DeedAt(-1, t.At, "列名竖排在第一列，各项目横排，已转置读取", "the labels stand in the first column and the records side by side; the table was turned")
	d.Evidence = c.Evidence
	w.Did(grid.Turned, d)
}

// bands finds after how many rows the labels of the first column repeat: the table's
// rows where they do not, 0 where the first column holds no labels.
func bands(see *grid.Sight, t *document.Table, from int) int {
	seen := map[string]int{}
	period := t.Rows - from
	for r := from; r < t.Rows; r++ {
		c := t.Cell(r, 0)
		if c == nil || c.Row != r || c.RowSpan > 1 || c.ColSpan > 1 || !see.KindOf(c.Text).Text() {
			return 0
		}
		key := cjk.Squeeze(c.Text)
		if first, again := seen[key]; again {
			if period == t.Rows-from {
				period = r - from
			}
			if (r-from)%period != (first-from)%period {
				return 0
			}
			continue
		}
		if period < t.Rows-from {
			return 0 // a label that the first band lacks
		}
		seen[key] = r
	}
	if period < 3 || (t.Rows-from)%period != 0 {
		return 0
	}
	return period
}

// lies weighs whether a table lies on its side.
func (w *sheet) lies(from int) (c grid.Case) {
	t := w.Table.Table
	if w.Head > w.Lead && namedFigures(w.See, t, w.Lead) >= 2 {
		c.Say(-grid.Strong-grid.Fair, t.At, "首行是列名", "its first row names columns")
	}
	figures, texts, mixed := 0, 0, 0
	counted := false
	for r := from; r < t.Rows; r++ {
		f, x, plain := made(w.See, t, r)
		if !plain {
			c.Say(-grid.Decisive, t.At, "有合并的单元格", "cells are merged")
			return c
		}
		label := cjk.Squeeze(t.Text(r, 0))
		counted = counted || w.See.HeadsSequence(label) && f > 1 && countsAlong(t, r)
		switch {
		case f > 0 && x > 0:
			mixed++
		case f > 0 && !w.See.HeadsSequence(label):
			figures++
			if w.See.HeadsFigures(label) {
				c.Say(grid.Weak, grid.RowAt(t, r), "“%s”一行都是数字", "all of %q are figures", label)
			}
		case x > 0:
			texts++
		}
	}
	w.weighRows(&c, from, figures, texts, mixed)
	if counted {
		c.Say(grid.Strong, t.At, "序号横排", "the records are counted from left to right")
	}
	return c
}

// made counts a row's figures and words, its label aside; plain is false where cells
// are merged.
func made(see *grid.Sight, t *document.Table, r int) (figures, texts int, plain bool) {
	for col := 1; col < t.Cols; col++ {
		cell := t.Cell(r, col)
		if cell == nil || cell.Row != r || cell.ColSpan > 1 || cell.RowSpan > 1 {
			return 0, 0, false
		}
		switch k := see.KindOf(cell.Text); {
		case k.Figures():
			figures++
		case k.Text():
			texts++
		}
	}
	return figures, texts, true
}

// weighRows looks at how many rows are figures, how many words, how many both.
func (w *sheet) weighRows(c *grid.Case, from, figures, texts, mixed int) {
	t := w.Table.Table
	if mixed*5 > figures+texts+mixed {
		c.Say(-grid.Strong, t.At, "有 %d 行文字和数字相杂", "%d rows mix words and figures", mixed)
	}
	if w.mixedColumns(from) {
		c.Say(grid.Fair, t.At, "每一列都有文字也有数字", "every column holds words and figures")
	}
	if figures >= 2 && texts >= 1 {
		c.Say(grid.Fair, t.At, "各行各是一类内容，各列相杂", "each row is of a kind, the columns are mixed")
	} else {
		c.Say(-grid.Strong, t.At, "各列并不相杂", "the columns are not mixed")
	}
}

// mixedColumns reports whether each column of records holds words and figures.
func (w *sheet) mixedColumns(from int) bool {
	for col := 1; col < w.Cols; col++ {
		f, x := false, false
		for r := from; r < w.Rows; r++ {
			k := w.See.KindOf(w.Text(r, col))
			f, x = f || k.Figures(), x || k.Text()
		}
		if f != x {
			return false
		}
	}
	return true
}

// countsAlong reports whether a row counts from left to right.
func countsAlong(t *document.Table, r int) bool {
	last := -1
	for col := 1; col < t.Cols; col++ {
		text := t.Text(r, col)
		if grid.IsBlank(text) {
			continue
		}
		n, ok := grid.SmallNumber(text)
		if !ok || last >= 0 && n != last+1 {
			return false
		}
		last = n
	}
	return last > 0
}

// turned makes rows of columns, band after band. Records of which nothing is stated are
// left out.
func turned(see *grid.Sight, t *document.Table, from, period int) *document.Table {
	out := *t
	out.Cols, out.Cells, out.Headers = period, nil, 1
	row := 0
	put := func(r, c int, cell *document.Cell) {
		own := *cell
		own.Row, own.Col = r, c
		out.Cells = append(out.Cells, own)
	}
	for i := range period {
		put(0, i, t.Cell(from+i, 0))
	}
	row++
	for band := from; band < t.Rows; band += period {
		for col := 1; col < t.Cols; col++ {
			stated := false
			for i := range period {
				cell := t.Cell(band+i, col)
				stated = stated || cell != nil && !see.KindOf(cell.Text).Empty()
			}
			if !stated {
				continue
			}
			for i := range period {
				if cell := t.Cell(band+i, col); cell != nil {
					put(row, i, cell)
				}
			}
			row++
		}
	}
	out.Rows = row
	out.Seal()
	return &out
}

// halves sets one below the other what a table prints side by side to save paper: the
// same heads two or three times.
func (w *sheet) halves() {
	t := w.Table.Table
	if w.Form || w.Head == w.Lead {
		return
	}
	heads := w.See.HeadTexts(t, w.Lead, w.Head)
	for _, n := range []int{2, 3} {
		own := t.Cols / n
		if t.Cols%n != 0 || own < 3 || !periodic(heads, own) {
			continue
		}
		out := *t
		out.Cols, out.Cells, out.Rows = own, nil, w.Head
		for _, c := range t.Cells {
			if c.Row < w.Head && c.Col < own {
				c.ColSpan = min(c.ColSpan, own-c.Col)
				out.Cells = append(out.Cells, c)
			}
		}
		for half := range n {
			out.Cells = append(out.Cells, halfOf(t, w.Head, half*own, own, &out.Rows)...)
		}
		out.Seal()
		w.Table.Table = &out
		w.Tail = out.Rows
		w.Did(grid.HalvesParted, grid.DeedAt(-1, t.At, "各列并排印了 %d 次，按先左后右接成一表", "the columns are printed %d times side by side and were set below each other", n))
		return
	}
}

// halfOf lists the cells of one half, from row on, without rows that are blank in it.
func halfOf(t *document.Table, head, from, cols int, row *int) []document.Cell {
	var out []document.Cell
	for r := head; r < t.Rows; r++ {
		filled := false
		first := len(out)
		for col := from; col < from+cols; col++ {
			cell := t.Cell(r, col)
			if cell == nil || cell.Row != r || cell.Col != col {
				continue
			}
			filled = filled || !grid.IsBlank(cell.Text)
			own := *cell
			own.Row, own.Col = *row, col-from
			own.ColSpan = min(own.ColSpan, from+cols-col)
			out = append(out, own)
		}
		if !filled && !reached(t, r, from, cols) {
			out = out[:first]
			continue
		}
		*row++
	}
	return out
}

// reached reports whether a filled cell from above covers a place of a row.
func reached(t *document.Table, r, from, cols int) bool {
	for col := from; col < from+cols; col++ {
		if c := t.Cell(r, col); c != nil && c.Row < r && !grid.IsBlank(c.Text) {
			return true
		}
	}
	return false
}

// periodic reports whether header texts repeat after so many columns.
func periodic(text []string, period int) bool {
	for c := range text {
		if text[c] == "" || text[c] != text[c%period] {
			return false
		}
	}
	return true
}
