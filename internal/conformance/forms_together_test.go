package conformance_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"selfeval"
	"selfeval/report"
)

// TestFormsTogether reads forms one after another in one file, in both orders,
// as departments publish them: each must be what it is alone.
func TestFormsTogether(t *testing.T) {
	paths, err := filepath.Glob("fixtures/forms/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, backwards := range []bool{false, true} {
		var all bytes.Buffer
		var want []report.Form
		for i := range paths {
			path := paths[i]
			if backwards {
				path = paths[len(paths)-1-i]
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.HasPrefix(data, []byte("#")) {
				continue // it has no title that would part it from the one before
			}
			all.Write(data)
			all.WriteString("\n\n")
			want = append(want, readFormFixture(t, path).Report.Forms...)
		}
		var got []report.Form
		for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: "all.md", Data: all.Bytes()}, selfeval.Options{}) {
			got = append(got, d.Report.Forms...)
			for _, f := range d.Findings {
				if f.Severity != "info" {
					t.Errorf("finding %s: %s", f.Rule, f.Message)
				}
			}
		}
		if len(got) != len(want) {
			t.Errorf("%d forms, want %d", len(got), len(want))
		}
		for i := range min(len(got), len(want)) {
			g, w := formFacts(t, got[i]), formFacts(t, want[i])
			for _, k := range sortedKeys(w) {
				if g[k] != w[k] {
					t.Errorf("%s%s = %q, want %q", want[i].Project, k, g[k], w[k])
				}
			}
			for _, k := range sortedKeys(g) {
				if _, ok := w[k]; !ok && k != "forms.fiscal_year" { // a form without a year takes that of its neighbours
					t.Errorf("%s%s = %q is not expected", want[i].Project, k, g[k])
				}
			}
		}
		t.Logf("%d forms together, backwards %v", len(got), backwards)
	}
}

// TestTitleInsideNextForm keeps a form's total apart from the title that the next
// form prints in its first row.
func TestTitleInsideNextForm(t *testing.T) {
	form := func(title, name, sum string) string {
		return `<table><tr><td colspan="8">` + title + `</td></tr>
<tr><td>项目名称</td><td colspan="7">` + name + `</td></tr>
<tr><td rowspan="2">项目资金（万元）</td><td></td><td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>分值</td><td>执行率</td><td>得分</td></tr>
<tr><td>年度资金总额</td><td>40</td><td>40</td><td>40</td><td>10</td><td>100%</td><td>10</td></tr>
<tr><td rowspan="2">绩效指标</td><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>巡查次数</td><td>≥12次</td><td>12次</td><td>90</td><td>90</td></tr>
<tr><td colspan="6">` + sum + `</td><td>100</td><td>100</td></tr></table>`
	}
	for _, sum := range []string{"总分", "合计", "总 分"} {
		data := form("部门预算项目支出绩效自评表（2021年度）", "河道巡查", sum) + form("（2021年度）部门预算项目支出绩效自评表", "堤防养护", sum)
		d := selfeval.Check(t.Context(), selfeval.Input{Name: "two.html", Data: []byte("<meta charset=utf-8>" + data)}, selfeval.Options{})[0]
		if len(d.Report.Forms) != 2 {
			t.Fatalf("%d forms", len(d.Report.Forms))
		}
		for _, f := range d.Report.Forms {
			if f.TotalScore == nil || f.TotalScore.Raw != "100" || f.FiscalYear.Raw == "" {
				t.Errorf("%s under %q: total %+v, year %q", f.Project, sum, f.TotalScore, f.FiscalYear.Raw)
			}
		}
	}
}
