package rows

import (
	"slices"

	"selfeval/extract/interpret/paper"
)

// OfParts lists the rows of a table, and tells where its parts begin. Rows that a page end
// cut will be joined in a copy.
func OfParts(t *paper.Table, several bool) []Line {
	own := t.Table
	if several || len(t.Logical.Seams) > 0 {
		whole := *t.Table
		whole.Cells = slices.Clone(t.Cells)
		whole.Seal()
		own = &whole
	}
	lines := Of(t.Block, own)
	for j := range lines {
		lines[j].Seam = j == 0 || t.Seam(j)
	}
	return lines
}
