package prose

import (
	"strings"
	"unicode/utf8"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/names"
)

// This file asks whether a report speaks of one year, one department and one
// scope throughout.

var fiscalYearInconsistentRule = &rules.Rule{
	ID:         "fiscal-year-inconsistent",
	Title:      report.Text{ZH: "评价年度前后不一致", EN: "The report's year is not the same throughout"},
	Severity:   rules.Warning,
	Needs:      rules.Whole(rules.Alone),
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("title", "标题中的年度", "year in the title", rules.Count),
		rules.Named("header", "表头中的年度", "year in the header", rules.Count),
		rules.Named("prose", "正文中的年度", "year in the text", rules.Count),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "标题中的年度，与汇总表表头（如“至2022年底”）和正文“对某年度……开展绩效自评”中的年度比较。标题无年度时不作判断；正文写成次年的（开展评价的年份）不报。", EN: "Compares the title's year with that in the table's header (至2022年底) and where the text says which year's spending was evaluated. Silent where the title has no year, and where the text names the year after, in which the evaluation was done."},
		Why:     report.Text{ZH: "年度不一致多为沿用上年文稿所致，数字也可能未更新。", EN: "Differing years show a text carried over from the year before, perhaps with its figures."},
		Example: report.Text{ZH: "标题为 2023 年，正文“对2022年度项目开展自评”为 2022 年", EN: "the title is of 2023, the text “对2022年度项目开展自评” of 2022"},
		Caveat:  report.Text{ZH: "一份报告评价多个年度时会误报。", EN: "A report on several years is reported wrongly."},
		Advice:  report.Text{ZH: "核对各数字所属年度。", EN: "Check which year the figures belong to."},
	},
	Check: fiscalYear,
}

var departmentNameInconsistentRule = &rules.Rule{
	ID:         "department-name-inconsistent",
	Title:      report.Text{ZH: "部门名称前后不一致", EN: "The department's name is not the same throughout"},
	Severity:   rules.Warning,
	Needs:      rules.Whole(rules.Alone),
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("title", "标题中的部门", "department in the title", rules.Words),
		rules.Named("caption", "说明行中的部门", "department in the caption", rules.Words),
		rules.Named("staffing", "基本情况表中的部门", "department in the staffing table", rules.Words),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "标题中的部门名称，与表格说明行（主管部门、单位名称）和基本情况表中的名称比较。一个名称包含另一个、或是其简称的不报；机构层级不同的（如学校与教育局）不报。", EN: "Compares the department's name in the title with those in captions (主管部门, 单位名称) and in the staffing table. Silent where one name holds the other or abbreviates it, and where the bodies are of different kinds (a school and its bureau)."},
		Why:     report.Text{ZH: "名称不一致多为套用其他部门文稿所致。", EN: "Another name shows a text taken over from another department."},
		Example: report.Text{ZH: "标题为“临溪市水务局”，基本情况表为“临溪市民政局”", EN: "the title says “临溪市水务局”, the staffing table “临溪市民政局”"},
		Caveat:  report.Text{ZH: "机构改革更名、或由上级局主管的下级局会误报。", EN: "A renamed department, or a bureau under another, is reported wrongly."},
		Advice:  report.Text{ZH: "核对表格是否属于本部门。", EN: "Check whether the table is this department's own."},
	},
	Check: departmentName,
}

