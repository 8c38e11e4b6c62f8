package output

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"selfeval"
	"selfeval/report"
)

// The workbook opens again with its sheets, the bad cell coloured and
// commented, and no text from a report as a formula.
func TestWorkbookReadsBack(t *testing.T) {
	src := "# 甲县水利局2023年度部门整体支出绩效自评报告\n\n单位：万元\n\n" +
		"| 序号 | 项目名称 | 项目实施单位 | 预算数 | 执行数 | 自评得分 |\n|---|---|---|---|---|---|\n" +
		"| 1 | =HYPERLINK(\"http://x\")渠道维修 | 甲县水利局 | 100.5 | 120.25 | 98 |\n| 2 | 水库除险 | 甲县水利局 | 80 | 80 | 100 |\n"
	docs := selfeval.Check(t.Context(), selfeval.Input{Name: "a.md", Data: []byte(src)}, selfeval.Options{})
	f := workbook(t, docs)
	if got := strings.Join(f.GetSheetList(), " "); got != "问题清单 项目明细 自评表 绩效指标 修正记录 汇总" {
		t.Errorf("sheets %s", got)
	}
	cell := func(ref string) string {
		s, err := f.GetCellValue("项目明细", ref, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for ref, want := range map[string]string{"E2": "=HYPERLINK(\"http://x\")渠道维修", "G2": "100.5", "H2": "120.25", "J2": "万元", "K3": "100"} {
		if got := cell(ref); got != want {
			t.Errorf("%s = %q, want %q", ref, got, want)
		}
	}
	if formula, _ := f.GetCellFormula("项目明细", "E2"); formula != "" {
		t.Errorf("E2 holds the formula %q", formula)
	}
	id, err := f.GetCellStyle("项目明细", "H2")
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil || len(style.Fill.Color) == 0 || style.Fill.Color[0] != "F8CBAD" {
		t.Errorf("the executed amount over budget is not marked: %+v %v", style, err)
	}
	comments, err := f.GetComments("项目明细")
	if err != nil || len(comments) == 0 || !strings.Contains(comments[0].Text, "执行数") {
		t.Errorf("comments %+v, %v", comments, err)
	}
}

// Forms and their indicators have sheets of their own; an indicator that a
// finding points to names the rule.
func TestWorkbookForms(t *testing.T) {
	src := `<h2>2023年度项目支出绩效自评表</h2><table>
<tr><td>项目名称</td><td colspan=3>渠道清淤</td><td>实施单位</td><td colspan=2>甲县水利站</td></tr>
<tr><td>项目资金（万元）</td><td></td><td>全年预算数</td><td>全年执行数</td><td>分值</td><td>执行率</td><td>得分</td></tr>
<tr><td></td><td>年度资金总额</td><td>100.5</td><td>100.5</td><td>10</td><td>100%</td><td>10</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>清淤长度</td><td>≥80公里</td><td>60公里</td><td>50</td><td>50</td></tr>
<tr><td>效益指标</td><td>社会效益</td><td>受益村数</td><td>≥12个</td><td>12个</td><td>40</td><td>40</td></tr></table>`
	var b bytes.Buffer
	w, err := newXLSX(&b, Options{Lang: report.ZH})
	if err != nil {
		t.Fatal(err)
	}
	var sum Summary
	for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: "a.html", Data: []byte(src)}, selfeval.Options{}) {
		sum.Add(d)
		if err := w.Document(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, c := range []struct{ sheet, ref, want string }{
		{"自评表", "D2", "渠道清淤"}, {"自评表", "G2", "100.5"}, {"自评表", "I2", "万元"}, {"自评表", "M2", "indicator-shortfall-full-score"},
		{"绩效指标", "E2", "清淤长度"}, {"绩效指标", "F2", "≥80公里"}, {"绩效指标", "H2", "50"}, {"绩效指标", "K2", "indicator-shortfall-full-score"},
		{"绩效指标", "E3", "受益村数"}, {"绩效指标", "K3", ""},
	} {
		if got, err := f.GetCellValue(c.sheet, c.ref, excelize.Options{RawCellValue: true}); err != nil || got != c.want {
			t.Errorf("%s %s = %q %v, want %q", c.sheet, c.ref, got, err, c.want)
		}
	}
}

// workbook writes documents as a workbook and opens it.
func workbook(t *testing.T, docs []*selfeval.Document) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	w, err := newXLSX(&b, Options{Lang: report.ZH})
	if err != nil {
		t.Fatal(err)
	}
	var sum Summary
	for _, d := range docs {
		sum.Add(d)
		if err := w.Document(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}
