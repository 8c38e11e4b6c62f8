// Package columns finds which column of a table holds what: how deep the header lies,
// which field each column is by its words, its neighbours and its cells, and whether the
// table lists projects at all. Summary tables are read by it, forms are told from them,
// and tables of accounts use the stacked headers.
package columns
