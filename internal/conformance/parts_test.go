package conformance_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"selfeval"
)

// Rows below one merged name give a project's money by its sources, in words that are known
// or not: the project is one, and its figures are those of the whole, whichever row that is.
func TestPartsBelowOneName(t *testing.T) {
	for name, c := range map[string]struct {
		head, labels string // of the column and of the rows
		whole        int    // the row that is the whole, -1 where none is printed
	}{
		"known words":          {"资金来源", "合计 财政拨款 其他资金", 0},
		"a form's words":       {"资金构成", "年度资金总额 当年财政拨款 上年结转资金", 0},
		"words nobody knows":   {"口径", "全口径 本口径 外口径", 0},
		"two rows each":        {"口径", "全口径 本口径", 0},
		"the whole comes last": {"来源", "甲渠道 乙渠道 全渠道", 2},
		"no whole":             {"资金来源", "中央 省级 县级", -1},
	} {
		t.Run(name, func(t *testing.T) {
			labels := strings.Fields(c.labels)
			var b strings.Builder
			fmt.Fprintf(&b, "<h1>云溪县水务局2023年度部门项目绩效自评结果汇总表</h1><p>单位：万元</p><table><tr><td>序号</td><td>项目名称</td><td>%s</td><td>预算数</td><td>执行数</td><td>自评得分</td></tr>", c.head)
			for i, project := range []string{"渠道维修", "泵站检修", "水质监测"} {
				part := 40 + 7*i
				for n, label := range labels {
					own := part
					if n == c.whole {
						own = part * (len(labels) - 1)
					}
					cell := func(any) string { return "" }
					if n == 0 {
						cell = func(s any) string { return fmt.Sprintf("<td rowspan=%d>%v</td>", len(labels), s) }
					}
					fmt.Fprintf(&b, "<tr>%s%s<td>%s</td><td>%d.50</td><td>%d.50</td>%s</tr>", cell(i+1), cell(project), label, own, own, cell(97))
					if len(labels) == 2 && n == 0 && own != part {
						t.Fatal("two rows are equal")
					}
				}
			}
			b.WriteString("</table>")
			s := b.String()
			if c.whole >= 0 && len(labels) > 2 { // x.50 twice is (2x+1).00
				for i := range 3 {
					part := 40 + 7*i
					s = strings.ReplaceAll(s, fmt.Sprintf("<td>%d.50</td>", 2*part), fmt.Sprintf("<td>%d.00</td>", 2*part+1))
				}
			}
			d := selfeval.Check(t.Context(), selfeval.Input{Name: "a.html", Data: []byte(s)}, selfeval.Options{})[0]
			if d.Report == nil || len(d.Report.Projects) != 3 || len(d.Findings) > 0 {
				t.Fatalf("%+v\n%+v", d.Report, d.Findings)
			}
			for i, p := range d.Report.Projects {
				part := 40 + 7*i
				want := fmt.Sprintf("%d.5", part)
				if len(labels) > 2 {
					want = fmt.Sprintf("%d", 2*part+1)
				}
				var parts []string
				for _, x := range p.Parts {
					parts = append(parts, x.Name)
				}
				wantParts := slices.Clone(labels)
				if c.whole >= 0 {
					wantParts = slices.Delete(wantParts, c.whole, c.whole+1)
				}
				switch {
				case !slices.Equal(parts, wantParts), p.Score == nil || p.Score.Value.String() != "97":
					t.Errorf("%s: parts %v, score %v", p.Name, parts, p.Score)
				case c.whole < 0:
					if p.Budget != nil {
						t.Errorf("%s: a budget that is not printed: %v", p.Name, p.Budget.Value)
					}
				case p.Budget == nil || p.Budget.Value.String() != want || p.Executed == nil || p.Executed.Value.String() != want:
					t.Errorf("%s: %+v of %+v, want %s", p.Name, p.Executed, p.Budget, want)
				}
			}
		})
	}
}

// A year that is printed with the first of its columns holds for the others.
func TestYearsSideBySide(t *testing.T) {
	for name, c := range map[string]struct{ head, executed string }{
		"with each":      {"2022年预算数|2022年支出数|2023年预算数|2023年支出数", "118.2"},
		"with the first": {"2022年预算数|支出数|2023年预算数|支出数", "118.2"},
		"this year's":    {"2023年预算数|支出数|2022年预算数|支出数", "90.1"},
	} {
		s := "# 云溪县水务局2023年度项目绩效自评结果汇总表\n\n单位：万元\n\n|项目名称|" + c.head + "|得分|\n|---|---|---|---|---|---|\n|渠道清淤|100.5|90.1|120.4|118.2|95.5|\n|水质监测|33.1|33.1|30.2|30.2|96.5|\n"
		d := selfeval.Check(t.Context(), selfeval.Input{Name: "a.md", Data: []byte(s)}, selfeval.Options{})[0]
		if len(d.Report.Projects) != 2 || d.Report.Projects[0].Executed.Value.String() != c.executed || len(d.Findings) > 0 {
			t.Errorf("%s: %+v %v", name, d.Report.Projects, d.Findings)
		}
	}
}
