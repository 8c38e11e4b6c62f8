// Package paper is what every room of interpretation reads: one report's share of a
// document, its tables joined over page ends, what stands in their rows and cells, the
// units declared around them, and what a printed text is (a figure, a name, a number).
// It says what is there and where, and nothing of what it means.
package paper
