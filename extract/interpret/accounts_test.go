package interpret_test

import (
	"strings"
	"testing"

	"selfeval/extract"
	"selfeval/normalize"
	"selfeval/report"
)

// TestAccountTables reads tables of revenue and expenditure in the layouts in
// use: 收入 total (parts) | 支出 total (parts) of the budget, then of the final
// accounts.
func TestAccountTables(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"two sides", `
（一）收支预算情况

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一、财政拨款 | 3,120.50 | 一、基本支出 | 1,820.50 |
| 其中：政府性基金 | 20.50 | 其中：人员经费 | 1,000.00 |
| 二、其他收入 | 200.00 | 二、项目支出 | 1,500.00 |
| 收入总计 | 3,320.50 | 支出总计 | 3,320.50 |
`, "3320.50万元(财政拨款 3120.50 其他收入 200.00)|3320.50万元(基本支出 1820.50 项目支出 1500.00)||"},
		{"one column, several years", `
（一）收支情况表（单位：元）

| 项目 | 2021年决算数 | 2022年预算数 | 2022年决算数 | 增减率 |
|---|---|---|---|---|
| 收入合计 | 80 | 100 | 110 | 10% |
| 财政拨款收入 | 70 | 90 | 95 | 5% |
| 事业收入 | 10 | 10 | 15 | 50% |
| 支出合计 | 80 | 100 | 105 | 5% |
| 基本支出 | 50 | 60 | 62 | 3% |
| 项目支出 | 30 | 40 | 43 | 7% |
`, "100元(财政拨款收入 90 事业收入 10)|100元(基本支出 60 项目支出 40)|110元(财政拨款收入 95 事业收入 15)|105元(基本支出 62 项目支出 43)"},
		{"a balance carried over", `
（一）预算收入表（单位：万元）

| 项目 | 金额 |
|---|---|
| 本年收入合计 | 90 |
| 上年结转 | 10 |
| 收入总计 | 100 |
`, "100万元()|||"},
		{"parts that do not add up are none", `
（一）支出预算表（单位：万元）

| 项目 | 预算数 |
|---|---|
| 基本支出 | 60 |
| 项目支出 | 30 |
| 支出合计 | 100 |
`, "|100万元()||"},
		{"total alone, side by the header", `
（一）决算情况（单位：万元）

| 支出项目 | 决算数 |
|---|---|
| 基本支出 | 60 |
| 项目支出 | 40 |
| 合计 | 100 |
`, "|||100万元(基本支出 60 项目支出 40)"},
		{"no unit", `
（一）决算情况

| 支出项目 | 决算数 |
|---|---|
| 基本支出 | 60 |
| 项目支出 | 40 |
| 合计 | 100 |
`, "|||"},
		{"neither budget nor accounts", `
（一）收支情况（单位：万元）

| 项目 | 金额 |
|---|---|
| 收入合计 | 100 |
| 支出合计 | 100 |
`, "|||"},
		{"the prose comes first", `
（一）预算情况

2022年收入预算120万元。单位：万元

| 项目 | 预算数（万元） |
|---|---|
| 收入合计 | 100 |
| 财政拨款 | 100 |
| 支出合计 | 100 |
| 基本支出 | 100 |
`, "120万元()|100万元()||"},
	} {
		x, err := extract.Extract(t.Context(), extract.Input{Name: "a.md", Data: []byte("# 临江县民政局2022年度部门整体支出绩效自评报告\n\n一、部门概况\n" + c.in)}, extract.Options{})
		if err != nil {
			t.Fatal(c.name, err)
		}
		r := x.Reports[0]
		normalize.Report(r)
		final := r.FinalAccounts
		if final == nil {
			final = &report.Budget{}
		}
		var got []string
		for _, b := range []report.Breakdown{r.Budget.Revenue, r.Budget.Expenditure, final.Revenue, final.Expenditure} {
			if b.Total == nil {
				got = append(got, "")
				continue
			}
			var parts []string
			for _, p := range b.Parts {
				parts = append(parts, p.Name+" "+report.Plain(p.Amount.Dec()))
			}
			got = append(got, report.Plain(b.Total.Dec())+b.Total.Unit+"("+strings.Join(parts, " ")+")")
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, g, c.want)
		}
	}
}
