// Package convert undoes what converters did to one table, whatever stands before and
// after it: cells of merged columns left out (short.go, headfix.go), rows stacked in one
// (unstack.go), figures in one cell (figures.go), padding, tables that touch, tables on
// their side. Where the columns do not tell what a cell is, it is left open.
package convert

import (
	"selfeval/extract/structure/grid"
)

// mender mends a physical table.
type mender struct{ *grid.Part }

// sheet is a logical table whose rows and columns are put in order.
type sheet struct {
	*grid.Table
	cols []grid.Column // what stands in its columns
	seq  int           // the column that counts the rows, -1 where none does
}
