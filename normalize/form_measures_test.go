package normalize

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"selfeval/report"
)

func TestMeasure(t *testing.T) {
	for _, c := range []struct{ raw, op, value, unit string }{
		{"≥95%", "≥", "95", "%"},
		{"≥ 95 ％", "≥", "95", "%"},
		{">=95%", "≥", "95", "%"},
		{"＞＝95％", "≥", "95", "%"},
		{"=3座", "=", "3", "座"},
		{"＝3 座", "=", "3", "座"},
		{"大于等于90", "≥", "90", ""},
		{"不低于90分", "≥", "90", "分"},
		{"不超过1,200.5万元", "≤", "1200.5", "万元"},
		{"95%以上", "≥", "95", "%"},
		{"95%及以上", "≥", "95", "%"},
		{"10天以内", "≤", "10", "天"},
		{"控制在30万元以内", "≤", "30", "万元"},
		{"群众满意度≥90%", "≥", "90", "%"},
		{"100%", "", "100", "%"},
		{"达到100%", "", "100", "%"},
		{"完成12场次", "", "12", "场次"},
		{"98.60%", "", "98.60", "%"},
		{"3万人次", "", "3", "万人次"},
		{"12元/人", "", "12", "元/人"},
		{"30km2", "", "30", "km2"},
		{"6个月", "", "6", "个月"},
		{"3座（其中新建1座）", "", "3", "座"},
		{"-5%", "", "-5", "%"},
		{"定性：优良中差", "定性", "", ""},
		{"≤2022年12月", "≤", "", ""},
		{"2022年12月31日前", "", "", ""},
		{"2022年", "", "", ""},
		{"12月底前", "", "", ""},
		{"3-5天", "", "", ""},
		{"90%-95%", "", "", ""},
		{"≥90%且≤95%", "", "", ""},
		{"有效提升", "", "", ""},
		{"超过预期，群众普遍反映良好并给予充分肯定", "", "", ""},
		{"3座已完成2座", "", "", ""},
		{"1:1", "", "", ""},
		{"24小时内", "≤", "24", "小时"},
		{"≤3个工作日内", "≤", "3", "个工作日"},
		{"15日内", "", "", ""},
		{"1年内", "", "", ""},
		{"20次以上（含）", "≥", "20", "次"},
		{"20次（含）以上", "≥", "20", "次"},
		{"20余次", "", "", ""},
		{"300多人", "", "", ""},
		{"5次左右", "", "", ""},
		{"2022.12", "", "", ""},
		{"2022.12万元", "", "2022.12", "万元"},
		{"3A级", "", "", ""},
		{"", "", "", ""},
	} {
		op, value, unit := Measure(c.raw)
		if op != c.op || value != c.value || unit != c.unit {
			t.Errorf("%q = %q %q %q, want %q %q %q", c.raw, op, value, unit, c.op, c.value, c.unit)
		}
	}
}

func TestFormNumbers(t *testing.T) {
	amount := func(s string) *report.Amount { return &report.Amount{Raw: s, Unit: "万元"} }
	for _, c := range []struct{ raw, budget, executed, want string }{
		{"98.5%", "", "", "98.5"},
		{"98.50", "", "", "98.50"},
		{"100", "", "", "100"},
		{"0.985", "200", "197", "98.5"},
		{"1", "200", "200", "100"},
		{"1", "200", "2", "1"},
		{"0", "", "", "0"},
		{"0.985", "", "", "0.985"}, // percent or fraction? nothing says
		{"—", "1", "1", "nil"},
		{"九成上下", "", "", ""},
	} {
		f := report.Fund{Rate: &report.Number{Raw: c.raw}}
		if c.budget != "" {
			f.Budget, f.Executed = amount(c.budget), amount(c.executed)
		}
		r := &report.Report{Forms: []report.Form{{Funds: []report.Fund{f}}}}
		for range 2 { // twice changes nothing more
			Report(r)
			got := "nil"
			if n := r.Forms[0].Funds[0].Rate; n != nil {
				got = ""
				if n.Value != nil {
					got = report.Plain(*n.Value)
				}
			}
			if got != c.want {
				t.Errorf("rate %q of %s/%s = %q, want %q", c.raw, c.executed, c.budget, got, c.want)
			}
		}
	}
}

// A measure's value is a decimal whose digits are all printed.
func FuzzMeasure(f *testing.F) {
	for _, s := range []string{"≥95%", "控制在30万元以内", "满意度≥9,000.5", "3-5天", "≤2022年12月", "(((", "完成完成3", ".5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		_, value, unit := Measure(raw)
		if value == "" {
			if unit != "" {
				t.Errorf("%q: unit %q without a value", raw, unit)
			}
			return
		}
		if _, err := decimal.NewFromString(value); err != nil {
			t.Errorf("%q: value %q is no decimal", raw, value)
		}
		// .5 is 0.5: nothing else is added to what is printed, but where a power of ten is.
		power := strings.ContainsAny(raw, "eE\uff25\uff45")
		if n := utf8.RuneCountInString(strings.TrimPrefix(strings.TrimPrefix(value, "-"), "0")); !power && n > utf8.RuneCountInString(raw) {
			t.Errorf("%q: value %q is longer than its text", raw, value)
		}
	})
}
