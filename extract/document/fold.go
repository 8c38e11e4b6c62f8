package document

import "selfeval/internal/text/printed"

// Fold brings every text to the characters that it shows: radicals and compatibility
// forms, which converters and browsers leave in place of the ideographs that they
// look like, and selectors of variants, which show nothing. Readers that go by
// characters get them folded already; entities of HTML and readers from outside are
// left to this.
func (d *Document) Fold() {
	d.Title = printed.Fold(d.Title)
	for i := range d.Blocks {
		d.Blocks[i].fold()
	}
}

func (b *Block) fold() {
	if t := b.Table; t != nil {
		for i := range t.Cells {
			t.Cells[i].fold()
		}
	}
	folded := printed.Fold(b.Text)
	if folded == b.Text {
		return
	}
	moved := folding(b.Text)
	for i := range b.Pieces { // they are in order
		p := &b.Pieces[i]
		p.Start, p.End = moved(p.Start), moved(p.End)
	}
	b.Runs = foldRuns(b.Runs, b.Text)
	b.Text = folded
}

// fold folds a cell and moves its marks and the ends of its lines with the text.
func (c *Cell) fold() {
	folded := printed.Fold(c.Text)
	if folded == c.Text {
		return
	}
	if c.print != nil {
		moved := folding(c.Text)
		var breaks []int
		for _, at := range c.print.breaks {
			breaks = append(breaks, moved(at))
		}
		c.SetPrint(foldRuns(c.print.runs, c.Text), breaks)
	}
	c.Text = folded
}

// foldRuns moves runs to where they stand in the folded text.
func foldRuns(runs []Run, text string) []Run {
	if runs == nil {
		return nil
	}
	moved := folding(text)
	out := make([]Run, 0, len(runs))
	for _, r := range runs {
		r.Start = moved(r.Start)
		r.End = moved(r.End)
		out = append(out, r)
	}
	return out
}

// folding tells where a place of a text is once the text is folded. It is asked for
// places in order.
func folding(text string) func(at int) int {
	from, to := 0, 0
	return func(at int) int {
		at = min(max(at, from), len(text))
		to += len(printed.Fold(text[from:at]))
		from = at
		return to
	}
}
