package conformance_test

import (
	"os"
	"testing"

	"selfeval"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// placed holds every finding of a document to its places and its basis: it points at the
// cells that it compares, never at a row or a table of them, and a rule that cites nothing
// says that it rests on arithmetic.
func placed(t *testing.T, d *selfeval.Document) {
	t.Helper()
	for i := range d.Findings {
		f := &d.Findings[i]
		if len(f.At) == 0 {
			t.Errorf("%s: %s has no place", d.Path, f.Message)
		}
		for _, at := range f.At {
			if at.IsZero() || at.Table > 0 && at.Column == 0 && cellsOf(d, at) {
				t.Errorf("%s: %s: %s points at %s, which is no cell", d.Path, f.Rule, f.Message, at)
			}
		}
		if r := builtin.Lookup(f.Rule); r != nil && len(f.Basis) == 0 && !r.Arithmetic {
			t.Errorf("%s: %s has no basis", d.Path, f.Rule)
		}
	}
}

// cellsOf reports whether the reader gives the table of a place cells with columns.
func cellsOf(d *selfeval.Document, at report.Location) bool {
	if d.Source == nil {
		return false
	}
	for i := range d.Source.Blocks {
		if t := d.Source.Blocks[i].Table; t != nil && t.Index == at.Table {
			return len(t.Cells) > 0 && t.Cells[0].At.Column > 0
		}
	}
	return false
}

// TestFindingsHavePlaces looks at all findings in the fixtures; the tests that put faults
// into papers look at theirs.
func TestFindingsHavePlaces(t *testing.T) {
	found := 0
	for _, file := range fixtureFiles(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: file, Data: data}, selfeval.Options{NoConfirm: true}) {
			placed(t, d)
			found += len(d.Findings)
		}
	}
	if found < 30 {
		t.Errorf("only %d findings", found)
	}
}

// TestNamesHavePlaces points what is found in a name or grade at its cell.
func TestNamesHavePlaces(t *testing.T) {
	src := `# 白沙县民政局2023年度部门整体支出绩效自评报告

单位：万元

| 序号 | 项目名称 | 主管部门 | 实施单位 | 预算数 | 执行数 | 自评得分 | 自评等级 |
|---|---|---|---|---|---|---|---|
| 1 | 2021年养老补助 | 白沙县民政局 | 白沙县民政局 | 120.00 | 110.00 | 96 | 中 |
| 2 | 临时救助 | 白沙县民政局 | 救助站 | 80.00 | 75.00 | 95 | 优 |
| 3 | 临时救助 | 白沙县民政局 | 救助站 | 60.00 | 51.00 | 93 | 优 |
`
	d := selfeval.Check(t.Context(), selfeval.Input{Name: "a.md", Data: []byte(src)}, selfeval.Options{})[0]
	placed(t, d)
	want := map[string]int{"project-year-mismatch": 2, "duplicate-project": 2, "grade-score-mismatch": 8}
	for i := range d.Findings {
		f := &d.Findings[i]
		if column := want[f.Rule]; column > 0 {
			delete(want, f.Rule)
			if last := f.At[len(f.At)-1]; last.Column != column {
				t.Errorf("%s points at %v", f.Rule, f.At)
			}
			if f.Severity == rules.Error && len(f.Values) == 0 {
				t.Errorf("%s has no values", f.Rule)
			}
		}
	}
	for rule := range want {
		t.Errorf("no %s", rule)
	}
	p := &d.Report.Projects[0]
	for field, column := range map[string]int{"name": 2, "department": 3, "implementer": 4, "grade": 8} {
		if at := p.Cells[field]; at.Row != 2 || at.Column != column || at.Line != 7 {
			t.Errorf("%s stands at %s", field, at)
		}
	}
	for _, field := range []string{"title", "department"} {
		if at := d.Report.Cells[field]; at.Line != 1 {
			t.Errorf("%s stands at %s", field, at)
		}
	}
}

// TestTextsHavePlaces tells in which cells of a form its goal and what came of it stand.
func TestTextsHavePlaces(t *testing.T) {
	src := `# 2023年度项目支出绩效自评表

<table>
<tr><td>项目名称</td><td colspan="5">河堤加固</td></tr>
<tr><td>主管部门</td><td colspan="2">青禾县水务局</td><td>实施单位</td><td colspan="2">河道管理所</td></tr>
<tr><td rowspan="2">项目资金（万元）</td><td></td><td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>执行率</td></tr>
<tr><td>年度资金总额</td><td>80.00</td><td>80.00</td><td>78.00</td><td>97.50%</td></tr>
<tr><td rowspan="2">年度总体目标</td><td colspan="3">预期目标</td><td colspan="2">实际完成情况</td></tr>
<tr><td colspan="3">加固河堤十二公里，汛期不发生决口。</td><td colspan="2">已加固河堤十二公里，汛期没有决口。</td></tr>
</table>
`
	d := selfeval.Check(t.Context(), selfeval.Input{Name: "a.md", Data: []byte(src)}, selfeval.Options{})[0]
	if len(d.Report.Forms) != 1 {
		t.Fatalf("%d forms", len(d.Report.Forms))
	}
	for field, column := range map[string]int{"project": 2, "department": 2, "implementer": 5, "expected": 2, "actual": 5} {
		if at := d.Report.Forms[0].Cells[field]; at.Column != column {
			t.Errorf("%s stands at %v", field, at)
		}
	}
}
