package structure

import (
	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
)

// Paper is a document in logical order.
type Paper struct {
	Source *document.Document
	Blocks []Block
}

// Document is the paper as a document: its blocks in logical order, a table of several
// parts as one.
func (p *Paper) Document() *document.Document {
	d := *p.Source
	d.Blocks = make([]document.Block, len(p.Blocks))
	for i := range p.Blocks {
		d.Blocks[i] = p.Blocks[i].Block
	}
	return &d
}

// Tables lists the paper's tables in reading order.
func (p *Paper) Tables() []*grid.Table {
	var out []*grid.Table
	for i := range p.Blocks {
		if t := p.Blocks[i].Logical; t != nil {
			out = append(out, t)
		}
	}
	return out
}

// Block is a heading, a paragraph, a picture or a logical table.
type Block struct {
	document.Block             // of a table: Table is the grid of Logical
	Logical        *grid.Table // nil where the block is no table
	From           []int       // the source's blocks that it was made of
}
