package conformance_test

import (
	"context"
	"runtime"
	"strings"
	"testing"

	"selfeval"
	"selfeval/extract/document"
)

// Files that nobody publishes meet a limit before they cost what they are made to cost:
// what is allocated stays near their size, where reading them would take gigabytes.
func TestLimitsMeetEarly(t *testing.T) {
	rep := strings.Repeat
	row := "<tr><td>1</td><td>造林补助</td><td>120</td><td>118</td><td>98</td></tr>"
	head := "<tr><th>序号</th><th>项目名称</th><th>预算数</th><th>执行数</th><th>自评得分</th></tr>"
	pipe := "| 序号 | 项目名称 | 预算数 | 执行数 | 自评得分 |\n|---|---|---|---|---|\n"
	page := func(body string) string {
		return "<html><head><meta charset=utf-8><title>绩效自评</title></head><body>" + body + "</body></html>"
	}
	for name, data := range map[string]string{
		"rows.html":       page("<table>" + head + rep(row, 1_000_000) + "</table>"),
		"tables.html":     page(rep("<table>"+head+row+"</table>", 200_000)),
		"paragraphs.html": page(rep("<p>绩效自评2023年预算收入8642.50万元。</p>", 500_000)),
		"elements.html":   page(rep("<div><span>a</span></div>", 1_000_000)),
		"rows.md":         pipe + rep("| 1 | 造林补助 | 120 | 118 | 98 |\n", 1_000_000),
		"tables.md":       rep(pipe+"| 1 | 造林补助 | 120 | 118 | 98 |\n\n", 150_000),
		"paragraphs.md":   "# 绩效自评\n\n" + rep("2023年预算收入8642.50万元，完成95%。\n\n", 700_000),
		"words.md":        "# 绩效自评\n\n" + rep("预算 收入 8642.50 万元 ", 1_000_000),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		d := selfeval.Check(context.Background(), selfeval.Input{Name: name, Data: []byte(data)}, selfeval.Options{})[0]
		runtime.ReadMemStats(&after)
		if d.Status != selfeval.Failed || d.Cause == nil || *d.Cause != document.Limited {
			t.Errorf("%s: %s %v", name, d.Status, d.Error)
		}
		if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > uint64(len(data)>>20)*4+400 {
			t.Errorf("%s: %d MiB were allocated for a file of %d MiB", name, took, len(data)>>20)
		}
	}
}

// A picture that a converter wrote into the text is no text.
func TestPicturesInTextAreNotCounted(t *testing.T) {
	src := "# 甲县水利局2023年度部门整体支出绩效自评报告\n\n![](data:image/png;base64," + strings.Repeat("iVBORw0KGgoAAAANSUhEUg", 500_000) + ")\n\n单位：万元\n\n" +
		"| 序号 | 项目名称 | 预算数 | 执行数 | 自评得分 |\n|---|---|---|---|---|\n| 1 | 渠道维修 | 100 | 90 | 98 |\n"
	d := selfeval.Check(context.Background(), selfeval.Input{Name: "a.md", Data: []byte(src)}, selfeval.Options{})[0]
	if d.Report == nil || len(d.Report.Projects) != 1 {
		t.Errorf("%s %v", d.Status, d.Error)
	}
}
