package conformance_test

import (
	"context"
	"strings"
	"testing"

	"selfeval"
)

// TestCarriedOver reads what a table says is carried over to the next year: a balance
// that it accounts for is explained, the rest of one is not.
func TestCarriedOver(t *testing.T) {
	const table = `# 青川县水利局2023年度项目支出绩效自评情况汇总表

单位：万元

| 序号 | 项目名称 | 全年预算数 | 全年执行数 | 结余交回财政 | 结转下年 | 自评得分 |
|---|---|---|---|---|---|---|
| 1 | 渠道维修 | 100.00 | 80.00 | 0 | 20.00 | 95 |
| 2 | 堤防加固 | 50.00 | 50.00 | 0 | 0 | 98 |
| 3 | 水质监测 | 30.00 | 25.00 | 5.00 | 0 | 96 |
`
	check := func(src string) *selfeval.Document {
		docs := selfeval.Check(context.Background(), selfeval.Input{Name: "a.md", Data: []byte(src)}, selfeval.Options{})
		if docs[0].Status != selfeval.OK {
			t.Fatalf("status %s: %+v", docs[0].Status, docs[0].Notes)
		}
		return docs[0]
	}
	d := check(table)
	if got := d.Report.Projects[0].CarriedOver.String(); got != "20.00 万元" {
		t.Errorf("carried over: %s", got)
	}
	if len(d.Findings) > 0 {
		t.Errorf("the balance is explained: %v", d.Findings)
	}
	d = check(strings.Replace(table, "| 20.00 | 95", "| 12.00 | 95", 1))
	if len(d.Findings) != 1 || d.Findings[0].Rule != "balance-not-returned" || !strings.Contains(d.Findings[0].Message, "共 8.00 万元（预算数 100.00 万元减执行数 80.00 万元、结转下年 12.00 万元）") {
		t.Errorf("findings: %v", d.Findings)
	}
	// Money that came over from the year before is no balance of this one.
	d = check(strings.Replace(table, "结转下年", "上年结转", 1))
	if d.Report.Projects[0].CarriedOver != nil {
		t.Errorf("上年结转 is read as carried over to the next year")
	}
}
