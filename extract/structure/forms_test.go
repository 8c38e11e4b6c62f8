package structure

import (
	"strings"
	"testing"
)

// aForm is a form with merged cells, as gridOf reads it.
var aForm = []string{
	"项目支出绩效自评表|<|<|<|<|<|<|<",
	"项目名称|<|种养补贴|<|<|<|<|<",
	"主管部门|<|农业农村局|<|实施单位|青禾镇人民政府|<|<",
	"项目资金（万元）|<|年初预算数|全年预算数|全年执行数|分值|执行率|得分",
	"^|年度资金总额|100.00|100.00|80.00|10|80%|8",
	"^|其中：财政拨款|100.00|100.00|80.00|—|80%|—",
	"年度总体目标|预期目标|<|<|<|实际完成情况|<|<",
	"^|补贴39户|<|<|<|补贴39户|<|<",
	"一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因",
	"产出指标|数量指标|种植面积|30亩|30亩|20|20|",
	"^|^|养殖头数|100头|100头|10|10|",
	"^|质量指标|成活率|≥90%|92%|10|10|",
	"^|时效指标|按时完成|≥90%|85%|10|8|天气",
	"效益指标|经济效益指标|增加收入|≥11万元|12万元|30|30|",
	"满意度指标|服务对象满意度|农户满意度|≥95%|96%|10|10|",
	"总分|<|<|<|<|100|96|",
}

// TestFormsByConverters lets a converter that knows nothing of merged cells write a form:
// the tree of indicators and the money's rows come out as they were.
func TestFormsByConverters(t *testing.T) {
	var lines []string
	for _, row := range aForm {
		var kept []string
		for _, c := range strings.Split(row, "|") {
			if c != "^" && c != "<" {
				kept = append(kept, c)
			}
		}
		for len(kept) < 8 {
			kept = append(kept, "~")
		}
		lines = append(lines, strings.Join(kept, "|"))
	}
	x := read(t, docOf(false, strings.Join(lines, "\n"))).Tables()[0]
	want := strings.Split(spoken(gridOf(strings.Join(aForm, "\n"))), "\n")
	got := strings.Split(spoken(x.Table), "\n")
	// The money's head lacks a column as its rows do: both stand as they were written.
	want[4], want[5] = "年度资金总额|100.00|100.00|80.00|10|80%|8|", "其中：财政拨款|100.00|100.00|80.00|—|80%|—|"
	for r := 4; r < len(aForm); r++ {
		if r == 6 || r == 7 {
			continue // labels and texts, which no column tells
		}
		if got[r] != want[r] {
			t.Errorf("row %d is %s, want %s", r, got[r], want[r])
		}
	}
	for _, d := range x.Deeds {
		if d.Lost {
			t.Errorf("row %d: %s", d.Row, d.Text.ZH)
		}
	}
}
