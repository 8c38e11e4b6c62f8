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
			t.Cells[i].Text = printed.Fold(t.Cells[i].Text)
		}
	}
	folded := printed.Fold(b.Text)
	if folded == b.Text {
		return
	}
	from, to := 0, 0 // a place in the text, and where it is when folded
	moved := func(at int) int {
		at = min(max(at, from), len(b.Text))
		to += len(printed.Fold(b.Text[from:at]))
		from = at
		return to
	}
	for i := range b.Pieces { // they are in order
		p := &b.Pieces[i]
		p.Start = moved(p.Start)
		p.End = moved(p.End)
	}
	b.Text = folded
}
