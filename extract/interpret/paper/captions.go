package paper

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// UnitBelow finds the unit that a remark below a table declares: 注：以上金额单位均为万元.
func (p *Paper) UnitBelow(block int) string {
	for i := block + 1; i < len(p.Blocks) && i <= block+2; i++ {
		b := &p.Blocks[i]
		s := cjk.Squeeze(b.Text)
		if b.Kind != document.Paragraph || len([]rune(s)) > 60 {
			return ""
		}
		if s = strings.TrimLeft(s, "("); p.Vocab.Notes.Starts(s) || p.Vocab.Tables.AllAbove.Holds(s) {
			return lexicon.CaptionUnitIn(s)
		}
	}
	return ""
}

// UnitAbove finds the unit declared above a table: in the few blocks before it,
// up to the table before.
func (p *Paper) UnitAbove(block int) string {
	for i := block - 1; i >= 0 && i >= block-5; i-- {
		b := &p.Blocks[i]
		if b.Kind == document.TableBlock {
			// A table of one or two cells above the table is its caption line.
			if len(b.Table.Cells) <= 4 {
				for _, c := range b.Table.Cells {
					if u := lexicon.UnitIn(c.Text); u != "" {
						return u
					}
				}
				continue
			}
			return ""
		}
		if len([]rune(b.Text)) > 60 {
			// Prose mentions units of its own; a caption that a converter joined to it
			// stands at its end.
			return lexicon.CaptionUnitAtEnd(b.Text)
		}
		if u := lexicon.CaptionUnitIn(b.Text); u != "" {
			return u
		}
		if u := lexicon.UnitIn(b.Text); u != "" && !strings.ContainsAny(b.Text, "0123456789") {
			return u
		}
	}
	return ""
}
