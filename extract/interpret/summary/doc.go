// Package summary reads the summary tables of projects (汇总表), however many pages and
// pieces they were cut into: a row a project, the totals with the rows that each sums,
// and the groups between them.
package summary
