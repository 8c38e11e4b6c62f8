// Package structure puts a document in order, for every format alike: physical
// tables and lines in, logical ones out. It joins the parts of a table over page
// ends, puts together cells and rows that a page end cut, parts tables that touch,
// places rows that a converter wrote short, and binds to each table its title, unit
// and notes. It knows tables and paragraphs and not what they mean.
//
// What is seen of a table by itself is in room grid, what converters did to one is
// undone in room convert; this room joins and orders. Where a document leaves it open,
// each answer is a grid.Case that gathers evidence for and against; what was decided is
// told as a grid.Deed with its reason.
// Every cell keeps the place where it is printed.
package structure
