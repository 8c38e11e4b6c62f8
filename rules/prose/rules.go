// Package prose holds the rules about what the text says: breakdowns, changes over the
// year, goals, the conclusion, and what the text says of the tables.
package prose

import "selfeval/rules"

// Rules are the rules of this family, by their ids.
var Rules = []*rules.Rule{
	balanceMismatchRule,
	breakdownSumMismatchRule,
	coverageMismatchRule,
	declaredCountMismatchRule,
	declaredTotalMismatchRule,
	departmentNameInconsistentRule,
	dimensionScoreMismatchRule,
	documentNumberStyleRule,
	finalScoreUnsupportedRule,
	fiscalYearInconsistentRule,
	goalBudgetMismatchRule,
	goalWithoutResultRule,
	gradeScaleBrokenRule,
	gradeScoreMismatchRule,
	missingFieldRule,
	missingFinalAccountsRule,
	missingSectionRule,
	revenueExpenditureImbalanceRule,
	spendingExceedsSourceRule,
	staffExceedsPostsRule,
	targetNotReportedRule,
	yearOverYearMismatchRule,
}
