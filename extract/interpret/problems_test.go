package interpret_test

import (
	"slices"
	"testing"

	"selfeval/extract"
)

// TestProblemsEndBeforeTables keeps the lines over a table out of the measures.
func TestProblemsEndBeforeTables(t *testing.T) {
	const src = `# 某县林业局2022年度部门整体支出绩效自评报告

## 一、存在的问题

一是进度偏慢；二是指标不细。

## 二、改进措施

一是加快进度。

完善台账和报表

附件：部门绩效自评结果公开汇总表

（单位：万元）

| 序号 | 项目名称 | 预算数 | 执行数 | 自评得分 |
|---|---|---|---|---|
| 1 | 护林防火 | 20 | 19 | 95 |
`
	x, err := extract.Extract(t.Context(), extract.Input{Name: "a.md", Data: []byte(src)}, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := x.Reports[0]
	if want := []string{"一是加快进度。", "完善台账和报表"}; !slices.Equal(r.Measures, want) {
		t.Errorf("measures %q, want %q", r.Measures, want)
	}
	if len(r.Problems) != 2 || len(r.Projects) != 1 || r.Unit+r.Projects[0].Budget.Unit == "" {
		t.Errorf("problems %q, projects %+v, unit %q", r.Problems, r.Projects, r.Unit)
	}
}
