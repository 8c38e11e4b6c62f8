package lexicon

import "testing"

func TestTitles(t *testing.T) {
	v := Default()
	for _, c := range []struct {
		text string
		is   func(string) bool
		want bool
	}{
		{"2022年度项目支出绩效自评表", IsFormTitle, true},
		{"部门整体支出绩效目标完成情况表", IsFormTitle, true},
		{"部门绩效自评结果公开汇总表", IsFormTitle, false},
		{"注：绩效自评表由实施单位填报", IsFormTitle, false},
		{"详见绩效自评表", IsFormTitle, false},
		{"临江县水务局", v.IsBody, true},
		{"堤防加固工程", v.IsBody, false},
		{"局", v.IsBody, false},
		{"临江县水务局2022年度部门整体支出绩效自评报告", v.NamesReport, true},
		{"目录", v.NamesReport, false},
	} {
		if got := c.is(c.text); got != c.want {
			t.Errorf("%s: %v", c.text, got)
		}
	}
	for in, want := range map[string]string{"《临江县水务局（本级）": "临江县水务局", "临江县水务局": "临江县水务局", "临江县水务局本级": "临江县水务局"} {
		if got := TrimName(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		find       func(string) string
		text, want string
	}{
		{UnitIn, "预算数（万元）", "万元"},
		{UnitIn, "预算数/元", "元"},
		{UnitIn, "执行率（%）", ""},
		{CaptionUnitIn, "金额单位：人民币万元", "万元"},
		{CaptionUnitIn, "预算数（万元）", ""},
		{StripUnit, "预算数(万元)", "预算数"},
		{StripUnit, "预算数", "预算数"},
	} {
		if got := c.find(c.text); got != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestGradeBesideScore parts cells that hold both.
func TestGradeBesideScore(t *testing.T) {
	for in, want := range map[string][2]string{"98(优)": {"98", "优"}, "优秀/92.5分": {"92.5分", "优秀"}, "良好等次85": {"85", "良好"}} {
		score, grade, ok := Default().Graded(in)
		if !ok || score != want[0] || grade != want[1] {
			t.Errorf("%s: %s and %s", in, score, grade)
		}
	}
	if _, _, ok := Default().Graded("第3标段"); ok {
		t.Error("a name is no grade")
	}
}
