package prose

import (
	"slices"
	"strings"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/names"
)

// This file asks what a report leaves out.

var missingSectionRule = &rules.Rule{
	ID:       "missing-section",
	Title:    report.Text{ZH: "缺少应有的部分", EN: "A part of the report is missing"},
	Severity: rules.Info,
	Needs:    rules.Needs{Check: rules.Summary | rules.Forms | rules.Prose | rules.Conclusion},
	Basis:    []rules.Basis{rules.Opinions},
	Values: []rules.Value{
		rules.Named("section", "缺少的部分", "missing part", rules.Words),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "部门整体支出绩效自评报告通常有部门概况、收支情况、绩效目标、目标实现情况、评价结论、问题与改进措施。既无相应标题、又未读到相应内容的才报；全文标题少于三个（版式未能识别）时不作判断。", EN: "A department's report usually has its profile, revenue and expenditure, goals, their results, the conclusion, problems and measures. Reported where neither such a heading nor such content was found; silent where fewer than three headings were recognised."},
		Why:     report.Text{ZH: "缺少的部分无法核对。", EN: "What is missing cannot be checked."},
		Example: report.Text{ZH: "全文未见“存在问题”部分", EN: "no part on the problems (“存在问题”) is seen"},
		Caveat:  report.Text{ZH: "各地提纲不同，内容可能并入其他部分或附件。", EN: "Outlines differ; the content may stand elsewhere or in an annex."},
		Advice:  report.Text{ZH: "对照当地提纲查看。", EN: "Compare with the local outline."},
	},
	Check: missingSection,
}

var missingFieldRule = &rules.Rule{
	ID:       "missing-field",
	Title:    report.Text{ZH: "应填未填", EN: "A figure that should be there is missing"},
	Severity: rules.Info,
	Needs:    rules.Needs{Check: rules.Summary | rules.Conclusion},
	Basis:    []rules.Basis{rules.Opinions},
	Values: []rules.Value{
		rules.Term("field", "缺少的内容", "what is missing", rules.FieldTerms),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "汇总表中其他各行都填的预算数、执行数、得分，某行空着；评价结论有得分而无等级或有等级而无得分（声明了等级划分时）。多数行都空的栏不作判断。", EN: "A row without the budget, executed amount or score that the other rows have; a conclusion with a score and no grade, or the other way round, where a scale is declared. Silent for a column that most rows leave blank."},
		Why:     report.Text{ZH: "空缺的数字不能当作0。", EN: "A blank is not zero."},
		Example: report.Text{ZH: "评价结论有得分（95 分）而没有等级", EN: "the conclusion gives a score of 95 points and no grade"},
		Caveat:  report.Text{ZH: "该项目可能确无支出而以空格表示。", EN: "A blank may stand for nothing spent."},
		Advice:  report.Text{ZH: "请部门补填。", EN: "Ask the department to fill it in."},
	},
	Check: missingField,
}

var missingFinalAccountsRule = &rules.Rule{
	ID:       "missing-final-accounts",
	Title:    report.Text{ZH: "决算部分只有预算数字", EN: "Final accounts given by budget figures only"},
	Severity: rules.Info,
	Needs:    rules.Needs{Check: rules.Summary | rules.Forms | rules.Prose},
	Basis:    []rules.Basis{rules.Article14},
	Values: []rules.Value{
		rules.Named("section", "所在部分", "section", rules.Words),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "有标题为决算的部分，却只读到预算收支，没有任何决算数字或表格。", EN: "There is a part on final accounts (决算), but it gives budget figures only and neither a final figure nor a table."},
		Why:     report.Text{ZH: "没有决算数就不能看出预算执行得怎样。", EN: "Without final figures nobody sees how the budget was carried out."},
		Example: report.Text{ZH: "“收入支出决算总体情况”只列出预算数字，没有决算数", EN: "“收入支出决算总体情况” gives budget figures and no final ones"},
		Caveat:  report.Text{ZH: "决算数可能在另一份公开文件中。", EN: "The final figures may be published elsewhere."},
		Advice:  report.Text{ZH: "查同年部门决算公开。", EN: "Look at the department's published final accounts."},
	},
	Check: missingFinalAccounts,
}

