// Package across holds the rules that compare a report with other papers of its
// department: those of the year before, and other files of the same year.
package across

import "selfeval/rules"

// Rules are the rules of this family, by their ids.
var Rules = []*rules.Rule{
	copiedFromPriorYearRule,
	departmentTotalMismatchRule,
	priorYearMismatchRule,
	projectFiguresDifferRule,
}
