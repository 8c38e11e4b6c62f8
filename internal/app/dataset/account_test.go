package dataset_test

import (
	"fmt"
	"testing"

	"selfeval"
	"selfeval/report"
)

const accountPaper = `# 四川省南充市南部县水利局2023年度部门整体支出绩效自评报告

单位：万元

| 序号 | 项目名称 | 预算数 | 执行数 | 结转下年 | 执行率 | 自评得分 | 审核意见 |
|---|---|---|---|---|---|---|---|
| 1 | 渠道维修 | 100.00 | 90.50 | 9.50 | 90.5% | 98 | 同意 |
| 2 | 水库除险 | 80.00 | 80.00 | 0 | 100% | 100 | 复核 |
| 合计 |  | 180.00 | 170.50 | 9.50 | 94.72% | 99 |  |

一、基本情况

项目自评表见附件2。<del>原预算 77.70 万元。</del>全年巡查 37 次。

| 品名 | 数量 | 单价 |
|---|---|---|
| 水泵 | 12 | 3400 |
| 闸门 | 4 | 9800 |
`

// What the account of a reading says stands in tables: an analyst can ask what was not
// read, and so what a sum does not hold.
func TestAccountTables(t *testing.T) {
	docs := check(t, "a.md", accountPaper)
	d := docs[0]
	dir := folder(t, docs)
	r := d.Reading
	got := rows(t, dir, "readings")
	if len(got) != 1 || got[0]["figures_seen"] != fmt.Sprint(r.Figures.Seen) || got[0]["figures_placed"] != fmt.Sprint(r.Figures.Placed) || r.Figures.Seen == 0 ||
		got[0]["tables_seen"] != fmt.Sprint(r.Tables.Seen) || got[0]["text_end"] != "whole" || got[0]["whole_summary"] != fmt.Sprint(*r.Whole.Summary) || got[0]["whole_conclusion"] != "" {
		t.Errorf("readings: %v\n%+v", got, r)
	}
	if got := rows(t, dir, "announced"); len(got) != len(r.Announced) || len(got) == 0 || got[0]["found"] != fmt.Sprint(r.Announced[0].Found) {
		t.Errorf("announced: %v", got)
	}
	if got := rows(t, dir, "left_out"); len(got) == 0 || got[0]["what"] != "struck" {
		t.Errorf("left out: %v", got)
	}
	if got := rows(t, dir, "tables_left"); len(got) != len(r.Tables.Left) || len(got) == 0 || got[0]["figures"] != "4" || got[0]["line_no"] == "" {
		t.Errorf("tables left: %v", got)
	}
	sum := 0
	for _, e := range rows(t, dir, "figures_explained") {
		n := 0
		fmt.Sscan(e["figures"], &n)
		sum += n
	}
	if sum+r.Figures.Placed+r.Figures.Unread != r.Figures.Seen {
		t.Errorf("%d explained, %d placed and %d unread are not %d", sum, r.Figures.Placed, r.Figures.Unread, r.Figures.Seen)
	}
	if got := rows(t, dir, "figures_unread"); len(got) != len(d.Report.Unread) {
		t.Errorf("unread: %v, want %v", got, d.Report.Unread)
	}
	total := rows(t, dir, "totals")
	if len(total) != 1 || total[0]["carried_over"] != "9.50" || total[0]["rate"] != "94.72" || total[0]["score"] != "99" {
		t.Errorf("totals: %v", total)
	}
	other := rows(t, dir, "other_values")
	if len(other) != 2 || other[0]["owner"] != "projects" || other[1]["owner_position"] != "2" || other[0]["name"] != "审核意见" || other[0]["body"] != "同意" {
		t.Errorf("others: %v", other)
	}
	p := rows(t, dir, "reports")[0]
	if p["province"] != "四川省" || p["prefecture"] != "南充市" || p["county"] != "南部县" || p["place_from"] != "department" {
		t.Errorf("place: %s %s %s by %s", p["province"], p["prefecture"], p["county"], p["place_from"])
	}
}

// Where a report is follows from its department, else from its title or folder.
func TestPlaces(t *testing.T) {
	for _, x := range []struct{ path, department, region, title, want string }{
		{"a.md", "南部县水利局", "", "", "四川省 南充市 南部县 department"},
		{"北京市/a.md", "朝阳区水务局", "", "", "北京市  朝阳区 department"},
		{"a.md", "朝阳区水务局", "", "", "  朝阳区 department"},
		{"北京市/a.md", "水务局", "", "", "北京市   path"},
		{"四川省/南充市/a.md", "云岭县水利局", "", "", "四川省 南充市 云岭县 department"},
		{"a.md", "水利局", "仪陇县", "", "四川省 南充市 仪陇县 region"},
		{"a.md", "", "", "仪陇县2022年水利资金绩效自评报告", "四川省 南充市 仪陇县 title"},
		{"a.md", "水利部", "", "水利部部门决算", "   "},
	} {
		d := &selfeval.Document{Path: x.path, SHA256: "x", Status: selfeval.OK, Report: &report.Report{Department: x.department, Region: x.region, Title: x.title}}
		r := rows(t, folder(t, []*selfeval.Document{d}), "reports")[0]
		if got := r["province"] + " " + r["prefecture"] + " " + r["county"] + " " + r["place_from"]; got != x.want {
			t.Errorf("%+v: %q", x, got)
		}
	}
}
