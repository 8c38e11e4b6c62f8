package form

import "selfeval/rules"

// Rules are the rules of this family, by their ids.
var Rules = []*rules.Rule{
	deviationUnexplainedRule,
	executionScoreMismatchRule,
	formSummaryMismatchRule,
	indicatorMissingActualRule,
	indicatorScoreSumMismatchRule,
	indicatorShortfallFullScoreRule,
	scoreExceedsWeightRule,
	targetCopiedAsActualRule,
	weightSumNot100Rule,
}
