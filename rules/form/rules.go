// Package form holds the rules about forms (自评表): weights, scores, targets and results,
// and a form beside the row of its project.
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