func missingSection(p *rules.Pass) {
	r := p.Report
	prose := 0 // the title over a form or table heads no text
	for _, s := range r.Sections {
		if !strings.HasSuffix(strings.TrimRight(s.Title, afterTitle), tableWord) {
			prose++
		}
	}
	if r.Kind != report.KindDepartment || prose < 3 {
		return
	}
	for _, u := range usualSections {
		headed := slices.ContainsFunc(r.Sections, func(s report.Section) bool {
			return slices.ContainsFunc(u.words, func(w string) bool { return strings.Contains(s.Title, w) })
		})
		if headed || u.present(r) {
			continue
		}
		p.Add(rules.Finding{Key: u.name.ZH, At: []report.Location{p.Title()}, Text: report.Textf("全文未见“%s”部分", "no part on %s is seen", u.name), Values: map[string]string{"section": u.name.ZH}})
	}
}

// excused reports a row that need not have a field: it was not evaluated, or lists the
// parts of its amounts below.
func excused(pr *report.Project, field string) bool {
	return pr.NotEvaluated || len(pr.Parts) > 0 && field != "score"
}

func missingField(p *rules.Pass) {
	r := p.Report
	for _, f := range []struct {
		name report.Text
		key  string
		of   func(*report.Project) *report.Amount
	}{
		{report.Text{ZH: "预算数", EN: "budget"}, "budget", func(x *report.Project) *report.Amount { return x.Budget }},
		{report.Text{ZH: "执行数", EN: "executed amount"}, "executed", func(x *report.Project) *report.Amount { return x.Executed }},
		{report.Text{ZH: "得分", EN: "score"}, "score", func(x *report.Project) *report.Amount { return x.Score }},
	} {
		missing := func(i int) bool { return f.of(&r.Projects[i]) == nil && !excused(&r.Projects[i], f.key) }
		blank := 0
		for i := range r.Projects {
			if missing(i) {
				blank++
			}
		}
		if blank == 0 || blank*2 > len(r.Projects) {
			continue
		}
		for i := range r.Projects {
			if pr := &r.Projects[i]; missing(i) {
				p.Add(rules.Finding{Key: f.key + " " + names.Key(pr.Name), Projects: []int{i + 1}, At: rules.Places(report.Location{}, pr.Cells.At("name", pr.At)), Text: report.Textf("%s没有填%s", "%s has no %s", p.Row(i+1).Label(), f.name), Values: map[string]string{"field": f.key}})
			}
		}
	}
	c := r.Conclusion
	if c == nil || len(c.Scale) == 0 {
		return
	}
	switch {
	case c.Score == nil && c.Grade != "":
		p.Add(rules.Finding{Key: "conclusion.score", At: []report.Location{c.At}, Text: report.Textf("评价结论有等级“%s”而没有得分", "the conclusion gives a grade, “%s”, and no score", c.Grade), Values: map[string]string{"field": "conclusion.score"}})
	case c.Score != nil && c.Grade == "":
		p.Add(rules.Finding{Key: "conclusion.grade", At: rules.Cells(c.At, c.Score), Text: report.Textf("评价结论有得分（%s）而没有等级", "the conclusion gives a score of %s and no grade", c.Score), Values: map[string]string{"field": "conclusion.grade"}})
	}
}

func missingFinalAccounts(p *rules.Pass) {
	r := p.Report
	if r.FinalAccounts != nil || r.Budget.Revenue.Total == nil && r.Budget.Expenditure.Total == nil && len(r.Budget.Changes) == 0 {
		return
	}
	for i := range r.Sections {
		s := &r.Sections[i]
		if !strings.Contains(s.Title, accountsWord) || strings.Contains(s.Title, budgetWord) {
			continue
		}
		p.Add(rules.Finding{Key: s.Title, At: []report.Location{s.At}, Text: report.Textf("“%s”只列出预算数字，没有决算数", "“%s” gives budget figures and no final ones", s.Title), Values: map[string]string{"section": s.Title}})
		return
	}
}
