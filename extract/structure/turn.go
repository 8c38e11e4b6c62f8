package structure

import (
	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
)

// results gives the tables that a whole holds, turned upright.
func (w *whole) results() []*Table {
	out := []*Table{&w.Table}
	w.turn()
	w.halves()
	for _, x := range w.apart {
		x.Tail = x.Rows
		out = append(out, &x.Table)
	}
	return out
}

// turn turns a table whose labels stand in its first column and whose records stand
// side by side. It may print them in bands below each other.
func (w *whole) turn() {
	t := w.Table.Table
	const mostRows, mostCols = 400, 200
	if w.Form || t.Cols < 3 || t.Cols > mostCols || t.Rows < 3 || t.Rows > mostRows {
		return
	}
	from := 0
	for from < t.Rows && from < w.Lead {
		from++
	}
	period := bands(t, from)
	c := w.lies(from, period)
	if period == 0 || c.Sum() < accept+fair {
		return
	}
	w.Table.Table = turned(t, from, period)
	w.Lead, w.Head, w.Tail = 0, 1, w.Table.Table.Rows
	w.Seams = nil
	d := deedAt(-1, t.At, "列名竖排在第一列，各项目横排，已转置读取", "the labels stand in the first column and the records side by side; the table was turned")
	d.Evidence = c.Evidence
	w.did(Turned, d)
}

// bands finds after how many rows the labels of the first column repeat: the table's
// rows where they do not, 0 where the first column holds no labels.
func bands(t *document.Table, from int) int {
	seen := map[string]int{}
	period := t.Rows - from
	for r := from; r < t.Rows; r++ {
		c := t.Cell(r, 0)
		if c == nil || c.Row != r || c.RowSpan > 1 || c.ColSpan > 1 || !kindOf(c.Text).text() {
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
func (w *whole) lies(from, period int) (c Case) {
	t := w.Table.Table
	if period == 0 {
		return c
	}
	if w.Head > w.Lead {
		if n := namedFigures(t, w.Lead); n >= 2 {
			c.say(-strong-fair, t.At, "首行是列名", "its first row names columns")
		}
	}
	figures, texts, mixed := 0, 0, 0
	counted := false
	for r := from; r < t.Rows; r++ {
		f, x := 0, 0
		for col := 1; col < t.Cols; col++ {
			cell := t.Cell(r, col)
			if cell == nil || cell.Row != r || cell.ColSpan > 1 || cell.RowSpan > 1 {
				c.say(-decisive, t.At, "有合并的单元格", "cells are merged")
				return c
			}
			switch k := kindOf(cell.Text); {
			case k.figures():
				f++
			case k.text():
				x++
			}
		}
		label := cjk.Squeeze(t.Text(r, 0))
		if sequenceWords[label] && f > 1 && countsAlong(t, r) {
			counted = true
		}
		switch {
		case f > 0 && x > 0:
			mixed++
		case f > 0 && !sequenceWords[label]:
			figures++
			if headsFigures(label) {
				c.say(weak, rowAt(t, r), "“%s”一行都是数字", "all of %q are figures", label)
			}
		case x > 0:
			texts++
		}
	}
	if counted {
		c.say(strong, t.At, "序号横排", "the records are counted from left to right")
	}
	if mixed*5 > figures+texts+mixed {
		c.say(-strong, t.At, "有 %d 行文字和数字相杂", "%d rows mix words and figures", mixed)
	}
	if w.mixedColumns(from) {
		c.say(fair, t.At, "每一列都有文字也有数字", "every column holds words and figures")
	}
	if figures >= 2 && texts >= 1 {
		c.say(fair, t.At, "各行各是一类内容，各列相杂", "each row is of a kind, the columns are mixed")
	} else {
		c.say(-strong, t.At, "各列并不相杂", "the columns are not mixed")
	}
	return c
}

// mixedColumns reports whether each column of records holds words and figures.
func (w *whole) mixedColumns(from int) bool {
	for col := 1; col < w.Cols; col++ {
		f, x := false, false
		for r := from; r < w.Rows; r++ {
			k := kindOf(w.Text(r, col))
			f, x = f || k.figures(), x || k.text()
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
		if isBlank(text) {
			continue
		}
		n, ok := smallNumber(text)
		if !ok || last >= 0 && n != last+1 {
			return false
		}
		last = n
	}
	return last > 0
}

// turned makes rows of columns, band after band. Records of which nothing is stated are
// left out.
func turned(t *document.Table, from, period int) *document.Table {
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
				stated = stated || cell != nil && !kindOf(cell.Text).empty()
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
func (w *whole) halves() {
	t := w.Table.Table
	if w.Form || w.Head == w.Lead {
		return
	}
	heads := headTexts(t, w.Lead, w.Head)
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
		w.did(HalvesParted, deedAt(-1, t.At, "各列并排印了 %d 次，按先左后右接成一表", "the columns are printed %d times side by side and were set below each other", n))
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
			filled = filled || !isBlank(cell.Text)
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
		if c := t.Cell(r, col); c != nil && c.Row < r && !isBlank(c.Text) {
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
