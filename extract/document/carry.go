package document

import (
	"slices"
	"strings"
	"unicode"
)

// What a cell prints goes with its text: who cuts, joins or moves the text of a cell
// does it here, so that marks and ends of lines keep their places or go with the text
// that they belong to.

// Cut leaves of a cell's text what stands between two offsets, without the space around
// it, and of its marks and lines those that stand in it.
func (c *Cell) Cut(from, to int) {
	from, to = max(from, 0), min(to, len(c.Text))
	from, to = trimmed(c.Text, from, max(from, to))
	text := c.Text[from:to]
	if c.print != nil {
		var runs []Run
		for _, r := range c.print.runs {
			if r.End < from || r.Start > to || !r.Outside() && (r.End == from || r.Start == to) {
				continue
			}
			if r.Start < from || r.End > to {
				r.Start, r.End = max(r.Start, from), min(r.End, to)
				r.Text = c.Text[r.Start:r.End]
			}
			r.Start, r.End = r.Start-from, r.End-from
			runs = append(runs, r)
		}
		var breaks []int
		for _, at := range c.print.breaks {
			if at > from && at < to {
				breaks = append(breaks, at-from)
			}
		}
		c.SetPrint(runs, breaks)
	}
	c.Text = text
}

// trimmed moves two offsets over the space inside them.
func trimmed(text string, from, to int) (int, int) {
	to = from + len(strings.TrimRightFunc(text[from:to], unicode.IsSpace))
	from = to - len(strings.TrimLeftFunc(text[from:to], unicode.IsSpace))
	return from, to
}

// Parted gives the lines of a cell as cells of their own.
func (c *Cell) Parted() []Cell {
	if c.print == nil || c.print.breaks == nil {
		return []Cell{*c}
	}
	out := make([]Cell, 0, len(c.print.breaks)+1)
	from := 0
	for _, at := range append(c.print.breaks[:len(c.print.breaks):len(c.print.breaks)], len(c.Text)) {
		at = min(max(at, from), len(c.Text))
		own := *c
		own.Cut(from, at)
		out = append(out, own)
		from = at
	}
	return out
}

// Append sets another cell's text behind a cell's own, parted by gap.
func (c *Cell) Append(gap string, o *Cell) {
	by := len(c.Text) + len(gap)
	c.Text += gap + o.Text
	if o.print == nil {
		return
	}
	runs, breaks := c.Runs(), []int(nil)
	if c.print != nil {
		breaks = c.print.breaks
	}
	runs, breaks = runs[:len(runs):len(runs)], breaks[:len(breaks):len(breaks)]
	runs = append(runs, Shift(slices.Clone(o.print.runs), by)...)
	for _, at := range o.print.breaks {
		breaks = append(breaks, at+by)
	}
	c.SetPrint(runs, breaks)
}

// TakeText gives a cell the text of another and what is printed in it.
func (c *Cell) TakeText(o *Cell) {
	c.Text, c.At, c.print = o.Text, o.At, o.print
}