var coverageMismatchRule = &rules.Rule{
	ID:       "coverage-mismatch",
	Title:    report.Text{ZH: "自评覆盖面与所称不符", EN: "Less was evaluated than claimed"},
	Severity: rules.Warning,
	Needs:    rules.Whole(rules.Summary | rules.Prose),
	Values: []rules.Value{
		rules.Named("funds", "自评涉及资金", "funds evaluated", rules.Money),
		rules.Named("project_expenditure", "正文项目支出", "project expenditure in the prose", rules.Money),
		rules.Named("share", "占比", "share", rules.Percent),
	},
	CausedBy: []rules.Cause{{Rule: "unit-inconsistent"}, {Rule: "unit-inconsistent", Key: "table"}},
	Doc: rules.Doc{
		What:    report.Text{ZH: "正文称全面开展、全覆盖或100%自评，而自评涉及资金（正文所称，否则为汇总表预算数之和）占正文所列项目支出的比例低于下限时报。", EN: "Where the text claims to cover everything (全面开展, 全覆盖, 100%), compares the funds evaluated (as declared, else the table's budgets) with the project expenditure that the prose states; reported below the limit."},
		Why:     report.Text{ZH: "绩效管理应覆盖所有财政资金。", EN: "Performance management covers all public money."},
		Example: report.Text{ZH: "正文称全面开展绩效自评，而涉及资金 4000 万元只占项目支出 6676.8 万元的 59.91%", EN: "the text claims full coverage; the funds of 4000 ten thousand yuan are only 59.91% of the project expenditure of 6676.8 ten thousand yuan"},
		Caveat:  report.Text{ZH: "项目支出含结转或不纳入自评的资金（如涉密项目）时，比例会偏低。", EN: "Project expenditure with balances brought forward, or with funds exempt from evaluation, lowers the share."},
		Advice:  report.Text{ZH: "核对未纳入自评的项目。", EN: "Ask which projects were left out."},
	},
	Basis:  []rules.Basis{rules.Opinions},
	Params: []rules.Param{{Name: "share", Doc: report.Text{ZH: "占项目支出的百分数下限", EN: "lowest share of the project expenditure in percent"}, Default: "80", Min: "0", Max: "100"}},
	Check:  coverage,
}

var documentNumberStyleRule = &rules.Rule{
	ID:       "document-number-style",
	Title:    report.Text{ZH: "发文字号书写不规范", EN: "Document number not in standard form"},
	Severity: rules.Info,
	Needs:    rules.Whole(rules.Alone),
	Values: []rules.Value{
		rules.Named("printed", "原文写法", "as printed", rules.Words),
		rules.Named("standard", "规范写法", "standard form", rules.Words),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "正文引用的发文字号，年份应当用六角括号“〔〕”括入。", EN: "The year in the number of an official document stands in the brackets 〔〕."},
		Why:     report.Text{ZH: "规范书写便于检索所依据的文件。", EN: "In standard form the cited document can be found."},
		Example: report.Text{ZH: "文号“临发【2019】8号”应写作“临发〔2019〕8号”", EN: "the document number “临发【2019】8号” is to be written “临发〔2019〕8号”"},
		Caveat:  report.Text{ZH: "转换工具可能改变了括号。", EN: "A converter may have changed the brackets."},
		Advice:  report.Text{ZH: "无需处理，可在下次公开时更正。", EN: "Nothing to do now; correct it with the next publication."},
	},
	Basis: []rules.Basis{rules.DocumentStyle},
	Check: documentNumbers,
}

func fiscalYear(p *rules.Pass) {
	var title *report.YearMention
	seen := map[string]bool{}
	for i := range p.Report.Mentions {
		m := &p.Report.Mentions[i]
		if m.Where == "title" && title == nil {
			title = m
			continue
		}
		if title == nil || !title.Year.Known() || !m.Year.Known() || m.Year.Int() == title.Year.Int() ||
			m.Where == "prose" && m.Year.Int() == title.Year.Int()+1 || seen[m.Where+m.Year.String()] {
			continue
		}
		seen[m.Where+m.Year.String()] = true
		where := report.Text{ZH: "正文", EN: "the text"}
		if m.Where == "header" {
			where = report.Text{ZH: "表头", EN: "the header"}
		}
		p.Add(rules.Finding{
			Key: m.Where + " " + m.Year.String(), At: []report.Location{title.At, m.At},
			Text:   report.Textf("标题为 %d 年，%s“%s”为 %d 年", "the title is of %d, %s “%s” of %d", title.Year.Int(), where, m.Raw, m.Year.Int()),
			Values: map[string]string{"title": title.Year.String(), m.Where: m.Year.String()},
		})
	}
}

