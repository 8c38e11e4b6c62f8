// Package structure puts a document in order, for every format alike: physical
// tables and lines in, logical ones out. It joins the parts of a table over page
// ends, puts together cells and rows that a page end cut, parts tables that touch,
// places rows that a converter wrote short, and binds to each table its title, unit
// and notes. It knows tables and paragraphs and not what they mean.
//
// Where a document leaves it open, each answer is a Case that gathers evidence for
// and against (evidence.go); what was decided is told as a Deed with its reason.
// Every cell keeps the place where it is printed.
package structure
