package grid

// The weights of evidence and the limits, in one place. They were set on the layouts
// in testdata, printed pages of Word, WPS and report systems, and converters' tables
// (pandoc, markdownify, marker, MinerU): a hypothesis is taken from accept on, which
// one strong sign reaches and two weak ones do.
const (
	Accept = 4

	Strong = 4
	Fair   = 2
	Weak   = 1
	// Decisive signs are those that no number of weak ones outweighs: a new title, a
	// total, a count that starts again.
	Decisive = 12

	// MaxBetween is how many characters a line between two parts of a table has at
	// most: page numbers, captions printed again.
	MaxBetween = 30
	// MaxAligned is how many columns a table has at most whose rows are laid out anew;
	// what this costs for a cell grows with them.
	MaxAligned = 64
	// Near is by how many points two edges of one print may differ.
	Near = 3.0
)
