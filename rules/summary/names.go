package summary

import (
	"strconv"
	"strings"

	"selfeval/report"
	"selfeval/rules"
)

// This file asks whether a project's name fits the report it stands in.

var projectYearMismatchRule = &rules.Rule{
	ID:       "project-year-mismatch",
	Title:    report.Text{ZH: "项目名称中的年份与报告年度不符", EN: "Project named for another year"},
	Severity: rules.Warning,
	Needs:    rules.Whole(rules.Alone),
	Basis:    []rules.Basis{rules.Article57},
	Values: []rules.Value{
		{Key: "stated", Title: report.Text{ZH: "名称中的年份", EN: "year in the name"}, Kind: rules.Count, Field: "name"},
		rules.Named("expected", "报告年度", "year of the report", rules.Count),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "项目名称写明的年份（20××年）都不是报告年度时报出。名称中只要有一个年份或起止年份含报告年度，或写明结转、尾款、续建、上年等，即不作判断；相差三年以上的（规划期等）也不作判断。", EN: "Reports a name whose years (20××年) are all other than the report's. Silent where one of them, or a span, holds the report's year, where the name tells of funds carried over, final payments and the like, and for years more than three off, as of plans."},
		Why:     report.Text{ZH: "可能照搬上年表格，或把其他年度的项目列入本年。", EN: "The row may be copied from another year's table, or belong there."},
		Example: report.Text{ZH: "序号24“某项目”：名称中的年份为 2023 年，报告为 2022 年度", EN: "no. 24 “some project”: the name is of 2023, the report of 2022"},
		Caveat:  report.Text{ZH: "上年安排、本年支付的项目可能沿用原名称。", EN: "A project granted in one year and paid in the next may keep its name."},
		Advice:  report.Text{ZH: "核对项目的预算年度。", EN: "Check the budget year of the project."},
	},
	Row: projectYear,
}

// farthest is how many years off a name may be before its year is taken for that
// of a plan or a law and not for the budget year.
const farthest = 3

func projectYear(p *rules.Pass, row rules.Row) {
	name := row.Project.Name
	year := p.Report.FiscalYear.Int()
	if year == 0 || !strings.Contains(name, "20") || strings.Contains(name, strconv.Itoa(year)) || carried.MatchString(name) {
		return
	}
	for _, m := range yearSpan.FindAllStringSubmatch(name, -1) {
		if from, to := number(m[1]), number(m[2]); from <= year && year <= to {
			return
		}
	}
	other := 0
	for _, m := range yearInName.FindAllStringSubmatch(name, -1) {
		if n := number(m[1]); n >= year-farthest && n <= year+farthest {
			other = n
		}
	}
	if other == 0 {
		return
	}
	p.Add(rules.Finding{
		Projects: []int{row.Pos}, At: nameCells(p, []int{row.Pos}),
		Text: report.Textf("%s：名称中的年份为 %d 年，报告为 %d 年度", "%s: the name is of %d, the report of %d",
			row.Label(), other, year),
		Values: map[string]string{"stated": strconv.Itoa(other), "expected": strconv.Itoa(year)},
	})
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
