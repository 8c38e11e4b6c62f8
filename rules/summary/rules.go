// Package summary holds the rules about the summary table (项目汇总表): its rows, its total
// rows, its numbering, its units.
package summary

import "selfeval/rules"

// Rules are the rules of this family, by their ids.
var Rules = []*rules.Rule{
	balanceNotReturnedRule,
	duplicateProjectRule,
	duplicateSequenceRule,
	executionExceedsBudgetRule,
	executionRateMismatchRule,
	identicalAmountsRule,
	projectYearMismatchRule,
	returnedExceedsBalanceRule,
	scoreExceedsAttainableRule,
	scoreOutOfRangeRule,
	scoreWithoutExecutionRule,
	sequenceGapRule,
	totalRowMismatchRule,
	uniformScoresRule,
	unitInconsistentRule,
}
