package conformance_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// labelSet replaces words of the common form; h and t are the heads of its money and of
// its indicators as HEAD=FIELD, apart by |.
type labelSet map[string]string

var commonLabels = labelSet{
	"pn": "项目名称", "dep": "主管部门", "imp": "实施单位", "money": "项目资金（万元）", "tot": "年度资金总额", "src": "其中：财政拨款",
	"goal": "年度总体目标", "exp": "预期目标", "act": "实际完成情况", "tree": "绩效指标", "sum": "总分",
	"h": "年初预算数=initial|全年预算数=budget|全年执行数=executed|分值=weight|执行率=rate|得分=score",
	"t": "一级指标=level1|二级指标=level2|三级指标=level3|年度指标值=target|实际完成值=actual|分值=weight|得分=score|偏差原因分析及改进措施=reason",
}

// What stands under the heads: of money in the total's row and in that of its source, of
// the tree in the row of each indicator.
var (
	underMoney = map[string][2]string{
		"initial": {"180.00", "180.00"}, "budget": {"200.00", "200.00"}, "executed": {"190.00", "190.00"}, "weight": {"10", "—"}, "rate": {"95.00%", "95.00%"}, "score": {"9.5", "—"},
		"paid_in": {"195.00", "195.00"}, "change": {"20.00", "20.00"}, "part": {"150.00", "150.00"}, "balance": {"10.00", "10.00"}, "carried": {"30.00", "30.00"}, "current": {"170.00", "170.00"}, "how": {"得分=执行率×分值", ""},
	}
	underTree = map[string][4]string{
		"no": {"1", "2", "3", "4"}, "level1": {"产出指标", "产出指标", "效益指标", "满意度指标"}, "level2": {"数量指标", "质量指标", "社会效益指标", "服务对象满意度指标"},
		"level3": {"改造渠道长度", "验收合格率", "改善灌溉面积", "受益农户满意度"}, "target": {"12公里", "≥95%", "≥3000亩", "≥90%"}, "actual": {"12公里", "100%", "3000亩", "86%"},
		"weight": {"30", "20", "30", "10"}, "score": {"30", "20", "30", "7.5"}, "reason": {"", "", "", "样本偏少，下年扩大调查"}, "review": {"30", "20", "30", "7"},
		"std": {"按完成比例计分", "每低1个百分点扣1分", "按比例计分", "每低1个百分点扣0.5分"}, "basis": {"验收单", "验收报告", "受益统计", "问卷"}, "rate": {"100%", "105.26%", "100%", "95.56%"},
	}
	underSum = map[string]string{"weight": "100", "score": "97", "review": "96.5"}
)

const (
	plannedGoal = "改造渠道12公里，改善灌溉面积3000亩。"
	reachedGoal = "改造渠道12公里，改善灌溉面积3000亩，已通水。"
)

// TestFormLabelSets reads the common form in the words of many places.
func TestFormLabelSets(t *testing.T) {
	b, err := os.ReadFile("internal/conformance/testdata/form-labels.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var sets []labelSet
	if err := yaml.Unmarshal(b, &sets); err != nil {
		t.Fatal(err)
	}
	for _, s := range sets {
		t.Run(s["name"], func(t *testing.T) { readLayout(t, s.layout(), "html") })
	}
}

func (s labelSet) word(key string) string {
	if w := s[key]; w != "" {
		return w
	}
	return commonLabels[key]
}

type headField struct{ head, field string }

func (s labelSet) heads(key string) (out []headField) {
	for h := range strings.SplitSeq(s.word(key), "|") {
		i := strings.LastIndexByte(h, '=')
		out = append(out, headField{h[:i], h[i+1:]})
	}
	return out
}

// layout writes the form with the words of a set, and says what is to be read in it.
func (s labelSet) layout() *layout {
	h, t := s.heads("h"), s.heads("t")
	n := max(len(h)+2, len(t)+1)
	name, third, half, goal := n-1-len(h), 2+n-1-len(t)-1, (n-4)/2, (n-1)/2
	w := map[string]string{
		"project": "渠道防渗改造工程", "department": "云溪市水务局", "implementer": "云溪市灌溉管理站", "goal.expected": plannedGoal, "goal.actual": reachedGoal,
		"#indicators": "4", "#funds": "2", "total_score": "97",
	}
	var b strings.Builder
	row := func(cells ...string) { b.WriteString("|" + strings.Join(cells, "|") + "\n") }
	wide := func(text string, cols int) string { return fmt.Sprintf("%s@%d", text, cols) }
	b.WriteString("# 项目支出绩效自评表\n（2022年度）\n")
	row(wide(s.word("pn"), 2), wide(w["project"], n-2))
	row(wide(s.word("dep"), 2), wide(w["department"], half), wide(s.word("imp"), 2), wide(w["implementer"], n-4-half))
	row(append([]string{s.word("money") + "@1x3", wide("", name)}, texts(h, func(f headField) string { return f.head })...)...)
	for i, label := range []string{s.word("tot"), s.word("src")} {
		row(append([]string{wide(label, name)}, texts(h, func(f headField) string { return underMoney[f.field][i] })...)...)
	}
	row(s.word("goal")+"@1x2", wide(s.word("exp"), goal), wide(s.word("act"), n-1-goal))
	row(wide(plannedGoal, goal), wide(reachedGoal, n-1-goal))
	leaf := func(text func(headField) string) func(headField) string {
		return func(f headField) string {
			if f.field == "level3" {
				return wide(text(f), third)
			}
			return text(f)
		}
	}
	row(append([]string{s.word("tree") + "@1x5"}, texts(t, leaf(func(f headField) string { return f.head }))...)...)
	for i := range 4 {
		row(texts(t, leaf(func(f headField) string { return underTree[f.field][i] }))...)
	}
	first := 0
	for underSum[t[first].field] == "" {
		first++
	}
	row(append([]string{wide(s.word("sum"), first+third)}, texts(t[first:], func(f headField) string { return underSum[f.field] })...)...)
	wantUnder(w, h, t)
	return &layout{Name: s["name"], Layout: b.String(), Want: w}
}

func texts(hs []headField, text func(headField) string) (out []string) {
	for _, h := range hs {
		out = append(out, text(h))
	}
	return out
}

// wantUnder adds what is to be read under the heads; what has no field stands in others.
func wantUnder(w map[string]string, h, t []headField) {
	for _, f := range h {
		switch v := underMoney[f.field][0]; f.field {
		case "initial", "budget", "executed", "weight", "rate", "score":
			w["funds.0."+f.field] = strings.TrimSuffix(v, "%")
		default:
			w["funds.0.others~"+f.field] = v
		}
	}
	for _, f := range t {
		for i := range 4 {
			at, v := fmt.Sprintf("indicators.%d.", i), underTree[f.field][i]
			switch f.field {
			case "target", "actual":
				w[at+f.field+".raw"] = v
			case "level1", "level2", "level3", "weight", "score", "reason":
				w[at+f.field] = v
			default:
				w[at+"others~"+f.field] = v
			}
		}
	}
}
