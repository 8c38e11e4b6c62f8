// Package prose reads what a paper says in sentences, section by section: the budget
// and its changes, targets and results, goals of projects, what is declared of the
// summary table, the conclusion with its scale of grades, problems and measures. The
// grammar is package sentence's. Tables that stand for sentences, accounts and the
// conclusion, are read with them. What was seen and found no place is listed as unread.
package prose
