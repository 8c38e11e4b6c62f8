package selfeval_test

import (
	"context"
	"fmt"
	"os"

	"selfeval"
	"selfeval/report"
)

// Check a report and print what cannot be true.
func ExampleCheck() {
	data, err := os.ReadFile("fixtures/water-bureau/report.md")
	if err != nil {
		fmt.Println(err)
		return
	}
	docs := selfeval.Check(context.Background(), selfeval.Input{Name: "report.md", Data: data}, selfeval.Options{})
	for _, f := range docs[0].Findings[:2] {
		fmt.Println(f.Severity, f.Rule, f.Projects, f.Values["difference"])
	}
	// Output:
	// error execution-exceeds-budget [5] 5.6 万元
	// error total-row-mismatch [] 10.00 万元
}

// The record alone, with messages in English.
func ExampleCheck_record() {
	page := "<h1>甲县水利局2023年度部门整体支出绩效自评报告</h1><p>单位：万元</p><table><tr><th>序号</th><th>项目名称</th><th>预算数</th><th>执行数</th></tr>" +
		"<tr><td>1</td><td>渠道维修</td><td>1,200.50</td><td>—</td></tr></table>"
	docs := selfeval.Check(context.Background(), selfeval.Input{Name: "page.html", Data: []byte(page)}, selfeval.Options{Lang: report.EN, NoRules: true})
	p := docs[0].Report.Projects[0]
	fmt.Println(p.Name, p.Budget, p.Executed == nil)
	// Output: 渠道维修 1200.50 万元 true
}

// A selfeval.yaml chooses and tunes rules, adds words and rules of one's own.
func ExampleOptions_Configure() {
	var opt selfeval.Options
	err := opt.Configure("selfeval.yaml", []byte(`
disable: [identical-amounts]
rules:
  execution-exceeds-budget: warning
custom:
  - id: large-balance
    title: {zh: 结余过大, en: Large balance}
    for: project
    when: project.budget - project.executed > amount("50", "万元")
    message: 结余 ${project.budget - project.executed}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	text := `
单位：万元

| 序号 | 项目名称 | 预算数 | 执行数 |
|---|---|---|---|
| 1 | 河道清淤 | 200 | 140 |
| 2 | 泵站维修 | 150 | 153 |
`
	docs := selfeval.Check(context.Background(), selfeval.Input{Name: "report.md", Data: []byte(text)}, opt)
	for _, f := range docs[0].Findings {
		fmt.Println(f.Severity, f.Rule, f.Message)
	}
	// Output:
	// warning execution-exceeds-budget 序号2“泵站维修”：执行数 153 万元，超过预算数 150 万元，多 3 万元（2%）
	// warning large-balance 序号1“河道清淤”：结余 60 万元
}