func departmentName(p *rules.Pass) {
	if p.Report.Kind == report.KindProject {
		return
	}
	var title *report.NameMention
	seen := map[string]bool{}
	for i := range p.Report.Departments {
		m := &p.Report.Departments[i]
		if m.Where == "title" && title == nil {
			title = m
			continue
		}
		if title == nil || seen[m.Name] || !otherBody(title.Name, m.Name) {
			continue
		}
		seen[m.Name] = true
		where := report.Text{ZH: "说明行", EN: "the caption"}
		if m.Where == "staffing" {
			where = report.Text{ZH: "基本情况表", EN: "the staffing table"}
		}
		p.Add(rules.Finding{
			Key: names.Key(m.Name), At: []report.Location{title.At, m.At},
			Text:   report.Textf("标题为“%s”，%s为“%s”", "the title says “%s”, %s “%s”", title.Name, where, m.Name),
			Values: map[string]string{"title": title.Name, m.Where: m.Name},
		})
	}
}

// otherBody reports whether two names are certainly those of two departments.
func otherBody(a, b string) bool {
	x, y := names.Key(strings.TrimSuffix(a, itself)), names.Key(strings.TrimSuffix(b, itself))
	if x == "" || y == "" || strings.Contains(x, y) || strings.Contains(y, x) || within(x, y) || within(y, x) {
		return false
	}
	kind := func(s string) string {
		for _, k := range bodyKinds {
			if strings.HasSuffix(s, k) {
				return k
			}
		}
		return ""
	}
	return kind(x) != "" && kind(x) == kind(y) && utf8.RuneCountInString(x) >= 4 && utf8.RuneCountInString(y) >= 4
}

// within reports whether the characters of short stand in long in their order,
// as those of an abbreviation do: 教体局 in 教育体育局.
func within(short, long string) bool {
	rest := []rune(short)
	for _, r := range long {
		if len(rest) > 0 && r == rest[0] {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

func coverage(p *rules.Pass) {
	r := p.Report
	if len(r.Claims) == 0 {
		return
	}
	var whole *report.Amount
	for i := range r.Budget.Expenditure.Parts {
		if part := &r.Budget.Expenditure.Parts[i]; part.Name == projectExpenditure {
			whole = part.Amount
		}
	}
	if !whole.Known() || !whole.Dec().IsPositive() {
		return
	}
	var funds *report.Amount
	if r.Declared != nil {
		funds = r.Declared.Funds
	}
	v, ok := funds.In(whole.Unit)
	if !ok {
		as := make([]*report.Amount, 0, len(r.Projects))
		for i := range r.Projects {
			as = append(as, r.Projects[i].Budget)
		}
		if v, _, ok = figures.Sum(whole.Unit, as); !ok {
			return
		}
	}
	part := v.Mul(figures.Hundred).DivRound(whole.Dec(), 4)
	if part.GreaterThanOrEqual(p.Decimal("share")) {
		return
	}
	p.Add(rules.Finding{
		Key: "coverage", At: rules.Places(report.Location{}, r.Claims[0].At, whole.At), Over: p.All(),
		Text: report.Textf("正文称全面开展绩效自评，而涉及资金 %s只占项目支出 %s的 %s", "the text claims full coverage; the funds of %s are only %[3]s of the project expenditure of %[2]s",
			figures.Money(v, whole.Unit), whole, figures.Percent(v, whole.Dec())),
		Values: map[string]string{"funds": figures.Money(v, whole.Unit), "project_expenditure": whole.String(), "share": figures.Percent(v, whole.Dec())},
	})
}

func documentNumbers(p *rules.Pass) {
	seen := map[string]bool{}
	for i := range p.Report.Citations {
		c := &p.Report.Citations[i]
		if strings.Contains(c.Raw, "〔") && strings.Contains(c.Raw, "〕") || seen[c.Raw] {
			continue
		}
		seen[c.Raw] = true
		p.Add(rules.Finding{
			Key: c.Raw, At: []report.Location{c.At},
			Text:   report.Textf("文号“%s”应写作“%s”", "the document number “%s” is to be written “%s”", c.Raw, c.Number),
			Values: map[string]string{"printed": c.Raw, "standard": c.Number},
		})
	}
}
