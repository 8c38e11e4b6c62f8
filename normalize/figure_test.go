package normalize

import (
	"testing"

	"github.com/shopspring/decimal"

	"selfeval/report"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ raw, value, unit string }{
		{"1000", "1000", ""},
		{"1,000", "1000", ""},
		{"12,345,678.90", "12345678.90", ""},
		{"１，２３４．５", "1234.5", ""},
		{"1 000.5", "1000.5", ""},
		{"1 234 567", "1234567", ""},
		{" 98.5 ", "98.5", ""},
		{"98.5 %", "98.5", "%"},
		{"98.5％", "98.5", "%"},
		{".5", "0.5", ""},
		{"-3.2", "-3.2", ""},
		{"（3.2）", "-3.2", ""},
		{"△3.2", "-3.2", ""},
		{"−3.2", "-3.2", ""},
		{"￥12.00", "12.00", ""},
		{"45万元", "45", "万元"},
		{"6.5 万 元", "6.5", "万元"},
		{"3亿", "3", "亿元"},
		{"120（万元）", "120", "万元"},
		{"12000元整", "12000", "元"},
		{"减少90.62万元", "-90.62", "万元"},
		{"增加90.62万元", "90.62", "万元"},
		{"追加90.62万元", "90.62", "万元"},
		{"核减8.81万元", "-8.81", "万元"},
		{"少8.81万元", "-8.81", "万元"},
		{"同比下降5%", "-5", "%"},
		{"壹佰万元", "100", "万元"},
		{"人民币壹佰贰拾叁万肆仟伍佰陆拾元整", "1234560", "元"},
		{"叁拾元零伍分", "30.05", "元"},
		{"十五万元", "15", "万元"},
		{"两千零八元", "2008", "元"},
		{"98分", "98", "分"},
		{"RMB 98", "98", ""},
		{"US$30", "30", "美元"},
		{"〔98〕", "98", ""},
		{"1198.36[1]", "1198.36", ""},
		{"1198.36（注1）", "1198.36", ""},
		{"1250·00", "1250.00", ""},
		{"1,250.00-", "-1250.00", ""},
		{"1.25E+03", "1250", ""},
		{"3亿5000万元", "35000", "万元"},
		{"一百二十三点五万元", "123.5", "万元"},
		{"约1,200万元", "1200", "万元"},
		{"100余万元", "100", "万元"},
		// Not understood: the value stays empty.
		{"12个", "", ""},
		{"12元/人", "", ""},
		{"30万元以上", "", ""},
		{"12,34.5.6", "", ""},
		{"1,23,456", "", ""},
		{"1.2.3", "", ""},
		{"100 200", "", ""},
		{"28191 7.96", "", ""},
		{"12万3", "", ""},
		{"一百", "", ""},
		{"三四元", "", ""},
		{"百万元", "", ""},
		{"约定", "", ""},
		{"5-8", "", ""},
		{"≥95", "", ""},
		{"2023年", "", ""},
		{"1e5", "", ""},
		{"0x10", "", ""},
		{"10/20", "", ""},
	} {
		f, ok := parse(c.raw)
		if ok != (c.value != "") {
			t.Errorf("%q: understood %v, value %s", c.raw, ok, f.value)
			continue
		}
		if ok && (report.Plain(f.value) != c.value || f.unit != c.unit) {
			t.Errorf("%q = %s %q, want %s %q", c.raw, report.Plain(f.value), f.unit, c.value, c.unit)
		}
	}
}

// A figure is as exact as it is printed: one that is rounded or about vouches for the
// digits before its zeros alone.
func TestExactness(t *testing.T) {
	for raw, want := range map[string]string{"1250": "0.5", "1250.00": "0.005", "1.25E+03": "5", "约1200": "50", "约1250.5": "0.05", "近100万元": "50", "1.234567E+05": "0.05"} {
		f, ok := parse(raw)
		if a := (&report.Amount{Value: &f.value}); !ok || a.HalfDigit().String() != want {
			t.Errorf("%s is exact to %s, want %s", raw, a.HalfDigit(), want)
		}
	}
	one := percent(decimal.NewFromInt(1))
	if a := (&report.Amount{Value: &one}); report.Plain(one) != "100" || a.HalfDigit().String() != "0.5" {
		t.Errorf("a rate of 1 is %s%%, exact to %s", report.Plain(one), a.HalfDigit())
	}
}

func TestParseSpelledShare(t *testing.T) {
	for raw, want := range map[string]string{
		"百分之九十八点五": "98.5", "百分之百": "100", "百分之九十点零五": "90.05", "九成": "90", "九成五": "95", "十成": "100",
		"成": "", "完成": "", "百分之": "", "百分之九十点": "", "百分之几": "", "十五成": "", "九成多": "", "一成不变": "",
	} {
		f, ok := parse(raw)
		switch {
		case !ok && want != "":
			t.Errorf("%s is not read, want %s%%", raw, want)
		case ok && (report.Plain(f.value) != want || f.unit != "%"):
			t.Errorf("%s = %s%s, want %q", raw, report.Plain(f.value), f.unit, want)
		}
	}
}

func TestParseInteger(t *testing.T) {
	for raw, want := range map[string]int{
		"12": 12, "１２": 12, "（3）": 3, "2022年度": 2022, "二〇二二年": 2022, "二○二三": 2023,
		"十二": 12, "一百零五": 105, "二十": 20, "78个": 78, "1,024": 1024, "3.0": 3, "1 0": 10, "2 0 2 2": 2022,
	} {
		if got, ok := parseInteger(raw); !ok || got != want {
			t.Errorf("%q = %d, %v; want %d", raw, got, ok, want)
		}
	}
	for _, raw := range []string{"", "1-1", "1.5", "1 2 3", "十二三", "甲", "12a", "99999999999"} {
		if got, ok := parseInteger(raw); ok {
			t.Errorf("%q = %d, want none", raw, got)
		}
	}
}

func TestName(t *testing.T) {
	for in, want := range map[string]string{
		"2022 年镇级党建":             "2022年镇级党建",
		"高 飞":                    "高飞",
		"经开区 MEMS 传感器":           "经开区MEMS传感器",
		"Big Data 平台":            "Big Data平台",
		"２０２３年ＰＰＰ项目":             "2023年PPP项目",
		"　 城乡　环卫 ":               "城乡环卫",
		"（一期）工程":                 "（一期）工程",
		"307 国道\u00a0亮化\u200b工程": "307国道亮化工程",
	} {
		if got := Name(in); got != want {
			t.Errorf("%q → %q, want %q", in, got, want)
		}
		if again := Name(want); again != want {
			t.Errorf("%q is not stable: %q", want, again)
		}
	}
}
