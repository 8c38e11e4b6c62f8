package output

import "selfeval/report"

// pageTexts are the page's own words. Words are those of its script.
type pageTexts struct {
	Title, Documents, Whole, Failed, Partial, Other, Error, Warning, Info                     string
	Overview, Matrix, Serious, Charts, Findings, Severity, Rule, Department, Year, Status     string
	Source, Kind, Sort, Search, Clear, Keys, NoScript, Cut, Place, Basis, Advice, NotRead     string
	SkipTo, Filters, CopyView, Print, Empty, All, KeyHelp, RuleCount, Compare, RestTitle, Map string
	// What all reports say together.
	Across, Silent, SilentNone, Missing, Unplaced, MoreDepartments, Ranking, Rank, Rate, Score, Last, InYear, Unpictured string

	Head  []string
	Words map[string]string
}

func pageWords(lang report.Lang) *pageTexts {
	if lang == report.EN {
		return &pageEnglish
	}
	return &pageChinese
}

var pageChinese = pageTexts{
	Title: "绩效自评报告检查结果", Documents: "文件", Whole: "读全的自评报告", Failed: "读不了", Partial: "部分读取", Other: "非自评报告", Error: "错误", Warning: "警告", Info: "提示",
	Overview: "概览", Matrix: "部门 × 年度", Serious: "主要问题", Charts: "图表", Findings: "问题明细", Severity: "级别", Rule: "规则", Department: "部门", Year: "年度", Status: "读取情况",
	Source: "来源", Kind: "类别", Sort: "次序", Search: "搜索文字、数字", Clear: "清除", Keys: "快捷键", Place: "位置", Basis: "依据", Advice: "建议", NotRead: "无法读取",
	NoScript: "浏览器没有运行脚本：以下只列出问题，不能筛选。", Cut: "问题很多，这里只列出前一部分；打开脚本可以看到全部。",
	SkipTo: "跳到问题明细", Filters: "筛选", CopyView: "复制链接", Print: "打印", All: "全部", RuleCount: "规则及问题数", Compare: "历年比较", RestTitle: "没有问题的文件", Map: "本页目录",
	KeyHelp: "/ 搜索，e 只看错误，j、k 下一条、上一条问题，c 复制这条的链接，Esc 清除筛选；在“部门 × 年度”表中用方向键移动，回车进入",
	Across:  "各部门对照", Silent: "未见公开任何文件的部门（名单共 %d 个）", SilentNone: "没有：名单上的部门都有文件", Missing: "缺少某类文件的部门", InYear: "%s年度（%d 个）",
	Unplaced: "另有 %d 份文件读不了或认不出部门、年度，其中可能有这些部门的", MoreDepartments: "另有 %d 个部门未列入此表", Ranking: "%s年度各部门，问题重的在前", Rank: "名次", Rate: "执行率", Score: "自评得分", Last: "上年",
	Head: []string{"序号", "项目名称", "项目实施单位", "预算数", "执行数", "交回财政数", "自评得分"},
	Words: map[string]string{
		"allSev": "全部级别", "allRule": "全部规则", "allDept": "全部部门", "allYear": "全部年度", "allStatus": "全部读取情况", "allSource": "全部来源",
		"error": "错误", "warning": "警告", "info": "提示", "k0": "问题", "k1": "已接受", "k2": "未作判断", "k3": "未读出", "kall": "全部类别",
		"s0": "读全", "s1": "部分读取", "s2": "非自评报告", "s3": "读不了", "bySeverity": "按轻重", "byDepartment": "按部门", "byFile": "按文件",
		"noDept": "部门不明", "noYear": "年度不明", "year": "{0}年度", "oneDoc": "只看文件 {0}", "shown": "{0} 条，{1} 份文件", "none": "没有符合条件的问题。", "more": "再显示一些（还有 {0} 份）", "moreDepts": "显示全部 {0} 个部门",
		"copy": "复制链接", "copyText": "复制全文", "copied": "已复制", "notCopied": "浏览器不允许复制，请手工复制地址栏", "place": "位置", "basis": "依据", "advice": "建议", "leads": "由此引起 {0} 条", "like": "另有 {0} 条同类问题",
		"extra": "其他 {0} 条", "rest": "没有列出问题的文件 {0} 份", "restMore": "再显示一些（还有 {0} 份）", "original": "原文", "compare": "与其他年度比较", "total": "合计", "department": "部门",
		"cell": "{0} {1}：错误 {2}，警告 {3}，提示 {4}，文件 {5} 份", "notWhole": "未读全", "clean": "无", "papers": "文件", "projects": "项目数", "budget": "预算数（万元）", "executed": "执行数（万元）", "rate": "执行率", "score": "自评得分",
		"change": "比上年", "points": "{0} 个百分点", "ruleYears": "各规则历年问题数", "new": "新出现", "stays": "仍有", "gone": "不再出现", "same": "—", "filter": "筛选条件：{0}", "noFilter": "未筛选", "printCut": "打印最多列出 {0} 条，其余 {1} 条请缩小范围后再打印。",
		"back": "返回全部部门", "searching": "正在搜索…", "from": "取自项目最多的一份", "colon": "：", "year0": "年度", "rule0": "规则", "against": "对照", "legend": "红：错误　棕：警告　灰：提示", "picture": "原文所印", "morePlaces": "另有 {0} 处未列出",
	},
}

