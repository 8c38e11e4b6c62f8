package rules

// The passages that rules rest on. Articles are numbered only where their text was
// verified.
var (
	BudgetLaw = Basis{Document: "《中华人民共和国预算法》"}
	// Article13: spending rests on an approved budget.
	Article13 = Basis{Document: "《中华人民共和国预算法》", Number: "第十三条"}
	// Article14: budgets and final accounts are published.
	Article14 = Basis{Document: "《中华人民共和国预算法》", Number: "第十四条"}
	// Article42: money carried over goes to what it was carried over for, or is surplus.
	Article42 = Basis{Document: "《中华人民共和国预算法》", Number: "第四十二条"}
	// Article57: spending follows the budget without false entries, and is evaluated.
	Article57 = Basis{Document: "《中华人民共和国预算法》", Number: "第五十七条"}
	// Measures give the weights, how indicators score, and the grades.
	Measures = Basis{Document: "《项目支出绩效评价管理办法》", Number: "财预〔2020〕10号"}
	// Opinions: performance management covers all funds; its results are published.
	Opinions = Basis{Document: "《中共中央 国务院关于全面实施预算绩效管理的意见》", Number: "中发〔2018〕34号"}
	// PostsRegulation: staff are kept within the posts that were approved.
	PostsRegulation = Basis{Document: "《地方各级人民政府机构设置和编制管理条例》"}
	// DocumentStyle is how official documents are written.
	DocumentStyle = Basis{Document: "《党政机关公文格式》", Number: "GB/T 9704—2012"}
)
