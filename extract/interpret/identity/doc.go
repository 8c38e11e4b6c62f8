// Package identity says whose paper it is, of which year, and what kind of paper. It
// reads titles, captions, signatures and the years that prose and headers name, and
// weighs all proposals, its own and those of the other rooms, by one table of evidence
// (resolve.go). Where a file holds several reports, it cuts them at their titles.
package identity
