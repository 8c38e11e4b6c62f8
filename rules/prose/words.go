package prose

import "selfeval/report"

// completePairs are two parts that make up their whole by the way budgets are
// classified.
var completePairs = [][2]string{{"基本支出", "项目支出"}, {"人员", "公用"}, {"本年收入", "结转"}, {"本年支出", "结转"}}

// usualPart are the words of the classifications by which budgets are broken down
// whole: by source, by basic and project expenditure, by kind of cost.
var usualPart = []string{"公共预算", "基金", "国有资本", "财政专户", "财政拨款", "补助", "配套", "自筹", "事业收入", "经营收入", "其他", "结转", "结余", "基本支出", "项目支出", "项目经费", "人员", "公用", "费", "款"}

// budgetWords tell which of a year's budgets a name speaks of.
var budgetWords = []string{"预算", "年初", "调整", "本年", "执行", "实际"}

const (
	wholeInvestment    = "总投资" // what an investment is called that the text does not name
	investmentWord     = "投资"  // an investment may span years
	balanceMark        = "结"   // of 结转, 结余
	projectExpenditure = "项目支出"
	accountsWord       = "决算"
	budgetWord         = "预算"
	itself             = "本级" // a bureau without the offices below it
	tableWord          = "表"
	afterTitle         = "）)0123456789年度（(" // what may follow the title of a table
)

// Public money, and what may be a part of it in a form's list of sources.
const (
	publicMoneyWord = "财政"
	specialAccount  = "专户" // 财政专户 is apart
)

var publicMoneyParts = []string{"中央", "省", "市", "县", "区", "镇", "上级", "本级", "一般公共预算", "政府性基金", "国有资本", "当年", "上年结转", "债券"}

// publicExpenses are the 三公 expenses, whose budget must not be exceeded.
var publicExpenses = []string{"三公", "公务接待", "公务用车", "因公出国"}

// percentTails end a stated growth.
var percentTails = []string{"%", "个百分点"}

// sameGrades are other names of the grades.
var sameGrades = map[string]string{"优秀": "优", "良好": "良", "较好": "良", "中等": "中", "很差": "差"}

// usualScale are the grades where a report declares none.
var usualScale = []string{"优 90", "良 80", "中 60", "差 0"}

// bodyKinds are the endings of department names; only names with the same one
// can stand for the same office.
var bodyKinds = []string{"管理委员会", "委员会", "办公室", "人民政府", "管理局", "局", "厅", "委", "部", "院", "中心", "会", "大学", "中学", "小学"}

// usualSection is a part that reports have, the words its headings hold, and
// whether its content was found under whatever heading.
type usualSection struct {
	name    report.Text
	words   []string
	present func(*report.Report) bool
}

var usualSections = []usualSection{
	{report.Text{ZH: "部门概况", EN: "the profile of the department (部门概况)"}, []string{"概况", "基本情况", "职能", "职责"}, func(r *report.Report) bool { return len(r.Staffing) > 0 }},
	{report.Text{ZH: "收支情况", EN: "revenue and expenditure (收支情况)"}, []string{"收支", "预算", "决算", "支出", "资金"}, func(r *report.Report) bool {
		return r.Budget.Revenue.Total != nil || r.Budget.Expenditure.Total != nil || r.Budget.Execution != nil || r.FinalAccounts != nil
	}},
	{report.Text{ZH: "绩效目标", EN: "the goals (绩效目标)"}, []string{"目标"}, func(r *report.Report) bool { return len(r.Targets)+len(r.Goals)+len(r.Forms) > 0 }},
	{report.Text{ZH: "目标实现情况", EN: "how the goals were met (目标实现情况)"}, []string{"实现", "完成", "产出", "效益", "成效", "绩效分析", "指标分析", "结果", "履职"}, func(r *report.Report) bool { return len(r.Projects)+len(r.Forms) > 0 }},
	{report.Text{ZH: "评价结论", EN: "the conclusion (“评价结论”)"}, []string{"结论", "结果", "等级", "得分", "评价情况", "自评情况"}, func(r *report.Report) bool { return r.Conclusion != nil }},
	{report.Text{ZH: "存在问题", EN: "the problems (“存在问题”)"}, []string{"问题", "不足"}, func(r *report.Report) bool { return len(r.Problems) > 0 }},
	{report.Text{ZH: "改进措施", EN: "the measures (“改进措施”)"}, []string{"措施", "建议", "改进", "下一步", "打算"}, func(r *report.Report) bool { return len(r.Measures) > 0 }},
}
