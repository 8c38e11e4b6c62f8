package rules

import "selfeval/report"

// The values that many rules name.
var (
	BudgetValue     = Value{Key: "budget", Title: report.Text{ZH: "预算数", EN: "budget"}, Kind: Money, Field: "budget"}
	ExecutedValue   = Value{Key: "executed", Title: report.Text{ZH: "执行数", EN: "executed amount"}, Kind: Money, Field: "executed"}
	ReturnedValue   = Value{Key: "returned", Title: report.Text{ZH: "交回数", EN: "returned"}, Kind: Money, Field: "returned"}
	RateValue       = Value{Key: "rate", Title: report.Text{ZH: "执行率", EN: "rate"}, Kind: Percent, Field: "rate"}
	ScoreValue      = Value{Key: "score", Title: report.Text{ZH: "得分", EN: "score"}, Kind: Points, Field: "score"}
	WeightValue     = Value{Key: "weight", Title: report.Text{ZH: "分值", EN: "weight"}, Kind: Points}
	CountValue      = Value{Key: "count", Title: report.Text{ZH: "指标项数", EN: "indicators"}, Kind: Count}
	NameValue       = Value{Key: "name", Title: report.Text{ZH: "项目目标", EN: "goal"}, Kind: Words}
	SimilarityValue = Value{Key: "similarity", Title: report.Text{ZH: "名称相似度", EN: "likeness of names"}, Kind: Percent}
)

// Term is a value that takes codes, with what they mean.
func Term(key, zh, en string, terms map[string]report.Text) Value {
	return Value{Key: key, Title: report.Text{ZH: zh, EN: en}, Kind: Words, Terms: terms}
}

// FieldTerms are the names of the fields of a row.
var FieldTerms = map[string]report.Text{
	"budget":   {ZH: "预算数", EN: "budget"},
	"executed": {ZH: "执行数", EN: "executed amount"},
	"returned": {ZH: "结余交回财政数", EN: "amount returned"},
	"score":    {ZH: "得分", EN: "score"},

	"carried_in": {ZH: "上年结转", EN: "carried over from last year"},

	"conclusion.score": {ZH: "评价结论的得分", EN: "score of the conclusion"},
	"conclusion.grade": {ZH: "评价结论的等级", EN: "grade of the conclusion"},
}

// Difference is the value "difference" of a kind.
func Difference(k Kind) Value { return Named("difference", "相差", "difference", k) }

// Named is a value that was worked out, or read outside the summary table.
func Named(key, zh, en string, k Kind) Value {
	return Value{Key: key, Title: report.Text{ZH: zh, EN: en}, Kind: k}
}
