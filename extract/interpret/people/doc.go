// Package people reads who works in a department, its posts and staff, and who evaluated
// it, the members of the review group, from tables or from prose.
package people