var pageEnglish = pageTexts{
	Title: "Self-evaluation reports: findings", Documents: "files", Whole: "reports read whole", Failed: "not readable", Partial: "partly read", Other: "other papers", Error: "errors", Warning: "warnings", Info: "notes",
	Overview: "Overview", Matrix: "Department by year", Serious: "Main findings", Charts: "Charts", Findings: "Findings", Severity: "Severity", Rule: "Rule", Department: "Department", Year: "Year", Status: "Reading",
	Source: "Source", Kind: "Kind", Sort: "Order", Search: "Search text, figures", Clear: "Clear", Keys: "Keys", Place: "Place", Basis: "Basis", Advice: "Advice", NotRead: "Not read",
	NoScript: "Scripts do not run here: findings are listed below and cannot be filtered.", Cut: "There are many findings and only the first are listed here; with scripts all can be seen.",
	SkipTo: "Skip to the findings", Filters: "Filters", CopyView: "Copy link", Print: "Print", All: "All", RuleCount: "Rules and findings", Compare: "Over the years", RestTitle: "Files without findings", Map: "On this page",
	KeyHelp: "/ search, e errors only, j and k next and previous finding, c copy its link, Esc clear filters; in the table of departments the arrow keys move and Enter opens",
	Across:  "Departments beside each other", Silent: "Departments of which no paper was found (%d are listed)", SilentNone: "none: every department of the list has a paper", Missing: "Departments that lack a kind of paper", InYear: "%s (%d)",
	Unplaced: "%d files could not be read or name no department or year: some may be theirs", MoreDepartments: "%d more departments are not in this table", Ranking: "Departments in %s, the most serious findings first", Rank: "place", Rate: "Execution rate", Score: "Score", Last: "the year before",
	Head: []string{"No.", "Project", "Implementer", "Budget", "Executed", "Returned", "Score"},
	Words: map[string]string{
		"allSev": "all severities", "allRule": "all rules", "allDept": "all departments", "allYear": "all years", "allStatus": "all readings", "allSource": "all sources",
		"error": "error", "warning": "warning", "info": "note", "k0": "findings", "k1": "accepted", "k2": "not judged", "k3": "not read", "kall": "all kinds",
		"s0": "read whole", "s1": "partly read", "s2": "another paper", "s3": "not readable", "bySeverity": "by severity", "byDepartment": "by department", "byFile": "by file",
		"noDept": "department unknown", "noYear": "year unknown", "year": "{0}", "oneDoc": "only file {0}", "shown": "{0} in {1} files", "none": "Nothing fits these filters.", "more": "Show more ({0} files left)", "moreDepts": "Show all {0} departments",
		"copy": "Copy link", "copyText": "Copy text", "copied": "Copied", "notCopied": "The browser does not let this page copy; copy the address by hand", "place": "Place", "basis": "Basis", "advice": "Advice", "leads": "Leads to {0} more", "like": "{0} more of this kind",
		"extra": "{0} more", "rest": "{0} files with no findings listed", "restMore": "Show more ({0} files left)", "original": "Original", "compare": "Compare with other years", "total": "Total", "department": "Department",
		"cell": "{0} {1}: errors {2}, warnings {3}, notes {4}, files {5}", "notWhole": "not whole", "clean": "none", "papers": "Files", "projects": "Projects", "budget": "Budget (10,000 yuan)", "executed": "Executed (10,000 yuan)", "rate": "Execution rate", "score": "Score",
		"change": "Against the year before", "points": "{0} percentage points", "ruleYears": "Findings by rule over the years", "new": "new", "stays": "still there", "gone": "gone", "same": "—", "filter": "Filters: {0}", "noFilter": "no filters", "printCut": "At most {0} findings are printed; narrow the filters to print the other {1}.",
		"back": "All departments", "searching": "Searching…", "from": "from the paper with the most projects", "colon": ": ", "year0": "Year", "rule0": "Rule", "against": "Against", "legend": "red: errors, brown: warnings, grey: notes", "picture": "as printed", "morePlaces": "{0} more places are not shown",
	},
}
