package structure

// The weights of evidence and the limits, in one place. They were set on the layouts
// in testdata, printed pages of Word, WPS and report systems, and converters' tables
// (pandoc, markdownify, marker, MinerU): a hypothesis is taken from accept on, which
// one strong sign reaches and two weak ones do.
const (
	accept = 4

	strong = 4
	fair   = 2
	weak   = 1
	// decisive signs are those that no number of weak ones outweighs: a new title, a
	// total, a count that starts again.
	decisive = 12

	// maxBetween is how many characters a line between two parts of a table has at
	// most: page numbers, captions printed again.
	maxBetween = 30
	// maxAligned is how many columns a table has at most whose rows are laid out anew;
	// what this costs for a cell grows with them.
	maxAligned = 64
	// near is by how many points two edges of one print may differ.
	near = 3.0
)
