package form

import (
	"testing"

	"selfeval/report"
)

// TestMissed: a result is below its target only where that is certain.
func TestMissed(t *testing.T) {
	type m = report.Measure
	measure := func(op, value, unit string) m { return m{Operator: op, Value: value, Unit: unit} }
	for _, c := range []struct {
		level2, name   string
		target, actual m
		want           bool
	}{
		{"质量指标", "验收合格率", measure("≥", "95", "%"), measure("", "92", "%"), true},
		{"质量指标", "验收合格率", measure("≥", "95", "%"), measure("", "92", ""), true},
		{"质量指标", "验收合格率", measure("≥", "95", "%"), measure("", "0.96", ""), false},
		{"质量指标", "验收合格率", measure("≥", "95", "%"), measure("", "1", ""), false},
		{"质量指标", "验收合格率", measure("≥", "95", "%"), measure("", "94.96", "%"), true},
		{"质量指标", "验收合格率", measure("≥", "95", "%"), measure("≥", "92", "%"), false},
		{"质量指标", "验收合格率", measure("", "95", "%"), measure("", "92", "%"), true},
		{"质量指标", "不合格率", measure("", "5", "%"), measure("", "3", "%"), false},
		{"时效指标", "工资发放及时率", measure("=", "100", "%"), measure("", "98", "%"), true},
		{"时效指标", "完成时间", measure("=", "12", "个月"), measure("", "10", "个月"), false},
		{"时效指标", "平均响应时间", measure("≤", "30", "分钟"), measure("", "42", "分钟"), true},
		{"时效指标", "平均响应时间", measure("≤", "30", "分钟"), measure("", "1", "小时"), false},
		{"成本指标", "单位成本", measure("≤", "120", "万元"), measure("", "1250000", "元"), true},
		{"成本指标", "单位成本", measure("≤", "120", "万元"), measure("", "118.6", ""), false},
		{"成本指标", "控制总额", measure("<", "120", "万元"), measure("", "120", "万元"), true},
		{"数量指标", "培训人次", measure("≥", "3", "万人次"), measure("", "28000", "人次"), true},
		{"数量指标", "培训人次", measure("≥", "3", "万人次"), measure("", "31000", "人次"), false},
		{"数量指标", "培训人次", measure("≥", "28000", "人次"), measure("", "3", "万人次"), false},
		{"数量指标", "交易额", measure("≥", "2", "亿次"), measure("", "19000", "万次"), true},
		{"数量指标", "培训人次", measure("≥", "3", "万人次"), measure("", "3", ""), false},
		{"数量指标", "培训人次", measure("≥", "3000", "人次"), measure("", "30", "场"), false},
		{"数量指标", "投诉件数", measure("", "10", "件"), measure("", "4", "件"), false},
		{"数量指标", "重大事故", measure("=", "0", "起"), measure("", "1", "起"), true},
		{"数量指标", "建成站点", measure(">", "10", "个"), measure("", "10", "个"), true},
		{"社会效益指标", "带动就业", measure("", "100", "人"), measure("", "80", "人"), false},
		{"社会效益指标", "带动就业", measure("定性", "", ""), measure("", "80", "人"), false},
		{"数量指标", "建成站点", measure("≥", "", ""), measure("", "10", "个"), false},
	} {
		in := report.Indicator{Level2: c.level2, Level3: c.name, Target: c.target, Actual: c.actual}
		if got := missed(&in); got != c.want {
			t.Errorf("%s %s against %s: missed = %v, want %v", c.name, measureText(&c.actual), measureText(&c.target), got, c.want)
		}
	}
}
