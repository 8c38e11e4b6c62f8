// Package grid tells what can be seen of a table by itself: what a cell holds
// (kinds.go), what its rows and columns are, where its header stands, how it counts
// its rows, where it stands in print. It holds the types that the rooms of structure
// hand on: Part, a physical table; Table, the logical one; Case and Deed, what speaks
// for an answer and what was done.
package grid
