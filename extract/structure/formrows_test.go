package structure

import (
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/markdown"
	"selfeval/internal/text/lexicon"
)

// What a row of a form lacks stands at its left, merged above: never at its end, and
// never where the cells would stand under heads that they do not agree with.
func TestShortRowsOfForms(t *testing.T) {
	const heads = "| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 原因 |\n|---|---|---|---|---|---|---|---|\n"
	for name, c := range map[string]struct{ src, want string }{
		"groups merged above": {
			heads + "| 产出指标 | 数量指标 | 培训人数 | 30人 | 30人 | 20 | 20 | |\n| 质量指标 | 合格率 | ≥95% | 96% | 10 | 10 | |\n| 优良率 | ≥60% | 61% | 10 | 9 | 生源少 |\n| 总分 | 40 | 39 | |",
			"| ↑ | 质量指标 | 合格率 | ≥95% | 96% | 10 | 10 |  |\n| ↑ | ↑ | 优良率 | ≥60% | 61% | 10 | 9 | 生源少 |\n| 总分 | ← | ← | ← | ← | 40 | 39 |  |",
		},
		"the head before money": {
			"| 项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分 |\n|---|---|---|---|---|---|---|---|\n| 年度资金总额 | 10 | 10 | 9 | 90% | 10 | 9 |\n| 其他资金 | 0 | 0 | 0 | 0% | — | — |\n| 一级指标 | 二级指标 | 三级指标 |",
			"| ↑ | 年度资金总额 | 10 | 10 | 9 | 90% | 10 | 9 |\n| ↑ | 其他资金 | 0 | 0 | 0 | 0% | — | — |",
		},
		"blanks at the end left out": { // moved, 20 would stand under the reasons
			heads + "| 产出指标 | 数量指标 | 培训人数 | 30人 | 30人 | 20 | 20 |\n| 效益指标 | 社会效益指标 | 就业率 | ≥95% | 96% | 10 | 10 |",
			"| 产出指标 | 数量指标 | 培训人数 | 30人 | 30人 | 20 | 20 | ∅ |",
		},
	} {
		doc, err := markdown.Read(t.Context(), []byte(c.src), document.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		p, err := Read(t.Context(), doc, lexicon.Default())
		if err != nil {
			t.Fatal(err)
		}
		got := p.Tables()[0].Table.String()
		for _, row := range strings.Split(c.want, "\n") {
			if !strings.Contains(got, row) {
				t.Errorf("%s: no row %s in\n%s", name, row, got)
			}
		}
	}
}
