package paper

import "selfeval/extract/structure"

// UnitOver is the unit declared for what a block holds: the one that structure bound to a
// table; for a form that lost its grid, that of the lines above.
func (p *Paper) UnitOver(block int) string {
	if t := p.logical[p.Blocks[block].Table]; t != nil {
		return t.Unit
	}
	return structure.UnitAbove(p.Blocks, block)
}
